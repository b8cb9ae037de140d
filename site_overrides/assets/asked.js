/* An address with a query or a filter: what the page shows without one is not drawn, to be taken away a moment later, while
   the live part is to come (search.css). Runs before that part of the page has come. */
(function () {
  "use strict";
  var PATIENCE = 8000; // milliseconds: if nothing live has come by then, this part is needed
  if (!/[?&](?!large=)[^=&]+=./.test(location.search)) return;
  var search = document.getElementById("cc-search");
  search.classList.add("is-asked");
  setTimeout(function () { search.classList.remove("is-asked"); }, PATIENCE);
})();
