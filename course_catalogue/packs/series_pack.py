"""The lesson pack of a series course (课程资料包): JSON-ready, every number and word already in place."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from course_catalogue import wording
from course_catalogue.cards import validity
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagrams import printed
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.frame import frame_data
from course_catalogue.packs.lesson import best_size, goals, lesson_data
from course_catalogue.packs.letter import series_letter, series_payment
from course_catalogue.packs.prose import Fact, Prose, fact, plain, told
from course_catalogue.packs.safety_sheet import safety_data, staff_rows
from course_catalogue.packs.worksheet import YOUNGEST_WITH_LARGE_TYPE, worksheet_data
from course_catalogue.parts import Contact, RubricRow
from course_catalogue.shopping import ShoppingItem, shopping_list
from course_catalogue.site_identity import SiteIdentity

# Rows of a landscape A4 page below its title that leave 7 mm a box.
_SIGN_IN_ROWS = 15
# Of series.typ, in the order of the whole pack.
PARTS = (
    "cover", "contents", "overview", "alignment", "sessions", "shopping",
    "lessons", "worksheets", "assessment", "sign-in", "safety", "letter",
)  # fmt: skip


def series_pack_data(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse) -> dict[str, Any]:
    """The whole pack, for a class of the best size. `catalogue` gives owner, review and vocabulary."""
    prose = Prose(catalogue, course, identity.url)
    numbered = tuple(enumerate(course.sessions, start=1))
    young = min(course.grades, default=9) <= YOUNGEST_WITH_LARGE_TYPE
    return {
        "parts": list(PARTS),
        "frame": frame_data(catalogue, identity, course, "课程资料包"),
        "cover": _cover(catalogue, prose, course),
        "overview": _overview(catalogue, prose, course),
        "alignment": alignment_data(catalogue, course),
        "sessions": _sessions(course),
        "shopping": _shopping(course),
        "lessons": [lesson_data(catalogue, prose, course, number - 1) for number, _ in numbered],
        "worksheets": [
            worksheet_data(prose, number, session.title, session.worksheet, printed(young=young))
            for number, session in numbered
            if session.worksheet
        ],
        "copies": f"每人一份，一个班 {best_size(course)} 份；每份单面一页，可以单独抽出复印。",
        "young": young,
        "rubric": rubric_rows(course.rubric),
        "assessment": course.assessment,
        "sign_in": _sign_in(course),
        "safety": safety_data(prose, course),
        "letter": series_letter(catalogue, course),
    }


def rubric_rows(rubric: tuple[RubricRow, ...]) -> list[list[str]]:
    return [[row.criterion, row.excellent, row.good, row.fair, row.improve] for row in rubric]


def contact_words(contact: Contact) -> str:
    return "　".join(part for part in (contact.phone, contact.email, contact.page, contact.via) if part)


def _cover(catalogue: Catalogue, prose: Prose, course: SeriesCourse) -> dict[str, Any]:
    size = course.class_size
    facts = (
        ("课程机构", catalogue.provider_of(course).name),
        ("适用年级", wording.grades(course.grades)),
        ("课时", wording.duration(course)),
        ("班额", f"{size.min}～{size.max} 人，以 {size.best} 人最合适" if size else ""),
        ("授课形式", "，".join(part for part in (course.delivery, "、".join(course.settings)) if part)),
        ("有效期", validity(catalogue, course).removeprefix("有效期")),
    )
    return {
        "theme": course.theme,
        "facts": [{"label": label, "text": text} for label, text in facts if text],
        "picture": prose.picture(next(iter(course.images), None)),
    }


def _overview(catalogue: Catalogue, prose: Prose, course: SeriesCourse) -> dict[str, Any]:
    return {
        "summary": prose.rich(course.summary),
        "goals": goals(course.objectives),
        "staff": staff_rows(course.staffing),
        "facts": [*_conditions(course), *_money(course), *_offer(catalogue, course)],
    }


def _conditions(course: SeriesCourse) -> list[Fact]:
    author = course.co_author
    equipment = f"需要{'、'.join(course.equipment)}" if course.equipment else "不需要特别的设备"
    return told(
        (
            fact("校内合作", plain(f"{author.school}　{author.role}" if author else "")),
            fact(
                "场地与设备",
                plain(
                    "；".join(part for part in (wording.venues(course), equipment, wording.grouping(course)) if part)
                ),
            ),
            fact("先修要求", plain(course.prerequisites)),
            fact("课程评价", plain(course.assessment)),
        )
    )


def _money(course: SeriesCourse) -> list[Fact]:
    price = course.price
    words = (series_payment(course), price.note if price else "")
    return told(
        (
            fact("价格", plain("。".join(part.rstrip("。") for part in words if part))),
            fact("退费办法", plain(price.refund if price else "")),
        )
    )


def _offer(catalogue: Catalogue, course: SeriesCourse) -> list[Fact]:
    offer = course.offer
    when = "；".join(part for part in ("、".join(offer.terms), "、".join(offer.weekdays)) if part)
    lead = f"提前 {offer.lead_weeks} 周申请" if offer.lead_weeks is not None else ""
    load = f"每学期可接 {offer.classes_per_term} 个班" if offer.classes_per_term else ""
    start = f"{wording.chinese_date(offer.from_date)}起可以开课" if offer.from_date else ""
    return told(
        (
            fact("服务区域", plain("、".join(offer.districts))),
            fact("开课时间", plain("；".join(part for part in (when, start, load, lead) if part))),
            fact("怎样申请", plain(offer.how_to_apply)),
            fact("安全", plain(_safety_words(course))),
            fact("联系方式", plain(contact_words(catalogue.provider_of(course).contact))),
        )
    )


def _safety_words(course: SeriesCourse) -> str:
    kinds = wording.hazards(course.hazards)
    return (
        f"危险源：{kinds}；逐课的程度、要求和应急办法见“安全须知”。"
        if kinds
        else "没有特别的危险源；要求见“安全须知”。"
    )


def alignment_data(catalogue: Catalogue, course: SeriesCourse) -> dict[str, Any]:
    """Rows under their standard; a name or stage we are not sure of is marked 待核."""
    vocabulary = catalogue.vocabulary
    groups: dict[str, list[dict[str, Any]]] = {}
    for alignment in course.alignments:
        target = vocabulary.targets[alignment.target]
        concept = vocabulary.concepts.get(target.concept)
        groups.setdefault(target.standard, []).append(
            {
                "code": target.code,
                "name": target.name,
                "note": alignment.note,
                "concept": f"{concept.code} {concept.name}" if concept else target.field,
                "stages": [wording.STAGE_LABELS[stage] for stage in alignment.stages],
                "sessions": _session_numbers(course, alignment.target),
                "unsure": target.is_unsure_at(alignment.stages),
            }
        )
    unsure = any(row["unsure"] for rows in groups.values() for row in rows)
    footnote = "待核：该条的学段划分尚未与课标原文逐条核对，使用前请查对课标。" if unsure else ""
    return {"groups": [{"standard": name, "rows": rows} for name, rows in groups.items()], "footnote": footnote}


def _session_numbers(course: SeriesCourse, target: str) -> str:
    found = [str(number) for number, session in enumerate(course.sessions, start=1) if target in session.targets]
    return "、".join(found) or "全系列"


def _sessions(course: SeriesCourse) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "title": session.title,
            "goals": [objective.text for objective in session.objectives],
            "materials": "、".join(use.name for use in session.materials[:3])
            + ("等" if len(session.materials) > 3 else ""),
            "minutes": course.minutes_of(session),
            "hands_on": sum(step.minutes for step in session.steps if step.hands_on),
        }
        for number, session in enumerate(course.sessions, start=1)
    ]


def _shopping(course: SeriesCourse) -> dict[str, Any]:
    size = best_size(course)
    wanted = shopping_list(course, size)
    total = sum(item.cost for item in wanted.consumables)
    fee = course.price.material_fee if course.price else 0
    notes = [
        f"消耗材料合计 {wording.yuan(total)}，每生 {wording.yuan(total / size)}。",
        f"其中课程机构准备的 {wording.yuan(wanted.provider_cost)}，每生 {wording.yuan(wanted.provider_cost / size)}"
        + (f"；收取的材料费每生 {wording.yuan(fee)}。" if fee else "；不向学生收材料费。"),
    ]
    return {
        "for_whom": f"按一个班 {wanted.pupils} 人、分 {wanted.groups} 组计算，是整个系列的用量。",
        "consumables": [_bought(item) for item in wanted.consumables],
        "total": wording.yuan(total),
        "notes": notes if wanted.consumables else [],
        "tools": [_brought(item, {tool.name: tool.note for tool in course.tools}) for item in wanted.tools],
        "extras": [_brought(item, {}) for item in wanted.extras],
    }


def _bought(item: ShoppingItem) -> dict[str, str]:
    priced = item.unit_price > 0
    return {
        "name": item.name,
        "quantity": f"{wording.number(item.quantity)} {item.unit}",
        "price": wording.number(item.unit_price) if priced else "—",
        "cost": f"{item.cost:.2f}" if priced else "—",
        "by": item.supplied_by,
        "sessions": spans(item.sessions),
        "source": item.source,
    }


def _brought(item: ShoppingItem, notes: dict[str, str]) -> dict[str, str]:
    return {
        "name": item.name,
        "quantity": f"{wording.number(item.quantity)} {item.unit}",
        "by": item.supplied_by,
        "sessions": spans(item.sessions),
        "note": notes.get(item.name, ""),
    }


def spans(numbers: tuple[int, ...]) -> str:
    """1, 2, 3, 6 as “1～3、6”."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}～{run[-1]}" for run in runs)


def _sign_in(course: SeriesCourse) -> dict[str, Any]:
    """Rows for the largest class, shared evenly over as many pages as it takes."""
    size = course.class_size.max if course.class_size else 1
    pages = -(-size // _SIGN_IN_ROWS)
    cuts = [round(size * page / pages) for page in range(pages + 1)]
    return {
        "sessions": [str(number) for number in range(1, len(course.sessions) + 1)],
        "pages": [list(range(start + 1, end + 1)) for start, end in pairwise(cuts)],
        "hint": "到课打“✓”，迟到写时刻，请假写“假”。",
    }
