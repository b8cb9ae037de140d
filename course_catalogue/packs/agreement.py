"""The letter of intent (合作意向书) between a school and a provider: what both want and who does what.

It is no contract and says so; it states nothing that the course file does not state, but for what both fill in.
"""

from __future__ import annotations

from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import Provider, SeriesCourse
from course_catalogue.packs.frame import edition_of
from course_catalogue.packs.letter import series_payment
from course_catalogue.packs.prose import Fact, fact, plain, told

NO_CONTRACT = (
    "本意向书记录双方的合作意向和分工，不代替合同；需要另签合同或办理审批、采购手续的，按学校和主管部门的规定办理。"
    "本意向书不免除任何一方依法应当承担的责任。"
)


def agreement_data(catalogue: Catalogue, course: SeriesCourse) -> dict[str, Any]:
    provider = catalogue.provider_of(course)
    return {
        "heading": "合作意向书",
        "parties": [
            {"name": "甲方（学校）", "text": ""},
            {"name": "乙方（课程机构）", "text": provider.name},
        ],
        "opening": "甲乙双方就在甲方开设下列科学课程达成合作意向：",
        "course": _course_facts(catalogue, course),
        "blanks": [
            ["学年和学期", "开课班级"],
            ["首课日期", "末课日期"],
            ["每周时间", "上课地点"],
            ["班数", "学生人数"],
        ],
        "money": _money(course),
        "school": _school_duties(course),
        "provider": _provider_duties(course, provider),
        "both": [
            "学生自愿参加；不参加、中途退出都不影响在校的任何评价。",
            "遇停课、调课或换授课教师，提前告知对方和家长，商定补课或按退费办法退费。",
            "发生伤害或险情，先救护学生，立即告知学校和家长，保留记录，按各自职责处理。",
            "课程内容以上列编号和版本为准；需要改动的，双方商定后再上。",
        ],
        "closing": NO_CONTRACT,
        "copies": "本意向书一式两份，双方各存一份。",
        "seals": ["甲方（盖章）", "乙方（盖章）"],
        "signatures": ["经办人", "联系电话", "日期"],
    }


def _course_facts(catalogue: Catalogue, course: SeriesCourse) -> list[Fact]:
    edition = edition_of(catalogue, course)
    size = course.class_size
    named = "，".join(part for part in (course.key, f"{edition} 版" if edition else "") if part)
    shape = (
        wording.grades(course.grades),
        wording.duration(course),
        course.delivery,
        f"每班 {size.min}～{size.max} 人" if size else "",
    )
    return told(
        (
            fact("课程名称", plain(course.title)),
            fact("编号和版本", plain(named)),
            fact("对象和形式", plain("，".join(part for part in shape if part))),
        )
    )


def _money(course: SeriesCourse) -> list[Fact]:
    price = course.price
    return told(
        (
            fact(
                "费用",
                plain(
                    "。".join(part.rstrip("。") for part in (series_payment(course), price.note) if part)
                    if price
                    else ""
                ),
            ),
            fact("退费", plain(price.refund if price else "")),
            {"label": "收支方式", "kind": "blank", "count": 1, "hint": "由双方填写；免费的写“无”"},
        )
    )


def _school_duties(course: SeriesCourse) -> list[str]:
    sent = [f"{staff.role} {staff.count} 人" for staff in course.staffing if staff.supplied_by == "学校"]
    equipment = f"，设备：{'、'.join(course.equipment)}" if course.equipment else ""
    return [
        f"提供场地（{wording.venues(course)}）{equipment}，课前检查安全。"
        if course.venues
        else "提供场地，课前检查安全。",
        f"派出{'、'.join(sent)}，全程在场管理课堂。" if sent else "每课派教师全程在场管理课堂。",
        "向家长发告知书，收齐知情同意回执；按规定公示课程、教师和收费。",
        "告知乙方需要照顾的学生情况（过敏、疾病等），并保护学生的个人信息。",
    ]


def _provider_duties(course: SeriesCourse, provider: Provider) -> list[str]:
    sent = [
        f"{staff.role} {staff.count} 人（{staff.qualification}）"
        for staff in course.staffing
        if staff.supplied_by != "学校"
    ]
    checked = provider.background_checks
    declared = f"（乙方已于 {wording.chinese_date(checked.declared_on)}声明做过）" if checked else ""
    return [
        f"派出{'、'.join(sent)}，每课提前到场。" if sent else "按课程要求派出授课教师，每课提前到场。",
        f"派出人员上岗前做过从业背景查询{declared}，名单交甲方备案。",
        "按用品清单备好由机构准备的材料和器材，用后清点收回；按课程的安全要求上课。",
        "不在课上推销商品和培训，不收本意向书以外的费用，不把学生信息用于教学以外。",
    ]
