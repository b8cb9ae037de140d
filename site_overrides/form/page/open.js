/* A file that somebody opens: a draft of ours, a course file, or the zip of one. Plain words where it is neither. */
(function (form) {
  "use strict";
  const MOST_BYTES = 60 * 1024 * 1024;
  const KNOWN = {
    series: ["theme", "sessions", "session_minutes"],
    premium: ["itinerary", "phases", "duration_days", "tasks"],
    extension: ["mode", "steps", "capacity"],
    base: ["operator", "category", "exhibits", "opening_hours", "booking"],
    provider: ["credit_code", "level", "fields", "background_checks", "logo"],
  };

  /** UTF-8, or what Windows wrote before it. */
  function textOf(bytes) {
    const mark = new Uint8Array(bytes).subarray(0, 2).join();
    if (mark === "255,254" || mark === "254,255")
      return new TextDecoder(mark === "255,254" ? "utf-16le" : "utf-16be").decode(bytes); // Notepad's “Unicode”
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (fault) {
      return new TextDecoder("gbk").decode(bytes);
    }
  }

  /** The kind that the first line names, else the one whose own fields there are most of. */
  function kindOf(text, data) {
    const named = /\$schema=\S*?(series|premium|extension|base|provider)\.schema\.json/.exec(text.slice(0, 300));
    if (named) return named[1];
    const counts = Object.entries(KNOWN)
      .map(([kind, names]) => [kind, names.filter((name) => name in data).length])
      .sort((a, b) => b[1] - a[1]);
    return counts[0][1] ? counts[0][0] : null;
  }

  async function ofYaml(text, root) {
    try {
      await form.loadScript(`${root}/form/yaml.js`);
    } catch (fault) {
      throw new Error("读 yml 文件的功能没有装上，请导入从表单导出的草稿（.json）。");
    }
    const { data, note } = form.readYaml(text);
    const kind = kindOf(text, data);
    if (!kind)
      throw new Error(
        "这不是课程目录的文件：里面没有认识的栏目。可以打开的有课程、机构、基地的 yml 文件，和从表单导出的草稿。",
      );
    return { draft: form.drafts.newDraft(kind, data), note };
  }

  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer;

  /** A new draft from the text of an exported one; null where it is none. It never replaces one that is kept. */
  async function imported(text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch (fault) {
      return null;
    }
    if (!form.drafts.isDraft(value)) return null;
    const { pictures, ...rest } = value;
    const fresh = form.drafts.newDraft(rest.kind, rest.data);
    const draft = { ...fresh, ...rest, id: fresh.id, data: fresh.data };
    for (const [name, one] of Object.entries(form.isGroup(pictures) ? pictures : {})) {
      try {
        await form.drafts.keepPicture(draft.id, name, { type: String(one.type), bytes: bytesOf(one.base64) });
      } catch (fault) {
        /* a broken picture is asked for again */
      }
    }
    return draft;
  }

  async function ofText(text, name, root) {
    const draft = await imported(text);
    if (draft) return { draft, note: "" };
    if (/^\s*\{/.test(text) && /\.json$/i.test(name)) throw new Error("这个 json 文件不是从表单导出的草稿。");
    return ofYaml(text, root);
  }

  /** {draft, note}; an Error in words where the file is not ours. The draft is new, and not yet kept. */
  async function opened(file, root) {
    if (file.size > MOST_BYTES) throw new Error(`“${file.name}”太大了，不像课程文件，没有打开。`);
    if (/\.(rar|7z)$/i.test(file.name))
      throw new Error(
        `“${file.name}”不能直接打开：压缩包只认 zip。请用电脑自带的“压缩为 zip”重新压缩，或解压后打开里面的 yml 文件。`,
      );
    if (/\.(docx?|wps|xlsx?|et|pdf)$/i.test(file.name))
      throw new Error(
        `“${file.name}”不能直接打开。这里可以打开 yml 文件、从表单下载的压缩包（.zip）和导出的草稿（.json）；Word 教案请复制内容，一栏一栏粘贴进来，或把文件寄给主办单位。`,
      );
    const bytes = await file.arrayBuffer();
    if (!/\.zip$/i.test(file.name)) return ofText(textOf(bytes), file.name, root);
    try {
      await form.loadScript(`${root}/form/unzip.js`);
    } catch (fault) {
      throw new Error("打开压缩包的功能没有下载下来，请检查网络再试一次。");
    }
    return form.ofZip(bytes, (content, name) => ofText(textOf(content), name, root));
  }

  Object.assign(form, { textOf, opened, openedKind: kindOf });
})((window.courseForm = window.courseForm || {}));
