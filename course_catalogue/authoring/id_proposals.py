"""Ids for new folders: from the pinyin of a name, well-formed, free, and not to be taken for another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from course_catalogue.catalogue import Catalogue
from course_catalogue.nearest import pinyin
from course_catalogue.rules.look_alikes import look_alike
from course_catalogue.sources import is_id

LONGEST = 40
"""Characters: ids of more are allowed (60), but stand badly in an address that is read aloud."""

_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_PAUSE = re.compile(r"[：:—，,。！？!?]")


def taken_ids(root: Path, folder: str, catalogue: Catalogue) -> frozenset[str]:
    """Ids that no new record in `folder` (courses, courses/provider, bases/base/extension …) may have, old ones included."""
    there = {entry.name.casefold() for entry in (root / folder).iterdir()} if (root / folder).is_dir() else set()
    mine = [record for key, record in catalogue.records.items() if key.rsplit("/", 1)[0] == folder]
    return frozenset({*there, *(record.id for record in mine), *(old for record in mine for old in record.former_ids)})


def id_fault(word: str, taken: Collection[str]) -> str:
    """Why a word cannot be the id of a new record; "" where it can."""
    if not is_id(word):
        return "编号要用小写英文字母开头的单词或拼音，用连字符连接，至多 60 个字符，如 campus-weather-station"
    if word in taken:
        return f"编号 {word} 已经有了（或曾经用过），请换一个"
    like = next((other for other in sorted(taken) if look_alike(word, other)), None)
    return f"编号 {word} 和已有的 {like} 太像，容易看错，请换一个" if like else ""


def proposed_ids(name: str, taken: Collection[str]) -> tuple[str, ...]:
    """One to three ids for a record of this name, the best first; each may be used as it is."""
    return tuple(dict.fromkeys(_free(word, taken) for word in dict.fromkeys(_words(name))))


def _words(name: str) -> Iterator[str]:
    plain = _ASIDE.sub("", name)
    head = _PAUSE.split(plain, maxsplit=1)[0]
    parts = _syllables(head) or _syllables(plain) or ["new"]
    if not parts[0][0].isalpha():
        parts = ["no", *parts]
    yield _joined(parts)
    yield _joined(["".join(parts[start : start + 2]) for start in range(0, len(parts), 2)])
    yield _joined(parts[:4])


def _syllables(name: str) -> list[str]:
    """小小 AI 站 as xiao, xiao, ai, zhan."""
    return [part for word in pinyin(name) for part in re.findall("[a-z0-9]+", word.lower())]


def _joined(parts: list[str]) -> str:
    """As many parts as an id has room for."""
    word = parts[0][:LONGEST]
    for part in parts[1:]:
        if len(word) + 1 + len(part) > LONGEST:
            break
        word = f"{word}-{part}"
    return word


def _free(word: str, taken: Collection[str]) -> str:
    """The word, or with the first number behind it that makes it free."""
    number = 2
    found = word
    while id_fault(found, taken):
        found = f"{word}-{number}"
        number += 1
    return found
