/* The finished thing: where it belongs, the file or the zip, the ways to hand it in, and a summary for whoever receives it. */
(function (form) {
  "use strict";
  const { make, button } = form;
  const { ID, OWN, owners, folder, fileName, filePath, isTaken } = form.submission;
  const isFilled = () => Boolean(form.submissionKey());
  const takenWords = () =>
    form.draft.opened === folder()
      ? "。交上去会更新目录里的这一份"
      : isTaken(folder())
        ? `。目录里已经有这个编号：这份会代替它；如果是另一${{ provider: "个机构", base: "个基地" }[form.kind] || "门课"}，请换个编号`
        : "";

  function fileText() {
    return form.engine().write(form.kind, filePath(), form.written(form.state.data, form.model));
  }

  async function pictures() {
    const found = [];
    for (const name of new Set(form.drafts.pictureNames(form.state.data))) {
      const one = await form.drafts.picture(form.draft.id, name);
      if (one) found.push([name, new Uint8Array(one.bytes)]);
    }
    return found;
  }

  async function giveZip() {
    const files = [
      [filePath(), new TextEncoder().encode(fileText())],
      ...(await pictures()).map(([name, bytes]) => [`${folder()}/${name}`, bytes]),
    ];
    try {
      await form.loadScript(`${form.root}/form/zip.js`);
    } catch (fault) {
      form.say("做压缩包的功能没有下载下来，请检查网络再点一次");
      return;
    }
    form.giveFile(`${form.draft.place}.zip`, new Blob([form.zipped(files)], { type: "application/zip" }));
  }
  const giveYaml = () => form.giveFile(fileName(), new Blob([fileText()], { type: "application/yaml" }));

  /** For the pull request, the mail, or paper. */
  function summary() {
    const { kind, state, verdict } = form;
    const data = form.written(state.data, form.model);
    const lines = [
      `${form.KIND_NAMES[kind]}：${data.title || data.name || "还没有名称"}`,
      `文件：${filePath()}`,
      `状态：${data.status === "submitted" ? "送评" : "草稿"}`,
    ];
    form
      .previewFacts(kind, data)
      .filter(([, words]) => words)
      .forEach(([name, words]) => lines.push(`${name}：${words}`));
    form
      .groupsOf(data.sessions)
      .forEach((session, place) => lines.push(`第 ${place + 1} 课时　${session.title || "（没有名称）"}`));
    if (verdict) {
      if (verdict.left)
        lines.push(
          `送评还差 ${verdict.left} 项：${verdict.toSubmit
            .concat(verdict.soft)
            .map((item) => item.words || `${item.field}（${item.message}）`)
            .join("；")}`,
        );
      if (verdict.toApprove.length) lines.push(`评审通过前还要写 ${verdict.toApprove.length} 项`);
      if (verdict.errors.length) lines.push(`还有 ${verdict.errors.length} 处要改`);
    }
    return lines.join("\n");
  }

  function copyText(text, words) {
    const byHand = () => {
      const area = form.part("copy");
      area.hidden = false;
      area.querySelector("textarea").value = text;
      area.querySelector("textarea").select();
      form.say("请按住选中下面的文字，自己复制");
    };
    if (!navigator.clipboard) return byHand();
    return navigator.clipboard.writeText(text).then(() => form.say(words), byHand);
  }

  /* ---- The part of the page ---- */

  function placeFields() {
    const box = form.part("place-fields");
    const { kind, draft } = form;
    const tree = kind === "series" || kind === "provider" ? "courses/" : "bases/";
    const list = [];
    if (!OWN.has(kind)) {
      const known = owners(kind).map(([key, name]) => [key.slice(tree.length), name]);
      const what = kind === "series" ? "机构" : "基地";
      const own = make("input", {
        type: "text",
        id: "cc-owner-id",
        autocomplete: "off",
        value: draft.owner,
        on: {
          input: (event) => {
            draft.owner = event.target.value.trim();
            form.placed();
          },
        },
      });
      const fresh = make(
        "div",
        { class: "cc-form__field", hidden: known.some(([id]) => id === draft.owner) || !draft.owner },
        make("label", { for: "cc-owner-id", text: `新${what}的编号` }),
        make("p", {
          class: "cc-form__help",
          text: `小写英文和连字符，如 ${kind === "series" ? "weather-society" : "ocean-hall"}；还要另填一份“${what}”表。`,
        }),
        own,
      );
      const choice = make(
        "select",
        {
          id: "cc-owner",
          on: {
            change: (event) => {
              fresh.hidden = event.target.value !== "+";
              draft.owner = event.target.value === "+" ? "" : event.target.value;
              own.value = draft.owner;
              form.placed();
              if (kind !== "series") form.redraw([]);
            },
          },
        },
        make("option", { value: "", text: "请选择……" }),
        known.map(([id, name]) => make("option", { value: id, text: name })),
        make("option", { value: "+", text: `还不在目录里的${what}` }),
      );
      choice.value = known.some(([id]) => id === draft.owner) ? draft.owner : draft.owner ? "+" : "";
      list.push(
        make("div", { class: "cc-form__field" }, make("label", { for: "cc-owner", text: `属于哪个${what}` }), choice),
        fresh,
      );
    }
    list.push(
      make(
        "div",
        { class: "cc-form__field" },
        make("label", { for: "cc-place", text: `${form.KIND_NAMES[kind]}的编号` }),
        make("p", {
          class: "cc-form__help",
          id: "cc-place-help",
          text: "也是网址里的名字：小写英文单词或拼音，用连字符连起来，如 campus-weather-station。以后尽量不改。",
        }),
        make("input", {
          type: "text",
          id: "cc-place",
          autocomplete: "off",
          "aria-describedby": "cc-place-help",
          value: draft.place,
          on: {
            input: (event) => {
              draft.place = event.target.value.trim();
              form.placed();
            },
          },
        }),
        make("p", { class: "cc-form__row cc-form__ids", role: "status", hidden: true }),
      ),
    );
    box.replaceChildren(...list);
  }

  /** Comes with the pinyin, when somebody is at the field of an id. */
  function propose({ target }) {
    if (/^cc-place$|^f-.+-\d+-id$/.test(target.id))
      form.loadScript(`${form.root}/form/pinyin.js`).then(
        () => form.proposeIds(target),
        () => {},
      ); // or it is thought of without
  }

  function hurdles() {
    const found = [];
    const { draft, kind } = form;
    if (!OWN.has(kind) && !ID.test(draft.owner))
      found.push(
        draft.owner
          ? `“${draft.owner}”不能做编号：只用小写英文、数字和连字符，以字母开头`
          : `还没有选属于哪个${kind === "series" ? "机构" : "基地"}`,
      );
    if (!ID.test(draft.place))
      found.push(draft.place ? `“${draft.place}”不能做编号：只用小写英文、数字和连字符，以字母开头` : "还没有写编号");
    return found;
  }

  async function showOutput() {
    const list = hurdles();
    const canWrite = typeof form.engine().write === "function";
    form.part("path").textContent = isFilled() ? `文件名 ${fileName()}，放在文件夹 ${folder()}/ 里${takenWords()}` : "";
    form
      .part("hurdles")
      .replaceChildren(
        ...(canWrite ? list : ["写文件的功能没有装上：请先导出草稿（.json）"]).map((words) =>
          make("li", { text: words }),
        ),
      );
    form.part("yaml").disabled = !canWrite || list.length > 0;
    form.part("zip").disabled = !canWrite || list.length > 0;
    form.part("copy-yaml").disabled = !canWrite || list.length > 0;
    ways();
    const submit = form.part("submit-now");
    const { left, errors = [] } = form.verdict || {};
    const isDraft = form.state.data.status !== "submitted";
    submit.hidden = !isDraft || left + errors.length !== 0;
    const words = [left && `还差 ${left} 项`, errors.length && `${errors.length} 处要改`].filter(Boolean).join("，");
    form.part("left").hidden = !words;
    form.part("left").textContent = `${words}：看是哪些${isDraft ? "，写好了才能改成送评" : ""}`;
    form.part("back-to-draft").hidden = isDraft || Boolean(form.draft.opened);
    form.part("status").textContent = isDraft
      ? "现在是草稿，不公开，也不送评。"
      : words
        ? `现在是送评，写齐改好了才收得下${form.draft.opened ? "" : "；来不及就先改回草稿"}。`
        : form.draft.opened
          ? "目录里已有这一份：交上去，看过改动以后更新。"
          : "现在是送评：交上去就进入评审。";
    await showPictures();
  }

  async function showPictures() {
    const names = Array.from(
      new Set(form.drafts.pictureNames(form.state.data).filter((name) => !form.isStanding(name))),
    );
    const held = await Promise.all(names.map((name) => form.drafts.hasPicture(form.draft.id, name)));
    const count = held.filter(Boolean).length;
    const gone = names.filter((_, i) => !held[i]);
    form.part("zip").textContent = count ? `下载压缩包（文件和 ${count} 张图片）` : "下载压缩包（带文件夹）";
    form.part("gone").textContent = gone.length
      ? `图片 ${gone.join("、")} 不在这份草稿里，压缩包里不会有：请再选一次。`
      : "";
  }

  function ways() {
    const { host, gitee, mailbox } = form.ways;
    const set = (name, address) =>
      form.place.querySelectorAll(`[data-way="${name}"]`).forEach((link) => {
        if (address) link.setAttribute("href", address);
      });
    if (host) set("new-file", `${host}/new/HEAD?filename=${encodeURIComponent(filePath())}`);
    if (gitee) set("gitee", gitee);
    if (mailbox) {
      const body = summary();
      set(
        "mail",
        `mailto:${mailbox}?subject=${encodeURIComponent(`投稿：${form.state.data.title || form.state.data.name || ""}`)}&body=${encodeURIComponent(`（请把刚下载的文件作为附件）\n\n${body.length > 1200 ? `${body.slice(0, 1200)}……` : body}`)}`,
      );
    }
  }

  function wireOutput() {
    form.part("yaml").addEventListener("click", giveYaml);
    form.part("zip").addEventListener("click", giveZip);
    form.part("copy-yaml").addEventListener("click", () => copyText(fileText(), "文件内容已复制，可以去粘贴了"));
    form.part("copy-summary").addEventListener("click", () => copyText(summary(), "摘要已复制"));
    form.part("print-summary").addEventListener("click", () => {
      form.part("summary").textContent = summary();
      document.documentElement.setAttribute("data-form-print", "");
      window.print(); // phones come back at once and print later: the state ends with what is done next
      for (const deed of ["pointerdown", "keydown"])
        document.addEventListener(deed, () => document.documentElement.removeAttribute("data-form-print"), {
          once: true,
        });
    });
    const change = (status, words) => {
      form.state.set(["status"], status);
      form.judge();
      form.say(words);
      form.part("yaml").focus();
    };
    form.part("submit-now").addEventListener("click", () => change("submitted", "已改成送评"));
    form.part("back-to-draft").addEventListener("click", () => change("draft", "已改回草稿"));
    placeFields();
    form.place.addEventListener("focusin", propose);
  }

  Object.assign(form, { wireOutput, showOutput, submissionSummary: summary });
})((window.courseForm = window.courseForm || {}));
