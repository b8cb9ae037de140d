"""Gate 2, persons: no private number anywhere in a file, and a question where a name or a private mailbox may stand.

A file is public as soon as it is pushed, so this is asked of drafts, of files with other faults, and of comments, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from course_catalogue.diagnostics import Diagnostic, Mark, Severity
from course_catalogue.documents import MAX_FINDINGS, Document, Marks
from course_catalogue.personal_numbers import LONG_RUN, Kind, masked, personal_numbers, written_numbers
from course_catalogue.persons import PersonalPatterns
from course_catalogue.schema_check import Schemas
from course_catalogue.texts import Text, Texts, places_of, texts_below

_NAMELESS = ("staffing", "co_author", "contact", "organiser")
"""Fields that tell persons by role and office only."""
_SHOWN = 20
_PLACED = 10_000
"""Characters of a text up to which the place of a number in it is sought; no field may hold more."""
_ALREADY_SENT = "已经提交过的，请告知维护者从历史里清除"


def check_numbers(
    document: Document, texts: Texts, schemas: Schemas, told: Iterable[Mark] = ()
) -> Iterator[Diagnostic]:
    """A Diagnostic for the private mobile and identity numbers of a file; `told` are places that have their finding already.

    At most _SHOWN: the file may have no limits yet but those of its bytes.
    """
    found = chain(_in_values(document, texts, schemas), _in_comments(document))
    yield from _once(islice(found, _SHOWN), list(told))


def check_raw_numbers(path: str, text: str) -> Iterator[Diagnostic]:
    """The same for a file that cannot be read as a document: its text is searched as it is written; no field is named."""
    marks = Marks(path, text)
    for number in islice(written_numbers(text), _SHOWN):
        mark = marks.between(number.start, number.end)
        yield _number(number.kind, mark, "", text[number.start : number.end])


def _once(found: Iterable[Diagnostic], told: list[Mark]) -> Iterator[Diagnostic]:
    for item in found:
        if not any(_overlap(item.mark, other) for other in told):
            told.append(item.mark)
            yield item


def _in_values(document: Document, texts: Texts, schemas: Schemas) -> Iterator[Diagnostic]:
    for steps, value in texts.holding(places_of(LONG_RUN)):
        for number in personal_numbers(value):
            length = number.end - number.start
            whole = len(value) > _PLACED
            mark = document.mark(*steps) if whole else document.part_mark(steps, number.start, length)
            yield _number(number.kind, mark, schemas.readable(document.kind, steps), value[number.start : number.end])
            if whole:
                break


def _in_comments(document: Document) -> Iterator[Diagnostic]:
    """Numbers behind a #; where it stands in a value, that has told them."""
    text = document.marks.text
    sign = text.find("#")
    while sign >= 0:
        start = text.rfind("\n", 0, sign) + 1
        end = text.find("\n", sign)
        line = text[start : end if end >= 0 else len(text)]
        for number in personal_numbers(line):
            if start + number.start > sign:
                mark = document.marks.between(start + number.start, start + number.end)
                yield _number(number.kind, mark, "注释", line[number.start : number.end])
        sign = text.find("#", start + len(line))


def _number(kind: Kind, mark: Mark, field: str, written: str) -> Diagnostic:
    if kind is Kind.IDENTITY:
        return _say(
            "identity-number", mark, field, written, "这里有一个身份证号，课程文件是公开的", f"删去；{_ALREADY_SENT}"
        )
    instead = "改写办公电话（如 0574-00000000）、单位邮箱，或“经市科协转”"
    return _say(
        "mobile-number", mark, field, written, "这里有一个个人手机号，课程文件是公开的", f"{instead}；{_ALREADY_SENT}"
    )


def _say(code: str, mark: Mark, field: str, written: str, message: str, mend: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        mark=mark,
        message=message,
        field=field,
        found=masked(written),
        expected="没有个人号码",
        mend=mend,
    )


def check_persons(
    document: Document, texts: Texts, schemas: Schemas, patterns: PersonalPatterns
) -> Iterator[Diagnostic]:
    """A question for every private mailbox, chat account and, where no person should be named, name; at most MAX_FINDINGS."""
    named = (
        item
        for text in texts.holding(places_of(patterns.label))
        for item in _names(document, schemas, patterns, patterns.named, text)
    )
    titled = (
        item
        for text in texts_below(document, *_NAMELESS)
        for item in _names(document, schemas, patterns, patterns.titled, text)
    )
    accounts = (
        item
        for text in texts.holding(places_of(patterns.account_hint))
        for item in _accounts(document, schemas, patterns, text)
    )
    yield from islice(chain(accounts, named, titled), MAX_FINDINGS)


def _accounts(document: Document, schemas: Schemas, patterns: PersonalPatterns, text: Text) -> Iterator[Diagnostic]:
    steps, value = text
    for match in patterns.account.finditer(value):
        yield Diagnostic(
            code="personal-account",
            severity=Severity.WARNING,
            mark=document.part_mark(steps, match.start(), len(match.group())),
            message="这像是个人的邮箱、微信或 QQ",
            field=schemas.readable(document.kind, steps),
            found=match.group(),
            expected="单位的邮箱、办公电话或网页",
            mend="换成单位的联系方式，或写“经市科协转”；确是单位公用的可以不改",
        )


def _names(
    document: Document, schemas: Schemas, patterns: PersonalPatterns, pattern: re.Pattern[str], text: Text
) -> Iterator[Diagnostic]:
    steps, value = text
    for match in pattern.finditer(value):
        if patterns.is_no_name(match["name"]):
            continue
        yield Diagnostic(
            code="person-named",
            severity=Severity.WARNING,
            mark=document.part_mark(steps, match.start(), len(match.group())),
            message="这像是一个人的姓名",
            field=schemas.readable(document.kind, steps),
            found=match.group(),
            expected="岗位和资格，不写姓名",
            mend="改写岗位（如“主讲教师”“安全负责人”）；人员由机构自己核查、声明一次",
        )


def _overlap(one: Mark, other: Mark) -> bool:
    return (one.line, one.column) < (other.end_line, other.end_column) and (other.line, other.column) < (
        one.end_line,
        one.end_column,
    )
