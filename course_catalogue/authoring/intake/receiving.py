"""`build.py receive`: what was mailed becomes a change of the working tree and a letter, or only a letter that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_catalogue.authoring.effect import Effect
from course_catalogue.authoring.effect_report import section_lines
from course_catalogue.authoring.intake import reply
from course_catalogue.authoring.intake.filing import filed
from course_catalogue.authoring.intake.mail import Mail, RefusedParts, opened, shown
from course_catalogue.authoring.intake.parcels import Reading, read_mail
from course_catalogue.authoring.intake.refusal import Refusal
from course_catalogue.authoring.intake.reply import Sender
from course_catalogue.authoring.intake.trial import Trial, Tried, try_out
from course_catalogue.authoring.questions import answer, can_ask
from course_catalogue.authoring.reckoning import effect_of
from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.changes.comparison import Comparison
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.file_bytes import BOM
from course_catalogue.git_tree import FileChange, uncommitted
from course_catalogue.loading import Loaded, Rulebook
from course_catalogue.output import OutputFile, add_files
from course_catalogue.policy_targets import PolicyTarget
from course_catalogue.site_identity import stated_publisher, stated_url
from course_catalogue.wording import chinese_date


@dataclass(frozen=True, slots=True)
class Received:
    """`letter` to the sender; `files` to write, none of a refused mail; `before` are the bytes of those that are there."""

    letter: str
    files: tuple[OutputFile, ...] = ()
    before: dict[str, bytes] | None = None
    tried: tuple[Tried, ...] = ()
    effect: Effect | None = None

    @property
    def is_refused(self) -> bool:
        return not self.tried

    @property
    def updated(self) -> tuple[Tried, ...]:
        return tuple(item for item in self.tried if item.filing.known is not None)


def receive(
    root: Path,
    aside: Path,
    path: Path,
    provider: str | None,
    before: Loaded,
    book: Rulebook,
    targets: tuple[PolicyTarget, ...],
) -> Received:
    """What would become of the mail at `path`; nothing is written but in `aside`, an empty folder.

    CatalogueError where the maintainer has to say more.
    """
    catalogue = before.catalogue
    addressee = _owner_name(provider or "", {}, catalogue)
    try:
        reading = _read(path, book, _names_of_exhibits(catalogue))
        filings = filed(root, reading.parcels, provider, catalogue)
        addressee = _owner_name(filings[0].key, {filing.key: filing.parcel.title for filing in filings}, catalogue)
        trial = try_out(root, aside, filings, before, book)
        if not trial.is_sound or any(item.loses_what_was_submitted for item in trial.tried):
            raise Refusal(*reply.refusals(trial, reading.idle_pictures))
    except Refusal as refusal:
        return Received(reply.refused(path.name, refusal.words, _sender(root, addressee), _day(catalogue)))
    files = tuple(file for item in trial.tried for file in item.files)
    there = {file.path: (root / file.path).read_bytes() for file in files if (root / file.path).is_file()}
    changed = tuple(file for file in files if not _is_same(there.get(file.path), file.content))
    effect = _effect(trial, changed, there, book, targets)
    same = {
        item.filing.key
        for item in trial.tried
        if not {file.path for file in item.files} & {file.path for file in changed}
    }
    letter = reply.accepted(reading, trial, effect, _sender(root, addressee), _day(catalogue), same)
    return Received(letter, changed, there, trial.tried, effect)


def _read(path: Path, book: Rulebook, exhibits: frozenset[str]) -> Reading:
    """What was mailed. Where a part of it is not taken, the Refusal also says what else of it cannot be read."""
    try:
        mail = opened(path)
    except RefusedParts as refused:
        try:
            read_mail(Mail(path.name, refused.records, ()), book, exhibits)
        except Refusal as other:
            raise Refusal(*refused.words, *other.words) from None
        raise
    return read_mail(mail, book, exhibits)


def _names_of_exhibits(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(exhibit.name for base in catalogue.bases for exhibit in base.exhibits)


def _is_same(there: bytes | None, new: bytes) -> bool:
    """Whether a file holds these bytes, but for the line ends of Windows and a mark of byte order."""
    return there is not None and (there == new or there.removeprefix(BOM).replace(b"\r\n", b"\n") == new)


def _day(catalogue: Catalogue) -> str:
    return chinese_date(catalogue.today)


def _sender(root: Path, addressee: str) -> Sender:
    name, contact = stated_publisher(root)
    return Sender(addressee, name, contact, stated_url(root))


def _owner_name(key: str, mailed: dict[str, str], catalogue: Catalogue) -> str:
    owner = "/".join(key.split("/")[:2])
    names = [record.title for record in catalogue.owners if owner in (record.key, record.id, record.title)]
    return names[0] if len(names) == 1 else mailed.get(owner, "")


def _effect(
    trial: Trial,
    changed: tuple[OutputFile, ...],
    there: dict[str, bytes],
    book: Rulebook,
    targets: tuple[PolicyTarget, ...],
) -> Effect:
    """What the change does, as `build.py effect` would reckon it, without git."""
    after = trial.after.catalogue
    mine = {item.filing.path.as_posix() for item in trial.tried}
    rest = [record for record in (*after.records.values(), *after.reviews.values()) if record.origin.name not in mine]
    old = [item.filing.known for item in trial.tried if item.filing.known is not None]
    then = assemble((*rest, *old), book.vocabulary, after.today)
    files = tuple(
        FileChange(file.path, *(("there", "100644") if file.path in there else ("", "")), "100644") for file in changed
    )
    return effect_of(Comparison("", files, then, after, ()), book.schemas, targets)


def agreed(received: Received, root: Path, *, update: bool) -> bool:
    """Whether what is there already may be changed: asked for by the option, or confirmed on the terminal.

    A file with changes of its own that no commit holds is a CatalogueError: nobody could get them back.
    """
    if not received.updated or not received.files:
        return True
    _refuse_uncommitted(root, received)
    return update or (can_ask() and answer("要用寄来的内容更新目录里的这些内容吗？输入 yes 确认：").lower() == "yes")


def _refuse_uncommitted(root: Path, received: Received) -> None:
    open_ones = uncommitted(root)
    lost = [file.path for file in received.files if file.path in (received.before or {}) and file.path in open_ones]
    if lost:
        raise CatalogueError(f"{'、'.join(lost)} 有还没有提交的改动，没有动它；先提交或撤销，再运行一次")


def what_it_does(received: Received, *, owner_named: bool) -> Iterator[str]:
    """For the maintainer: the change in words, and a warning where only the file itself says whose it is."""
    assert received.effect is not None
    if not received.files:
        yield "寄来的和目录里的一样，没有要改的。"
        return
    for item in received.tried:
        parcel = item.filing.parcel
        deed = "更新" if item.filing.known is not None else "新增"
        yield f"{deed} {item.filing.path}：“{shown(parcel.title)}”，来自“{parcel.item.short}”"
    if not owner_named:
        yield "放在谁的名下，是照文件里写的：请核对寄信人，不对就加上 --provider。"
    yield from section_lines(received.effect)
    yield ""


def write_received(root: Path, received: Received) -> Iterator[str]:
    """Put the change into the working tree; yields what comes next."""
    add_files(root, received.files, received.before or {})
    if not received.files:
        return
    keys = dict.fromkeys(item.filing.key for item in received.tried)
    first = received.tried[0].filing.key
    yield f"写好了 {len(received.files)} 个文件。看一遍，再提交："
    yield f"  git switch -c receive/{'-'.join(first.split('/')[1:])}"
    yield f"  git add {' '.join(keys)}"
    yield f'  git commit -m "{first}: {"update" if received.updated else "add"} what was mailed"'
    yield f"  python build.py check {' '.join(keys)}"
    yield ""
