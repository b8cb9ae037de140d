"""Every file of a mail as the data of a record, whichever way it was written, with what its sender must be told of the reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from course_catalogue.authoring.fix import MOST_ROUNDS, mended_file
from course_catalogue.authoring.form_draft import draft_of
from course_catalogue.authoring.intake.form_places import FormPlaces, places_of
from course_catalogue.authoring.intake.mail import DRAFTS, OFFICE, Item, Mail, shown
from course_catalogue.authoring.intake.refusal import Refusal, sentences
from course_catalogue.authoring.office import Imported, Left, RefusedFile, SoundId, Understood, imported, not_understood
from course_catalogue.diagnostics import Diagnostic, in_reading_order, without_personal_numbers
from course_catalogue.documents import Source
from course_catalogue.file_bytes import readable_text
from course_catalogue.loading import Rulebook, judge
from course_catalogue.nearest import pinyin
from course_catalogue.pictures.gate import PICTURE_FILE
from course_catalogue.sources import KINDS, is_device, path_for, place_of
from course_catalogue.strict_yaml import read_document

_SCHEMA_LINE = re.compile(rf"\A\ufeff?# yaml-language-server: \$schema=\S*?/({'|'.join(KINDS)})\.schema\.json")
_TOLD_BY = (
    ("series", "sessions"),
    ("premium", "itinerary"),
    ("premium", "duration_days"),
    ("extension", "mode"),
    ("base", "operator"),
)
"""Fields that only one kind of file has, for files that do not say what they are."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One record that was mailed. `pictures` are those that it refers to, under the names that it uses; `sent_names` are by
    these the names under which they came.

    `mended` are slips of writing that were put right; `understood` and `left` tell of a Word or Excel file, whose fields are found by `places`.
    `is_said_draft`: a form in which somebody has written that it is one, which nobody asks.
    `path` is where a draft of the form would have it, `owner` the key of whom it is; both are only proposals.
    """

    kind: str
    data: dict[str, Any]
    item: Item
    pictures: tuple[Item, ...] = ()
    mended: tuple[Diagnostic, ...] = ()
    understood: tuple[Understood, ...] = ()
    left: tuple[Left, ...] = ()
    places: FormPlaces | None = None
    path: str = ""
    owner: str = ""
    is_said_draft: bool = False
    sent_names: Mapping[str, str] = field(default_factory=dict)
    sound_ids: tuple[SoundId, ...] = ()

    @property
    def title(self) -> str:
        return str(self.data.get("name" if self.kind in ("base", "provider") else "title") or "")

    @property
    def not_understood(self) -> tuple[Left, ...]:
        """What was left that may be content, and holds the record back."""
        return not_understood(self.left)

    @property
    def is_office(self) -> bool:
        return self.item.suffix in OFFICE

    @property
    def is_form(self) -> bool:
        """Whether its sender has never seen a course file: the form on the site, Word or Excel."""
        return self.item.suffix in (*OFFICE, *DRAFTS) or self._is_in_archive_of_form

    @property
    def mailed_name(self) -> str:
        """The file that its sender knows: of the form on the site the archive, not what lies in it."""
        return self.item.archive if self._is_in_archive_of_form else self.item.short

    @property
    def _is_in_archive_of_form(self) -> bool:
        return bool(self.item.archive) and hinted_place(self.item.name) is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """The parcels of a mail, the pictures that none of them refers to, the files that were not read, and those that came twice.

    `second_pictures` have the name of one that was taken, and are others.
    """

    parcels: tuple[Parcel, ...]
    idle_pictures: tuple[str, ...] = ()
    second_pictures: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    doubles: tuple[tuple[str, str], ...] = ()


def read_mail(mail: Mail, book: Rulebook, exhibits: frozenset[str] = frozenset()) -> Reading:
    """All that was mailed; a Refusal where a file of it cannot be read. `exhibits` are the names that bases have given.

    A base of the same mail may have new ones, which only show when it has been read.
    """
    reading = _read(mail, book, exhibits)
    new = frozenset(_names_of_exhibits(reading.parcels)) - exhibits
    return _read(mail, book, exhibits | new) if new and any(one.sound_ids for one in reading.parcels) else reading


def _names_of_exhibits(parcels: Iterable[Parcel]) -> Iterator[str]:
    for parcel in parcels:
        rows = parcel.data.get("exhibits") if parcel.kind == "base" else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and isinstance(row.get("name"), str):
                yield row["name"]


def _read(mail: Mail, book: Rulebook, exhibits: frozenset[str]) -> Reading:
    faults: list[str] = []
    parcels: list[Parcel] = []
    used: set[tuple[str, bytes]] = set()
    idle: list[tuple[str, str]] = []
    for item in mail.records:
        try:
            parcel = _parcel(item, book, exhibits)
        except Refusal as refusal:
            faults += refusal.words
            continue
        inside = parcel.pictures
        found, parcel = _with_pictures(parcel, mail.pictures)
        used |= found
        inside_of = f"{item.short} 里的"
        idle += [
            (_file(picture)[0], f"{inside_of} {picture.short}") for picture in inside if _file(picture) not in found
        ]
        parcels.append(parcel)
    if faults:
        raise Refusal(*faults)
    idle += [(_file(item)[0], item.short) for item in mail.pictures if _file(item) not in used]
    names = {_folded(name) for name, _ in used}
    second = tuple(told for name, told in idle if _folded(name) in names)
    others = tuple(told for name, told in idle if _folded(name) not in names)
    return Reading(tuple(parcels), others, second, mail.unused, mail.doubles)


def _parcel(item: Item, book: Rulebook, exhibits: frozenset[str]) -> Parcel:
    """By the ending of a file; what is no form is a text."""
    if item.suffix in OFFICE:
        return _office_parcel(item, book, exhibits)
    return _draft_parcel(item, book) if item.suffix in DRAFTS else _text_parcel(item, book)


def _refusal(item: Item, refused: RefusedFile) -> Refusal:
    words = str(refused)  # which mostly begin with the file's name
    return Refusal(sentences(words if item.short in words else f"“{item.short}”读不了：{words}"))


def _draft_parcel(item: Item, book: Rulebook) -> Parcel:
    """What somebody has written in the form on the site and exported."""
    try:
        draft = draft_of(item.short, item.content, book.schemas)
    except RefusedFile as refused:
        raise _refusal(item, refused) from None
    read = draft.read
    pictures = tuple(Item(picture.name, picture.content) for picture in read.pictures)
    return Parcel(read.kind, dict(read.data), item, pictures, left=read.left, path=draft.path, owner=draft.owner)


def _office_parcel(item: Item, book: Rulebook, exhibits: frozenset[str]) -> Parcel:
    try:
        found: Imported = imported(item.name.rsplit("/", 1)[-1], item.content, book, exhibits)
    except RefusedFile as refused:
        raise _refusal(item, refused) from None
    pictures = tuple(Item(picture.name, picture.content) for picture in found.pictures)
    places = places_of(found.kind, item.name, item.content, book.schemas)
    return Parcel(
        found.kind, dict(found.data), item, pictures, (), found.understood, found.left, places,
        is_said_draft=found.is_said_draft, sound_ids=found.sound_ids,
    )  # fmt: skip


def _text_parcel(item: Item, book: Rulebook) -> Parcel:
    """A file of ours, or what somebody has written like one; slips of writing are mended as `check --fix` would.

    But nobody is at hand who looks at a likely option before it is put in: 不免费 is like 免费, and its opposite.
    """
    kind = kind_of(item)
    path = PurePosixPath(path_for(kind, "a", "b"))
    content, mended = item.content, []
    for _ in range(MOST_ROUNDS):
        offers = [found for found in judge(Source(path, kind, content), book).findings if _is_slip(found)]
        after, done = mended_file(content, offers, lambda text: judge(Source(path, kind, text), book))
        if after == content:
            break
        content = after
        mended += done
    reading = read_document(Source(path, kind, content), book.schemas)
    if reading.document is None:
        raise Refusal(*_unreadable(item, judge(Source(path, kind, content), book).findings))
    return Parcel(kind, reading.document.data, item, (), tuple(map(without_personal_numbers, mended)))


def _is_slip(found: Diagnostic) -> bool:
    return bool(found.edits) and found.code != "not-in-list"


def kind_of(item: Item) -> str:
    """What a text file is: as its first line says, else as its place in the archive says, else by the fields it has."""
    text = readable_text(item.content)
    said = _SCHEMA_LINE.match(text)
    if said:
        return said[1]
    place = hinted_place(item.name)
    if place is not None:
        return place[0]
    if item.name.rsplit("/", 1)[-1].lower().startswith(("base.", "provider.")):
        return item.name.rsplit("/", 1)[-1].split(".")[0].lower()
    named = next((kind for kind, name in _TOLD_BY if re.search(rf"(?m)^{name}\s*[:：]", text)), None)
    if named is None and not re.search(r"(?m)^(?:title|name)\s*[:：]", text):
        raise Refusal(f"“{item.short}”不是课程文件：里面没有课程名称（title）。")
    return named or ("series" if re.search(r"(?m)^title\s*[:：]", text) else "provider")


def hinted_place(name: str) -> tuple[str, PurePosixPath] | None:
    """The kind and the path that an archive of the form gives a file, such as courses/a/b/course.yml."""
    parts = name.split("/")
    start = next((number for number, part in enumerate(parts) if part in ("courses", "bases")), None)
    place = place_of("/".join(parts[start:])) if start is not None else None
    return (place.kind, place.path) if place and place.kind in KINDS else None


def _unreadable(item: Item, findings: tuple[Diagnostic, ...]) -> Iterator[str]:
    """What cannot be read, and what is certain of the rest, so that nobody learns of it in a later letter."""
    for found in in_reading_order([without_personal_numbers(found) for found in findings if found.is_error]):
        place = f"“{item.short}”第 {found.mark.line} 行" + (f"（{found.field}）" if found.field else "")
        facts = [f"写的是“{found.found}”"] if found.field and found.found else []
        facts += [f"应该是：{found.expected}"] if found.field and found.expected else []
        aside = f"（{'，'.join(facts)}）" if facts else ""
        yield shown(f"{place}：{sentences(f'{found.message}{aside}', found.mend)}")


def _file(item: Item) -> tuple[str, bytes]:
    """What a picture is to whoever mailed it: two of one name may be two pictures, and the same one may have come twice."""
    return item.name.rsplit("/", 1)[-1], item.content


def _with_pictures(parcel: Parcel, mailed: tuple[Item, ...]) -> tuple[set[tuple[str, bytes]], Parcel]:
    """The mailed pictures that a record refers to, and the record with them, under names that a file may have.

    Those nearest to it win: of a draft the ones in it, which the form has put there by their names; of a document, whose
    own have names that nobody sees, those beside it.
    """
    near = tuple(item for item in mailed if PurePosixPath(item.name).parent == PurePosixPath(parcel.item.name).parent)
    own = parcel.pictures
    order = (*mailed, *near, *own) if parcel.item.suffix in DRAFTS else (*mailed, *own, *near)
    by_name = {item.name.rsplit("/", 1)[-1]: item for item in order}
    wanted = {name for text in _texts(parcel.data) for name in _mentioned(text, by_name)}
    new_names: dict[str, str] = {}
    for name in sorted(wanted):
        new_names[name] = picture_name(name, tuple(new_names.values()))
    data = _renamed(parcel.data, new_names)
    pictures = tuple(Item(new, by_name[old].content) for old, new in new_names.items())
    found = {_file(by_name[name]) for name in wanted}
    sent_names = {new: by_name[old].short for old, new in new_names.items()}
    return found, replace(parcel, data=data, pictures=pictures, sent_names=sent_names)


_LINK_TARGET = re.compile(r"(?<=\]\()(?:[^()\n]|\([^()\n]*\))+(?=\))")
"""照片 (1).png in ![图](照片 (1).png)."""


def _mentioned(text: str, names: Iterable[str]) -> Iterator[str]:
    """The pictures that a text is the name of, or has links to."""
    for target in (text, *_LINK_TARGET.findall(text)):
        if name := _meant(target, names):
            yield name


def _meant(target: str, names: Iterable[str]) -> str | None:
    """The name itself, else the only one that is the same but for small and capital letters, which are one to Windows."""
    if target in names:
        return target
    alike = [name for name in names if _folded(name) == _folded(target)]
    return alike[0] if len(alike) == 1 else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)


def _renamed(data: Any, names: dict[str, str]) -> Any:
    if isinstance(data, dict):
        return {key: _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(value, names) for value in data]
    if isinstance(data, str):
        if name := _meant(data, names):
            return names[name]
        return _LINK_TARGET.sub(lambda found: names.get(_meant(found[0], names) or "", found[0]), data)
    return data


def picture_name(name: str, taken: tuple[str, ...] = ()) -> str:
    """照片 1.JPG as zhao-pian-1.jpg, with a number behind it where that is taken, or kept by Windows."""
    path = PurePosixPath(name)
    words = [part for word in pinyin(path.stem) for part in re.findall("[a-z0-9]+", word.lower())]
    if PICTURE_FILE.match(f"{path.stem}{path.suffix.lower()}"):
        words = path.stem.split("-")
    stem = "-".join(words)[:50].strip("-") or "picture"
    found, number = f"{stem}{path.suffix.lower()}", 2
    while found in taken or is_device(PurePosixPath(found).stem):
        found, number = f"{stem}-{number}{path.suffix.lower()}", number + 1
    return found
