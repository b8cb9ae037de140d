/* A page may be older than the approval it shows: what has expired since the build says so.
   <… data-valid-until="2029-08-31" hidden> is shown, and <… data-until="…"> is hidden, after that day. */
(function () {
  "use strict";
  var now = new Date();
  var pad = function (number) { return (number < 10 ? "0" : "") + number; };
  var today = now.getFullYear() + "-" + pad(now.getMonth() + 1) + "-" + pad(now.getDate());
  document.querySelectorAll("[data-valid-until]").forEach(function (element) {
    if (element.getAttribute("data-valid-until") < today) { element.hidden = false; }
  });
  document.querySelectorAll("[data-until]").forEach(function (element) {
    if (element.getAttribute("data-until") < today) { element.hidden = true; }
  });
})();
