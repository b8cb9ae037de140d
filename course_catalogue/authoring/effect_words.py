"""An Effect in plain Chinese: sections of lines, whose quoted parts are contributors' text and are marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from course_catalogue import wording
from course_catalogue.authoring.effect import BaseProgress, Deed, Effect, Figure, Recheck, RecordEffect
from course_catalogue.authoring.field_words import FieldWords


class Quote(str):
    """Text that a contributor wrote: a report shows it so that it cannot be anything but text."""

    __slots__ = ()


Line = tuple[str, ...]
"""Parts of a line, our words and Quotes."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line, and what belongs to it."""

    line: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    items: tuple[Item, ...]


_DEEDS = {
    Deed.ADDED: "新增",
    Deed.CHANGED: "改动",
    Deed.RENAMED: "改编号",
    Deed.WITHDRAWN: "撤回",
    Deed.DELETED: "删去",
}
_MOST_FIELDS = 60
_MOST_LINES = 100
_MOST_NAMES = 6
NOTHING = "这次改动没有动课程、评审和检查程序：对课程目录没有影响。"


def opening(effect: Effect) -> str:
    """One sentence for the whole change."""
    if effect.is_nothing:
        return NOTHING
    counts = [(words, sum(item.deed is deed for item in effect.records)) for deed, words in _DEEDS.items()]
    nothing = "没有别的课程改动" if effect.unread else "没有改动课程内容"
    told = "、".join(f"{words} {count} 项" for words, count in counts if count) or nothing
    return f"与 {effect.base[:10]} 相比，按 {wording.chinese_date(effect.today)}计算：{told}。"


def caution(effect: Effect) -> str:
    """What the figures leave out, said before them; "" where every file could be read."""
    if not effect.unread:
        return ""
    return (
        f"有 {len(effect.unread)} 个文件现在或原来读不了（列在最后）：现在读不了的，按它原来的内容计算，"
        "新写的没有算进来，改好以后再看影响；原来读不了的，当作新写的。"
    )


def sections(effect: Effect) -> Iterator[Section]:
    """Only those that say something."""
    for deed, words in _DEEDS.items():
        items = tuple(_record(item) for item in effect.records if item.deed is deed)
        if items:
            yield Section(words, items)
    if effect.is_nothing:
        return
    told: tuple[tuple[str, list[Line]], ...] = (
        ("对项目指标的影响", list(_figures(effect))),
        ("变为待复核", list(map(_recheck, effect.rechecks))),
        ("已经复核", list(map(_recheck, effect.rechecked))),
        ("网址", list(_addresses(effect))),
        ("打印包", list(_packs(effect))),
        ("图片和其他文件", [(Quote(path),) for path in effect.other_files]),
        ("检查程序", list(_checker(effect))),
        ("读不了的文件", [(Quote(path),) for path in effect.unread]),
    )
    for heading, lines in told:
        if lines:
            yield Section(heading, tuple(Item(line) for line in _first(lines)))


def _first(lines: list[Line]) -> list[Line]:
    rest = len(lines) - _MOST_LINES
    return lines if rest <= 0 else [*lines[:_MOST_LINES], (f"……还有 {rest} 项",)]


def _record(item: RecordEffect) -> Item:
    states = [state for state in (item.state_before, item.state_after) if state]
    state = " → ".join(dict.fromkeys(states))
    moved = f"（原来是 {item.former_key}）" if item.former_key else ""
    lines = [field_line(field) for field in item.fields]
    lines += [("评审 › ", *field_line(field)) for field in item.review]
    rest = len(lines) - _MOST_FIELDS
    if rest > 0:
        lines = [*lines[:_MOST_FIELDS], (f"……还有 {rest} 处改动",)]
    return Item((f"{item.kind} ", Quote(item.title), f" {item.key}{moved}，{state}"), tuple(lines))


def field_line(field: FieldWords) -> Line:
    """价格 › 课时费：5 → 8."""
    match field.kind:
        case "added" if field.item:
            return (f"{field.path}：加上 ", Quote(field.after))
        case "added":
            return (f"{field.path}：新写 ", Quote(field.after))
        case "removed" if field.item:
            return (f"{field.path}：去掉 ", Quote(field.before))
        case "removed":
            return (f"{field.path}：删去，原来是 ", Quote(field.before))
        case "moved":
            return (f"{field.path} ", Quote(field.after), f"：从第 {field.place_before} 项移到第 {field.place} 项")
        case _:
            return (f"{field.path}：", Quote(field.before), " → ", Quote(field.after))


def _figures(effect: Effect) -> Iterator[Line]:
    changed = [figure for figure in effect.figures if figure.changes]
    for figure in changed:
        yield (_figure(figure),)
    for base in effect.bases:
        yield _base(base)
    if not changed and not effect.bases:
        yield ("各项指标不变",)
    for figure in effect.figures:
        if figure not in changed and figure.goal:
            yield (f"{figure.measure} {figure.after} {figure.unit}，目标 {wording.number(figure.goal)}，不变",)
    if effect.not_counted:
        names = "、".join(effect.not_counted[:_MOST_NAMES]) + ("等" if len(effect.not_counted) > _MOST_NAMES else "")
        yield (f"课程库里没有数据、还不能计算的指标 {len(effect.not_counted)} 项：{names}",)


def _figure(figure: Figure) -> str:
    out_of = figure.of_before or figure.of_after
    before = f"{figure.before}/{figure.of_before}" if out_of else str(figure.before)
    after = f"{figure.after}/{figure.of_after}" if out_of else str(figure.after)
    words = (
        f"{figure.measure} {before} → {after} {figure.unit}"
        if before != after
        else f"{figure.measure} {after} {figure.unit}，不变"
    )
    if figure.goal:
        words += f"，目标 {wording.number(figure.goal)}" + ("：达到" if figure.after >= figure.goal else "")
    if figure.waiting_before or figure.waiting_after:
        words += f"；待评审 {figure.waiting_before} → {figure.waiting_after}，通过后才计入"
    return words


def _base(base: BaseProgress) -> Line:
    parts = []
    for name, before, after, due, waiting in (
        ("精品研学", base.premium_before, base.premium_after, base.premium_due, base.premium_waiting),
        ("拓展课程", base.extension_before, base.extension_after, base.extension_due, base.extension_waiting),
    ):
        if before != after or waiting:
            words = f"{name} {before} → {after}" if before != after else f"{name} {after}"
            parts.append(f"{words}，要求 {due}" + (f"，待评审 {waiting}" if waiting else ""))
    label = (
        base.label_after if base.label_before in ("", base.label_after) else f"{base.label_before} → {base.label_after}"
    )
    return (Quote(base.name), f" {'；'.join((*parts, ''))[:-1]}：{label}" if parts else f"：{label}")


def _recheck(item: Recheck) -> Line:
    return (item.key, " ", Quote(item.title), f"：{'、'.join(item.fields)}" if item.fields else "")


def _addresses(effect: Effect) -> Iterator[Line]:
    for item in effect.addresses:
        if not item.before:
            yield ("新网页 ", Quote(item.title), f" {item.after}")
        elif item.after:
            yield ("改网址 ", Quote(item.title), f" {item.before} → {item.after}（旧网址自动转过去）")
        else:
            yield ("不再有网页 ", Quote(item.title), f" {item.before}")


def _packs(effect: Effect) -> Iterator[Line]:
    for pack in effect.packs:
        yield ("不再提供 " if pack.gone else "重做 ", Quote(pack.title), f" {pack.address}")
    if effect.checker and effect.records:
        yield ("检查程序也改了：其他打印包和网页也可能不同",)


def _checker(effect: Effect) -> Iterator[Line]:
    if effect.checker:
        yield ("这次改动包含检查程序本身，上面的数字是按现在的程序和规则算的",)
        yield from ((Quote(path),) for path in effect.checker)
