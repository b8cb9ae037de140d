"""The letter to parents with its slip (知情同意回执): facts filled in, never a waiver of liability."""

from __future__ import annotations

from typing import Any

from course_catalogue import richtext, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.packs.lesson import best_size
from course_catalogue.packs.prose import Fact, fact, led, plain, told
from course_catalogue.shopping import shopping_list

LIABILITY = "签写回执表示您已了解上述安排，不免除{parties}依法应当承担的安全责任。"
SERIES_CONSENT = "自愿参加，可以随时退出；不参加、中途退出都不影响孩子在校的任何评价。"


def series_letter(catalogue: Catalogue, course: SeriesCourse) -> dict[str, Any]:
    provider = catalogue.provider_of(course)
    opening = (
        f"学校拟请{provider.name}为{wording.grades(course.grades)}的同学开设科学课程“{course.title}”，"
        f"共 {wording.duration(course)}。现把课程的安排、费用和安全事项告诉您，请您和孩子商量后自愿选择。"
    )
    return _letter(course.title, opening, _series_facts(course), "学校和课程机构")


def visit_letter(catalogue: Catalogue, course: PremiumCourse) -> dict[str, Any]:
    base = catalogue.base_of(course)
    opening = (
        f"学校拟组织{wording.grades(course.grades)}的同学到{base.name}参加研学活动“{course.title}”，"
        f"时长{wording.duration(course)}。现把行程、费用和安全事项告诉您，请您和孩子商量后自愿选择。"
    )
    return _letter(course.title, opening, _visit_facts(catalogue, course), "学校、基地和承办单位")


def series_payment(course: SeriesCourse) -> str:
    """Price and who pays which share."""
    price = course.price
    if price is None:
        return ""
    total = "" if price.is_free else f"（每生整个系列共 {wording.yuan(course.total_fee)}）"
    shares = "、".join(f"{payer.payer} {wording.number(payer.percent)}%" for payer in price.payers)
    return f"{wording.series_price(price)}{total}" + (f"；费用分担：{shares}" if shares else "")


def _letter(title: str, opening: str, facts: list[Fact], parties: str) -> dict[str, Any]:
    return {
        "salutation": "各位家长：",
        "opening": opening,
        "facts": facts,
        "liability": LIABILITY.format(parties=parties),
        "cut": "沿此线剪下，交回班主任",
        "slip_title": "知情同意回执",
        "slip": f"我已阅读“{title}”的告知书，并和孩子商量过，我们决定（请打勾）：",
        "choices": ["自愿参加", "不参加"],
        "fields": ["班级", "学生姓名"],
        "health": "需要说明的过敏、疾病、用药或其他情况（没有请写“无”）：",
        "signatures": ["家长签名", "紧急联系电话", "日期"],
    }


def _series_facts(course: SeriesCourse) -> list[Fact]:
    brought = shopping_list(course, best_size(course)).brought_by_pupils
    refund = course.price.refund if course.price else ""
    note = course.price.note if course.price else ""
    hazards = wording.hazards(course.hazards)
    return told(
        (
            fact("学什么", plain(richtext.to_plain(course.summary))),
            {"label": "时间地点", "kind": "blank", "count": 1, "hint": "由学校填写"},
            fact("费用", plain("。".join(part.rstrip("。") for part in (series_payment(course), note) if part))),
            fact("退费", plain(refund)),
            fact("自备物品", plain("、".join(brought))),
            fact(
                "危险源",
                plain(f"{hazards}。各课时的程度和防护见学校存放的安全须知。" if hazards else "没有申报特别的危险源。"),
            ),
            fact("应急", plain(course.safety.emergency)),
            fact("保险", plain(course.safety.insurance)),
            fact("自愿原则", plain(SERIES_CONSENT)),
        )
    )


def _visit_facts(catalogue: Catalogue, course: PremiumCourse) -> list[Fact]:
    base = catalogue.base_of(course)
    price = course.price
    fee = wording.visit_price(price)
    if price and not price.is_free and price.material_fee:
        fee += f"（其中材料费 {wording.yuan(price.material_fee)}）"
    hazards = ((f"{item.name}（{item.degree}）", f"　{item.remark}" if item.remark else "") for item in course.hazards)
    return told(
        (
            fact("做什么", plain(richtext.to_plain(course.summary))),
            {"label": "日期", "kind": "blank", "count": 1, "hint": "由学校填写"},
            fact("地点", plain("，".join(part for part in (base.name, base.address) if part))),
            fact("组织", plain(course.organiser)),
            fact("交通", plain(course.transport)),
            fact("带队", plain(f"每 {course.pupils_per_adult} 名学生至少 1 名成人" if course.pupils_per_adult else "")),
            fact("费用", plain(fee)),
            fact("退费", plain(price.refund if price else "")),
            fact("危险源", led(hazards)),
            fact("应急处置", plain(course.safety.emergency)),
            fact("急救条件", plain(course.safety.first_aid)),
            fact("保险", plain(course.safety.insurance)),
            fact("雨天方案", plain(course.rain_plan)),
            fact("自愿原则", plain(course.consent)),
        )
    )
