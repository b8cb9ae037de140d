/* The shortlist: keys of courses, in the browser's store and as the parameter c of an address. */
(function () {
  "use strict";
  const STORE = "cc-shortlist";
  const MOST = 20;
  const KEY = /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/;
  const isKey = (text) => text.length <= 200 && KEY.test(text) && /^(courses|bases)\//.test(text);

  /** {keys, strange, tooMany} of "a,b,c": each key once, what is none is counted, and so is what is beyond `most`. */
  function read(text, most) {
    const pieces = (text || "")
      .split(",")
      .map((piece) => piece.trim())
      .filter(Boolean);
    const good = Array.from(new Set(pieces.filter(isKey)));
    const limit = most || MOST;
    return {
      keys: good.slice(0, limit),
      strange: pieces.filter((piece) => !isKey(piece)).length,
      tooMany: Math.max(0, good.length - limit),
    };
  }

  /** What is stored, read as an address is. */
  function kept(most) {
    try {
      return read(window.localStorage.getItem(STORE), most);
    } catch (fault) {
      return read("");
    }
  }

  const stored = () => kept().keys;

  /** False where the browser keeps nothing. */
  function keep(keys) {
    try {
      if (keys.length) window.localStorage.setItem(STORE, keys.join(","));
      else window.localStorage.removeItem(STORE);
      return true;
    } catch (fault) {
      return false;
    }
  }

  window.courseShortlist = { STORE, read, kept, stored, keep, MOST, query: (keys) => `?c=${keys.join(",")}` };
})();
