"""Gate 2, words: questions about hazards that may be undeclared, selling, tutoring, and figures left open.

Text matching only asks, so every finding is a warning. The words stand in `schema/vocabulary/words.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.documents import MAX_FINDINGS, Document
from course_catalogue.schema_check import Schemas
from course_catalogue.texts import Steps, Text, Texts
from course_catalogue.unsound import UnsoundRead
from course_catalogue.words import Hit, WordList, Words

_WITH_HAZARDS = ("series", "premium", "extension")


def check_words(document: Document, texts: Texts, schemas: Schemas, words: Words) -> Iterator[Diagnostic]:
    """Every question that the words of a file raise, one for a kind of hazard and session, at most MAX_FINDINGS for a list."""
    holding = [text for text in texts.holding(words.places) if text[0][0] != "waivers"]
    if document.kind in _WITH_HAZARDS:
        yield from _undeclared_hazards(document, schemas, words, holding)
    if document.kind != "review":
        yield from _commercial(document, schemas, words, holding)
        yield from _tutoring(document, schemas, words, holding)
        yield from _wishful(document, schemas, words, holding)


def _commercial(document: Document, schemas: Schemas, words: Words, texts: Iterable[Text]) -> Iterator[Diagnostic]:
    for steps, hit in _hits(words, words.commercial, texts):
        yield _say(
            "commercial-words", document, schemas, steps, hit,
            message="这像是招生或推销的话",
            expected="只写课程本身；价格写在价格（price）一栏里",
            mend="删去或改写；公益减免请写明对象（如“残疾学生免费”）",
        )  # fmt: skip


def _tutoring(document: Document, schemas: Schemas, words: Words, texts: Iterable[Text]) -> Iterator[Diagnostic]:
    for steps, hit in _hits(words, words.tutoring, texts):
        yield _say(
            "tutoring-words", document, schemas, steps, hit,
            message="这像是学科类培训的话",
            expected="科学实践活动，不刷题、不抢跑、不以升学为目的",
            mend="改写成学生做什么、学到什么",
        )  # fmt: skip


def _wishful(document: Document, schemas: Schemas, words: Words, texts: Iterable[Text]) -> Iterator[Diagnostic]:
    for steps, hit in _hits(words, words.wishful, texts):
        yield _say(
            "open-figure", document, schemas, steps, hit,
            message="这里该有确定的数字或办法",
            expected="写明多少、什么时候、怎么办",
            mend="写出金额、日期或标准；有几种情况的分别写",
        )  # fmt: skip


def _hits(words: Words, lists: Iterable[WordList], texts: Iterable[Text]) -> Iterator[tuple[Steps, Hit]]:
    """The first hit in each text, for one question answers the rest of it; at most MAX_FINDINGS."""
    firsts = (
        (steps, next((hit for each in lists if _is_for(each, steps) for hit in words.asked(text, each)), None))
        for steps, text in texts
    )
    return islice(((steps, hit) for steps, hit in firsts if hit), MAX_FINDINGS)


def _is_for(word_list: WordList, steps: Steps) -> bool:
    return not word_list.fields or not word_list.fields.isdisjoint(steps)


def _undeclared_hazards(document: Document, schemas: Schemas, words: Words, texts: list[Text]) -> Iterator[Diagnostic]:
    """For each session (or course of a base) and kind of hazard that it does not declare, the first word that asks for it."""
    for scope, group in _by_scope(texts, words.hazards.fields):
        try:
            declared = _declared(document.data, scope)
            kinds = {hazard["kind"] for hazard in declared}
            notes = "".join(hazard.get("note", "") + "" for hazard in declared)
        except UnsoundRead:
            continue  # what is declared is told as wrong: it may be this
        for word_list in words.hazards.kinds:
            if word_list.kind in kinds:
                continue
            hits = ((steps, hit) for steps, text in group for hit in words.asked(text, word_list, of_a_hazard=True))
            asked = next(((steps, hit) for steps, hit in hits if hit.word not in notes), None)
            if asked:
                yield _say(
                    "undeclared-hazard", document, schemas, *asked,
                    message=f"是否漏报了危险源“{word_list.kind}”？",
                    expected=f"{'本课时' if scope else '课程'}的危险源（hazards）里有“{word_list.kind}”，并写明怎样防",
                    mend="确有这种危险就补上；没有就换个说法，或在已说明的提醒（waivers）里写明提醒代码（code）和理由（reason）",
                )  # fmt: skip


def _by_scope(texts: list[Text], fields: frozenset[str]) -> Iterator[tuple[Steps, list[Text]]]:
    """Texts in which something is done, by session; () stands for the course as a whole."""
    groups: dict[Steps, list[Text]] = {}
    for steps, text in texts:
        if not fields.isdisjoint(steps):
            groups.setdefault(steps[:2] if steps[0] == "sessions" else (), []).append((steps, text))
    return iter(groups.items())


def _declared(data: dict[str, Any], scope: Steps) -> list[dict[str, Any]]:
    """What a session declares; for the texts of a series as a whole, what any of its sessions does."""
    if scope:
        return list(data["sessions"][scope[1]].get("hazards", ()))
    sessions = data.get("sessions", ())
    return [*data.get("hazards", ()), *(hazard for session in sessions for hazard in session.get("hazards", ()))]


def _say(
    code: str, document: Document, schemas: Schemas, steps: Steps, hit: Hit, *, message: str, expected: str, mend: str
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        mark=document.part_mark(steps, hit.start, hit.end - hit.start),
        message=message,
        field=schemas.readable(document.kind, steps),
        found=hit.word,
        expected=expected,
        mend=mend,
    )
