/* 学习内容: what a course is aligned to, from a list that is searched and kept to the chosen grades. */
(function (form) {
  "use strict";
  const { make, button } = form;
  const STAGE_OF_GRADE = [null, "S1", "S1", "S2", "S2", "S3", "S3", "S4", "S4", "S4", "S5", "S5", "S5"];
  let opened = 0;

  const target = (id) => form.words().targets.find(([one]) => one === id);
  const targetWords = (id) => { const found = target(id); return found ? `${found[1]} ${found[2]}` : String(id); };
  const stagesOf = (state) => Array.from(new Set((state.get(["grades"]) || []).map((grade) => STAGE_OF_GRADE[grade]).filter(Boolean)));

  /** The list with a search above it; `pick(id, isOn)` is told of every tick. */
  function picker(state, chosen, pick) {
    opened += 1;
    const id = `targets-${opened}`;
    const stages = stagesOf(state);
    const search = make("input", { type: "search", id, autocomplete: "off" });
    const only = make("input", { type: "checkbox", id: `${id}-only`, ...(stages.length ? { checked: true } : {}) });
    const found = make("div", { class: "cc-form__targets", role: "group", "aria-label": "学习内容" });
    const count = make("p", { class: "cc-form__help", role: "status" });
    function show() {
      const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const fits = form.words().targets.filter(([one, code, name, standard, concept, where]) => {
        if (only.checked && stages.length && where.length && !where.some((stage) => stages.includes(stage)) && !chosen.has(one)) return false;
        const text = `${one} ${code} ${name} ${concept} ${standard}`.toLowerCase();
        return wanted.every((word) => text.includes(word));
      });
      const groups = new Map();
      fits.forEach((one) => { const key = `${one[4]}　${one[3]}`; groups.set(key, (groups.get(key) || []).concat([one])); });
      found.replaceChildren(...Array.from(groups).map(([key, targets]) => make("fieldset", {}, make("legend", { text: key.split("　")[0] }), make("p", { class: "cc-form__help", text: key.split("　")[1] }),
        targets.map(([one, code, name]) => make("label", {}, make("input", { type: "checkbox", ...(chosen.has(one) ? { checked: true } : {}), on: { change: (event) => { if (event.target.checked) chosen.add(one); else chosen.delete(one); pick(one, event.target.checked); } } }), `${code} ${name}`)))));
      count.textContent = fits.length ? `${fits.length} 条` : "没有找到，换个词试试";
    }
    let waiting = 0;
    search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
    only.addEventListener("change", show);
    show();
    const filter = stages.length
      ? make("label", { class: "cc-form__only" }, only, `只看所选年级（${stages.map((stage) => form.words().stages[stage]).join("、")}）`)
      : make("p", { class: "cc-form__help", text: "先勾选“年级”，这里就只列出对应学段的内容。" });
    return make("div", { class: "cc-form__picker" }, make("label", { for: id, text: "搜学习内容（写词或编号，如 天气、10.1）" }), search, filter, count, found);
  }

  const stagesFor = (id, state) => { const mine = stagesOf(state); const its = (target(id) || [])[5] || []; const both = mine.filter((stage) => !its.length || its.includes(stage)); return both.length ? both : mine; };

  /** Tick several at once into a list of alignments. */
  function pickTargets(box, path, state, done) {
    const old = box.querySelector(":scope > .cc-form__paste");
    if (old) { old.remove(); return; }
    const chosen = new Set((state.get(path) || []).map((item) => (item || {}).target).filter(Boolean));
    const pick = (id, isOn) => {
      const list = (state.get(path) || []).filter((item) => Object.keys(item || {}).length);
      const stages = stagesFor(id, state);
      const next = isOn ? list.concat([{ target: id, ...(stages.length ? { stages } : {}) }]) : list.filter((item) => item.target !== id);
      state.set(path, next.length ? next : undefined);
    };
    const panel = make("div", { class: "cc-form__paste" }, picker(state, chosen, pick), button("选好了", done));
    box.append(panel);
    panel.querySelector("input").focus();
  }

  /** A single target, in its own field. */
  function targetField({ id, value, change, state, described }) {
    const words = make("span", { text: value ? targetWords(value) : "还没有选" });
    const box = make("div", { class: "cc-form__target" });
    const open = button(value ? "换一个" : "从课标里选", () => {
      if (box.querySelector(".cc-form__picker")) return;
      const panel = picker(state, new Set(value ? [value] : []), (one, isOn) => { if (!isOn) return; change(one); value = one; words.textContent = targetWords(one); panel.remove(); open.textContent = "换一个"; open.focus(); });
      box.append(panel);
      panel.querySelector("input").focus();
    }, { id, "aria-describedby": described });
    box.append(words, open);
    return box;
  }

  /** Names of what the course lists as consumables and tools, for the fields that use them. */
  function listSupplies(state) {
    let list = document.getElementById("cc-supplies");
    if (!list) { list = make("datalist", { id: "cc-supplies" }); document.body.append(list); }
    const names = ["consumables", "tools"].flatMap((name) => state.get([name]) || []).map((item) => (item || {}).name).filter(Boolean);
    list.replaceChildren(...Array.from(new Set(names)).map((name) => make("option", { value: name })));
  }

  Object.assign(form, { targetWords, pickTargets, targetField, listSupplies });
})(window.courseForm = window.courseForm || {});
