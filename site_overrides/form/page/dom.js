/* Elements made from data: text goes in as text, never as markup. */
(function (form) {
  "use strict";

  /** make("p", {class: "x", text: "…", on: {click}}, child …); other names are attributes, false and null leave one out. */
  function make(tag, given, ...children) {
    const element = document.createElement(tag);
    Object.entries(given || {}).forEach(([name, value]) => {
      if (value === null || value === undefined || value === false) return;
      if (name === "text") element.textContent = value;
      else if (name === "value") element.value = value;
      else if (name === "on") Object.entries(value).forEach(([event, act]) => element.addEventListener(event, act));
      else element.setAttribute(name, value === true ? "" : value);
    });
    children.flat().forEach((child) => {
      if (child) element.append(child);
    });
    return element;
  }

  /** Words that stand there already are left alone: what is written anew is laid out and read aloud anew. */
  const putWords = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };

  const button = (text, click, more) =>
    make("button", { type: "button", class: "cc-form__button", text, on: { click }, ...more });

  const RETOLD_AFTER = 100; // ms until titles, sums and counts say what was written: a key does not wait for them

  /** What a click on a link with `download` gives a file to keep. */
  function giveFile(name, blob) {
    const address = URL.createObjectURL(blob);
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  const bytesWords = (bytes) =>
    bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

  /** Load a classic script of the site once; it fails where the file is not there. */
  const loaded = {};
  function loadScript(address) {
    loaded[address] =
      loaded[address] ||
      new Promise((done, fail) => {
        const script = make("script", {
          src: address,
          on: {
            load: done,
            error: () => {
              delete loaded[address];
              fail(new Error(address));
            },
          },
        });
        document.head.append(script);
      });
    return loaded[address];
  }

  /** What a script makes, in its place as soon as that has come; words where it does not come. */
  function later(name, made) {
    const box = make("div", { class: "cc-form__help", text: "正在准备……" });
    form.loadScript(`${form.root}/form/${name}.js`).then(
      () => {
        const part = made();
        box.replaceWith(part);
        form.showFound(part);
      },
      () => {
        box.textContent = "这一部分没有下载下来：请检查网络，重新打开这一页。写过的内容都在。";
      },
    );
    return box;
  }

  Object.assign(form, { RETOLD_AFTER, make, putWords, button, giveFile, bytesWords, loadScript, later });
})((window.courseForm = window.courseForm || {}));
