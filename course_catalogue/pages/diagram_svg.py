"""A drawing of course_catalogue.diagrams as SVG; colours come from the page, so that it is right in the dark, too.

Strings and not a template: a drawing has a hundred shapes. Numbers are ours, every text is escaped here.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from course_catalogue.diagrams import Drawing, drawing_of, shown
from course_catalogue.diagrams.shapes import NORMAL, Box, Circle, Shape, Stroke, Words
from course_catalogue.parts import Diagram

_DASHES = ' stroke-dasharray="1.5 1"'


def diagram_figure(diagram: Diagram) -> Markup:
    """A figure with its title as caption and its words for those who do not see it."""
    drawing = drawing_of(diagram, shown())
    return Markup(  # noqa: S704  every text in it is escaped
        f'<figure class="cc-diagram">{_svg(drawing)}<figcaption>{escape(drawing.title)}</figcaption></figure>'
    )


def _svg(drawing: Drawing) -> str:
    shapes = "".join(map(_shape, drawing.shapes))
    size = f"0 0 {drawing.width:g} {drawing.height:.5g}"
    return f'<svg viewBox="{size}" role="img" aria-label="{escape(drawing.alt)}">{shapes}</svg>'


def _shape(shape: Shape) -> str:
    match shape:
        case Stroke():
            points = " ".join(f"{x:.5g},{y:.5g}" for x, y in shape.points)
            look = ' class="cc-pale"' if shape.pale else ' class="cc-filled"' if shape.filled else ""
            width = f' stroke-width="{shape.width:.5g}"' if shape.width != NORMAL else ""
            name = "polygon" if shape.closed else "polyline"
            return f'<{name} points="{points}"{width}{look}{_DASHES if shape.dashed else ""}/>'
        case Box():
            place = f'x="{shape.x:.5g}" y="{shape.y:.5g}" width="{shape.width:.5g}" height="{shape.height:.5g}"'
            corner = f' rx="{shape.radius:.5g}"' if shape.radius else ""
            look = ' class="cc-tinted"' if shape.tinted else ""
            return f"<rect {place}{corner}{look}{_DASHES if shape.dashed else ''}/>"
        case Circle():
            look = "cc-filled" if shape.filled else "cc-open"
            return f'<circle cx="{shape.x:.5g}" cy="{shape.y:.5g}" r="{shape.radius:.5g}" class="{look}"/>'
        case Words():
            anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
            weight = ' font-weight="700"' if shape.bold else ""
            place = f'x="{shape.x:.5g}" y="{shape.y:.5g}" font-size="{shape.size:.5g}"'
            return f"<text {place}{anchor}{weight}>{escape(shape.text)}</text>"
