// A text without what no file may hold: as course_catalogue/authoring/emitter.py cleans it.

import { form } from "./form.js";

// file_bytes.FORBIDDEN; U+FE0F behind a symbol, or before a keycap, only asks for colour
const FORBIDDEN = new RegExp(
  "[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u2069\\u3164\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\ud800-\\udfff\\u{e0000}-\\u{e0fff}]",
  "gu",
);
const SYMBOL = new RegExp(
  "[\\xa9\\xae\\u203c\\u2049\\u2122\\u2139\\u2190-\\u21ff\\u2300-\\u27bf\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d" +
    "\\u3297\\u3299\\u{1f000}-\\u{1faff}]$",
  "u",
);

form.clean = function (text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(FORBIDDEN, (found, place, whole) => {
      if (found !== "\ufe0f") return "";
      const before = whole.slice(Math.max(0, place - 2), place);
      return SYMBOL.test(before) || whole[place + 1] === "\u20e3" ? found : "";
    });
};
