/* QR code of a short text (ISO/IEC 18004): bytes in UTF-8, error correction L, versions 1 to 25, as an SVG element.
   qrCode.svg(text) is null where the text is too long for a code that a phone reads from a screen. */
(function () {
  "use strict";
  const LAST_VERSION = 25;
  /* For each version from 1: check codewords of a block, and number of blocks (level L). */
  const CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26];
  const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12];
  const MASKS = [
    (x, y) => (x + y) % 2,
    (x, y) => y % 2,
    (x) => x % 3,
    (x, y) => (x + y) % 3,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
    (x, y) => ((x * y) % 2) + ((x * y) % 3),
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
  ];

  /** The centres of the alignment patterns along one side. */
  function alignments(version) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    const places = Array.from({ length: count - 1 }, (_, index) => version * 4 + 10 - index * step);
    return places.concat(6).reverse();
  }

  /** Codewords of data and checks together: all modules that no pattern takes. */
  function capacity(version) {
    const count = version > 1 ? Math.floor(version / 7) + 2 : 0;
    const patterns = count ? (25 * count - 10) * count - 55 : 0;
    return Math.floor(((16 * version + 128) * version + 64 - patterns - (version >= 7 ? 36 : 0)) / 8);
  }

  const dataLength = (version) => capacity(version) - CHECKS[version - 1] * BLOCKS[version - 1];

  function codewords(bytes, version) {
    const bits = [];
    const put = (value, length) => {
      for (let i = length - 1; i >= 0; i -= 1) bits.push((value >>> i) & 1);
    };
    put(4, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    bytes.forEach((byte) => put(byte, 8));
    const length = dataLength(version);
    put(0, Math.min(4, length * 8 - bits.length));
    put(0, (8 - (bits.length % 8)) % 8);
    for (let pad = 0xec; bits.length < length * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
    return Array.from({ length }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((value, bit) => value * 2 + bit, 0));
  }

  /** A product in GF(2^8) modulo 0x11d. */
  function times(one, other) {
    let product = 0;
    for (let i = 7; i >= 0; i -= 1) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((other >>> i) & 1) * one);
    return product;
  }

  function checksOf(data, degree) {
    const divisor = new Array(degree).fill(0);
    divisor[degree - 1] = 1;
    for (let i = 0, power = 1; i < degree; i += 1, power = times(power, 2)) {
      for (let j = 0; j < degree; j += 1) divisor[j] = times(divisor[j], power) ^ (divisor[j + 1] || 0);
    }
    return data.reduce((rest, byte) => {
      const factor = byte ^ rest[0];
      return rest
        .slice(1)
        .concat(0)
        .map((value, i) => value ^ times(divisor[i], factor));
    }, new Array(degree).fill(0));
  }

  /** Blocks with their checks, interleaved. */
  function interleaved(data, version) {
    const count = BLOCKS[version - 1];
    const short = Math.floor(data.length / count);
    const long = data.length % count;
    const blocks = [];
    for (let i = 0, start = 0; i < count; i += 1) {
      const end = start + short + (i < count - long ? 0 : 1);
      blocks.push(data.slice(start, end));
      start = end;
    }
    const checks = blocks.map((block) => checksOf(block, CHECKS[version - 1]));
    const column = (rows, i) => rows.map((row) => row[i]).filter((value) => value !== undefined);
    const columns = (rows, length) => [].concat(...Array.from({ length }, (_, i) => column(rows, i)));
    return columns(blocks, short + 1).concat(columns(checks, CHECKS[version - 1]));
  }

  function grid(version) {
    const size = version * 4 + 17;
    const dark = Array.from({ length: size }, () => new Array(size).fill(false));
    const fixed = Array.from({ length: size }, () => new Array(size).fill(false));
    const set = (x, y, isDark) => {
      if (x < 0 || y < 0 || x >= size || y >= size) return;
      dark[y][x] = Boolean(isDark);
      fixed[y][x] = true;
    };
    const square = (x, y, reach, isDark) => {
      for (let dy = -reach; dy <= reach; dy += 1)
        for (let dx = -reach; dx <= reach; dx += 1) set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    };
    for (let i = 0; i < size; i += 1) {
      set(6, i, i % 2 === 0);
      set(i, 6, i % 2 === 0);
    }
    [
      [3, 3],
      [size - 4, 3],
      [3, size - 4],
    ].forEach(([x, y]) => square(x, y, 4, (ring) => ring !== 2 && ring !== 4));
    const places = alignments(version);
    const isFinder = (x, y) => (x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6);
    places.forEach((x) =>
      places.forEach((y) => {
        if (!isFinder(x, y)) square(x, y, 2, (ring) => ring !== 1);
      }),
    );
    return { size, dark, fixed, set };
  }

  /** `bits` of information followed by the rest of the division by `generator`. */
  function withRest(value, generator, length) {
    let rest = value;
    for (let i = 0; i < length; i += 1) rest = (rest << 1) ^ ((rest >>> (length - 1)) * generator);
    return (value << length) | rest;
  }

  function writeFormat({ size, set }, version, mask) {
    const bits = withRest(8 | mask, 0x537, 10) ^ 0x5412; // 8: level L
    const bit = (i) => (bits >>> i) & 1;
    const turn = [
      [8, 0],
      [8, 1],
      [8, 2],
      [8, 3],
      [8, 4],
      [8, 5],
      [8, 7],
      [8, 8],
      [7, 8],
      [5, 8],
      [4, 8],
      [3, 8],
      [2, 8],
      [1, 8],
      [0, 8],
    ];
    turn.forEach(([x, y], i) => set(x, y, bit(i)));
    for (let i = 0; i < 8; i += 1) set(size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i += 1) set(8, size - 15 + i, bit(i));
    set(8, size - 8, true);
    if (version < 7) return;
    const versionBits = withRest(version, 0x1f25, 12);
    for (let i = 0; i < 18; i += 1) {
      const [near, far] = [Math.floor(i / 3), size - 11 + (i % 3)];
      set(far, near, (versionBits >>> i) & 1);
      set(near, far, (versionBits >>> i) & 1);
    }
  }

  /** Modules of the words from the lower right corner on, two columns at a time; the mask turns some of them over. */
  function writeWords({ size, dark, fixed }, words, mask) {
    let i = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step += 1) {
        for (let x = right; x >= right - 1; x -= 1) {
          const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
          if (fixed[y][x]) continue;
          const bit = i < words.length * 8 ? (words[i >>> 3] >>> (7 - (i & 7))) & 1 : 0;
          dark[y][x] = Boolean(bit) !== (MASKS[mask](x, y) === 0);
          i += 1;
        }
      }
    }
  }

  /** How hard it is to read: long runs, squares of one colour, and too much of one colour. */
  function penalty({ size, dark }) {
    let sum = 0;
    let count = 0;
    [(a, b) => dark[a][b], (a, b) => dark[b][a]].forEach((at) => {
      for (let a = 0; a < size; a += 1)
        for (let b = 0, run = 0; b < size; b += 1) {
          run = b && at(a, b) === at(a, b - 1) ? run + 1 : 1;
          sum += run === 5 ? 3 : run > 5 ? 1 : 0;
        }
    });
    for (let y = 0; y < size; y += 1)
      for (let x = 0; x < size; x += 1) {
        count += dark[y][x] ? 1 : 0;
        if (
          x &&
          y &&
          dark[y][x] === dark[y][x - 1] &&
          dark[y][x] === dark[y - 1][x] &&
          dark[y][x] === dark[y - 1][x - 1]
        )
          sum += 3;
      }
    return sum + Math.floor(Math.abs((count * 20) / (size * size) - 10)) * 10;
  }

  /** The rows of modules, true for dark; null where the text is too long. */
  function modules(text) {
    const bytes = Array.from(new TextEncoder().encode(text));
    const fits = (version) => 4 + (version < 10 ? 8 : 16) + bytes.length * 8 <= dataLength(version) * 8;
    let version = 1;
    while (version <= LAST_VERSION && !fits(version)) version += 1;
    if (version > LAST_VERSION) return null;
    const words = interleaved(codewords(bytes, version), version);
    const drawn = MASKS.map((_, mask) => {
      const one = grid(version);
      writeFormat(one, version, mask);
      writeWords(one, words, mask);
      return { rows: one.dark, cost: penalty(one) };
    });
    return drawn.reduce((best, one) => (one.cost < best.cost ? one : best)).rows;
  }

  function svg(text) {
    const rows = modules(text);
    if (!rows) return null;
    const quiet = 4;
    const side = rows.length + 2 * quiet;
    const path = rows
      .map((row, y) => row.map((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : "")).join(""))
      .join("");
    const element = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
      return made;
    };
    const picture = element("svg", {
      viewBox: `0 0 ${side} ${side}`,
      role: "img",
      "aria-label": "这一页网址的二维码",
      "shape-rendering": "crispEdges",
    });
    picture.append(
      element("rect", { width: side, height: side, fill: "#fff" }),
      element("path", { d: path, fill: "#000" }),
    );
    return picture;
  }

  (typeof window === "undefined" ? globalThis : window).qrCode = { svg, modules };
})();
