/* The page on which a submission begins: kept drafts, and files that are opened. */
(function (form) {
  "use strict";
  const { make, button } = form;
  const place = document.getElementById("cc-start-form");
  if (!place) return;
  const root = place.getAttribute("data-root");
  const part = (name) => document.querySelector(`.cc-form[data-part="${name}"], .cc-form [data-part="${name}"]`);
  const say = (words) => {
    part("said").textContent = words;
  };
  /** Take out the pictures of drafts that are no more; not of one begun today, which may be on a page that could not keep it. */
  async function sweep() {
    const kept = new Set(form.drafts.all().map((draft) => draft.id));
    const isYoung = (id) => Date.now() - parseInt(id.slice(0, 8), 36) < 24 * 60 * 60 * 1000; // see newId
    const keys = (await form.drafts.ask("readonly", (store) => store.getAllKeys())) || [];
    for (const key of Array.isArray(keys)
      ? keys.filter((one) => {
          const [id] = String(one).split("/");
          return !kept.has(id) && !isYoung(id);
        })
      : [])
      await form.drafts.ask("readwrite", (store) => store.delete(key));
  }

  const pageOf = (draft) => `${draft.kind}.html?draft=${encodeURIComponent(draft.id)}`;

  async function exportDraft(draft) {
    form.giveFile(
      `草稿-${form.drafts
        .titleOf(draft)
        .replace(/[\\/:*?"<>|\s]+/g, "-")
        .slice(0, 40)}.json`,
      new Blob([await form.drafts.exported(draft)], { type: "application/json" }),
    );
  }

  function lineOf(draft) {
    const title = form.drafts.titleOf(draft);
    const drop = button(
      "删去",
      () => {
        const text = JSON.stringify(draft);
        form.drafts.drop(draft.id);
        part("undo").textContent = `撤销：放回“${title}”`;
        part("undo").hidden = false;
        part("undo").onclick = () => {
          form.drafts.keep(JSON.parse(text));
          part("undo").hidden = true;
          show();
        };
        show();
        part("undo").focus();
      },
      { "aria-label": `删去：${title}` },
    );
    return make(
      "li",
      {},
      make(
        "div",
        {},
        make("a", { href: pageOf(draft), text: title }),
        make("small", { text: `${form.KIND_NAMES[draft.kind] || draft.kind}，${form.drafts.when(draft)}` }),
      ),
      make(
        "div",
        { class: "cc-form__row" },
        make("a", { class: "cc-form__button", href: pageOf(draft), text: "接着写", "aria-label": `接着写：${title}` }),
        button("导出", () => exportDraft(draft), { "aria-label": `导出：${title}` }),
        drop,
      ),
    );
  }

  function show() {
    const drafts = form.drafts.all().filter((draft) => draft.kind in form.KIND_NAMES);
    part("drafts").replaceChildren(...drafts.map(lineOf));
    part("kept").hidden = !drafts.length && part("undo").hidden;
  }

  async function open(file) {
    if (!file) return;
    say("正在打开……");
    try {
      const { draft, note } = await form.opened(file, root);
      const fault = form.drafts.keep(draft);
      if (fault)
        throw new Error(
          fault === "full"
            ? "这个浏览器给网页的空间满了：请先导出并删去几份草稿，再打开这个文件。"
            : "这个浏览器不让网页存东西（可能是无痕模式），不能打开文件。",
        );
      try {
        window.sessionStorage.setItem("cc-form-note", `已打开“${file.name}”。${note}原文件不会变。`);
      } catch (fault2) {
        /* then it is not said */
      }
      location.href = pageOf(draft);
    } catch (fault) {
      say(fault.message);
    }
  }

  part("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    open(file);
  });
  window.addEventListener("pageshow", show);
  window.addEventListener("storage", show);
  place.hidden = false;
  form.drafts.sweep = sweep;
  sweep();
  show();
})((window.courseForm = window.courseForm || {}));
