"""The known words that somebody may have meant: by spelling, by containment and by pinyin.

Chinese input methods choose among words that sound alike (水沉县 for 水城县, 普通教是 for 普通教室), so two words
that differ in their characters may be one in their sound. The libraries that compare are imported
only when a finding needs them: pypinyin alone takes 0.2 s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import msgspec

LONGEST = 100
"""Longer words are no misspelt names; comparing them would only cost time."""

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("h", "f"))


class Nearest(msgspec.Struct, frozen=True):
    """Up to three known words, likeliest first; `sure` where only one can be meant."""

    words: tuple[str, ...] = ()
    sure: str | None = None


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known words that `word` may stand for."""
    return look_up(word, known).words


def folded(name: str) -> str:
    """A name as people compare it: width, capital letters and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def look_up(word: str, known: Iterable[str]) -> Nearest:
    """The words of the first way of comparing that finds any; sure where it finds one alone, and no mere number differs."""
    if not word.strip() or len(word) > LONGEST:
        return Nearest()
    options = [option for option in dict.fromkeys(known) if not _denied(word, option)]
    for way in (_same_but_for_style, _contained, _spelt_alike, _sounding_alike, _remotely_alike):
        found = way(word, options)
        if found:
            words = tuple(_by_sound(word, found)[:3])
            sure = words[0] if len(words) == 1 and way is not _remotely_alike and _same_digits(word, words[0]) else None
            return Nearest(words, sure)
    return Nearest()


def _denied(word: str, option: str) -> bool:
    """无明火 is anything but 明火."""
    return option in word and any(f"{no}{option}" in word or f"{no}有{option}" in word for no in "不无非没")


def _is_another(word: str, option: str) -> bool:
    """收费 is not 免费, nor 学生 学校: a slip in a Chinese character keeps the sound."""
    return len(word) == len(option) and has_chinese(word) and has_chinese(option) and _sound(word) != _sound(option)


def _by_sound(word: str, found: list[str]) -> list[str]:
    """Of several that are spelt alike, the one of the same sound (学会 rather than 协会 for 雪会)."""
    if len(found) < 2 or not has_chinese(word):
        return found
    same = [option for option in found if pinyin(option) == pinyin(word)]
    return same if len(same) == 1 else found


@lru_cache(maxsize=1 << 16)  # the same few names are compared with again and again
def snake(name: str) -> str:
    """sessionMinutes, Session-Minutes, “session minutes” as session_minutes."""
    halfwidth = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in name.strip())
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", halfwidth)
    return re.sub(r"[\s\-_.]+", "_", words).strip("_").lower()


@lru_cache(maxsize=1 << 16)
def pinyin(word: str) -> tuple[str, ...]:
    """The syllables of a word without tones; what is no Chinese character stays as it is."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


@lru_cache(maxsize=1 << 13)
def readings(character: str) -> tuple[str, ...]:
    """The syllables as which one Chinese character is read, without tones, the usual one first."""
    from pypinyin import Style
    from pypinyin import pinyin as spoken

    (found,) = spoken(character, style=Style.NORMAL, heteronym=True)
    return tuple(syllable for syllable in found if re.fullmatch("[a-z]+", syllable))


def has_chinese(word: str) -> bool:
    return not word.isascii() and re.search("[\u4e00-\u9fff]", word) is not None


def _same_digits(word: str, other: str) -> bool:
    return re.sub("[^0-9]", "", word) == re.sub("[^0-9]", "", other)


def _same_but_for_style(word: str, options: list[str]) -> list[str]:
    wanted = snake(word)
    return [option for option in options if snake(option) == wanted]


def _contained(word: str, options: list[str]) -> list[str]:
    """双师 in 双师课堂: where one holds the other, and at least two characters."""
    if len(word) < 2 or not has_chinese(word):
        return []
    return [option for option in options if len(option) > 1 and (option in word or word in option)]


def _spelt_alike(word: str, options: list[str]) -> list[str]:
    """One slip in two to five characters, two in longer words; neighbours that changed places are one slip."""
    slips = 0 if len(word) < 2 else 1 if len(word) < 6 else 2
    found = _closest(word.lower(), {option: option.lower() for option in options}, slips)
    return [option for option in found if sorted(option) == sorted(word) or not _is_another(word, option)]


def _closest(word: str, options: dict[str, str], slips: int) -> list[str]:
    from rapidfuzz.distance import OSA

    scored = [(OSA.distance(word, text, score_cutoff=slips), option) for option, text in options.items()]
    near = [(distance, option) for distance, option in scored if distance <= slips and distance < len(options[option])]
    near.sort(key=lambda item: item[0])
    if len(near) > 1 and near[0][0] < near[1][0]:
        return [near[0][1]]
    return [option for _, option in near]


def _sounding_alike(word: str, options: list[str]) -> list[str]:
    """Of the same sound, else of nearly the same: 北伦区 for 北仑区, beilunqu, 前弯新区 for 前湾新区."""
    if len(word) < 2 or not any(map(has_chinese, options)):
        return []
    spoken = {option: "".join(pinyin(option)) for option in options if has_chinese(option)}
    mine = "".join(pinyin(re.sub(r"[\s'_-]", "", word.lower())))
    same = [option for option, sound in spoken.items() if sound == mine]
    if same:
        return same
    blurred = _blurred(mine)
    return [option for option, sound in spoken.items() if _blurred(sound) == blurred]


def _sound(word: str) -> str:
    return _blurred("".join(pinyin(word)))


def _blurred(sound: str) -> str:
    """Without what speakers of the south do not tell apart: zh and z, n and ng, l and n."""
    for heard, kept in _ALIKE:
        sound = sound.replace(heard, kept)
    return sound


def _remotely_alike(word: str, options: list[str]) -> list[str]:
    """Likely enough to ask after, never to put in: about half of the characters are shared, in the same order."""
    from rapidfuzz.distance import Indel

    cutoff = 0.4 if has_chinese(word) else 0.55
    scored = [
        (Indel.normalized_similarity(word, option), -number, option)
        for number, option in enumerate(options)
        if len(word) > 2 or not _is_another(word, option)
    ]
    best = max(scored, default=(0.0, 0, ""))[0]
    return [option for score, _, option in sorted(scored, reverse=True) if score >= cutoff and score > best - 0.15][:3]
