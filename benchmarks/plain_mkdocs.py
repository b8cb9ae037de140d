"""The yardstick: the same courses as Markdown pages under plain MkDocs + Material with its search.

`python -m benchmarks.plain_mkdocs CATALOGUE FOLDER` writes the pages and mkdocs.yml to FOLDER.
The yardstick is kept generous: pages are not in the navigation, and Chinese is not segmented.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse

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
    lines = [f"# {course.title}", "", course.summary, "", f"主题：{course.theme}", ""]
    lines += ["| 项目 | 内容 |", "| --- | --- |", f"| 年级 | {course.grades} |", f"| 班额 | {course.class_size} |", f"| 申请 | {course.offer.how_to_apply} |", ""]
    lines += [f"- {item.text}" for item in course.objectives] + [""]
    for number, session in enumerate(course.sessions, start=1):
        lines += [f"## 第 {number} 课时 {session.title}", "", f"重点：{session.key_point}", "", f"难点：{session.difficult_point}", ""]
        lines += [f"- {item.text}" for item in session.objectives] + [""]
        lines += [f"- {item.belief}：{item.correction}" for item in session.misconceptions] + [""]
        lines += [f"- {item}" for item in session.preparation.teacher] + [""]
        lines += [f"- {item.name} {item.per} {item.quantity}" for item in session.materials] + [""]
        lines += ["| 环节 | 教师活动 | 学生活动 |", "| --- | --- | --- |"]
        lines += [f"| {_cell(step.name)} {step.minutes} 分钟 | {_cell(step.teacher_activity)} | {_cell(step.pupil_activity)} |" for step in session.steps]
        lines += ["", session.differentiation.support, "", session.differentiation.challenge, ""]
        if session.worksheet:
            lines += [session.worksheet.question, ""] + [f"- {_cell(block.text)}" for block in session.worksheet.blocks] + [""]
        lines += [f"- {item}" for item in session.board_plan] + ["", session.assessment, ""]
        lines += [f"- {_cell(item)}" for item in session.safety_notes] + [""]
    lines += ["| 材料 | 单位 | 单价 |", "| --- | --- | --- |"]
    lines += [f"| {item.name} | {item.unit} | {item.unit_price} |" for item in course.consumables]
    return [*lines, ""]


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")


if __name__ == "__main__":
    write_markdown(Path(sys.argv[1]), Path(sys.argv[2]))
