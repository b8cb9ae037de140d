// A zip that somebody opens: one that the form wrote, or the same packed anew by Windows or a Mac. Loaded when one is opened.
// What it says of itself is not believed: names are looked at, sizes are held to while it is unpacked, sums are reckoned.
import { Inflate } from "fflate";

import "./crc.js";

const form = (window.courseForm = window.courseForm || {});
const MOST_FILES = 200;
const MOST_TEXT = 1024 * 1024;
const MOST_PICTURE = 2 * 1024 * 1024;
const PIECE = 4096; // bytes that are unpacked at once: a thousand times as much may come of them
const BROKEN = "这个压缩包坏了，或不是平常的 zip，没有打开。请重新下载或重新压缩，也可以解压后打开里面的 yml 文件。";
const TYPES = { png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp" };
const BEGINNINGS = {
  "image/png": /^\x89PNG\r\n\x1a\n/,
  "image/jpeg": /^\xff\xd8\xff/,
  "image/webp": /^RIFF[^]{4}WEBP/,
};

const named = (names) =>
  `${names
    .slice(0, 4)
    .map((name) => name.slice(-60))
    .join("、")}${names.length > 4 ? "……" : ""}`;

/** The files that its directory lists: [{name, flags, method, sum, packed, size, offset}]. */
function listed(bytes) {
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 65558 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Error(BROKEN);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_FILES)
    throw new Error(`这个压缩包里的文件太多，不像一门课程，没有打开。请只压缩一门课程的文件和图片。`);
  const found = [];
  let place = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (view.getUint32(place, true) !== 0x02014b50) throw new Error(BROKEN);
    const [flags, method, length, extra, remark] = [8, 10, 28, 30, 32].map((step) =>
      view.getUint16(place + step, true),
    );
    const [sum, packed, size, offset] = [16, 20, 24, 42].map((step) => view.getUint32(place + step, true));
    const letters = bytes.subarray(place + 46, place + 46 + length);
    const name = form.textOf(letters).replace(/\\/g, "/");
    found.push({ name, flags, method, sum, packed, size, offset });
    place += 46 + length + extra + remark;
  }
  return found;
}

/** The bytes of a file in it, which must be as many as it says, and at most `most`. */
function unpacked(bytes, { name, flags, method, sum, packed, size, offset }, most) {
  if (flags & 1) throw new Error("这个压缩包有密码，打不开。请不设密码，重新压缩。");
  if (method !== 0 && method !== 8)
    throw new Error(
      "这个压缩包的压缩方法网页不认识。请用电脑自带的“压缩为 zip”重新压缩，或解压后打开里面的 yml 文件。",
    );
  if (size > most) throw new Error(`压缩包里的“${name.slice(-60)}”太大，不像课程文件，没有打开。`);
  const view = new DataView(bytes.buffer);
  if (view.getUint32(offset, true) !== 0x04034b50) throw new Error(BROKEN);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const inside = bytes.subarray(start, start + packed);
  const whole = new Uint8Array(size);
  let length = 0;
  const take = (piece) => {
    if (length + piece.length > size) throw new Error(BROKEN);
    whole.set(piece, length);
    length += piece.length;
  };
  if (method === 0) take(inside);
  else {
    const stream = new Inflate(take);
    for (let place = 0; place < inside.length; place += PIECE)
      stream.push(inside.subarray(place, place + PIECE), place + PIECE >= inside.length);
  }
  if (inside.length !== packed || length !== size || form.crcOf(whole) !== sum) throw new Error(BROKEN);
  return whole;
}

/** The one course file and the pictures of a zip: {name, content, picture(file), others}; an Error in words. */
function read(bytes) {
  const files = listed(bytes).filter(
    ({ name }) => !/\/$|^__MACOSX\/|(^|\/)(\.[^./][^/]*|Thumbs\.db|desktop\.ini)$/i.test(name),
  );
  const names = files.map(({ name }) => name);
  const odd = names.filter(
    (name, place) => /^\/|^[a-z]:|(^|\/)\.\.?(\/|$)|[\0-\x1f]/i.test(name) || names.indexOf(name) < place,
  );
  if (odd.length)
    throw new Error(`压缩包里有不该有的文件名（${named(odd)}），没有打开。请重新压缩，或解压后打开里面的 yml 文件。`);
  const courses = files.filter(({ name }) => /\.(ya?ml|json)$/i.test(name));
  if (!courses.length) throw new Error("压缩包里没有课程文件（.yml），没有打开。Word、Excel 请寄给主办单位。");
  if (courses.length > 1)
    throw new Error(
      `压缩包里有 ${courses.length} 份文件（${named(courses.map(({ name }) => name))}），一次只能打开一份：请解压后打开其中一份。`,
    );
  const [{ name }] = courses;
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const picture = (file) => {
    const entry = files.find((one) => one.name === folder + file);
    const type = TYPES[file.split(".").pop()];
    const content = entry && unpacked(bytes, entry, MOST_PICTURE);
    if (content && !BEGINNINGS[type].test(String.fromCharCode(...content.subarray(0, 12))))
      throw new Error("no picture");
    return content && { type, bytes: content.buffer };
  };
  return {
    name,
    content: unpacked(bytes, courses[0], MOST_TEXT),
    picture,
    others: names.filter((one) => one !== name).map((one) => one.split("/").pop()),
  };
}

/** {draft, note} of a zip; `draftOf(bytes, name)` makes them of the file in it. */
form.ofZip = async (buffer, draftOf) => {
  let found;
  try {
    found = read(new Uint8Array(buffer));
  } catch (fault) {
    throw fault.constructor === Error && !fault.code ? fault : new Error(BROKEN);
  }
  const { draft, note } = await draftOf(found.content, found.name);
  const notes = [note];
  const used = new Set(form.drafts.pictureNames(draft.data));
  for (const file of used) {
    try {
      const picture = /^[a-z0-9-]+\.(png|jpe?g|webp)$/.test(file) && found.picture(file);
      if (picture) await form.drafts.keepPicture(draft.id, file, picture);
    } catch (fault) {
      notes.push(`图片 ${file} 不是它名字里说的格式，或超过 2 MB，没有带过来：请在表里再选一次。`);
    }
  }
  const idle = found.others.filter((file) => !used.has(file));
  if (idle.length) notes.push(`压缩包里的 ${named(idle)} 没有带过来：课程里没有用到。`);
  const [, owner, place] =
    /(?:^|\/)(?:courses|bases)\/([a-z0-9-]+)(?:\/(?:premium\/|extension\/)?([a-z0-9-]+))?\/[^/]+$/.exec(found.name) ||
    [];
  if (owner)
    Object.assign(draft, ["base", "provider"].includes(draft.kind) ? { place: owner } : { owner, place: place || "" });
  return { draft, note: notes.join("") };
};
