/* The list of all 学习内容 with a search above it, kept to the stages of the course; `pick(id, isOn)` is told of every tick. */
(function (form) {
  "use strict";
  const { make } = form;
  let opened = 0;

  function targetPicker(stages, chosen, pick) {
    opened += 1;
    const id = `targets-${opened}`;
    const search = make("input", { type: "search", id, autocomplete: "off" });
    const only = make("input", { type: "checkbox", id: `${id}-only`, ...(stages.length ? { checked: true } : {}) });
    const found = make("div", { class: "cc-form__targets", role: "group", "aria-label": "学习内容" });
    const count = make("p", { class: "cc-form__help", role: "status" });
    function show() {
      const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const fits = form.words().targets.filter(([one, code, name, standard, concept, where]) => {
        if (
          only.checked &&
          stages.length &&
          where.length &&
          !where.some((stage) => stages.includes(stage)) &&
          !chosen.has(one)
        )
          return false;
        const text = `${one} ${code} ${name} ${concept} ${standard}`.toLowerCase();
        return wanted.every((word) => text.includes(word));
      });
      const groups = new Map();
      fits.forEach((one) => {
        const key = `${one[4]}　${one[3]}`;
        groups.set(key, (groups.get(key) || []).concat([one]));
      });
      found.replaceChildren(
        ...Array.from(groups).map(([key, targets]) =>
          make(
            "fieldset",
            {},
            make("legend", { text: key.split("　")[0] }),
            make("p", { class: "cc-form__help", text: key.split("　")[1] }),
            targets.map(([one, code, name]) =>
              make(
                "label",
                {},
                make("input", {
                  type: "checkbox",
                  ...(chosen.has(one) ? { checked: true } : {}),
                  on: {
                    change: (event) => {
                      if (event.target.checked) chosen.add(one);
                      else chosen.delete(one);
                      pick(one, event.target.checked);
                    },
                  },
                }),
                `${code} ${name}`,
              ),
            ),
          ),
        ),
      );
      count.textContent = fits.length ? `${fits.length} 条` : "没有找到，换个词试试";
    }
    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 120);
    });
    only.addEventListener("change", show);
    show();
    const filter = stages.length
      ? make(
          "label",
          { class: "cc-form__only" },
          only,
          `只看所选年级（${stages.map((stage) => form.words().stages[stage]).join("、")}）`,
        )
      : make("p", { class: "cc-form__help", text: "先勾选“年级”，这里就只列出对应学段的内容。" });
    setTimeout(() => search.focus(), 0);
    return make(
      "div",
      { class: "cc-form__picker" },
      make("label", { for: id, text: "搜学习内容（写词或编号，如 天气、10.1）" }),
      search,
      filter,
      count,
      found,
    );
  }

  form.targetPicker = targetPicker;
})((window.courseForm = window.courseForm || {}));
