/* A page may be older than the approvals it shows; course_catalogue/pages/standing.py says what depends on them.
   After its day, what has data-until="2029-08-31" is hidden and what has data-after="…" is shown, and a number
   with data-counts="2028-08-31:2 2029-08-31:10" counts only what has not ended. */
(function () {
  "use strict";
  var now = new Date();
  var pad = function (number) {
    return (number < 10 ? "0" : "") + number;
  };
  var today = now.getFullYear() + "-" + pad(now.getMonth() + 1) + "-" + pad(now.getDate());
  document.querySelectorAll("[data-until], [data-after]").forEach(function (element) {
    var until = element.getAttribute("data-until");
    var after = element.getAttribute("data-after");
    element.hidden = Boolean((until && until < today) || (after && after >= today));
  });
  document.querySelectorAll("[data-counts]").forEach(function (element) {
    var sum = 0;
    element
      .getAttribute("data-counts")
      .split(" ")
      .filter(Boolean)
      .forEach(function (part) {
        var pair = part.split(":");
        if (!pair[0] || pair[0] >= today) sum += Number(pair[1]);
      });
    element.textContent = String(sum);
  });
  // WeChat opens pages in a browser of its own that downloads nothing: say so where something can be downloaded.
  if (/MicroMessenger/i.test(navigator.userAgent)) {
    document.querySelectorAll("[data-wechat]").forEach(function (element) {
      element.hidden = false;
    });
  }
  // What a phone folds is open where there is room.
  if (window.matchMedia("(min-width: 60em)").matches) {
    document.querySelectorAll("details[data-open-wide]").forEach(function (element) {
      element.open = true;
    });
  }
})();
