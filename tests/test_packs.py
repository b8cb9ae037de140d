"""The printed packs: a course written here in code, printed, and read back from its PDF."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pypdf
import pytest
import typst

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.diagrams import ON_A5
from course_catalogue.documents import Source
from course_catalogue.loading import load_catalogue
from course_catalogue.model import PremiumCourse, Record, SeriesCourse, build_record
from course_catalogue.packs import typst_compiler
from course_catalogue.packs.building import PackResult, build_packs, packed_courses
from course_catalogue.packs.fonts import FONT_FILES, find_fonts, install_fonts
from course_catalogue.packs.frame import qr_code
from course_catalogue.packs.glyphs import missing_glyphs
from course_catalogue.packs.guide_sheet import guide_sheet_data
from course_catalogue.packs.handbook import handbook_data
from course_catalogue.packs.prose import Prose
from course_catalogue.packs.series_pack import series_pack_data, spans
from course_catalogue.packs.typst_compiler import Printed, Printer
from course_catalogue.packs.worksheet import block_data
from course_catalogue.parts import Block
from course_catalogue.site_identity import SiteIdentity
from course_catalogue.strict_yaml import read_document
from course_catalogue.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 10, 1)
SAMPLE = SiteIdentity("示例目录")
REAL = SiteIdentity("科学课程目录", "https://kexue.example.org/", "市科协")
SERIES = "courses/society/magnets"
PREMIUM = "bases/hall/premium/tides"
ANSWER = "答案只给老师看"
A4, A5 = (595, 842), (420, 595)  # points
Fields = dict[str, Any]


def fonts() -> Path:
    found = find_fonts(ROOT)
    assert found is not None, "没有打印字体：先运行 python build.py fonts，再运行这些测试"
    return found


@cache
def printer() -> Printer:
    return Printer(fonts())


# --- a small course, as an association would write it ---


def session(number: int, **changes: Any) -> Fields:
    return {
        "title": f"磁铁第{number}问",
        "objectives": [{"text": f"能说出第{number}个现象", "competency": "科学观念"}],
        "key_point": "同极相斥",
        "difficult_point": "磁极的判断",
        "misconceptions": [{"belief": "磁铁吸所有金属", "correction": "拿铜片试一试"}],
        "preparation": {"teacher": ["检查磁铁"], "pupils": ["带铅笔"]},
        "materials": [
            {"name": "回形针", "quantity": 10, "per": "每组"},
            {"name": "条形磁铁", "quantity": 2, "per": "每组"},
            {"name": "白纸", "quantity": 1, "per": "每人", "unit": "张", "consumed": True},
        ],
        "steps": [
            {
                "name": "提问",
                "minutes": 5,
                "teacher_activity": "出示磁铁。",
                "pupil_activity": "猜一猜。",
                "intent": "引发兴趣",
            },
            {
                "name": "实验",
                "minutes": 25,
                "teacher_activity": "**巡视**。",
                "pupil_activity": "试 H~2~O。",
                "hands_on": True,
            },
            {"name": "交流", "minutes": 10, "teacher_activity": "小结。", "pupil_activity": "汇报。"},
        ],
        "plan_b": [{"situation": "停电", "action": "不用电"}],
        "worksheet": {
            "question": "它能吸什么？",
            "blocks": [
                {"kind": "问题", "text": "我猜：", "lines": 2},
                {"kind": "表格", "text": "记录", "columns": ["物品", "吸不吸"], "rows": [["铜片", ""], ["铁钉", ""]]},
                {"kind": "选择", "text": "我的结论：", "options": ["能", "不能"]},
                {"kind": "画图", "text": "画一画", "height": 40},
            ],
            "self_rating": ["我试了三种物品"],
            "answers": [f"{ANSWER}{number}"],
        },
        "board_plan": ["磁铁", "同极相斥"],
        "assessment": "能说出三种",
        "extension_task": {"text": "回家找磁铁", "written": False},
        "hazards": [{"kind": "锐器", "degree": "低", "note": "回形针尖"}],
        "safety_notes": ["针尖朝下"],
        "targets": ["sci22-1.1"],
    } | changes


def series(sessions: int = 12, **changes: Any) -> Fields:
    return {
        "format": 1,
        "status": "submitted",
        "title": "磁铁十二问",
        "theme": "磁铁",
        "summary": "和磁铁做十二次游戏。",
        "grades": [3, 4],
        "delivery": "送课到校",
        "settings": ["社团"],
        "session_minutes": 40,
        "class_size": {"min": 12, "best": 24, "max": 30},
        "group_size": 4,
        "price": {
            "kind": "免费",
            "fee_per_session": 0,
            "material_fee": 0,
            "payers": [{"payer": "科协", "percent": 100}],
        },
        "safety": {
            "measures": ["磁铁远离手表"],
            "emergency": "送校医室",
            "first_aid": "急救包",
            "insurance": "校方责任险",
        },
        "offer": {
            "districts": ["全市"],
            "terms": ["春季学期"],
            "weekdays": ["周一"],
            "lead_weeks": 2,
            "how_to_apply": "来信",
        },
        "staffing": [{"role": "主讲", "count": 1, "qualification": "物理专业", "supplied_by": "课程机构"}],
        "venues": ["普通教室"],
        "equipment": [],
        "consumables": [
            {"name": "回形针", "unit": "枚", "unit_price": 0.05, "supplied_by": "课程机构", "source": "文具店"}
        ],
        "tools": [{"name": "条形磁铁", "unit": "块", "supplied_by": "课程机构"}],
        "alignments": [{"target": "sci22-1.1", "stages": ["S2"], "note": "磁铁的特性"}],
        "objectives": [{"text": "会做对比实验", "competency": "探究实践"}],
        "assessment": "看记录",
        "rubric": [{"criterion": "记录", "excellent": "完整", "good": "较全", "fair": "有", "improve": "没有"}],
        "sessions": [session(number) for number in range(1, sessions + 1)],
        "updated": "2026-09-01",
    } | changes


def premium(**changes: Any) -> Fields:
    return {
        "format": 1,
        "status": "submitted",
        "title": "潮汐的一天",
        "summary": "看一次涨落。",
        "type": "科学考察",
        "grades": [5, 6],
        "exhibits": ["tank"],
        "duration_days": 1,
        "group": {"min": 10, "max": 40},
        "pupils_per_adult": 8,
        "objectives": [{"text": "会读潮汐表", "competency": "探究实践"}],
        "phases": {
            "before": {"background": "海水会涨落。", "preparation": ["查潮汐表"], "packing": ["水壶", "帽子"]},
            "during": {"rules": ["不翻护栏"]},
            "after": {"product": "一张图", "activities": ["办展览"], "reflection": ["最难的是什么？"]},
        },
        "itinerary": [
            {"day": 1, "start": "09:00", "minutes": 60, "place": "大厅", "exhibit": "tank", "activity": "看水槽"}
        ],
        "tasks": [
            {
                "title": "量一量水位",
                "exhibit": "tank",
                "instructions": "每 5 分钟读一次。",
                "record": [{"kind": "表格", "text": "水位", "columns": ["时刻", "厘米"], "rows": [["", ""]]}],
                "answers": [ANSWER],
            }
        ],
        "rubric": [{"criterion": "记录", "excellent": "完整", "good": "较全", "fair": "有", "improve": "没有"}],
        "price": {"kind": "收费", "fee_per_pupil": 30, "material_fee": 5, "refund": "前一天可退"},
        "organiser": "学校",
        "transport": "大巴",
        "consent": "自愿参加",
        "safety": {"measures": ["不靠近水边"], "emergency": "拨打 120", "insurance": "意外险", "route": "大厅到水槽"},
        "alignments": [{"target": "sci22-1.1", "stages": ["S3"]}],
        "updated": "2026-09-01",
    } | changes


PROVIDER = {"format": 1, "status": "submitted", "name": "示例学会", "contact": {"email": "a@example.com"}}
BASE = {
    "format": 1,
    "status": "submitted",
    "name": "示例海洋馆",
    "exhibits": [{"id": "tank", "name": "潮汐水槽", "activity": "看潮"}],
}
REVIEW = {"format": 1, "decision": "approved", "date": "2026-08-01", "valid_until": "2029-08-01"}


def record(path: str, kind: str, fields: Fields) -> Record:
    """Through the strict reader, as a file would come (JSON is YAML)."""
    content = json.dumps(fields, ensure_ascii=False, indent=1).encode()
    reading = read_document(Source(PurePosixPath(path), kind, content))
    assert reading.document is not None, reading.diagnostics
    return build_record(reading.document)


def catalogue(*courses: tuple[str, str, Fields]) -> Catalogue:
    """An approved provider and base with these courses (key, kind, fields), all approved."""
    records = [
        record("courses/society/provider.yml", "provider", PROVIDER),
        record("bases/hall/base.yml", "base", BASE),
    ]
    for key, kind, fields in courses:
        records.append(record(f"{key}/course.yml", kind, fields))
        records.append(record(f"reviews/{key}.yml", "review", REVIEW))
    records.append(record("reviews/bases/hall.yml", "review", REVIEW))
    return assemble(records, load_vocabulary(ROOT), TODAY)


def series_data(fields: Fields, identity: SiteIdentity = SAMPLE) -> dict[str, Any]:
    known = catalogue((SERIES, "series", fields))
    course = known.records[SERIES]
    assert isinstance(course, SeriesCourse)
    return series_pack_data(known, identity, course)


def premium_data(fields: Fields) -> dict[str, Any]:
    known = catalogue((PREMIUM, "premium", fields))
    course = known.records[PREMIUM]
    assert isinstance(course, PremiumCourse)
    return handbook_data(known, SAMPLE, course)


def print_series(fields: Fields) -> Printed:
    return printer().print("series.typ", series_data(fields), TODAY)


@cache
def small_pack() -> Printed:
    return print_series(series(sessions=3))


@cache
def small_handbook() -> Printed:
    return printer().print("handbook.typ", premium_data(premium()), TODAY)


# --- reading a PDF back ---


def reader(printed: Printed) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(printed.content))


def pages(printed: Printed) -> list[str]:
    """Text of each page without blanks: line breaks are the layout's business."""
    return [re.sub(r"\s", "", page.extract_text()) for page in reader(printed).pages]


def bookmarks(outline: Iterable[Any]) -> list[Any]:
    return [bookmarks(item) if isinstance(item, list) else re.sub(r"\s", "", item.title) for item in outline]


def sizes(printed: Printed) -> list[tuple[int, int]]:
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader(printed).pages]


def off_the_paper(printed: Printed) -> list[str]:
    """Runs of text that begin outside their page."""
    found: list[str] = []
    for page in reader(printed).pages:
        width, height = page.mediabox.width, page.mediabox.height

        def note(
            text: str, onto: list[float], at: list[float], *_: object, width: float = width, height: float = height
        ) -> None:
            x, y = onto[0] * at[4] + onto[2] * at[5] + onto[4], onto[1] * at[4] + onto[3] * at[5] + onto[5]
            if text.strip() and not (0 <= x <= width and 0 <= y <= height):
                found.append(text)

        page.extract_text(visitor_text=note)
    return found


def worksheet_pages(printed: Printed) -> list[str]:
    texts = pages(printed)
    return [text for text in texts if "我们的问题" in text and "姓名" in text and "小组" in text]


# --- the series pack ---


def test_bookmarks_are_the_parts_with_every_lesson_and_worksheet() -> None:
    assert bookmarks(reader(small_pack()).outline) == [
        "课程概览",
        "课标对应",
        "课时总览",
        "用品清单",
        "教案",
        [f"第{number}课时磁铁第{number}问" for number in (1, 2, 3)],
        "学习单",
        [f"学习单{number}磁铁第{number}问" for number in (1, 2, 3)],
        "评价量表",
        "签到表",
        "安全须知",
        "致家长的信",
    ]


def test_pages_are_a4_and_only_the_sign_in_sheet_lies_on_its_side() -> None:
    printed = small_pack()
    assert set(sizes(printed)) == {A4, A4[::-1]}
    lying = [text for text, size in zip(pages(printed), sizes(printed), strict=True) if size == A4[::-1]]
    assert lying
    assert all("实到人数" in text for text in lying)


def test_every_page_carries_its_number_and_the_total() -> None:
    printed = small_pack()
    texts = pages(printed)
    assert printed.pages == len(texts)
    assert [f"第{number}页共{len(texts)}页" in text for number, text in enumerate(texts, start=1)] == [True] * len(
        texts
    )


def test_cover_names_course_provider_version_and_licence() -> None:
    cover = pages(small_pack())[0]
    for words in ("磁铁十二问", "示例学会", "3～4年级", "3课时×40分钟", "12～30人", "2026-09-01版", "CCBY-NC-SA4.0"):
        assert words in cover
    assert "有效期至2029年8月1日" in cover


def test_document_says_who_wrote_it_when_and_in_which_language() -> None:
    found = reader(small_pack())
    assert found.metadata is not None
    assert found.metadata.title == "磁铁十二问 课程资料包"
    assert found.metadata.author == "示例学会"
    assert found.metadata.creation_date is not None
    assert found.metadata.creation_date.date() == TODAY
    assert str(found.root_object["/Lang"]).startswith("zh")
    assert cast(pypdf.generic.DictionaryObject, found.root_object["/MarkInfo"])["/Marked"]


def test_fonts_are_embedded_and_no_others_than_ours() -> None:
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader(small_pack()).pages
        for font in cast(pypdf.generic.DictionaryObject, page["/Resources"]).get("/Font", {}).values()
    }
    assert {name.split("-")[0] for name in names} == {"NotoSerifSC", "NotoSansSC"}


def test_worksheet_takes_one_page_for_each_session_and_tells_no_answer() -> None:
    sheets = worksheet_pages(small_pack())
    assert len(sheets) == 3
    assert not [text for text in sheets if ANSWER in text]
    assert small_pack().overflowing == ()


def test_answers_stand_in_the_lesson_plan_only() -> None:
    texts = [text for text in pages(small_pack()) if ANSWER in text]
    assert len(texts) == 3
    assert all("参考答案" in text for text in texts)


def test_full_worksheet_is_fitted_and_a_hopeless_one_is_reported() -> None:
    lines = {"kind": "问题", "text": "写：", "lines": 5}
    fitted = series(2)
    fitted["sessions"][1]["worksheet"]["blocks"] = [lines] * 3
    hopeless = series(2)
    hopeless["sessions"][1]["worksheet"]["blocks"] = [{**lines, "lines": 12}] * 4
    assert print_series(fitted).overflowing == ()
    assert len(worksheet_pages(print_series(fitted))) == 2
    assert print_series(hopeless).overflowing == (2,)


MEASURED = """
#import "page.typ": serif
#import "worksheet.typ": *
#let sheet = json(bytes(sys.inputs.sheet))
#set page(paper: "a4", margin: (top: 25mm, bottom: 20mm, x: 20mm))
#set text(font: serif, size: 11pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: 0.5em, spacing: 0.5em, justify: true, linebreaks: "simple")
#layout(size => {
  let words(part) = if part.kind == "table" { (of_words: heights-of-rows(part, size.width)) }
  let reckoned = sheet + (blocks: sheet.blocks.map(part => part + words(part)))
  let of(manner) = height-in(manner, reckoned, fixed-height(reckoned, size.width))
  let measured(manner) = measure(width: size.width, worksheet-body(sheet, manner)).height
  [#metadata(manners.map(manner => calc.round((of(manner) - measured(manner)).mm(), digits: 2)))<off>]
})
"""


def test_reckoned_height_of_a_worksheet_is_its_measured_one() -> None:
    long = "把每一次看到的现象写下来，再和同组的伙伴比一比，" * 4
    fields = series(1)
    fields["sessions"][0]["worksheet"] = {
        "question": long,
        "blocks": [
            {"kind": "问题", "text": long, "lines": 2},
            {
                "kind": "表格",
                "text": "记录",
                "columns": ["物品", long],
                "rows": [["铜片", ""], [long, "有"], [long, ""]],
            },
            {"kind": "选择", "text": "我选：", "options": ["能", "不能", long]},
            {"kind": "画图", "text": "- 画一画\n- 标一标", "height": 40},
            {"kind": "图", "text": "画一画", "diagram": {"kind": "分格图", "title": "前后", "boxes": ["前", "后"]}},
            {
                "kind": "图",
                "text": long,
                "diagram": {"kind": "板书图", "title": "磁", "columns": [{"lines": ["同极"]}]},
            },
        ],
        "self_rating": ["我试了三种物品", long],
        "answers": [],
    }
    sheet = json.dumps(series_data(fields)["worksheets"][0], ensure_ascii=False)
    source: Any = MEASURED.encode()
    compiler = typst.Compiler(
        source,
        root=str(typst_compiler.TEMPLATES),
        font_paths=[str(fonts())],
        ignore_system_fonts=True,
        sys_inputs={"sheet": sheet},
    )
    assert json.loads(str(compiler.query("<off>", field="value", one=True))) == [0] * 7


def test_overflowing_worksheet_warns_with_its_course_and_session() -> None:
    fields = series(2)
    fields["sessions"][1]["worksheet"]["blocks"] = [{"kind": "问题", "text": "写：", "lines": 12}] * 4
    (result,) = wholes(catalogue((SERIES, "series", fields)))
    assert result.file is not None
    assert result.warnings == ("“磁铁十二问”第 2 课时的学习单超过一页，请减少内容或行数",)


def test_shopping_list_is_for_the_best_class_size() -> None:
    shopping = series_data(series())["shopping"]
    assert shopping["for_whom"] == "按一个班 24 人、分 6 组计算，是整个系列的用量。"
    assert [
        (row["name"], row["quantity"], row["price"], row["cost"], row["sessions"]) for row in shopping["consumables"]
    ] == [("回形针", "720 枚", "0.05", "36.00", "1～12")]
    assert shopping["total"] == "36 元"
    assert [(row["name"], row["quantity"]) for row in shopping["tools"]] == [("条形磁铁", "12 块")]
    assert [(row["name"], row["quantity"], row["by"]) for row in shopping["extras"]] == [
        ("白纸", "288 张", "学校或学生自备")
    ]


def test_lesson_amounts_are_for_the_class_with_the_share_beside() -> None:
    checklist = next(fact for fact in series_data(series())["lessons"][0]["before"] if fact["kind"] == "checklist")
    assert checklist["items"][0] == {"name": "回形针", "amount": "60 枚", "note": "每组 10 枚"}


def before(fields: Fields, number: int) -> dict[str, Any]:
    """The plain facts above the process of a lesson plan, by their label."""
    rows = series_data(fields)["lessons"][number - 1]["before"]
    return {
        row["label"]: row["blocks"][0]["runs"][0]["text"]
        for row in rows
        if row["kind"] == "text" and "runs" in row["blocks"][0]
    }


def test_lesson_plan_tells_what_pupils_start_from_or_else_the_prerequisites() -> None:
    told = session(2, starting_point="玩过磁铁，以为什么金属都吸")
    fields = series(prerequisites="会数数") | {"sessions": [session(1), told]}
    follows = f"承接第 1 课时“{fields['sessions'][0]['title']}”。"
    assert before(fields, 1)["学情与先修"] == "会数数。"
    assert before(fields, 2)["学情分析"] == f"玩过磁铁，以为什么金属都吸。{follows}"
    assert "学情与先修" not in before(fields, 2)


def test_overview_names_every_venue_that_is_needed() -> None:
    facts = series_data(series(also_venues=["校园户外"]))["overview"]["facts"]
    (row,) = (fact for fact in facts if fact["label"] == "场地与设备")
    assert row["blocks"][0]["runs"][0]["text"] == "普通教室，还要校园户外；不需要特别的设备；每组 4 人"


def test_letter_asks_for_what_pupils_bring_and_not_for_what_they_made() -> None:
    tools = [
        {"name": "条形磁铁", "unit": "块", "supplied_by": "学生自备"},
        {"name": "自制指南针", "unit": "只", "supplied_by": "前课做成"},
    ]
    used = [{"name": "条形磁铁", "quantity": 1, "per": "每人"}, {"name": "自制指南针", "quantity": 1, "per": "每组"}]
    book = {"name": "课本", "quantity": 2, "per": "每人", "unit": "本", "supplied_by": "学生自备"}
    fields = series(tools=tools) | {"sessions": [session(1, materials=[*used, book])]}
    facts = {fact["label"]: fact for fact in series_data(fields)["letter"]["facts"]}
    assert facts["自备物品"]["blocks"][0]["runs"][0]["text"] == "条形磁铁、课本"


def test_uncertain_alignment_is_marked_with_one_footnote() -> None:
    alignment = series_data(series())["alignment"]
    (group,) = alignment["groups"]
    assert [(row["code"], row["unsure"], row["sessions"]) for row in group["rows"]] == [
        ("1.1", True, "1、2、3、4、5、6、7、8、9、10、11、12")
    ]
    assert alignment["footnote"].startswith("待核：")


def test_sign_in_sheet_has_a_row_for_every_pupil_of_the_largest_class() -> None:
    sheet = series_data(series(class_size={"min": 12, "best": 24, "max": 41}))["sign_in"]
    assert [number for page in sheet["pages"] for number in page] == list(range(1, 42))
    assert max(len(page) for page in sheet["pages"]) <= 18
    assert len(sheet["sessions"]) == 12


def test_intent_has_a_column_of_its_own_in_the_plans_that_tell_one() -> None:
    told, silent = session(1), session(2)
    for step in silent["steps"]:
        step.pop("intent", None)
    data = series_data(series(sessions=2) | {"sessions": [told, silent]})
    assert [lesson["with_intent"] for lesson in data["lessons"]] == [True, False]
    plans = [text for text in pages(printer().print("series.typ", data, TODAY)) if "教学过程" in text]
    assert ["学生活动设计意图" in text for text in plans] == [True, False]
    assert "设计意图：" not in "".join(plans)
    assert "引发兴趣" in plans[0]


def test_reflection_opens_no_page_and_stands_with_the_row_before_it() -> None:
    """Sixteen plans, each a line longer than the one before it: some end just above the end of their page."""
    fields = series(16)
    for number, item in enumerate(fields["sessions"]):
        item["assessment"] = "看他们的记录和说法，再问一个为什么。" * 2 * number
        item["worksheet"]["answers"] = [ANSWER]
    texts = [text for text in pages(print_series(fields)) if "教学反思" in text]
    assert len(texts) == 16
    assert [ANSWER in text for text in texts] == [True] * 16


def test_long_plan_is_set_closely_and_its_rows_may_break() -> None:
    brief, long = session(1), session(2)
    brief["steps"][0]["teacher_activity"] = long["steps"][0]["teacher_activity"] = "先看后说。" * 60
    long["assessment"] = "看记录。" * 500
    lessons = series_data(series(sessions=2) | {"sessions": [brief, long]})["lessons"]
    assert [lesson["closely"] for lesson in lessons] == [False, True]
    assert [lesson["steps"][0]["may_break"] for lesson in lessons] == [False, True]


def test_table_keeps_its_heading_and_two_rows_on_each_side_of_a_page_break() -> None:
    """Tables of two to seven rows, each begun 6 mm lower than the one before it."""
    source = """
        #import "/page.typ": *
        #import "/tables.typ": *
        #set page(height: 120mm, width: 120mm, margin: 10mm)
        #show heading: set block(sticky: true)
        #for start in range(10) { for count in range(2, 8) {
          pagebreak(weak: true)
          v(start * 6mm + 30mm)
          let name = str(start) + "." + str(count)
          minor([H#name;])
          leading-to[I#name;]
          ruled((1fr, 1fr), ("甲", "乙"), range(count).map(row => (whole[R#name;], whole[])))
        } }
    """
    compiler = typst.Compiler(root=str(typst_compiler.TEMPLATES), font_paths=[str(fonts())], ignore_system_fonts=True)
    content = compiler.compile(source.encode(), format="pdf")
    assert isinstance(content, bytes)
    texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    names = [f"{start}.{count}" for start in range(10) for count in range(2, 8)]
    rows = {name: [text.count(f"R{name}") for text in texts if f"R{name}" in text] for name in names}
    assert {name: sum(found) for name, found in rows.items()} == {name: int(name[-1]) for name in names}
    assert any(len(found) > 1 for found in rows.values())
    assert {name: found for name, found in rows.items() if min(found) < 2} == {}
    opened = [next(text for text in texts if f"R{name}" in text) for name in names]
    assert [
        name for name, text in zip(names, opened, strict=True) if f"H{name}" not in text or f"I{name}" not in text
    ] == []


KNOWN = load_catalogue(ROOT, TODAY).catalogue
PACKED = packed_courses(KNOWN)


@pytest.mark.parametrize(
    "course",
    [pytest.param(one, id=one.key, marks=pytest.mark.prove if number % 8 else ()) for number, one in enumerate(PACKED)],
)
def test_no_page_of_the_samples_holds_just_a_tail(course: SeriesCourse | PremiumCourse) -> None:
    """165 characters with header and footer: what a worksheet for the youngest has. Notes are empty on purpose."""
    found = wholes(KNOWN, courses=[course])
    assert [item.fault for item in found] == [""] * len(found)
    for item in found:
        assert item.file is not None
        texts = [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(BytesIO(item.file.content)).pages]
        content = [text for text in texts if "我的笔记" not in text or "行后" in text]
        assert [text for text in content if len(text) < 165] == []


def test_letter_fills_in_the_facts_and_waives_nothing() -> None:
    letter = pages(small_pack())[-1]
    for words in (
        "各位家长",
        "磁铁十二问",
        "免费",
        "送校医室",
        "校方责任险",
        "知情同意回执",
        "家长签名",
        "不免除学校和课程机构依法应当承担的安全责任",
    ):
        assert words in letter


def test_young_pupils_get_larger_type() -> None:
    assert [series_data(series(grades=grades))["young"] for grades in ([1, 2], [2, 3], [3, 4])] == [True, True, False]


def test_sample_says_so_and_prints_no_qr_code() -> None:
    sample, real = series_data(series(1))["frame"], series_data(series(1), REAL)["frame"]
    assert sample["notice"] == "示例数据·非官方"
    assert sample["qr"] == ""
    assert all("示例数据·非官方" in text for text in pages(small_pack()))
    assert real["notice"] == ""
    assert real["address"] == "https://kexue.example.org/courses/society/magnets.html"
    assert real["qr"] == qr_code(real["address"])
    printed = printer().print("series.typ", series_data(series(1), REAL), TODAY)
    assert "https://kexue.example.org/courses/society/magnets.html" in pages(printed)[0]


def test_record_table_fills_short_rows_and_cuts_long_ones() -> None:
    known = catalogue((SERIES, "series", series(1)))
    course = known.records[SERIES]
    assert isinstance(course, SeriesCourse)
    worksheet = course.sessions[0].worksheet
    assert worksheet is not None
    assert block_data(Prose(known, course), worksheet.blocks[1], ON_A5)["rows"] == [["铜片", ""], ["铁钉", ""]]


def test_blank_is_long_enough_to_write_a_number_in() -> None:
    known = catalogue((SERIES, "series", series(1)))
    course = known.records[SERIES]
    assert isinstance(course, SeriesCourse)
    block = Block(kind="问题", text="长____厘米，名字__________，a_b")
    (words,) = block_data(Prose(known, course), block, ON_A5)["text"]
    assert words["runs"][0]["text"] == "长_______厘米，名字__________，a_b"


def test_session_numbers_are_written_as_spans() -> None:
    assert [spans(numbers) for numbers in ((), (3,), (1, 2, 3, 6), (1, 3, 5))] == ["", "3", "1～3、6", "1、3、5"]


# --- the handbook ---


def test_handbook_is_a5_and_folds_from_whole_sheets() -> None:
    printed = small_handbook()
    assert set(sizes(printed)) == {A5}
    assert printed.pages == len(reader(printed).pages)
    assert printed.pages % 4 == 0


def test_handbook_keeps_to_a_multiple_of_four_whatever_its_length() -> None:
    task = premium()["tasks"][0]
    for count in range(1, 5):
        data = premium_data(premium(tasks=[task] * count))
        assert printer().print("handbook.typ", data, TODAY).pages % 4 == 0


def test_handbook_has_its_parts_and_tasks_and_no_answer() -> None:
    printed = small_handbook()
    text = "".join(pages(printed))
    assert ANSWER not in text
    for words in (
        "潮汐的一天",
        "学校",
        "小组",
        "行前：做好准备",
        "行中约定",
        "09:00～10:00",
        "任务1量一量水位",
        "我的反思",
        "第1页",
        "知情同意回执",
    ):
        assert words in text
    outline = bookmarks(reader(printed).outline)
    assert outline[0] == "致家长的信"
    assert ["任务1量一量水位"] in outline


def test_handbook_asks_each_question_with_room_to_write_on_one_page_if_they_fit() -> None:
    fields = premium()
    fields["phases"]["after"]["reflection"] = [f"第{number}个问题是什么？" for number in range(1, 4)]
    (page,) = [
        text for text in pages(printer().print("handbook.typ", premium_data(fields), TODAY)) if "个问题是" in text
    ]
    assert page.count("个问题是什么？") == 3


def test_handbook_ends_with_a_code_that_leads_to_its_page() -> None:
    known = catalogue((PREMIUM, "premium", premium()))
    course = known.records[PREMIUM]
    assert isinstance(course, PremiumCourse)
    data = handbook_data(known, REAL, course)
    last = pages(printer().print("handbook.typ", data, TODAY))[-1]
    assert data["frame"]["qr"] == qr_code("https://kexue.example.org/bases/hall/premium/tides.html")
    assert "扫码查看本课程的最新版本" in last
    assert "https://kexue.example.org/bases/hall/premium/tides.html" in last
    assert "扫码" not in "".join(pages(small_handbook()))


def test_imposed_sheets_are_a4_and_read_in_order_when_folded() -> None:
    booklet = small_handbook()
    sheets = pypdf.PdfReader(BytesIO(printer().impose(booklet, "潮汐的一天", TODAY)))
    count = booklet.pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in sheets.pages} == {A4[::-1]}
    numbers = [re.findall(r"第(\d+)页", re.sub(r"\s", "", page.extract_text())) for page in sheets.pages]
    pairs = [(side, count + 1 - side) for side in range(1, count // 2 + 1)]
    assert numbers == [[str(n) for n in (pair[::-1] if at % 2 == 0 else pair)] for at, pair in enumerate(pairs)]
    assert "/StructTreeRoot" not in sheets.root_object
    assert (
        "pdfuaid"
        not in cast(pypdf.generic.StreamObject, sheets.root_object["/Metadata"].get_object()).get_data().decode()
    )


def test_only_a_handbook_comes_on_a4_sheets_too() -> None:
    found = [
        file.path for item in results(three_courses(), jobs=1) for file in item.beside if file.path.endswith(".pdf")
    ]
    assert found == ["packs/bases/hall/premium/tides.a4.pdf"]


# --- the guide sheet ---


def test_guide_sheet_tells_guides_times_answers_and_safety() -> None:
    fields = premium(hazards=[{"kind": "其他", "degree": "中", "note": "浮桥晃动"}], rain_plan="改在室内")
    known = catalogue((PREMIUM, "premium", fields))
    course = known.records[PREMIUM]
    assert isinstance(course, PremiumCourse)
    printed = printer().print("guide.typ", guide_sheet_data(known, SAMPLE, course), TODAY)
    text = "".join(pages(printed))
    for words in (
        "带队单：潮汐的一天",
        "不发给学生",
        "每8名学生至少1名成人",
        "09:00～10:00",
        "潮汐水槽",
        "任务1",
        "量一量水位",
        ANSWER,
        "浮桥晃动（中）",
        "不靠近水边",
        "拨打120",
        "改在室内",
    ):
        assert words in text
    assert set(sizes(printed)) == {A4}
    assert off_the_paper(printed) == []


# --- the same data gives the same bytes ---


def test_bytes_are_the_same_again_and_from_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = series_data(series(2))
    first = Printer(fonts()).print("series.typ", data, TODAY).content
    elsewhere = tmp_path / "templates"
    shutil.copytree(typst_compiler.TEMPLATES, elsewhere)
    monkeypatch.setattr(typst_compiler, "TEMPLATES", elsewhere)
    monkeypatch.chdir(tmp_path)
    assert Printer(fonts()).print("series.typ", data, TODAY).content == first


# --- hostile words ---


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        "$x^2$",
        "*a* _b_ `c`",
        "= a",
        "\\u{41} \\n \\",
        "\"'“”",
        "</script><b>",
        "#{1+1} @ref <l>",
    ],
)
def test_markup_of_a_contributor_is_printed_as_it_stands(words: str) -> None:
    fields = series(1, title=words, assessment=words)
    fields["sessions"][0]["title"] = words
    fields["sessions"][0]["worksheet"]["question"] = words
    text = pages(print_series(fields))
    wanted = re.sub(r"\s", "", words)
    assert wanted in text[0]
    assert wanted in worksheet_pages(print_series(fields))[0]


@pytest.mark.prove
def test_word_of_ten_thousand_letters_stays_on_the_paper() -> None:
    word = "QqZz" * 2500  # letters that nothing else in the pack has
    fields = series(1, assessment=word)
    fields["sessions"][0]["steps"][0]["teacher_activity"] = word
    printed = print_series(fields)
    assert "".join(re.findall("[QqZz]", "".join(pages(printed)))) == word * 3
    assert off_the_paper(printed) == []


def test_small_digits_are_drawn_though_the_fonts_lack_them() -> None:
    fields = series(1, assessment="水是H₂O，面积是10⁴平方米。")
    assert "H2O" in "".join(pages(print_series(fields)))


def test_character_that_no_font_has_is_a_fault_that_names_it() -> None:
    (result,) = wholes(catalogue((SERIES, "series", series(1, assessment="很棒😀"))))
    assert result.file is None
    assert result.fault == "“磁铁十二问”印不出来：字体里没有这些字符，印不出来：😀（U+1F600）"


def test_missing_glyphs_are_told_once_in_code_order() -> None:
    assert missing_glyphs(fonts(), "汉字 abc，☆□℃\n\t") == ()
    assert missing_glyphs(fonts(), "😀a𠮷😀") == ("😀", "𠮷")
    assert missing_glyphs(fonts(), "a\0\x1b\x7f\x9b") == ("\0", "\x1b", "\x7f", "\x9b")


# --- many packs ---


def results(known: Catalogue, **options: Any) -> list[PackResult]:
    return list(build_packs(known, SAMPLE, fonts(), **options))


def wholes(known: Catalogue, **options: Any) -> list[PackResult]:
    """Of each course the whole pack; what is printed alone is the business of tests/test_views.py."""
    found = results(known, **options)
    firsts = [item for at, item in enumerate(found) if at == 0 or found[at - 1].course_key != item.course_key]
    assert [item.course_key for item in firsts] == list(dict.fromkeys(item.course_key for item in found))
    return firsts


def three_courses() -> Catalogue:
    return catalogue(
        ("courses/society/good", "series", series(1)),
        ("courses/society/faulty", "series", series(1, assessment="😀")),
        (PREMIUM, "premium", premium()),
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_fault_in_one_pack_does_not_stop_another(jobs: int) -> None:
    found = wholes(three_courses(), jobs=jobs)
    assert [(item.course_key, item.file.path if item.file else "") for item in found] == [
        (PREMIUM, "packs/bases/hall/premium/tides.pdf"),
        ("courses/society/faulty", ""),
        ("courses/society/good", "packs/courses/society/good.pdf"),
    ]


def test_packs_from_worker_processes_have_the_same_bytes() -> None:
    assert results(three_courses(), jobs=2) == results(three_courses(), jobs=1)


def test_only_listed_courses_are_printed() -> None:
    known = catalogue((SERIES, "series", series(1, status="withdrawn")))
    assert results(known) == []


# --- fonts ---


def test_fonts_are_found_in_the_named_folder_first(tmp_path: Path) -> None:
    for name in FONT_FILES:
        (tmp_path / name).touch()
    assert find_fonts(ROOT, tmp_path) == tmp_path


def test_half_a_set_of_fonts_is_none_and_in_a_named_folder_a_fault(tmp_path: Path) -> None:
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / FONT_FILES[0]).touch()
    assert find_fonts(tmp_path) is None
    with pytest.raises(CatalogueError, match=FONT_FILES[1]):
        find_fonts(ROOT, tmp_path / ".fonts")


def test_failed_installation_says_why_and_names_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no npm
    with pytest.raises(CatalogueError, match=r"装不了字体：.+--fonts 文件夹") as caught:
        install_fonts(tmp_path)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / ".fonts").exists()
