/* The material of a series for a class of any size. The page says it for the best size; here the number of pupils can be
   changed. Needs quantities.js, which knows what a data-formula means. */
(function () {
  "use strict";
  var line = document.querySelector(".cc-count");
  if (!line) return;
  var most = Number(line.getAttribute("data-most"));
  var groupSize = Number(line.getAttribute("data-group-size"));
  var mostGroups = Number(line.getAttribute("data-most-groups"));
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

  var written = courseQuantities.written;
  var quantity = courseQuantities.quantity;
  input.addEventListener("input", function () {
    var pupils = Math.floor(Number(input.value));
    if (!(pupils >= 1 && pupils <= 200)) {
      // no figures of another number beside it
      document
        .querySelectorAll("[data-groups], [data-formula], [data-price], [data-provider-cost]")
        .forEach(function (cell) {
          cell.textContent = "—";
        });
      return;
    }
    var groups = courseQuantities.groupsOf(pupils, groupSize, mostGroups);
    var provider = 0;
    line.querySelector("[data-groups]").textContent = String(groups);
    line.querySelector("[data-too-many]").hidden = pupils <= most;
    document.querySelectorAll("[data-formula]").forEach(function (cell) {
      var wanted = quantity(cell.getAttribute("data-formula"), pupils, groups);
      var row = cell.closest("tr");
      var cost = row && row.querySelector("[data-price]");
      cell.textContent = written(wanted);
      if (!cost) return;
      var yuan = courseQuantities.rounded(wanted * Number(cost.getAttribute("data-price")));
      cost.textContent = written(yuan);
      if (cost.getAttribute("data-by") === "provider") provider += yuan;
    });
    document.querySelectorAll("[data-provider-cost]").forEach(function (sum) {
      sum.textContent = written(provider);
    });
  });
})();
