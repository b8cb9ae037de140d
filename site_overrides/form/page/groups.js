/* Groups of fields, and lists of groups: add, paste several, copy, move, fold, take out (and back again). */
(function (form) {
  "use strict";
  const { make, putWords, button } = form;
  const MANY = 6; // fields beyond those due first, from which a group is told apart by what is due when
  const LARGE = 5; // fields from which an item is folded
  const INPUTS = "input, textarea, select";
  const isSoon = (schema) => ["draft", "submitted"].includes(schema["x-due"]);
  const isHidden = (schema) => schema.const !== undefined;

  /** A field, a group or a list, whichever the schema says. */
  function partOf(schema, path, state, isRequired) {
    const value = state.get(path);
    if (!form.isPart(schema) || schema.choose === "district") return form.fieldOf(schema, path, state, isRequired);
    const isStrange = form.isGiven(value) && (schema.type === "array" ? !Array.isArray(value) : !form.isGroup(value));
    const fold = folded(schema, path, state, isRequired);
    fold.body.append(make("p", { class: "cc-form__help", text: schema.description || "" }));
    if (isStrange) {
      fold.body.append(
        form.strangeValue(value, () => {
          state.set(path, undefined);
          fold.replaceWith(partOf(schema, path, state, isRequired));
        }),
      );
      fold.open = true;
      return fold;
    }
    if (isSoon(schema) && path.length > 1) fold.open = true;
    form.keepFold(fold, path, state);
    fold.whenOpened(() => {
      // What must have an entry is offered one; nothing is kept of it until something is written.
      if (isSoon(schema) && schema.type === "array" && !isLarge(schema.items) && !form.isGiven(value))
        state.put(path, [{}]);
      fold.body.append(
        schema.type === "array" ? listOf(schema, path, state) : groupOf(schema, path, state),
        make("ul", { class: "cc-form__found", hidden: true }),
      );
    });
    return fold;
  }

  const DUE = { submitted: "送评前", approved: "评审通过前" };

  /** A fold whose inside is made when it is first opened. */
  function folded(schema, path, state, isRequired) {
    const mark = DUE[schema["x-due"]] || (isRequired ? "必填" : "");
    const tell = make("span", { class: "cc-form__told" });
    const body = make("div", { class: "cc-form__body" });
    const fold = make(
      "details",
      { class: "cc-fold cc-form__part", id: `${form.idOf(path)}-field`, "data-path": path.join(".") },
      make(
        "summary",
        {},
        make(
          "span",
          {},
          schema.title,
          mark ? make("span", { class: "cc-form__due", "data-due": schema["x-due"] || "draft", text: mark }) : null,
        ),
        tell,
      ),
      body,
    );
    fold.body = body;
    fold.retitle = () => putWords(tell, told(state.get(path), path));
    whenOpened(fold);
    fold.retitle();
    return fold;
  }

  /** How far a group or list is, for its summary. */
  function told(value, path) {
    const { missing, wrong } = form.countBelow(path);
    const size = Array.isArray(value) && value.length ? `${value.length} 条` : "";
    const state = missing
      ? `还差 ${missing} 项`
      : !form.isGiven(value)
        ? ""
        : Array.isArray(value) && !value.length
          ? "没有"
          : wrong
            ? ""
            : "✓";
    return [size, state, wrong ? `${wrong} 处要改` : ""].filter(Boolean).join("，");
  }

  /** fold.whenOpened(make): at once where it is open, else on opening; fold.unfold() opens and makes. */
  function whenOpened(fold) {
    let waiting = null;
    const fill = () => {
      if (waiting) {
        const act = waiting;
        waiting = null;
        act();
        form.showFound(fold);
      }
    };
    fold.whenOpened = (act) => {
      waiting = act;
      if (fold.open) fill();
    };
    fold.unfold = () => {
      fold.open = true;
      fill();
    };
    fold.addEventListener("toggle", () => {
      if (fold.open) fill();
    });
  }

  /** The fields of a group in the schema's order; a large one says first what is due first. */
  function groupOf(schema, path, state) {
    const box = make("div", { class: "cc-form__group" });
    const value = state.get(path);
    const foreign = form.foreignNames(schema, value || {});
    const deciders = form.deciders(schema);
    const required = schema.required || [];
    const shown = Object.entries(schema.properties).filter(
      ([name, part]) => !isHidden(part) && !foreign.includes(name),
    );
    const made = ([name, part]) => {
      const element = partOf(part, path.concat(name), state, required.includes(name));
      if (deciders.includes(name)) element.addEventListener("change", () => anew(box, schema, path, state));
      return element;
    };
    const first = shown.filter(([name, part]) => required.includes(name) || isSoon(part));
    const rest = shown.filter((entry) => !first.includes(entry));
    if (schema.choose === "picture") box.append(form.later("pictures", () => form.pictureField(path, state)));
    if (first.length && rest.length > MANY) {
      box.append(...first.map(made));
      [
        ["教案：评审通过前写齐", rest.filter(([, part]) => part["x-due"])],
        ["还可以写", rest.filter(([, part]) => !part["x-due"])],
      ].forEach(([title, entries]) => {
        if (!entries.length) return;
        const fold = make(
          "details",
          {
            class: "cc-fold cc-form__part cc-form__later",
            "data-holds": entries.map(([name]) => path.concat(name).join(".")).join(" "),
          },
          make("summary", {}, `${title}（${entries.length} 项）`),
        );
        form.keepFold(fold, path, state, title);
        whenOpened(fold);
        fold.whenOpened(() => fold.append(make("div", { class: "cc-form__body" }, entries.map(made))));
        box.append(fold);
      });
    } else box.append(...shown.filter(([name]) => !(schema.choose === "picture" && name === "file")).map(made));
    box.append(...goneFields(schema, path, state));
    return box;
  }

  function anew(box, schema, path, state) {
    const fresh = groupOf(schema, path, state);
    form.keepingFocus(() => box.replaceWith(fresh));
    form.showFound(fresh);
  }

  /** Fields that the data have and the form has not (any more): shown, kept, taken out on demand only. */
  function goneFields(schema, path, state) {
    const value = state.get(path);
    if (!form.isGroup(value)) return [];
    return Object.keys(value)
      .filter((name) => !(name in schema.properties))
      .map((name) => {
        const box = make(
          "div",
          {
            class: "cc-form__strange",
            id: `${form.idOf(path.concat(name))}-field`,
            "data-path": path.concat(name).join("."),
          },
          make("p", { text: `这一栏表单里已经没有了：${name}。内容还在，会照原样写进文件。` }),
          make("pre", { text: JSON.stringify(value[name], null, 2) }),
          button("不要了", () => deed("dismiss", { path, state, name, box })),
          make("ul", { class: "cc-form__found", hidden: true }),
        );
        return box;
      });
  }

  /* ---- Lists ---- */

  const sorting = new WeakSet(); // lists of the data that are being put in order
  /** What is done to what stands there already: lists.js, loaded when one does it. Where something else has been done while
      it was on its way, what was clicked on has been drawn anew, and the places that it knew may be those of others. */
  const deed = (name, on, ...given) =>
    form.loadScript(`${form.root}/form/lists.js`).then(
      () => {
        if (on.box.isConnected) form.deeds[name](on, ...given);
      },
      () => form.say("这个功能没有下载下来，请检查网络再点一次"),
    );

  const mainName = (item) =>
    Object.keys(item.properties || {}).find(
      (name) =>
        name !== "id" &&
        (item.required || []).includes(name) &&
        item.properties[name].type === "string" &&
        !item.properties[name].enum,
    );
  const isLarge = (item) =>
    !item.properties || Object.keys(item.properties).length > LARGE || Object.values(item.properties).some(form.isPart);

  function itemWords(item, value, place) {
    const name = mainName(item) || Object.keys(item.properties || {})[0];
    const main =
      form.isGroup(value) && typeof value[name] === "string"
        ? item.properties[name].choose === "target"
          ? form.targetWords(value[name])
          : value[name]
        : "";
    const minutes = form.isGroup(value) && value.minutes ? `　${value.minutes} 分钟` : "";
    return [`${item.title || "第"} ${place + 1}`, `${main}${minutes}`];
  }

  function listOf(schema, path, state) {
    const box = make("div", { class: "cc-form__list", "data-list": path.join(".") });
    const items = () => state.get(path) || [];
    const title = schema.items.title || schema.title || "条";
    const redraw = (focus) => {
      const fresh = listOf(schema, path, state);
      const more = () => fresh.querySelector(":scope > .cc-form__row > .cc-form__add");
      form.keepingFocus(() => box.replaceWith(fresh), focus ? null : more);
      state.tell(path);
      const item = focus && fresh.querySelector(":scope > ol").children[focus[0]];
      const target = item ? item.querySelector(focus[1]) : focus && more();
      if (target) target.focus();
      form.showFound(fresh);
    };
    const put = (list) => {
      if (sorting.has(items())) sorting.add(list);
      state.set(path, list.length ? list : undefined);
    };
    const add = (values) => {
      const kept = items().filter((item) => !(form.isGroup(item) && !Object.keys(item).length) || values.length === 1);
      put(kept.concat(values));
      if (values.length === 1) form.openLater(values[0]);
      redraw([kept.length, values.length === 1 ? INPUTS : "summary, input"]);
    };
    const own = { schema, path, state, box, items, put, redraw, add, title };

    const list = make(
      "ol",
      { class: "cc-form__items" },
      items().map((value, place) => itemOf(own, place)),
    );
    box.append(list);
    if (schema.sum) box.append(sumLine(schema, path, state));
    const isFull = schema.maxItems && items().length >= schema.maxItems;
    const row = make(
      "div",
      { class: "cc-form__row" },
      button(`加一条${title}`, () => add([schema.items.type === "array" ? [] : {}]), {
        class: "cc-form__button cc-form__add",
        disabled: isFull,
      }),
    );
    if (mainName(schema.items) && !schema.items.properties[mainName(schema.items)].pattern)
      row.append(button("一次贴进几条", () => deed("paste", own, mainName(schema.items))));
    if (items().length > 1) {
      const order = button("调整顺序", () => {
        sorting[sorting.has(items()) ? "delete" : "add"](items());
        show();
      });
      const show = () => {
        box.classList.toggle("is-sorting", sorting.has(items()));
        order.setAttribute("aria-pressed", sorting.has(items()));
      };
      show();
      row.append(order);
    }
    if (Object.values(schema.items.properties || {}).some((part) => part.choose === "target"))
      row.append(button("从课标里勾选", () => form.pickTargets(box, path, state, () => redraw())));
    if (schema.items.choose === "picture")
      row.append(form.later("pictures", () => form.picturesButton(path, state, () => redraw())));
    box.append(row);
    if (isFull) box.append(make("p", { class: "cc-form__help", text: `最多 ${schema.maxItems} 条。` }));
    const none = schema.minItems === 0 && form.noneTick(form.idOf(path), path, state, () => redraw());
    if (none) box.append(none);
    return box;
  }

  function itemOf(own, place) {
    const { schema, path, state } = own;
    const item = schema.items;
    const here = path.concat(place);
    const value = state.get(here);
    const entry = make("li", {
      class: "cc-form__item",
      "data-item": String(place),
      "data-path": here.join("."),
      id: `${form.idOf(here)}-item`,
    });
    const body = () => (item.type === "array" ? listOf(item, here, state) : groupOf(item, here, state));
    const words = itemWords(item, value, place);
    const tool = (name, text, label, isIdle) =>
      button(text, () => deed(name, own, place), {
        class: "cc-form__button cc-form__tool",
        "data-tool": name,
        "aria-label": `${label}：${words.join(" ")}`,
        title: label,
        "aria-disabled": isIdle && "true",
      });
    const tools = make(
      "div",
      { class: "cc-form__tools" },
      tool("up", "↑", "上移", !place),
      tool("down", "↓", "下移", place === own.items().length - 1),
      tool("copy", "复制", "复制"),
      tool("drop", "删去", "删去"),
    );
    if (!form.isGroup(value) && item.type !== "array") {
      entry.append(
        form.strangeValue(value, () => {
          state.set(here, {});
          form.redraw(path);
        }),
        tools,
      );
    } else if (isLarge(item)) {
      const number = make("span", { class: "cc-session__number", "aria-hidden": "true" });
      const text = make("span", { class: "cc-form__itemname" });
      const fold = make("details", { class: "cc-form__fold" }, make("summary", {}, number, text));
      form.keepFold(fold, here, state);
      whenOpened(fold);
      fold.whenOpened(() =>
        fold.append(
          make("div", { class: "cc-form__body" }, body(), make("ul", { class: "cc-form__found", hidden: true })),
        ),
      );
      entry.retitle = () => {
        const now = itemWords(item, state.get(here), place);
        putWords(number, String(place + 1));
        putWords(text, now[1] || `${now[0]}：还没有写`);
        text.classList.toggle("is-empty", !now[1]);
      };
      entry.retitle();
      entry.append(fold, tools);
    } else {
      entry.append(
        make(
          "fieldset",
          { class: "cc-form__card" },
          make("legend", { text: words[0] }),
          body(),
          make("ul", { class: "cc-form__found", hidden: true }),
          tools,
        ),
      );
    }
    return entry;
  }

  /** Numbers that add up before one's eyes. */
  function sumLine(schema, path, state) {
    const line = make("p", { class: "cc-form__sum", role: "status" });
    line.retotal = () => {
      const unit = schema.sum.of === "minutes" ? " 分钟" : schema.sum.of === "percent" ? "%" : "";
      const total = (state.get(path) || []).reduce((sum, item) => sum + (Number((item || {})[schema.sum.of]) || 0), 0);
      const wanted = schema.sum.equals
        .map((one) =>
          typeof one === "number"
            ? one
            : state.get(one[0] === "/" ? one.slice(1).split(".") : path.slice(0, -1).concat(one.split("."))),
        )
        .find((one) => typeof one === "number");
      const apart = wanted === undefined ? 0 : Math.round((wanted - total) * 100) / 100;
      putWords(
        line,
        `合计 ${total}${unit}` +
          (wanted === undefined
            ? ""
            : apart === 0
              ? `，正好 ${wanted}${unit}`
              : `，应该是 ${wanted}${unit}，${apart > 0 ? "还差" : "多了"} ${Math.abs(apart)}${unit}`),
      );
      line.classList.toggle("is-off", apart !== 0);
    };
    line.retotal();
    return line;
  }

  Object.assign(form, { partOf, groupOf, listOf, isSoon, isHiddenField: isHidden, goneFields });
})((window.courseForm = window.courseForm || {}));
