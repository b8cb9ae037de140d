/* Search and filters of the catalogue page, without a server: what is found. assets/search.js shows it.

   Knows nothing of the page, so that it begins while that is still being read and drawn.
   The index is read from classic scripts that call courseCatalogueData(name, payload), so that a copy of the site on a
   disk works as the site does; course_catalogue/search/ writes them and describes their formats. */
(function () {
  "use strict";

  const ROOT = document.currentScript.getAttribute("src").replace(/\/assets\/[^/]*$/, "");
  const PAGE_SIZE = 20;
  const AT_ONCE = 6; // cards that are shown first: as many files as a browser asks for at a time

  // ---- Data loading ---------------------------------------------------------------------------

  const received = new Map();
  const loading = new Map();

  window.courseCatalogueData = (name, payload) => {
    received.set(name, payload);
  };

  /** The payload of search/<name>.js, or of another script; `query` gets round a cache. */
  function load(name, query, path) {
    if (received.has(name)) return Promise.resolve(received.get(name));
    if (!loading.has(name)) {
      loading.set(
        name,
        new Promise((resolve, reject) => {
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
        }),
      );
    }
    return loading.get(name);
  }

  const letGo = (name) => received.delete(name);

  const ALPHABET = Array.from({ length: 94 }, (_, i) => String.fromCharCode(i + 33)).filter((c) => !'"\\<'.includes(c));
  const DIGITS = new Uint8Array(128);
  ALPHABET.forEach((character, digit) => {
    DIGITS[character.charCodeAt(0)] = digit;
  });
  const LAST = 64;
  const MORE = ALPHABET.length - LAST;

  /** Numbers of search/encoding.py, from a place in a text on, put into `numbers`. */
  function decode(text, numbers) {
    let high = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = DIGITS[text.charCodeAt(i)];
      if (digit >= LAST) {
        high = high * MORE + digit - LAST;
        continue;
      }
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
      often: Array.from(head.often),
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
      if (known && known[0] === f) known[1].push(v);
      else words.set(word, [f, [v]]);
    };
    facets.forEach((facet, f) =>
      facet.values.forEach((value, v) =>
        [value.label, ...value.aliases].forEach((name) => {
          const word = fold(name);
          if (!IS_HAN.test(word) || word.length < 2) return;
          add(word, f, v);
          const short = word.slice(0, -1);
          if (facet.id === "district" && name === value.label && short.length > 1) add(short, f, v);
        }),
      ),
    );
    return words;
  }

  const runsOf = (text) => fold(text).match(RUN()) || [];

  /** word, without spaces -> the other words of its group. */
  function synonymsOf(groups) {
    const words = new Map();
    groups.forEach((group) =>
      group.forEach((word) => {
        words.set(
          runsOf(word).join(""),
          group.filter((other) => other !== word),
        );
      }),
    );
    return words;
  }

  const GRADE = `(1[0-2]|[1-9${NUMERALS}])`;
  const GRADES = new RegExp(`${GRADE}\\s*(?:年级\\s*)?[-~到至、和/]?\\s*${GRADE}\\s*年级`, "g");
  const DIGIT = /(1?)(\d)\s*(?=年级|[上下](?:册|学期)?(?:\s|$))/g;

  const SUM = "\\d[\\d,]*(?:\\.\\d+)?";
  const AT_MOST = "不(?:超过|到|高于|多于)|[低少小]于|[最至]多|[每一]个?(?:人|学?生)|人均";
  const PRICE = new RegExp(
    `(?:(?:${AT_MOST})\\s*)*([大高多]于|超过|不[低少]于|[最至]少|起码)?\\s*(?:${SUM}\\s*元?\\s*[-~—–到至]+\\s*)?(${SUM})\\s*(?:元|块钱?(?=\\s*(?:$|[左以之])))(?![素件起]|\\s*[以之及]+上)(?:\\s*(?:左右|[以之]?[内下]))?`,
    "g",
  );

  /** A query as terms, see termOf. Grades may be 3上, 三四年级 or 三年级到四年级, those above 9 are none; 60元 is 60 at most. */
  function parseQuery(query, isExact) {
    const terms = [];
    const text = fold(query)
      .replace(/(?:星期|礼拜)(?=[一二三四五六日])/g, "周")
      .replace(GRADES, (words, first, last) => {
        const [from, to] = [first, last].map((name) => (NUMERALS.indexOf(name) + 1 || Number(name)) - 1);
        if (to <= from) return words;
        const values = Array.from({ length: Math.min(to, 8) - from + 1 }, (_, i) => from + i);
        terms.push({
          text: words.replace(/\s/g, ""),
          value: [catalogue.facets.findIndex((facet) => facet.id === "grade"), values],
          phrases: [],
        });
        return " ";
      })
      .replace(DIGIT, (_, before, digit) => (before && "十") + NUMERALS[digit - 1])
      .replace(/(初)([123])/g, (_, before, digit) => before + NUMERALS[digit - 1])
      .replace(PRICE, (words, least, sum) => {
        if (isExact || least) return words;
        const most = sum.replace(/,/g, "");
        terms.push({ text: `${most}元以内`, names: [`每生 ${most} 元以内`], most, phrases: [] });
        return " ";
      })
      .replace(/(\d+)\.(\d+)/g, (words, one, two) => {
        terms.push({ text: words, phrases: [[one, two]] });
        return " ";
      });
    const typed = text.match(RUN()) || [];
    const isMore = !isExact && typed.length + terms.length > 1; // AI 课程 need not say 课程
    const runs = Array.from(new Set(typed.map((run) => (isMore ? run.replace(/(^|..)课程?$/, "$1") : run)))).filter(
      Boolean,
    );
    for (let i = 0; i < runs.length;) {
      let length = isExact ? 1 : 3;
      while (length > 1 && !catalogue.synonyms.has(runs.slice(i, i + length).join(""))) length--;
      terms.push(termOf(runs.slice(i, i + length), isExact));
      i += Math.min(length, runs.length - i);
    }
    return terms.slice(0, MOST_TERMS);
  }

  /** {text, phrases, value, most, others}: a course has the term if it has one of the phrases, of which each is a row of runs,
      or the facet value that it names, or costs at most that. `others` are the words that were added to what was typed. */
  function termOf(runs, isExact) {
    const text = runs.join("");
    const others = (!isExact && catalogue.synonyms.get(text)) || [];
    return { text, phrases: [runs, ...others.map(runsOf)], value: catalogue.words.get(text), others };
  }

  // ---- Matching -------------------------------------------------------------------------------

  let catalogue = null; // what readHead gave
  let hitsOfTerms = new Map();

  /** The last shard that starts at or before `term`. */
  function shardOf(term) {
    let low = 0;
    let high = catalogue.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (catalogue.firsts[middle] <= term) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const shard = (number) => load(`${catalogue.version}/index-${number}`);

  /** Where the first line that begins so begins, or -1. */
  const lineAt = (text, words) => (text.startsWith(words) ? 0 : text.indexOf(`\n${words}`) + 1 || -1);

  /** Postings of one term: course -> positions. */
  async function exactly(term) {
    const text = await shard(shardOf(term));
    const key = `${term} `;
    const start = lineAt(text, key);
    if (start < 0) return new Map();
    const end = text.indexOf("\n", start);
    return readPostings(text.slice(start + key.length, end < 0 ? text.length : end), new Map());
  }

  /** Postings of all terms that start with `prefix`: neighbours, in one shard or several. */
  async function startingWith(prefix) {
    const first = shardOf(prefix);
    let end = first + 1;
    while (end < catalogue.firsts.length && catalogue.firsts[end].startsWith(prefix)) end++;
    const numbers = Array.from({ length: end - first }, (_, i) => first + i);
    const found = new Map();
    for (const text of await Promise.all(numbers.map(shard))) {
      let start = lineAt(text, prefix);
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

  const FIELDS = [512, 256, 64, 1, 0]; // as in search/often.py
  const MOST_TIMES = 16;
  const alike = Array.from({ length: FIELDS.length * MOST_TIMES }, (_, i) =>
    Array((i % MOST_TIMES) + 1).fill(FIELDS[Math.floor(i / MOST_TIMES)]),
  );

  /** Numbers of search/often.py: course -> positions, of which there are few different ones. */
  function readOften(text) {
    const numbers = decode(text, []);
    const found = new Map();
    for (let i = 0, course = 0; i < numbers.length; i += 2) {
      course += numbers[i];
      found.set(course, alike[numbers[i + 1]]);
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
    const often = runs.length === 1 ? catalogue.often.indexOf(runs[0]) : -1;
    if (often >= 0) return readOften(await load(`${catalogue.version}/often-${often}`));
    const places = await Promise.all(runs.map((run) => (runs[1] && !IS_HAN.test(run) ? exactly : placesOf)(run)));
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
        const add = (course, value) => {
          if (!(scores.get(course) >= value)) scores.set(course, value);
        };
        each.forEach((places, i) =>
          places.forEach((positions, course) => add(course, score(positions) * Math.max(0.6, 1 - i / 10))),
        );
        if (term.value) {
          const [f, values] = term.value;
          const isMet = catalogue.facets[f].sets.map((set) => values.some((v) => set.includes(v)));
          const { setOf } = catalogue.facets[f];
          catalogue.courses.forEach((course) => {
            if (isMet[setOf[course]]) add(course, 3);
          });
        }
        if (term.most)
          catalogue.courses.forEach((course) => {
            if (catalogue.price(course) <= term.most) add(course, 3);
          });
        return scores;
      });
      hitsOfTerms.set(key, hits);
      hits.catch(() => hitsOfTerms.delete(key));
    }
    return hitsOfTerms.get(key);
  }

  /** What is said of terms that were not searched as they were typed. */
  const wordsOf = (terms) => terms.map((term) => term.names || [term.text]);

  async function hitsOfAll(terms) {
    const each = await Promise.all(terms.map(hitsOf));
    const smallest = each.reduce((least, scores) => (scores.size < least.size ? scores : least));
    const hits = new Map();
    smallest.forEach((_, course) => {
      if (!catalogue.isLiving[course] || !each.every((scores) => scores.has(course))) return;
      hits.set(
        course,
        each.reduce((sum, scores) => sum + scores.get(course), 0),
      );
    });
    return hits;
  }

  const FEW = 3; // a query that finds fewer is rewritten
  const LITERAL = 1000; // what was typed stands before what it was taken for

  /** {hits: course -> score, or null for no query; terms that are marked; `also`: synonyms that were added}. */
  async function find(query, isExact) {
    const key = `${catalogue.version} ${isExact} ${query}`;
    if (latest.key === key) return latest;
    const terms = parseQuery(query, isExact);
    if (!terms.length) return { hits: null, terms };
    const hits = await hitsOfAll(terms);
    const also = terms.reduce((all, term) => all.concat(term.others || []), []);
    const by = terms.some((term) => term.most) && wordsOf(terms);
    latest = { hits, terms, also, by, isFew: !isExact && hits.size < FEW, key };
    return latest;
  }

  let latest = {}; // of `find`: what this script has found ahead, the page asks for again

  const better = new Map(); // what queries of few results were taken for

  /** What was found, with `by`: words that were searched instead; or with `perhaps`: a word that may have been meant, and
      `fewer`: what is found without one of the words; `pages` that are named so. */
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
    const tools = {
      FEW,
      catalogue,
      fold,
      hitsOf,
      hitsOfAll,
      load,
      neighbours,
      placesOf,
      runsOf,
      shard,
      termOf,
      IS_HAN,
    };
    const meant = await rewrite(terms, tools);
    const again = meant.terms ? await hitsOfAll(meant.terms) : new Map();
    if (!Array.from(again.keys()).some((course) => !hits.has(course))) {
      return Object.assign({}, found, meant, {
        terms,
        fewer: hits.size ? [] : await withOneLess(meant.parts || terms),
      });
    }
    hits.forEach((value, course) => again.set(course, value + LITERAL));
    return { hits: again, pages: meant.pages, terms: terms.concat(meant.terms), by: wordsOf(meant.terms) };
  }

  /** {text, hits} of all words but one. */
  function withOneLess(terms) {
    if (terms.length < 2) return [];
    return Promise.all(
      terms.map(async (left) => {
        const others = terms.filter((term) => term !== left);
        return { text: others.map((term) => term.text).join(" "), hits: await hitsOfAll(others) };
      }),
    );
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
      for (const f of active)
        if (!passes[f][facets[f].setOf[course]]) {
          failing = f;
          failures++;
        }
      if (!failures) courses.push(course);
      else if (failures === 1) nearly[failing].push(course);
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
    facet.sets.forEach((set, i) => {
      if (tallies[i]) for (const v of set) counts[v] += tallies[i];
    });
    return counts;
  }

  function sorted(courses, hits, sort) {
    if (sort === "relevance") return hits ? byScore(courses, hits) : courses.sort((a, b) => a - b);
    const relevance = (a, b) => (hits ? hits.get(b) - hits.get(a) : 0) || a - b;
    if (sort === "price")
      return courses.sort((a, b) => compare(catalogue.price(a), catalogue.price(b)) || relevance(a, b));
    const grades = catalogue.facets.find((facet) => facet.id === "grade");
    const key = (course) => {
      const of = grades.of(course);
      return of.length ? of[0] * 100 + of[of.length - 1] : Infinity;
    };
    return courses.sort((a, b) => compare(key(a), key(b)) || relevance(a, b));
  }

  /** The highest score first, of equal ones the first course: as one number each, which sort ten times as fast. */
  function byScore(courses, hits) {
    const ROOM = 65536; // courses: places of a column are 16 bits
    const keys = Float64Array.from(courses, (course) => course - Math.round(hits.get(course) * 1000) * ROOM);
    return keys.sort().map((key) => ((key % ROOM) + ROOM) % ROOM);
  }

  const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1); // Infinity less Infinity would be no number

  // ---- What the address asks for ---------------------------------------------------------------

  const SORTS = ["relevance", "grade", "price"];

  /** ?q=…&exact=1&grade=3,4&sort=price&page=2; what is not known is dropped. */
  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    const selected = new Map();
    const ignored = [];
    catalogue.facets.forEach((facet) => {
      const asked = new Set((parameters.get(facet.id) || "").split(",").filter(Boolean));
      const known = facet.values.filter((value) => asked.has(value.id)).map((value) => value.id);
      if (known.length) selected.set(facet.id, new Set(known));
      if (known.length < asked.size) ignored.push(facet.label);
    });
    const sort = parameters.get("sort");
    const number = Number(parameters.get("page"));
    return {
      query: (parameters.get("q") || "").slice(0, 80),
      selected,
      ignored,
      sort: SORTS.includes(sort) ? sort : "relevance",
      page: Number.isInteger(number) && number > 1 ? number : 1,
      isExact: parameters.get("exact") === "1" && Boolean(parameters.get("q")),
    };
  }

  /** The row of each course in its file of cards; at once, if all have come. */
  function rowsOf(courses) {
    const names = courses.map((course) => `${catalogue.version}/cards-${Math.floor(course / catalogue.hand)}`);
    const rows = () => courses.map((course, i) => received.get(names[i])[course % catalogue.hand]);
    return names.every((name) => received.has(name)) ? rows() : Promise.all(names.map((name) => load(name))).then(rows);
  }

  /** What a page of results shows: `left` of what was found, as `sift` gives it, and the courses that are `shown` on it. */
  function pageOf(found, { selected, sort, page }) {
    const key = JSON.stringify([Array.from(selected, ([id, values]) => [id, ...values]), sort, page]);
    if (found.page && found.page.key === key) return found.page;
    const left = sift(found.hits, selected);
    const pages = Math.max(1, Math.ceil(left.courses.length / PAGE_SIZE));
    const number = Math.min(page, pages);
    const shown = Array.from(
      sorted(left.courses, found.hits, sort).slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE),
    );
    found.page = { key, left, pages, number, shown };
    return found.page;
  }

  // ---- Start ----------------------------------------------------------------------------------

  let reading = null;

  /** The catalogue, read once; with `query` anew, as the site has it now. */
  function readCatalogue(query) {
    if (query) letGo("head");
    if (query || !reading) {
      reading = load("head", query).then((head) => {
        catalogue = readHead(head);
        hitsOfTerms = new Map();
        return catalogue;
      });
      reading.catch(() => {
        reading = null;
      });
    }
    return reading;
  }

  /** All that the address asks for is on its way, or has come, when the page is ready to show it. */
  async function begin() {
    await readCatalogue();
    const asked = readAddress();
    const { shown } = pageOf(await find(asked.query, asked.isExact), asked);
    await rowsOf(shown.slice(0, AT_ONCE)); // alone on the line
    await rowsOf(shown.slice(AT_ONCE));
  }

  // With a query or a filter, what the page shows without one is not drawn (search.css).
  const PATIENCE = 8000; // milliseconds: if nothing live has come by then, that part is needed
  if (/[?&](?!large=)[^=&]+=./.test(location.search)) {
    const { classList } = document.documentElement;
    classList.add("cc-asked");
    setTimeout(() => classList.remove("cc-asked"), PATIENCE);
  }

  window.courseSearch = {
    AT_ONCE,
    IS_HAN,
    LETTERS,
    ROOT,
    countsOf,
    find,
    fold,
    letGo,
    improved,
    load,
    pageOf,
    readAddress,
    readCatalogue,
    rowsOf,
    sift,
  };
  begin().catch(() => undefined); // the page tells it
  document.dispatchEvent(new Event("course-search"));
})();
