"""`check --fix` and `check --diff`: put in the edits that findings offer, as long as each makes its file better.

Only files below courses/ and bases/ are written: what reviewers have said is theirs. A file is better when it gets
further through the gates, or when fewer errors are left and none of a kind that was not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from course_catalogue.authoring.edits import apply_edits, without_overlaps
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic, Edit
from course_catalogue.documents import Source
from course_catalogue.file_bytes import BOM, decode_foreign
from course_catalogue.loading import Loaded, Rulebook, judge, load_catalogue, load_rulebook
from course_catalogue.output import rewrite_file
from course_catalogue.personal_numbers import masked
from course_catalogue.reporting.report import FIXED_TREES
from course_catalogue.reporting.visible import visible
from course_catalogue.sources import Place, read_source
from course_catalogue.verdicts import Verdict

MOST_ROUNDS = 10
_UNREAD = ("bytes", "grammar", "shape")

Judge = Callable[[bytes], Verdict]


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file before and after, and the findings that are gone."""

    path: str
    before: bytes
    after: bytes
    mended: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """`files`: what changes, by path; `left`: the catalogue as it is then, with what a person must mend."""

    files: tuple[MendedFile, ...]
    left: Loaded

    @property
    def count(self) -> int:
        return sum(len(file.mended) for file in self.files)


@dataclass
class _Draft:
    """The bytes of every file, as they would be."""

    book: Rulebook
    first: dict[str, bytes] = field(default_factory=dict)
    now: dict[str, bytes] = field(default_factory=dict)
    mended: dict[str, list[Diagnostic]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def read(self, root: Path, place: Place) -> Source:
        path = place.name
        self.kinds[path] = place.kind
        if path in self.now:
            return Source(place.path, place.kind, self.now[path])
        return read_source(root, place)

    def judge(self, path: str) -> Judge:
        return lambda content: judge(Source(PurePosixPath(path), self.kinds[path], content), self.book)


def mend(root: Path, today: date, book: Rulebook | None = None) -> Mending:
    """What the offered edits make of the catalogue below `root`; nothing is written."""
    draft = _Draft(book or load_rulebook(root))
    loaded = load_catalogue(root, today, draft.book, read=draft.read)
    start = loaded
    for _ in range(MOST_ROUNDS):
        if not _one_round(root, draft, loaded):
            break
        loaded = load_catalogue(root, today, draft.book, read=draft.read)
    if _undo_what_hurts(draft, start, loaded):
        loaded = load_catalogue(root, today, draft.book, read=draft.read)
    files = tuple(
        MendedFile(path, draft.first[path], after, tuple(draft.mended[path]))
        for path, after in sorted(draft.now.items())
        if after != draft.first[path]
    )
    return Mending(files, loaded)


def _one_round(root: Path, draft: _Draft, loaded: Loaded) -> bool:
    """Put in what can be put in at once; whether anything was."""
    offers: dict[str, list[Diagnostic]] = {}
    for item in loaded.diagnostics:
        if item.edits and item.mark.path.startswith(FIXED_TREES) and item.mark.path in draft.kinds:
            offers.setdefault(item.mark.path, []).append(item)
    changed = False
    for path, items in offers.items():
        place = Place(path, draft.kinds[path])
        content = draft.read(root, place).content
        after, mended = mended_file(content, items, draft.judge(path))
        if after != content:
            draft.first.setdefault(path, content)
            draft.now[path] = after
            draft.mended.setdefault(path, []).extend(mended)
            changed = True
    return changed


def mended_file(content: bytes, items: list[Diagnostic], judge: Judge) -> tuple[bytes, list[Diagnostic]]:
    """One round on one file: all edits at once where that makes it better, else those that do so one by one."""
    groups = without_overlaps(item.edits for item in items)
    chosen = [item for item in items if item.edits in groups]
    before = judge(content)
    known = {(item.code, item.mark) for item in before.findings}
    if len(chosen) > 1:
        after = _applied(content, groups)
        if after is not None and improves(before, judge(after), known >= {(item.code, item.mark) for item in chosen}):
            return after, chosen
    taken: list[Diagnostic] = []
    best = content
    for item in chosen:
        after = _applied(content, [*(one.edits for one in taken), item.edits])
        told = (item.code, item.mark) in known
        if after is not None and improves(before, judge(after), told):
            best, before = after, judge(after)
            taken.append(item)
    return best, taken


def _applied(content: bytes, groups: Iterable[tuple[Edit, ...]]) -> bytes | None:
    return apply_edits(content, [edit for edits in groups for edit in edits])


def improves(before: Verdict, after: Verdict, told: bool = True) -> bool:
    """Whether a file reads better: further through the gates, or fewer findings and none of a new kind.

    While the grammar is broken, one fault may hide the others: then it is enough that the first one stands further down.
    `told` is whether the file alone shows the fault; one that only shows between files must leave it no worse.
    A field that got its right name may show, in the same line, that its value is wrong: nobody could see that before.
    """
    if after.gates != before.gates:
        return after.gates > before.gates
    fewer = len(after.findings) < len(before.findings)
    if before.gates == 1:
        return fewer or _first(after) > _first(before)
    if before.gates == 2:
        before, after = _of_shape(before), _of_shape(after)
        fewer = fewer or len(after.findings) < len(before.findings)
    unknown, still_unknown = _lines_of_unknown(before), _lines_of_unknown(after)
    named = unknown - still_unknown if len(still_unknown) < len(unknown) else set()
    was = Counter(map(_kind, before.findings))
    now = Counter(_kind(item) for item in after.findings if item.mark.line not in named)
    if any(now[kind] > was[kind] for kind in now):
        return False
    return fewer if told and not named else len(after.findings) <= len(before.findings)


def _lines_of_unknown(judged: Verdict) -> set[int]:
    return {item.mark.line for item in judged.findings if item.code == "unknown-field"}


def _kind(item: Diagnostic) -> tuple[bool, str]:
    return item.is_error, item.code


def _of_shape(judged: Verdict) -> Verdict:
    """A verdict without what rules say: they say more of a file of which more is sound."""
    kept = [item for item in judged.findings if CODES[item.code].family in (*_UNREAD, "privacy")]
    return replace(judged, findings=tuple(kept))


def _first(judged: Verdict) -> int:
    """The line of the first fault of the writing; a personal number stays where it is."""
    lines = [item.mark.line for item in judged.findings]
    written = [item.mark.line for item in judged.findings if CODES[item.code].family in ("bytes", "grammar")]
    return min(written or lines)


def _undo_what_hurts(draft: _Draft, start: Loaded, loaded: Loaded) -> bool:
    """Take back the changes of files of which, with the others at hand, more is wrong than before; whether any were."""
    was = Counter(item.mark.path for item in start.errors)
    now = Counter(item.mark.path for item in loaded.errors)
    unread = {item.mark.path for item in start.errors if CODES[item.code].family in _UNREAD}
    hurt = [path for path in draft.now if now[path] > was[path] and path not in unread]
    for path in hurt:
        draft.now[path] = draft.first[path]
    return bool(hurt)


def write_mended(root: Path, mending: Mending) -> None:
    """Put every changed file in place, each at once."""
    for file in mending.files:
        rewrite_file(root / file.path, file.before, file.after)


def words(mending: Mending) -> str:
    """What was mended, a line each."""
    lines = [
        f"已改  {item.code}  {visible(masked(file.path))}:{item.mark.line}  {visible(item.message)}"
        for file in mending.files
        for item in file.mended
    ]
    return "\n".join(lines)


def diff(mending: Mending) -> str:
    """A unified diff of all changes; what a terminal would obey is shown as <U+…>, personal numbers are masked."""
    parts: list[str] = []
    for file in mending.files:
        before, after = _lines(file.before), _lines(file.after)
        if any(item.code == "not-utf-8" for item in file.mended):
            parts.append(f"# {visible(file.path)}：另存为 UTF-8 编码")
        for line in unified_diff(before, after, f"a/{file.path}", f"b/{file.path}", lineterm=""):
            parts.append(visible(masked(line)))
    return "\n".join(parts)


def _lines(content: bytes) -> list[str]:
    try:
        text = content.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError:
        text = decode_foreign(content) or ""
    return [line.rstrip("\r") for line in text.split("\n")]
