"""Simple diagrams: what stands in one can be drawn, and means what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Severity
from course_catalogue.diagrams.circuit import BRANCHES, breadth, rows_of
from course_catalogue.model import ExtensionCourse, Origin, SeriesCourse
from course_catalogue.parts import Axis, CircuitPart, Diagram
from course_catalogue.rules.rule import Finding, Steps, rule
from course_catalogue.rules.worksheet_blocks import blocks_of

MOST_SQUARES = 40
MOST_BESIDE = 5.5

# What each kind uses beside `kind` and `title`, by the names of the schema.
_FIELDS = {
    "坐标图": ("x", "y", "lines", "height"),
    "柱形图": ("names", "values", "y", "height"),
    "流程图": ("steps", "cycle"),
    "电路图": ("circuit",),
    "分格图": ("boxes", "height"),
    "板书图": ("columns",),
}
_ALL_FIELDS = tuple(dict.fromkeys(name for names in _FIELDS.values() for name in names))
_SOURCES = frozenset({"电池", "电池组"})
# These let nearly all the current through.
_WIRES = frozenset({"开关（断开）", "开关（闭合）", "电流表"})


@rule("diagram-field")
def diagrams_use_the_fields_of_their_kind(catalogue: Catalogue) -> Iterator[Finding]:
    """A field that belongs to another kind of diagram would not be drawn. Mend it by deleting it, or by correcting `kind`."""
    for origin, steps, diagram in _diagrams(catalogue):
        for name in _ALL_FIELDS:
            if name not in _FIELDS[diagram.kind] and getattr(diagram, name):
                yield Finding(
                    origin, (*steps, name),
                    f"“{diagram.kind}”用不到这个字段",
                    found=name,
                    expected="、".join(_FIELDS[diagram.kind]),
                    mend="删去它；或者图的类型（kind）写错了，改类型",
                    at_key=True,
                )  # fmt: skip
        for inner, part in _parts(diagram.circuit, (*steps, "circuit")):
            if part.branches and part.part != BRANCHES:
                yield Finding(
                    origin, (*inner, "branches"),
                    f"“{part.part}”没有支路",
                    found="支路",
                    expected="只有元件（part）写“并联”时才写支路（branches）",
                    mend="删去支路，或把元件（part）改成“并联”",
                    at_key=True,
                )  # fmt: skip


@rule("diagram-scale")
def axes_have_a_scale_of_whole_squares(catalogue: Catalogue) -> Iterator[Finding]:
    """An axis rises from `from` to `to` in 1 to 40 whole squares of `step`."""
    for origin, steps, diagram in _diagrams(catalogue):
        for name, axis in (("x", diagram.x), ("y", diagram.y)):
            if axis is not None and name in _FIELDS[diagram.kind] and not _has_scale(axis):
                yield Finding(
                    origin, (*steps, name),
                    "轴的刻度画不出来",
                    found=f"从 {axis.start:g} 到 {axis.stop:g}，每格 {axis.step:g}",
                    expected=f"终点比起点大，正好是 1～{MOST_SQUARES} 格",
                    mend="改起点（from）、终点（to）或每格（step），使终点减起点是每格的整数倍",
                )  # fmt: skip


@rule("diagram-value")
def what_is_drawn_lies_within_the_axes(catalogue: Catalogue) -> Iterator[Finding]:
    """Points lie within both axes; bars are as many as their names and as high as the axis at most."""
    for origin, steps, diagram in _diagrams(catalogue):
        if diagram.kind == "坐标图":
            yield from _points_outside(origin, steps, diagram)
        elif diagram.kind == "柱形图" and diagram.values:
            yield from _bars_amiss(origin, steps, diagram)


@rule("diagram-short-circuit", Severity.WARNING)
def circuits_have_something_that_uses_the_current(catalogue: Catalogue) -> Iterator[Finding]:
    """A loop of battery, switches and ammeters alone is a short circuit: it gets hot in a child's hand.

    Mend it by putting in a lamp, motor, resistor or 待接; where the short circuit is what is shown, keep it with a reason.
    """
    for origin, steps, diagram in _diagrams(catalogue):
        circuit = diagram.circuit
        if any(part.part in _SOURCES for part in circuit) and not any(map(_uses_current, circuit)):
            yield Finding(
                origin, (*steps, "circuit"),
                "这个电路里只有电源、开关和导线，接通就是短路",
                found="、".join(part.part for part in circuit),
                expected="至少有一个灯泡、电动机、电阻、蜂鸣器或发光二极管，或一处“待接”",
                mend="补上用电的元件；确实要讲短路时，在已说明的提醒（waivers）里写明理由",
            )  # fmt: skip


@rule("diagram-crowded")
def circuits_have_room_for_their_parts(catalogue: Catalogue) -> Iterator[Finding]:
    """No wire holds more than five parts side by side: more could not be read on a phone.

    Mend it by putting parts side by side into branches below each other, or by two diagrams.
    """
    for origin, steps, diagram in _diagrams(catalogue):
        if diagram.kind == "电路图" and any(sum(map(breadth, row)) > MOST_BESIDE for row in rows_of(diagram.circuit)):
            yield Finding(
                origin, (*steps, "circuit"),
                "一排元件太多，画不下",
                found=f"{len(diagram.circuit)} 个元件",
                expected="每排至多 5 个；并联的几条支路，按最长的一条算，再加半个",
                mend="减少元件，或分成两张图",
            )  # fmt: skip


def _diagrams(catalogue: Catalogue) -> Iterator[tuple[Origin, Steps, Diagram]]:
    """Every diagram with the steps to it: the teacher's, and those of worksheets and record pages."""
    for course in catalogue.courses:
        if isinstance(course, ExtensionCourse):
            continue
        if isinstance(course, SeriesCourse):
            for number, session in enumerate(course.sessions):
                for index, diagram in enumerate(session.diagrams):
                    yield course.origin, ("sessions", number, "diagrams", index), diagram
        for steps, block in blocks_of(course):
            if block.diagram is not None:
                yield course.origin, (*steps, "diagram"), block.diagram


def _has_scale(axis: Axis) -> bool:
    squares = (axis.stop - axis.start) / axis.step
    return abs(squares - round(squares)) < 1e-6 and 1 <= round(squares) <= MOST_SQUARES


def _points_outside(origin: Origin, steps: Steps, diagram: Diagram) -> Iterator[Finding]:
    for curve_index, curve in enumerate(diagram.lines):
        for index, point in enumerate(curve.points):
            for value, axis in zip(point, (diagram.x, diagram.y), strict=True):
                if axis is not None and not axis.start <= value <= axis.stop:
                    yield Finding(
                        origin, (*steps, "lines", curve_index, "points", index),
                        f"这个点在“{axis.label}”轴的外面",
                        found=f"{value:g}",
                        expected=f"{axis.start:g}～{axis.stop:g}",
                        mend="核对这个点，或把轴画长",
                    )  # fmt: skip


def _bars_amiss(origin: Origin, steps: Steps, diagram: Diagram) -> Iterator[Finding]:
    if len(diagram.values) != len(diagram.names):
        yield Finding(
            origin, (*steps, "values"),
            "柱的个数和名称的个数不同",
            found=f"{len(diagram.values)} 个数",
            expected=f"{len(diagram.names)} 个（{'、'.join(diagram.names)}）",
            mend="每个名称写一个数；要学生画的，各柱的数（values）整个不写",
        )  # fmt: skip
    for index, value in enumerate(diagram.values):
        if diagram.y is not None and not diagram.y.start <= value <= diagram.y.stop:
            yield Finding(
                origin, (*steps, "values", index),
                "这个柱比轴还长",
                found=f"{value:g}",
                expected=f"{diagram.y.start:g}～{diagram.y.stop:g}",
                mend="核对这个数，或把轴画长",
            )  # fmt: skip


def _parts(parts: Iterable[CircuitPart], steps: Steps) -> Iterator[tuple[Steps, CircuitPart]]:
    for index, part in enumerate(parts):
        yield (*steps, index), part


def _uses_current(part: CircuitPart) -> bool:
    if part.part == BRANCHES:
        # one branch without a load shorts the others
        return all(any(map(_uses_current, branch)) for branch in part.branches)
    return part.part not in _SOURCES | _WIRES
