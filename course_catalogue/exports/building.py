"""All files for machines, made while the pages are: a course is looked at once, written and let go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import Download
from course_catalogue.exports.calendar_file import calendar_file
from course_catalogue.exports.cells import as_cell
from course_catalogue.exports.course_facts import course_facts, line_of
from course_catalogue.exports.csv_table import CsvTable
from course_catalogue.exports.feed import feed
from course_catalogue.exports.json_api import (
    LICENSE_NOTE,
    LIST_FILES,
    NOTICE,
    Counts,
    encode,
    index_file,
    list_file,
    vocabulary_file,
)
from course_catalogue.exports.linked_data import linked_data, script_of
from course_catalogue.exports.openapi import openapi_file
from course_catalogue.exports.owner_facts import base_facts, provider_facts
from course_catalogue.exports.tables import BASES, COURSE_TABLES, PROVIDERS, Subject, Table
from course_catalogue.exports.workbook import Workbook
from course_catalogue.model import AnyCourse
from course_catalogue.output import OutputFile
from course_catalogue.site_identity import SiteIdentity

TABLES: tuple[Table, ...] = (*COURSE_TABLES, BASES, PROVIDERS)  # type: ignore[type-arg]


@dataclass(frozen=True, slots=True)
class CourseExport:
    """The files of one course; `script` is its linked data as it stands in the course's page."""

    files: tuple[OutputFile, ...]
    script: str


class Exports:
    """Takes every listed course once, best right after its page, while its sessions are at hand; then gives the rest."""

    def __init__(self, catalogue: Catalogue, identity: SiteIdentity) -> None:
        self._catalogue = catalogue
        self._identity = identity
        self._sheets = _Sheets(catalogue, identity)
        self._lines: dict[str, list[bytes]] = {"series": [], "base_courses": []}
        self._counts: Counter[str] = Counter()

    def course(self, course: AnyCourse, downloads: Sequence[Download]) -> CourseExport:
        """A listed course; its rows and its line wait for `rest`."""
        facts = course_facts(self._catalogue, course)
        self._lines["series" if facts.kind == "series" else "base_courses"].append(encode(line_of(facts)))
        self._counts.update({facts.kind: 1, "sessions": len(facts.sessions), "alignments": len(facts.alignments)})
        for table in COURSE_TABLES:
            self._sheets.add(table, facts)
        linked = linked_data(self._identity, facts, downloads)
        files = (
            OutputFile(facts.data, encode(facts) + b"\n"),
            OutputFile(addresses.linked_data_of(course), linked + b"\n"),
        )
        return CourseExport(files, script_of(linked_data(self._identity, facts, downloads, brief=True)))

    def close(self) -> None:
        """Let go of what waits on disk; to be called even when the walk breaks off."""
        self._sheets.close()

    def rest(self) -> Iterator[OutputFile]:
        """Lists, tables, vocabulary, feed, description and index, when all courses have been taken."""
        for name, encoded in self._lines.items():
            yield list_file(LIST_FILES[name], "courses", encoded)
        yield from _owners(self._catalogue, self._sheets)
        tables = list(self._sheets.files())
        yield from tables
        yield vocabulary_file(self._catalogue)
        yield openapi_file(self._identity)
        yield feed(self._catalogue, self._identity)
        yield calendar_file(self._catalogue, self._identity)
        counts = _counts(self._catalogue, self._counts)
        yield index_file(self._catalogue, self._identity, counts, _list_files(tables))


class _Sheets:
    """Every table twice: as a CSV file and as a sheet of the workbook."""

    def __init__(self, catalogue: Catalogue, identity: SiteIdentity) -> None:
        self._base = identity.url
        notes = [
            *([NOTICE] if identity.is_sample else []),
            f"{identity.name}：全部在册课程、公开的基地和机构",
            f"按 {catalogue.today.isoformat()} 判断有效期",
            f"{LICENSE_NOTE}（“许可协议”一栏）",
            "编号是本站自编的；课程标准没有机器编号",
        ]
        self._workbook = Workbook(identity.name, notes, TABLES)
        self._files = {table.name: CsvTable(table) for table in TABLES}

    def add(self, table: Table[Subject], subject: Subject) -> None:
        for row in table.rows(subject, self._base):
            cells = list(map(as_cell, row))
            self._files[table.name].add(cells)
            self._workbook.add(table, cells)

    def close(self) -> None:
        self._workbook.close()

    def files(self) -> Iterator[OutputFile]:
        for file in self._files.values():
            yield file.file()
        yield self._workbook.file()


def _owners(catalogue: Catalogue, sheets: _Sheets) -> Iterator[OutputFile]:
    encoded = []
    for base in catalogue.public_bases:
        facts = base_facts(catalogue, base)
        encoded.append(encode(facts))
        sheets.add(BASES, facts)
    yield list_file(LIST_FILES["bases"], "bases", encoded)
    encoded = []
    for provider in catalogue.public_providers:
        told = provider_facts(catalogue, provider)
        encoded.append(encode(told))
        sheets.add(PROVIDERS, told)
    yield list_file(LIST_FILES["providers"], "providers", encoded)


def _counts(catalogue: Catalogue, counts: Counter[str]) -> Counts:
    kinds = {kind: counts[kind] for kind in ("series", "premium", "extension")}
    return Counts(
        courses=sum(kinds.values()),
        **kinds,
        sessions=counts["sessions"],
        alignments=counts["alignments"],
        bases=len(catalogue.public_bases),
        providers=len(catalogue.public_providers),
    )


def _list_files(tables: list[OutputFile]) -> list[str]:
    return sorted(
        [*LIST_FILES.values(), *(file.path for file in tables), addresses.OPENAPI, addresses.FEED, addresses.APPROVALS]
    )
