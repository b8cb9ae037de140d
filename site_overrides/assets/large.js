/* Large letters, for readers who ask for them: kept under cc-large, or asked for by an address with ?large=1 (0 ends it).
   Runs in the head, before anything is drawn; what it looks like stands in large.css. */
(function () {
  "use strict";
  var KEY = "cc-large";
  var root = document.documentElement;

  // A browser may forbid storage; then the choice holds for this page.
  function kept() {
    try {
      return localStorage.getItem(KEY) === "1";
    } catch (refused) {
      return false;
    }
  }
  function keep(isLarge) {
    try {
      if (isLarge) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch (refused) {
      /* as above */
    }
  }
  function show(isLarge) {
    root.classList.toggle("cc-large", isLarge);
    document.querySelectorAll("[data-large-switch]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(isLarge));
    });
  }

  var asked = /[?&]large=([01])(?:&|$)/.exec(location.search);
  if (asked) keep(asked[1] === "1");
  var isLarge = asked ? asked[1] === "1" : kept();
  show(isLarge);

  document.addEventListener(
    "DOMContentLoaded",
    function () {
      document.querySelectorAll("[data-large-switch]").forEach(function (button) {
        button.hidden = false;
        button.addEventListener("click", function () {
          isLarge = !isLarge;
          keep(isLarge);
          show(isLarge);
        });
      });
      show(isLarge);
    },
    { once: true },
  ); // theme_last.js lets the event come again
  // Another tab of this site has changed it.
  window.addEventListener("storage", function (event) {
    if (event.key === KEY) {
      isLarge = event.newValue === "1";
      show(isLarge);
    }
  });
})();
