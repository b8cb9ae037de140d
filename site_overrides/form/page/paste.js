/* A list of titles, pasted at once; `name` is the field that they go to. */
(function (form) {
  "use strict";
  const { make, button } = form;
  const NUMBERING = /^\s*(?:[（(]?\d{1,2}[)）.、．:：\s]|第\s*[\d一二三四五六七八九十]{1,3}\s*(?:课时|课|节|次|步|讲)|课时\s*\d{1,2}|环节\s*[\d一二三四五六七八九十]{1,2}|[一二三四五六七八九十]{1,3}、|[-•·*]\s)\s*[:：、.．]?\s*/;
  const MINUTES = /[\s（(]*(\d{1,3})\s*(?:分钟|分|min|’|')\s*[)）]?\s*$/;

  /** Titles, a line each, as items; “1. 导入 5分钟” gives its minutes, too. */
  function itemsOf(schema, name, text) {
    return text.split(/\r?\n/).map((line) => form.cleanText(line.split("\t").join(" ")).replace(NUMBERING, "").trim()).filter(Boolean).map((line) => {
      const minutes = schema.items.properties.minutes && MINUTES.exec(line);
      const main = minutes ? line.slice(0, minutes.index).trim() : line;
      return { [name]: main, ...(minutes ? { minutes: Number(minutes[1]) } : {}) };
    });
  }

  function pasteBox(schema, name, box, add) {
    const old = box.querySelector(":scope > .cc-form__paste");
    if (old) { old.remove(); return; }
    const id = `paste-${box.getAttribute("data-list").replace(/\./g, "-")}`;
    const area = make("textarea", { id, rows: 6 });
    const room = schema.maxItems ? schema.maxItems - box.querySelectorAll(":scope > ol > li").length : 100;
    const paste = make("div", { class: "cc-form__paste" }, make("label", { for: id, text: `每行一条${schema.items.title || ""}，前面的序号会自动去掉` }), area,
      make("div", { class: "cc-form__row" }, button("加进去", () => {
        const values = itemsOf(schema, name, area.value);
        if (!values.length) { area.focus(); return; }
        if (values.length > room) form.say(`最多还能加 ${room} 条，后面的 ${values.length - room} 条没有加`);
        add(values.slice(0, room));
      }), button("不加了", () => paste.remove())));
    box.append(paste);
    area.focus();
  }

  form.pasteBox = pasteBox;
})(window.courseForm = window.courseForm || {});
