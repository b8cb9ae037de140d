"""Every page that is printed, as an eye, a grey printer, a telephone and a screen reader find it.

A small series and a small visit in the ordinary run; all documents of the samples with `make prove`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from paper import codes, contrast, elements, grey_pages, margins, marked, seen, spoken, words_of_pages
from test_packs import PREMIUM, REAL, ROOT, SERIES, TODAY, catalogue, premium, premium_data, printer, series

from course_catalogue.loading import load_catalogue
from course_catalogue.packs.building import pack_jobs, packed_courses
from course_catalogue.packs.typst_compiler import Printed
from course_catalogue.packs.views import View

Document = tuple[View, Printed]
EDGE = 5.0  # millimetres that many printers cannot reach
LEGIBLE = 4.5  # WCAG 2.2, 1.4.3
SMALL = "small"
SAMPLES = "samples"


@cache
def documents(which: str) -> tuple[Document, ...]:
    """All of the small courses or of the samples; with an address, so that they carry codes."""
    known = (
        catalogue((SERIES, "series", series(2)), (PREMIUM, "premium", premium()))
        if which == SMALL
        else load_catalogue(ROOT, TODAY).catalogue
    )
    return tuple(
        (job.view, printer().print(job.template, job.data, job.day, job.pictures))
        for course in packed_courses(known)
        for job in pack_jobs(known, REAL, course)
    )


def name_of(view: View) -> str:
    return f"{view.data['frame']['id']}: {view.kind}"


every = pytest.mark.parametrize("which", [SMALL, pytest.param(SAMPLES, marks=pytest.mark.prove)])


# --- the eye ---


@every
def test_no_page_is_blank_and_nothing_comes_near_the_edge(which: str) -> None:
    for view, printed in documents(which):
        found = [margins(page, 60) for page in grey_pages(printed.content, 60)]
        assert len(found) == printed.pages
        assert [number for number, room in enumerate(found, 1) if room is None] == [], name_of(view)
        near = [(number, room) for number, room in enumerate(found, 1) if room and min(room) < EDGE]
        assert near == [], name_of(view)


@every
def test_all_words_are_legible_without_colour(which: str) -> None:
    dpi = 150
    for view, printed in documents(which):
        pages = zip(grey_pages(printed.content, dpi), words_of_pages(printed.content), strict=True)
        pale = {
            (number, word.text): round(found, 1)
            for number, (page, words) in enumerate(pages, 1)
            for word in words
            if re.search(r"\w", word.text) and (found := contrast(page, word, dpi)) < LEGIBLE
        }
        assert pale == {}, name_of(view)


def test_an_eye_sees_what_is_pale_blank_or_cut() -> None:
    """The measures themselves, on pages that are wrong on purpose."""
    source = """
        #set page(width: 60mm, height: 40mm, margin: 10mm)
        #set text(font: "Noto Serif SC")
        #text(fill: luma(170))[pale] #box(fill: luma(240), text(fill: luma(25))[dark])
        #pagebreak() #hide[blank] #pagebreak()
        #place(dx: -8mm)[cut] #h(1mm)
    """
    content = printer()._compiler.compile(source.encode(), format="pdf")
    assert isinstance(content, bytes)
    pages = list(grey_pages(content, 150))
    assert [room is None for room in (margins(page, 150) for page in pages)] == [False, True, False]
    assert [min(margins(page, 150) or (99,)) < EDGE for page in pages] == [False, False, True]
    first = {word.text: contrast(pages[0], word, 150) for word in words_of_pages(content)[0]}
    assert first["pale"] < LEGIBLE < 12 < first["dark"]


def test_the_sheets_of_a_handbook_have_ink_on_both_sides_and_none_at_the_edge() -> None:
    ((view, booklet),) = [item for item in documents(SMALL) if item[0].template == "handbook.typ"]
    sheets = printer().impose(booklet, "潮汐的一天", TODAY)
    found = [margins(page, 60) for page in grey_pages(sheets, 60)]
    assert len(found) == booklet.pages // 2
    assert all(room and min(room) >= EDGE for room in found), found
    assert view.pages


# --- the camera ---


@every
def test_each_code_leads_to_the_page_of_its_course(which: str) -> None:
    for view, printed in documents(which):
        address = view.data["frame"]["address"]
        drawn = [item for item in elements(printed.content) if item.alt.startswith("二维码")]
        pages = {page for item in drawn for page, _ in item.marks}
        assert address.startswith(REAL.url)
        assert codes(printed.content, pages) == [address] * len(drawn), name_of(view)
        assert len(drawn) == (1 if view.kind in ("pack", "notice") else 0), name_of(view)


# --- the screen reader ---


@every
def test_everything_on_a_page_is_tagged_or_called_an_ornament(which: str) -> None:
    for view, printed in documents(which):
        on_pages, bare = marked(printed.content)
        in_tree = [mark for item in elements(printed.content) for mark in item.marks]
        assert bare == 0, name_of(view)
        assert len(in_tree) == len(set(in_tree)), name_of(view)
        assert set(in_tree) == on_pages, name_of(view)
        only_lines_to_write_on = set(range(printed.pages)) - {page for page, _ in in_tree}
        assert not only_lines_to_write_on or view.template == "handbook.typ", name_of(view)


@every
def test_headings_are_nested_without_gaps(which: str) -> None:
    for view, printed in documents(which):
        levels = [int(item.tag[2:]) for item in elements(printed.content) if re.fullmatch(r"/H\d", item.tag)]
        gaps = [(above, level) for above, level in zip([0, *levels], levels, strict=False) if level > above + 1]
        assert levels, name_of(view)
        assert gaps == [], name_of(view)


@every
def test_every_table_has_a_head_whose_cells_say_what_they_are_the_head_of(which: str) -> None:
    for view, printed in documents(which):
        tree = elements(printed.content)
        tables = {at for at, item in enumerate(tree) if item.tag == "/Table"}
        heads = [(at, item) for at, item in enumerate(tree) if item.tag == "/TH"]
        assert [item for _, item in heads if item.scope not in ("/Column", "/Row", "/Both")] == [], name_of(view)
        assert tables - {_table_of(at, printed) for at, _ in heads} == set(), name_of(view)


def _table_of(at: int, printed: Printed) -> int:
    tree = elements(printed.content)
    while tree[at].tag != "/Table":
        at = tree[at].parent
    return at


@every
def test_every_figure_says_what_it_shows(which: str) -> None:
    for view, printed in documents(which):
        silent = [item for item in elements(printed.content) if item.tag in ("/Figure", "/Formula") and not item.alt]
        assert silent == [], name_of(view)


@every
def test_a_session_is_read_aloud_in_the_order_in_which_it_is_seen(which: str) -> None:
    sessions = [item for item in documents(which) if item[0].session]
    for view, printed in sessions:
        aloud = spoken(printed.content)
        text, places = seen(printed.content)
        landmarks = [_bare(words) for words in _landmarks(view)]
        assert [words for words in landmarks if words not in aloud or words not in text] == [], name_of(view)
        assert _in_order(aloud, landmarks), name_of(view)
        once = [words for words in landmarks if text.count(words) == 1 == aloud.count(words)]
        assert len(once) >= 4
        down = [places[text.index(words)] for words in sorted(once, key=aloud.index)]
        assert down == sorted(down), name_of(view)
    assert sessions


def _landmarks(view: View) -> Iterator[str]:
    """What a teacher looks for, from the top: the title, the parts of the plan, its last lines, then the worksheet."""
    (lesson,) = view.data["lessons"]
    yield f"第 {lesson['number']} 课时　{lesson['title']}"
    yield "教学目标"
    yield "教学过程"
    yield "参考答案"
    yield "教学反思"
    for sheet in view.data["worksheets"]:
        yield f"学习单 {sheet['number']}"
        yield "我们的问题"


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def _in_order(text: str, landmarks: list[str]) -> bool:
    at = 0
    for words in landmarks:
        at = text.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def test_fold_marks_of_both_sides_of_a_sheet_lie_upon_each_other() -> None:
    """Printed on both sides and turned over the short edge, left of one side is right of the other."""
    booklet = printer().print("handbook.typ", premium_data(premium()), TODAY)
    sides = list(grey_pages(printer().impose(booklet, "潮汐的一天", TODAY), 100))
    assert len(sides) == booklet.pages // 2
    for side in sides:
        middle, tall, high = side.width // 2, 18, 48  # pixels: 4.5 to 12 mm from the edge
        for top, bottom in ((tall, high), (side.height - high, side.height - tall)):
            strip = side.crop((middle - 30, top, middle + 30, bottom))
            left, _, right, _ = strip.point([255 if grey < 230 else 0 for grey in range(256)]).getbbox()  # type: ignore[misc]
            assert abs((left + right) / 2 - (side.width / 2 - middle + 30)) <= 1
            assert right - left <= 3
