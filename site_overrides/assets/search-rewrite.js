/* What a query that finds too little may have meant: words typed without a space, pinyin, initials, words that sound
   alike, and one wrong, missing, extra or exchanged character.

   Loaded by search-engine.js for the first such query. Everything is looked up in the index itself, so that words of every
   text are found and none that no course has is offered; course_catalogue/search/ describes the files. */
(function () {
  "use strict";

  const MOST_WORDS = 3; // that one term is taken for
  const MOST_SPOKEN = 5; // that pinyin is taken for: all of them are what was typed
  const MOST_CHAINS = 60; // chains of pairs that are followed
  const MOST_SHARDS = 8; // that are loaded to read the places of one character
  const MOST_TEXTS = 12; // texts that are read to see which character stands where another was typed
  const WEEKDAY = /^周[一二三四五六日]$/;
  const PARTICLES = "的了着与和及或把被在是并"; // words hardly begin or end with them: they stand beside a word

  let tools = null; // what search-engine.js hands over; its catalogue changes when the site does

  const charactersOf = (text) => Array.from(text);
  const isKnown = (word) => tools.catalogue.words.has(word) || tools.catalogue.synonyms.has(word);

  // What stands in the texts only once is not told from what stands beside it, see search/initials.py.
  const INITIALS = "只出现一次的词，拼音首字母找不到；请打全拼（如 jiqiren）或汉字。";

  /** {terms} to search instead, {perhaps: word} to ask about, {hint: words} or {parts: terms} of an empty result; `pages`. */
  async function rewrite(terms, given) {
    tools = given;
    return Object.assign({ pages: await pagesNamed(terms) }, await meantBy(terms));
  }

  /** [title, address, state] of search/unlisted.py. */
  async function pagesNamed(terms) {
    const words = terms.map((term) => term.text);
    if (words.join("").length < 2) return [];
    const pages = await tools.load(`${tools.catalogue.version}/pages`);
    return pages
      .filter(([title]) => words.every((word) => tools.runsOf(title).join("").includes(word)))
      .slice(0, MOST_WORDS);
  }

  async function meantBy(terms) {
    const better = [];
    const guesses = [];
    let isChanged = false;
    for (const term of joinedSyllables(terms)) {
      const own = term.value || !term.phrases.length ? tools.FEW : (await tools.hitsOf(term)).size;
      const found = own >= tools.FEW ? null : await instead(term, own);
      if (found && found.perhaps) guesses.push(found.perhaps);
      if (found && found.terms) isChanged = true;
      better.push(...((found && (found.terms || found.parts)) || [term]));
    }
    if (isChanged) return { terms: better };
    if (better.length > 1) return { parts: better };
    if (guesses.length) return { perhaps: guesses[0] };
    const [{ text }] = terms;
    return /^[a-hj-tw-z]{2,6}$/.test(text) && !syllablesIn(text, (await sounds()).syllables).length
      ? { hint: INITIALS }
      : null;
  }

  /** “ji qi ren” as one term; words of letters that the index knows stay apart. */
  function joinedSyllables(terms) {
    if (terms.length < 2 || !terms.every((term) => /^[a-z]{1,6}$/.test(term.text) && !term.others.length)) return terms;
    return [tools.termOf([terms.map((term) => term.text).join("")])];
  }

  async function instead(term, own) {
    const [text] = term.phrases[0];
    if (term.phrases[0].length > 1) return null;
    if (tools.IS_HAN.test(text)) return text.length < 2 ? null : insteadOfHan(text, own);
    if (!/^[a-z]{2,24}$/.test(text)) return null;
    const spoken = await ofPinyin(text);
    if (spoken) return { terms: spoken };
    const read = own ? [] : await ofOneSyllable(text);
    if (read.length) return { terms: [oneOf(read)] };
    const listed = await listedInitials(text);
    const slips = listed.length || own ? [] : await latinSlips(text);
    const others = slips.length || own ? slips : await initialsInTexts(text);
    const words = Array.from(new Set([...listed, ...others]));
    return words.length ? { terms: [oneOf(words)] } : null;
  }

  /** Words that stand as they were typed in one or two courses are no slips: then another word is only asked about. So it
      is for two characters that no course has, which may well be a word that no course is about (编程 is not 变成), unless the
      other one is what a course is named after. */
  async function insteadOfHan(text, own) {
    if (WEEKDAY.test(text)) return null; // and not 四周
    const [, topic] = /^(..+?)课程?$/.exec(text) || [];
    if (topic && (await tools.hitsOf(tools.termOf([topic]))).size) return { terms: [tools.termOf([topic])] };
    const peeled = peel(text).length > 1 && (await apart(text));
    if (peeled) return { terms: peeled };
    const parts = await apart(text);
    const alike = (await soundingAlike(text)).filter((word) => word !== text);
    if (own)
      return parts ? { terms: parts } : alike.length && (await countOf(alike[0])) > own ? { perhaps: alike[0] } : null;
    const words = [alike, await nearSlips(text)].find(([word]) => word) || [];
    if (
      text.length < 3 &&
      !(words.length && ((await isNamed(words[0])) || (alike.length && (await isOneWrong(text, words[0])))))
    ) {
      return words.length ? { perhaps: words[0] } : null;
    }
    if (words.length && (await isOneWord(text, words[0], parts))) return { terms: [oneOf(words)] };
    if (parts) return { terms: parts };
    const others = await wrongCharacter(text);
    const farther = await withCounts(await soundingAlike(text, 2));
    const isFarther = farther.length && (!others.length || farther[0].count > (await countOf(others[0])));
    const meant = isFarther ? farther.map(({ word }) => word) : others;
    return meant.length
      ? { terms: [oneOf(meant)] }
      : { parts: (await piecesOf(text)).map((piece) => tools.termOf([piece])) };
  }

  /** Whether a word is that of a title, tag, theme or name, or of a facet. */
  const isNamed = async (word) => isKnown(word) || (await listedWords()).includes(word);

  /** Whether one character of two is another one, and what they then are is surely a word. */
  const isOneWrong = async (text, word) => sharedBy(text, word) === 1 && isWord(word);

  /** Whether a text is rather a word with a slip than the words that it can be cut into, which explain all that was typed.
      弹簧力计 is: most courses that have its parts have them so, and the second stands hardly anywhere else. 四件桥梁 is
      not 四座桥梁: its second part is a word of its own. */
  async function isOneWord(text, word, parts) {
    if (!parts) return true;
    if (text.includes(word)) return false;
    const count = await countOf(word);
    const together = (await tools.hitsOfAll(parts)).size;
    if (2 * count < together) return false;
    if (count > 2 * together) return true;
    const counts = await Promise.all(
      parts.filter((term) => word.includes(term.text)).map((term) => countOf(term.text)),
    );
    return counts.some((alone) => alone <= 2 * count);
  }

  /** One term for several words, the likeliest first. */
  function oneOf(words) {
    const term = tools.termOf([words[0]]);
    term.phrases = [[words[0]], ...words.slice(1).map((word) => [word]), ...term.phrases.slice(1)];
    term.names = words;
    return term;
  }

  const sharedBy = (text, word) => charactersOf(word).filter((character, i) => character === text[i]).length;

  const countOf = async (word) => (await tools.placesOf(word)).size;

  /** {word, count} of those that the index has, those of most courses first. */
  async function withCounts(words) {
    const counts = await Promise.all(words.map(countOf));
    return words
      .map((word, i) => ({ word, count: counts[i] }))
      .filter(({ count }) => count)
      .sort((a, b) => b.count - a.count);
  }

  const inTheIndex = async (words, most) => (await withCounts(words)).slice(0, most).map(({ word }) => word);

  /** Of words that are all as near, those of at least half as many courses as the first. */
  const likeliest = (counted) =>
    counted
      .filter(({ count }) => 2 * count >= counted[0].count)
      .slice(0, MOST_WORDS)
      .map(({ word }) => word);

  // ---- Words typed without a space ----------------------------------------------------------------

  /** First words that name a facet value or have synonyms, then the longest that the index knows. */
  async function piecesOf(text) {
    const pieces = [];
    for (const piece of peel(text)) {
      const isWhole = isKnown(piece) || piece.length < 4 || (piece !== text && (await countOf(piece)));
      pieces.push(...(isWhole ? [piece] : await knownWords(piece)));
    }
    return pieces;
  }

  /** These, or any two, that a course has together. */
  async function apart(text) {
    const pieces = await piecesOf(text);
    const ways = pieces.length > 1 ? [pieces] : [];
    for (let length = text.length - 2; length > 1; length--) ways.push([text.slice(0, length), text.slice(length)]);
    for (const way of ways) {
      const terms = way.map((piece) => tools.termOf([piece]));
      if ((await tools.hitsOfAll(terms)).size) return terms;
    }
    return null;
  }

  function peel(text) {
    for (let length = text.length - 1; length > 1; length--) {
      for (const start of [0, text.length - length]) {
        const word = text.slice(start, start + length);
        if (isKnown(word))
          return start ? peel(text.slice(0, start)).concat(word) : [word].concat(peel(text.slice(length)));
      }
    }
    return [text];
  }

  async function knownWords(text) {
    for (let length = text.length - 2; length > 1; length--) {
      const word = text.slice(0, length);
      if (!(await countOf(word))) continue;
      const rest = text.slice(length);
      return [word].concat(rest.length < 4 || (await countOf(rest)) ? [rest] : await knownWords(rest));
    }
    return [text];
  }

  // ---- Sounds -------------------------------------------------------------------------------------

  const tables = new Map(); // by version: {firsts and initials of the shards, named, soundsOf: character -> syllables, syllables}

  async function sounds() {
    const { version } = tools.catalogue;
    if (tables.has(version)) return tables.get(version);
    const data = await tools.load(`${version}/sounds`);
    const soundsOf = new Map();
    const syllables = new Set();
    data.table.split("\n").forEach((line) => {
      const [syllable, characters] = line.split(" ");
      syllables.add(syllable);
      for (const character of characters) soundsOf.set(character, (soundsOf.get(character) || []).concat(syllable));
    });
    const table = {
      firsts: data.firsts.split("\n"),
      initials: data.initials.split("\n"),
      named: data.named,
      soundsOf,
      syllables,
    };
    tables.set(version, table);
    return table;
  }

  /** What stands behind `key` in the shards `name`, which begin with `firsts`. */
  async function lineOf(name, firsts, key) {
    if (!firsts[0]) return "";
    let number = 0;
    while (number + 1 < firsts.length && firsts[number + 1] <= key) number++;
    const text = `\n${await tools.load(`${tools.catalogue.version}/${name}-${number}`)}\n`;
    const start = text.indexOf(`\n${key} `);
    return start < 0 ? "" : text.slice(start + key.length + 2, text.indexOf("\n", start + 1));
  }

  /** The pairs of characters that are read as two syllables, the most frequent first. */
  async function pairsOf(first, second) {
    return (await lineOf("sound", (await sounds()).firsts, `${first}'${second}`)).match(/../g) || [];
  }

  /** Words of the index whose characters are read so; for each character there may be several readings. Where characters
      were typed, only the words that share most of them; of three and more all but `others`. */
  async function wordsOfSound(readings, most, typed, others) {
    let words = null;
    for (let i = 0; i + 1 < readings.length; i++) {
      const pairs = new Set();
      for (const first of readings[i])
        for (const second of readings[i + 1]) (await pairsOf(first, second)).forEach((pair) => pairs.add(pair));
      const all = Array.from(pairs);
      words = words
        ? words.reduce(
            (some, word) => some.concat(all.filter((pair) => pair[0] === word[i]).map((pair) => word + pair[1])),
            [],
          )
        : all;
      words = words.slice(0, MOST_CHAINS);
      if (!words.length) return [];
    }
    if (!words || !typed) return words ? inTheIndex(words.slice(0, 12), most) : [];
    const different = words.filter((word) => word !== typed);
    const unlike = typed.length > 2 ? different : await onlyWords(different, typed);
    for (let least = typed.length - 1; least >= (typed.length < 3 ? 0 : typed.length - others); least--) {
      const found = await inTheIndex(unlike.filter((word) => sharedBy(typed, word) === least).slice(0, 12), most);
      if (found.length) return found;
    }
    return [];
  }

  /** Of pairs of characters those that are words; or that have one character which was not typed, but stands hardly
      anywhere else (潮汐 for 潮夕). */
  async function onlyWords(pairs, typed) {
    const are = await Promise.all(
      pairs.map(async (pair) => {
        if (await isWord(pair)) return true;
        const others = charactersOf(pair).filter((character, i) => character !== typed[i]);
        return others.length < 2 && isRare(others[0]) && 2 * (await countOf(pair)) >= (await countOf(others[0]));
      }),
    );
    return pairs.filter((_, i) => are[i]);
  }

  /** Whether a pair of characters is a word: of titles or facets, or as search/initials.py has them. */
  async function isWord(pair) {
    if (await isNamed(pair)) return true;
    const { soundsOf, initials } = await sounds();
    const letters = charactersOf(pair)
      .map((character) => soundsOf.get(character)[0][0])
      .join("");
    return ((await lineOf("initial", initials, letters)).split(" ")[0].match(/../g) || []).includes(pair);
  }

  /** Words of the same sound; of three and more characters as many may be `others`. */
  async function soundingAlike(text, others = 1) {
    const { soundsOf } = await sounds();
    const readings = charactersOf(text).map((character) => soundsOf.get(character));
    if (!readings.every(Boolean)) return [];
    const place = facetWordOf(readings, soundsOf);
    return place ? [place] : wordsOfSound(readings, MOST_WORDS, text, others);
  }

  /** A word of a facet (beilun, 北伦): it need not stand in any text. */
  function facetWordOf(readings, soundsOf) {
    for (const word of tools.catalogue.words.keys()) {
      const characters = charactersOf(word);
      if (characters.length !== readings.length) continue;
      if (
        characters.every((character, i) => (soundsOf.get(character) || []).some((sound) => readings[i].includes(sound)))
      )
        return word;
    }
    return "";
  }

  /** All ways to read letters as syllables, those with the fewest syllables first. */
  function syllablesIn(letters, syllables) {
    const ways = [];
    const follow = (rest, way) => {
      if (!rest) {
        ways.push(way);
        return;
      }
      for (let length = Math.min(6, rest.length); length > 0 && ways.length < 8; length--) {
        if (syllables.has(rest.slice(0, length))) follow(rest.slice(length), way.concat(rest.slice(0, length)));
      }
    };
    follow(letters, []);
    return ways.sort((a, b) => a.length - b.length);
  }

  /** Terms for pinyin: one word, or several that were typed without a space (beilunjiqiren). */
  async function ofPinyin(letters) {
    const { syllables, soundsOf } = await sounds();
    const ways = syllablesIn(letters, syllables)
      .filter((way) => way.length > 1)
      .map((way) => way.map((syllable) => [syllable]));
    const words = new Set();
    for (const way of ways) {
      const place = facetWordOf(way, soundsOf);
      (place ? [place] : await wordsOfSound(way, MOST_SPOKEN)).forEach((word) => words.add(word));
    }
    if (words.size) {
      const places = Array.from(words).filter((word) => tools.catalogue.words.has(word));
      return [oneOf(places.length ? places : await inTheIndex(Array.from(words), MOST_SPOKEN))];
    }
    for (const way of ways) {
      const terms = await severalOfSound(way, soundsOf);
      if (terms && (await tools.hitsOfAll(terms)).size) return terms;
    }
    return null;
  }

  /** The characters of titles, themes and tags that are read so, those of most courses first. */
  async function ofOneSyllable(letters) {
    const { named, soundsOf } = await sounds();
    return charactersOf(named)
      .filter((character) => (soundsOf.get(character) || []).includes(letters))
      .slice(0, MOST_WORDS);
  }

  async function severalOfSound(way, soundsOf) {
    for (let length = way.length - 2; length > 1; length--) {
      const head = way.slice(0, length);
      const place = facetWordOf(head, soundsOf);
      const words = place ? [place] : await wordsOfSound(head, MOST_WORDS);
      if (!words.length) continue;
      const rest = way.slice(length);
      const whole = await wordsOfSound(rest, MOST_WORDS);
      const others = whole.length ? [oneOf(whole)] : rest.length > 3 && (await severalOfSound(rest, soundsOf));
      if (others) return [oneOf(words), ...others];
    }
    return null;
  }

  // ---- Initials, and slips that only a list of words can tell --------------------------------------

  const listedWords = async () => (await tools.load(`${tools.catalogue.version}/words`)).split("\n");

  /** jqr for 机器人: words of titles, tags and names, and those of facets. */
  async function listedInitials(letters) {
    const { soundsOf } = await sounds();
    const fits = (word) => {
      const characters = charactersOf(word);
      return (
        characters.length === letters.length &&
        characters.every((character, i) => (soundsOf.get(character) || []).some((sound) => sound[0] === letters[i]))
      );
    };
    const places = Array.from(tools.catalogue.words.keys()).filter(fits);
    const listed = (await listedWords()).filter(fits);
    const words = places.slice(0, 1).concat(listed.filter((word) => !places.includes(word)).slice(0, MOST_WORDS));
    return words.slice(0, MOST_WORDS);
  }

  /** The same among the words of all texts: of two or three characters, longer ones as chains of three and three. */
  async function initialsInTexts(letters) {
    const { initials } = await sounds();
    const length = Math.min(3, letters.length);
    const lines = [];
    for (let i = 0; i + length <= letters.length; i++)
      lines.push(lineOf("initial", initials, letters.slice(i, i + length)));
    const isChain = letters.length > length;
    const rows = (await Promise.all(lines)).map((line) => {
      const [words, parts] = line.split(" ");
      return (isChain ? words + (parts || "") : words).match(length < 3 ? /../g : /.../g) || [];
    });
    const words = rows.reduce((chains, row) =>
      []
        .concat(
          ...chains.map((chain) =>
            row.filter((next) => next.slice(0, 2) === chain.slice(-2)).map((next) => chain + next[2]),
          ),
        )
        .slice(0, MOST_CHAINS),
    );
    const whole = words.filter((word) => !PARTICLES.includes(word[0]) && !PARTICLES.includes(word[word.length - 1]));
    return likeliest(await withCounts(whole.slice(0, 12)));
  }

  // ---- One wrong, missing, extra or exchanged character --------------------------------------------

  // No list of words is needed: what was typed right must stand at its distance in a course, and the course's text
  // tells the character between.

  const cut = (characters, from, to) => characters.slice(from, to).join("");

  /** The word in which two characters of `text` change places, or that has one more, or one less. */
  async function nearSlips(text) {
    const characters = charactersOf(text);
    const swapped = [];
    const gaps = [];
    for (let i = 1; i < characters.length; i++) {
      swapped.push(cut(characters, 0, i - 1) + characters[i] + characters[i - 1] + cut(characters, i + 1));
      gaps.push([cut(characters, 0, i), cut(characters, i)]);
    }
    const [exchanged] = await inTheIndex(swapped, 1);
    if (characters.length < 3) return exchanged ? [exchanged] : [];
    // 任劳怨 is 任劳任怨 with a character missing, although 劳任怨 stands in it.
    const missing = (await acrossGaps(gaps)).slice(0, 1);
    if (
      exchanged &&
      !(
        missing.length &&
        missing[0].includes(exchanged) &&
        2 * (await countOf(missing[0])) >= (await countOf(exchanged))
      )
    )
      return [exchanged];
    return missing.length || characters.length < 4 ? missing : inTheIndex(shorter(characters).slice(1, -1), 1);
  }

  const shorter = (characters) => characters.map((_, i) => cut(characters, 0, i) + cut(characters, i + 1));

  /** The word that has another character instead; or what is left without the first or the last one, of three characters
      without any, where most courses that have it do not have that word. */
  async function wrongCharacter(text) {
    const characters = charactersOf(text);
    const wrong = await acrossGaps(characters.map((_, i) => [cut(characters, 0, i), cut(characters, i + 1)]));
    const less = shorter(characters);
    const [rest] = await inTheIndex(
      characters.length > 3 ? [less[0], less[less.length - 1]] : wrong.length ? [] : less,
      1,
    );
    return rest && (!wrong.length || 2 * (await countOf(wrong[0])) < (await countOf(rest))) ? [rest] : wrong;
  }

  /** Words made of two parts and the character that stands between them, or before or behind: those that are about as
      frequent as the first. */
  async function acrossGaps(gaps) {
    const found = [];
    for (const [left, right] of gaps) {
      if (Math.max(left.length, right.length) < 2 && !(isRare(left) && isRare(right))) continue;
      const places = await placesAcross(left, right);
      if (places.size) found.push({ left, right, places });
    }
    found.sort(
      (a, b) =>
        Math.min(b.left.length, b.right.length) - Math.min(a.left.length, a.right.length) ||
        b.places.size - a.places.size,
    );
    const each = Math.max(MOST_WORDS, Math.floor(MOST_TEXTS / found.length));
    const votes = await Promise.all(found.slice(0, MOST_TEXTS / MOST_WORDS).map((gap) => wordsBetween(gap, each)));
    return likeliest(await withCounts(Array.from(new Set([].concat(...votes)))));
  }

  /** The words that `most` of the courses have there, the best and others; no particle is put in as a word's first or last character. */
  async function wordsBetween({ left, right, places }, most) {
    const best = Array.from(places.keys()).sort((a, b) => places.get(a)[0] - places.get(b)[0]);
    const step = Math.max(1, best.length / most);
    const texts = await Promise.all(best.slice(0, most).map((_, i) => wordsOf(best[Math.floor(i * step)])));
    const between = new RegExp(`${left}([\\u3400-\\u9fff])${right}`, "g");
    const words = [];
    texts.forEach((text) =>
      text.replace(between, (word, character) => {
        if ((left && right) || !PARTICLES.includes(character)) words.push(word);
      }),
    );
    return words;
  }

  /** Whether the places of one character can be read without loading much of the index. */
  function isRare(character) {
    const { firsts } = tools.catalogue;
    return character && firsts.filter((first) => first.startsWith(character)).length < MOST_SHARDS;
  }

  async function placesAcross(left, right) {
    const [first, second] = left.length >= right.length ? [left, right] : [right, left];
    const places = await tools.placesOf(first);
    if (!places.size || !second) return places;
    const others = await tools.placesOf(second);
    return first === left
      ? tools.neighbours(places, others, left.length + 1)
      : tools.neighbours(others, places, left.length + 1);
  }

  /** Everything that is written of a course, folded. */
  async function wordsOf(course) {
    const { version, chunk, hand } = tools.catalogue;
    const [texts, cards] = await Promise.all([
      tools.load(`${version}/text-${Math.floor(course / chunk)}`),
      tools.load(`${version}/cards-${Math.floor(course / hand)}`),
    ]);
    const card = cards[course % hand];
    return tools.fold([card[0], card[3], texts[course % chunk]].join("\n"));
  }

  /** ardino for arduino: words of letters stand in the first shards of the index. */
  async function latinSlips(text) {
    if (text.length < 4) return [];
    const near = [];
    for (
      let number = 0;
      number < tools.catalogue.firsts.length && tools.catalogue.firsts[number] < "\u3007";
      number++
    ) {
      (await tools.shard(number)).split("\n").forEach((line) => {
        const word = line.slice(0, line.indexOf(" "));
        if (Math.abs(word.length - text.length) < 2 && word[0] <= "z" && isOneSlip(word, text))
          near.push({ word, weight: line.length });
      });
    }
    return near
      .sort((a, b) => b.weight - a.weight)
      .slice(0, 1)
      .map((each) => each.word);
  }

  function isOneSlip(a, b) {
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    if (left.length <= 1 && right.length <= 1) return left !== right;
    return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  window.courseCatalogueData("rewrite", rewrite);
})();
