"""`build.py import` and `build.py templates`: forms to course files, and course files to forms."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from course_catalogue.authoring import form_draft
from course_catalogue.authoring.emitter import written
from course_catalogue.authoring.office.importing import imported
from course_catalogue.authoring.office.package import MOST_BYTES
from course_catalogue.authoring.office.telling import told
from course_catalogue.authoring.office.values_read import Imported, Picture, RefusedFile
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import Rulebook
from course_catalogue.office_forms.making import ENDINGS, exported, templates
from course_catalogue.output import OutputFile, write_new_files
from course_catalogue.sources import find_sources, path_for, read_source
from course_catalogue.strict_yaml import read_document


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A form that was read; `name` is that of the course file, `text` its YAML, `notes` what is to be told.

    `pictures` are those that the form on the site has given names.
    """

    source: Path
    name: str
    text: str
    notes: str
    pictures: tuple[Picture, ...] = ()


def read_forms(paths: Sequence[Path], root: Path, book: Rulebook) -> tuple[list[CourseFile], list[str]]:
    """The course files of forms, and why others were refused."""
    exhibits = frozenset(_exhibits(root))
    files: list[CourseFile] = []
    refused: list[str] = []
    for path in paths:
        try:
            if path.suffix.lower() == form_draft.SUFFIX:
                files.append(_of_draft(path, book))
                continue
            if path.stat().st_size > MOST_BYTES:
                raise RefusedFile(
                    f"{path.name} 超过 {MOST_BYTES >> 20} MB：多半是图片太大，请把图片另存成文件，从文档里删去"
                )
            files.append(_course_file(path, imported(path.name, path.read_bytes(), book, exhibits), book))
        except RefusedFile as fault:
            refused.append(str(fault))
    return files, refused


def _exhibits(root: Path) -> Iterator[str]:
    """Names that bases have given their exhibits, as far as their files can be read."""
    for place in find_sources(root).places:
        document = read_document(read_source(root, place)).document if place.kind == "base" else None
        rows = document.data.get("exhibits") if document else None
        yield from (
            row["name"]
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, dict) and isinstance(row.get("name"), str)
        )


def _of_draft(path: Path, book: Rulebook) -> CourseFile:
    with path.open("rb") as file:
        read = form_draft.draft_of(path.name, file.read(form_draft.MOST_BYTES + 1), book.schemas).read
    made = _course_file(path, replace(read, pictures=()), book)
    names = "、".join(picture.name for picture in read.pictures)
    words = f"\n图片 {names} 在草稿里：写到文件夹时（--out）放在课程文件旁边。\n" if names else ""
    return replace(made, notes=made.notes + words, pictures=read.pictures)


def _course_file(path: Path, read: Imported, book: Rulebook) -> CourseFile:
    place = PurePosixPath(path_for(read.kind, "owner", "own"))  # as far from schema/ as it will lie
    text = written(read.kind, place, read.data, book.schemas)
    return CourseFile(path, place.name, text, told(path.name, read, book.schemas))


def write_course_files(files: Sequence[CourseFile], folder: Path) -> list[Path]:
    """Write into `folder`, or into a folder each where there are several; never over a file that is there."""
    outputs = [
        OutputFile(name if len(files) == 1 else f"{file.source.stem}/{name}", content)
        for file in files
        for name, content in (
            (file.name, file.text.encode()),
            *((picture.name, picture.content) for picture in file.pictures),
        )
    ]
    targets = [folder / output.path for output in outputs]
    for target in targets:
        if os.path.lexists(target) or targets.count(target) > 1:
            raise CatalogueError(f"{target} 已经有了，什么都没有写：请换一个文件夹")
    write_new_files(folder, outputs)
    return targets


def write_forms(root: Path, book: Rulebook, keys: Sequence[str], folder: Path) -> list[Path]:
    """Empty forms of every kind, or those of the records with these keys, filled in, into `folder`."""
    outputs = [
        OutputFile(output.path.rsplit("/", 1)[-1], output.content)
        for output in (() if keys else templates(book.schemas, book.vocabulary))
    ]
    for key in keys:
        outputs += _filled(root, book, key)
    for output in outputs:
        if os.path.lexists(folder / output.path):
            raise CatalogueError(f"{folder / output.path} 已经有了，什么都没有写：请换一个文件夹")
    write_new_files(folder, outputs)
    return [folder / output.path for output in outputs]


def _filled(root: Path, book: Rulebook, key: str) -> list[OutputFile]:
    wanted = key.strip("/")
    for place in find_sources(root).places:
        record = place.path.parent
        if place.kind == "review" or record.as_posix() != wanted:
            continue
        document = read_document(read_source(root, place)).document
        if document is None:
            raise CatalogueError(f"{place.name} 有错误，先运行 python build.py check {wanted} 改好")
        return [
            OutputFile(
                f"{record.name}{ending}", exported(place.kind, document.data, ending, book.schemas, book.vocabulary)
            )
            for ending in ENDINGS
        ]
    raise CatalogueError(f"没有 {key} 这个编号：写文件夹的路径，如 courses/机构/课程")
