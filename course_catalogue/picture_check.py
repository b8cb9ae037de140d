"""Gate 2, pictures: what a record refers to lies beside it, and says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity
from course_catalogue.documents import Document
from course_catalogue.model import Origin
from course_catalogue.nearest import nearest
from course_catalogue.richtext import Mention, PictureBlock, parse
from course_catalogue.schema_check import Schemas
from course_catalogue.sources import Found

if TYPE_CHECKING:
    from course_catalogue.pictures.store import StoredPicture

Steps = tuple[str | int, ...]
_SAYS_NOTHING = re.compile(
    r"(?:图|图片|照片|封面|标志|插图|配图|示意图|image|img|photo|picture|logo)?[ \-_0-9一二三四五]*\Z", re.IGNORECASE
)
_OF_A_FILE = ("image-type", "image-name")
_IN_TEXT = re.compile(r"!\[[^\]]*\]\(([^()]*)\).*", re.DOTALL)


class PictureUse(msgspec.Struct, frozen=True):
    """A place that refers to a picture file: the steps to the text that names it, and in a rich text the part of it."""

    steps: Steps
    file: str
    alt: str
    part: tuple[int, int] | None = None


def picture_uses(document: Document, found: Iterable[tuple[Steps, Mention]]) -> tuple[PictureUse, ...]:
    """All places of a record that refer to a picture; `found` are the mentions of its rich texts."""
    data = document.data
    listed: list[tuple[Steps, Any]] = [(("logo",), data.get("logo"))]
    listed += [(("images", index), item) for index, item in enumerate(data.get("images", ()))]
    if document.kind == "base":
        listed += [
            (("exhibits", index, "image"), item.get("image")) for index, item in enumerate(data.get("exhibits", ()))
        ]
    fields = [PictureUse((*steps, "file"), item["file"], item["alt"]) for steps, item in listed if item]
    texts = [_in_text(document, steps, mention) for steps, mention in found if mention.kind == "picture"]
    return (*fields, *texts)


def _in_text(document: Document, steps: Steps, mention: Mention) -> PictureUse:
    line = document.value(*steps)[: mention.start].rsplit("\n", 1)[-1] + mention.target + ")"
    (block,) = parse(line)
    assert isinstance(block, PictureBlock)
    return PictureUse(steps, mention.target, block.alt, (mention.start, len(mention.target)))


def check_pictures(
    origin: Origin, uses: Iterable[PictureUse], beside: frozenset[str], refused: frozenset[str], schemas: Schemas
) -> Iterator[Diagnostic]:
    """`beside` are the pictures of the record's folder; `refused` files there that are told of themselves."""
    told = {_stem(name) for name in refused}
    for use in uses:
        if use.file not in beside and _stem(use.file) not in told:
            yield _missing(origin, use, beside, schemas)
        elif _is_name(use) or _SAYS_NOTHING.match(use.alt):
            yield _speechless(origin, use, schemas)


def without_names_of_refused(found: list[Diagnostic]) -> list[Diagnostic]:
    """A picture file that cannot be taken is told once: the fields that name it are places of that finding.

    A name such as `gauge.svg` is wrong for the same reason as its file, and right only when that is mended.
    """
    refused = {item.mark.path: item for item in found if item.code in _OF_A_FILE}
    named: dict[str, list[Diagnostic]] = {}
    if not refused:
        return found
    for item in found:
        if item.code in ("wrong-format", "image-reference"):
            name = _IN_TEXT.sub(r"\1", item.found)
            path = f"{item.mark.path.rpartition('/')[0]}/{name}"
            if path in refused:
                named.setdefault(path, []).append(item)
    dropped = {id(item) for items in named.values() for item in items}
    return [_with_places(item, named.get(item.mark.path, ())) for item in found if id(item) not in dropped]


def _with_places(item: Diagnostic, names: Iterable[Diagnostic]) -> Diagnostic:
    if item.code not in _OF_A_FILE or not names:
        return item
    places = tuple(Related(name.mark, f"{name.field} 写着它的名字，跟着改") for name in names)
    return replace(item, related=(*item.related, *places))


def unused_pictures(
    pictures: Iterable[PurePosixPath], used: frozenset[str], unreadable: frozenset[str]
) -> Iterator[Diagnostic]:
    """Files that no record refers to; nothing is said of a folder whose record could not be read."""
    for path in pictures:
        if path.as_posix() not in used and path.parent.as_posix() not in unreadable:
            yield Diagnostic(
                code="image-unused",
                severity=Severity.WARNING,
                mark=Mark(path.as_posix()),
                message="没有地方用到这张图片",
                found=path.name,
                expected="写在图片（images）里，或在文字里单独一行写 ![替代文字](文件名)",
                mend=f"在同一文件夹的 yml 里写上 {path.name}，或删去这个文件",
            )


def nearest_beside(use: PictureUse, beside: frozenset[str]) -> tuple[str, ...]:
    """Files that may have been meant by a name that no file has; none where the name is right."""
    if use.file in beside:
        return ()
    same = [name for name in sorted(beside) if _stem(name) == _stem(use.file)]
    return tuple(same or nearest(use.file, sorted(beside)))


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0].casefold()


def _is_name(use: PictureUse) -> bool:
    return use.alt.strip().casefold().replace(" ", "-").replace("_", "-") in (use.file, _stem(use.file))


def _missing(origin: Origin, use: PictureUse, beside: frozenset[str], schemas: Schemas) -> Diagnostic:
    near = nearest_beside(use, beside)
    mark = origin.part_mark(use.steps, *(use.part or (0, len(use.file))))
    hint = f"是不是 {'、'.join(near)}？" if near else ""
    return Diagnostic(
        code="image-missing",
        severity=Severity.ERROR,
        mark=mark,
        message="文件夹里没有这张图片",
        field=schemas.readable(origin.kind, use.steps),
        found=use.file,
        expected="、".join(sorted(beside)[:6]) or f"{origin.path.parent.as_posix()}/ 里的图片文件",
        mend=f"{hint}改正文件名，或把图片放到 {origin.path.name} 旁边一起提交",
        edits=(Edit(mark, near[0]),) if len(near) == 1 else (),
    )


def _speechless(origin: Origin, use: PictureUse, schemas: Schemas) -> Diagnostic:
    steps = use.steps if use.part else (*use.steps[:-1], "alt")
    return Diagnostic(
        code="image-reference",
        severity=Severity.ERROR,
        mark=origin.part_mark(steps, *use.part) if use.part else origin.mark(*steps),
        message="替代文字没有说出图上有什么",
        field=schemas.readable(origin.kind, steps),
        found=use.alt,
        expected="一句话，说给看不见图的人听，如“雨量筒的剖面：漏斗在上，量筒在里面”",
        mend="写出图上是什么、要看的是哪一点；不写文件名",
    )


class PictureFolders:
    """Which pictures lie beside which record, and which of them have been referred to so far."""

    def __init__(self, found: Found) -> None:
        self._beside = _by_folder(found.pictures)
        self._refused = _by_folder(PurePosixPath(item.mark.path) for item in found.diagnostics)
        self.used: set[str] = set()

    def shown(self, pictures: Mapping[str, StoredPicture]) -> dict[str, StoredPicture]:
        """Only what a record refers to is published."""
        return {path: picture for path, picture in pictures.items() if path in self.used}

    def check(self, origin: Origin, uses: tuple[PictureUse, ...], schemas: Schemas) -> Iterator[Diagnostic]:
        """`uses` are all places of the record that refer to a picture; a file that may have been meant counts as used."""
        folder = origin.name.rpartition("/")[0]
        beside = self._beside.get(folder, frozenset())
        for use in uses:
            self.used |= {f"{folder}/{name}" for name in (use.file, *nearest_beside(use, beside))}
        return check_pictures(origin, uses, beside, self._refused.get(folder, frozenset()), schemas)


def _by_folder(paths: Iterable[PurePosixPath]) -> dict[str, frozenset[str]]:
    grouped: dict[str, set[str]] = {}
    for path in paths:
        grouped.setdefault(path.parent.as_posix(), set()).add(path.name)
    return {folder: frozenset(names) for folder, names in grouped.items()}
