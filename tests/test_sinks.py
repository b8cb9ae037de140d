"""Hostile strings tried in every text of every kind of file: refused in words, or inert wherever they come out.

A seeded sample runs with `make test`, the whole matrix with `make prove`. What stands behind is the second lock: the
builds here go on although the gate has refused most of these texts.
"""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import hostile
import html5lib
import pypdf
import pytest
from exported import rows_of
from hostile import READABLE, Steps
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from repositories import commit_all
from sites import project_copy
from test_report_markdown import is_inert
from test_richtext_hostile import ALLOWED
from written import EXAMPLE, PATHS, PROJECT, TODAY, project_rulebook

from course_catalogue import addresses
from course_catalogue.authoring.effect_report import FORMS as EFFECT_FORMS
from course_catalogue.authoring.reckoning import effect_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.changes.comparison import compare
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.documents import Source
from course_catalogue.loading import judge, load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.output import publishing
from course_catalogue.packs.building import build_packs, packed_courses
from course_catalogue.packs.fonts import find_fonts
from course_catalogue.pages.page import Scene
from course_catalogue.policy_targets import load_policy_targets
from course_catalogue.reporting.forms import FORMS, render
from course_catalogue.reporting.lines import line_reader
from course_catalogue.reporting.report import Report

# --- the gate: every text of every kind with every string ---

MATRIX = [
    (kind, steps, text)
    for kind in PATHS
    for steps, _ in hostile.fields(kind)
    for text in (*READABLE, *hostile.UNREADABLE, *hostile.HUGE)
]
SAMPLE = random.Random(20261126).sample(MATRIX, 400)  # noqa: S311  the same ones every time


def gate_takes(kind: str, steps: Steps, text: str) -> None:
    """Accepted, or refused with Chinese words at the field itself."""
    data = hostile.document(PATHS[kind])
    hostile.put_anywhere(data, steps, "PLANTED")
    lines = hostile.as_yaml(data).split("\n")
    number = next(number for number, line in enumerate(lines, 1) if '"PLANTED"' in line)
    lines[number - 1] = lines[number - 1].replace('"PLANTED"', json.dumps(text))
    content = "\n".join(lines).encode()
    verdict = judge(Source(PurePosixPath(PATHS[kind]), kind, content), project_rulebook())
    known = _codes_of(kind)
    errors = [item for item in verdict.findings if item.is_error and (item.code, item.field) not in known]
    for item in errors:
        assert re.search("[\u4e00-\u9fff]", item.message), item
        assert 1 <= item.mark.line <= len(lines), item
        if CODES[item.code].family in ("bytes", "grammar", "shape", "text", "asset"):  # others tell of fields together
            assert item.mark.line <= number <= item.mark.end_line, (steps, text[:40], item)
    if any(ord(c) in range(0xD800, 0xE000) or ord(c) < 10 for c in text):
        assert errors, (kind, steps, text)


@cache
def _codes_of(kind: str) -> frozenset[tuple[str, str]]:
    """What is said of the document before anything is planted: errors that its added texts bring about."""
    content = hostile.as_yaml(hostile.document(PATHS[kind])).encode()
    verdict = judge(Source(PurePosixPath(PATHS[kind]), kind, content), project_rulebook())
    return frozenset((item.code, item.field) for item in verdict.findings if item.is_error)


def test_every_free_text_of_every_schema_has_a_place_in_the_documents_that_are_tried() -> None:
    without = [
        (kind, steps)
        for kind, path in PATHS.items()
        for steps, most in hostile.fields(kind)
        if most and not any(True for _ in hostile.places(hostile.document(path), steps))
    ]
    assert without == []
    assert sum(most > 0 for kind in PATHS for _, most in hostile.fields(kind)) > 140


def test_hostile_text_is_refused_at_its_field_or_accepted() -> None:
    for kind, steps, text in SAMPLE:
        gate_takes(kind, steps, text)


@pytest.mark.prove
@pytest.mark.parametrize("kind", PATHS)
def test_every_hostile_text_in_every_field_is_refused_there_or_accepted(kind: str) -> None:
    for of, steps, text in MATRIX:
        if of == kind:
            gate_takes(kind, steps, text)


# --- the site, its data, the packs, the reports ---


@dataclass(frozen=True)
class Built:
    """A site of hostile texts, or of harmless ones of the same length."""

    root: Path
    site: Path
    documents: dict[str, Any]
    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]


def built(root: Path, turn: int, *, harmless: bool) -> Built:
    """Built in spite of the gate, whose findings leave every record in the catalogue."""
    project_copy(root, EXAMPLE)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace('site_url: ""', "site_url: https://kexue.example.com/").replace(
        'name: ""', "name: 示例科协"
    )
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    documents = hostile.planted(root, turn, harmless=harmless)
    loaded = load_catalogue(root, TODAY, project_rulebook())
    shape = {
        "missing-field",
        "unknown-field",
        "wrong-type",
        "not-in-list",
        "wrong-format",
        "text-too-long",
        "text-too-short",
        "empty-text",
    }
    assert [str(item) for item in loaded.errors if item.code in shape] == []
    assert len(loaded.catalogue.records) + len(loaded.catalogue.reviews) == len(documents)
    assert loaded.defects == ()
    with publishing(root / "site") as folder:
        build_site(root, Scene(loaded.catalogue, read_identity(root), {}), folder)
    return Built(root, root / "site", documents, loaded.catalogue, loaded.diagnostics)


Pair = tuple[Built, Built]
TURNS = [0, *(pytest.param(turn, marks=pytest.mark.prove) for turn in range(4, len(READABLE), 9))]


@pytest.fixture(scope="module", params=TURNS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same site with hostile and with harmless texts."""
    turn: int = request.param
    return (
        built(tmp_path_factory.mktemp("hostile") / "p", turn, harmless=False),
        built(tmp_path_factory.mktemp("harmless") / "p", turn, harmless=True),
    )


def pages(site: Path) -> dict[str, Any]:
    return {
        page.relative_to(site).as_posix(): html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        for page in sorted(site.rglob("*.html"))
        if "help" not in page.relative_to(site).parts[:1]
    }


def elements(tree: Any) -> Iterator[tuple[str, Any]]:
    for element in tree.iter():
        yield str(element.tag), element


def kinds_of(tree: Any) -> set[tuple[str, tuple[str, ...]]]:
    """Elements with the names of their attributes, without those that rich text may have; comments are elements, too."""
    return {
        (tag, tuple(sorted(element.attrib)))
        for tag, element in elements(tree)
        if not (tag in ALLOWED and set(element.attrib) <= ALLOWED[tag])
    }


def grave_ones(tree: Any) -> Counter[str]:
    """How often those stand there of which one more would be one too many; lists and tables are as long as their texts differ."""
    return Counter(tag for tag, _ in elements(tree) if tag in GRAVE)


GRAVE = {
    "html", "head", "body", "title", "base", "meta", "link", "script", "style", "form", "input", "button", "iframe", "object", "embed", "svg", "path",
    "math", "template", "noscript", "header", "main", "article", "nav", "footer", "h1", "h2",
}  # fmt: skip


def attributes(tree: Any, names: tuple[str, ...]) -> set[str]:
    return {value for _, element in elements(tree) for name, value in element.attrib.items() if name in names}


def test_hostile_text_gives_no_page_an_element_or_attribute_that_harmless_text_does_not(pair: Pair) -> None:
    bad, good = (pages(each.site) for each in pair)
    assert list(bad) == list(good)
    assert len(bad) > 25
    for path, tree in bad.items():
        assert kinds_of(tree) - kinds_of(good[path]) <= {("caption", ())}, (
            path
        )  # of a table that all names alike leave out
        assert grave_ones(tree) == grave_ones(good[path]), path
        assert [name for _, element in elements(tree) for name in element.attrib if name.startswith("on")] == []


INDEX = "application/json"


def test_hostile_text_gives_no_page_an_address_but_https_and_no_script(pair: Pair) -> None:
    bad, good = (pages(each.site) for each in pair)
    for path, tree in bad.items():
        loads = ("src", "srcset", "action", "formaction", "data", "poster", "style", "srcdoc", "http-equiv")
        assert attributes(tree, loads) == attributes(good[path], loads), path
        new = attributes(tree, ("href",)) - attributes(good[path], ("href",))
        ours = re.compile(r"(?:\.\./)*catalogue\.html\?q=[A-Za-z0-9%._~+/-]*\Z")  # a tag leads to the search for it
        odd = [item for item in new if urlsplit(item).scheme not in ("https", "mailto") and not ours.match(item)]
        assert odd == [], path
        scripts, same = (
            [element.text for tag, element in elements(each) if tag in ("script", "style") and not is_data(element)]
            for each in (tree, good[path])
        )
        assert scripts == same, path


def is_data(element: Any) -> bool:
    """Browsers do not run it: linked data, and what the search page has of its index."""
    return element.get("type") in ("application/ld+json", INDEX)


def data_blocks(site: Path, kind: str) -> list[tuple[str, str]]:
    """(page, text) of all blocks of this kind."""
    return [
        (path, element.text)
        for path, tree in pages(site).items()
        for _, element in elements(tree)
        if element.get("type") == kind
    ]


def test_hostile_text_in_what_the_search_page_has_of_its_index_stays_in_its_strings(pair: Pair) -> None:
    blocks = [[block for block in data_blocks(each.site, INDEX) if block[0] == "catalogue.html"] for each in pair]
    ((_, text), *others), same = blocks
    assert not set("<>&") & set(text)
    assert json.loads(text).keys() == json.loads(same[0][1]).keys()
    assert [other for _, other in others] == [other for _, other in same[1:]]


def test_hostile_text_in_linked_data_stays_in_its_strings(pair: Pair) -> None:
    blocks = [data_blocks(each.site, "application/ld+json") for each in pair]
    assert len(blocks[0]) == len(blocks[1]) == len(pair[0].catalogue.listed)
    for path, text in blocks[0]:
        assert not set("<>&") & set(text), path
        title = pair[0].catalogue.records[path.removesuffix(".html")].title
        assert json.loads(text)["name"] == title


def test_hostile_text_in_tables_is_text(pair: Pair) -> None:
    """No cell is worked out, followed or taken for markup, in any of the two forms."""
    bad, good = (each.site / "data" for each in pair)
    for file in sorted(bad.glob("*.csv")):
        cells = [cell for row in rows_of(file.read_bytes()) for cell in row.values()]
        assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠")] == [], file
    with zipfile.ZipFile(bad / "catalogue.xlsx") as archive, zipfile.ZipFile(good / "catalogue.xlsx") as harmless:
        assert archive.namelist() == harmless.namelist()
        for name in archive.namelist():
            kinds, same = (
                {tag for tag, _ in elements(ElementTree.fromstring(each.read(name)))}  # noqa: S314  our own file
                for each in (archive, harmless)
            )
            assert kinds <= same, name
            assert not {tag for tag in kinds if tag.endswith(("}f", "}hyperlink", "}r"))}, name


def test_hostile_text_in_the_feed_is_text(pair: Pair) -> None:
    bad, good = (ElementTree.fromstring((each.site / "feed.xml").read_bytes()) for each in pair)  # noqa: S314  our own file
    assert [element.tag for _, element in elements(bad)] == [element.tag for _, element in elements(good)]
    assert attributes(bad, ("href", "term", "rel", "type")) == attributes(good, ("href", "term", "rel", "type"))


def test_hostile_text_in_the_calendar_is_text(pair: Pair) -> None:
    """No name ends its line and begins a property or an event of its own."""
    bad, good = ((each.site / "data" / "approvals.ics").read_bytes() for each in pair)
    properties = [[line.split(b":")[0].split(b";")[0] for line in _unfolded(each)] for each in (bad, good)]
    assert properties[0] == properties[1]


def _unfolded(calendar: bytes) -> list[bytes]:
    return calendar.replace(b"\r\n ", b"").split(b"\r\n")


def test_titles_stand_in_page_and_tab_as_they_were_written(pair: Pair) -> None:
    bad = pair[0]
    for record in bad.catalogue.records.values():
        if bad.catalogue.is_public(record):
            tree = html5lib.parse((bad.site / f"{record.key}.html").read_text("utf-8"), namespaceHTMLElements=False)
            data = bad.documents[record.origin.path.as_posix()]
            title = " ".join((data.get("title") or data["name"]).split())
            heading, tab = (
                ["".join(found.itertext()) for found in tree.findall(path)] for path in (".//h1", "head/title")
            )
            assert [" ".join(text.split()) for text in heading] == [title]
            assert [" ".join(text.split()).startswith(f"{title} - ") for text in tab] == [True]


def test_files_for_machines_are_well_formed_and_hold_no_line_of_code_of_a_contributor(pair: Pair) -> None:
    bad, good = pair
    for each in (bad, good):
        for file in each.site.rglob("*.xml"):
            ElementTree.fromstring(file.read_text("utf-8"))  # noqa: S314  our own file: is it well-formed?
        for file in each.site.rglob("*.json"):
            json.loads(file.read_text("utf-8"))
    names = [
        sorted(file.relative_to(each.site).suffix for file in each.site.rglob("*") if file.is_file()) for each in pair
    ]
    assert Counter(names[0]) - Counter(names[1]) <= Counter({".js": 40})
    for file in (*(bad.site / "search").rglob("*.js"), *(bad.site / "plan").rglob("*.js")):
        text = file.read_text("utf-8")
        assert re.fullmatch(r'[\w.]+\((?:"[\w./-]*",)?[{["].*[}\]"]\);?\n?', text), (file, text[:80])
        assert "\u2028" not in text


# --- reports and the effect of a change ---


def printed(text: str) -> list[str]:
    """Characters that could move a terminal, and lines that a CI runner would obey."""
    odd = sorted({f"{ord(c):04X}" for c in text if not c.isprintable() and c != "\n"})
    return odd + [
        line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line or "##vso[" in line
    ]


def test_reports_on_hostile_text_are_inert_in_every_form(pair: Pair) -> None:
    bad = pair[0]
    assert len(bad.diagnostics) > 100
    report = Report(
        bad.diagnostics, 1, line_reader(bad.root), lambda code: f"https://kexue.example.com/help/{code}.html"
    )
    for form in FORMS:
        text = render(form, report)
        commands = [
            line for line in printed(text) if form != "github" or not re.match("::(error|warning) (file|title)=", line)
        ]
        assert commands == [], form
        if form in ("json", "gitlab", "sarif"):
            json.loads(text)
        if form == "markdown":
            assert is_inert(text)
        if form == "sarif":
            messages = [result["message"]["text"] for run in json.loads(text)["runs"] for result in run["results"]]
            assert [message for message in messages if re.search(r"(?<!\\)\]\(", message)] == []


def test_effect_of_a_hostile_change_is_inert_in_every_form(pair: Pair, tmp_path: Path) -> None:
    root = project_copy(tmp_path / "p", EXAMPLE)
    commit_all(root)
    for path, data in pair[0].documents.items():
        (root / path).write_text(hostile.as_yaml(data), "utf-8")
    book = project_rulebook()
    effect = effect_of(
        compare(root, "HEAD", load_catalogue(root, TODAY, book), book), book.schemas, load_policy_targets(PROJECT)
    )
    for form, write in EFFECT_FORMS.items():
        text = write(effect)
        assert printed(text) == [], form
        names = re.compile(r"[a-z0-9/-]+\.(?:png|pdf|yml)\b")  # of checked files and of our own
        assert form != "markdown" or is_inert(names.sub("", text)), form
        assert form != "json" or json.loads(text), form


# --- packs ---


def test_packs_show_hostile_text_as_it_was_written_and_can_do_nothing(pair: Pair) -> None:
    bad = pair[0]
    fonts = find_fonts(PROJECT)
    assert fonts is not None
    courses = packed_courses(bad.catalogue)
    packs = list(build_packs(bad.catalogue, read_identity(bad.root), fonts, courses))
    assert {pack.course_key for pack in packs} == {course.key for course in courses}
    for pack in packs:
        course = next(course for course in courses if course.key == pack.course_key)
        assert pack.file is not None, pack.fault
        reader = pypdf.PdfReader(BytesIO(pack.file.content))
        words = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
        assert re.sub(r"\s", "", course.title) in words
        theme = bad.documents[course.origin.path.as_posix()].get("theme")
        if isinstance(theme, str) and pack.file.path == addresses.pack_of(course):
            assert re.sub(r"\s", "", theme) in words
        assert forbidden_in(reader) == []


def forbidden_in(reader: pypdf.PdfReader) -> list[str]:
    """Actions, scripts and files of a PDF; an address that is not https or mailto."""
    found: list[str] = []
    for index in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        item = IndirectObject(index, 0, reader).get_object()
        _look(item, found)
    return found


def _look(item: Any, found: list[str]) -> None:
    if isinstance(item, DictionaryObject):
        for name in ("/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/SubmitForm", "/GoToR", "/RichMedia", "/XFA"):  # fmt: skip
            if name in item or item.get("/S") == name or item.get("/Type") == name:
                found.append(name)
        address = item.get("/URI")
        if isinstance(address, str) and not address.startswith(("https://", "mailto:")):
            found.append(address)
    for part in item.values() if isinstance(item, DictionaryObject) else item if isinstance(item, ArrayObject) else ():
        if not isinstance(part, IndirectObject):
            _look(part, found)
