"""Simple diagrams (简单图) that a course file declares, drawn once for web, PDF and Word.

An author names what is to be seen (axes, steps, parts of a circuit), never how it is drawn: nothing of
hers is a drawing command. `drawing_of` turns it into a few shapes in millimetres, which each output draws
with its own means.
"""

from course_catalogue.diagrams.drawing import drawing_of
from course_catalogue.diagrams.shapes import BESIDE_A_LABEL, ON_A5, Drawing, Paper, printed, shown

__all__ = ["BESIDE_A_LABEL", "ON_A5", "Drawing", "Paper", "drawing_of", "printed", "shown"]
