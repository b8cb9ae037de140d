"""What is printed alone of a course: sessions, booklet, card, lists, letters, forms; read back from the PDFs."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from test_packs import (
    A4,
    ANSWER,
    PREMIUM,
    REAL,
    SAMPLE,
    SERIES,
    TODAY,
    bookmarks,
    catalogue,
    fonts,
    off_the_paper,
    pages,
    premium,
    printer,
    reader,
    results,
    series,
    sizes,
)

from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.packs.building import build_packs
from course_catalogue.packs.print_checks import Places, faults_of, places_of, pupils_secrets
from course_catalogue.packs.print_store import PrintStore
from course_catalogue.packs.series_views import series_views
from course_catalogue.packs.typst_compiler import Printed
from course_catalogue.packs.views import View
from course_catalogue.packs.visit_views import visit_views
from course_catalogue.site_identity import SiteIdentity

Fields = dict[str, Any]


def course_of(known: Catalogue) -> SeriesCourse:
    course = known.records[SERIES]
    assert isinstance(course, SeriesCourse)
    return course


def views(fields: Fields, identity: SiteIdentity = SAMPLE) -> dict[str, View]:
    known = catalogue((SERIES, "series", fields))
    return {view.kind: view for view in series_views(known, identity, course_of(known))}


def visit(fields: Fields, identity: SiteIdentity = SAMPLE) -> dict[str, View]:
    known = catalogue((PREMIUM, "premium", fields))
    course = known.records[PREMIUM]
    assert isinstance(course, PremiumCourse)
    return {view.kind: view for view in visit_views(known, identity, course)}


def print_view(view: View) -> Printed:
    return printer().print(view.template, view.data, TODAY)


@cache
def small() -> dict[str, View]:
    return views(series(3))


@cache
def printed(kind: str) -> Printed:
    return print_view(small()[kind])


def words(kind: str) -> str:
    return "".join(pages(printed(kind)))


# --- what there is ---


def test_a_series_has_a_document_for_each_need() -> None:
    assert [(view.kind, view.audience) for view in small().values()] == [
        ("pack", "老师上课用"),
        ("session-01", "老师上课用"),
        ("session-02", "老师上课用"),
        ("session-03", "老师上课用"),
        ("card", "老师上课用"),
        ("shopping", "老师上课用"),
        ("rubric", "老师上课用"),
        ("booklet", "给学生"),
        ("certificate", "给学生"),
        ("letter", "给家长"),
        ("sign-in", "教务存档"),
        ("agreement", "教务存档"),
        ("notice", "教务存档"),
    ]


def test_a_premium_course_has_those_that_its_data_allow() -> None:
    assert list(visit(premium())) == ["pack", "guide", "rubric", "letter", "sign-in", "notice"]
    assert list(visit(premium(rubric=[]))) == ["pack", "guide", "letter", "sign-in", "notice"]


def test_a_series_without_worksheets_and_rubric_prints_neither() -> None:
    bare = series(1, rubric=[])
    del bare["sessions"][0]["worksheet"]
    kinds = views(bare)
    assert "booklet" not in kinds
    assert "rubric" not in kinds
    assert print_view(kinds["session-01"]).pages == 1


@pytest.mark.parametrize("kind", ["card", "rubric", "letter", "certificate", "notice"])
def test_what_is_handed_out_or_hung_up_takes_one_side(kind: str) -> None:
    assert printed(kind).pages == 1
    assert off_the_paper(printed(kind)) == []


def test_every_document_numbers_its_pages_and_names_course_and_edition() -> None:
    for kind in ("session-02", "card", "shopping", "rubric", "letter", "sign-in", "agreement", "notice"):
        texts = pages(printed(kind))
        for number, text in enumerate(texts, start=1):
            assert f"第{number}页共{len(texts)}页" in text, kind
            assert "society/magnets2026-09-01版" in text, kind


# --- each of them ---


def test_a_session_is_its_lesson_plan_and_its_worksheet_and_nothing_else() -> None:
    texts = pages(printed("session-02"))
    assert "第2课时磁铁第2问" in texts[0]
    assert f"{ANSWER}2" in "".join(texts[:-1])
    assert "学习单2磁铁第2问" in texts[-1]
    assert ANSWER not in texts[-1]
    assert "磁铁第3问" not in "".join(texts)
    assert bookmarks(reader(printed("session-02")).outline) == ["教案", ["第2课时磁铁第2问", "学习单2磁铁第2问"]]


def test_the_booklet_has_a_cover_a_list_and_every_worksheet_and_no_answer() -> None:
    cover, contents, *sheets = pages(printed("booklet"))
    for part in ("学习单合订本", "磁铁十二问", "学校", "班级", "小组", "姓名"):
        assert part in cover
    assert [f"磁铁第{number}问它能吸什么？{number + 2}" in contents for number in (1, 2, 3)] == [True] * 3
    assert [f"学习单{number}" in text for number, text in enumerate(sheets, start=1)] == [True] * 3
    assert ANSWER not in words("booklet")
    assert "教学过程" not in words("booklet")


def test_the_card_says_when_hands_are_at_work_what_to_lay_out_and_what_to_mind() -> None:
    rows = small()["card"].data["rows"]
    assert rows[0] == {
        "number": "1",
        "title": "磁铁第1问",
        "minutes": "40 分钟",
        "when": "5～30 分",
        "things": "回形针、条形磁铁、白纸",
        "watch": "锐器（低）",
    }
    for part in ("主讲1人（课程机构）", "磁铁第3问", "5～30分", "锐器（低）", "磁铁远离手表", "送校医室", "急救包"):
        assert part in words("card")
    assert ANSWER not in words("card")


def test_the_card_of_a_full_series_takes_one_side() -> None:
    steps = [
        {"name": "做", "minutes": 12, "hands_on": True},
        {"name": "说", "minutes": 8},
        {"name": "改", "minutes": 20, "hands_on": True},
    ]
    hazards = [{"kind": kind, "degree": "中"} for kind in ("锐器", "高温", "玻璃器皿")]
    full = series(
        16,
        safety={"measures": ["每课前后清点器材，少一件也要找回来，找到了再下课。"] * 8, "emergency": "送校医室。" * 20},
    )
    for lesson in full["sessions"]:
        lesson |= {"title": "磁铁隔着东西还能不能吸铁", "steps": steps, "hazards": hazards}
    card = views(full)["card"]
    assert card.data["rows"][0]["when"] == "0～12、20～40 分"
    assert card.data["rows"][0]["watch"] == "锐器（中）、高温（中）等 3 项"
    assert print_view(card).pages == 1


def test_the_shopping_list_has_a_column_for_each_class_size_that_the_course_allows() -> None:
    data = small()["shopping"].data
    assert data["sizes"] == ["20 人", "24 人", "30 人"]
    assert data["groups"] == ["5 组", "6 组", "8 组"]
    assert [(row["name"], row["quantities"]) for table in data["tables"] for row in table["rows"]] == [
        ("回形针", ["150", "180", "240"]),
        ("条形磁铁", ["10", "12", "16"]),
        ("白纸", ["60", "72", "90"]),
    ]
    assert data["totals"][0] == ["全部消耗材料", "7.50", "9.00", "12.00"]
    assert "20人24人30人" in words("shopping").replace("5组", "").replace("6组", "").replace("8组", "")


def test_the_letter_alone_is_that_of_the_pack_and_waives_nothing() -> None:
    assert small()["letter"].data["letter"] == small()["pack"].data["letter"]
    assert "不免除学校和课程机构依法应当承担的安全责任" in words("letter")
    assert "知情同意回执" in words("letter")


def test_a_long_letter_of_a_visit_keeps_its_slip_on_the_same_side() -> None:
    long = "带队教师每半小时点一次名，人数不对就停下来找，找到了再走。" * 3
    fields = premium(rain_plan=long, transport=long, organiser=long, consent=long)
    fields["safety"] |= {"emergency": long, "first_aid": long, "insurance": long}
    letter = print_view(visit(fields)["letter"])
    assert letter.pages == 1
    assert "知情同意回执" in pages(letter)[0]


def test_the_rubric_leaves_room_for_pupil_peer_and_teacher() -> None:
    for part in ("评价量表", "看记录", "优秀", "待改进", "自评", "同伴评", "教师评", "评语"):
        assert part in words("rubric")


def test_a_sign_in_sheet_has_its_last_row_on_its_page_whatever_the_class_size() -> None:
    for most in (15, 18, 36, 45, 60):
        size = {"min": 10, "best": 12, "max": most}
        view = views(series(16, class_size=size))["sign-in"]
        sheet = print_view(view)
        texts = pages(sheet)
        assert sheet.pages in view.pages, most
        assert all("实到人数" in text and "序号" in text for text in texts), most
        assert set(sizes(sheet)) == {A4[::-1]}


def test_the_roll_of_a_visit_is_called_four_times_a_day() -> None:
    for most in (18, 36, 40, 500):
        view = visit(premium(title="潮" * 30, group={"min": 10, "max": most}))["sign-in"]
        roll = print_view(view)
        texts = pages(roll)
        assert roll.pages in view.pages, most
        assert all("集合出发" in text and "回校离队" in text and "实到人数" in text for text in texts), most
    two_days = premium(duration_days=2)
    two_days["itinerary"].append({"day": 2, "start": "09:00", "minutes": 60, "place": "大厅", "activity": "看水槽"})
    data = visit(two_days)["sign-in"].data["roll"]
    assert data["days"] == ["第 1 天", "第 2 天"]


def test_the_letter_of_intent_names_course_fees_duties_and_seals_and_is_no_contract() -> None:
    fields = series(12, staffing=[
        {"role": "主讲教师", "count": 1, "qualification": "物理专业", "supplied_by": "课程机构"},
        {"role": "随堂教师", "count": 1, "qualification": "本校教师", "supplied_by": "学校"},
    ])  # fmt: skip
    agreement = print_view(views(fields)["agreement"])
    text = "".join(pages(agreement))
    for part in (
        "合作意向书",
        "乙方（课程机构）示例学会",
        "courses/society/magnets，2026-09-01版",
        "学年和学期",
        "首课日期",
        "免费；费用分担：科协100%",
        "派出随堂教师1人，全程在场管理课堂",
        "派出主讲教师1人（物理专业），每课提前到场",
        "不代替合同",
        "甲方（盖章）",
        "乙方（盖章）",
    ):
        assert part in text
    assert agreement.pages <= 2
    assert "违约" not in text
    assert "免责" not in text


def test_the_certificate_lies_on_its_side_and_names_nobody() -> None:
    assert sizes(printed("certificate")) == [A4[::-1]]
    for part in ("结课证书", "同学：", "“磁铁十二问”", "3课时×40分钟", "示例学会", "证书编号", "示例数据·非官方"):
        assert part in words("certificate")


def test_the_notice_tells_who_teaches_the_fee_the_refund_and_whom_to_ask() -> None:
    for part in (
        "公示",
        "示例学会。主讲1人（课程机构，物理专业）",
        "免费",
        "无需退费",
        "自愿参加",
        "公示期",
        "学校（盖章）",
        "a@example.com",
    ):
        assert part in words("notice")
    real = SiteIdentity(REAL.name, REAL.url, REAL.publisher, "0574-00000000")
    text = "".join(pages(print_view(views(series(1), real)["notice"])))
    assert "课程目录主办单位：市科协0574-00000000" in text
    assert "https://kexue.example.org/courses/society/magnets.html" in text


def test_the_notice_of_a_visit_tells_place_guides_and_fee() -> None:
    text = "".join(pages(print_view(visit(premium())["notice"])))
    for part in ("示例海洋馆", "每8名学生至少1名成人", "每生35元，其中材料费5元", "前一天可退", "公示"):
        assert part in text


# --- checks of a finished document ---


def made(**changes: Any) -> Printed:
    facts: dict[str, Any] = {"content": b"", "pages": 3, "overflowing": (), "remarks": ()}
    return Printed(**facts | {"outline": ((1, "教案"), (2, "第 2 课时　磁铁第2问"))} | changes)


NOWHERE = Places(frozenset(), "")


def test_a_sound_document_has_no_fault() -> None:
    known = catalogue((SERIES, "series", series(3)))
    for view in small().values():
        found = print_view(view)
        assert list(faults_of(view, found, pupils_secrets(course_of(known)), places_of(known, ""))) == [], view.kind


def test_too_many_pages_and_a_missing_bookmark_are_faults() -> None:
    view = small()["session-02"]
    assert list(faults_of(view, made(pages=99), (), NOWHERE)) == ["排出来 99 页，应为 2～15 页"]
    assert list(faults_of(view, made(outline=()), (), NOWHERE)) == ["书签里少了“第 2 课时　磁铁第2问”"]
    assert list(faults_of(small()["certificate"], made(pages=2), (), NOWHERE)) == ["排出来 2 页，应为 1 页"]


def test_an_answer_in_a_pupils_document_is_a_fault_and_in_a_teachers_none() -> None:
    secrets = pupils_secrets(course_of(catalogue((SERIES, "series", series(3)))))
    assert secrets == tuple(f"{ANSWER}{number}" for number in (1, 2, 3))
    booklet = small()["booklet"]
    leaking = View(
        booklet.kind, "", "", "", "", booklet.data | {"leak": [{"text": f"答：{ANSWER}2。"}]}, booklet.pages, for_pupils=True
    )  # fmt: skip
    assert list(faults_of(leaking, made(pages=5), secrets, NOWHERE)) == ["给学生的页里有参考答案"]
    assert list(faults_of(small()["session-02"], made(), secrets, NOWHERE)) == []


def test_an_answer_that_its_author_has_put_into_the_task_is_no_secret() -> None:
    fields = series(1)
    fields["sessions"][0]["worksheet"] |= {
        "blocks": [{"kind": "选择", "text": "结论：", "options": ["同极相斥，异极相吸", "都相吸"]}],
        "answers": ["同极相斥，异极相吸", "能"],
    }
    assert pupils_secrets(course_of(catalogue((SERIES, "series", fields)))) == ()


def test_links_and_the_code_must_lead_to_pages_of_the_site() -> None:
    site = "https://kexue.example.org/"
    places = Places(frozenset({SERIES}), site)
    view = views(series(3), REAL)["session-02"]
    links = (f"{site}courses/society/gone.html", f"{site}{SERIES}.html", "javascript:alert(1)", "mailto:a@example.com")
    assert list(faults_of(view, made(links=links), (), places)) == [
        f"链接“{site}courses/society/gone.html”打不开",
        "链接“javascript:alert(1)”打不开",
    ]
    assert list(faults_of(view, made(), (), Places(frozenset(), site))) == [f"链接“{site}{SERIES}.html”打不开"]


def test_a_document_for_one_side_that_takes_two_is_told() -> None:
    crowded = series(1, safety={"measures": ["磁铁远离手表，" * 24] * 30})
    found = [item for item in results(catalogue((SERIES, "series", crowded))) if "card" in item.paths[0]]
    assert [item.warnings[-1] for item in found] == ["“磁铁十二问”的助教卡一页放不下，排了 2 页"]


# --- kept prints ---


def test_what_was_printed_is_not_printed_again_and_comes_with_the_same_bytes(tmp_path: Path) -> None:
    known = catalogue((SERIES, "series", series(1)), (PREMIUM, "premium", premium()))
    store = PrintStore(tmp_path / "prints", fonts())
    first = list(build_packs(known, SAMPLE, fonts(), store=store))
    empty = tmp_path / "no fonts here"
    again = list(build_packs(known, SAMPLE, empty, store=PrintStore(tmp_path / "prints", fonts())))
    assert again == first
    assert list(build_packs(known, SAMPLE, fonts())) == first


def test_a_kept_print_is_asked_for_by_all_that_decides_how_it_looks(tmp_path: Path) -> None:
    store = PrintStore(tmp_path, fonts())
    asked: list[tuple[str, Fields, date]] = [
        ("card.typ", {"a": "b"}, TODAY),
        ("notice.typ", {"a": "b"}, TODAY),
        ("card.typ", {"a": "c"}, TODAY),
        ("card.typ", {"a": "b"}, date(2026, 10, 2)),
    ]
    names = {store.name(*one, {}) for one in asked} | {PrintStore(tmp_path, tmp_path).name(*asked[0], {})}
    assert len(names) == 5


def test_a_damaged_or_forged_print_is_not_used(tmp_path: Path) -> None:
    store = PrintStore(tmp_path, fonts())
    whole = Printed(b"%PDF document", 2, (1,), ("a",), ((1, "b"),), ("https://example.com",))
    beside = {"packs/a.a4.pdf": b"sheets", "packs/a.docx": b"words"}
    store.keep("x", whole, beside)
    assert store.find("x") == (whole, beside)
    kept = (tmp_path / "x").read_bytes()
    for damaged in (kept[:-1], kept.replace(b"PDF", b"PDG"), b"", b"{}\n", b"[]\nabc", kept.split(b"\n")[0]):
        (tmp_path / "x").write_bytes(damaged)
        assert store.find("x") is None
    assert store.find("absent") is None


def test_the_same_edition_has_the_same_bytes_on_another_day() -> None:
    def printed_on(day: date) -> list[bytes]:
        known = catalogue((SERIES, "series", series(1)))
        later = Catalogue(known.records, known.reviews, known.vocabulary, day)
        return [item.file.content for item in build_packs(later, SAMPLE, fonts()) if item.file]

    assert printed_on(TODAY) == printed_on(date(2026, 12, 24))


def test_hostile_words_are_printed_as_they_stand_in_every_document() -> None:
    hostile = '#read("/etc/passwd")$x$'
    fields = series(1, title=hostile, theme=hostile)
    fields["sessions"][0]["title"] = hostile
    for view in views(fields).values():
        text = re.sub(r"\s", "", "".join(pages(print_view(view))))
        assert hostile in text, view.kind


def test_data_are_plain_json() -> None:
    for view in (*small().values(), *visit(premium()).values()):
        assert json.loads(json.dumps(view.data)) == view.data
