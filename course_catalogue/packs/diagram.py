"""A simple diagram as typst/diagram.typ places it: shapes in millimetres."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from course_catalogue.diagrams import Paper, drawing_of
from course_catalogue.parts import Diagram


def diagram_data(diagram: Diagram, paper: Paper) -> dict[str, Any]:
    """`kind` diagram; `caption` is empty where the drawing itself begins with its title."""
    drawing = drawing_of(diagram, paper)
    return {
        "kind": "diagram",
        "caption": "" if diagram.kind == "板书图" else diagram.title,
        "alt": drawing.alt,
        "width": drawing.width,
        "height": drawing.height,
        "shapes": [{"kind": shape.kind, **_rounded(asdict(shape))} for shape in drawing.shapes],
    }


def _rounded(shape: dict[str, Any]) -> dict[str, Any]:
    """To a hundredth of a millimetre."""
    points = {"points": [[round(x, 2), round(y, 2)] for x, y in shape["points"]]} if "points" in shape else {}
    return {name: round(value, 2) if type(value) is float else value for name, value in shape.items()} | points
