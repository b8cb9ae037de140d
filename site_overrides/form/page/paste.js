/* A list of titles, pasted at once; `name` is the field that they go to. */
(function (form) {
  "use strict";
  const { make, button } = form;
  // The rules of authoring/numbering.py; tests/numbered_titles.py holds what both make of a list.
  const CHINESE = "一二三四五六七八九十";
  const NUMBER = `[0-9０-９${CHINESE}]{1,3}`;
  const BEHIND = "(?:\\s*[.．、:：]|\\s+|$)";
  const CIRCLED = "[①-⒛❶-➓⓵-⓾㈠-㈩㉑-㉟㊀-㊉]";
  const COUNTED = "(?:号|班(?!级)|组(?![装合成建])|年级)"; // ①号杯, (3)班, 2 号溶液
  const SURE =
    `第\\s*${NUMBER}\\s*课时(?!间)${BEHIND}?|第\\s*${NUMBER}\\s*[课节次步讲]${BEHIND}|(?:课时|环节)\\s*${NUMBER}${BEHIND}` +
    `|[0-9０-９]{1,2}\\s*[.．、:：)）](?![0-9０-９])|[${CHINESE}]{1,3}\\s*[、.．](?![${CHINESE}百千万])`;
  const LONE_MARK = new RegExp(`^(?:${SURE})`);
  const MARK = new RegExp(
    `^(?:${SURE}|[（(]\\s*${NUMBER}\\s*[）)](?!\\s*${COUNTED})|${CIRCLED}(?!\\s*(?:${COUNTED}|[、和与至到～~—-]?\\s*${CIRCLED}))\\s*[.．、:：]?)`,
  );
  const BULLET =
    /^(?:(?:[•·・∙◦‣⁃●◎◉◆◇❖■▪▫▲▶►▷▸▼★☆✦➢➤➔→✓✔\ue000-\uf8ff]|[√△□○](?![0-9０-９A-Za-z+＋=＝×÷]))\s*|[-*–—－]\s+)/;
  const BARE = new RegExp(`^([0-9０-９]{1,2})\\s+(?!\\s|${COUNTED})`);
  const MINUTES = /[\s（(]*(\d{1,3})\s*(?:分钟|分|min|’|')\s*[)）]?\s*$/;

  /** The titles, without the bullets and numbers in front of them; a number and a space is one only where all lines count up from 1. */
  function withoutNumbers(given) {
    const lines = given.map((line) => line.replace(BULLET, "").trim()).filter(Boolean);
    const isBare =
      lines.length > 1 &&
      lines.every((line, i) => BARE.test(line) && Number(BARE.exec(line)[1].normalize("NFKC")) === i + 1);
    const mark = isBare ? BARE : lines.filter((line) => MARK.test(line)).length > 1 ? MARK : LONE_MARK;
    return lines.map((line) => line.replace(mark, "").trim()).filter(Boolean);
  }

  /** Titles, a line each, as items; “1. 导入 5分钟” gives its minutes, too. */
  function itemsOf(schema, name, text) {
    const lines = text
      .split(/\r?\n/)
      .map((line) => form.cleanText(line.split("\t").join(" ")).trim())
      .filter(Boolean);
    return withoutNumbers(lines).map((line) => {
      const minutes = schema.items.properties.minutes && MINUTES.exec(line);
      const main = minutes ? line.slice(0, minutes.index).trim() : line;
      return { [name]: main, ...(minutes ? { minutes: Number(minutes[1]) } : {}) };
    });
  }

  function paste({ schema, box, add }, name) {
    const old = box.querySelector(":scope > .cc-form__paste");
    if (old) {
      old.remove();
      return;
    }
    const id = `paste-${box.getAttribute("data-list").replace(/\./g, "-")}`;
    const area = make("textarea", { id, rows: 6 });
    const room = schema.maxItems ? schema.maxItems - box.querySelectorAll(":scope > ol > li").length : 100;
    const place = make(
      "div",
      { class: "cc-form__paste" },
      make("label", { for: id, text: `每行一条${schema.items.title || ""}，前面的序号和圆点会自动去掉` }),
      area,
      make(
        "div",
        { class: "cc-form__row" },
        button("加进去", () => {
          const values = itemsOf(schema, name, area.value);
          if (!values.length) {
            area.focus();
            return;
          }
          if (values.length > room) form.say(`最多还能加 ${room} 条，后面的 ${values.length - room} 条没有加`);
          add(values.slice(0, room));
        }),
        button("不加了", () => place.remove()),
      ),
    );
    box.append(place);
    area.focus();
  }

  form.pastedItems = itemsOf;
  form.deeds = { ...form.deeds, paste };
})((window.courseForm = window.courseForm || {}));
