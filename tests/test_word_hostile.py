"""Hostile words in Word documents: literal text, in a file that opens; never a field, a link or a part of the file."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import hostile
import pytest
from docx.oxml.ns import qn
from test_packs import TODAY, premium, premium_data, printer, series, series_data
from words import made, opened, value, words

from course_catalogue.packs.word.document_file import WordFile
from course_catalogue.packs.word.oxml import clean

FIELDS = (
    "{ HYPERLINK \"https://evil.example\" }", "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" }", "{ INCLUDETEXT /etc/passwd }",
    "{=1+1}", "=1+1", "{ MACROBUTTON x }", "«MERGEFIELD»", "HYPERLINK \"javascript:alert(1)\"", "\x13 PAGE \x14 1 \x15",
)  # fmt: skip
XML = (
    "</w:t></w:r><w:r><w:instrText>DDE</w:instrText></w:r>", "<w:altChunk r:id='rId9'/>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;&#x0;&#8;", "]]>", "<?xml version='1.0'?>", "_x0000_", "_x000D_",
)  # fmt: skip
OTHERS = (
    "“" * 2000 + "”" * 2000,
    "“‘" * 1000 + "水" + "’”" * 1000,
    "X" * 10_000,
    "水" * 10_000,
    "👩‍🔬🌱😀🇨🇳",
    "../../etc/passwd",
    "\\\\evil.example\\share",
    "a" + "\u0301" * 500,
    "\n\n\n",
    " ",
    "\t\t",
)
GROUPS = (FIELDS, XML, hostile.HTML, hostile.LINKS, hostile.MARKUP, hostile.COMMANDS, hostile.UNREADABLE)
ALL = (*FIELDS[:2], *hostile.LINKS[:1], *OTHERS, *("¦".join(group) for group in GROUPS))
# Values that templates choose by, and what is no text of a contributor.
STRUCTURE = ("kind", "qr", "address", "shares", "extra")
RUNS = ("text", "strong", "emphasis", "sub", "sup", "ruby")


def poisoned(data: Any, words: str) -> Any:
    """Every text of a pack's data is `words`, its shape what it was; runs are of every kind in turn."""
    if isinstance(data, dict):
        made = {key: item if key in STRUCTURE else poisoned(item, words) for key, item in data.items()}
        return made | {"extra": words} if "extra" in made else made
    if isinstance(data, list):
        return [poisoned(item, words) for item in data]
    return words if isinstance(data, str) and data else data


def of_every_kind(words: str) -> list[dict[str, Any]]:
    runs = [{"kind": kind, "text": words, "extra": words} for kind in (*RUNS, "link")]
    return [
        {"kind": "paragraph", "runs": runs},
        {"kind": "bullets", "items": [runs]},
        {"kind": "numbers", "items": [runs]},
        {"kind": "table", "head": [runs], "rows": [[runs]]},
    ]


def documents(words: str) -> dict[str, bytes]:
    lessons = poisoned(series_data(series(1)), words)
    lessons["lessons"][0]["steps"][0]["teacher"] = of_every_kind(words)
    lessons["worksheets"][0]["blocks"][0]["text"] = of_every_kind(words)
    return made(lessons) | {
        f"of the visit: {kind}": content for kind, content in made(poisoned(premium_data(premium()), words)).items()
    }


def tags(documents: dict[str, bytes]) -> set[str]:
    return {item.tag for content in documents.values() for item in opened(content).element.iter()}


@pytest.fixture(scope="module")
def harmless() -> set[str]:
    """The elements of documents that hold nothing but our own words."""
    return tags(documents("https://a.example/水")) | {qn("w:br"), qn("w:keepLines")}


@pytest.mark.parametrize("text", ALL, ids=range(len(ALL)))
def test_hostile_words_are_shown_as_they_stand(text: str, harmless: set[str]) -> None:
    for kind, content in documents(text).items():
        shown = clean(text).replace("\r", "").replace("\t", " ")
        assert {item.tag for item in opened(content).element.iter()} <= harmless
        assert _without_small_digits(shown).strip("\n") in _without_small_digits(words(content)), kind
        instructions = [value(item, "instr") for item in _everywhere(content) if item.tag == qn("w:fldSimple")]
        assert instructions == [" PAGE ", " NUMPAGES "]
        with ZipFile(BytesIO(content)) as package:
            assert {name for name in package.namelist() if "embed" in name or ".bin" in name or ".." in name} == set()
        for relation in opened(content).part.rels.values():
            assert not relation.is_external or relation.target_ref.startswith(("https://", "mailto:"))


def _without_small_digits(text: str) -> str:
    return text.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰⁴⁵⁶⁷⁸⁹", "01234567890456789"))


def _everywhere(content: bytes) -> list[Any]:
    package = opened(content)
    section = package.sections[0]
    roots = (package.element, section.header._element, section.footer._element)
    return [item for root in roots for item in root.iter()]


@pytest.mark.parametrize("text", ["\x00", "\x1b[2J", "\ud800", "\ufffe", "\x0b\x0c", "\u202ereverse", "\u2066x\u2069"])
def test_what_xml_forbids_and_what_turns_text_around_becomes_a_sign(text: str) -> None:
    assert (
        clean(f"水{text}流")
        == "水"
        + "".join("\ufffd" if char in "\x00\x1b\ud800\ufffe\x0b\x0c\u202e\u2066\u2069" else char for char in text)
        + "流"
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///etc/passwd", "http://example.com", "//evil.example", "data:text/html,x", "https:evil.example", "https://", "https://[",
        "ftp://x", " https://example.com", "HTTPS://example.com", "https://example.com/" + "a" * 3000, "\\\\evil.example\\x", "mhtml:https://x", "",
    ],
)  # fmt: skip
def test_only_whole_https_and_mail_addresses_become_links(address: str) -> None:
    assert _file().target(address) == ""


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ('https://example.com/水?a=1&b="c"#d', "https://example.com/%E6%B0%B4?a=1&b=%22c%22#d"),
        ("https://example.com/a%20b", "https://example.com/a%20b"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("https://example.com/{x}|<y>\\", "https://example.com/%7Bx%7D%7C%3Cy%3E%5C"),
    ],
)
def test_address_of_a_link_is_written_as_addresses_are(address: str, target: str) -> None:
    word = _file()
    assert word.target(address) != ""
    targets = [relation.target_ref for relation in opened(word.content()).part.rels.values() if relation.is_external]
    assert targets == [target]


def _file() -> WordFile:
    return WordFile(series_data(series(1))["frame"], "教案", TODAY, {}, printer().drawing)


def test_huge_texts_take_no_time() -> None:
    data = series_data(series(1))
    for text in (*hostile.HUGE, "水" * 100_000, "₁" * 50_000, "“’" * 50_000, "\n" * 10_000):
        data["lessons"][0]["steps"][0]["teacher"] = [
            {"kind": "paragraph", "runs": [{"kind": "text", "text": text, "extra": ""}]}
        ]
        data["worksheets"][0]["question"] = text[:20_000]
        began = time.process_time()
        assert made(data)
        assert time.process_time() - began < 3
