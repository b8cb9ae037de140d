"""The notice for a school's board (公示): what is offered, who teaches, what it costs, how to get money back, whom to ask."""

from __future__ import annotations

from typing import Any

from course_catalogue import richtext, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.packs.letter import SERIES_CONSENT, series_payment
from course_catalogue.packs.prose import Fact, fact, plain, told
from course_catalogue.packs.series_pack import contact_words
from course_catalogue.site_identity import SiteIdentity


def series_notice(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse) -> dict[str, Any]:
    provider = catalogue.provider_of(course)
    price, size = course.price, course.class_size
    staff = "；".join(f"{one.role} {one.count} 人（{one.supplied_by}，{one.qualification}）" for one in course.staffing)
    facts = (
        fact("课程", plain(f"{course.title}（{course.theme}）" if course.theme else course.title)),
        fact("学什么", plain(richtext.to_plain(course.summary))),
        _joined("对象", "，", wording.grades(course.grades), f"每班 {size.min}～{size.max} 人" if size else ""),
        fact("课时", plain(wording.duration(course))),
        _blank("时间地点"),
        fact("谁来教", plain(f"{provider.name}。{staff}" if staff else provider.name)),
        _joined("费用", "。", series_payment(course), price.note if price else ""),
        fact("退费", plain(price.refund if price and price.refund else _free(price))),
        fact("自愿", plain(SERIES_CONSENT)),
        _joined("安全", "；", _hazards(course.hazards), course.safety.insurance),
    )
    opening = f"我校拟引进下列科学课程，供{wording.grades(course.grades)}学生自愿选择，现予公示。"
    return _notice(identity, opening, told(facts), ("课程机构", contact_words(provider.contact)))


def _joined(label: str, between: str, *parts: str) -> Fact:
    """A row of those parts that say something, each without its own full stop."""
    return fact(label, plain(between.join(part.rstrip("。") for part in parts if part)))


def visit_notice(catalogue: Catalogue, identity: SiteIdentity, course: PremiumCourse) -> dict[str, Any]:
    base = catalogue.base_of(course)
    price, group = course.price, course.group
    lead = f"每 {course.pupils_per_adult} 名学生至少 1 名成人" if course.pupils_per_adult else ""
    facts = (
        fact("活动", plain(course.title)),
        fact("做什么", plain(richtext.to_plain(course.summary))),
        _joined("对象", "，", wording.grades(course.grades), f"每团 {group.min}～{group.max} 人" if group else ""),
        fact("时长", plain(wording.duration(course))),
        _blank("日期"),
        _joined("地点", "，", base.name, base.address),
        _joined("谁带队", "；", course.organiser, lead),
        fact("交通", plain(course.transport)),
        _joined("费用", "，", wording.visit_price(price), wording.material_part(price)),
        fact("退费", plain(price.refund if price and price.refund else _free(price))),
        fact("自愿", plain(course.consent)),
        fact(
            "安全",
            plain(
                "；".join(
                    part.rstrip("。")
                    for part in (_hazards(hazard.name for hazard in course.hazards), course.safety.insurance)
                    if part
                )
            ),
        ),
    )
    opening = f"我校拟组织{wording.grades(course.grades)}学生参加下列研学活动，自愿报名，现予公示。"
    return _notice(identity, opening, told(facts), ("研学基地", contact_words(base.contact)))


def _notice(identity: SiteIdentity, opening: str, facts: list[Fact], provider: tuple[str, str]) -> dict[str, Any]:
    told_elsewhere = (
        provider,
        ("课程目录主办单位", "　".join(part for part in (identity.publisher, identity.contact) if part)),
    )
    return {
        "heading": "公　　示",
        "opening": opening,
        "facts": facts,
        "complaints": "对课程、收费或安全有疑问、意见或投诉，请联系：",
        "own_contact": ["学校联系人", "电话", "意见箱"],
        "contacts": [{"label": label, "text": text} for label, text in told_elsewhere if text],
        "period": ["公示期　从", "到"],
        "seal": "学校（盖章）",
    }


def _blank(label: str) -> Fact:
    return {"label": label, "kind": "blank", "count": 1, "hint": "由学校填写"}


def _free(price: Any) -> str:
    return "免费，无需退费。" if price is not None and price.is_free else ""


def _hazards(names: Any) -> str:
    words = wording.hazards(names)
    return f"申报的危险源：{words}，已有防护要求" if words else "没有申报特别的危险源"
