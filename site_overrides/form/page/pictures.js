/* Pictures: chosen from the computer or the phone, made small enough, named as the catalogue wants, kept with the draft. */
(function (form) {
  "use strict";
  const { make } = form;
  const MOST_BYTES = 2 * 1024 * 1024;
  const MOST_PIXELS = 4096;
  const SIDE = 2000; // pixels of the longer side of what is made smaller
  const ENDINGS = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

  const dataAddress = (blob) =>
    new Promise((done, fail) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.onerror = () => fail(new Error("unread"));
      reader.readAsDataURL(blob);
    });

  async function decoded(blob) {
    const image = new Image();
    const address = await dataAddress(blob);
    await new Promise((done, fail) => {
      image.onload = done;
      image.onerror = () => fail(new Error("undecoded"));
      image.src = address;
    });
    return image;
  }

  /** {blob, note}: the file itself, or a smaller JPEG of it; an Error in words where it is no picture that we take. */
  async function fitting(file) {
    if (/svg|gif/i.test(file.type)) throw new Error("SVG 和会动的图片不收：请先导出为 PNG 或 JPEG。");
    let image;
    try {
      image = await decoded(file);
    } catch (fault) {
      throw new Error(`“${file.name}”打不开，不是这个浏览器认识的图片。请先存成 JPEG 或 PNG。`);
    }
    const side = Math.max(image.naturalWidth, image.naturalHeight);
    if (file.type in ENDINGS && file.size <= MOST_BYTES && side <= MOST_PIXELS) return { blob: file, note: "" };
    const share = Math.min(1, SIDE / side);
    const canvas = make("canvas", {
      width: Math.round(image.naturalWidth * share),
      height: Math.round(image.naturalHeight * share),
    });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob) throw new Error(`“${file.name}”太大，这台设备缩不小。请先用看图软件缩小。`);
    return { blob, note: `原图 ${form.bytesWords(file.size)}，已自动缩小到 ${form.bytesWords(blob.size)}。` };
  }

  /** rain-gauge.png from “Rain Gauge.PNG”; picture-2.jpg where the name has no Latin letters, or is one that Windows keeps. */
  function nameFor(file, type, taken) {
    const stem = file.name
      .replace(/\.[^.]*$/, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40)
      .replace(/-+$/, "");
    const base = /[a-z]{3}/.test(stem) && !/^(?:con|prn|aux|nul|(?:com|lpt)[1-9])$/.test(stem) ? stem : "picture";
    const ending = ENDINGS[type] || "jpg";
    for (let number = 1; ; number += 1) {
      const name = `${base}${number === 1 && base !== "picture" ? "" : `-${number}`}.${ending}`;
      if (!taken.includes(name)) return name;
    }
  }

  /** Keep a chosen file with the draft: {name, words}, its name in the catalogue, none where the words say why not. */
  async function taken(file, state) {
    try {
      const { blob, note } = await fitting(file);
      const name = nameFor(file, blob.type, form.drafts.pictureNames(state.data).concat(form.draft.standing || []));
      const isKept = await form.drafts.keepPicture(form.draft.id, name, {
        type: blob.type,
        bytes: await blob.arrayBuffer(),
      });
      return {
        name,
        words: isKept
          ? `图片已放进草稿，文件名是 ${name}。${note}`
          : `图片 ${name} 放进来了，但这个浏览器关掉网页后留不住它：请在离开前下载压缩包或导出草稿。`,
      };
    } catch (fault) {
      return { words: fault.message };
    }
  }

  const chooser = (id, several, act) =>
    make("input", {
      type: "file",
      id,
      accept: "image/*",
      multiple: several,
      class: "cc-form__file",
      on: {
        change: async (event) => {
          const files = Array.from(event.target.files);
          event.target.value = "";
          await act(files);
        },
      },
    });

  /** Choosing the file of one picture, with the picture as it is. */
  function pictureField(path, state) {
    const id = `${form.idOf(path)}-choose`;
    const box = make("div", {
      class: "cc-form__field cc-form__picture",
      id: `${form.idOf(path.concat("file"))}-field`,
      "data-path": path.concat("file").join("."),
    });
    async function show() {
      const name = state.get(path.concat("file"));
      const found = name && (await form.drafts.picture(form.draft.id, name));
      const image =
        found &&
        make("img", {
          alt: state.get(path.concat("alt")) || "刚选的图片",
          src: await dataAddress(new Blob([found.bytes], { type: found.type })),
        });
      box.replaceChildren(
        ...[
          make("label", { for: id, text: name ? `换一张图片（现在是 ${name}）` : "选一张图片" }),
          chooser(id, false, async ([file]) => {
            if (!file) return;
            const fresh = await taken(file, state);
            form.say(fresh.words);
            if (fresh.name) {
              state.set(path.concat("file"), fresh.name);
              await show();
            }
          }),
          image,
          name && !found
            ? make("p", {
                class: "cc-form__help",
                text: (form.draft.standing || []).includes(name)
                  ? `${name} 在目录里已经有了，不用再选。`
                  : `${name} 不在这份草稿里：要换图就再选一次；目录里已有这张图时不用管。`,
              })
            : null,
          make("ul", { class: "cc-form__found", hidden: true }),
        ].filter(Boolean),
      );
    }
    show();
    return box;
  }

  /** Several pictures at once into a list. */
  function picturesButton(path, state, done) {
    const id = `${form.idOf(path)}-several`;
    return make(
      "span",
      { class: "cc-form__several" },
      make("label", { for: id, text: "一次选几张图片" }),
      chooser(id, true, async (files) => {
        const said = [];
        for (const file of files) {
          const { name, words } = await taken(file, state);
          if (name)
            state.set(
              path,
              (state.get(path) || []).filter((item) => Object.keys(item || {}).length).concat([{ file: name }]),
            );
          said[name ? "push" : "unshift"](words); // what went wrong first
        }
        done();
        if (said.length) form.say(said.join(" "));
      }),
    );
  }

  Object.assign(form, { pictureField, picturesButton, pictureNameFor: nameFor });
})((window.courseForm = window.courseForm || {}));
