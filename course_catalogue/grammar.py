"""Where the parser gives up: find the guess at a line near there that makes the file readable, and tell it.

libyaml only says that something is wrong, often a line too late. So every guess at the lines around is tried, and
the one after which the file reads on, and fits its schema best, says what is wrong. The reading then goes on behind
it, so that the first fault does not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course_catalogue.author_habits import Guess, guesses, unclosed
from course_catalogue.diagnostics import Diagnostic, Edit, error
from course_catalogue.documents import Document, Marks, Shape, Source
from course_catalogue.indentation import reindents
from course_catalogue.torn_lines import headless, torn
from course_catalogue.written_lines import Lines, patched
from course_catalogue.yaml_builder import Built, build

_MOST_TRIALS = 60
_MOST_CHARACTERS = 2_500_000
"""Read again for one file, at most: bounds the time that a large broken file costs."""
_LINES_ABOVE = 4
_MOST_FAULTS = 9


@dataclass(frozen=True, slots=True)
class _Tried:
    guess: Guess
    text: str
    built: Built
    misfits: int
    progress: int
    """How much of the text behind the fault is read, in characters from its end, so that patches do not matter."""

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.progress, self.misfits, self.guess.cost)


def broken_grammar(source: Source, text: str, built: Built, shape: Shape | None) -> list[Diagnostic]:
    """A finding for each place at which the parser gives up, and those on values behind them."""
    path = source.path.as_posix()
    found: list[Diagnostic] = []
    changed: set[int] = set()
    budget = _MOST_CHARACTERS
    while built.broken is not None and len(found) < _MOST_FAULTS:
        if built.bad_escape:
            backslash = text.rindex("\\", 0, built.broken + 1)
            return [*found, _bad_escape(Marks(path, text), text, backslash)]
        best, certain, spent = _best_guess(source, text, built, shape, budget)
        budget -= spent
        finding = (
            _worded(Marks(path, text), best.guess, certain) if best else _generic(Marks(path, text), text, built.broken)
        )
        if not changed & _lines_of(finding):  # else its columns would be those of a line that was mended in thought
            found.append(finding)
        if best is None or best.progress > len(text) - built.broken:
            return found
        moved = any("\n" in patch.text or "\n" in text[patch.start : patch.end] for patch in best.guess.patches)
        if moved:
            return found  # the lines behind have other numbers now: they are told when this one is mended
        changed |= {Lines(text).number_at(patch.start) for patch in best.guess.patches}
        text, built = best.text, best.built
    told = changed | {line for item in found for line in _lines_of(item)}
    found += [item for item in built.findings if not told & _lines_of(item)]
    return found


def _lines_of(item: Diagnostic) -> set[int]:
    """All lines that a finding speaks of or would change."""
    marks = (item.mark, *(edit.mark for edit in item.edits), *(other.mark for other in item.related))
    return {line for mark in marks for line in range(mark.line, mark.end_line + 1)}


def misplaced(source: Source, text: str, built: Built, shape: Shape | None) -> list[Diagnostic] | None:
    """A key that stands twice only because its line begins with too few spaces; None where that is not the fault."""
    if shape is None or any(item.code != "duplicate-key" for item in built.findings) or len(built.findings) > 2:
        return None
    lines = Lines(text)
    tried = [
        _try(source, patched(text, guess.patches), guess, shape)
        for item in built.findings
        if len(text) * len(built.findings) < _MOST_CHARACTERS / 10
        for guess in reindents(lines, item.mark.line)
    ]
    fitting = [item for item in tried if item.progress == 0 and item.misfits == 0]
    if not fitting:
        return None
    best = min(fitting, key=lambda item: item.rank)
    return [_worded(Marks(source.path.as_posix(), text), best.guess, certain=len({item.text for item in fitting}) == 1)]


def _best_guess(
    source: Source, text: str, built: Built, shape: Shape | None, budget: int
) -> tuple[_Tried | None, bool, int]:
    """The guess that reads furthest and fits best, whether no other does as well, and how much was read to find it."""
    assert built.broken is not None
    lines = Lines(text)
    left = len(text) - built.broken + 1
    spent = 0
    tried: list[_Tried] = []
    options = sorted(_guesses(lines, built), key=lambda option: option[0])
    for (cost, _), guess in options[:_MOST_TRIALS]:
        if tried and min(item.rank for item in tried) < (0, 1, cost):
            break  # as good as can be, and what follows is further-fetched
        if spent > budget:
            break
        attempt = patched(text, guess.patches)
        spent += len(attempt)
        outcome = _try(source, attempt, guess, shape)
        if outcome.progress < left:
            tried.append(outcome)
    if not tried:
        return None, False, spent
    best = min(tried, key=lambda item: item.rank)
    rivals = [item for item in tried if item.rank == best.rank and item.text != best.text]
    sure = not rivals and (best.progress == 0 or best.guess.cost <= 1)
    return best, sure, spent


def _guesses(lines: Lines, built: Built) -> Iterator[tuple[tuple[int, int], Guess]]:
    """Each guess at the lines around, with its cost and how far its line is."""
    assert built.broken is not None
    for guess in unclosed(lines, built.broken):
        yield (guess.cost, 0), guess
    for guess in headless(lines, lines.number_at(built.broken)):
        yield (guess.cost, 0), guess
    for distance, number in enumerate(_suspects(lines, built)):
        for guess in (*guesses(lines, number), *torn(lines, number)):
            yield (guess.cost, distance), guess
        for guess in reindents(lines, number):
            yield (guess.cost, distance), guess


def _suspects(lines: Lines, built: Built) -> list[int]:
    """The line at which the parser gave up, the ones above, and the one at which it began what it could not end."""
    assert built.broken is not None
    number = lines.number_at(built.broken)
    if not lines.text[built.broken :].strip():  # found out at the end only
        number = lines.before(number + 1) or number
    found = [number]
    above = lines.before(number)
    while above is not None and len(found) <= _LINES_ABOVE:
        found.append(above)
        above = lines.before(above)
    if built.context is not None:
        context = lines.number_at(built.context)
        found += [line for line in (context, lines.before(context)) if line is not None and line not in found]
    return found


def _try(source: Source, text: str, guess: Guess, shape: Shape | None) -> _Tried:
    marks = Marks(source.path.as_posix(), text)
    built = build(source.kind, marks, text, shape)
    if built.broken is not None:
        return _Tried(guess, text, built, 0, len(text) - built.broken + 1)
    if built.data is None:
        return _Tried(guess, text, built, 1000, 0)
    document = Document(source.path, source.kind, built.data, marks, built.empty_keys)
    misfits = shape.misfits(document) if shape else 0
    if shape and guess.name in shape.titles:
        misfits -= 2  # told as unknown and as missing: one slip, and the next one to be told
    return _Tried(guess, text, built, len(built.findings) + max(misfits, 0), 0)


def _worded(marks: Marks, guess: Guess, certain: bool) -> Diagnostic:
    habit = guess.habit
    edits = tuple(Edit(marks.between(patch.start, patch.end), patch.text) for patch in guess.patches)
    return error(
        habit.code, marks.between(guess.start, guess.end), habit.message,
        found=habit.found, expected=habit.expected, mend=habit.mend, edits=edits if certain and guess.mends else (),
    )  # fmt: skip


_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|.?)")


def _bad_escape(marks: Marks, text: str, index: int) -> Diagnostic:
    """A backslash in double quotes that means nothing, as in "D:\\图片", or a character that does not exist."""
    written = _ESCAPE.match(text, index)
    assert written is not None
    mark = marks.between(index, written.end())
    edits = (Edit(marks.between(index, index + 1), "\\\\"),) if len(written.group()) <= 2 else ()
    return error(
        "needs-quotes", mark, "双引号里的反斜线有别的意思",
        found=written.group(), expected="文字里的反斜线写两个：\\\\",
        mend="反斜线写两个，或把整段的双引号换成单引号；不想要反斜线就删去", edits=edits,
    )  # fmt: skip


def _generic(marks: Marks, text: str, index: int) -> Diagnostic:
    if not text[index:].strip():  # found out at the end only: show the last line that says something
        index = text.rstrip().rfind("\n") + 1
    end = text.find("\n", index)
    mark = marks.between(index, len(text) if end < 0 else end)
    return error(
        "yaml-grammar", mark, "这里不合 YAML 的写法", expected="字段名: 内容，下级缩进 2 个空格",
        mend="看看这一行和上一行：冒号后有没有空格，缩进是否对齐，引号和括号是否成对；拿不准就给整段文字加英文双引号",
    )  # fmt: skip
