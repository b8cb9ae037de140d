"""The study handbook (研学手册) on A4, for a school that prints it on any machine; the booklet to fold is a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_catalogue.packs.word.document_file import TEXT_WIDTH, WordFile
from course_catalogue.packs.word.facts import goals, sheet, short_facts, ticked
from course_catalogue.packs.word.lesson_plan import address, notice
from course_catalogue.packs.word.letter import add_letter
from course_catalogue.packs.word.oxml import Element, paragraph, run
from course_catalogue.packs.word.rich import IN_LARGE_SHEET, IN_SHEET, RUNNING, UNINDENTED, blocks, in_cell, picture
from course_catalogue.packs.word.sheet_room import fitting, height_of
from course_catalogue.packs.word.tables import Cell, cell, row, ruled, table
from course_catalogue.packs.word.worksheet import record
from course_catalogue.packs.word.writing import blanks, lines

_LINES, _LINES_FOR_THE_YOUNG = 10.0, 13.0  # millimetres apart
_ROOM_FOR_TITLE = 20.0  # millimetres of a task's title and exhibit
_COVER_PICTURE = 80.0  # millimetres high at most


def add_handbook(word: WordFile, data: dict[str, Any]) -> None:
    """All of it; the letter stands at the front, the notes for teachers and parents at the end."""
    pitch = _LINES_FOR_THE_YOUNG if data["young"] else _LINES
    _cover(word, data)
    add_letter(word, data["letter"], new_page=True)
    _before(word, data, pitch)
    _during(word, data["during"])
    for task in data["tasks"]:
        _task(word, task, data["young"])
    _after(word, data["after"], pitch)
    _back(word, data)


def _heading(level: int, words: str, new_page: bool = False) -> Element:
    return paragraph(f"Heading{level}", *run(words), new_page=new_page)


def _cover(word: WordFile, data: dict[str, Any]) -> None:
    frame, cover = data["frame"], data["cover"]
    shown = picture(word, cover["picture"], TEXT_WIDTH, UNINDENTED, _COVER_PICTURE) if cover["picture"] else []
    word.add(
        paragraph("Subtitle", *run(f"精品研学课程　{frame['kind']}")),
        paragraph("Title", *run(frame["title"])),
        short_facts(cover["facts"], columns=2),
        *shown,
        *(blanks((field,), line=14) for field in cover["fields"]),
        *notice(frame),
        paragraph("Note", *run(f"{frame['edition']}　{frame['id']}")),
    )


def _before(word: WordFile, data: dict[str, Any], pitch: float) -> None:
    before = data["before"]
    word.add(
        _heading(1, "行前：做好准备", new_page=True),
        _heading(2, "我想弄明白的问题"),
        *lines(2, pitch),
        _heading(2, "背景知识"),
        *blocks(word, before["background"], RUNNING, TEXT_WIDTH),
        _heading(2, "这次研学，我要"),
        *goals(before["goals"]),
        _heading(2, "行前任务"),
        *ticked(before["preparation"]),
        _heading(2, "我们小组"),
        *(blanks(before["roles"][at : at + 2]) for at in range(0, len(before["roles"]), 2)),
        _heading(2, "要带的东西"),
        *_ticked_in_two(before["packing"]),
        _heading(2, "行中约定"),
        *blocks(word, before["rules"], UNINDENTED, TEXT_WIDTH),
        paragraph("Normal", *run(before["pact"], "Strong"), keep=True, before=2),
        blanks(("学生签名", "家长签名", "日期"), (1, 1, 0.8)),
        _heading(2, "遇到危险、走散或不舒服"),
        paragraph("Normal", *run(data["during"]["emergency"]), keep=True),
        blanks(("带队教师", "电话"), keep=True),
        blanks(("基地导师", "电话")),
    )


def _ticked_in_two(items: list[str]) -> list[Element]:
    """Short things side by side; an odd one leaves its neighbour empty."""
    if not items:
        return []
    half, widths = (len(items) + 1) // 2, (TEXT_WIDTH / 2, TEXT_WIDTH / 2)
    return [
        table("TableNormal", widths, [row(widths, [ticked(items[:half]), ticked(items[half:]) or cell("Tick", "")])])
    ]


def _during(word: WordFile, during: dict[str, Any]) -> None:
    word.add(_heading(1, "行中：边走边学", new_page=True))
    for day in during["days"]:
        title = day["title"] or ("日程" if len(during["days"]) == 1 else "")
        word.add(*([_heading(2, title)] if title else []), _itinerary(word, day["items"]))
    for title, name in (("行走路线", "route"), ("遇到下雨", "rain")):
        if during[name]:
            word.add(_heading(2, title), paragraph("Normal", *run(during[name])))


def _itinerary(word: WordFile, items: Iterable[dict[str, Any]]) -> Element:
    widths = (26, 38, 96)
    return ruled(
        widths,
        ("时间", "地点", "做什么"),
        (
            [
                _with_note(item["time"], item["minutes"]),
                _with_note(item["place"], item["exhibit"]),
                in_cell(word, item["activity"], widths[2] - 3.2),
            ]
            for item in items
        ),
        alt="行程",
    )


def _with_note(words: str, note: str) -> Cell:
    return [*cell("TableText", words), *([paragraph("TableText", *run(note, "Small"))] if note else [])]


def _task(word: WordFile, task: dict[str, Any], young: bool) -> None:
    look = IN_LARGE_SHEET if young else IN_SHEET
    manner, extra = fitting(task["blocks"], _ROOM_FOR_TITLE + height_of(task["instructions"], look), young, look)
    word.add(_heading(2, f"任务 {task['number']}　{task['title']}", new_page=True))
    if task["exhibit"]:
        word.add(paragraph("Note", *run(f"展项：{task['exhibit']}"), keep=True))
    word.add(*blocks(word, task["instructions"], look, TEXT_WIDTH))
    for block in task["blocks"]:
        word.add(*record(word, block, manner, look, extra=extra))


def _after(word: WordFile, after: dict[str, Any], pitch: float) -> None:
    word.add(
        _heading(1, "行后：整理与分享", new_page=True),
        _heading(2, "研学成果"),
        *blocks(word, after["product"], RUNNING, TEXT_WIDTH),
        _heading(2, "回到学校以后"),
        *ticked(after["activities"]),
        _heading(2, "评价量表"),
        _rubric(after["rubric"]),
        blanks(("自评", "同伴评", "教师评")),
        _heading(2, "我的反思"),
    )
    for question in after["reflection"]:
        word.add(paragraph("Normal", *run(question), keep=True, before=2), *lines(3, pitch))


def _rubric(rows: Iterable[list[str]]) -> Element:
    head = ("评价项目", "优秀", "良好", "合格", "待改进")
    cells = ([cell("TableLabel", line[0]), *(cell("TableText", words) for words in line[1:])] for line in rows)
    return ruled((28, 36, 34, 31, 31), head, cells, alt="评价量表")


def _back(word: WordFile, data: dict[str, Any]) -> None:
    back, frame = data["back"], data["frame"]
    word.add(
        _heading(1, "给教师和家长", new_page=True),
        _heading(2, "安全措施"),
        *blocks(word, back["measures"], UNINDENTED, TEXT_WIDTH),
        _heading(2, back["base"]),
        *blocks(word, back["introduction"], RUNNING, TEXT_WIDTH),
        sheet(word, back["facts"]),
        paragraph("Note", *run(f"{frame['license']}　出处：{frame['site']}　{frame['validity']}")),
        *address(word, frame),
    )
