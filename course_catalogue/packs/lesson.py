"""The lesson plan (教案) of one session, in the order that schools file it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagrams import BESIDE_A_LABEL
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.diagram import diagram_data
from course_catalogue.packs.prose import Blocks, Fact, Prose, bullets, fact, led, length, plain, told
from course_catalogue.parts import MaterialUse, Objective, Session, Step
from course_catalogue.shopping import amount

COMPETENCIES = ("科学观念", "科学思维", "探究实践", "态度责任")
# A row of the process table is kept on one page unless its longest cell has more characters than this …
_KEPT_WHOLE = 360
# … or the plan more than this. A plan is two pages; so long a one is set closely and all but its short rows run over
# the page's end, lest its last lines stand on a third. Typst could tell for certain, by laying out every plan twice.
_ROOMY = 1850
# From here on a plan needs the line in 200 that well weighed breaks save; they cost a tenth of a pack.
_FULL = 2000
_SHORT = 110


def lesson_data(catalogue: Catalogue, prose: Prose, course: SeriesCourse, index: int) -> dict[str, Any]:
    """Everything on the lesson plan of `course.sessions[index]`, answers of its worksheet included."""
    session = course.sessions[index]
    before, after = _before(catalogue, course, index), _after(prose, session)
    steps = [_step(prose, step) for step in session.steps]
    deepest = [_deepest(step) for step in steps]
    total = sum(map(_characters, (*before, *after))) + sum(deepest)
    closely = total > _ROOMY
    return {
        "number": index + 1,
        "title": session.title,
        "meta": _meta(course, session, index + 1),
        "before": before,
        "closely": closely,
        "squeezed": total > _FULL,
        "with_intent": any(step.intent for step in session.steps),
        "steps": [
            step | {"may_break": step["may_break"] or (closely and depth > _SHORT)}
            for step, depth in zip(steps, deepest, strict=True)
        ],
        "total": _total(session),
        "after": after,
        "reflection": "教学反思",
    }


def goals(objectives: Iterable[Objective]) -> list[dict[str, Any]]:
    """Objectives grouped under the four competencies, in the standard's order."""
    named = list(objectives)
    grouped = [
        {"competency": name, "items": [item.text for item in named if item.competency == name]}
        for name in (*COMPETENCIES, "")
    ]
    return [group for group in grouped if group["items"]]


def groups_of(course: SeriesCourse) -> int:
    """How many groups a class of the best size makes."""
    return course.groups_of(best_size(course))


def best_size(course: SeriesCourse) -> int:
    return course.class_size.best if course.class_size else 1


def _meta(course: SeriesCourse, session: Session, number: int) -> list[dict[str, str]]:
    visit = f"第 {session.visit} 次到校" if session.visit else ""
    wait = f"与上一课时至少隔 {session.wait_days} 天" if session.wait_days else ""
    return [
        {"label": "年级", "text": wording.grades(course.grades)},
        {"label": "课时", "text": f"第 {number} 课时，共 {len(course.sessions)} 课时"},
        {
            "label": "时长",
            "text": "，".join(part for part in (f"{course.minutes_of(session)} 分钟", visit, wait) if part),
        },
        {"label": "班额", "text": f"{best_size(course)} 人，分 {groups_of(course)} 组" if course.class_size else ""},
        {"label": "教师", "text": ""},
        {"label": "日期", "text": ""},
    ]


def _before(catalogue: Catalogue, course: SeriesCourse, index: int) -> list[Fact]:
    session = course.sessions[index]
    pupils = session.starting_point or course.prerequisites
    follows = f"承接第 {index} 课时“{course.sessions[index - 1].title}”。" if index else ""
    return told(
        (
            {"label": "教学目标", "kind": "goals", "goals": goals(session.objectives)},
            fact("学情分析" if session.starting_point else "学情与先修", plain(_sentence(pupils) + follows)),
            fact("课标对应", plain("；".join(target_name(catalogue, target) for target in session.targets))),
            fact("教学重点", plain(session.key_point)),
            fact("教学难点", plain(session.difficult_point)),
            fact("常见误区", led((f"“{item.belief}”　", item.correction) for item in session.misconceptions)),
            fact("教师准备", bullets(session.preparation.teacher)),
            fact("学生准备", bullets(session.preparation.pupils)),
            {"label": "用品", "kind": "checklist", "items": _materials(course, session)},
        )
    )


def target_name(catalogue: Catalogue, target: str) -> str:
    found = catalogue.vocabulary.targets[target]
    return f"{found.code} {found.name}"


def _materials(course: SeriesCourse, session: Session) -> list[dict[str, str]]:
    pupils, groups = best_size(course), groups_of(course)
    units = {item.name: item.unit for item in course.tools} | {item.name: item.unit for item in course.consumables}
    return [_material(use, use.unit or units.get(use.name, ""), pupils, groups) for use in session.materials]


def _material(use: MaterialUse, unit: str, pupils: int, groups: int) -> dict[str, str]:
    each = "" if use.per == "每班" else f"{use.per} {wording.number(use.quantity)} {unit}"
    return {
        "name": use.name,
        "amount": f"{wording.number(amount(use, pupils, groups))} {unit}",
        "note": "；".join(part for part in (each.strip(), use.note) if part),
    }


def _step(prose: Prose, step: Step) -> dict[str, Any]:
    longest = max(len(step.teacher_activity), len(step.pupil_activity), 2 * len(step.intent))
    return {
        "name": step.name,
        "minutes": f"{step.minutes} 分钟",
        "hands_on": step.hands_on,
        "teacher": prose.rich(step.teacher_activity),
        "pupil": prose.rich(step.pupil_activity),
        "intent": plain(step.intent),
        "may_break": longest > _KEPT_WHOLE or f"{step.teacher_activity}{step.pupil_activity}".count("![") > 1,
    }


def _characters(row: Fact) -> int:
    """What a row of the sheet holds."""
    match row["kind"]:
        case "text":
            return length(row["blocks"])
        case "checklist":
            return sum(len(part) for item in row["items"] for part in item.values())
        case "board":
            return sum(map(len, row["lines"]))
        case "diagrams":
            return 500 * len(row["diagrams"])
        case _:
            return sum(len(goal) for group in row["goals"] for goal in group["items"])


def _deepest(step: dict[str, Any]) -> int:
    """A step is as deep as its longer cell; a line of the pupils' holds three quarters of one of the teacher's."""
    return max(length(step["teacher"]), length(step["pupil"]) * 4 // 3)


def _total(session: Session) -> str:
    total = sum(step.minutes for step in session.steps)
    active = sum(step.minutes for step in session.steps if step.hands_on)
    return f"合计 {total} 分钟，其中学生动手 {active} 分钟" if total else ""


def _after(prose: Prose, session: Session) -> list[Fact]:
    support, challenge = session.differentiation.support, session.differentiation.challenge
    answers = session.worksheet.answers if session.worksheet else ()
    return told(
        (
            fact("分层支持", led((*_if("需要帮助：", support), *_if("学有余力：", challenge)))),
            fact("应变预案", led((f"{item.situation}：", item.action) for item in session.plan_b)),
            {"label": "板书设计", "kind": "board", "lines": list(session.board_plan)},
            {
                "label": "教师用图",
                "kind": "diagrams",
                "diagrams": [diagram_data(item, BESIDE_A_LABEL) for item in session.diagrams],
            },
            fact("课时评价", plain(session.assessment)),
            fact("课外延伸", plain(_extension(session))),
            fact("安全提示", safety_blocks(prose, session)),
            fact("参考答案", bullets(answers)),
        )
    )


def safety_blocks(prose: Prose, session: Session) -> Blocks:
    """Declared hazards with their degree in words, then what must be kept to."""
    return [*led(hazard_words(session)), *prose.list(session.safety_notes)]


def hazard_words(session: Session) -> list[tuple[str, str]]:
    return [
        (f"{hazard.name}（{hazard.degree}）", f"　{hazard.remark}" if hazard.remark else "")
        for hazard in session.hazards
    ]


def _extension(session: Session) -> str:
    task = session.extension_task
    if task is None:
        return ""
    return task.text if task.written else f"{task.text}（不用写下来）"


def _if(lead: str, text: str) -> tuple[tuple[str, str], ...]:
    return ((lead, text),) if text else ()


def _sentence(text: str) -> str:
    """Ends in a full stop, so that another sentence can follow."""
    return text if not text or text[-1] in "。！？" else f"{text}。"
