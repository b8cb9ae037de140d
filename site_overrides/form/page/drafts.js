/* Drafts in the browser: each under a key of its own, saved after every change; pictures in a database beside them. */
(function (form) {
  "use strict";
  const PREFIX = "cc-draft:";
  const SIGN = "course-catalogue-draft";
  const VERSION = 1;
  const inMemory = new Map(); // pictures, where the browser keeps none

  const newId = () => `${Date.now().toString(36)}${Math.floor(Math.random() * 46656).toString(36)}`;
  const newDraft = (kind, data) => ({
    format: SIGN,
    version: VERSION,
    id: newId(),
    kind,
    created: new Date().toISOString(),
    saved: "",
    owner: "",
    place: "",
    data: { format: 1, status: "draft", ...data },
  }); // a file may lack what the form has no field for
  const isDraft = (value) =>
    form.isGroup(value) &&
    value.format === SIGN &&
    Object.keys(form.KIND_NAMES).includes(value.kind) &&
    form.isGroup(value.data);
  const titleOf = (draft) => draft.data.title || draft.data.name || "还没有名称";

  /** "" where it was kept, else why not, in words for the author. */
  function keep(draft) {
    draft.saved = new Date().toISOString();
    try {
      window.localStorage.setItem(PREFIX + draft.id, JSON.stringify(draft));
      return "";
    } catch (fault) {
      return fault && /quota/i.test(`${fault.name} ${fault.message}`) ? "full" : "refused";
    }
  }

  function read(id) {
    try {
      const value = JSON.parse(window.localStorage.getItem(PREFIX + id));
      return isDraft(value) ? value : null;
    } catch (fault) {
      return null;
    }
  }

  /** All drafts, the last one first. */
  function all() {
    try {
      return Object.keys(window.localStorage)
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => read(key.slice(PREFIX.length)))
        .filter(Boolean)
        .sort((a, b) => (a.saved < b.saved ? 1 : -1));
    } catch (fault) {
      return [];
    }
  }

  /** Its pictures stay until start.js sweeps, so that taking it out can be taken back. */
  function drop(id) {
    try {
      window.localStorage.removeItem(PREFIX + id);
    } catch (fault) {
      /* then there is none */
    }
  }

  /* ---- Pictures ---- */

  let opening = null;
  function database() {
    opening =
      opening ||
      new Promise((done) => {
        try {
          const asked = window.indexedDB.open("cc-form", 1);
          asked.onupgradeneeded = () => asked.result.createObjectStore("pictures");
          asked.onsuccess = () => done(asked.result);
          asked.onerror = () => done(null);
          asked.onblocked = () => done(null);
        } catch (fault) {
          done(null);
        }
      });
    return opening;
  }

  /** What `act(store)` asks for, or undefined where the browser has no database or refuses. */
  async function ask(mode, act) {
    const base = await database();
    if (!base) return undefined;
    return new Promise((done) => {
      try {
        const deal = base.transaction("pictures", mode);
        const asked = act(deal.objectStore("pictures"));
        deal.oncomplete = () => done(asked ? asked.result : true);
        deal.onabort = () => done(undefined);
        deal.onerror = () => done(undefined);
      } catch (fault) {
        done(undefined);
      }
    });
  }

  /** Whether it is kept beyond this page. A picture is {type, bytes: ArrayBuffer}. */
  async function keepPicture(id, file, picture) {
    inMemory.set(`${id}/${file}`, picture);
    return (await ask("readwrite", (store) => store.put(picture, `${id}/${file}`))) !== undefined;
  }
  const hasPicture = async (id, file) =>
    inMemory.has(`${id}/${file}`) || (await ask("readonly", (store) => store.getKey(`${id}/${file}`))) !== undefined;
  const picture = async (id, file) =>
    inMemory.get(`${id}/${file}`) || (await ask("readonly", (store) => store.get(`${id}/${file}`))) || null;

  /** The names of the pictures that the data speak of. */
  function pictureNames(value) {
    if (Array.isArray(value)) return value.flatMap(pictureNames);
    if (!form.isGroup(value)) return [];
    return (typeof value.file === "string" ? [value.file] : []).concat(Object.values(value).flatMap(pictureNames));
  }

  /** The pictures of a draft that was kept under another name before. */
  async function takePictures({ id, data }, from) {
    for (const name of pictureNames(data)) {
      const found = await picture(from, name);
      if (found) await keepPicture(id, name, found);
    }
  }

  /* ---- A draft as a file: all of it, pictures too ---- */

  function base64(bytes) {
    let text = "";
    const view = new Uint8Array(bytes);
    for (let place = 0; place < view.length; place += 8192)
      text += String.fromCharCode(...view.subarray(place, place + 8192));
    return btoa(text);
  }
  async function exported(draft) {
    const pictures = {};
    for (const name of new Set(pictureNames(draft.data))) {
      const found = await picture(draft.id, name);
      if (found) pictures[name] = { type: found.type, base64: base64(found.bytes) };
    }
    return JSON.stringify({ ...draft, pictures }, null, 1);
  }

  function when(draft) {
    if (!draft.saved) return "还没有存过";
    const day = new Date(draft.saved);
    const two = (number) => String(number).padStart(2, "0");
    return `${day.getMonth() + 1} 月 ${day.getDate()} 日 ${two(day.getHours())}:${two(day.getMinutes())}`;
  }

  form.drafts = {
    PREFIX,
    newDraft,
    keep,
    read,
    all,
    drop,
    ask,
    isDraft,
    titleOf,
    when,
    exported,
    newId,
    keepPicture,
    hasPicture,
    picture,
    pictureNames,
    takePictures,
  };
})((window.courseForm = window.courseForm || {}));
