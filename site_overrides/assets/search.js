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

  window.courseCatalogueData = (name, payload) => { received.set(name, payload); };

  /** The payload of search/<name>.js; `query` gets round a cache. */
  function load(name, query) {
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
        script.src = `${ROOT}/search/${name}.js${query || ""}`;
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

  /** Numbers of search/encoding.py, from a place in a text on. */
  function decode(text, start) {
    const numbers = [];
    let high = 0;
    for (let i = start || 0; i < text.length; i++) {
      const digit = DIGITS[text.charCodeAt(i)];
      if (digit >= LAST) { high = high * MORE + digit - LAST; continue; }
      numbers.push(high * LAST + digit);
      high = 0;
    }
    return numbers;
  }

  /** A column as a function from course number to value; `read` is applied once to each different value. */
  function column(pair, read) {
    const words = pair[0].split("\n").map(read || ((word) => word));
    const places = decode(pair[1]);
    return (course) => words[places[course]];
  }

  function decodeHrefs(text) {
    let before = "";
    return text.split("\n").map((line) => {
      let end = 0;
      while (DIGITS[line.charCodeAt(end)] >= LAST) end++;
      before = before.slice(0, decode(line.slice(0, end + 1))[0]) + line.slice(end + 1);
      return `${before}.html`;
    });
  }

  /** The head file as the rest of this script uses it. Courses whose approval has ended are left out. */
  function readHead(head) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const until = column(head.until);
    const all = Array.from({ length: head.count }, (_, course) => course);
    const facets = head.facets.map((facet) => ({
      id: facet.id,
      label: facet.label,
      values: facet.values.map(([id, label, ...aliases]) => ({ id, label, aliases })),
      of: column(facet.of, (set) => (set ? set.split(",").map(Number) : [])),
    }));
    return {
      version: head.version,
      chunk: head.chunk,
      firsts: head.firsts.split("\n"),
      courses: all.filter((course) => !until(course) || until(course) >= today),
      until,
      titles: head.titles.split("\n"),
      hrefs: decodeHrefs(head.hrefs),
      kind: column(head.card.kind),
      by: column(head.card.by),
      field: column(head.card.field),
      level: column(head.card.level),
      facts: head.card.facts.map((fact) => column(fact)),
      price: column(head.price, (text) => (text === "" ? Infinity : Number(text))),
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

  /** What people type for a value of a facet (三年级, 海曙, 高新区, 免费): word -> [facet, value]. */
  function facetWords(facets) {
    const words = new Map();
    facets.forEach((facet, f) => facet.values.forEach((value, v) => [value.label, ...value.aliases].forEach((name) => {
      const word = fold(name);
      if (!IS_HAN.test(word) || word.length < 2) return;
      words.set(word, [f, v]);
      const short = word.slice(0, -1);
      if (facet.id === "district" && name === value.label && short.length > 1) words.set(short, [f, v]);
    })));
    return words;
  }

  /** A query as terms: {text, isHan, value}, where `value` is the facet value that the term names, if any. */
  function parseQuery(query, words) {
    const text = fold(query).replace(/([1-9])\s*年级/g, (_, digit) => `${NUMERALS[digit - 1]}年级`);
    const runs = text.match(RUN()) || [];
    return Array.from(new Set(runs)).slice(0, MOST_TERMS).map((run) => termOf(run, words));
  }

  function termOf(text, words) {
    return { text, isHan: IS_HAN.test(text), value: words.get(text) };
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
    const numbers = decode(text);
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

  /** Where a term stands: course -> positions. Three characters and more must be neighbours. */
  async function placesOf(text, isHan) {
    const characters = Array.from(text);
    if (!isHan || characters.length === 1) return startingWith(text);
    const offsets = [];
    for (let i = 0; i < characters.length - 2; i += 2) offsets.push(i);
    offsets.push(characters.length - 2);
    const pairs = await Promise.all(offsets.map((at) => exactly(characters[at] + characters[at + 1])));
    return pairs.slice(1).reduce((found, pair, i) => neighbours(found, pair, offsets[i + 1]), pairs[0]);
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

  /** course -> score; a term that names a facet value is met by that value, too. */
  function hitsOf(term) {
    if (!hitsOfTerms.has(term.text)) {
      const hits = placesOf(term.text, term.isHan).then((places) => {
        const scores = new Map();
        places.forEach((positions, course) => scores.set(course, score(positions)));
        if (term.value) {
          const [f, v] = term.value;
          const facet = catalogue.facets[f];
          catalogue.courses.forEach((course) => {
            if (facet.of(course).includes(v)) scores.set(course, Math.max(scores.get(course) || 0, 3));
          });
        }
        return scores;
      });
      hitsOfTerms.set(term.text, hits);
      hits.catch(() => hitsOfTerms.delete(term.text));
    }
    return hitsOfTerms.get(term.text);
  }

  async function hitsOfAll(terms) {
    const each = await Promise.all(terms.map(hitsOf));
    const living = new Set(catalogue.courses);
    const hits = new Map();
    each[0].forEach((first, course) => {
      if (!living.has(course) || !each.every((scores) => scores.has(course))) return;
      hits.set(course, each.reduce((sum, scores) => sum + scores.get(course), 0));
    });
    return hits;
  }

  /** {hits: course -> score, or null for no query; terms; isRewritten}. */
  async function find(query) {
    const terms = parseQuery(query, catalogue.words);
    if (!terms.length) return { hits: null, terms, isRewritten: false };
    const hits = await hitsOfAll(terms);
    if (hits.size) return { hits, terms, isRewritten: false };
    const parts = (await Promise.all(terms.map(takeApart))).reduce((all, some) => all.concat(some), []);
    if (parts.length === terms.length) return { hits, terms, isRewritten: false };
    const again = await hitsOfAll(parts);
    return again.size ? { hits: again, terms: parts, isRewritten: true } : { hits, terms, isRewritten: false };
  }

  /** Words that were typed without a space: first those that name a facet value, then the longest that
      the index knows. Pieces have two characters or more, or are all that is left beside a facet word. */
  async function takeApart(term) {
    if (!term.isHan || term.value || (await hitsOf(term)).size) return [term];
    const pieces = [];
    for (const piece of peel(term.text)) {
      if (catalogue.words.has(piece) || piece.length < 4) pieces.push(piece);
      else pieces.push(...await knownWords(piece));
    }
    return pieces.map((piece) => termOf(piece, catalogue.words));
  }

  function peel(text) {
    for (let length = text.length - 1; length > 1; length--) {
      for (const start of [0, text.length - length]) {
        const word = text.slice(start, start + length);
        if (catalogue.words.has(word)) {
          return start ? peel(text.slice(0, start)).concat(word) : [word].concat(peel(text.slice(length)));
        }
      }
    }
    return [text];
  }

  async function knownWords(text) {
    for (let length = text.length - 2; length > 1; length--) {
      const word = text.slice(0, length);
      if (!(await hitsOf(termOf(word, catalogue.words))).size) continue;
      const rest = text.slice(length);
      return [word].concat(rest.length < 4 ? [rest] : await knownWords(rest));
    }
    return [text];
  }

  // ---- Facets ---------------------------------------------------------------------------------

  /** Courses that are hit and selected; for each facet, counts of its values among the courses that all
      other facets let through (`counts`), and how many more there were without it (`without`); `inAll` are
      the hits before any facet. */
  function sift(hits, selected) {
    const { facets } = catalogue;
    const active = facets.map((facet) => selected.get(facet.id));
    const counts = facets.map((facet) => new Array(facet.values.length).fill(0));
    const without = facets.map(() => 0);
    const courses = [];
    const candidates = hits ? catalogue.courses.filter((course) => hits.has(course)) : catalogue.courses;
    for (const course of candidates) {
      const failing = [];
      facets.forEach((facet, f) => {
        if (active[f] && !facet.of(course).some((v) => active[f].has(facet.values[v].id))) failing.push(f);
      });
      if (failing.length > 1) continue;
      if (!failing.length) courses.push(course);
      else without[failing[0]]++;
      facets.forEach((facet, f) => {
        if (!failing.length || failing[0] === f) facet.of(course).forEach((v) => counts[f][v]++);
      });
    }
    return { courses, counts, without, inAll: candidates.length };
  }

  function sorted(courses, hits, sort) {
    const relevance = (a, b) => (hits ? hits.get(b) - hits.get(a) : 0) || a - b;
    if (sort === "price") return courses.sort((a, b) => compare(catalogue.price(a), catalogue.price(b)) || relevance(a, b));
    if (sort === "grade") {
      const grades = catalogue.facets.find((facet) => facet.id === "grade");
      const key = (course) => { const of = grades.of(course); return of.length ? of[0] * 100 + of[of.length - 1] : Infinity; };
      return courses.sort((a, b) => compare(key(a), key(b)) || relevance(a, b));
    }
    return courses.sort(relevance);
  }

  const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1); // Infinity less Infinity would be no number

  // ---- Address state --------------------------------------------------------------------------

  const SORTS = ["relevance", "grade", "price"];
  let state = { query: "", selected: new Map(), sort: "relevance", page: 1 };

  /** ?q=…&grade=3,4&sort=price&page=2; what the catalogue does not know is dropped. */
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
    };
  }

  function addressOf(some) {
    const parts = [];
    if (some.query.trim()) parts.push(`q=${encodeURIComponent(some.query.trim())}`);
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
    state = Object.assign({}, state, { page: 1 }, change);
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

  function fill(element, children) {
    while (element.firstChild) element.removeChild(element.firstChild);
    children.forEach((child) => element.appendChild(child));
  }

  let boxes = []; // boxes[facet][value] = {input, count, row}
  let groups = [];

  /** The boxes are made once, so that focus stays where it is; later only counts change. */
  function makeFilters() {
    boxes = [];
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
      return { group, chosen };
    });
    fill(part(".cc-filters__body"), groups.map((each) => each.group));
  }

  function showFilters(counts, total) {
    let chosen = 0;
    catalogue.facets.forEach((facet, f) => {
      const selected = state.selected.get(facet.id) || new Set();
      chosen += selected.size;
      groups[f].chosen.textContent = selected.size ? `已选 ${selected.size}` : "";
      let offered = 0;
      facet.values.forEach((value, v) => {
        const { box, count, row } = boxes[f][v];
        box.checked = selected.has(value.id);
        box.disabled = !counts[f][v] && !box.checked;
        row.classList.toggle("is-off", box.disabled);
        row.hidden = box.disabled && !everCounted(f, v);
        offered += row.hidden ? 0 : 1;
        count.textContent = String(counts[f][v]);
        box.setAttribute("aria-label", `${value.label}，${counts[f][v]} 门`);
      });
      groups[f].group.hidden = !offered;
    });
    part(".cc-filters__count").textContent = chosen ? `已选 ${chosen}` : "";
    part(".cc-filters__close").textContent = `看 ${total} 门课程`;
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
    list.hidden = !chips.length;
    fill(list, chips);
  }

  /** Focus goes on to the next chip, or to the results where none is left. */
  async function removeChip(place, selected) {
    await go({ selected });
    const left = page.querySelectorAll(".cc-chips button");
    (left[Math.min(place, left.length - 1)] || heading).focus();
  }

  /** The markup of pages/templates/card.html, with an excerpt where there is a query. */
  function makeCard(course, hasExcerpt) {
    const kind = make("p", "cc-card__kind", {}, catalogue.kind(course));
    if (catalogue.level(course)) kind.appendChild(make("span", "cc-level", {}, catalogue.level(course)));
    const link = make("a", "", { href: `${ROOT}/${catalogue.hrefs[course]}` }, catalogue.titles[course]);
    const facts = catalogue.facts.map((fact) => fact(course)).filter(Boolean);
    return make("article", "cc-card", { "data-kind": catalogue.kind(course), "data-field": catalogue.field(course), "data-until": catalogue.until(course) },
      kind,
      make("h3", "cc-card__title", {}, link),
      make("p", "cc-card__by", {}, catalogue.by(course)),
      ...(hasExcerpt ? [make("p", "cc-card__excerpt")] : []),
      make("ul", "cc-card__facts", {}, ...facts.map((fact) => make("li", "", {}, fact))));
  }

  let latest = 0; // a search that was overtaken shows nothing

  async function show() {
    const ticket = ++latest;
    results.setAttribute("aria-busy", "true");
    try {
      const found = await find(state.query);
      if (ticket === latest) showFound(found);
    } catch (failure) {
      if (ticket === latest) await recover();
    } finally {
      if (ticket === latest) results.removeAttribute("aria-busy");
    }
  }

  function showFound({ hits, terms, isRewritten }) {
    const { courses, counts, without, inAll } = sift(hits, state.selected);
    const pages = Math.max(1, Math.ceil(courses.length / PAGE_SIZE));
    state.page = Math.min(state.page, pages);
    const start = (state.page - 1) * PAGE_SIZE;
    const shown = sorted(courses, hits, state.sort).slice(start, start + PAGE_SIZE);
    if (document.activeElement !== input) input.value = state.query;
    sortBox.value = state.sort;
    sortBox.options[0].textContent = hits ? "相关度" : "默认";
    showFilters(counts, courses.length);
    showChips();
    showNote(isRewritten ? terms : null);
    const cards = shown.map((course) => makeCard(course, hits));
    fill(results, courses.length ? [make("div", "cc-cards", {}, ...cards)] : [makeEmpty(without, inAll)]);
    showPages(pages);
    status.textContent = `找到 ${courses.length} 门课程${pages > 1 ? `，第 ${state.page} 页，共 ${pages} 页` : ""}`;
    if (hits) afterPaint(() => showExcerpts(shown, cards, terms));
  }

  function showNote(terms) {
    const note = part(".cc-found__note");
    note.hidden = !terms;
    note.textContent = terms ? `没有连着写的“${state.query.trim()}”，已拆成“${terms.map((term) => term.text).join(" ")}”来找。` : "";
  }

  /** Says that nothing was found, and offers what would help, with the number of courses it gives. */
  function makeEmpty(without, inAll) {
    const query = state.query.trim();
    const offers = [];
    catalogue.facets.forEach((facet, f) => {
      const chosen = state.selected.get(facet.id);
      if (!chosen || !without[f]) return;
      const names = facet.values.filter((value) => chosen.has(value.id)).map((value) => value.label).join("、");
      offers.push({ gain: without[f], text: `去掉“${facet.label}：${names}”`, change: { selected: dropped(facet.id) } });
    });
    offers.sort((a, b) => b.gain - a.gain);
    if (state.selected.size > 1 && inAll) offers.push({ gain: inAll, text: "清除全部筛选", change: { selected: new Map() } });
    if (query && state.selected.size) {
      const gain = sift(null, state.selected).courses.length;
      if (gain) offers.push({ gain, text: `不搜“${query}”，只用筛选`, change: { query: "" } });
    }
    const buttons = offers.map((offer) => button("cc-offer", () => {
      if (offer.change.query === "") input.value = "";
      go(offer.change).then(() => heading.focus());
    }, `${offer.text}（${offer.gain} 门）`));
    const lead = query ? `没有含“${query}”${state.selected.size ? "、又符合这些条件" : ""}的课程` : "没有符合这些条件的课程";
    return make("div", "cc-empty", {},
      make("p", "", {}, lead + (offers.length ? "，放宽一个条件试试：" : "。换个说法，或少写几个字试试。")),
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

  const afterPaint = (action) => requestAnimationFrame(() => setTimeout(action, 0));

  function showExcerpts(courses, cards, terms) {
    courses.forEach((course, i) => {
      const place = cards[i].querySelector(".cc-card__excerpt");
      load(`${catalogue.version}/text-${Math.floor(course / catalogue.chunk)}`).then(
        (texts) => fill(place, excerpt(texts[course % catalogue.chunk], terms)),
        () => place.remove(),
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
      const kinds = new Set(marks.map((mark) => mark.term)).size;
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
    terms.forEach((term) => {
      for (let i = folded.indexOf(term.text); i >= 0; i = folded.indexOf(term.text, i + 1)) {
        if (!term.isHan && i && new RegExp(`[${LETTERS}]`, "u").test(folded[i - 1])) continue;
        const last = origin[i + term.text.length - 1];
        const end = origin.find((place, j) => j >= i + term.text.length && place > last);
        marks.push({ term, start: origin[i], end: end === undefined ? at : end });
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
      make("div", "cc-offers", {}, button("cc-offer", () => { hasRecovered = false; start(); }, "再试一次")))]);
    part(".cc-search__live").hidden = false;
    if (!catalogue) { filters.hidden = true; part(".cc-found__sort").hidden = true; }
  }

  async function readCatalogue(query) {
    catalogue = readHead(await load("head", query));
    hitsOfTerms = new Map();
    state = readAddress();
    makeFilters();
  }

  async function start() {
    try {
      await readCatalogue(hasRecovered ? `?${Date.now()}` : "");
    } catch (failure) {
      await recover();
      return;
    }
    input.value = state.query;
    form.hidden = false;
    filters.hidden = false;
    part(".cc-found__sort").hidden = false;
    await show();
    part(".cc-search__static").hidden = true;
    part(".cc-search__live").hidden = false;
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

  // Beside the results where there is room for both; a panel to open where there is not.
  const wide = window.matchMedia("(min-width: 960px)");
  const fit = () => { filters.open = wide.matches; };
  if (wide.addEventListener) wide.addEventListener("change", fit); else wide.addListener(fit);
  fit();

  // The head's own script stands after this one in the page; it has run, or failed, when the page is complete.
  if (document.readyState === "complete" || received.has("head")) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
