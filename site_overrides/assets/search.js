/* Search and filters of the catalogue page, without a server.

   The index is read from classic scripts that call courseCatalogueData(name, payload), so that a
   copy of the site on a disk works as the site does; course_catalogue/search/ writes them and
   describes their formats. Everything that comes from courses is put into the page as text. */
(function () {
  "use strict";

  const page = document.getElementById("cc-search");
  if (!page) return;
  const ROOT = page.dataset.root || ".";
  const PAGE_SIZE = 20;
  const TYPING_PAUSE = 120; // ms between the last key and the search

  // ---- Data loading ---------------------------------------------------------------------------

  const received = new Map();
  const loading = new Map();

  window.courseCatalogueData = (name, payload) => {
    received.set(name, payload);
    if (name === "head") start(); // the first time; later ones are asked for and waited for
  };

  /** The payload of search/<name>.js, or of another script; `query` gets round a cache. */
  function load(name, query, path) {
    if (received.has(name)) return Promise.resolve(received.get(name));
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const end = () => {
          script.remove();
          loading.delete(name);
          if (received.has(name)) resolve(received.get(name));
          else reject(new Error(name));
        };
        script.onload = end;
        script.onerror = end;
        script.src = `${ROOT}/${path || `search/${name}.js`}${query || ""}`;
        document.head.appendChild(script);
      }));
    }
    return loading.get(name);
  }

  const ALPHABET = Array.from({ length: 94 }, (_, i) => String.fromCharCode(i + 33)).filter((c) => !'"\\<'.includes(c));
  const DIGITS = new Uint8Array(128);
  ALPHABET.forEach((character, digit) => { DIGITS[character.charCodeAt(0)] = digit; });
  const LAST = 64;
  const MORE = ALPHABET.length - LAST;

  /** Numbers of search/encoding.py, from a place in a text on, put into `numbers`. */
  function decode(text, numbers) {
    let high = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = DIGITS[text.charCodeAt(i)];
      if (digit >= LAST) { high = high * MORE + digit - LAST; continue; }
      numbers[count++] = high * LAST + digit;
      high = 0;
    }
    return numbers;
  }

  /** A column: its different values, and for each of `count` courses which of them it has; `read` is applied once to each. */
  function column(pair, count, read) {
    const words = pair[0].split("\n").map(read || ((word) => word));
    return { words, places: decode(pair[1], new Uint16Array(count)) };
  }

  /** A column as a function from course number to value. */
  function valueOf(pair, count, read) {
    const { words, places } = column(pair, count, read);
    return (course) => words[places[course]];
  }

  /** The head file as the rest of this script uses it. Courses whose approval has ended are left out. */
  function readHead(head) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const until = valueOf(head.until, head.count);
    const isLiving = Array.from({ length: head.count }, (_, course) => !until(course) || until(course) >= today);
    const courses = Array.from(isLiving.keys()).filter((course) => isLiving[course]);
    const facets = head.facets.map((facet) => {
      const sets = column(facet.of, head.count, (set) => (set ? set.split(",").map(Number) : []));
      return {
        id: facet.id,
        label: facet.label,
        values: facet.values.map(([id, label, ...aliases]) => ({ id, label, aliases })),
        sets: sets.words,
        setOf: sets.places,
        of: (course) => sets.words[sets.places[course]],
      };
    });
    return {
      version: head.version,
      chunk: head.chunk,
      firsts: head.firsts.split("\n"),
      courses,
      isLiving,
      until,
      hand: head.hand,
      synonyms: synonymsOf(head.synonyms),
      price: valueOf(head.price, head.count, (text) => (text === "" ? Infinity : Number(text))),
      facets,
      words: facetWords(facets),
    };
  }

  // ---- Query parsing --------------------------------------------------------------------------

  // The character classes of search/tokens.py.
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTERS = "0-9a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff";
  const RUN = () => new RegExp(`[${HAN}]+|[${LETTERS}]+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]+$`, "u");
  const NUMERALS = "一二三四五六七八九";
  const MOST_TERMS = 10;

  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /** What people type for values of a facet (三年级, 小学, 海曙, 高新区, 免费): word -> [facet, values]. */
  function facetWords(facets) {
    const words = new Map();
    const add = (word, f, v) => {
      const known = words.get(word);
      if (known && known[0] === f) known[1].push(v); else words.set(word, [f, [v]]);
    };
    facets.forEach((facet, f) => facet.values.forEach((value, v) => [value.label, ...value.aliases].forEach((name) => {
      const word = fold(name);
      if (!IS_HAN.test(word) || word.length < 2) return;
      add(word, f, v);
      const short = word.slice(0, -1);
      if (facet.id === "district" && name === value.label && short.length > 1) add(short, f, v);
    })));
    return words;
  }

  const runsOf = (text) => fold(text).match(RUN()) || [];

  /** word, without spaces -> the other words of its group. */
  function synonymsOf(groups) {
    const words = new Map();
    groups.forEach((group) => group.forEach((word) => {
      words.set(runsOf(word).join(""), group.filter((other) => other !== word));
    }));
    return words;
  }

  const GRADE = `[1-9${NUMERALS}]`;
  const GRADES = new RegExp(`(${GRADE})\\s*[-~到至、和]?\\s*(${GRADE})\\s*年级`, "g");
  const DIGIT = /([1-9])\s*(?=年级|[上下](?:册|学期)?(?:\s|$))/g;

  /** A query as terms, see termOf. Grades may be written as 3年级, 3上, 三四年级, 3-4年级. */
  function parseQuery(query, isExact) {
    const terms = [];
    const text = fold(query).replace(GRADES, (words, first, last) => {
      const [from, to] = [first, last].map((name) => (NUMERALS.indexOf(name) + 1 || Number(name)) - 1);
      if (to <= from) return words;
      const values = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      terms.push({ text: words.replace(/\s/g, ""), value: [catalogue.facets.findIndex((facet) => facet.id === "grade"), values], phrases: [] });
      return " ";
    }).replace(DIGIT, (_, digit) => NUMERALS[digit - 1]);
    const runs = Array.from(new Set(text.match(RUN()) || []));
    for (let i = 0; i < runs.length;) {
      let length = isExact ? 1 : 3;
      while (length > 1 && !catalogue.synonyms.has(runs.slice(i, i + length).join(""))) length--;
      terms.push(termOf(runs.slice(i, i + length), isExact));
      i += Math.min(length, runs.length - i);
    }
    return terms.slice(0, MOST_TERMS);
  }

  /** {text, phrases, value, others}: a course has the term if it has one of the phrases, of which each is a row of runs,
      or the facet value that the term names. `others` are the words that were added to what was typed. */
  function termOf(runs, isExact) {
    const text = runs.join("");
    const others = (!isExact && catalogue.synonyms.get(text)) || [];
    return { text, phrases: [runs, ...others.map(runsOf)], value: catalogue.words.get(text), others };
  }

  // ---- Matching -------------------------------------------------------------------------------

  let catalogue = null; // what readHead gave
  let hitsOfTerms = new Map();

  /** The shard that holds `term`: the last that starts at or before it. */
  function shardOf(term) {
    let low = 0;
    let high = catalogue.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (catalogue.firsts[middle] <= term) low = middle; else high = middle - 1;
    }
    return low;
  }

  const shard = (number) => load(`${catalogue.version}/index-${number}`);

  /** Postings of one term: course -> positions. */
  async function exactly(term) {
    const text = await shard(shardOf(term));
    const key = `${term} `;
    const start = text.startsWith(key) ? 0 : text.indexOf(`\n${key}`) + 1;
    if (start === 0 && !text.startsWith(key)) return new Map();
    const end = text.indexOf("\n", start);
    return readPostings(text.slice(start + key.length, end < 0 ? text.length : end), new Map());
  }

  /** Postings of all terms that start with `prefix`; they are neighbours, in one shard or several. */
  async function startingWith(prefix) {
    const first = shardOf(prefix);
    let end = first + 1;
    while (end < catalogue.firsts.length && catalogue.firsts[end].startsWith(prefix)) end++;
    const numbers = Array.from({ length: end - first }, (_, i) => first + i);
    const found = new Map();
    for (const text of await Promise.all(numbers.map(shard))) {
      let start = text.startsWith(prefix) ? 0 : text.indexOf(`\n${prefix}`) + 1;
      if (start === 0 && !text.startsWith(prefix)) continue;
      while (start >= 0 && start < text.length && text.startsWith(prefix, start)) {
        const stop = text.indexOf("\n", start);
        const line = text.slice(start, stop < 0 ? text.length : stop);
        readPostings(line.slice(line.indexOf(" ") + 1), found);
        start = stop < 0 ? -1 : stop + 1;
      }
    }
    return found;
  }

  /** Numbers of search/postings.py, added to `found`. */
  function readPostings(text, found) {
    const numbers = decode(text, []);
    let course = 0;
    for (let i = 0; i < numbers.length;) {
      const step = numbers[i++];
      course += step >> 1;
      let count = step & 1 ? numbers[i++] + 2 : 1;
      const positions = found.get(course) || [];
      for (let position = 0; count > 0; count--) {
        position += numbers[i++];
        positions.push(position);
      }
      found.set(course, positions);
    }
    return found;
  }

  /** Where a run stands: course -> positions. Three characters and more must be neighbours. */
  async function placesOf(text) {
    const characters = Array.from(text);
    if (!IS_HAN.test(text) || characters.length === 1) return startingWith(text);
    const offsets = [];
    for (let i = 0; i < characters.length - 2; i += 2) offsets.push(i);
    offsets.push(characters.length - 2);
    const pairs = await Promise.all(offsets.map((at) => exactly(characters[at] + characters[at + 1])));
    return pairs.slice(1).reduce((found, pair, i) => neighbours(found, pair, offsets[i + 1]), pairs[0]);
  }

  /** Where all runs of a phrase stand one behind the other; a place is free between runs, see search/tokens.py. */
  async function placesOfPhrase(runs) {
    const places = await Promise.all(runs.map(placesOf));
    let offset = 0;
    return places.slice(1).reduce((found, next, i) => {
      offset += IS_HAN.test(runs[i]) ? Array.from(runs[i]).length + 1 : 2;
      return neighbours(found, next, offset);
    }, places[0]);
  }

  /** Of the starts in `found`, those that have `pair` at the distance `offset`. */
  function neighbours(found, pair, offset) {
    const kept = new Map();
    found.forEach((starts, course) => {
      if (!pair.has(course)) return;
      const there = new Set(pair.get(course));
      const fitting = starts.filter((start) => there.has(start + offset));
      if (fitting.length) kept.set(course, fitting);
    });
    return kept;
  }

  /** Title over theme, tags and names, over summary, over sessions; how often counts for less than where. */
  function score(positions) {
    const first = positions.reduce((least, position) => Math.min(least, position));
    const place = first < 64 ? 8 : first < 256 ? 4 : first < 512 ? 2 : 1; // the fields of search/postings.py
    return place + (first === 0 ? 0.5 : 0) + Math.min(0.4, 0.1 * Math.log2(positions.length));
  }

  /** course -> score. What was typed counts most, then the other phrases in their order; a facet value counts 3. */
  function hitsOf(term) {
    const key = `${term.text}\n${term.phrases.join(";")}`;
    if (!hitsOfTerms.has(key)) {
      const hits = Promise.all(term.phrases.map(placesOfPhrase)).then((each) => {
        const scores = new Map();
        const add = (course, value) => { if (!(scores.get(course) >= value)) scores.set(course, value); };
        each.forEach((places, i) => places.forEach((positions, course) => add(course, score(positions) * Math.max(0.6, 1 - i / 10))));
        if (term.value) {
          const [f, values] = term.value;
          const isMet = catalogue.facets[f].sets.map((set) => values.some((v) => set.includes(v)));
          const { setOf } = catalogue.facets[f];
          catalogue.courses.forEach((course) => { if (isMet[setOf[course]]) add(course, 3); });
        }
        return scores;
      });
      hitsOfTerms.set(key, hits);
      hits.catch(() => hitsOfTerms.delete(key));
    }
    return hitsOfTerms.get(key);
  }

  async function hitsOfAll(terms) {
    const each = await Promise.all(terms.map(hitsOf));
    const smallest = each.reduce((least, scores) => (scores.size < least.size ? scores : least));
    const hits = new Map();
    smallest.forEach((_, course) => {
      if (!catalogue.isLiving[course] || !each.every((scores) => scores.has(course))) return;
      hits.set(course, each.reduce((sum, scores) => sum + scores.get(course), 0));
    });
    return hits;
  }

  const FEW = 3; // a query that finds fewer is rewritten
  const LITERAL = 1000; // what was typed stands before what it was taken for

  /** {hits: course -> score, or null for no query; terms that are marked; `also`: synonyms that were added}. */
  async function find(query, isExact) {
    const terms = parseQuery(query, isExact);
    if (!terms.length) return { hits: null, terms };
    const hits = await hitsOfAll(terms);
    const also = terms.reduce((all, term) => all.concat(term.others || []), []);
    return { hits, terms, also, isFew: !isExact && hits.size < FEW, key: `${catalogue.version} ${query}` };
  }

  const better = new Map(); // what queries of few results were taken for

  /** What was found, with `by`: words that were searched instead; or with `perhaps`: a word that may have been meant, and
      `fewer`: what is found without one of the words. */
  function improved(found) {
    if (!better.has(found.key)) {
      better.set(found.key, improve(found));
      better.get(found.key).catch(() => better.delete(found.key));
    }
    return better.get(found.key);
  }

  async function improve(found) {
    const { hits, terms } = found;
    const rewrite = await load("rewrite", "", "assets/search-rewrite.js"); // it comes when a query first needs it
    const tools = { FEW, catalogue, fold, hitsOf, hitsOfAll, load, neighbours, placesOf, shard, termOf, IS_HAN };
    const meant = await rewrite(terms, tools);
    const again = meant && meant.terms ? await hitsOfAll(meant.terms) : new Map();
    if (!Array.from(again.keys()).some((course) => !hits.has(course))) {
      const { perhaps, hint } = meant || {};
      return Object.assign({}, found, { perhaps, hint, fewer: hits.size ? [] : await withOneLess(terms) });
    }
    hits.forEach((value, course) => again.set(course, value + LITERAL));
    return { hits: again, terms: terms.concat(meant.terms), by: meant.terms.map((term) => term.names || [term.text]) };
  }

  /** Where no course has all words: what is found by all but one, {text, hits} for each. */
  function withOneLess(terms) {
    if (terms.length < 2) return [];
    return Promise.all(terms.map(async (left) => {
      const others = terms.filter((term) => term !== left);
      return { text: others.map((term) => term.text).join(" "), hits: await hitsOfAll(others) };
    }));
  }

  // ---- Facets ---------------------------------------------------------------------------------

  /** `courses` are hit and selected; `nearly[facet]` are kept off by that facet alone; `inAll` are the hits before any. */
  function sift(hits, selected) {
    const { facets } = catalogue;
    // Courses share few different sets of values: whether a set passes is known before.
    const passes = facets.map((facet) => {
      const chosen = selected.get(facet.id);
      return chosen ? facet.sets.map((set) => set.some((v) => chosen.has(facet.values[v].id))) : null;
    });
    const active = facets.map((_, f) => f).filter((f) => passes[f]);
    const nearly = facets.map(() => []);
    const every = hits ? Array.from(hits.keys()) : catalogue.courses;
    if (!active.length) return { courses: every.slice(), nearly, inAll: every.length };
    const courses = [];
    for (const course of every) {
      let failing = -1;
      let failures = 0;
      for (const f of active) if (!passes[f][facets[f].setOf[course]]) { failing = f; failures++; }
      if (!failures) courses.push(course); else if (failures === 1) nearly[failing].push(course);
    }
    return { courses, nearly, inAll: every.length };
  }

  /** How many courses each value of a facet would give, whatever else of the facet is chosen. */
  function countsOf(f, { courses, nearly }) {
    const facet = catalogue.facets[f];
    const tallies = new Uint32Array(facet.sets.length); // sets are counted, not values: courses share them
    for (const course of courses) tallies[facet.setOf[course]]++;
    for (const course of nearly[f]) tallies[facet.setOf[course]]++;
    const counts = new Uint32Array(facet.values.length);
    facet.sets.forEach((set, i) => { if (tallies[i]) for (const v of set) counts[v] += tallies[i]; });
    return counts;
  }

  function sorted(courses, hits, sort) {
    if (sort === "relevance") return hits ? byScore(courses, hits) : courses.sort((a, b) => a - b);
    const relevance = (a, b) => (hits ? hits.get(b) - hits.get(a) : 0) || a - b;
    if (sort === "price") return courses.sort((a, b) => compare(catalogue.price(a), catalogue.price(b)) || relevance(a, b));
    const grades = catalogue.facets.find((facet) => facet.id === "grade");
    const key = (course) => { const of = grades.of(course); return of.length ? of[0] * 100 + of[of.length - 1] : Infinity; };
    return courses.sort((a, b) => compare(key(a), key(b)) || relevance(a, b));
  }

  /** The highest score first, of equal ones the first course: as one number each, which sort ten times as fast. */
  function byScore(courses, hits) {
    const ROOM = 65536; // courses: places of a column are 16 bits
    const keys = Float64Array.from(courses, (course) => course - Math.round(hits.get(course) * 1000) * ROOM);
    return Array.from(keys.sort(), (key) => ((key % ROOM) + ROOM) % ROOM);
  }

  const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1); // Infinity less Infinity would be no number

  // ---- Address state --------------------------------------------------------------------------

  const SORTS = ["relevance", "grade", "price"];
  let state = { query: "", selected: new Map(), sort: "relevance", page: 1, isExact: false };

  /** ?q=…&exact=1&grade=3,4&sort=price&page=2; what the catalogue does not know is dropped. */
  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    const selected = new Map();
    catalogue.facets.forEach((facet) => {
      const asked = new Set((parameters.get(facet.id) || "").split(","));
      const known = facet.values.filter((value) => asked.has(value.id)).map((value) => value.id);
      if (known.length) selected.set(facet.id, new Set(known));
    });
    const sort = parameters.get("sort");
    const number = Number(parameters.get("page"));
    return {
      query: (parameters.get("q") || "").slice(0, 80),
      selected,
      sort: SORTS.includes(sort) ? sort : "relevance",
      page: Number.isInteger(number) && number > 1 ? number : 1,
      isExact: parameters.get("exact") === "1" && Boolean(parameters.get("q")),
    };
  }

  function addressOf(some) {
    const parts = [];
    if (some.query.trim()) parts.push(`q=${encodeURIComponent(some.query.trim())}`);
    if (some.query.trim() && some.isExact) parts.push("exact=1");
    catalogue.facets.forEach((facet) => {
      const chosen = some.selected.get(facet.id);
      if (!chosen) return;
      const ids = facet.values.filter((value) => chosen.has(value.id)).map((value) => encodeURIComponent(value.id));
      parts.push(`${facet.id}=${ids.join(",")}`);
    });
    if (some.sort !== "relevance") parts.push(`sort=${some.sort}`);
    if (some.page > 1) parts.push(`page=${some.page}`);
    return location.pathname + (parts.length ? `?${parts.join("&")}` : "");
  }

  let isTyping = false; // letters typed one after another make one entry of the history

  /** Take a new state, write it to the address and show it. */
  function go(change, byTyping) {
    const isSame = change.query === undefined || change.query === state.query;
    state = Object.assign({}, state, { page: 1, isExact: isSame && state.isExact }, change);
    const address = addressOf(state);
    if (address !== location.pathname + location.search) {
      try {
        history[byTyping && isTyping ? "replaceState" : "pushState"](null, "", address);
      } catch (refused) { /* some browsers keep the address of a file on a disk as it is */ }
    }
    isTyping = Boolean(byTyping);
    return show();
  }

  function toggled(facet, value) {
    const selected = new Map(state.selected);
    const values = new Set(selected.get(facet) || []);
    if (!values.delete(value)) values.add(value);
    if (values.size) selected.set(facet, values); else selected.delete(facet);
    return selected;
  }

  function dropped(facet) {
    const selected = new Map(state.selected);
    selected.delete(facet);
    return selected;
  }

  // ---- Rendering ------------------------------------------------------------------------------

  const part = (name) => page.querySelector(name);
  const form = part(".cc-search__form");
  const input = part("#cc-q");
  const sortBox = part("#cc-sort");
  const filters = part(".cc-filters");
  const results = part(".cc-results");
  const status = part(".cc-found__status");
  const heading = part("#cc-found-title");

  /** An element with a class, attributes and children; strings become text. */
  function make(tag, className, attributes, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    children.forEach((child) => element.appendChild(typeof child === "string" ? document.createTextNode(child) : child));
    return element;
  }

  function button(className, onClick, ...children) {
    const element = make("button", className, { type: "button" }, ...children);
    element.addEventListener("click", onClick);
    return element;
  }

  const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  function fill(element, children) {
    if (element.firstChild) element.textContent = "";
    if (children.length) element.append(...children);
  }

  let boxes = []; // boxes[facet][value] = {input, count, row}
  let groups = [];

  /** The boxes are made once, so that focus stays where it is; later only counts change. */
  function makeFilters() {
    boxes = [];
    sifted = null;
    groups = catalogue.facets.map((facet, f) => {
      boxes[f] = facet.values.map((value) => {
        const box = make("input", "", { type: "checkbox", name: facet.id, value: value.id });
        box.addEventListener("change", () => go({ selected: toggled(facet.id, value.id) }));
        const count = make("span", "cc-facet__count");
        return { box, count, row: make("label", "cc-facet__value", {}, box, make("span", "cc-facet__name", {}, value.label), count) };
      });
      const chosen = make("span", "cc-facet__chosen");
      const set = make("fieldset", "", {}, make("legend", "cc-unseen", {}, facet.label), ...boxes[f].map((each) => each.row));
      const group = make("details", "cc-facet", {}, make("summary", "", {}, make("span", "", {}, facet.label), chosen), set);
      group.open = f < 2 || state.selected.has(facet.id);
      group.addEventListener("toggle", showCounts);
      return { group, chosen };
    });
    fill(part(".cc-filters__body"), groups.map((each) => each.group));
  }

  let sifted = null; // what the boxes are counted from

  function showFilters(found) {
    sifted = found;
    let chosen = 0;
    catalogue.facets.forEach((facet, f) => {
      const { size } = state.selected.get(facet.id) || new Set();
      chosen += size;
      say(groups[f].chosen, size ? `已选 ${size}` : "");
      groups[f].group.hidden = !size && !facet.values.some((_, v) => everCounted(f, v));
    });
    showCounts();
    say(part(".cc-filters__count"), chosen ? `已选 ${chosen}` : "");
    say(part(".cc-filters__close"), `看 ${found.courses.length} 门课程`);
  }

  /** The boxes that can be seen; those of a closed sheet or group are counted when it opens. */
  function showCounts() {
    if (!filters.open || !sifted) return;
    catalogue.facets.forEach((facet, f) => {
      if (!groups[f].group.open) return;
      const selected = state.selected.get(facet.id) || new Set();
      const counts = countsOf(f, sifted);
      facet.values.forEach((value, v) => {
        const known = boxes[f][v];
        const isChosen = selected.has(value.id);
        const isOff = !counts[v] && !isChosen;
        if (known.box.checked !== isChosen) known.box.checked = isChosen;
        if (known.shown === counts[v] && known.isOff === isOff) return; // nearly all of eighty stay as they are
        Object.assign(known, { shown: counts[v], isOff });
        known.box.disabled = isOff;
        known.row.classList.toggle("is-off", isOff);
        known.row.hidden = isOff && !everCounted(f, v);
        known.count.textContent = String(counts[v]);
        known.box.setAttribute("aria-label", `${value.label}，${counts[v]} 门`);
      });
    });
  }

  /** Whether any course has the value: others are not worth a line. */
  function everCounted(f, v) {
    const facet = catalogue.facets[f];
    if (!facet.used) {
      facet.used = new Set();
      catalogue.courses.forEach((course) => facet.of(course).forEach((value) => facet.used.add(value)));
    }
    return facet.used.has(v);
  }

  function showChips() {
    const chips = [];
    catalogue.facets.forEach((facet) => facet.values.forEach((value) => {
      if (!(state.selected.get(facet.id) || new Set()).has(value.id)) return;
      const name = `${facet.label}：${value.label}`;
      const chip = button("cc-chip-off", () => removeChip(chips.indexOf(item), toggled(facet.id, value.id)), name, make("span", "", { "aria-hidden": "true" }, "×"));
      chip.setAttribute("aria-label", `去掉筛选 ${name}`);
      const item = make("li", "", {}, chip);
      chips.push(item);
    }));
    if (chips.length > 1) chips.push(make("li", "", {}, button("cc-chip-clear", () => removeChip(0, new Map()), "清除全部筛选")));
    const list = part(".cc-chips");
    if (list.hidden && !chips.length) return;
    list.hidden = !chips.length;
    fill(list, chips);
  }

  /** Focus goes on to the next chip, or to the results where none is left. */
  async function removeChip(place, selected) {
    await go({ selected });
    const left = page.querySelectorAll(".cc-chips button");
    (left[Math.min(place, left.length - 1)] || heading).focus();
  }

  const AT_ONCE = 6; // cards that are shown before the others have come: as many files as a browser asks for at a time

  /** The cards of some courses; search/head.py says what a row of a file holds. */
  async function cardsOf(courses, hits) {
    const names = courses.map((course) => `${catalogue.version}/cards-${Math.floor(course / catalogue.hand)}`);
    if (!names.every((name) => received.has(name))) await Promise.all(names.map((name) => load(name)));
    return courses.map((course, i) => cardOf(course, received.get(names[i])[course % catalogue.hand], hits));
  }

  const MOST_CARDS = 200; // that are kept: making one costs more than showing it again
  const cards = new Map();

  function cardOf(course, row, hasExcerpt) {
    const key = `${catalogue.version} ${course} ${Boolean(hasExcerpt)}`;
    if (!cards.has(key)) {
      if (cards.size >= MOST_CARDS) cards.clear();
      cards.set(key, makeCard(course, row, Boolean(hasExcerpt)));
    }
    return cards.get(key);
  }

  const blanks = new Map();

  /** The markup of pages/templates/card.html, with what few different values share: a copy costs less than its parts. */
  function blankOf(kind, field, level, until, hasExcerpt, facts) {
    const key = [kind, field, level, until, hasExcerpt, facts.length].join("\t");
    if (!blanks.has(key)) {
      const attributes = { "data-kind": kind, "data-field": field };
      if (until) attributes["data-until"] = until;
      blanks.set(key, make("article", "cc-card", attributes,
        make("p", "cc-card__kind", {}, kind, ...(level ? [make("span", "cc-level", {}, level)] : [])),
        make("h3", "cc-card__title", {}, make("a", "", {}, " ")),
        make("p", "cc-card__by", {}, " "),
        ...(hasExcerpt ? [make("p", "cc-card__excerpt")] : []),
        make("ul", "cc-card__facts", {}, ...facts.map(() => make("li", "", {}, " ")))));
    }
    return blanks.get(key);
  }

  function makeCard(course, row, hasExcerpt) {
    const facts = row.slice(6).filter(Boolean);
    const card = blankOf(row[2], row[4], row[5], catalogue.until(course), hasExcerpt, facts).cloneNode(true);
    const heading_ = card.firstChild.nextSibling;
    const link = heading_.firstChild;
    link.setAttribute("href", `${ROOT}/${row[1]}.html`);
    link.firstChild.data = row[0];
    heading_.nextSibling.firstChild.data = row[3];
    let item = card.lastChild.firstChild;
    for (const fact of facts) {
      item.firstChild.data = fact;
      item = item.nextSibling;
    }
    return card;
  }

  let latest = 0; // a search that was overtaken shows nothing

  async function show() {
    const ticket = ++latest;
    results.setAttribute("aria-busy", "true");
    try {
      const found = await find(state.query, state.isExact);
      if (!found.isFew || found.hits.size) await display(found, ticket);
      if (found.isFew && ticket === latest) await display(await improved(found), ticket);
    } catch (failure) {
      if (ticket === latest) await recover();
    } finally {
      if (ticket === latest) results.removeAttribute("aria-busy");
    }
  }

  async function display(found, ticket) {
    const left = sift(found.hits, state.selected);
    const pages = Math.max(1, Math.ceil(left.courses.length / PAGE_SIZE));
    const number = Math.min(state.page, pages);
    const shown = sorted(left.courses, found.hits, state.sort).slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
    const made = await cardsOf(shown.slice(0, AT_ONCE), found.hits);
    if (ticket !== latest) return;
    if (!found.isFew || !found.hits.size) state.page = number; // what comes next may have more pages
    showFound(found, left, pages, made);
    // While somebody types, the others wait for the frame; at other times the page would grow short and jump.
    if (isTyping && shown.length > AT_ONCE) await new Promise(afterPaint);
    if (ticket !== latest) return;
    const rest = await cardsOf(shown.slice(AT_ONCE), found.hits);
    if (ticket !== latest) return;
    if (rest.length) results.firstChild.append(...rest);
    if (found.hits) afterPaint(() => showExcerpts(shown, made.concat(rest), found.terms));
  }

  function showFound(found, left, pages, made) {
    const { hits } = found;
    const { courses } = left;
    if (document.activeElement !== input && input.value !== state.query) input.value = state.query;
    if (sortBox.value !== state.sort) sortBox.value = state.sort;
    say(sortBox.options[0], hits ? "相关度" : "默认");
    showFilters(left);
    showChips();
    showNote(found);
    fill(results, courses.length ? [make("div", "cc-cards", {}, ...made)] : [makeEmpty(left, found)]);
    showPages(pages);
    part(".cc-search__static").hidden = true;
    part(".cc-search__live").hidden = false;
    status.textContent = `找到 ${courses.length} 门课程${pages > 1 ? `，第 ${state.page} 页，共 ${pages} 页` : ""}`;
  }

  const quoted = (words) => words.map((word) => `「${word}」`).join("");

  /** What was searched instead of, or beside, what was typed, and the way back; or what may have been meant. */
  function showNote({ by, also, perhaps }) {
    const note = part(".cc-found__note");
    const typed = state.query.trim();
    const way = (label, change) => button("cc-note__way", () => {
      if (change.query) input.value = change.query;
      go(change).then(() => heading.focus());
    }, label);
    const children = [];
    if (by) {
      const words = by.every((names) => names.length === 1) ? [by.map(([name]) => name).join(" ")] : by.reduce((all, names) => all.concat(names), []);
      children.push(`已按${quoted(words)}搜索 · `, way(`仍搜「${typed}」`, { isExact: true }));
    } else if (also && also.length) {
      children.push(`也找了${quoted(also)} · `, way(`只搜「${typed}」`, { isExact: true }));
    } else if (state.isExact && typed) {
      children.push(`只搜「${typed}」 · `, way("也找近似的词", { isExact: false }));
    } else if (perhaps) {
      children.push("要找的是不是", way(`「${perhaps}」`, { query: perhaps }), "？");
    }
    note.hidden = !children.length;
    fill(note, children.map((child) => (typeof child === "string" ? document.createTextNode(child) : child)));
  }

  /** Says that nothing was found, and offers what would help, with the number of courses it gives. */
  function makeEmpty({ nearly, inAll }, { fewer = [], hint }) {
    const query = state.query.trim();
    const offers = [];
    catalogue.facets.forEach((facet, f) => {
      const chosen = state.selected.get(facet.id);
      if (!chosen || !nearly[f].length) return;
      const names = facet.values.filter((value) => chosen.has(value.id)).map((value) => value.label).join("、");
      offers.push({ gain: nearly[f].length, text: `去掉“${facet.label}：${names}”`, change: { selected: dropped(facet.id) } });
    });
    offers.sort((a, b) => b.gain - a.gain);
    if (state.selected.size > 1 && inAll) offers.push({ gain: inAll, text: "清除全部筛选", change: { selected: new Map() } });
    fewer.forEach(({ text, hits }) => {
      const gain = sift(hits, state.selected).courses.length;
      if (gain) offers.push({ gain, text: `只搜“${text}”`, change: { query: text } });
    });
    if (query && state.selected.size) {
      const gain = sift(null, state.selected).courses.length;
      if (gain) offers.push({ gain, text: `不搜“${query}”，只用筛选`, change: { query: "" } });
    }
    const buttons = offers.map((offer) => button("cc-offer", () => {
      if (offer.change.query !== undefined) input.value = offer.change.query;
      go(offer.change).then(() => heading.focus());
    }, `${offer.text}（${offer.gain} 门）`));
    const lead = query ? `没有含“${query}”${state.selected.size ? "、又符合这些条件" : ""}的课程` : "没有符合这些条件的课程";
    return make("div", "cc-empty", {},
      make("p", "", {}, lead + (offers.length ? "，放宽一个条件试试：" : "。换个说法，或少写几个字试试。")),
      ...(hint ? [make("p", "", {}, hint)] : []),
      make("div", "cc-offers", {}, ...buttons),
      make("p", "", {}, "也可以到", make("a", "", { href: `${ROOT}/browse.html` }, "分类浏览"), "里逐类看。"));
  }

  function showPages(pages) {
    const nav = part(".cc-pages");
    nav.hidden = pages < 2;
    const near = [1, state.page - 1, state.page, state.page + 1, pages];
    const numbers = Array.from(new Set(near)).filter((number) => number > 0 && number <= pages).sort((a, b) => a - b);
    const items = [];
    if (state.page > 1) items.push(pageLink(state.page - 1, "上一页"));
    numbers.forEach((number, i) => {
      if (i && number > numbers[i - 1] + 1) items.push(make("span", "cc-pages__gap", { "aria-hidden": "true" }, "…"));
      items.push(pageLink(number, String(number)));
    });
    if (state.page < pages) items.push(pageLink(state.page + 1, "下一页"));
    fill(nav, items);
  }

  function pageLink(number, label) {
    const link = make("a", "", { href: addressOf(Object.assign({}, state, { page: number })) }, label);
    if (String(number) === label) link.setAttribute("aria-label", `第 ${number} 页`);
    if (String(number) === label && number === state.page) link.setAttribute("aria-current", "page");
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      event.preventDefault();
      go({ page: number }).then(() => { heading.focus({ preventScroll: true }); part(".cc-found").scrollIntoView(); });
    });
    return link;
  }

  // ---- Excerpts -------------------------------------------------------------------------------

  const EXCERPT = 62; // characters
  const MOST_TEXTS = 60; // files of texts that are kept: three pages full; a cache has the others
  const texts = []; // their names, the latest last

  function textsOf(course) {
    const name = `${catalogue.version}/text-${Math.floor(course / catalogue.chunk)}`;
    if (texts.includes(name)) texts.splice(texts.indexOf(name), 1);
    texts.push(name);
    if (texts.length > MOST_TEXTS) received.delete(texts.shift());
    return load(name);
  }

  const afterPaint = (action) => requestAnimationFrame(() => setTimeout(action, 0));

  /** A card that is shown again keeps its old excerpt until the new one is there; of two searches the later one counts. */
  function showExcerpts(courses, made, terms) {
    const ticket = latest;
    courses.forEach((course, i) => {
      const place = made[i].querySelector(".cc-card__excerpt");
      textsOf(course).then(
        (lines) => { if (ticket === latest) fill(place, excerpt(lines[course % catalogue.chunk], terms)); },
        () => fill(place, []),
      );
    });
  }

  /** The line with the most terms, cut around the first of them. */
  function excerpt(text, terms) {
    let best = { kinds: -1 };
    text.split("\n").forEach((line, i) => {
      const tab = line.indexOf("\t");
      const words = i ? line.slice(tab + 1) : line;
      const marks = marksIn(words, terms);
      const kinds = new Set(marks.map((mark) => mark.run)).size;
      if (kinds > best.kinds) best = { kinds, marks, words, label: i ? line.slice(0, tab) : "" };
    });
    const { marks, words, label } = best;
    const from = marks.length && marks[0].start > EXCERPT / 2 ? marks[0].start - 16 : 0;
    const to = Math.min(words.length, from + EXCERPT);
    const nodes = label ? [make("span", "cc-card__where", {}, label)] : [];
    let at = from;
    const text_ = (end) => { if (end > at) nodes.push(document.createTextNode(words.slice(at, end))); };
    if (from) nodes.push(document.createTextNode("…"));
    marks.forEach(({ start, end }) => {
      if (start < at || end > to) return;
      text_(start);
      nodes.push(make("mark", "", {}, words.slice(start, end)));
      at = end;
    });
    text_(to);
    if (to < words.length) nodes.push(document.createTextNode("…"));
    return nodes;
  }

  /** Where terms stand in a text as it is written, although they are compared as folded. */
  function marksIn(text, terms) {
    const runs = terms.reduce((all, term) => all.concat(...term.phrases), []);
    let folded = "";
    const origin = [];
    let at = 0;
    for (const character of text) {
      const one = fold(character);
      for (let i = 0; i < one.length; i++) origin.push(at);
      folded += one;
      at += character.length;
    }
    origin.push(at);
    const marks = [];
    runs.forEach((run) => {
      for (let i = folded.indexOf(run); i >= 0; i = folded.indexOf(run, i + 1)) {
        if (!IS_HAN.test(run) && i && new RegExp(`[${LETTERS}]`, "u").test(folded[i - 1])) continue;
        const last = origin[i + run.length - 1];
        const end = origin.find((place, j) => j >= i + run.length && place > last);
        marks.push({ run, start: origin[i], end: end === undefined ? at : end });
      }
    });
    return marks.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  // ---- Start, and what people do --------------------------------------------------------------

  /** Data did not come: perhaps the site was updated since this page was opened. Try once with a new head. */
  let hasRecovered = false;
  async function recover() {
    if (!hasRecovered) {
      hasRecovered = true;
      const before = catalogue && catalogue.version;
      received.delete("head");
      try {
        await readCatalogue(`?${Date.now()}`);
        if (catalogue.version !== before) { await show(); return; }
      } catch (failure) { /* told below */ }
    }
    status.textContent = "没能取到搜索数据。";
    fill(results, [make("div", "cc-empty", {}, make("p", "", {}, "请检查网络后再试，或按分类浏览。"),
      make("div", "cc-offers", {}, button("cc-offer", () => { hasRecovered = false; isStarted = false; start(); }, "再试一次")))]);
    part(".cc-search__live").hidden = false;
    if (!catalogue) { filters.hidden = true; part(".cc-found__sort").hidden = true; }
  }

  async function readCatalogue(query) {
    catalogue = readHead(await load("head", query));
    hitsOfTerms = new Map();
    state = readAddress();
    find(state.query, state.isExact).catch(() => undefined); // its shards are on their way while the filters are made
    makeFilters();
  }

  let isStarted = false;

  async function start() {
    if (isStarted) return;
    isStarted = true;
    try {
      await readCatalogue(hasRecovered ? `?${Date.now()}` : "");
    } catch (failure) {
      await recover();
      results.removeAttribute("aria-busy");
      return;
    }
    input.value = state.query;
    form.hidden = false;
    filters.hidden = false;
    part(".cc-found__sort").hidden = false;
    await show();
  }

  let isComposing = false; // between compositionstart and compositionend an input method is at work
  let pause = 0;

  function searchSoon() {
    clearTimeout(pause);
    pause = setTimeout(() => { if (!isComposing && input.value !== state.query) go({ query: input.value }, true); }, TYPING_PAUSE);
  }

  function clearQuery() {
    clearTimeout(pause);
    input.value = "";
    go({ query: "" });
  }

  input.addEventListener("compositionstart", () => { isComposing = true; clearTimeout(pause); });
  input.addEventListener("compositionend", () => { isComposing = false; searchSoon(); });
  input.addEventListener("input", (event) => { if (!isComposing && !event.isComposing) searchSoon(); });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isComposing || event.isComposing) return;
    event.preventDefault();
    if (input.value) clearQuery(); else input.blur();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isComposing) return;
    clearTimeout(pause);
    isTyping = false;
    input.blur(); // the keyboard of a phone covers the results
    if (input.value !== state.query) go({ query: input.value });
  });
  sortBox.addEventListener("change", () => go({ sort: sortBox.value }));
  document.addEventListener("keydown", (event) => {
    const isField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || isField || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  part(".cc-filters__close").addEventListener("click", () => {
    filters.open = false;
    heading.focus({ preventScroll: true });
    part(".cc-found").scrollIntoView();
  });
  window.addEventListener("popstate", () => {
    if (!catalogue) return;
    clearTimeout(pause);
    isTyping = false;
    state = readAddress();
    input.value = state.query;
    show();
  });

  // Beside the results where there is room for both; a sheet at the bottom of the screen where there is not.
  const wide = window.matchMedia("(min-width: 960px)");
  const fit = () => { filters.open = wide.matches; };
  if (wide.addEventListener) wide.addEventListener("change", fit); else wide.addListener(fit);
  fit();
  const isSheet = () => filters.open && !wide.matches;
  filters.addEventListener("toggle", () => {
    document.documentElement.classList.toggle("cc-has-sheet", isSheet());
    if (catalogue) showCounts();
  });
  filters.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isSheet()) return;
    filters.open = false;
    filters.querySelector("summary").focus();
  });
  const leave = (target) => { if (isSheet() && target && !filters.contains(target)) filters.open = false; };
  filters.addEventListener("focusout", (event) => leave(event.relatedTarget)); // a keyboard is never behind the sheet
  document.addEventListener("click", (event) => { if (event.target.isConnected) leave(event.target); });

  // The head's own script stands after this one in the page and starts the search; where it does not come, that is told.
  if (document.readyState === "complete") start(); else window.addEventListener("load", start);
})();
