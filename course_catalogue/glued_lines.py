"""A file whose author wrote `title：水` or `title:水` in line after line: one fault, told once and mended at once.

Where no colon counts, YAML reads the whole file as one text and says nothing of colons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from course_catalogue.author_habits import GLUED, KEY
from course_catalogue.diagnostics import Diagnostic, Edit, error
from course_catalogue.documents import Marks, type_name
from course_catalogue.written_lines import Patch, patched
from course_catalogue.yaml_builder import Built, build

_FEWEST, _MOST = 2, 1000
_LONGEST = 200_000
"""Characters of a file; no course is as long, and every line costs a look."""
_LINE = re.compile(rf" *+(?:- +)*{KEY}(?P<sign> ?：[ \u3000]*+|:(?=[^\s:/])|:\u3000++)(?P<rest>.*)")
_OPENS_TEXT = re.compile(r".*[:：] *[|>][-+0-9]* *$")


def glued_lines(kind: str, marks: Marks, text: str, built: Built) -> list[Diagnostic] | None:
    """One finding for all such lines, and those that the file has without them; None where that is not the fault.

    A file that is one text is surely meant to be fields; one with a broken grammar only if these edits make it readable.
    """
    patches = tuple(islice(_patches(text), _MOST + 1)) if len(text) <= _LONGEST else ()
    if not _FEWEST <= len(patches) <= _MOST:
        return None
    is_text = any(item.code == "not-a-mapping" and item.found == type_name[str] for item in built.findings)
    others: tuple[Diagnostic, ...] = ()
    if built.broken is not None:
        after = patched(text, patches)
        mended = build(kind, Marks(marks.path, after), after)
        if mended.broken is not None or mended.data is None:
            return None
        others = mended.findings
    elif not is_text:
        return None
    edits = tuple(Edit(marks.between(patch.start, patch.end), patch.text) for patch in patches)
    first = patches[0]
    sign = "：" if "：" in text[first.start : first.end] else ":"
    colon = text.index(sign, first.start)
    habit = GLUED[sign]
    habit = replace(habit, found=f"{habit.found}，共 {len(patches)} 行")
    lines = {edit.mark.line for edit in edits}
    return [
        error(
            habit.code, marks.between(colon, colon + 1), habit.message,
            found=habit.found, expected=habit.expected, mend=habit.mend, edits=edits,
        ),
        *(item for item in others if item.mark.line not in lines),
    ]  # fmt: skip


def _patches(text: str) -> Iterator[Patch]:
    """A colon and a space for each such line; the lines of a block text (`|`, `>`) are words, not fields."""
    start, depth = 0, None
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if depth is not None and line.strip() and indent <= depth:
            depth = None
        if depth is None:
            match = _LINE.match(line)
            if match:
                yield Patch(start + match.start("sign"), start + match.end("sign"), ": " if match["rest"] else ":")
            if _OPENS_TEXT.match(line):
                depth = indent
        start += len(line) + 1
