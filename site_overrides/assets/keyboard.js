/* What keyboards need and the theme does not give: the menu of small screens as a button, and wide tables that scroll. */
(function () {
  "use strict";

  /** The theme opens its menu by a checkbox that no keyboard reaches; the button does what the checkbox's label does. */
  function readyMenu() {
    var box = document.getElementById("__drawer");
    var menu = document.querySelector(".md-sidebar--primary");
    var button = document.querySelector(".cc-menu");
    if (!box || !menu || !button) return;
    function tell() { button.setAttribute("aria-expanded", String(box.checked)); }
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

  /** A table that is wider than the screen can be reached and then scrolled by the arrow keys. */
  function readyTables() {
    document.querySelectorAll(".cc-table-wrap, .md-typeset__scrollwrap").forEach(function (wrap) {
      if (wrap.scrollWidth <= wrap.clientWidth) { wrap.removeAttribute("tabindex"); return; }
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", "表格，可以左右滚动");
    });
  }

  readyMenu();
  readyTables();
  window.addEventListener("load", readyTables);
  window.addEventListener("resize", readyTables);
  document.addEventListener("toggle", readyTables, true);
})();
