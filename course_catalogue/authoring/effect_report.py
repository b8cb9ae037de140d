"""An Effect as text, Markdown or JSON. Contributors' text stays text in each."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from course_catalogue.authoring.effect import Effect
from course_catalogue.authoring.effect_words import Line, Quote, caution, opening, sections
from course_catalogue.reporting.json_text import json_text
from course_catalogue.reporting.markdown_text import code
from course_catalogue.reporting.visible import visible

LONGEST_COMMENT = 40_000
"""Bytes. GitHub takes 65,536 characters, and the findings of the check stand in the same comment."""


def as_text(effect: Effect) -> str:
    lines = [line for line in (opening(effect), caution(effect)) if line]
    return "\n".join((*lines, *section_lines(effect))) + "\n"


def section_lines(effect: Effect) -> list[str]:
    """The sections as text, an empty line before each."""
    lines: list[str] = []
    for section in sections(effect):
        lines += ["", section.heading]
        for item in section.items:
            lines.append(f"  {_text(item.line)}")
            lines += [f"    {_text(line)}" for line in item.below]
    return lines


def as_markdown(effect: Effect) -> str:
    """For a comment on a pull request."""
    lines = ["## 这次改动的影响", "", opening(effect)]
    lines += ["", warned] if (warned := caution(effect)) else []
    for section in sections(effect):
        lines += ["", f"### {section.heading}", ""]
        for item in section.items:
            lines.append(f"- {_markdown(item.line)}")
            lines += [f"  - {_markdown(line)}" for line in item.below]
    return _fitting(lines)


def _fitting(lines: list[str]) -> str:
    """As many lines as a comment holds; what is left out is said."""
    length = 0
    for number, line in enumerate(lines):
        length += len(line.encode()) + 1
        if length > LONGEST_COMMENT:
            return (
                "\n".join((*lines[:number], "", f"……还有 {len(lines) - number} 行，运行 `build.py effect` 看全部。"))
                + "\n"
            )
    return "\n".join(lines) + "\n"


def as_json(effect: Effect) -> str:
    """By docs/effect.schema.json."""
    return json_text(msgspec.to_builtins(effect))


FORMS: dict[str, Callable[[Effect], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _text(line: Line) -> str:
    return "".join(f"“{visible(part)}”" if isinstance(part, Quote) else part for part in line)


def _markdown(line: Line) -> str:
    return "".join(code(" ".join(part.split())) if isinstance(part, Quote) else part for part in line)
