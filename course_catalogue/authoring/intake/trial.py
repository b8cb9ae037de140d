"""The catalogue as it would be with the mail in it, in a folder of its own: what the gates say before anything is written."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from course_catalogue.authoring.emitter import cleaned, written
from course_catalogue.authoring.intake.filing import Filing
from course_catalogue.authoring.intake.set_aside import WRONG_VALUES, Gap, as_mailed, set_aside
from course_catalogue.catalogue import State
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.documents import Source
from course_catalogue.loading import Loaded, Rulebook, judge, load_catalogue
from course_catalogue.output import OutputFile, write_files
from course_catalogue.rules.due import NOTHING_MISSING, Missing
from course_catalogue.sources import TREES

KEPT_BY_OFFICE = ("images", "waivers", "license", "updated")
"""What a filled form mostly says nothing of: an update by one leaves it as it is then."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A filing as it would be written. `hindrances` are errors that keep a draft from being submitted.

    `wrong` are errors on values that no file may hold, `gaps` what was taken out of the draft for them.
    """

    filing: Filing
    data: dict[str, Any]
    content: bytes
    errors: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    hindrances: tuple[Diagnostic, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()
    gaps: tuple[Gap, ...] = ()
    missing: Missing = NOTHING_MISSING
    state: State = State.DRAFT

    @property
    def is_draft(self) -> bool:
        return self.data.get("status") == "draft"

    @property
    def is_kept_back(self) -> bool:
        """Whether it was meant for review, and is a draft for what hinders it or was not understood."""
        return self.is_draft and _is_meant_for_review(self.filing)

    @property
    def loses_what_was_submitted(self) -> bool:
        """Whether something of a form was not understood that would take the place of what reviewers may have seen."""
        return bool(self.filing.parcel.not_understood) and _is_submitted(self.filing)

    @property
    def files(self) -> tuple[OutputFile, ...]:
        """Pictures first: a course that is there is there with its pictures."""
        folder = self.filing.path.parent
        pictures = [OutputFile(f"{folder}/{item.name}", item.content) for item in self.filing.parcel.pictures]
        return (*pictures, OutputFile(self.filing.path.as_posix(), self.content))


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of all filings together; `after` is the catalogue with them."""

    tried: tuple[Tried, ...]
    after: Loaded

    @property
    def is_sound(self) -> bool:
        return not any(item.errors for item in self.tried)


def try_out(root: Path, aside: Path, filings: tuple[Filing, ...], before: Loaded, book: Rulebook) -> Trial:
    """Judge the filings as submitted, also those that say that they are drafts, so that nobody learns in a later letter
    what would have hindered them; those that stay drafts as drafts; and those that cannot be drafts, either, without the
    values that are wrong in themselves.

    `aside` is an empty folder, in which the trial's documents can be read as long as it lasts.
    """
    trial = _judged(
        root, aside / "submitted", tuple(_made(one, _judged_status(one), book) for one in filings), before, book
    )
    hindered = {item.filing.path: item.errors for item in trial.tried if _stays_draft(item)}
    if not hindered:
        return trial
    drafts = tuple(_as_draft(item, book) if item.filing.path in hindered else item for item in trial.tried)
    trial = _judged(root, aside / "draft", drafts, before, book)
    if not trial.is_sound:
        rest = tuple(_without_wrong_values(item, book) for item in trial.tried)
        if any(item.gaps for item in rest):
            trial = _judged(root, aside / "rest", rest, before, book)
    return replace(trial, tried=tuple(_hindered(item, hindered.get(item.filing.path, ())) for item in trial.tried))


def _hindered(item: Tried, errors: tuple[Diagnostic, ...]) -> Tried:
    told = {(found.code, found.field) for found in item.wrong}
    mine = tuple(found for found in errors if (found.code, found.field) not in told)
    return item if item.errors else replace(item, hindrances=mine)


def _without_wrong_values(item: Tried, book: Rulebook) -> Tried:
    """A draft without them, where they are all that is wrong with it."""
    is_new = item.is_draft and not _is_submitted(item.filing)
    if not item.errors or not is_new or not {found.code for found in item.errors} <= WRONG_VALUES:
        return item
    data, gaps = set_aside(item.filing.parcel.kind, item.data, book.schemas)
    return replace(_written(item.filing, data, book), wrong=item.errors, gaps=gaps) if gaps else item


def _said_status(filing: Filing) -> str:
    return str(filing.parcel.data.get("status") or "submitted")


def _judged_status(filing: Filing) -> str:
    said = _said_status(filing)
    return "submitted" if said == "draft" else said


def _is_meant_for_review(filing: Filing) -> bool:
    """As the file says; whoever mails a form of Word or Excel would have it reviewed, unless it says 草稿."""
    parcel = filing.parcel
    is_meant = parcel.is_office and (not parcel.is_said_draft or _is_submitted(filing))
    return is_meant or _said_status(filing) != "draft"


def _stays_draft(item: Tried) -> bool:
    """What says so; and what was not submitted before and has errors, or was not understood as a whole."""
    if not _is_meant_for_review(item.filing):
        return True
    return _may_be_draft(item) and bool(item.errors or item.filing.parcel.not_understood)


def _is_submitted(filing: Filing) -> bool:
    return filing.known is not None and filing.known.status != "draft"


def _may_be_draft(item: Tried) -> bool:
    """What was submitted or approved before is not turned back into a draft by a slip in a new version."""
    return item.data["status"] == "submitted" and not _is_submitted(item.filing)


def _as_draft(item: Tried, book: Rulebook) -> Tried:
    return _made(item.filing, "draft", book)


def _made(filing: Filing, status: str, book: Rulebook) -> Tried:
    parcel = filing.parcel
    data = {**parcel.data, "format": parcel.data.get("format", 1), "status": status}
    kept = ("former_ids", *(KEPT_BY_OFFICE if parcel.is_office else ()))
    old = filing.known.origin.document.data if filing.known else {}
    data |= {name: old[name] for name in kept if name in old and name not in data}
    return _written(filing, _as_known(_cleaned(data), old), book)


def _as_known(new: Any, old: Any) -> Any:
    """The new data; a text that differs from what is there only in its line ends at the end is as it is there."""
    if isinstance(new, dict) and isinstance(old, dict):
        return {name: _as_known(value, old.get(name)) for name, value in new.items()}
    if isinstance(new, list) and isinstance(old, list):
        return [_as_known(value, old[place] if place < len(old) else None) for place, value in enumerate(new)]
    return old if isinstance(new, str) and isinstance(old, str) and new.rstrip("\n") == old.rstrip("\n") else new


def _written(filing: Filing, data: dict[str, Any], book: Rulebook) -> Tried:
    """What is there already keeps its bytes, and with them its comments."""
    known = filing.known.origin.document if filing.known else None
    if known is not None and known.data == data:
        text = known.marks.text
    else:
        text = written(filing.parcel.kind, filing.path, data, book.schemas)
    return Tried(filing, data, text.encode())


def _cleaned(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _cleaned(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_cleaned(value) for value in data]
    return cleaned(data) if isinstance(data, str) else data


def _judged(root: Path, aside: Path, tried: tuple[Tried, ...], before: Loaded, book: Rulebook) -> Trial:
    for tree in TREES:
        if (root / tree).is_dir():
            shutil.copytree(root / tree, aside / tree, ignore=_no_plain_files)
    write_files(aside, (file for item in tried for file in item.files))
    after = load_catalogue(aside, before.catalogue.today, book)
    folders = {item.filing.key for item in tried}
    known = {(found.code, found.mark.path, found.message) for found in before.errors}
    new = [
        found
        for found in after.diagnostics
        if found.mark.path.rsplit("/", 1)[0] in folders
        or (found.is_error and (found.code, found.mark.path, found.message) not in known)
    ]
    states = {record.key: after.catalogue.state(record) for record in after.catalogue.records.values()}
    judged = (_with_findings(item, new, tried, book) for item in tried)
    return Trial(
        tuple(replace(item, state=states.get(item.filing.key, State.DRAFT)) for item in judged),
        after,
    )


def _no_plain_files(folder: str, names: list[str]) -> set[str]:
    """Links, through which the trial would be written elsewhere, and pipes and the like: no course lies in them."""
    paths = {name: Path(folder, name) for name in names}
    return {name for name, path in paths.items() if path.is_symlink() or not (path.is_dir() or path.is_file())}


def _with_findings(item: Tried, new: list[Diagnostic], tried: tuple[Tried, ...], book: Rulebook) -> Tried:
    """Findings in the folder of a filing are its own; errors that it brings about elsewhere are told with the first."""
    folders = {other.filing.key for other in tried}
    mine = [
        found
        for found in new
        if (folder := found.mark.path.rsplit("/", 1)[0]) == item.filing.key
        or (folder not in folders and item is tried[0])
    ]
    missing = judge(Source(item.filing.path, item.filing.parcel.kind, item.content), book).missing
    return replace(
        item,
        errors=tuple(found for found in mine if found.is_error),
        warnings=tuple(
            replace(found, field=as_mailed(found.field, item.gaps))
            for found in mine
            if not found.is_error and not found.waiver
        ),
        missing=Missing(
            *(tuple(as_mailed(name, item.gaps) for name in names) for names in (missing.submitted, missing.approved))
        ),
    )
