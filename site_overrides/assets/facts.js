/* The facts of courses, from facts/*.js: only the shards that hold the keys asked for. course_catalogue/facts/files.py says
   what is in them. They are classic scripts, because a copy of the site on a disk cannot fetch() anything. */
(function () {
  "use strict";
  const ROOT = document.currentScript.getAttribute("src").replace(/\/assets\/[^/]*$/, "");
  const received = new Map();
  const loading = new Map();

  window.courseFactsReceived = (name, payload) => {
    received.set(name, payload);
  };

  function load(name) {
    if (!loading.has(name)) {
      loading.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          const end = () => {
            script.remove();
            if (received.has(name)) return resolve(received.get(name));
            loading.delete(name); // so that it can be tried again
            return reject(new Error(name));
          };
          script.onload = end;
          script.onerror = end;
          script.src = `${ROOT}/facts/${name}.js`;
          document.head.appendChild(script);
        }),
      );
    }
    return loading.get(name);
  }

  /** The name of the shard that would hold `key`, "" for none. */
  function shardOf(shards, key) {
    let found = "";
    shards.forEach(([first, name]) => {
      if (first <= key) found = name;
    });
    return found;
  }

  /** A map from key to facts; keys of no listed course are not in it. `sort` is "fit" or "print". */
  async function of(keys, sort) {
    const shards = (await load("head"))[sort];
    const names = Array.from(new Set(keys.map((key) => shardOf(shards, key)).filter(Boolean)));
    const loaded = await Promise.all(names.map(load));
    const wanted = new Set(keys);
    return new Map(
      []
        .concat(...loaded)
        .filter((facts) => wanted.has(facts.key))
        .map((facts) => [facts.key, facts]),
    );
  }

  /** The facts of all listed courses. */
  async function all() {
    const shards = (await load("head")).fit;
    return [].concat(...(await Promise.all(shards.map(([, name]) => load(name)))));
  }

  window.courseFacts = { of, all, ROOT };
})();
