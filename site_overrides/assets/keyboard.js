/* What keyboards need and the theme does not give, or not at once: the menu of small screens as a button, and wide tables and
   lines of files that scroll. */
(function () {
  "use strict";

  /** The theme opens its menu by a checkbox that no keyboard reaches; the button does what the checkbox's label does. */
  function readyMenu() {
    var box = document.getElementById("__drawer");
    var menu = document.querySelector(".md-sidebar--primary");
    var button = document.querySelector(".cc-menu");
    if (!box || !menu || !button) return;
    function tell() {
      button.setAttribute("aria-expanded", String(box.checked));
    }
    function open(isOpen) {
      box.checked = isOpen;
      box.dispatchEvent(new Event("change"));
    }
    box.addEventListener("change", tell);
    button.addEventListener("click", function () {
      open(!box.checked);
      var first = box.checked && menu.querySelector(".md-nav__list a");
      if (first) first.focus();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.checked) return;
      open(false);
      button.focus();
    });
    // Who goes on behind the menu is done with it.
    document.addEventListener("focusin", function (event) {
      if (box.checked && event.target !== button && !menu.contains(event.target)) open(false);
    });
  }

  /** A table or lines of a file that are wider than the screen can be reached and then scrolled by the arrow keys. */
  function readyScrollers() {
    document.querySelectorAll(".cc-table-wrap, .md-typeset pre > code").forEach(function (part) {
      if (part.scrollWidth <= part.clientWidth) {
        part.removeAttribute("tabindex");
        return;
      }
      part.tabIndex = 0;
      if (part.tagName === "CODE") return;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", "表格，可以左右滚动");
    });
  }

  readyMenu();
  readyScrollers();
  window.addEventListener("load", readyScrollers);
  window.addEventListener("resize", readyScrollers);
  document.addEventListener("toggle", readyScrollers, true);
})();
