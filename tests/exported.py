"""The files for machines of a catalogue, by their address, without building a site."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import Download
from course_catalogue.exports.building import Exports
from course_catalogue.site_identity import SiteIdentity

SAMPLE = SiteIdentity(name="课程目录（示例）")
PUBLISHED = SiteIdentity(name="课程目录", url="https://kexue.example.com/a/", publisher="示例科协")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def exported(
    catalogue: Catalogue, identity: SiteIdentity = SAMPLE, downloads: Mapping[str, Sequence[Download]] | None = None
) -> dict[str, bytes]:
    with closing(Exports(catalogue, identity)) as exports:
        files = [
            file
            for course in catalogue.listed
            for file in exports.course(course, (downloads or {}).get(course.key, ())).files
        ]
        files += exports.rest()
    paths = [file.path for file in files]
    assert len(set(paths)) == len(paths)
    return {file.path: file.content for file in files}


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The lines of a CSV file by the heads of its columns."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def sheets_of(content: bytes) -> dict[str, list[dict[str, str]]]:
    """Of every sheet of a workbook the cells of every row, by column letter; read from the XML, formulas told as such."""
    sheets: dict[str, list[dict[str, str]]] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [str(sheet.get("name")) for sheet in _xml(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet")]
        for number, name in enumerate(names, 1):
            root = _xml(archive, f"xl/worksheets/sheet{number}.xml")
            sheets[name] = [
                {str(cell.get("r")).rstrip("0123456789"): _words(cell) for cell in row}
                for row in root.iter(f"{_MAIN}row")
            ]
    return sheets


def _words(cell: ElementTree.Element) -> str:
    formula = cell.find(f"{_MAIN}f")
    return f"FORMULA {formula.text}" if formula is not None else "".join(cell.itertext())


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314  our own file


def read(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[path])
