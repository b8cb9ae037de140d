"""Where each record of a mail belongs: its owner, its id, and whether it is there already.

The owner is who the maintainer says; what a file says of itself is only a proposal, and never another owner's folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from course_catalogue.authoring.id_proposals import id_fault, proposed_ids, taken_ids
from course_catalogue.authoring.intake.exhibit_ids import as_before, as_in_base
from course_catalogue.authoring.intake.parcels import Parcel, hinted_place
from course_catalogue.authoring.intake.refusal import Refusal
from course_catalogue.authoring.questions import chosen
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.model import AnyPublished

_OWNERS = {"provider": "courses", "base": "bases"}
_OWNER_WORD = {"courses": "机构", "bases": "基地"}


@dataclass(frozen=True, slots=True)
class Filing:
    """A parcel and the path of its file; `known` is the record that is there now."""

    parcel: Parcel
    path: PurePosixPath
    known: AnyPublished | None = None

    @property
    def key(self) -> str:
        return self.path.parent.as_posix()


def filed(root: Path, parcels: tuple[Parcel, ...], provider: str | None, catalogue: Catalogue) -> tuple[Filing, ...]:
    """A place for every parcel; owners first, because courses of the same mail may be theirs.

    CatalogueError where the maintainer must say more, a Refusal where the sender must.
    """
    owner = _said_owner(provider, parcels, catalogue)
    owners = [_owner_filing(root, parcel, owner, catalogue) for parcel in parcels if parcel.kind in _OWNERS]
    filings = list(owners)
    for parcel in parcels:
        if parcel.kind not in _OWNERS:
            filings.append(
                _course_filing(root, parcel, _owner_of(parcel, owner, owners, catalogue), filings, catalogue)
            )
    paths = [filing.path for filing in filings]
    doubled = next((filing for filing in filings if paths.count(filing.path) > 1), None)
    if doubled:
        raise Refusal(f"寄来的文件里有两份都是《{doubled.parcel.title}》，不知道以哪一份为准，请只寄一份。")
    return tuple(_with_exhibits(filings, catalogue))


def _with_exhibits(filings: list[Filing], catalogue: Catalogue) -> Iterator[Filing]:
    """The filings, in which a form names exhibits by the ids that their base has; owners come first."""
    mailed: dict[str, Any] = {}
    for filing in filings:
        parcel = filing.parcel
        if parcel.kind == "base":
            parcel = as_before(parcel, _exhibits(filing.known))
            mailed[filing.key] = parcel.data.get("exhibits")
        elif parcel.sound_ids:
            base = "/".join(filing.key.split("/")[:2])
            there = mailed[base] if base in mailed else _exhibits(catalogue.records.get(base))
            parcel = as_in_base(parcel, there)
        yield replace(filing, parcel=parcel)


def _exhibits(known: AnyPublished | None) -> Any:
    return known.origin.document.data.get("exhibits") if known else None


def _said_owner(provider: str | None, parcels: tuple[Parcel, ...], catalogue: Catalogue) -> str:
    """The key of the owner that the maintainer has named; "" where he has not. A new one may be named by the id it shall get."""
    if provider is None:
        return ""
    known = [(record.key, record.title) for record in catalogue.owners]
    # A number is that of a list, which nobody has seen here.
    found = "" if provider.strip().isdigit() else chosen(known, provider)
    new = next((parcel for parcel in parcels if parcel.kind in _OWNERS), None)
    if not found and new is not None and not id_fault(provider, ()):
        return f"{_OWNERS[new.kind]}/{provider}"
    if not found:
        raise CatalogueError(f"目录里没有“{provider}”这个机构或基地（或不止一个）：写它的编号，如 courses/…")
    return found


def _owner_filing(root: Path, parcel: Parcel, owner: str, catalogue: Catalogue) -> Filing:
    tree = _OWNERS[parcel.kind]
    same = [record.key for record in catalogue.owners if record.title == parcel.title]
    key = owner or _hinted_key(parcel) or next((key for key in same if key.startswith(f"{tree}/")), "")
    if not key:
        key = f"{tree}/{proposed_ids(parcel.title, taken_ids(root, tree, catalogue))[0]}"
    if not key.startswith(f"{tree}/"):
        raise Refusal(f"“{parcel.mailed_name}”介绍的是{_OWNER_WORD[tree]}，和这次说的 {key} 对不上。")
    _refuse_foreign(parcel, key, catalogue)
    if key not in catalogue.records and os.path.lexists(root / key):
        raise CatalogueError(
            f"已经有 {key} 这个文件夹，里面的 {parcel.kind}.yml 现在读不了：先照 check 的提示改好，或用 --provider 换一个编号"
        )
    return Filing(parcel, PurePosixPath(key, f"{parcel.kind}.yml"), catalogue.records.get(key))


def _owner_of(parcel: Parcel, owner: str, owners: list[Filing], catalogue: Catalogue) -> str:
    """The key of the owner of a course."""
    tree = "courses" if parcel.kind == "series" else "bases"
    hint = _hinted_owner(parcel)
    here = [filing.key for filing in owners if filing.key.startswith(f"{tree}/")]
    proposed = hint if hint in catalogue.records or hint in here else here[0] if len(here) == 1 else ""
    key = owner or proposed
    if not key and hint:
        word = _OWNER_WORD[tree]
        raise CatalogueError(
            f"“{parcel.mailed_name}”写着放在 {hint}/ 里，目录里还没有这个{word}："
            f"请寄信人再寄一份“{word}”，两份一起收；其实是目录里已有的，加上 --provider 编号"
        )
    if not key:
        raise CatalogueError(f"“{parcel.mailed_name}”没有说是哪个{_OWNER_WORD[tree]}的：加上 --provider 编号")
    if not key.startswith(f"{tree}/"):
        word = "科学素养系列课程属于机构，不属于基地" if tree == "courses" else "研学和拓展课程属于基地，不属于机构"
        raise Refusal(f"“{parcel.mailed_name}”和 {key} 对不上：{word}。")
    _refuse_foreign(parcel, key, catalogue)
    return key


def _refuse_foreign(parcel: Parcel, owner: str, catalogue: Catalogue) -> None:
    """An archive may carry the names of folders: one that nobody has is a slip of the keyboard, another owner's may be worse."""
    hint = _hinted_owner(parcel)
    if hint and hint != owner and catalogue.is_known(hint):
        raise Refusal(f"“{parcel.mailed_name}”写着要放进别的单位的文件夹（{hint}/），这次寄来的应当是 {owner}/ 的。")


def _hinted_owner(parcel: Parcel) -> str:
    return "/".join(_hinted_key(parcel).split("/")[:2]) or parcel.owner


def _hinted_key(parcel: Parcel) -> str:
    place = hinted_place(parcel.path or parcel.item.name)
    return place[1].parent.as_posix() if place and place[0] == parcel.kind else ""


def _course_filing(root: Path, parcel: Parcel, owner: str, others: list[Filing], catalogue: Catalogue) -> Filing:
    folder = owner if parcel.kind == "series" else f"{owner}/{parcel.kind}"
    hint = _hinted_key(parcel)
    same = next((key for key in _keys_below(folder, catalogue) if catalogue.records[key].title == parcel.title), "")
    if same:
        return Filing(parcel, PurePosixPath(same, "course.yml"), catalogue.records[same])
    if hint in catalogue.records:  # the form has opened it, and its title is another now
        return Filing(parcel, PurePosixPath(hint, "course.yml"), catalogue.records[hint])
    _refuse_broken(folder, catalogue)
    here = {other.path.parent.name for other in others if other.path.parent.parent.as_posix() == folder}
    taken = taken_ids(root, folder, catalogue) | here
    wished = hint.rsplit("/", 1)[-1]
    found = wished if wished and not id_fault(wished, taken) else proposed_ids(parcel.title or "new", taken)[0]
    return Filing(parcel, PurePosixPath(folder, found, "course.yml"))


def _refuse_broken(folder: str, catalogue: Catalogue) -> None:
    """A course that cannot be read may be the one that was mailed again."""
    broken = sorted(key for key in catalogue.unreadable if key.rsplit("/", 1)[0] == folder)
    if broken:
        raise CatalogueError(f"{'、'.join(broken)} 现在读不了，不知道寄来的是不是它的新版本：先照 check 的提示改好")


def _keys_below(folder: str, catalogue: Catalogue) -> Iterator[str]:
    return (key for key in catalogue.records if key.rsplit("/", 1)[0] == folder)
