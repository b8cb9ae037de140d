"""Everything that is printed of a series course: the whole pack, and what a school prints alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import FAMILIES, OFFICE, PUPILS, TEACHING, WHOLE
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.agreement import agreement_data
from course_catalogue.packs.certificate import certificate_data
from course_catalogue.packs.helper_card import helper_card_data
from course_catalogue.packs.public_notice import series_notice
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.shopping_sheet import shopping_sheet_data
from course_catalogue.packs.views import View, called, exactly
from course_catalogue.site_identity import SiteIdentity


def series_views(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse) -> Iterator[View]:
    """The whole pack first; everything else shows parts of its data, or is made of the same record."""
    pack = series_pack_data(catalogue, identity, course)
    yield whole_series(pack)
    yield from (_session(pack, lesson) for lesson in pack["lessons"])
    yield from _for_teachers(catalogue, course, pack)
    yield from _for_pupils(catalogue, course, pack)
    yield letter_view(pack)
    yield from _for_the_office(catalogue, identity, course, pack)


def _for_teachers(catalogue: Catalogue, course: SeriesCourse, pack: dict[str, Any]) -> Iterator[View]:
    yield View(
        "card", "助教卡", TEACHING, "各课时哪几分钟到组里帮忙、先备好什么、盯住什么", "card.typ",
        called(pack, "助教卡") | helper_card_data(course, pack), range(1, 4), one_side=True,
    )  # fmt: skip
    yield View(
        "shopping", "采购清单", TEACHING, "常见班额各要买多少、花多少钱", "shopping.typ",
        called(pack, "采购清单") | shopping_sheet_data(catalogue, course), range(1, 30),
    )  # fmt: skip
    if pack["rubric"]:
        yield rubric_view(pack, course.assessment)


def _for_pupils(catalogue: Catalogue, course: SeriesCourse, pack: dict[str, Any]) -> Iterator[View]:
    if pack["worksheets"]:
        yield _booklet(pack, course)
    yield View(
        "certificate", "结课证书", PUPILS, "横排一页，姓名和日期留空，灰度打印也好看", "certificate.typ",
        called(pack, "结课证书") | certificate_data(catalogue, course), range(1, 2),
    )  # fmt: skip


def _for_the_office(
    catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse, pack: dict[str, Any]
) -> Iterator[View]:
    rows = [number for page in pack["sign_in"]["pages"] for number in page]
    yield View(
        "sign-in", "签到表", OFFICE, f"按最大班额 {len(rows)} 人、{len(course.sessions)} 课时", "series.typ",
        called(pack, "签到表") | {"parts": ["sign-in"], "sign_in": pack["sign_in"]}, exactly(pack["sign_in"]["pages"]),
    )  # fmt: skip
    yield View(
        "agreement", "合作意向书", OFFICE, "学校和课程机构的分工、费用和盖章处", "agreement.typ",
        called(pack, "合作意向书") | agreement_data(catalogue, course), range(1, 6),
    )  # fmt: skip
    yield View(
        "notice", "公示", OFFICE, "贴在公告栏：谁来教、收多少、怎样退、找谁反映", "notice.typ",
        called(pack, "公示") | series_notice(catalogue, identity, course), range(1, 4), one_side=True,
    )  # fmt: skip


def whole_series(pack: dict[str, Any]) -> View:
    count = len(pack["lessons"])
    return View(
        WHOLE,
        "整套资料",
        TEACHING,
        "课程概览、课标对应、用品清单、全部教案和学习单、量表、签到表、安全须知、家长信",
        "series.typ",
        pack,
        range(count + 4, 8 * count + 60),
        file_word="整套资料",
        lessons=tuple(_bookmark(lesson) for lesson in pack["lessons"]),
    )


def rubric_view(pack: dict[str, Any], assessment: str) -> View:
    data = {"part": "rubric", "rubric": pack["rubric"], "assessment": assessment}
    words = "每生一张：四级描述，自评、同伴评、教师评"
    return View("rubric", "评价量表", TEACHING, words, "sheets.typ", called(pack, "评价量表") | data, range(1, 6))


def letter_view(pack: dict[str, Any]) -> View:
    data = {"part": "letter", "letter": pack["letter"]}
    return View(
        "letter", "致家长的信和回执", FAMILIES, "时间、费用、退费和安全，下半页是知情同意回执", "sheets.typ",
        called(pack, "致家长的信") | data, range(1, 4), file_word="致家长的信", one_side=True,
    )  # fmt: skip


def _session(pack: dict[str, Any], lesson: dict[str, Any]) -> View:
    number = lesson["number"]
    sheets = [sheet for sheet in pack["worksheets"] if sheet["number"] == number]
    title = f"第 {number} 课时　{lesson['title']}"
    data = {
        "parts": ["lessons", *(["worksheet-only"] if sheets else [])],
        "lessons": [lesson],
        "worksheets": sheets,
        "young": pack["young"],
    }
    return View(
        f"session-{number:02d}",
        lesson["title"],
        TEACHING,
        "教案和学习单" if sheets else "教案",
        "series.typ",
        called(pack, title) | data,
        range(1 + len(sheets), 16),
        file_word=f"第{number:02d}课时",
        session=number,
        lessons=(_bookmark(lesson),),
    )


def _bookmark(lesson: dict[str, Any]) -> str:
    return f"第 {lesson['number']} 课时　{lesson['title']}"


def _booklet(pack: dict[str, Any], course: SeriesCourse) -> View:
    sheets = pack["worksheets"]
    data = {
        "cover": {
            "theme": course.theme,
            "grades": wording.grades(course.grades),
            "picture": pack["cover"]["picture"],
            "fields": ["学校", "班级", "小组", "姓名"],
        },
        "worksheets": sheets,
        "young": pack["young"],
    }
    return View(
        "booklet",
        "学习单合订本",
        PUPILS,
        f"封面、目录和 {len(sheets)} 张学习单，没有答案；每人一本",
        "booklet.typ",
        called(pack, "学习单合订本") | data,
        range(len(sheets) + 1, 3 * len(sheets) + 4),
        for_pupils=True,
    )
