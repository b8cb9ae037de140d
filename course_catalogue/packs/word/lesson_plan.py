"""Lesson plans (教案): the whole series, and one session with its worksheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course_catalogue.packs.frame import qr_picture
from course_catalogue.packs.word.document_file import TEXT_WIDTH, WordFile
from course_catalogue.packs.word.facts import labelled, sheet, short_facts
from course_catalogue.packs.word.oxml import Element, link, paragraph, run
from course_catalogue.packs.word.rich import in_cell
from course_catalogue.packs.word.tables import Cell, cell, of_words, ruled, thin_line
from course_catalogue.packs.word.worksheet import add_worksheet

_STEP, _INTENT = 22.0, 22.0  # millimetres of columns; the rest is for what is done
_TEACHERS_SHARE = 0.56
_ROOM_FOR_REFLECTION = 12.0  # millimetres
_APART = 2.0  # millimetres between two tables


def add_lesson_plans(word: WordFile, data: dict[str, Any]) -> None:
    """A front page with an overview, then every session on a page of its own."""
    _front_page(word, data)
    for lesson in data["lessons"]:
        _lesson(word, lesson, new_page=True)


def add_session(word: WordFile, data: dict[str, Any], number: int) -> None:
    """What a teacher prints for one day: the plan, and the worksheet on its own side where the session has one."""
    _lesson(word, data["lessons"][number - 1], new_page=False)
    for worksheet in data["worksheets"]:
        if worksheet["number"] == number:
            add_worksheet(word, worksheet, data["young"], new_page=True)


def notice(frame: dict[str, Any]) -> Iterator[Element]:
    """What says that a document is made of sample data."""
    if frame["notice"]:
        yield paragraph("Notice", *run(frame["notice"], "Strong"), *run(f"　{frame['notice_detail']}"))


def address(word: WordFile, frame: dict[str, Any]) -> Iterator[Element]:
    """Where the newest version stands, to click and to scan; a sample has no address."""
    if frame["address"]:
        target = word.target(frame["address"])
        words = run(frame["address"], "Hyperlink")
        yield paragraph("Note", *run("本课程的最新版本："), *([link(target, words)] if target else words), keep=True)
        yield paragraph("Normal", word.drawing(qr_picture(frame["address"]), "二维码，打开上面的网址", 25, 25))


def _front_page(word: WordFile, data: dict[str, Any]) -> None:
    frame, cover = data["frame"], data["cover"]
    facts = [
        *cover["facts"],
        *(
            {"label": label, "text": frame[name]}
            for label, name in (("版本", "edition"), ("编号", "id"), ("许可", "license"), ("出处", "site"))
        ),
    ]
    word.add(
        paragraph("Subtitle", *run(f"科学素养系列课程　教案　{cover['theme']}")),
        paragraph("Title", *run(frame["title"])),
        short_facts([item for item in facts if item["text"]], columns=2),
        *notice(frame),
        paragraph("Heading2", *run("课时总览")),
        of_words(
            (11, 28, 66, 34, 21),
            ("课时", "课题", "目标", "主要用品", "动手／时长"),
            (
                (
                    str(item["number"]),
                    item["title"],
                    "\n".join(item["goals"]),
                    item["materials"],
                    f"{item['hands_on']}／{item['minutes']} 分",
                )
                for item in data["sessions"]
            ),
            alt="每一课时的课题、目标、主要用品和时间",
        ),
        *address(word, frame),
    )


def _lesson(word: WordFile, lesson: dict[str, Any], *, new_page: bool) -> None:
    word.add(
        paragraph("Heading1", *run(f"第 {lesson['number']} 课时　{lesson['title']}"), new_page=new_page),
        short_facts(lesson["meta"], columns=3),
        thin_line(_APART),
        sheet(word, lesson["before"]),
        paragraph("Heading2", *run("教学过程")),
        _process(word, lesson),
        paragraph("Note", *run(lesson["total"]), align="right"),
        sheet(word, lesson["after"], [_reflection(lesson["reflection"])]),
        thin_line(),
    )


def _reflection(title: str) -> Element:
    return labelled(cell("TableLabel", title), cell("TableText", ""), height=_ROOM_FOR_REFLECTION)


def _process(word: WordFile, lesson: dict[str, Any]) -> Element:
    intent = _INTENT if lesson["with_intent"] else 0.0
    done = TEXT_WIDTH - _STEP - intent
    widths = [_STEP, done * _TEACHERS_SHARE, done * (1 - _TEACHERS_SHARE)]
    head = ["环节与时间", "教师活动", "学生活动"]
    if intent:
        widths.append(intent)
        head.append("设计意图")
    steps = lesson["steps"]
    rows = [_step(word, step, widths) for step in steps]
    return ruled(widths, head, rows, [step["may_break"] for step in steps], alt="教学过程")


def _step(word: WordFile, step: dict[str, Any], widths: list[float]) -> list[Cell]:
    tag = [paragraph("TableText", *run("动手", "Tag"))] if step["hands_on"] else []
    done = zip((step["teacher"], step["pupil"], step["intent"]), widths[1:], strict=False)
    return [
        [*cell("TableLabel", step["name"]), *cell("TableText", step["minutes"]), *tag],
        *(in_cell(word, blocks, width - 3.2) for blocks, width in done),
    ]
