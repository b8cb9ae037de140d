// The formats that our schemas ask for, where Ajv's code looks for those of ajv-formats.
"use strict";

exports.fullFormats = {
  date: {
    validate(text) {
      const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
      if (!found) return false;
      const day = new Date(0);
      day.setUTCFullYear(Number(found[1]), found[2] - 1, Number(found[3]));
      return day.getUTCMonth() === found[2] - 1 && day.getUTCDate() === Number(found[3]);
    },
  },
};
