/* The catalogue page: shows what assets/search-engine.js finds, and takes what people type and choose.

   Everything that comes from courses is put into the page as text. */
(function () {
  "use strict";

  const page = document.getElementById("cc-search");
  if (!page) return;
  const TYPING_PAUSE = 120; // ms between the last key and the search
  let engine = null; // window.courseSearch
  let catalogue = null; // as the engine gives it

  // ---- Address state --------------------------------------------------------------------------

  let state = { query: "", selected: new Map(), sort: "relevance", page: 1, isExact: false, ignored: [] };

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
    state = Object.assign({}, state, { page: 1, isExact: isSame && state.isExact, ignored: [] }, change);
    const address = addressOf(state);
    if (address !== location.pathname + location.search) {
      try {
        history[byTyping && isTyping ? "replaceState" : "pushState"](null, "", address);
      } catch (refused) {
        /* some browsers keep the address of a file on a disk as it is */
      }
    }
    isTyping = Boolean(byTyping);
    return show();
  }

  function toggled(facet, value) {
    const selected = new Map(state.selected);
    const values = new Set(selected.get(facet) || []);
    if (!values.delete(value)) values.add(value);
    if (values.size) selected.set(facet, values);
    else selected.delete(facet);
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
  const slash = part(".cc-search__slash input");
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
    children.forEach((child) =>
      element.appendChild(typeof child === "string" ? document.createTextNode(child) : child),
    );
    return element;
  }

  function button(className, onClick, ...children) {
    const element = make("button", className, { type: "button" }, ...children);
    element.addEventListener("click", onClick);
    return element;
  }

  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  function fill(element, children) {
    if (element.firstChild) element.textContent = "";
    if (children.length) element.append(...children);
  }

  let boxes = []; // boxes[facet][value] = {input, count, row}
  let groups = [];
  let sifted = null; // what the boxes are counted from

  /** The boxes are made once, so that focus stays where it is; later only counts change. */
  function makeFilters() {
    groups = catalogue.facets.map((facet, f) => {
      boxes[f] = facet.values.map((value) => {
        const box = make("input", "", { type: "checkbox", name: facet.id, value: value.id });
        box.addEventListener("change", () => go({ selected: toggled(facet.id, value.id) }));
        const count = make("span", "cc-facet__count");
        return {
          box,
          count,
          row: make("label", "cc-facet__value", {}, box, make("span", "cc-facet__name", {}, value.label), count),
        };
      });
      const chosen = make("span", "cc-facet__chosen");
      const set = make(
        "fieldset",
        "",
        {},
        make("legend", "cc-unseen", {}, facet.label),
        ...boxes[f].map((each) => each.row),
      );
      const group = make(
        "details",
        "cc-facet",
        {},
        make("summary", "", {}, make("span", "", {}, facet.label), chosen),
        set,
      );
      group.open = f < 2 || state.selected.has(facet.id);
      group.addEventListener("toggle", showCounts);
      return { group, chosen };
    });
    fill(
      part(".cc-filters__body"),
      groups.map((each) => each.group),
    );
  }

  function showFilters(found) {
    sifted = found;
    let chosen = 0;
    state.selected.forEach((values) => {
      chosen += values.size;
    });
    say(part(".cc-filters__count"), chosen ? `已选 ${chosen}` : "");
    say(part(".cc-filters__close"), `看 ${found.courses.length} 门课程`);
    showCounts();
  }

  /** The boxes that can be seen; those of a closed sheet or group are counted when it opens. */
  function showCounts() {
    if (!filters.open || !sifted) return;
    if (!groups.length) makeFilters();
    catalogue.facets.forEach((facet, f) => {
      const selected = state.selected.get(facet.id) || new Set();
      say(groups[f].chosen, selected.size ? `已选 ${selected.size}` : "");
      groups[f].group.hidden = !selected.size && !facet.values.some((_, v) => everCounted(f, v));
      if (!groups[f].group.open) return;
      const counts = engine.countsOf(f, sifted);
      facet.values.forEach((value, v) => {
        const known = boxes[f][v];
        const isChosen = selected.has(value.id);
        const isOff = !counts[v] && !isChosen && known.box !== document.activeElement; // a disabled box loses the focus
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
    catalogue.facets.forEach((facet) =>
      facet.values.forEach((value) => {
        if (!(state.selected.get(facet.id) || new Set()).has(value.id)) return;
        const name = `${facet.label}：${value.label}`;
        const chip = button(
          "cc-chip-off",
          () => removeChip(chips.indexOf(item), toggled(facet.id, value.id)),
          name,
          make("span", "", { "aria-hidden": "true" }, "×"),
        );
        chip.setAttribute("aria-label", `去掉筛选 ${name}`);
        const item = make("li", "", {}, chip);
        chips.push(item);
      }),
    );
    if (chips.length > 1)
      chips.push(
        make(
          "li",
          "",
          {},
          button("cc-chip-clear", () => removeChip(0, new Map()), "清除全部筛选"),
        ),
      );
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

  async function cardsOf(courses, hits) {
    const rows = await engine.rowsOf(courses);
    return courses.map((course, i) => cardOf(course, rows[i], hits));
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
      blanks.set(
        key,
        make(
          "article",
          "cc-card",
          attributes,
          make("p", "cc-card__kind", {}, kind, ...(level ? [make("span", "cc-level", {}, level)] : [])),
          make("h3", "cc-card__title", {}, make("a", "", {}, " ")),
          make("p", "cc-card__by", {}, " "),
          ...(hasExcerpt ? [make("p", "cc-card__excerpt")] : []),
          make("ul", "cc-card__facts", {}, ...facts.map(() => make("li", "", {}, " "))),
        ),
      );
    }
    return blanks.get(key);
  }

  function makeCard(course, row, hasExcerpt) {
    const facts = row.slice(6).filter(Boolean);
    const card = blankOf(row[2], row[4], row[5], catalogue.until(course), hasExcerpt, facts).cloneNode(true);
    const heading_ = card.firstChild.nextSibling;
    const link = heading_.firstChild;
    link.setAttribute("href", `${engine.ROOT}/${row[1]}.html`);
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
      const found = await engine.find(state.query, state.isExact);
      if (!found.isFew || found.hits.size) await display(found, ticket);
      if (found.isFew && ticket === latest) await display(await engine.improved(found), ticket);
    } catch (failure) {
      if (ticket === latest) await recover();
    } finally {
      if (ticket === latest) results.removeAttribute("aria-busy");
    }
  }

  async function display(found, ticket) {
    const { left, pages, number, shown } = engine.pageOf(found, state);
    const made = await cardsOf(shown.slice(0, engine.AT_ONCE), found.hits);
    if (ticket !== latest) return;
    if (!found.isFew || !found.hits.size) state.page = number; // what comes next may have more pages
    showFound(found, left, pages, made);
    // While somebody types, the others wait for the frame, and so do the old ones, which cost as much to take out as the new
    // ones to put in; at other times the page would grow short and jump.
    if (isTyping) await new Promise(afterPaint);
    if (ticket !== latest) return;
    while (results.lastChild !== results.firstChild) results.lastChild.remove();
    const rest = await cardsOf(shown.slice(engine.AT_ONCE), found.hits);
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
    if (results.firstChild) results.firstChild.hidden = true;
    results.prepend(courses.length ? make("div", "cc-cards", {}, ...made) : makeEmpty(left, found));
    showPages(pages);
    part(".cc-search__static").hidden = true;
    part(".cc-search__live").hidden = false;
    status.textContent = `找到 ${courses.length} 门课程${pages > 1 ? `，第 ${state.page} 页，共 ${pages} 页` : ""}`;
  }

  const quoted = (words) => words.map((word) => `「${word}」`).join("");

  /** What was searched instead of, or beside, what was typed, and the way back; or what may have been meant. */
  function showNote({ hits, by, also, perhaps, pages = [] }) {
    const note = part(".cc-found__note");
    const typed = state.query.trim();
    const way = (label, change) =>
      button(
        "cc-note__way",
        () => {
          if (change.query) input.value = change.query;
          go(change).then(() => heading.focus());
        },
        label,
      );
    const children = [];
    if (state.ignored.length) children.push(`网址里有认不出的条件，没有用：${state.ignored.join("、")}。`);
    if (typed && !hits) {
      children.push(`${quoted([typed])}里没有可以搜的字，没有按它找。`);
    } else if (by) {
      const words = by.every((names) => names.length === 1)
        ? [by.map(([name]) => name).join(" ")]
        : by.reduce((all, names) => all.concat(names), []);
      children.push(`已按${quoted(words)}搜索 · `, way(`仍搜「${typed}」`, { isExact: true }));
    } else if (also && also.length) {
      children.push(`也找了${quoted(also)} · `, way(`只搜「${typed}」`, { isExact: true }));
    } else if (state.isExact && typed) {
      children.push(`只搜「${typed}」 · `, way("也找近似的词", { isExact: false }));
    } else if (perhaps) {
      children.push("要找的是不是", way(`「${perhaps}」`, { query: perhaps }), "？");
    }
    pages.forEach(([title, href, what], i) =>
      children.push(
        i ? "、" : `${children.length ? "；" : ""}另有页面：`,
        make("a", "", { href: `${engine.ROOT}/${href}.html` }, title),
        `（${what}）`,
      ),
    );
    note.hidden = !children.length;
    fill(
      note,
      children.map((child) => (typeof child === "string" ? document.createTextNode(child) : child)),
    );
  }

  /** Says that nothing was found, and offers what would help, with the number of courses it gives. */
  function makeEmpty({ nearly, inAll }, { fewer = [], hint }) {
    const query = state.query.trim();
    const offers = [];
    catalogue.facets.forEach((facet, f) => {
      const chosen = state.selected.get(facet.id);
      if (!chosen || !nearly[f].length) return;
      const names = facet.values
        .filter((value) => chosen.has(value.id))
        .map((value) => value.label)
        .join("、");
      offers.push({
        gain: nearly[f].length,
        text: `去掉“${facet.label}：${names}”`,
        change: { selected: dropped(facet.id) },
      });
    });
    offers.sort((a, b) => b.gain - a.gain);
    if (state.selected.size > 1 && inAll)
      offers.push({ gain: inAll, text: "清除全部筛选", change: { selected: new Map() } });
    fewer.forEach(({ text, hits }) => {
      const gain = engine.sift(hits, state.selected).courses.length;
      if (gain) offers.push({ gain, text: `只搜“${text}”`, change: { query: text } });
    });
    if (query && state.selected.size) {
      const gain = engine.sift(null, state.selected).courses.length;
      if (gain) offers.push({ gain, text: `不搜“${query}”，只用筛选`, change: { query: "" } });
    }
    const buttons = offers.map((offer) =>
      button(
        "cc-offer",
        () => {
          if (offer.change.query !== undefined) input.value = offer.change.query;
          go(offer.change).then(() => heading.focus());
        },
        `${offer.text}（${offer.gain} 门）`,
      ),
    );
    const lead = query
      ? `没有含“${query}”${state.selected.size ? "、又符合这些条件" : ""}的课程`
      : "没有符合这些条件的课程";
    return make(
      "div",
      "cc-empty",
      {},
      make("p", "", {}, lead + (offers.length ? "，放宽一个条件试试：" : "。换个说法，或少写几个字试试。")),
      ...(hint ? [make("p", "", {}, hint)] : []),
      make("div", "cc-offers", {}, ...buttons),
      make("p", "", {}, "也可以到", make("a", "", { href: `${engine.ROOT}/browse.html` }, "分类浏览"), "里逐类看。"),
    );
  }

  function showPages(pages) {
    const nav = part(".cc-pages");
    nav.hidden = pages < 2;
    const near = [1, state.page - 1, state.page, state.page + 1, pages];
    const numbers = Array.from(new Set(near))
      .filter((number) => number > 0 && number <= pages)
      .sort((a, b) => a - b);
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
      go({ page: number }).then(() => {
        heading.focus({ preventScroll: true });
        part(".cc-found").scrollIntoView();
      });
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
    if (texts.length > MOST_TEXTS) engine.letGo(texts.shift());
    return engine.load(name);
  }

  const afterPaint = (action) => requestAnimationFrame(() => setTimeout(action, 0));

  /** A card that is shown again keeps its old excerpt until the new one is there; of two searches the later one counts. */
  function showExcerpts(courses, made, terms) {
    const ticket = latest;
    courses.forEach((course, i) => {
      const place = made[i].querySelector(".cc-card__excerpt");
      textsOf(course).then(
        (lines) => {
          if (ticket === latest) fill(place, excerpt(lines[course % catalogue.chunk], terms));
        },
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
    const text_ = (end) => {
      if (end > at) nodes.push(document.createTextNode(words.slice(at, end)));
    };
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
      const one = engine.fold(character);
      for (let i = 0; i < one.length; i++) origin.push(at);
      folded += one;
      at += character.length;
    }
    origin.push(at);
    const marks = [];
    runs.forEach((run) => {
      for (let i = folded.indexOf(run); i >= 0; i = folded.indexOf(run, i + 1)) {
        if (!engine.IS_HAN.test(run) && i && new RegExp(`[${engine.LETTERS}]`, "u").test(folded[i - 1])) continue;
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
      try {
        await readCatalogue(`?${Date.now()}`);
        if (catalogue.version !== before) {
          await show();
          return;
        }
      } catch (failure) {
        /* told below */
      }
    }
    status.textContent = "没能取到搜索数据。";
    fill(results, [
      make(
        "div",
        "cc-empty",
        {},
        make("p", "", {}, "请检查网络后再试，或按分类浏览。"),
        make(
          "div",
          "cc-offers",
          {},
          button(
            "cc-offer",
            () => {
              hasRecovered = false;
              isStarted = false;
              start();
            },
            "再试一次",
          ),
        ),
      ),
    ]);
    part(".cc-search__live").hidden = false;
    if (!catalogue) {
      filters.hidden = true;
      part(".cc-found__sort").hidden = true;
    }
  }

  async function readCatalogue(query) {
    catalogue = await engine.readCatalogue(query);
    state = engine.readAddress();
    groups = []; // another catalogue may have others
    sifted = null;
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
    afterPaint(() => {
      if (!groups.length) makeFilters();
    }); // so that a sheet that is opened later is full at once
  }

  let isComposing = false; // between compositionstart and compositionend an input method is at work
  let pause = 0;

  function searchSoon() {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (!isComposing && input.value !== state.query) go({ query: input.value }, true);
    }, TYPING_PAUSE);
  }

  function clearQuery() {
    clearTimeout(pause);
    input.value = "";
    go({ query: "" });
  }

  input.addEventListener("compositionstart", () => {
    isComposing = true;
    clearTimeout(pause);
  });
  input.addEventListener("compositionend", () => {
    isComposing = false;
    searchSoon();
  });
  input.addEventListener("input", (event) => {
    if (!isComposing && !event.isComposing) searchSoon();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isComposing || event.isComposing) return;
    event.preventDefault();
    if (input.value) clearQuery();
    else input.blur();
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
  // WCAG 2.1.4: a shortcut of one character can be turned off. The box is shown where there may be a keyboard.
  try {
    slash.checked = localStorage.getItem("cc-slash") !== "0";
  } catch (refused) {
    /* it is on */
  }
  slash.addEventListener("change", () => {
    try {
      localStorage.setItem("cc-slash", Number(slash.checked));
    } catch (refused) {
      /* for this page alone */
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!slash.checked || !slash.offsetParent) return;
    const isField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || isField || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  part(".cc-filters__close").addEventListener("click", () => {
    filters.open = false;
    document.documentElement.classList.remove("cc-has-sheet"); // at once: without its room above the results these lie elsewhere
    heading.focus({ preventScroll: true });
    part(".cc-found").scrollIntoView();
  });
  window.addEventListener("popstate", () => {
    if (!catalogue) return;
    clearTimeout(pause);
    isTyping = false;
    state = engine.readAddress();
    input.value = state.query;
    show();
  });

  // Beside the results where there is room for both; a sheet at the bottom of the screen where there is not.
  const wide = window.matchMedia("(min-width: 960px)");
  const fit = () => {
    filters.open = wide.matches;
  };
  if (wide.addEventListener) wide.addEventListener("change", fit);
  else wide.addListener(fit);
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
  const leave = (target) => {
    if (isSheet() && target && !filters.contains(target)) filters.open = false;
  };
  filters.addEventListener("focusout", (event) => leave(event.relatedTarget)); // a keyboard is never behind the sheet
  document.addEventListener("click", (event) => {
    if (event.target.isConnected) leave(event.target);
  });

  const begin = () => {
    engine = window.courseSearch;
    start();
  };
  if (window.courseSearch) begin();
  else document.addEventListener("course-search", begin, { once: true });
})();
