"""Word documents of the packs: what a teacher finds in them, and what Word needs to show it well."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from test_packs import (
    ANSWER,
    PREMIUM,
    REAL,
    SERIES,
    TODAY,
    catalogue,
    premium,
    printer,
    results,
    series,
    series_data,
    session,
)
from test_pictures_in_packs import illustrated
from words import elements, made, opened, small_handbook, small_series, style_of, text_of, value, words

from course_catalogue.packs import typst_compiler
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.word.documents import documents_of, word_documents

RICH = "**粗**和*黑*，H~2~O，10^2^，{汉|hàn}，H₂O，[说明](https://example.com/a?b=c&d)"


def rich_plan(activity: str) -> bytes:
    first = session(1)
    first["steps"][0]["teacher_activity"] = activity
    return made(series_data(series() | {"sessions": [first]}))["session-01"]


def all_documents() -> Iterator[tuple[str, bytes]]:
    yield from small_series().items()
    yield from small_handbook().items()


# --- which documents there are ---


def test_series_has_plans_worksheets_letter_and_a_document_for_each_session() -> None:
    kinds = ["lesson-plan", "worksheets", "letter", "session-01", "session-02", "session-03"]
    assert list(small_series()) == kinds
    assert list(small_handbook()) == ["handbook", "letter"]


def test_kinds_are_known_before_the_documents_are_made() -> None:
    data = series_data(series(sessions=2))
    assert tuple(item.kind for item in documents_of(data)) == tuple(made(data))


def test_series_without_worksheets_has_no_document_of_them() -> None:
    bare = session(1)
    del bare["worksheet"]
    data = series_data(series() | {"sessions": [bare]})
    assert [item.kind for item in documents_of(data)] == ["lesson-plan", "letter", "session-01"]


def test_documents_come_with_the_pack_from_its_worker_and_are_told_to_readers() -> None:
    known = catalogue((SERIES, "series", series(1)), (PREMIUM, "premium", premium()))
    told = [
        (item.kind, item.audience, item.address.rsplit("/", 1)[-1], item.download_name, item.session)
        for result in results(known)
        for item in result.downloads
        if item.form == "Word"
    ]
    assert told == [
        ("pack", "给学生", "handbook.docx", "潮汐的一天-研学手册.docx", 0),
        ("letter", "给家长", "letter.docx", "潮汐的一天-致家长的信.docx", 0),
        ("lesson-plan", "老师上课用", "lesson-plan.docx", "磁铁十二问-教案.docx", 0),
        ("booklet", "给学生", "worksheets.docx", "磁铁十二问-学习单.docx", 0),
        ("letter", "给家长", "letter.docx", "磁铁十二问-致家长的信.docx", 0),
        ("session-01", "老师上课用", "session-01.docx", "磁铁十二问-第01课时.docx", 1),
    ]
    files = {file.path: file.content for result in results(known) for file in result.beside}
    assert all(opened(files[f"packs/{SERIES}/{kind}.docx"]) for kind in ("lesson-plan", "worksheets", "letter"))


def test_diagrams_are_the_same_pictures_with_the_same_words_in_plans_and_worksheets() -> None:
    curve = {
        "kind": "坐标图",
        "title": "水温",
        "x": {"label": "时间", "from": 0, "to": 10, "step": 5},
        "y": {"label": "温度", "from": 0, "to": 60, "step": 20},
    }
    first = session(1, diagrams=[curve])
    first["worksheet"]["blocks"] = [{"kind": "图", "text": "画一画", "diagram": curve}]
    documents = made(series_data(series() | {"sessions": [first]}))
    for kind, count in (("lesson-plan", 1), ("worksheets", 1), ("session-01", 2)):
        shown = elements(documents[kind], "wp:docPr")
        assert [item.get("descr") for item in shown] == [
            "坐标图“水温”：横轴 时间 从 0 到 10；纵轴 温度 从 0 到 60；空白，供画点连线。"
        ] * count
        assert words(documents[kind]).count("水温") == count
        with ZipFile(BytesIO(documents[kind])) as package:
            pictures = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
        assert all(picture.startswith(b"\x89PNG") and len(picture) < 20_000 for picture in pictures)


# --- what stands in them ---


def headings(content: bytes) -> list[tuple[int, str]]:
    return [
        (int(str(style_of(paragraph).name)[-1]), paragraph.text)
        for paragraph in opened(content).paragraphs
        if str(style_of(paragraph).name).startswith("Heading")
    ]


def test_every_session_is_a_heading_of_the_lesson_plans() -> None:
    sessions = [part for number in (1, 2, 3) for part in ((1, f"第 {number} 课时　磁铁第{number}问"), (2, "教学过程"))]
    assert headings(small_series()["lesson-plan"]) == [(2, "课时总览"), *sessions]


def test_session_document_is_its_plan_and_its_worksheet() -> None:
    assert headings(small_series()["session-02"]) == [
        (1, "第 2 课时　磁铁第2问"),
        (2, "教学过程"),
        (1, "学习单 2　磁铁第2问"),
    ]


def test_plan_holds_what_the_pdf_holds() -> None:
    lesson = series_data(series(sessions=3))["lessons"][0]
    text = words(small_series()["session-01"])
    labels = [fact["label"] for fact in (*lesson["before"], *lesson["after"])]
    assert [label for label in labels if label not in text] == []
    assert [step["name"] for step in lesson["steps"] if step["name"] not in text] == []
    assert lesson["total"] in text
    assert "条形磁铁　12 块　每组 2 块" in text


def test_headings_of_the_handbook_are_those_of_the_pdf() -> None:
    template = (typst_compiler.TEMPLATES / "handbook.typ").read_text("utf-8")
    own = ("任务 1　量一量水位", "知情同意回执", "示例海洋馆")  # from the course
    shown = [title for _, title in headings(small_handbook()["handbook"]) if title not in own]
    assert [title for title in shown if f"[{title}]" not in template] == []
    assert len(shown) == 20


def test_no_answer_stands_in_what_pupils_and_parents_get() -> None:
    for kind, content in all_documents():
        text = words(content)
        if kind.startswith("session"):
            plan, _, worksheet = text.partition("\n学习单 ")
            assert ANSWER in plan
            assert worksheet
            assert ANSWER not in worksheet
        else:
            assert (ANSWER in text) == (kind == "lesson-plan"), kind


def test_letter_has_a_slip_that_stays_whole() -> None:
    paragraphs = opened(small_series()["letter"]).paragraphs
    first = next(index for index, item in enumerate(paragraphs) if "沿此线剪下" in item.text)
    slip = paragraphs[first:]
    assert [item.text.split("\t")[0].strip() for item in slip[2:5]] == [
        "我已阅读“磁铁十二问”的告知书，并和孩子商量过，我们决定（请打勾）：",
        "□ 自愿参加　　　□ 不参加",
        "班级",
    ]
    kept = [item.paragraph_format.keep_with_next or style_of(item).paragraph_format.keep_with_next for item in slip]
    assert kept == [*[True] * (len(slip) - 1), None]


# --- marks of rich text ---


def test_rich_text_keeps_its_marks() -> None:
    content = rich_plan(RICH)
    cell = next(cell for cell in elements(content, "w:tc") if "粗" in text_of(cell) and "黑" in text_of(cell))
    found = [
        (text_of(run), *(value(part, "val") for part in run.iter(qn("w:rStyle"), qn("w:vertAlign"))))
        for run in cell.iter(qn("w:r"))
        if run.getparent().tag not in (qn("w:rt"), qn("w:rubyBase"))
    ]
    assert found == [
        ("粗", "Strong"), ("和",), ("黑", "Emphasis"), ("，H",), ("2", "subscript"), ("O，10",), ("2", "superscript"), ("，",), ("hàn汉",),
        ("，H",), ("2", "subscript"), ("O，",), ("说明", "Hyperlink"), ("（https://example.com/a?b=c&d）", "Small"),
    ]  # fmt: skip


def test_pinyin_stands_above_its_character() -> None:
    (ruby,) = elements(rich_plan(RICH), "w:ruby")
    assert [text_of(part) for part in ruby.iter(qn("w:rt"), qn("w:rubyBase"))] == ["hàn", "汉"]


def test_link_is_one_that_can_be_clicked() -> None:
    content = rich_plan(RICH)
    (link,) = elements(content, "w:hyperlink")
    relation = opened(content).part.rels[link.get(qn("r:id"))]
    assert (relation.is_external, relation.target_ref) == (True, "https://example.com/a?b=c&d")


def test_numbered_lists_count_each_from_one() -> None:
    content = rich_plan("1. 猜\n2. 试\n\n换一个：\n1. 看")
    numbered = [item for item in elements(content, "w:p") if item.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None]
    numbers = [value(next(item.iter(qn("w:numId"))), "val") for item in numbered]
    assert [text_of(item) for item in numbered] == ["猜", "试", "看"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = opened(content).part.numbering_part.element
    starts = [value(num.find(f".//{qn('w:startOverride')}"), "val") for num in numbering.num_lst if num.numId > 4]
    assert starts == ["1", "1"]


def test_picture_says_what_it_shows_and_table_of_a_contributor_has_a_head(tmp_path: Path) -> None:
    known, course = illustrated(tmp_path)
    pictures = {picture.digest: picture for picture in known.pictures.values()}
    documents = dict(word_documents(series_pack_data(known, REAL, course), TODAY, pictures, printer().drawing))
    content = documents["session-01"]
    shown = [(item.get("id"), item.get("descr")) for item in elements(content, "wp:docPr")]
    assert shown == [("1", "U 形磁铁和散开的铁屑"), ("2", "U 形磁铁和散开的铁屑")]
    assert len([name for name in ZipFile(BytesIO(content)).namelist() if name.startswith("word/media/")]) == 1
    table = next(item for item in elements(content, "w:tbl") if text_of(item) == "物品吸不吸铜片不吸")
    assert len(list(table.iter(qn("w:tblHeader")))) == 1
    addresses = {relation.target_ref for relation in opened(content).part.rels.values() if relation.is_external}
    assert addresses == {f"{REAL.url}courses/society.html"}


def test_address_of_a_real_site_is_printed_with_its_code() -> None:
    content = made(series_data(series(1), REAL))["lesson-plan"]
    assert f"本课程的最新版本：{REAL.url}{SERIES}.html" in words(content)
    assert [item.get("descr") for item in elements(content, "wp:docPr")] == ["二维码，打开上面的网址"]
    assert "示例" not in words(content).replace("示例学会", "")


# --- what Word needs ---


def test_page_is_a4_with_margins_of_25_millimetres() -> None:
    for _, content in all_documents():
        (section,) = opened(content).sections
        assert [round(edge.mm) for edge in (section.page_width, section.page_height) if edge is not None] == [210, 297]
        edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert {round(edge.mm) for edge in edges if edge is not None} == {25}


def test_every_page_says_which_course_and_that_it_is_a_sample() -> None:
    (section,) = opened(small_series()["worksheets"]).sections
    assert [item.text for item in section.header.paragraphs] == [
        "示例数据·非官方",
        "磁铁十二问\tsociety/magnets　2026-09-01 版",
    ]
    (footer,) = section.footer.paragraphs
    assert text_of(footer._p) == "示例数据·非官方　CC BY-NC-SA 4.0　出处：示例目录\t第 1 页　共 1 页"
    fields = [value(item, "instr").strip() for item in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_first_page_of_sample_plans_says_that_nobody_can_apply() -> None:
    notices = [
        item.text for item in opened(small_series()["lesson-plan"]).paragraphs if style_of(item).name == "示例声明"
    ]
    assert notices == ["示例数据·非官方　本册由示例数据生成，课程、机构和基地都是虚构的，不能据此报名或开课。"]


def test_properties_name_the_course_and_nothing_of_the_machine() -> None:
    about = opened(small_series()["session-03"]).core_properties
    moment = datetime(TODAY.year, TODAY.month, TODAY.day)
    assert (about.title, about.author, about.last_modified_by) == (
        "磁铁十二问 第 3 课时教案与学习单",
        *["示例学会"] * 2,
    )
    assert (about.language, about.revision) == ("zh-CN", 1)
    assert [about.created, about.modified] == [moment.replace(tzinfo=about.created.tzinfo)] * 2


def test_styles_are_the_ones_that_word_and_wps_know() -> None:
    styles = opened(small_series()["lesson-plan"]).styles
    fonts = {
        name: styles[name].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "表头", "Emphasis")
    }
    assert set(fonts.values()) == {"黑体"}
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "宋体"
    assert defaults.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert [styles[name].paragraph_format.keep_with_next for name in ("Heading 1", "Heading 2", "表头")] == [True] * 3


def test_every_style_that_is_used_exists() -> None:
    for kind, content in all_documents():
        known = {style.style_id for style in opened(content).styles}
        used = {value(item, "val") for item in elements(content, "w:pStyle", "w:rStyle", "w:tblStyle")}
        assert used - known == set(), kind


def test_no_font_is_embedded_and_no_random_id_is_written() -> None:
    for _, content in all_documents():
        with ZipFile(BytesIO(content)) as package:
            assert [name for name in package.namelist() if "font" in name] == ["word/fontTable.xml"]
            everything = b"".join(map(package.read, package.namelist()))
        assert re.search(rb"embed(Regular|Bold)|rsid|paraId", everything) is None


def test_tables_have_fixed_widths_that_add_up() -> None:
    for kind, content in all_documents():
        for table in elements(content, "w:tbl"):
            look = table.find(qn("w:tblPr"))
            grid = [int(value(column, "w")) for column in table.find(qn("w:tblGrid"))]
            assert value(look.find(qn("w:tblLayout")), "type") == "fixed"
            assert sum(grid) == int(value(look.find(qn("w:tblW")), "w"))
            for row in table.iterchildren(qn("w:tr")):
                cells = [
                    int(value(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}"), "w")) for cell in row.iterchildren(qn("w:tc"))
                ]
                assert sum(cells) == sum(grid), kind
                assert [cell[-1].tag for cell in row.iterchildren(qn("w:tc"))] == [qn("w:p")] * len(cells)


def test_no_table_follows_another_without_a_paragraph() -> None:
    for kind, content in all_documents():
        tags = [part.tag for part in opened(content).element.body]
        assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(tags)), kind
        assert tags[-2] == qn("w:p"), kind


def test_head_of_the_process_repeats_and_its_short_rows_stay_whole() -> None:
    content = small_series()["session-01"]
    table = next(item for item in elements(content, "w:tbl") if text_of(item).startswith("环节与时间"))
    looks = [[part.tag for part in row.find(qn("w:trPr"))] for row in table.iterchildren(qn("w:tr"))]
    assert looks == [[qn("w:cantSplit"), qn("w:tblHeader")], *[[qn("w:cantSplit")]] * 3]


def test_row_longer_than_a_third_of_a_page_may_break() -> None:
    table = next(item for item in elements(rich_plan("长" * 900), "w:tbl") if text_of(item).startswith("环节与时间"))
    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.iterchildren(qn("w:tr"))]
    assert whole == [True, False, True, True]


def test_each_worksheet_and_each_plan_opens_a_page() -> None:
    for kind, opening in (("worksheets", 2), ("lesson-plan", 3), ("session-01", 1)):
        assert len(elements(small_series()[kind], "w:pageBreakBefore")) == opening, kind


def test_youngest_pupils_get_large_type_and_wide_lines() -> None:
    old, young = (made(series_data(series(1, grades=grades)))["worksheets"] for grades in ([3, 4], [1, 2]))
    sizes = [opened(content).styles["学习单正文"].font.size.pt for content in (old, young)]
    assert sizes == [11, 14]
    for content, least in ((old, 9), (young, 12)):
        lines = [item for item in opened(content).paragraphs if style_of(item).name == "书写行"]
        assert len(lines) == 2
        assert all(item.paragraph_format.line_spacing.mm >= least for item in lines)


ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs spacing ind jc outlineLvl",
    "w:rPr": "rStyle rFonts b bCs i color sz szCs u bdr vertAlign lang",
    "w:tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblDescription",
    "w:tcPr": "tcW gridSpan tcBorders shd vAlign",
    "w:style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
}
"""Of ECMA-376, part 1: Word calls a file damaged where properties stand in another order."""


def test_properties_stand_in_the_order_of_the_schema() -> None:
    for kind, content in [*all_documents(), ("rich", rich_plan(RICH))]:
        package = opened(content)
        for root in (package.element, package.styles.element, package.sections[0].header._element):
            for name, order in ORDERS.items():
                ranks = [qn(f"w:{part}") for part in order.split()]
                for element in root.iter(qn(name)):
                    places = [ranks.index(part.tag) for part in element]
                    assert places == sorted(places), (kind, name, [part.tag for part in element])


# --- the same data give the same bytes ---


def test_bytes_are_the_same_again_from_another_folder_and_time_zone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = series_data(series(2))
    first = made(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert made(data) == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_every_entry_of_the_zip_has_the_same_date_and_rights() -> None:
    with ZipFile(BytesIO(small_series()["letter"])) as package:
        facts = {(item.date_time, item.create_system, item.external_attr) for item in package.infolist()}
        assert package.namelist()[0] == "[Content_Types].xml"
    assert facts == {((1980, 1, 1, 0, 0, 0), 3, 0o600 << 16)}


def test_document_of_a_full_series_is_small() -> None:
    sizes = {kind: len(content) for kind, content in made(series_data(series(14))).items()}
    assert max(sizes.values()) < 80_000
