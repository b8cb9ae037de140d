/* The form of one kind of file: drawn from its model, kept after every change, judged when the hands rest. */
(function (form) {
  "use strict";
  const { make, button } = form;
  const SAVE_AFTER = 500; // ms of rest before a change is kept
  const JUDGE_AFTER = 700; // ms of rest before it is judged
  const MOST_UNDOS = 20;
  const place = document.getElementById("cc-form");
  if (!place) return;
  const kind = place.getAttribute("data-kind");
  const model = form.modelOf(kind);
  const root = place.getAttribute("data-root");
  let saving = 0;
  let isKept = true;

  const parts = {}; // of the page's own markup, which stays; looked for once, because a long form has thousands of elements
  const part = (name) => {
    parts[name] = parts[name] || place.querySelector(`[data-part="${name}"]`);
    return parts[name];
  };

  const undos = []; // what can be taken back, the last one last: [words, act]

  /** Tell something; what was done before can be taken back from there, too. */
  function say(words) {
    const [last] = undos[undos.length - 1] || [];
    part("said-words").textContent = words;
    part("undo").textContent = words === `已${last}` ? "撤销" : `撤销：${last}`;
    part("undo").hidden = !last;
    part("said").hidden = !words;
  }
  function offerUndo(words, act) {
    undos.push([words, act]);
    undos.splice(0, undos.length - MOST_UNDOS);
    say(`已${words}`);
  }

  /* ---- Keeping ---- */

  /** What was written since it was last kept is not kept. */
  function letGo() {
    clearTimeout(saving);
    saving = 0;
  }

  let isContested = false; // another window has kept something of this draft, which must not be overwritten
  function fork() {
    const { drafts, draft } = form;
    const old = draft.id;
    isContested = false;
    draft.id = drafts.newId();
    nameDraft();
    part("other").hidden = true;
    save();
    drafts.takePictures(draft, old);
    if (isKept) say("另一个窗口也改了这份草稿：这边的内容另存成了一份新草稿，那边的还在");
  }

  function save() {
    letGo();
    if (isContested) {
      fork();
      return;
    }
    const fault = form.drafts.keep(form.draft);
    isKept = !fault;
    part("unkept").hidden = isKept;
    if (fault)
      part("unkept-words").textContent =
        fault === "full"
          ? "这个浏览器给网页的空间满了，刚才的改动没有存下来。请先点“导出草稿”存成文件，再到“投课程”页删去不用的草稿。"
          : "这个浏览器不让网页存东西（可能是无痕模式）。写完请点“导出草稿”存成文件，关掉网页内容就没有了。";
    part("saved").textContent = isKept
      ? `已存在这个浏览器里 ${form.drafts.when(form.draft).split(" ").pop()}`
      : "没有存下来";
  }

  const asked = (name) => new URLSearchParams(location.search).get(name);
  /** The draft that the page is of, in its address, so that reloading goes on with it. */
  let named = "";
  function nameDraft() {
    if (named === form.draft.id) return;
    named = form.draft.id;
    if (asked("draft") === named) return;
    try {
      history.replaceState(null, "", `${location.pathname}?draft=${form.draft.id}`);
    } catch (fault) {
      /* some browsers let no page on a disk do that; the start page lists the draft */
    }
  }
  function remember(name, value) {
    try {
      window.sessionStorage.setItem(name, value);
    } catch (fault) {
      /* then not */
    }
  }
  function recall(name) {
    try {
      return window.sessionStorage.getItem(name);
    } catch (fault) {
      return null;
    }
  }

  let retelling = 0;
  let untold = []; // paths of changes that titles and sums do not tell yet

  function changed(path) {
    clearTimeout(saving);
    nameDraft();
    saving = setTimeout(save, SAVE_AFTER);
    form.judgeAfter(JUDGE_AFTER);
    untold.push(path);
    retelling = retelling || setTimeout(retell, form.RETOLD_AFTER);
  }

  function retell() {
    const told = new Set();
    untold.forEach((path) => path.forEach((_, last) => told.add(form.idOf(path.slice(0, last + 1)))));
    told.forEach((id) =>
      [document.getElementById(`${id}-item`), document.getElementById(`${id}-field`)].forEach((element) => {
        if (element && element.retitle) element.retitle();
      }),
    );
    if (untold.some((path) => path.length === 1 || typeof form.state.get(path) !== "string"))
      place.querySelectorAll(".cc-form__sum").forEach((line) => line.retotal());
    untold = [];
    retelling = 0;
  }

  /* ---- Drawing ---- */

  const isStatus = (name) => name === "status";

  function draw() {
    const required = model.required || [];
    const shown = Object.entries(model.properties).filter(
      ([name, schema]) => !form.isHiddenField(schema) && !isStatus(name),
    );
    const made = ([name, schema]) => form.partOf(schema, [name], form.state, required.includes(name));
    const soon = shown.filter(([, schema]) => form.isSoon(schema));
    const box = part("soon");
    box.replaceChildren(...soon.map(made), ...form.goneFields(model, [], form.state));
    ["later", "optional"].forEach((name) => {
      const entries = shown.filter(
        ([, schema]) => !form.isSoon(schema) && Boolean(schema["x-due"]) === (name === "later"),
      );
      const inside = make("div", { class: "cc-form__body" });
      const fold = part(name);
      fold.setAttribute("data-holds", entries.map(([field]) => field).join(" "));
      fold.querySelector("summary > span").textContent = `${entries.length} 项`;
      const fill = () => {
        if (!inside.isConnected) {
          fold.querySelectorAll(":scope > .cc-form__body").forEach((old) => old.remove());
          inside.replaceChildren(...entries.map(made));
          fold.append(inside);
          form.showFound(fold);
        }
      };
      fold.unfold = () => {
        fold.open = true;
        fill();
      };
      fold.ontoggle = () => {
        if (fold.open) fill();
      };
      fold.hidden = !entries.length;
      if (fold.open) fill();
    });
  }

  /** Draw anew what shows a path: its list, its group, or everything. */
  function redraw(path) {
    const name = path && path[0];
    const schema = name && model.properties[name];
    const old = schema && document.getElementById(`${form.idOf([name])}-field`);
    if (old) {
      const fresh = form.partOf(schema, [name], form.state, (model.required || []).includes(name));
      form.keepingFocus(() => old.replaceWith(fresh));
      if (old.open && fresh.unfold) fresh.unfold();
    } else draw();
    changed(path && path.length ? path : [""]);
    form.showFound(place);
  }

  function showPreview() {
    if (part("preview").open && form.preview)
      part("preview-body").replaceChildren(...form.preview(kind, form.written(form.state.data, model)));
  }

  /** What the address asks to open, or an empty draft, and words about it. */
  async function openedRecord() {
    const key = asked("open");
    try {
      await load(["yaml"]).catch(() => {
        throw new Error("打开目录里内容的功能没有下载下来，请刷新网页再试一次。");
      });
      const { draft, note } = await form.recordDraft(key, kind, root);
      const earlier = form.earlierDraft(key);
      return {
        draft,
        words: `已打开目录里的“${form.drafts.titleOf(draft)}”，直接改就行。${note}${earlier ? `您 ${form.drafts.when(earlier)} 改过一份，在“看所有草稿”里。` : ""}`,
      };
    } catch (fault) {
      return { draft: form.drafts.newDraft(kind), words: fault.message };
    }
  }

  async function start() {
    const id = asked("draft");
    const kept = id && form.drafts.read(id);
    const { draft, words } =
      kept && kept.kind === kind
        ? { draft: kept }
        : id || !asked("open")
          ? { draft: form.drafts.newDraft(kind) }
          : await openedRecord();
    const state = form.createState(draft.data);
    Object.assign(form, { draft, state, model, kind, root, place, part, say, offerUndo, redraw });
    form.placed = () => {
      changed([""]);
      form.showOutput();
    };
    form.ways = {
      host: place.getAttribute("data-repository"),
      gitee: place.getAttribute("data-gitee"),
      mailbox: place.getAttribute("data-mailbox"),
    };
    form.context = () => ({
      ...(form.engine().context || {}),
      ...(form.submissionKey() ? { key: form.submissionKey() } : {}),
    });
    state.on((path) => {
      changed(path);
      loadRest();
    });
    form.guardPaste(place);
    place.addEventListener("submit", (event) => event.preventDefault()); // of a field's own form, by the Enter key
    draw();
    place.hidden = false;
    document.querySelectorAll("[data-waiting]").forEach((element) => {
      element.hidden = true;
    });
    if (id && !kept) say("没有找到这份草稿：可能是在别的浏览器里写的，或已经删去了。");
    part("saved").textContent = kept
      ? `接着写 ${form.drafts.when(draft)} 存的这份`
      : draft.opened
        ? "改了就会自动存在这个浏览器里"
        : "写了就会自动存在这个浏览器里";
    if (words) say(words);
    if (recall("cc-form-note")) say(recall("cc-form-note")); // of the page that opened a file
    remember("cc-form-note", "");
    wire();
    form.judge();
    await load([`engine-${kind}`, "rules"]).catch(() => {});
    form.judge();
    if (kept || draft.opened) await loadRest();
    form.isReady = true;
    document.querySelectorAll("[data-waiting]").forEach((element) => {
      element.removeAttribute("aria-busy");
    }); // the theme's script waits
  }

  const load = async (names) => {
    for (const name of names) await form.loadScript(`${root}/form/${name}.js`);
  };

  /** What an empty form has no use for: rules about texts, the preview, and the file; loaded when something is written or looked for.
      The page's part is last: where it is, the rest is too, so that no verdict writes over what is told below. */
  let rest = null;
  function loadRest() {
    rest =
      rest ||
      load(["emitter", "more_rules", "output-page"]).then(
        () => {
          form.wireOutput();
          form.judge();
          showPreview();
        },
        () => {
          rest = null; // the next change tries again
          part("hurdles").replaceChildren(
            make("li", {
              text: "写文件的功能没有下载下来：请检查网络，重新打开这一页。写过的内容都在，也可以先导出草稿（.json）。",
            }),
          );
        },
      );
    return rest;
  }

  function wire() {
    window.addEventListener("storage", (event) => {
      if (event.key !== form.drafts.PREFIX + form.draft.id || !event.newValue) return;
      isContested = true;
      part("other").hidden = false;
    });
    part("other-take").addEventListener("click", () => {
      letGo();
      location.reload();
    });
    part("other-keep").addEventListener("click", save);
    part("undo").addEventListener("click", () => {
      const [words, act] = undos.pop();
      say(act() ? `已撤销：${words}` : `没有撤销：${words}。它原来在的地方已经删去了`);
    });
    part("said-close").addEventListener("click", () => say(""));
    place.querySelectorAll('[data-act="export"]').forEach((element) =>
      element.addEventListener("click", async () => {
        form.giveFile(
          `草稿-${form.drafts
            .titleOf(form.draft)
            .replace(/[\\/:*?"<>|\s]+/g, "-")
            .slice(0, 40)}.json`,
          new Blob([await form.drafts.exported(form.draft)], { type: "application/json" }),
        );
        say("草稿已导出成文件，换一台电脑也能打开接着写");
      }),
    );
    // The bar stands in for the panel where that is out of sight.
    new IntersectionObserver((seen) => {
      part("bar").hidden = seen[seen.length - 1].isIntersecting;
    }).observe(part("panel"));
    ["to-progress", "left"].forEach((name) =>
      part(name).addEventListener("click", () => {
        part("todo-fold").open = true;
      }),
    );
    part("preview").addEventListener("toggle", () => {
      loadRest();
      showPreview();
    });
    new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) loadRest();
      },
      { rootMargin: "600px" },
    ).observe(part("hand-in"));
    form.state.on(() => {
      if (part("preview").open) {
        clearTimeout(form.previewing);
        form.previewing = setTimeout(showPreview, JUDGE_AFTER);
      }
    });
    window.addEventListener("pagehide", () => {
      if (saving) save();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && saving) save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (saving) save();
      if (!isKept) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
  }

  form.button = button;
  start();
})((window.courseForm = window.courseForm || {}));
