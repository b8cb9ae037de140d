"""LibreOffice opens every kind of Word document and makes pages of it: their number, their words, where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from libreoffice import in_another_form
from test_packs import ANSWER, fonts, series, series_data, session
from test_word import RICH
from test_word_hostile import documents as hostile_documents
from words import made, small_handbook, small_series
from written import PROJECT, TODAY

from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.site_identity import SiteIdentity

# The fonts by which the documents ask, in those that the packs are set in.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>宋体</family><prefer><family>Noto Serif SC</family></prefer></alias>
  <alias binding="same"><family>黑体</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="same"><family>Times New Roman</family><prefer><family>Noto Serif SC</family></prefer></alias>
  <alias binding="same"><family>Arial</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
"""
LONG_PLACES = 7  # of with_long_words, in the body of a document


def converted(folder: Path, documents: dict[str, bytes]) -> dict[str, list[str]]:
    """The words of each page of each document, without white space; a missing document is a KeyError."""
    (folder / "fonts.conf").write_text(FONTS.format(fonts=fonts().resolve(), cache=folder / "cache"), "utf-8")
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    files = [folder / f"{name}.docx" for name in documents]
    pages = in_another_form(folder, files, "pdf", {"FONTCONFIG_FILE": str(folder / "fonts.conf")})
    return {path.stem: _pages(path) for path in sorted(pages.glob("*.pdf"))}


def _pages(path: Path) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(path).pages]


def own_series() -> Iterator[dict[str, Any]]:
    """The packs of the sample series, without lessons, whose pictures are of no interest here."""
    known = load_catalogue(PROJECT, TODAY).catalogue
    for course in known.listed:
        if isinstance(course, SeriesCourse):
            yield series_pack_data(known, SiteIdentity("示例目录"), course) | {"lessons": []}


def with_long_words(words: str) -> dict[str, Any]:
    """One word in the title, in a heading, in a step (ruby included), in the board plan and on the worksheet."""
    long = session(1, title=words, board_plan=["磁铁", words], safety_notes=[words])
    long["steps"][0] |= {"name": words, "teacher_activity": f"{words}{{{words}|cí}}"}
    long["worksheet"]["question"] = words
    return series(title=words) | {"sessions": [long]}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    rich = session(1)
    rich["steps"][0]["teacher_activity"] = f"{RICH}\n\n1. 猜\n2. 试\n\n| 物品 | 吸不吸 |\n|---|---|\n| 铜片 | 不吸 |"
    return converted(
        tmp_path_factory.mktemp("office"),
        {
            **small_series(),
            **{f"visit-{kind}": content for kind, content in small_handbook().items()},
            "rich": made(series_data(series() | {"sessions": [rich]}))["session-01"],
            "young": made(series_data(series(2, grades=[1, 2])))["worksheets"],
            "long": made(series_data(with_long_words("X" * 10_000)))["session-01"],
            "quotes": made(series_data(with_long_words("“" * 2_000 + "”" * 2_000)))["session-01"],
            "fields": hostile_documents('{ DDEAUTO cmd "/k calc" }')["session-01"],
            **{f"own-{data['frame']['id'].split('/')[1]}": made(data)["worksheets"] for data in own_series()},
        },
    )


def test_every_kind_of_document_becomes_pages(pages: dict[str, list[str]]) -> None:
    assert {
        name: len(texts) for name, texts in pages.items() if not name.startswith(("own", "long", "quotes", "fields"))
    } == {
        "lesson-plan": 4,
        "letter": 1,
        "rich": 2,
        "session-01": 2,
        "session-02": 2,
        "session-03": 2,
        "visit-handbook": 7,
        "visit-letter": 1,
        "worksheets": 3,
        "young": 2,
    }


def test_every_worksheet_is_one_page(pages: dict[str, list[str]]) -> None:
    own = {f"own-{data['frame']['id'].split('/')[1]}": data["worksheets"] for data in own_series()}
    assert len(own) >= 3
    for name, sheets in own.items():
        titles = [re.sub(r"\s", "", f"学习单{sheet['number']}{sheet['title']}") for sheet in sheets]
        assert len(pages[name]) == len(titles), name
        assert [title for title, text in zip(titles, pages[name], strict=True) if title not in text] == [], name
    for name in ("worksheets", "young"):
        assert ["我们的问题" in text and "☆☆☆" in text for text in pages[name]] == [True] * len(pages[name])


def test_plan_and_worksheet_of_a_session_are_apart(pages: dict[str, list[str]]) -> None:
    plan, worksheet = pages["session-02"]
    assert "第2课时磁铁第2问" in plan
    assert f"{ANSWER}2" in plan
    assert "教学反思" in plan
    assert "学习单2磁铁第2问" in worksheet
    assert ANSWER not in worksheet


def test_pages_are_counted_in_the_footer(pages: dict[str, list[str]]) -> None:
    count = len(pages["lesson-plan"])
    assert [f"第{number}页共{count}页" in text for number, text in enumerate(pages["lesson-plan"], 1)] == [True] * count
    assert all("示例数据·非官方" in text and "society/magnets" in text for text in pages["lesson-plan"])


def test_marks_of_rich_text_reach_the_page(pages: dict[str, list[str]]) -> None:
    (plan, _) = pages["rich"]
    for part in ("H2O，102，", "说明（https://example.com/a?b=c&d）", "1.猜2.试", "物品吸不吸铜片不吸", "hàn"):
        assert part in plan, part


def test_hostile_words_are_printed_and_do_nothing(pages: dict[str, list[str]]) -> None:
    assert '{DDEAUTOcmd"/kcalc"}' in "".join(pages["fields"])
    assert "".join(pages["long"]).count("X") >= 10_000 * LONG_PLACES
    assert "".join(pages["quotes"]).count("“") >= 2_000 * LONG_PLACES
