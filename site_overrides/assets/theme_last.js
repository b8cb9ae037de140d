/* The theme's own script is the largest file of a page, and a phone runs it for a quarter of a second: it switches colours,
   shows the button that leads to the top, marks the heading that is read. What a page is opened for does not wait for that:
   the script is started when the page has loaded and nothing in it is still busy (aria-busy: a search, a form). */
(function () {
  "use strict";
  var PATIENCE = 8000; // milliseconds after which something that is still busy is not waited for
  var PAUSE = 100;
  var theme = document.querySelector("script[data-theme-script]");
  if (!theme) return;

  function start() {
    var script = document.createElement("script");
    script.src = theme.src;
    script.onload = function () {
      document.dispatchEvent(new Event("DOMContentLoaded")); // it starts at this event alone, which was long ago
      var colours = document.querySelector(".cc-colours"); // its switches, which no key may stop at before they stand there
      if (colours) colours.hidden = false;
      theme.remove(); // says that it runs: tests and benchmarks wait for that
    };
    document.body.appendChild(script);
  }
  function startWhenQuiet(patience) {
    if (patience > 0 && document.querySelector("[aria-busy=true]")) {
      setTimeout(function () {
        startWhenQuiet(patience - PAUSE);
      }, PAUSE);
    } else {
      start();
    }
  }
  window.addEventListener("load", function () {
    startWhenQuiet(PATIENCE);
  });
})();
