/* The material of a series for a class of any size. The page says it for the best size; here the number of pupils can be
   changed. course_catalogue/shopping.py says what a data-formula means and reckons the same. */
(function () {
  "use strict";
  var line = document.querySelector(".cc-count");
  if (!line) return;
  var most = Number(line.getAttribute("data-most"));
  var groupSize = Number(line.getAttribute("data-group-size"));
  var shown = line.querySelector("[data-pupils]");
  var input = document.createElement("input");
  input.type = "number";
  input.min = "1";
  input.max = "200";
  input.value = shown.textContent;
  input.autocomplete = "off"; // else a reload brings back the number, but not its quantities
  input.setAttribute("inputmode", "numeric");
  input.setAttribute("aria-label", "一个班的人数");
  shown.replaceWith(input);

  var written = function (number) { return String(Math.round(number * 100) / 100); };
  var quantity = function (formula, pupils, groups) {
    var sums = formula.split("|").map(function (part) {
      var shares = part.split(" ").map(Number);
      return shares[0] * pupils + shares[1] * groups + shares[2];
    });
    return sums[0] + Math.max.apply(null, [0].concat(sums.slice(1)));
  };
  input.addEventListener("input", function () {
    var pupils = Math.floor(Number(input.value));
    if (!(pupils >= 1 && pupils <= 200)) return;
    var groups = groupSize ? Math.ceil(pupils / groupSize) : 1;
    var provider = 0;
    line.querySelector("[data-groups]").textContent = String(groups);
    line.querySelector("[data-too-many]").hidden = pupils <= most;
    document.querySelectorAll("[data-formula]").forEach(function (cell) {
      var wanted = quantity(cell.getAttribute("data-formula"), pupils, groups);
      var row = cell.closest("tr");
      var cost = row && row.querySelector("[data-price]");
      cell.textContent = written(wanted);
      if (!cost) return;
      var yuan = Math.round(wanted * Number(cost.getAttribute("data-price")) * 100) / 100;
      cost.textContent = written(yuan);
      if (cost.getAttribute("data-by") === "provider") provider += yuan;
    });
    document.querySelectorAll("[data-provider-cost]").forEach(function (sum) { sum.textContent = written(provider); });
  });
})();
