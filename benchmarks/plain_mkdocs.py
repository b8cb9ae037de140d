"""The yardstick: the same courses as Markdown pages under plain MkDocs + Material with its search.

`python -m benchmarks.plain_mkdocs CATALOGUE FOLDER` writes the pages and mkdocs.yml to FOLDER.
The yardstick is kept generous: its pages are not in the navigation. Chinese is segmented with jieba,
without which Material's search finds no Chinese words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from course_catalogue import wording
from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.parts import Session
from course_catalogue.shopping import shopping_list

_SETTINGS = """site_name: yardstick
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [search]
markdown_extensions: [tables, attr_list]
nav: [index.md]
not_in_nav: "*/"
"""


def write_markdown(root: Path, folder: Path) -> None:
    """One Markdown page for every series course below `root`, with the words that our page shows."""
    loaded = load_catalogue(root, date(2026, 10, 1))
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
    (docs / "index.md").write_text("# 目录\n", "utf-8")
    for course in loaded.catalogue.series:
        page = docs / f"{course.key}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n".join(_course(course)), "utf-8")


def _course(course: SeriesCourse) -> list[str]:
    offer, price = course.offer, course.price
    lines = [f"# {course.title}", "", course.summary, "", f"主题：{course.theme}", ""]
    facts = {
        "年级": wording.grades(course.grades), "形式": course.delivery, "场合": "、".join(course.settings), "班额": course.class_size,
        "费用": price, "场地": "、".join(course.venues), "设备": "、".join(course.equipment), "师资": course.staffing,
        "区域": "、".join(offer.districts), "学期": "、".join(offer.terms), "星期": "、".join(offer.weekdays), "申请": offer.how_to_apply,
        "许可": course.license,
    }  # fmt: skip
    lines += _table(["项目", "内容"], [[label, str(value)] for label, value in facts.items()])
    lines += _list(item.text for item in course.objectives)
    lines += _table(["学习内容", "学段"], [[item.target, "、".join(item.stages)] for item in course.alignments])
    for number, session in enumerate(course.sessions, start=1):
        lines += _session(number, session)
    best = course.class_size.best if course.class_size else 24
    shopping = shopping_list(course, best)
    lines += _table(
        ["材料", "用量", "单价", "小计", "课时"],
        [
            [i.name, f"{i.quantity} {i.unit}", str(i.unit_price), str(i.cost), str(i.sessions)]
            for i in shopping.consumables
        ],
    )
    lines += _table(
        ["器材", "数量", "谁准备", "课时"],
        [[i.name, f"{i.quantity} {i.unit}", i.supplied_by, str(i.sessions)] for i in shopping.tools],
    )
    lines += [*_list(course.safety.measures), course.safety.emergency, "", course.assessment, ""]
    lines += _table(
        ["项目", "优秀", "良好", "合格", "待改进"],
        [[r.criterion, r.excellent, r.good, r.fair, r.improve] for r in course.rubric],
    )
    return lines


def _session(number: int, session: Session) -> list[str]:
    lines = [
        f"## 第 {number} 课时 {session.title}",
        "",
        f"重点：{session.key_point}",
        "",
        f"难点：{session.difficult_point}",
        "",
    ]
    lines += _list(item.text for item in session.objectives)
    lines += _list(f"{item.belief}：{item.correction}" for item in session.misconceptions)
    lines += _list(session.preparation.teacher)
    lines += _list(f"{item.name} {item.per} {item.quantity} {item.note}" for item in session.materials)
    lines += _list(f"{item.kind} {item.degree} {item.note}" for item in session.hazards) + _list(session.safety_notes)
    rows = [
        [f"{step.name} {step.minutes} 分钟", f"{step.teacher_activity} 设计意图：{step.intent}", step.pupil_activity]
        for step in session.steps
    ]
    lines += _table(["环节", "教师活动", "学生活动"], rows)
    lines += [session.differentiation.support, "", session.differentiation.challenge, ""]
    lines += _list(f"{item.situation}：{item.action}" for item in session.plan_b)
    if session.worksheet:
        lines += [session.worksheet.question, ""]
        for block in session.worksheet.blocks:
            lines += [block.text, ""] + (
                _table(list(block.columns), [list(row) for row in block.rows])
                if block.columns
                else _list(block.options)
            )
    lines += [*_list(session.board_plan), session.assessment, ""]
    return [*lines, session.extension_task.text if session.extension_task else "", ""]


def _list(items: Iterable[str]) -> list[str]:
    return [*(f"- {_cell(item)}" for item in items), ""]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [
        "",
        f"| {' | '.join(head)} |",
        "|" + " --- |" * len(head),
        *(f"| {' | '.join(map(_cell, row))} |" for row in rows),
        "",
    ]


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")


if __name__ == "__main__":
    write_markdown(Path(sys.argv[1]), Path(sys.argv[2]))
