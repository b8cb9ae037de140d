"""Gate 2, second half: the rules inside one file, as rows of `schema/rules.yml`.

A handful of fixed operators on plain data, so that the browser's form can run the same rows.
A rule that does not fit them is a function in `course_catalogue.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

import msgspec
import msgspec.structs

from course_catalogue.diagnostics import CatalogueError, Diagnostic, Edit, Mark, Related, Severity
from course_catalogue.documents import Document, Source
from course_catalogue.fault_words import reading_fault, shape_fault
from course_catalogue.nearest import Nearest, look_up
from course_catalogue.scalars import quoted
from course_catalogue.strict_yaml import read_document
from course_catalogue.unsound import UNSOUND, UnsoundRead
from course_catalogue.vocabulary import Thresholds

_THRESHOLDS = frozenset(Thresholds.__struct_fields__)
Steps = tuple[str | int, ...]
Hit = tuple[Steps, Any]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"scope": "for", "allowed": "in"}):
    """One row of rules.yml; the comment at its top explains the fields."""

    code: str
    kinds: tuple[str, ...]
    op: str
    severity: Literal["error", "warning"]
    message: str
    expected: str
    mend: str
    found: str = ""
    scope: str = ""
    when: dict[str, tuple[str, ...] | bool] = {}
    of: str | tuple[str, ...] = ""
    equals: str | int | None = None
    at_most: str | int | None = None
    at_least: str | int | None = None
    unless_above: str | None = None
    min: str | int | None = None
    max: str | int | None = None
    strictly: bool = False
    in_drafts: bool = False
    allowed: tuple[str, ...] = ()
    unless: str = ""
    field: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where a row speaks, and what fills the blanks of its words."""

    steps: Steps
    found: object
    wanted: object = ""
    limit: Steps | None = None
    """Where `wanted` stands, when it is one value for the whole file."""


def load_rows(root: Path) -> tuple[Row, ...]:
    """Read `schema/rules.yml`; a fault there is the maintainers' (CatalogueError)."""
    path = root / "schema" / "rules.yml"
    try:
        reading = read_document(Source(PurePosixPath("schema/rules.yml"), "rules", path.read_bytes()))
    except OSError as fault:
        raise CatalogueError(f"读不了 schema/rules.yml：{reading_fault(fault)}") from fault
    if reading.document is None:
        raise CatalogueError(f"schema/rules.yml:{reading.diagnostics[0].mark.line} {reading.diagnostics[0].message}")
    try:
        rows = msgspec.convert(reading.document.data.get("rules"), tuple[Row, ...])
    except msgspec.ValidationError as fault:
        raise CatalogueError(f"schema/rules.yml：{shape_fault(fault)}") from fault
    for row in rows:
        if row.op not in _OPERATORS:
            raise CatalogueError(f"schema/rules.yml：{row.code} 的 op 不认识：{row.op}")
    return rows


def in_words_of(rows: tuple[Row, ...], words: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows with the city's own words and figures in place of `{policy}`, `{sessions_min}` and the like."""

    def filled(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda blank: words.get(blank[1], blank[0]), text)

    return tuple(
        msgspec.structs.replace(
            row,
            message=filled(row.message),
            found=filled(row.found),
            expected=filled(row.expected),
            mend=filled(row.mend),
        )
        for row in rows
    )


def check_rows(
    document: Document, rows: tuple[Row, ...], thresholds: Thresholds, readable: Callable[[str, Steps], str]
) -> list[Diagnostic]:
    """Every row that speaks about a document whose shape is right; none where it reads a value that is UNSOUND.

    `readable` turns a kind and steps into a path that authors read.
    """
    if not document.data:
        return []
    draft = document.data.get("status") == "draft"
    found: list[Diagnostic] = []
    whole = _Whole(document.data, thresholds)
    for row in rows:
        if document.kind not in row.kinds:
            continue
        judged = _Judged()
        faults = list(_faults(whole, row, judged))
        for steps, fault, others in _without_cascades(row, faults, judged):
            found.append(_diagnostic(document, row, fault, steps, others, readable, draft))
    return found


@dataclass
class _Judged:
    """How many scopes a row compares with the limit that is one value for the whole file."""

    by_shared: int = 0


def _faults(whole: _Whole, row: Row, judged: _Judged) -> Iterator[tuple[Steps, _Fault]]:
    """Each fault with the steps to the value or field that it is told at."""
    for scope in _scopes(whole, row):
        try:
            if _applies(row, scope):
                run = _Run(whole, row, scope)
                judged.by_shared += run.shared(row.equals) is not None
                for fault in _OPERATORS[row.op](run):
                    yield (*scope[0], *row.at.split(".")) if row.at else fault.steps, fault
        except UnsoundRead:
            continue  # what this scope says hangs on a value that is wrong itself


def _scopes(whole: _Whole, row: Row) -> list[Hit]:
    """Where a row is to be judged; one that asks for known words only where it finds another: few of a hundred materials."""
    scopes = whole.hits(row.scope)
    is_plain = isinstance(row.of, str) and row.of.isidentifier() and all(source[0] == "/" for source in row.allowed)
    if row.op != "member" or not is_plain:
        return scopes
    known = [whole.values(source) for source in row.allowed]
    try:
        return [scope for scope in scopes if all(scope[1].get(row.of) not in values for values in known)]
    except UnsoundRead:
        return scopes


_COMMON_CAUSE = 3


def _without_cascades(
    row: Row, faults: list[tuple[Steps, _Fault]], judged: _Judged
) -> Iterator[tuple[Steps, _Fault, list[Steps]]]:
    """One finding for faults of one cause: the same unknown word used again, or one value that many others contradict.

    Two are many where there are no others, and agree with each other. Each comes with the steps to the other places.
    """
    groups: dict[object, list[tuple[Steps, _Fault]]] = {}
    for number, (steps, fault) in enumerate(faults):
        alike = row.op == "member" or fault.limit is not None
        cause = (str(fault.found), str(fault.wanted), fault.limit) if alike else number
        groups.setdefault(cause, []).append((steps, fault))
    for group in groups.values():
        steps, fault = group[0]
        places = [place for place, _ in group]
        if fault.limit is not None and len(group) >= min(_COMMON_CAUSE, max(2, judged.by_shared)):
            yield fault.limit, fault, places
        elif row.op == "member":
            yield steps, fault, places[1:]
        else:
            yield from ((place, one, []) for place, one in group)


def _diagnostic(
    document: Document,
    row: Row,
    fault: _Fault,
    steps: Steps,
    others: list[Steps],
    readable: Callable[[str, Steps], str],
    draft: bool,
) -> Diagnostic:
    blanks = {"found": _words(fault.found), "wanted": _words(fault.wanted)}
    milder = row.severity == "warning" or (draft and not row.in_drafts)
    severity = Severity.WARNING if milder else Severity.ERROR
    shared = steps == fault.limit
    near = _nearest(row, fault)
    more = f"（{len(others)} 处都是：{_places(document, others, readable)}）" if shared else ""
    return Diagnostic(
        code=row.code,
        severity=severity,
        mark=document.key_mark(*steps) if row.at and not shared else document.mark(*steps),
        message=row.message,
        field=readable(document.kind, steps),
        found=row.found.format(**blanks) + more,
        expected=row.expected.format(**blanks),
        mend=(f"是不是 {'、'.join(near.words)}？" if near.words else "") + row.mend,
        edits=tuple(
            Edit(document.mark(*place), _written(near.sure)) for place in (steps, *others) if near.sure is not None
        ),
        related=tuple(
            Related(_place(document, row, place), readable(document.kind, place)) for place in others[:_MOST_PLACES]
        ),
    )


def _nearest(row: Row, fault: _Fault) -> Nearest:
    """The known words that an unknown one may stand for."""
    if row.op != "member" or not isinstance(fault.found, str) or not isinstance(fault.wanted, tuple):
        return Nearest()
    return look_up(fault.found, [word for word in fault.wanted if isinstance(word, str)])


def _written(word: str) -> str:
    """A word as YAML takes it everywhere, in brackets too."""
    return word if re.fullmatch(r"[\u4e00-\u9fff][^,\[\]{}:#\"'|>]*", word) else quoted(word)


_MOST_PLACES = 3


def _place(document: Document, row: Row, steps: Steps) -> Mark:
    return document.key_mark(*steps) if row.at else document.mark(*steps)


def _places(document: Document, others: list[Steps], readable: Callable[[str, Steps], str]) -> str:
    names = [readable(document.kind, steps).split(" › ")[0] for steps in others]
    return "、".join(names[:4]) + ("……" if len(names) > 4 else "")


def _words(value: object) -> str:
    if isinstance(value, tuple | list):
        return "、".join(_words(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


class _Whole:
    """A document's data as its rows see it from the top: what a path leads to is looked up once, whoever asks again."""

    __slots__ = ("_data", "_hits", "_values", "thresholds")

    def __init__(self, data: dict[str, Any], thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._data = data
        self._hits: dict[str, list[Hit]] = {}
        self._values: dict[str, list[Any]] = {}

    def hits(self, path: str) -> list[Hit]:
        if path not in self._hits:
            self._hits[path] = _find(self._data, (), _compiled(path))
        return self._hits[path]

    def values(self, path: str) -> list[Any]:
        if path not in self._values:
            self._values[path] = [value for _, value in self.hits(path)]
        return self._values[path]


class _Run(NamedTuple):
    """One row in one scope."""

    whole: _Whole
    row: Row
    scope: Hit

    def hits(self, path: str) -> list[Hit]:
        """All values at a path: relative to the scope, or from the top when it starts with /."""
        for alternative, steps in _alternatives(path):
            is_from_top = alternative[0] == "/"
            found = self.whole.hits(alternative) if is_from_top else _find(self.scope[1], self.scope[0], steps)
            if found:
                return found
        return []

    def shared(self, limit: str | int | None) -> Steps | None:
        """Where a limit stands that is one value for the whole file, such as `/session_minutes`."""
        if not isinstance(limit, str) or not self.row.scope:
            return None
        for path in limit.split(" | "):
            hits = self.hits(path)
            if hits:
                return hits[0][0] if path.startswith("/") else None
        return None

    def number(self, limit: str | int | None) -> Any:
        """A number as given, a threshold by name, or the value at a path; None where there is none."""
        if limit is None or isinstance(limit, int):
            return limit
        if limit in _THRESHOLDS:
            return getattr(self.whole.thresholds, limit)
        hits = self.hits(limit)
        return hits[0][1] if hits else None


def _sum(run: _Run) -> Iterator[_Fault]:
    assert isinstance(run.row.of, str)
    wanted = run.number(run.row.equals)
    total = sum(value for _, value in run.hits(run.row.of))
    if wanted is not None and abs(total - wanted) > 1e-9:
        yield _Fault(run.scope[0], total, wanted, run.shared(run.row.equals))


def _compare(run: _Run) -> Iterator[_Fault]:
    assert isinstance(run.row.of, str)
    most, least, equal = run.number(run.row.at_most), run.number(run.row.at_least), run.number(run.row.equals)
    ceiling = run.number(run.row.unless_above)
    for steps, value in run.hits(run.row.of):
        if ceiling is not None and value > ceiling:
            continue
        if most is not None and value > most:
            yield _Fault(steps, value, most)
        elif least is not None and value < least:
            yield _Fault(steps, value, least)
        elif equal is not None and value != equal:
            yield _Fault(steps, value, equal)


def _count(run: _Run) -> Iterator[_Fault]:
    assert isinstance(run.row.of, str)
    least, most = run.number(run.row.min), run.number(run.row.max)
    hits = run.hits(run.row.of)
    if any(value is UNSOUND for _, value in hits):
        return
    count = len(hits)
    if least is not None and count < least:
        yield _Fault(run.scope[0], count, least)
    elif most is not None and count > most:
        yield _Fault(run.scope[0], count, most)


def _order(run: _Run) -> Iterator[_Fault]:
    values = [hits[0][1] for path in run.row.of if (hits := run.hits(path))]
    if len(values) == len(run.row.of) and any(a > b or (run.row.strictly and a == b) for a, b in pairwise(values)):
        yield _Fault(run.scope[0], tuple(values))


def _member(run: _Run) -> Iterator[_Fault]:
    assert isinstance(run.row.of, str)
    unknown = run.hits(run.row.of)
    for source in run.row.allowed:
        allowed = _allowed(run, source)
        unknown = [(steps, value) for steps, value in unknown if value not in allowed]
        if not unknown:  # nearly always
            return
    if run.row.unless and run.hits(run.row.unless):
        return
    lists = _lists(run.row.allowed)
    if lists and not any(run.hits(path) for path in lists):
        return  # the lists are still to come: that is told as due, once
    wanted = tuple(item for source in run.row.allowed for item in _allowed(run, source))
    yield from (_Fault(steps, value, wanted) for steps, value in unknown)


@cache
def _lists(sources: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of the lists that the sources lie in."""
    return tuple(source.split("[]")[0] for source in sources if source not in _THRESHOLDS)


def _allowed(run: _Run, source: str) -> Sequence[Any]:
    """The values of a threshold by its name, or those at a path."""
    if source in _THRESHOLDS:
        return getattr(run.whole.thresholds, source)  # type: ignore[no-any-return]
    if source[0] == "/" and "|" not in source:
        return run.whole.values(source)
    return [value for _, value in run.hits(source)]


def _required_if(run: _Run) -> Iterator[_Fault]:
    if not any(value not in ("", []) for _, value in run.hits(run.row.field)):
        yield _Fault(run.scope[0], "")


_OPERATORS: dict[str, Callable[[_Run], Iterator[_Fault]]] = {
    "sum": _sum,
    "compare": _compare,
    "count": _count,
    "order": _order,
    "member": _member,
    "required-if": _required_if,
}


def _applies(row: Row, scope: Hit) -> bool:
    for path, wanted in row.when.items():
        hits = [value for _, value in _find(scope[1], scope[0], _compiled(path))]
        if wanted is True:
            if not hits or hits == [[]]:
                return False
        elif not any(value in wanted for value in hits):  # type: ignore[operator]
            return False
    return True


@cache
def _alternatives(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The paths of which the first that leads anywhere counts, as written and compiled."""
    return tuple((alternative, _compiled(alternative)) for alternative in path.split(" | "))


@cache
def _compiled(path: str) -> tuple[str, ...]:
    """`sessions[].steps[].minutes` as ("sessions", "[]", "steps", "[]", "minutes")."""
    return tuple(re.findall(r"\[\]|[a-z_]+", path))


def _find(value: Any, steps: Steps, path: tuple[str, ...]) -> list[Hit]:
    """Every value at a path below `value`, which stands at `steps`; what is UNSOUND stands for all below it."""
    found = [(steps, value)]
    for step in path:
        below: list[Hit] = []
        for at, here in found:
            if here is UNSOUND:
                below.append((at, here))
            elif step == "[]":
                if isinstance(here, list):
                    below += [((*at, index), item) for index, item in enumerate(here)]
            elif isinstance(here, dict) and step in here:
                below.append(((*at, step), here[step]))
        found = below
    return found
