// The known words that somebody may have meant, by spelling: course_catalogue/nearest.py without its ear for pinyin.

const LONGEST = 100;
const CHINESE = /[\u4e00-\u9fff]/;

// {words: up to three known words, likeliest first; sure: the one, where no other can be meant}
export function lookUp(word, known) {
  const options = Array.from(new Set(known)).filter((option) => !denied(word, option));
  if (!word.trim() || Array.from(word).length > LONGEST) return { words: [] };
  for (const way of [sameButForStyle, contained, speltAlike, remotelyAlike]) {
    const words = way(word, options).slice(0, 3);
    if (words.length) {
      const sure =
        words.length === 1 &&
        way !== remotelyAlike &&
        (way !== speltAlike || !CHINESE.test(word)) &&
        digits(word) === digits(words[0]);
      return sure ? { words, sure: words[0] } : { words };
    }
  }
  return { words: [] };
}

// sessionMinutes, Session-Minutes, “session minutes” as session_minutes.
export function snake(name) {
  return name
    .trim()
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1_")
    .replace(/[\s\-_.]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
}

// 无明火 is anything but 明火, and 收费 is not 免费: a slip in a Chinese character keeps the sound, which only the command line knows.
function denied(word, option) {
  return (
    /[不无非没]有?$/.test(word.split(option)[0]) || (word.length === 2 && option.length === 2 && CHINESE.test(word))
  );
}

function digits(word) {
  return word.replace(/[^0-9]/g, "");
}

function sameButForStyle(word, options) {
  return options.filter((option) => snake(option) === snake(word));
}

function contained(word, options) {
  if (word.length < 2 || !CHINESE.test(word)) return [];
  return options.filter((option) => option.length > 1 && (word.includes(option) || option.includes(word)));
}

function speltAlike(word, options) {
  const slips = word.length < 2 ? 0 : word.length < 6 ? 1 : 2;
  const near = options
    .map((option) => ({ option, distance: distance(word.toLowerCase(), option.toLowerCase()) }))
    .filter((item) => item.distance <= slips && item.distance < item.option.length)
    .sort((a, b) => a.distance - b.distance);
  const clear = near.length > 1 && near[0].distance < near[1].distance;
  return (clear ? near.slice(0, 1) : near).map((item) => item.option);
}

// Slips between two words; neighbours that changed places are one.
function distance(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + differs);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, rows[row - 2][column - 2] + 1);
      }
      rows[row].push(least);
    }
  }
  return rows[one.length][other.length];
}

// Likely enough to ask after, never to put in.
function remotelyAlike(word, options) {
  const cutoff = CHINESE.test(word) ? 0.4 : 0.55;
  const scored = options.map((option, number) => ({ option, number, score: similarity(word, option) }));
  const best = scored.reduce((most, item) => Math.max(most, item.score), 0);
  return scored
    .filter((item) => item.score >= cutoff && item.score > best - 0.15)
    .sort((a, b) => b.score - a.score || a.number - b.number)
    .map((item) => item.option);
}

// Twice the characters that two words share in the same order, in all their characters.
function similarity(one, other) {
  let before = new Array(other.length + 1).fill(0);
  for (const sign of one) {
    const row = [0];
    for (let column = 1; column <= other.length; column += 1) {
      row.push(sign === other[column - 1] ? before[column - 1] + 1 : Math.max(before[column], row[column - 1]));
    }
    before = row;
  }
  return one.length + other.length ? (2 * before[other.length]) / (one.length + other.length) : 1;
}

export function nearest(word, known) {
  return lookUp(word, known).words;
}
