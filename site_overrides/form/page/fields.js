/* One field: its name, its help, how it is filled in, what was found in it. Made from the schema alone. */
(function (form) {
  "use strict";
  const { make } = form;
  const LONG = 60; // characters from which a text gets several lines
  const MOST_RADIOS = 6;
  const HUGE = 100000; // characters that are no field of ours, whatever they are
  const GRADES = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "高一", "高二", "高三"];
  const VALUE_WORDS = { draft: "草稿（自己先存着）", submitted: "送评", withdrawn: "撤回" };
  const idOf = (path) => `f-${path.join("-")}`;
  const half = (text) =>
    text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

  /** A number as written, full-width digits too; what is none stays as it was written, so that nothing is lost. */
  function numberOf(text) {
    const plain = half(text).trim();
    return plain !== "" && /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text.trim();
  }
  const isNumeric = (schema) => schema.type === "integer" || schema.type === "number";
  const scalarOf = (schema, text) => (isNumeric(schema) ? numberOf(text) : text.trim());

  function options(schema, state) {
    const words = form.words();
    if (schema.choose === "grades") {
      const { minimum, maximum } = schema.items;
      return GRADES.slice(minimum - 1, maximum).map((name, place) => [
        minimum + place,
        minimum + place < 10 ? `${name}年级` : name,
      ]);
    }
    if (schema.choose === "stages") return (schema.items.enum || []).map((id) => [id, words.stages[id] || id]);
    if (schema.choose === "districts")
      return ["全市", ...words.districts.map(([, name]) => name), ...words.zones].map((name) => [name, name]);
    if (schema.choose === "targets") {
      return (state.get(["alignments"]) || [])
        .map((item) => item && item.target)
        .filter(Boolean)
        .map((id) => [id, form.targetWords(id)]);
    }
    if (schema.choose === "exhibits" || schema.choose === "exhibit") return form.exhibitsOfOwner();
    return (schema.enum || (schema.items || {}).enum || []).map((value) => [
      value,
      VALUE_WORDS[value] || String(value),
    ]);
  }

  /** Which way of filling in a field is right for its schema. */
  function wayOf(schema, state) {
    if (schema.choose === "district") return "district";
    if (schema.choose === "target") return "target";
    if (schema.choose === "exhibit") return options(schema, state).length ? "select" : "line";
    if (schema.type === "array") {
      if (schema.choose === "exhibits" && !options(schema, state).length) return "lines";
      if (schema.choose === "targets") return "ticks";
      if (schema.choose || schema.items.enum) return "ticks";
      return schema.items.type === "array" ? "rows" : "lines";
    }
    if (schema.type === "boolean") return "yesno";
    if (schema.enum) return schema.enum.length > MOST_RADIOS ? "select" : "radios";
    if (schema.format === "date") return "date";
    if ((schema.pattern || "").startsWith("^([01][0-9]|2[0-3]):")) return "time";
    return schema.type === "string" && (schema.maxLength || 0) > LONG && !schema.pattern ? "text" : "line";
  }

  const exampleOf = (schema) => {
    const [example] = schema.examples || [];
    if (example === undefined || schema.enum || schema.type === "boolean" || schema.choose) return "";
    if (Array.isArray(example))
      return (schema.items || {}).enum
        ? ""
        : `例如：${example.map((item) => (Array.isArray(item) ? item.join("｜") : item)).join(" / ")}`;
    return typeof example === "object" ? "" : `例如：${example}`;
  };

  function limitWords(schema) {
    if (isNumeric(schema) && form.isGiven(schema.minimum) && form.isGiven(schema.maximum))
      return `填 ${schema.minimum}～${schema.maximum}`;
    if (schema.type === "array" && schema.maxItems && !schema.choose && !schema.items.enum)
      return `${schema.minItems > 1 ? `${schema.minItems}～` : "最多 "}${schema.maxItems} 条，一行一条`;
    return "";
  }

  /** Parts of several lines: a list of words a line each, a table with ｜ between its cells. */
  const linesOf = (value) =>
    Array.isArray(value)
      ? value.map((item) => (Array.isArray(item) ? item.join(" ｜ ") : String(item))).join("\n")
      : "";
  function listOf(schema, text) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    if (schema.items.type !== "array")
      return lines.map((line) => (isNumeric(schema.items) ? numberOf(line) : line.replace(/^[ \t]+|\s+$/g, ""))); // a line of the blackboard may begin with wide spaces
    return lines.map((line) =>
      line
        .split(isNumeric(schema.items.items) ? /[|｜\t,，]/ : /[|｜\t]/)
        .map((cell) => scalarOf(schema.items.items, cell.trim())),
    );
  }

  /** As tall as its text: taller once that no longer fits; anew where it may need less, because to try how much room it
      needs lays it out three times. What is folded away has no width and waits. */
  function fit(area, isAnew) {
    if (!area.clientWidth) return;
    if (isAnew) area.style.height = "auto";
    if (isAnew || area.scrollHeight > area.clientHeight) area.style.height = `${area.scrollHeight + 2}px`;
  }
  function growing(area) {
    let length = area.value.length;
    area.addEventListener("input", () => {
      const isLess = area.value.length < length;
      length = area.value.length;
      fit(area, isLess);
    });
    setTimeout(() => fit(area, false), 0);
    return area;
  }
  const fitAll = (place) => place.querySelectorAll(".cc-form__field textarea").forEach((area) => fit(area, true));
  let width = window.innerWidth; // a phone's keyboard changes the height alone
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      fitAll(document);
    }
  });
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target.open) fitAll(target);
    },
    true,
  );
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-large-switch]")) fitAll(document);
  }); // after large.js

  /** A box to tick and its words; `change(isOn)`. */
  const box = (id, words, isOn, change) =>
    make(
      "label",
      {},
      make("input", {
        type: "checkbox",
        id,
        checked: Boolean(isOn),
        on: { change: (event) => change(event.target.checked) },
      }),
      words,
    );

  /** The element to fill in, for every way; `change(value)` keeps what was entered. */
  const WAYS = {
    line: ({ id, schema, value, change, described, path, state }) => {
      const input = make("input", {
        id,
        type: "text",
        value: form.isGiven(value) ? String(value) : "",
        inputmode: isNumeric(schema) ? "decimal" : null,
        autocomplete: "off",
        "aria-describedby": described,
        list: schema.choose === "supply" ? "cc-supplies" : null,
        class: isNumeric(schema) ? "cc-form__number" : null,
        on: { input: (event) => change(scalarOf(schema, event.target.value)) },
      });
      if (schema.choose === "supply") input.addEventListener("focus", () => form.listSupplies(state, path));
      return input;
    },
    date: (given) => Object.assign(WAYS.line(given), { type: "date", placeholder: "2026-09-01" }),
    time: (given) => Object.assign(WAYS.line(given), { type: "time", placeholder: "09:00" }),
    text: ({ id, value, change, described }) =>
      growing(
        make("textarea", {
          id,
          rows: 2,
          value: form.isGiven(value) ? String(value) : "",
          "aria-describedby": described,
          on: { input: (event) => change(event.target.value.trimEnd()) },
        }),
      ),
    lines: ({ id, schema, value, change, described }) =>
      growing(
        make("textarea", {
          id,
          rows: 2,
          value: linesOf(value),
          "aria-describedby": described,
          on: {
            input: (event) => {
              const list = listOf(schema, event.target.value);
              change(list.length ? list : undefined);
            },
          },
        }),
      ),
    rows: (given) => WAYS.lines(given),
    select: ({ id, schema, value, change, described, state }) => {
      const list = make(
        "select",
        {
          id,
          "aria-describedby": described,
          on: {
            change: (event) =>
              change(event.target.value === "" ? undefined : options(schema, state)[Number(event.target.value)][0]),
          },
        },
        make("option", { value: "", text: "请选择……" }),
        options(schema, state).map(([, words], place) => make("option", { value: String(place), text: words })),
      );
      list.value = String(options(schema, state).findIndex(([one]) => one === value));
      if (list.selectedIndex < 0) list.value = "";
      return list;
    },
    radios: ({ id, schema, value, change, isRequired, state }) => {
      const all = options(schema, state).concat(isRequired || schema["x-due"] ? [] : [[undefined, "不写"]]);
      return make(
        "div",
        { class: "cc-form__options" },
        all.map(([one, words], place) =>
          make(
            "label",
            {},
            make("input", {
              type: "radio",
              id: `${id}-${place}`,
              name: id,
              value: String(place),
              ...(one === value ? { checked: true } : {}),
              on: { change: () => change(one) },
            }),
            words,
          ),
        ),
      );
    },
    ticks: ({ id, schema, value, change, state }) => {
      const chosen = new Set(Array.isArray(value) ? value : []);
      const all = options(schema, state);
      const strange = Array.from(chosen)
        .filter((one) => !all.some(([known]) => known === one))
        .map((one) => [one, String(one)]);
      const tick = (one, isOn) => {
        if (isOn) chosen.add(one);
        else chosen.delete(one);
        const ordered = all
          .concat(strange)
          .map(([known]) => known)
          .filter((known) => chosen.has(known));
        change(ordered.length ? ordered : undefined);
      };
      if (!all.length && !strange.length)
        return make("p", {
          class: "cc-form__help",
          text: schema.choose === "targets" ? "先在“课标对应”里选，这里才有得勾。" : "这里还没有可选的。",
        });
      return make(
        "div",
        { class: "cc-form__options" },
        all
          .concat(strange)
          .map(([one, words], place) => box(`${id}-${place}`, words, chosen.has(one), (isOn) => tick(one, isOn))),
      );
    },
    yesno: ({ id, schema, value, change, isRequired }) => {
      if (!isRequired && !/不写即为是/.test(schema.description || "")) {
        return make(
          "div",
          { class: "cc-form__options" },
          box(`${id}-0`, "是", value, (isOn) => change(isOn || undefined)),
        );
      }
      return make(
        "div",
        { class: "cc-form__options" },
        [
          [true, "是"],
          [false, "否"],
        ].map(([one, words], place) =>
          make(
            "label",
            {},
            make("input", {
              type: "radio",
              id: `${id}-${place}`,
              name: id,
              ...(one === value ? { checked: true } : {}),
              on: { change: () => change(one) },
            }),
            words,
          ),
        ),
      );
    },
    district: ({ id, value, change, described }) => {
      const all = form.words().districts;
      const list = make(
        "select",
        {
          id,
          "aria-describedby": described,
          on: {
            change: (event) => {
              const found = all.find(([code]) => code === event.target.value);
              change(found ? { code: found[0], name: found[1] } : undefined);
            },
          },
        },
        make("option", { value: "", text: "请选择……" }),
        all.map(([code, name]) => make("option", { value: code, text: name })),
      );
      list.value = (value || {}).code || "";
      return list;
    },
    target: (given) => form.targetField(given),
  };
  const GROUPED = new Set(["radios", "ticks", "yesno", "target"]);

  /** Values that this way cannot show: a draft of another time, a file of other hands. They are shown, not lost. */
  function isStrange(schema, way, value) {
    if (!form.isGiven(value)) return false;
    if (["lines", "rows", "ticks"].includes(way))
      return (
        !Array.isArray(value) ||
        value.some((item) => typeof item === "object" && !(way === "rows" && Array.isArray(item)))
      );
    if (way === "district") return !form.isGroup(value);
    if (["radios", "select"].includes(way))
      return !options(schema, { get: () => [] }).some(([one]) => one === value) && schema.choose !== "exhibit";
    if (way === "yesno") return typeof value !== "boolean";
    return typeof value === "object";
  }

  const DUE_WORDS = { draft: "必填", submitted: "送评前", approved: "评审通过前" };

  /** The whole of a field, with its place for findings. */
  function fieldOf(schema, path, state, isRequired) {
    const id = idOf(path);
    const way = wayOf(schema, state);
    const value = state.get(path);
    const name = schema.title || String(path[path.length - 1]);
    const helpId = `${id}-help`;
    const isStill = GROUPED.has(way);
    const mark = isRequired && !schema["x-due"] ? "必填" : DUE_WORDS[schema["x-due"]];
    const caption = [
      name,
      mark ? make("span", { class: "cc-form__due", "data-due": schema["x-due"] || "draft", text: mark }) : null,
    ];
    const isChosen = schema.choose === "target" || schema.choose === "stages"; // by words, so that ids need no explaining
    const helps = [
      isChosen ? "" : form.plain(schema.description || ""),
      exampleOf(schema),
      limitWords(schema),
      way === "rows" ? "一行一行写，格与格之间用 ｜ 隔开，也可以从 Excel 粘贴" : "",
    ].filter(Boolean);
    const help = make("p", { class: "cc-form__help", id: helpId, text: helps.join("　") });
    const most =
      schema.type === "string" && schema.maxLength && way !== "radios" && way !== "select" && !schema.pattern
        ? schema.maxLength
        : 0;
    const count = most ? make("p", { class: "cc-form__count", "aria-hidden": "true" }) : null;
    const counted = (now) => {
      if (!count) return;
      const length = Array.from(form.isGiven(now) ? String(now) : "").length;
      count.textContent = length ? `${length} / ${most} 字${length > most ? "，写多了" : ""}` : "";
      count.classList.toggle("is-over", length > most);
    };
    counted(value);
    let counting = 0;
    const change = (now) => {
      clearTimeout(counting);
      if (count) counting = setTimeout(() => counted(now), form.RETOLD_AFTER);
      state.set(path, now);
    };
    // A form of its own: after each key a browser goes through all controls of a form to see what it could fill in, and
    // those that belong to none are one form to it.
    const wrap = make(isStill ? "fieldset" : "form", {
      class: "cc-form__field",
      id: `${id}-field`,
      "data-path": path.join("."),
      "aria-describedby": isStill ? helpId : null,
    });
    const label = isStill ? make("legend", {}, caption) : make("label", { for: id }, caption);
    wrap.append(label, help);
    if (isStrange(schema, way, value))
      wrap.append(
        strangeValue(value, () => {
          state.set(path, undefined);
          refresh(wrap, schema, path, state, isRequired);
        }),
      );
    else wrap.append(WAYS[way]({ id, schema, value, change, described: helpId, path, state, isRequired }));
    const none =
      schema.type === "array" &&
      schema.minItems === 0 &&
      noneTick(id, path, state, () => refresh(wrap, schema, path, state, isRequired));
    if (none) wrap.append(none);
    if (count) wrap.append(count);
    wrap.append(make("ul", { class: "cc-form__found", hidden: true }));
    wrap.refresh = () => refresh(wrap, schema, path, state, isRequired);
    return wrap;
  }

  function refresh(wrap, schema, path, state, isRequired) {
    const fresh = fieldOf(schema, path, state, isRequired);
    wrap.replaceWith(fresh);
    return fresh;
  }

  /** “没有”, for lists that may be empty but must say so. */
  function noneTick(id, path, state, done) {
    const value = state.get(path);
    if (Array.isArray(value) && value.length) return null;
    return make(
      "div",
      { class: "cc-form__options" },
      box(`${id}-none`, "没有（不需要）", Array.isArray(value), (isOn) => {
        state.set(path, isOn ? [] : undefined);
        done();
      }),
    );
  }

  const strangeValue = (value, drop) =>
    make(
      "div",
      { class: "cc-form__strange" },
      make("p", { text: "这一栏原来的写法，表单认不出来。原文先放在这里，不会丢：" }),
      make("pre", { text: JSON.stringify(value, null, 2) }),
      form.button("去掉原文，重新填", drop),
    );

  /** A paste that is far too long is not taken, and said so; it is still where it was copied from. */
  function guardPaste(root) {
    root.addEventListener("paste", (event) => {
      const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
      if (text.length <= HUGE) return;
      event.preventDefault();
      form.say(`粘贴的文字有 ${text.length} 个字，太长了，没有贴进来。请只复制这一栏要的内容。`);
    });
  }

  Object.assign(form, { fieldOf, idOf, numberOf, noneTick, strangeValue, guardPaste, optionsOf: options });
})((window.courseForm = window.courseForm || {}));
