"""Find the files of the catalogue below `courses/`, `bases/` and `reviews/`.

What lies in a wrong place, leads out of the tree or has no valid id is reported, never skipped.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from course_catalogue.diagnostics import CatalogueError, Diagnostic, Mark, error
from course_catalogue.documents import Source
from course_catalogue.file_bytes import MAX_BYTES
from course_catalogue.personal_numbers import LONG_RUN, Kind, personal_numbers
from course_catalogue.pictures.gate import OTHER_SUFFIXES, PICTURE_FILE, SUFFIXES, other_type

TREES = ("courses", "bases", "reviews")
_ID = r"[^/]+"
_PATHS = {
    "series": "courses/{owner}/{own}/course.yml",
    "premium": "bases/{owner}/premium/{own}/course.yml",
    "extension": "bases/{owner}/extension/{own}/course.yml",
    "base": "bases/{own}/base.yml",
    "provider": "courses/{own}/provider.yml",
}
KINDS = tuple(_PATHS)
"""Kinds of file that authors write; reviews are the maintainers'."""
_PLACES = re.compile(
    "|".join(f"(?P<{kind}>{path.replace('.', '[.]').format(owner=_ID, own=_ID)})" for kind, path in _PATHS.items())
    + rf"|(?P<review>reviews/(?:courses/{_ID}(?:/{_ID})?|bases/{_ID}(?:/(?:premium|extension)/{_ID})?)\.yml)"
)
_PICTURE_PLACE = re.compile(rf"(?:courses/{_ID}(?:/{_ID})?|bases/{_ID}(?:/(?:premium|extension)/{_ID})?)/{_ID}")
_VALID_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])\Z")
_LONGEST_NAME = 60
_DEEPEST = 5
_IGNORED = (".gitkeep", ".DS_Store")
_FILE_ENDINGS = (".yml", ".yaml", *SUFFIXES, *OTHER_SUFFIXES)
Misfit = Callable[[str], Diagnostic]


class Place(msgspec.Struct, frozen=True):
    """A file that should hold a record of `kind`; `name` is its path relative to the root.

    Plain text: thousands of these are made, and pathlib would be a tenth of a check of one change.
    """

    name: str
    kind: str

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name)


class Found(msgspec.Struct, frozen=True):
    """`pictures` are the picture files beside the records, by their path; none has been opened yet."""

    places: tuple[Place, ...]
    diagnostics: tuple[Diagnostic, ...]
    pictures: tuple[PurePosixPath, ...] = ()


Read = Callable[[Path, Place], Source]
"""Gives the bytes of the file at a place: those on the disk, or those that it would have after a change."""


def find_sources(root: Path) -> Found:
    """All files of the three trees, sorted by path."""
    places: list[Place] = []
    diagnostics: list[Diagnostic] = []
    pictures: list[PurePosixPath] = []
    if not any((root / tree).is_dir() for tree in TREES[:2]):
        raise CatalogueError(f"在 {root} 里没有找到 courses/ 或 bases/，请在项目根目录运行")
    told: set[str] = set()
    for path, odd in _walk(root):
        number = _personal_part(path)
        if number:
            if number not in told:
                told.add(number)
                diagnostics.append(_personal_name(number))
            continue
        if odd is not None:
            diagnostics.append(odd(path))
            continue
        place = _PLACES.fullmatch(path)
        kind = place and place.lastgroup
        if kind is None:
            misfit = _picture_misfit(path)
            if misfit is None:
                pictures.append(PurePosixPath(path))
            else:
                diagnostics.append(misfit)
            continue
        bad = _bad_part(path)
        if bad is None:
            places.append(Place(path, kind))
        elif bad not in told:  # a folder is told at its first file
            told.add(bad)
            diagnostics.append(_bad_id(path, bad.rsplit("/", 1)[-1]))
    return Found(tuple(places), tuple(diagnostics), tuple(pictures))


def path_for(kind: str, owner: str, own: str) -> str:
    """Where a record of `kind` lies: `own` is its id, `owner` that of whom it belongs to, which an owner itself has not."""
    return _PATHS[kind].format(owner=owner, own=own)


def place_of(path: str) -> Place | None:
    """What a file at `path` should hold; None where no record may lie."""
    place = _PLACES.fullmatch(path)
    return Place(path, place.lastgroup) if place and place.lastgroup and _bad_part(path) is None else None


def read_source(root: Path, place: Place) -> Source:
    """The bytes of a file; of one that is too large only as many as show that."""
    with (root / place.path).open("rb") as file:
        return Source(place.path, place.kind, file.read(MAX_BYTES + 1))


def _walk(root: Path) -> Iterator[tuple[str, Misfit | None]]:
    """Every file of the trees, and what is to be told of a thing that is no plain file."""
    for name in sorted(entry.name for entry in root.iterdir()):
        if name not in TREES and _on_any_disk(name) in TREES:
            yield name, _other_tree
    for tree in TREES:
        top = root / tree
        if top.is_symlink():
            yield tree, _link
        elif top.is_dir():
            yield from _walk_folder(str(top), tree)
        elif top.exists():
            yield tree, _no_folder


def _walk_folder(folder: str, path: str) -> Iterator[tuple[str, Misfit | None]]:
    """Files below `folder`, which lies at `path`. On plain strings: at 10,000 courses pathlib would cost a second."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        below = f"{path}/{entry.name}"
        if entry.is_symlink():
            yield below, _link
        elif entry.is_dir():
            if entry.name.lower().endswith(_FILE_ENDINGS):
                yield below, _no_file
            elif entry.name.startswith(".") or below.count("/") + 1 >= _DEEPEST:
                yield below, None  # no course lies below: told once, as a whole
            else:
                yield from _walk_folder(entry.path, below)
        elif not entry.is_file():
            yield below, _no_file
        elif entry.name not in _IGNORED:
            yield below, None


def _on_any_disk(name: str) -> str:
    """The name as some file system would take it: without case, width, invisible characters, and dots or spaces at its end."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    return shown.casefold().rstrip(". ")


def _bad_part(path: str) -> str | None:
    """The path down to its first name that is no valid id."""
    parts = path.rsplit(".", 1)[0].split("/")
    for number, part in enumerate(parts[1:], start=2):
        if not is_id(part):
            return "/".join(parts[:number])
    return None


def _personal_part(path: str) -> str:
    """The path down to a name with somebody's mobile or identity number; "" where there is none."""
    if not LONG_RUN.search(path):
        return ""
    parts = path.split("/")
    below = (number for number, part in enumerate(parts, start=1) if next(personal_numbers(part), None))
    return "/".join(parts[: next(below, 0)])


def _personal_name(path: str) -> Diagnostic:
    name = path.rsplit("/", 1)[-1]
    identity = next(personal_numbers(name)).kind is Kind.IDENTITY
    return _fault(
        "identity-number" if identity else "mobile-number", path,
        f"文件夹或文件的名字里有一个{'身份证号' if identity else '个人手机号'}，名字会出现在网址里，谁都看得到",
        found=name, expected="没有个人号码的名字，如 campus-weather-station",
        mend="改名；里面的文件改名以后再检查。已经提交过的，请告知维护者从历史里清除",
    )  # fmt: skip


@lru_cache(maxsize=1 << 12)  # a folder's name stands in many paths
def is_id(name: str) -> bool:
    """Whether a folder of this name can be a record's."""
    return _VALID_ID.match(name) is not None and len(name) <= _LONGEST_NAME and not is_device(name)


def is_device(name: str) -> bool:
    """Whether Windows keeps this name for itself, whatever ending stands behind it."""
    return _DEVICE.match(name) is not None


def is_picture_name(name: str) -> bool:
    """Whether a picture beside a record can have this name."""
    stem = PurePosixPath(name).stem
    return PICTURE_FILE.match(name) is not None and len(stem) <= _LONGEST_NAME and not is_device(stem)


def _bad_id(path: str, name: str) -> Diagnostic:
    device = is_device(name)
    return _fault(
        "bad-id", path, "文件夹或文件的名字不能作编号",
        found=name, expected="小写英文单词，用连字符连接，如 campus-weather-station",
        mend="改名；这是 Windows 保留的名字，在 Windows 上打不开" if device else "改名；名字就是课程的编号，会出现在网址里",
    )  # fmt: skip


def _link(path: str) -> Diagnostic:
    return _fault(
        "symbolic-link", path, "不能用符号链接",
        found="符号链接", expected="普通文件", mend="删去链接，把文件本身放在这里",
    )  # fmt: skip


def _no_file(path: str) -> Diagnostic:
    return _fault(
        "misplaced-file", path, "这里应该是普通的文件，却是文件夹、管道或设备",
        found=path.rsplit("/", 1)[-1], expected="普通文件",
        mend="文件夹的名字不带扩展名；把里面的文件移到它外面，再删去它",
    )  # fmt: skip


def _no_folder(path: str) -> Diagnostic:
    return _fault(
        "misplaced-file", path, "这里应该是文件夹，却是文件",
        found=path, expected="文件夹", mend="删去这个文件；它占了文件夹的名字",
    )  # fmt: skip


def _other_tree(path: str) -> Diagnostic:
    return _fault(
        "misplaced-file", path, "文件夹的名字和我们的差一点，里面的文件不会被读到",
        found=path, expected=_on_any_disk(path), mend="把文件移到名字写对的文件夹里；在有的电脑上这两个是同一个文件夹",
    )  # fmt: skip


def _picture_misfit(path: str) -> Diagnostic | None:
    """Why a file that holds no record may not lie where it lies; None for a picture beside a record."""
    pure = PurePosixPath(path)
    suffix = pure.suffix.lower()
    if not _PICTURE_PLACE.fullmatch(path) or suffix not in (*SUFFIXES, *OTHER_SUFFIXES):
        return _misplaced(path)
    if suffix not in SUFFIXES:
        return other_type(pure)
    if is_picture_name(pure.name):
        return None
    return _fault(
        "image-name", path, "图片的文件名不合规定",
        found=pure.name, expected="小写英文和数字，用连字符连接，如 rain-gauge.png",
        mend=f"改名，例如 {_picture_name(pure)}；引用它的地方跟着改",
    )  # fmt: skip


def _picture_name(path: PurePosixPath) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    return f"{stem if stem and not is_device(stem) else 'picture-1'}{path.suffix.lower()}"


def _layout() -> str:
    """Where files may lie: owners before their courses."""
    owners = {"provider": "<机构>", "series": "<机构>", "base": "<基地>", "premium": "<基地>", "extension": "<基地>"}
    is_owner = ("provider", "base")
    return "、".join(path_for(kind, owner, owner if kind in is_owner else "<课程>") for kind, owner in owners.items())


def _misplaced(path: str) -> Diagnostic:
    name = path.rsplit("/", 1)[-1]
    if "review" in name or "approv" in name:
        mend = "评审只由维护者写在 reviews/ 里；请删去这个文件"
    elif PurePosixPath(name).suffix.lower() in (*SUFFIXES, *OTHER_SUFFIXES):
        mend = "图片直接放在 course.yml、provider.yml 或 base.yml 旁边，不再分文件夹"
    elif name.endswith(".yaml"):
        mend = "把扩展名 .yaml 改为 .yml"
    else:
        mend = "核对文件名和所在的文件夹；不属于课程的文件请删去"
    return _fault("misplaced-file", path, "这里不该有这个文件", found=name, expected=_layout(), mend=mend)


def _fault(code: str, path: str, message: str, *, found: str, expected: str, mend: str) -> Diagnostic:
    return error(code, Mark(path), message, found=found, expected=expected, mend=mend)
