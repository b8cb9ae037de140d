"""Queries of nine kinds, made by a seeded script from planted words, each with the courses that answer it.

Half of the planted words are kept apart as *unseen*: rules and weights of the search are tuned on the other half
only. What answers a query is found by reading the texts, not by an index: every course that has all its words.

Pinyin and a word in other characters of the same sound name all words that sound so (wuhua: 物化, 无华): the courses of
the planted word are those that must be found, the courses of the others are not wrong, see `Query.as_near`. A slip is
judged by the planted word alone, although what was typed may be one slip from another text, too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pypinyin import lazy_pinyin

from benchmarks.search_corpus import COMMON, LATIN, THINGS, TOOLS, Author
from course_catalogue.catalogue import Catalogue
from course_catalogue.search.entries import Entry, entries_of
from course_catalogue.search.tokens import fold, is_han

BY_SOUND = ("pinyin", "homophone")
MOST = 20
"""Courses that answer a query, at most, those as near among them: as many as engines are asked for."""


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    relevant: frozenset[str]
    is_unseen: bool
    as_near: frozenset[str] = frozenset()
    """Courses that answer what was typed as well as those that were meant."""


@dataclass(frozen=True)
class Corpus:
    """`entries` are those of the search; `texts` are the folded texts of each course, by key; `grades` its grades; `words` the planted words."""

    catalogue: Catalogue
    entries: tuple[Entry, ...]
    texts: dict[str, str]
    grades: dict[str, frozenset[int]]
    words: tuple[str, ...]

    def having(self, *words: str) -> frozenset[str]:
        """The courses whose text has all of the words."""
        folded = [fold(word) for word in words]
        return frozenset(key for key, text in self.texts.items() if all(word in text for word in folded))

    def sounding(self, word: str) -> frozenset[str]:
        """The courses that have characters that are read like the word, each by its first reading, without tones."""
        pattern = re.compile("".join(f"[{self.by_sound.get(sound) or '.'}]" for sound in lazy_pinyin(word)))
        return frozenset(key for key, text in self.texts.items() if pattern.search(text))

    @cached_property
    def by_sound(self) -> dict[str, str]:
        """The Chinese characters of all texts, by their first reading."""
        found: dict[str, str] = {}
        for character in sorted(filter(is_han, set().union(*self.texts.values()))):
            (sound,) = lazy_pinyin(character)
            found[sound] = found.get(sound, "") + character
        return found


def corpus_of(author: Author) -> Corpus:
    catalogue = author.catalogue()
    entries = entries_of(catalogue)
    return Corpus(
        catalogue=catalogue,
        entries=entries,
        texts={key_of(entry): fold("\n".join(texts_of(entry))) for entry in entries},
        grades={course.key: frozenset(course.grades) for course in catalogue.listed},
        words=tuple(word for word, keys in author.planted.items() if keys),
    )


def key_of(entry: Entry) -> str:
    return entry.card.href.removesuffix(".html")


def texts_of(entry: Entry) -> tuple[str, ...]:
    """Everything that is written of a course, as all engines get it."""
    return tuple(text for texts in entry.fields for text in texts)


def queries_of(corpus: Corpus, each: int, seed: str = "") -> Iterator[Query]:
    """`each` queries of every kind, twice: on the words that were seen while the search was tuned, and on the others."""
    middle = len(corpus.words) // 2
    for is_unseen, words in ((False, corpus.words[:middle]), (True, corpus.words[middle:])):
        chance = random.Random(f"queries-{is_unseen}{seed}")
        for kind, make in KINDS.items():
            made = 0
            for _ in range(each * 20):
                word = chance.choice(words)
                answer = make(corpus, chance, word)
                if answer is None or not answer[1]:
                    continue
                as_near = corpus.sounding(word) - answer[1] if kind in BY_SOUND else frozenset[str]()
                if len(answer[1] | as_near) > MOST:
                    continue
                yield Query(kind, *answer, is_unseen, as_near)
                made += 1
                if made == each:
                    break


Answer = tuple[str, frozenset[str]] | None
Maker = Callable[[Corpus, random.Random, str], Answer]


def _word(corpus: Corpus, _chance: random.Random, word: str) -> Answer:
    return word, corpus.having(word)


def _part(corpus: Corpus, chance: random.Random, word: str) -> Answer:
    if len(word) < 3:
        return None
    length = chance.randint(2, len(word) - 1)
    start = chance.randint(0, len(word) - length)
    part = word[start : start + length]
    return part, corpus.having(part)


def _character(corpus: Corpus, chance: random.Random, word: str) -> Answer:
    character = chance.choice(word)
    return character, corpus.having(character)


def _joined(corpus: Corpus, chance: random.Random, word: str) -> Answer:
    """Two words without a space, of which the other stands elsewhere in a course that has the first."""
    text = corpus.texts[chance.choice(sorted(corpus.having(word)))]
    others = [other for other in (*THINGS, *TOOLS) if other in text]
    if not others:
        return None
    other = chance.choice(others)
    return chance.choice((word + other, other + word)), corpus.having(word, other)


def _mixed(corpus: Corpus, chance: random.Random, word: str) -> Answer:
    """Chinese with letters, or with a grade in one of its spellings."""
    if chance.random() < 0.5:
        latin = chance.choice(LATIN)
        return chance.choice((f"{latin}{word}", f"{word} {latin.lower()}")), corpus.having(word, latin)
    key = chance.choice(sorted(corpus.having(word)))
    grade = chance.choice(sorted(corpus.grades[key]))
    if grade > 9:
        return None
    name = "一二三四五六七八九"[grade - 1]
    school = f"小学{name}年级" if grade < 7 else f"初{'一二三'[grade - 7]}"
    spelling = chance.choice((f"{name}年级", f"{grade}年级", school, f"{name}上"))
    return f"{spelling} {word}", frozenset(k for k in corpus.having(word) if grade in corpus.grades[k])


def _pinyin(corpus: Corpus, _chance: random.Random, word: str) -> Answer:
    return "".join(lazy_pinyin(word)), corpus.having(word)


def _initials(corpus: Corpus, _chance: random.Random, word: str) -> Answer:
    if len(word) < 3:
        return None
    return "".join(syllable[0] for syllable in lazy_pinyin(word)), corpus.having(word)


def _homophone(corpus: Corpus, chance: random.Random, word: str) -> Answer:
    """One character as an input method may have chosen it."""
    place = chance.randrange(len(word))
    (sound,) = lazy_pinyin(word[place])
    others = [character for character in COMMON if character != word[place] and lazy_pinyin(character) == [sound]]
    return _slip(corpus, word, word[:place] + chance.choice(others) + word[place + 1 :]) if others else None


def _typo(corpus: Corpus, chance: random.Random, word: str) -> Answer:
    """One character wrong, missing, too many, or exchanged with its neighbour, in a word of three and more."""
    if len(word) < 3:
        return None
    place = chance.randrange(len(word) - 1)
    before, here, behind = word[:place], word[place], word[place + 1 :]
    slips = (
        before + chance.choice(COMMON) + behind,
        before + here + chance.choice(COMMON) + behind,
        before + behind[0] + here + behind[1:],
        *((word[:place] + word[place + 1 :],) if place > 0 and len(word) > 3 else ()),
    )
    return _slip(corpus, word, chance.choice(slips))


def _slip(corpus: Corpus, word: str, typed: str) -> Answer:
    """None where what was typed is itself written in a course."""
    return None if corpus.having(typed) else (typed, corpus.having(word))


KINDS: dict[str, Maker] = {
    "word": _word,
    "part": _part,
    "character": _character,
    "joined": _joined,
    "mixed": _mixed,
    "pinyin": _pinyin,
    "homophone": _homophone,
    "typo": _typo,
    "initials": _initials,
}
