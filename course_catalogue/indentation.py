"""The most frequent fault: a line that begins with too many or too few spaces."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.author_habits import Guess, Habit
from course_catalogue.written_lines import Lines, Patch


def reindents(lines: Lines, number: int) -> Iterator[Guess]:
    """Guesses that move a line, alone or with what is below it, to a depth at which it could stand."""
    if lines.says_nothing(number):
        return
    now = lines.indent(number)
    last = lines.block_below(number)
    for wanted, neighbour, is_parent in _depths(lines, number):
        if wanted == now:
            continue
        habit = _words(lines, number, now, wanted, neighbour, is_parent)
        usual = is_parent and wanted == lines.content_indent(neighbour) + 2
        cost = (1 if now % 2 and not wanted % 2 else 2) + (abs(wanted - now) > 3) + (not usual)
        start = lines.start_of(number)
        here = Patch(start, start + now, " " * wanted)
        end = start + len(lines.text_of(number).rstrip())
        yield Guess(habit, start + now, end, (here,), cost)
        if number < last:
            moved = tuple(
                _moved(lines, line, wanted - now) for line in range(number + 1, last + 1) if lines.text_of(line).strip()
            )
            yield Guess(habit, start + now, end, (here, *moved), cost + 1)


def _depths(lines: Lines, number: int) -> Iterator[tuple[int, int, bool]]:
    """Each depth with the line that shows it, and whether that line is the parent."""
    told: set[int] = set()
    before = lines.before(number)
    if before is not None and lines.text_of(before).rstrip().endswith((":", "|", ">", "|-", ">-")):
        for depth in (lines.content_indent(before) + 2, lines.content_indent(before)):
            told.add(depth)
            yield depth, before, True
    for depth, line in lines.open_levels(number).items():
        if depth not in told:
            told.add(depth)
            yield depth, line, False
    after = lines.after(number)
    if after is not None and lines.indent(after) not in told:
        yield lines.indent(after), after, False


def _moved(lines: Lines, number: int, by: int) -> Patch:
    start, now = lines.start_of(number), lines.indent(number)
    return Patch(start, start + now, " " * max(0, now + by))


def _words(lines: Lines, number: int, now: int, wanted: int, neighbour: int, is_parent: bool) -> Habit:
    other = f"第 {neighbour} 行的 {lines.name(neighbour)} "
    belongs = f"它在{other}里面" if is_parent else f"与{other}对齐"
    more = f"删去 {now - wanted} 个空格" if now > wanted else f"加 {wanted - now} 个空格"
    return Habit(
        "bad-indentation",
        f"缩进不对：行首{'多' if now > wanted else '少'}了 {abs(now - wanted)} 个空格",
        f"行首 {now} 个空格",
        f"行首 {wanted} 个空格（{belongs}）",
        f"在 {lines.name(number)} 前面{more}；同一级的字段左边要对齐，下一级多 2 个空格",
    )
