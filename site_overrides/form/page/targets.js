/* 学习内容: what a course is aligned to, from a list that is searched and kept to the chosen grades. */
(function (form) {
  "use strict";
  const { make, button } = form;
  const STAGE_OF_GRADE = [null, "S1", "S1", "S2", "S2", "S3", "S3", "S4", "S4", "S4", "S5", "S5", "S5"];

  const target = (id) => form.words().targets.find(([one]) => one === id);
  const targetWords = (id) => {
    const found = target(id);
    return found ? `${found[1]} ${found[2]}` : String(id);
  };
  const stagesOf = (state) =>
    Array.from(new Set((state.get(["grades"]) || []).map((grade) => STAGE_OF_GRADE[grade]).filter(Boolean)));

  /** The list of all 学习内容, loaded when somebody wants to choose; `pick(id, isOn)` is told of every tick. */
  const picker = (state, chosen, pick) =>
    form.later("target-picker", () => form.targetPicker(stagesOf(state), chosen, pick));

  const stagesFor = (id, state) => {
    const mine = stagesOf(state);
    const its = (target(id) || [])[5] || [];
    const both = mine.filter((stage) => !its.length || its.includes(stage));
    return both.length ? both : mine;
  };

  /** Tick several at once into a list of alignments. */
  function pickTargets(box, path, state, done) {
    const old = box.querySelector(":scope > .cc-form__paste");
    if (old) {
      old.remove();
      return;
    }
    const chosen = new Set((state.get(path) || []).map((item) => (item || {}).target).filter(Boolean));
    const pick = (id, isOn) => {
      const list = (state.get(path) || []).filter((item) => Object.keys(item || {}).length);
      const stages = stagesFor(id, state);
      const next = isOn
        ? list.concat([{ target: id, ...(stages.length ? { stages } : {}) }])
        : list.filter((item) => item.target !== id);
      state.set(path, next.length ? next : undefined);
    };
    box.append(make("div", { class: "cc-form__paste" }, picker(state, chosen, pick), button("选好了", done)));
  }

  /** A single target, in its own field. */
  function targetField({ id, value, change, state, described }) {
    const words = make("span", { text: value ? targetWords(value) : "还没有选" });
    const box = make("div", { class: "cc-form__target" });
    const open = button(
      value ? "换一个" : "从课标里选",
      () => {
        if (box.lastElementChild !== open) return;
        box.append(
          picker(state, new Set(value ? [value] : []), (one, isOn) => {
            if (!isOn) return;
            change(one);
            value = one;
            words.textContent = targetWords(one);
            box.lastElementChild.remove();
            open.textContent = "换一个";
            open.focus();
          }),
        );
      },
      { id, "aria-describedby": described },
    );
    box.append(words, open);
    return box;
  }

  /** Names of what the course lists as consumables and tools, for the fields that use them. */
  function listSupplies(state) {
    let list = document.getElementById("cc-supplies");
    if (!list) {
      list = make("datalist", { id: "cc-supplies" });
      document.body.append(list);
    }
    const names = ["consumables", "tools"]
      .flatMap((name) => state.get([name]) || [])
      .map((item) => (item || {}).name)
      .filter(Boolean);
    list.replaceChildren(...Array.from(new Set(names)).map((name) => make("option", { value: name })));
  }

  Object.assign(form, { targetWords, pickTargets, targetField, listSupplies });
})((window.courseForm = window.courseForm || {}));
