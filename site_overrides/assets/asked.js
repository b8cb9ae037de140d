/* An address with a query or a filter: what stands on the page without one is not drawn first, to be taken away a moment
   later. Runs before that part has come. */
(function () {
  "use strict";
  var PATIENCE = 8000; // milliseconds: by then search.js has hidden that part, or it is needed, because nothing was found out
  if (!/[?&](?!large=)[^=&]+=./.test(location.search)) return;
  var search = document.getElementById("cc-search");
  search.classList.add("is-asked");
  setTimeout(function () { search.classList.remove("is-asked"); }, PATIENCE);
})();
