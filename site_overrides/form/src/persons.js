// Numbers, accounts and names of persons: course_catalogue/personal_numbers.py, persons.py and privacy_check.py.

const DIGITS = "0-9０-９OoＯ零〇○一二三四五六七八九幺壹";
const AS_ASCII = Object.fromEntries(
  Array.from("０１２３４５６７８９OoＯ零〇○一二三四五六七八九幺壹").map((sign, index) => [
    sign,
    "012345678900000012345678911"[index],
  ]),
);
const GAP = "[ \\t\\u00a0\\u3000\\-‐‑–—－_.·．/]";
const GROUPS = [
  [2, 4, 4],
  [2, 3, 5],
  [3, 3, 4],
  [4, 6],
]
  .map((lengths) => lengths.map((length) => `[${DIGITS}]{${length}}`).join(`${GAP}?`))
  .join("|");
const MOBILE = new RegExp(`(?:[+＋]?(?:86|８６)${GAP}?|[0０])?([1１一幺壹](?:${GROUPS}))(?![${DIGITS}])`, "g");
const BEFORE_MOBILE = new RegExp(`(?:[${DIGITS}]|[0-9][.．])$`);
const IDENTITY = new RegExp(`(?:[0-9０-９]${GAP}?){17}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])`, "g");
const BEFORE_IDENTITY = /[0-9０-９A-Za-z]$/;
const LONG_RUN = new RegExp(`[${DIGITS}](?:${GAP}?[${DIGITS}]){10}`);
const QUANTITY_AFTER =
  /^[ \u00a0]?(?:[万亿]|个|只|颗|年|岁|米|千米|公里|光年|吨|千克|人|元|次|秒|[kKMGTcmn]?(?:m|g|B|Hz|W|J|Pa|eV)(?![\w\u4e00-\u9fff])|[.．][0-9]|[×x*^%％℃°])/;
const WEB_ADDRESS = /https?:\/\/[^\s<>"'）)\]，。；]*/g;
const REGIONS = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const LAST_OF_OFFICES = "员长部室处科组会馆校者人家生班队所院站局办级团";
const HAN = "[\\u4e00-\\u9fff]";

// {kind: "mobile" | "identity", start, end} of every personal number, in the order of the text.
export function personalNumbers(text) {
  if (!LONG_RUN.test(text)) return [];
  const found = [...identities(text), ...mobiles(text)].sort(
    (one, other) => one.start - other.start || other.end - one.end,
  );
  const kept = [];
  for (const number of found) if (!kept.length || number.start >= kept[kept.length - 1].end) kept.push(number);
  return kept;
}

// Matches of a pattern before which something does not stand.
function matches(pattern, text, before) {
  const found = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (before.test(text.slice(Math.max(0, match.index - 2), match.index))) pattern.lastIndex = match.index + 1;
    else found.push(match);
  }
  return found;
}

function ascii(text) {
  return Array.from(text.replace(new RegExp(GAP, "g"), ""), (sign) => AS_ASCII[sign] || sign).join("");
}

function mobiles(text) {
  const addresses = Array.from(text.matchAll(WEB_ADDRESS), (match) => [match.index, match.index + match[0].length]);
  return matches(MOBILE, text, BEFORE_MOBILE)
    .map((match) => ({ kind: "mobile", start: match.index, end: match.index + match[0].length, number: match[1] }))
    .filter(({ start, end, number }) => {
      const digits = ascii(number);
      if (digits[1] < "3" || digits.endsWith("000000") || isNoNumber(number)) return false;
      return (
        !QUANTITY_AFTER.test(text.slice(end, end + 8)) && !addresses.some(([from, to]) => from <= start && start < to)
      );
    });
}

// Arabic and Chinese digits in one number are a sentence.
function isNoNumber(written) {
  const arabic = (written.match(/[0-9０-９]/g) || []).length;
  const chinese = (written.match(new RegExp("[一二三四五六七八九幺壹]", "g")) || []).length;
  return (arabic > 0 && chinese > 0) || (!chinese && arabic < 5);
}

function identities(text) {
  return matches(IDENTITY, text, BEFORE_IDENTITY)
    .filter((match) => isIdentity(ascii(match[0]).toUpperCase().replace("Ｘ", "X")))
    .map((match) => ({ kind: "identity", start: match.index, end: match.index + match[0].length }));
}

// GB 11643-1999: region, birth date, order, and a check digit modulo 11.
function isIdentity(digits) {
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number);
  if (!REGIONS.test(digits) || year < 1900 || year > 2099) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  return "10X98765432"[WEIGHTS.reduce((total, weight, index) => total + weight * digits[index], 0) % 11] === digits[17];
}

// The text with its personal numbers as 138****1234, every character counted.
export function masked(text) {
  return personalNumbers(text).reduce(
    (whole, { kind, start, end }) => whole.slice(0, start) + mask(whole.slice(start, end), kind) + whole.slice(end),
    text,
  );
}

function mask(written, kind) {
  const digit = new RegExp(`[${DIGITS}XxＸｘ]`);
  const places = Array.from(written, (_, index) => index).filter((index) => digit.test(written[index]));
  const hidden = kind === "mobile" ? places.slice(places.length - 8, -4) : places.slice(3, -2);
  return Array.from(written, (sign, index) => (hidden.includes(index) ? "*" : sign)).join("");
}

const patterns = new WeakMap();

function patternsOf(words) {
  if (!patterns.has(words)) {
    const any = (list) =>
      `(?:${[...list]
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join("|")})`;
    const surname = `[${words.surnames}]`;
    const chat = "(?:微信号?|[Ww]e[Cc]hat|[WwVv][Xx]|加[Vv])[：:\\s]{0,2}[A-Za-z][A-Za-z0-9_-]{5,19}";
    const qq = "[Qq][Qq]号?[：:\\s]{0,2}[1-9][0-9]{4,10}(?![0-9])";
    const mailbox = `(^|[^A-Za-z0-9._%+-])[0-9]{5,12}@${any(words.mailboxes)}(?![A-Za-z0-9.])`;
    patterns.set(words, {
      account: new RegExp(`${qq}|${chat}|${mailbox}`, "g"),
      named: new RegExp(`${any(words.labels)}\\s?[：:]\\s?(${surname}${HAN}{1,2})(?!${HAN})`, "g"),
      titled: new RegExp(`(^|[^\\u4e00-\\u9fff])(${surname}${HAN}{0,2}?${any(words.titles)})`, "g"),
      notNames: new RegExp(`^${any(words.not_names)}`),
    });
  }
  return patterns.get(words);
}

export function escaped(word) {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

// Private mailboxes and chat accounts of a text.
export function accountsIn(text, words) {
  return Array.from(text.matchAll(patternsOf(words).account), (match) => match[0].slice((match[1] || "").length));
}

// Names of persons behind a label.
export function namedIn(text, words) {
  return Array.from(text.matchAll(patternsOf(words).named))
    .filter((match) => !isNoName(match[1], words))
    .map((match) => match[0]);
}

// Names of persons before a title.
export function titledIn(text, words) {
  return Array.from(text.matchAll(patternsOf(words).titled), (match) => match[2]).filter(
    (name) => !isNoName(name, words),
  );
}

function isNoName(found, words) {
  if (patternsOf(words).notNames.test(found)) return true;
  return !words.titles.some((title) => found.endsWith(title)) && LAST_OF_OFFICES.includes(found[found.length - 1]);
}
