"""The numbers that Word sets before paragraphs itself: they stand in no text, but their order was meant.

ECMA-376 part 1, 17.9. Lists of one abstract definition count on together, unless one of them starts anew. A list may have
levels of its own (lvlOverride); a definition may be that of a style of lists, in which the levels stand (numStyleLink).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = "〇一二三四五六七八九"
_LEVELS = 9
BULLET = "-"
"""The mark of an item without a number, whatever sign Word paints."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document; paragraphs must be asked for in their order. `levels` are by list, `counts` by abstract definition."""

    abstract: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def mark(self, paragraph: Element, style: str) -> str:
        """What Word shows before a paragraph, such as 2. or （二）; BULLET for an item without a number, "" for no item."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        list_id, level = self.styles.get(style, ("", 0))
        if own is not None:
            list_id, level = _value(own, "numId", list_id), _number(_value(own, "ilvl", str(level)))
        name = self.abstract.get(list_id)
        if list_id in ("", "0") or name is None or level >= _LEVELS:
            return BULLET if list_id not in ("", "0") else ""
        counts = self.counts.setdefault(name, {})
        if list_id not in self.started:
            self.started.add(list_id)
            counts.update({place: start - 1 for place, start in self.restarts.get(list_id, {}).items()})
        levels = self.levels[list_id]
        counts[level] = counts.get(level, levels.get(level, _Level()).start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        found = levels.get(level, _Level())
        if found.form in ("bullet", "none") or "%" not in found.text:
            return BULLET
        return re.sub(r"%([1-9])", lambda one: _shown(counts, levels, int(one[1]) - 1), found.text).strip()


def _shown(counts: dict[int, int], levels: dict[int, _Level], level: int) -> str:
    found = levels.get(level, _Level())
    return _in_form(counts.get(level, found.start), found.form)


def numbering_of(numbering: bytes, styles: bytes) -> Numbering:
    """From the parts numbering.xml and styles.xml, each of which may be empty."""
    found = Numbering()
    root = fromstring(numbering) if numbering else ()
    abstract = {one.get(f"{_W}abstractNumId", ""): one for one in root if one.tag == f"{_W}abstractNum"}
    levels = {name: _levels(one) for name, one in abstract.items()}
    of_style = {_value(one, "styleLink", ""): name for name, one in abstract.items()}
    linked = {name: of_style.get(_value(one, "numStyleLink", "-"), name) for name, one in abstract.items()}
    for one in root:
        name = _value(one, "abstractNumId", "")
        if one.tag == f"{_W}num" and name in abstract:
            own = one.get(f"{_W}numId", "")
            found.abstract[own] = linked[name]
            found.levels[own] = levels[linked[name]] | _levels(one)
            found.restarts[own] = {
                _number(override.get(f"{_W}ilvl", "0")): _number(_value(override, "startOverride", "1"))
                for override in one.iter(f"{_W}lvlOverride")
                if override.find(f"{_W}startOverride") is not None
            }
    found.styles = _styles(styles, found)
    return found


def _styles(xml: bytes, numbering: Numbering) -> dict[str, tuple[str, int]]:
    """By the id of a style of paragraphs that are items: their list and level."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in fromstring(xml).iter(f"{_W}style") if xml else ():
        own = style.get(f"{_W}styleId", "")
        based[own] = _value(style, "basedOn", "")
        number = style.find(f"{_W}pPr/{_W}numPr")
        if number is not None:
            list_id = _value(number, "numId", "")
            levels = numbering.levels.get(list_id, {})
            named = next((place for place, level in levels.items() if level.style == own), 0)
            found[own] = (list_id, _number(_value(number, "ilvl", str(named))))
    for own in based:
        above, steps = own, 0
        while above not in found and based.get(above) and steps < 20:
            above, steps = based[above], steps + 1
        if above in found:
            found[own] = found[above]
    return found


def _levels(parent: Element) -> dict[int, _Level]:
    by_place = ((_number(level.get(f"{_W}ilvl", "0")), level) for level in parent.iter(f"{_W}lvl"))
    return {place: _level(level) for place, level in by_place if place < _LEVELS}


def _level(level: Element) -> _Level:
    start, form = _number(_value(level, "start", "1")), _value(level, "numFmt", "decimal")
    return _Level(start, form, _value(level, "lvlText", ""), _value(level, "pStyle", ""))


def _value(parent: Element, name: str, default: str) -> str:
    found = parent.find(f"{_W}{name}")
    return found.get(f"{_W}val", default) if found is not None else default


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _in_form(number: int, form: str) -> str:
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if re.match("chinese|japanese|taiwanese|ideograph", form) and 1 <= number < 100:
        tens, ones = divmod(number, 10)
        ten = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
        return ten + (_CHINESE[ones] if ones else "")
    return str(number)
