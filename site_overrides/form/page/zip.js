import "./crc.js";

/* A zip without compression: pictures are compressed already. Names are UTF-8; the day is fixed, so that the same files give the same bytes. */
(function (form) {
  "use strict";
  const DAY = 0x5b41; // 2025-10-01

  function record(fields) {
    const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
    const view = new DataView(bytes.buffer);
    let place = 0;
    fields.forEach(([value, size]) => {
      if (size === 4) view.setUint32(place, value, true);
      else view.setUint16(place, value, true);
      place += size;
    });
    return bytes;
  }

  /** files: [[name, Uint8Array] …] → Uint8Array. */
  function zipped(files) {
    const pieces = [];
    const heads = [];
    let offset = 0;
    files.forEach(([path, bytes]) => {
      const name = new TextEncoder().encode(path);
      const common = [
        [20, 2],
        [0x800, 2],
        [0, 2],
        [0, 2],
        [DAY, 2],
        [form.crcOf(bytes), 4],
        [bytes.length, 4],
        [bytes.length, 4],
        [name.length, 2],
        [0, 2],
      ];
      const local = record([[0x04034b50, 4], ...common]);
      pieces.push(local, name, bytes);
      heads.push(record([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
      offset += local.length + name.length + bytes.length;
    });
    const size = heads.reduce((sum, piece) => sum + piece.length, 0);
    const end = record([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [files.length, 2],
      [files.length, 2],
      [size, 4],
      [offset, 4],
      [0, 2],
    ]);
    const all = [...pieces, ...heads, end];
    const whole = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
    let place = 0;
    all.forEach((piece) => {
      whole.set(piece, place);
      place += piece.length;
    });
    return whole;
  }

  form.zipped = zipped;
})((window.courseForm = window.courseForm || {}));
