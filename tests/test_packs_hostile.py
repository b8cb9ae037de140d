"""Hostile words through the whole way of a pack, in worker processes: literal text or a clear fault, never a read, a fetch, a hang.

The gate refuses much of this; here it stands in every text of a record all the same.
"""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import Any

import hostile
import pypdf
import pytest
from test_packs import BASE, PREMIUM, PROVIDER, REVIEW, ROOT, SAMPLE, SERIES, TODAY, fonts, premium, record, series
from words import words as words_in_word

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.model import Record, build_record
from course_catalogue.packs import building
from course_catalogue.packs.building import PackResult, build_packs
from course_catalogue.vocabulary import load_vocabulary

SECONDS = 60
SECONDS_FOR_HUGE_WORDS = 10
MARKUP = (
    '#read("/etc/passwd")', '#eval("1+1")', "@ref", "$x^2$", "\\u{41}", '#image("/etc/passwd")', "#panic()", '#import "@preview/a:1.0.0"', "]#[", "<printed>",
)  # fmt: skip
PATHS = (
    "../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\evil.example\\share",
    "//evil.example/x",
)
FORMULAS = ("=cmd|'/c calc'!A1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("//evil.example")')
ALIKE = "¦".join((*MARKUP, *PATHS, *FORMULAS))
NOT_PRINTED = {"emoji": "👩\u200d🔬🌱😀🇨🇳", "NUL": "水\0流", "bidirectional": "水\u202e流\u2066向"}
HUGE = {"quotes": "“" * 2000 + "”" * 2000, "both quotes": "“‘" * 1000 + "水" + "’”" * 1000, "word": "QqZz" * 2500}


def poisoned(kind: str, fields: dict[str, Any], text: str) -> dict[str, Any]:
    """`text` in every free text of a file."""
    data = copy.deepcopy(fields)
    for steps, most in hostile.fields(kind):
        for place in list(hostile.places(data, steps)) if most else ():
            hostile.put(data, place, text)
    return data


def record_of(path: str, kind: str, fields: dict[str, Any], text: str) -> Record:
    """As if no gate had looked at it: only the reader of YAML is passed with other words."""
    read = record(path, kind, fields)
    document = replace(read.origin.document, data=poisoned(kind, fields, text))
    return build_record(document)


def catalogue_of(text: str) -> Catalogue:
    records = [
        record_of("courses/society/provider.yml", "provider", PROVIDER, text),
        record_of("bases/hall/base.yml", "base", BASE, text),
        record_of(f"{SERIES}/course.yml", "series", series(1), text),
        record_of(f"{PREMIUM}/course.yml", "premium", premium(), text),
    ]
    records += [record(f"reviews/{key}.yml", "review", REVIEW) for key in (SERIES, PREMIUM, "bases/hall")]
    return assemble(records, load_vocabulary(ROOT), TODAY)


def printed(text: str, monkeypatch: pytest.MonkeyPatch) -> list[PackResult]:
    monkeypatch.setattr(building, "TIME_LIMIT", SECONDS)
    found = list(build_packs(catalogue_of(text), SAMPLE, fonts(), jobs=2))
    assert {item.course_key for item in found} == {SERIES, PREMIUM}
    assert len(found) >= 16
    return found


def words_of(content: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages))


def leads_to(content: bytes) -> Iterator[str]:
    """What its links open; places in the document itself are left out."""
    for page in pypdf.PdfReader(BytesIO(content)).pages:
        for link in page.get("/Annots") or ():
            action = link.get_object().get("/A", {"/S": "/GoTo"})
            if action["/S"] != "/GoTo":
                yield str(action.get("/URI", action["/S"]))


def test_words_that_could_be_code_or_places_are_printed_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = re.sub(r"\s", "", ALIKE)
    for item in printed(ALIKE, monkeypatch):
        if item.paths == (f"packs/{SERIES}/certificate.pdf",):  # of one page, which such a title takes by itself
            assert item.reason == "排出来 2 页，应为 1 页"
            continue
        assert item.fault == "", item.paths
        assert item.file is not None
        told = words_of(item.file.content)
        assert wanted in told, item.file.path
        assert "root:x:" not in told
        assert all(place.startswith(("https://", "mailto:")) for place in leads_to(item.file.content))
        for document in item.beside:
            if document.path.endswith(".docx"):
                assert wanted in re.sub(r"\s", "", words_in_word(document.content)), document.path


@pytest.mark.parametrize("text", NOT_PRINTED.values(), ids=NOT_PRINTED)
def test_words_that_no_paper_can_show_are_a_fault_with_the_characters(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for item in printed(text, monkeypatch):
        assert item.file is None
        assert item.reason.startswith("字体里没有这些字符，印不出来："), item.reason
        assert "（U+" in item.reason


@pytest.mark.prove
@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_huge_words_are_printed_whole_or_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each course the whole pack and what comes after it; each ends within its time."""
    jobs = building.pack_jobs
    monkeypatch.setattr(building, "pack_jobs", lambda *of: islice(jobs(*of), 2))
    monkeypatch.setattr(building, "TIME_LIMIT", SECONDS_FOR_HUGE_WORDS)
    began = time.monotonic()
    found = list(build_packs(catalogue_of(text), SAMPLE, fonts(), jobs=2))
    assert time.monotonic() - began < 4 * SECONDS  # they were ended, not waited for
    assert len(found) == 4
    for item in found:
        if item.file is None:
            assert re.search(r"排出来 \d+ 页，应为 |秒没有排完|内存不够", item.reason), item.reason
        else:
            assert text in words_of(item.file.content), item.file.path
