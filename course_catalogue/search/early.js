/* In the catalogue page itself, behind what it looks things up in: asks for the files of the index that a query in the
   address needs while the engine and the head, which know that for certain, are still on their way. That is a round trip
   less. It need not foresee everything: the engine loads what is missing, and what is not needed costs a request. */
(function () {
  "use strict";
  const { folder, firsts, often, synonyms } = JSON.parse(document.currentScript.previousElementSibling.textContent);
  const MOST = 6; // files: as many as a browser asks for at a time
  const asked = (new URLSearchParams(location.search).get("q") || "").slice(0, 80).normalize("NFKC").toLowerCase();
  const groups = synonyms.filter((group) => group.some((word) => asked.includes(word)));
  const starts = firsts.split("\n");
  const names = new Set();
  const addShard = (term) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= term) low = middle;
      else high = middle - 1;
    }
    names.add(`index-${low}`);
  };
  const addHan = (run) => {
    if (run.length === 1 && often.includes(run)) names.add(`often-${often.indexOf(run)}`);
    else if (run.length === 1) addShard(run);
    for (let i = 0; i < run.length - 2; i += 2) addShard(run.slice(i, i + 2));
    if (run.length > 1) addShard(run.slice(-2));
  };
  const words = [asked].concat(...groups).join(" ");
  (words.match(/[\u3400-\u9fff]+/g) || []).forEach(addHan);
  (words.match(/[0-9a-z]+/g) || []).forEach(addShard);
  Array.from(names)
    .slice(0, MOST)
    .forEach((name) => {
      document.head.appendChild(
        Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: `${folder}/${name}.js` }),
      );
    });
})();
