"""Filled Word and Excel forms as the data of a course file.

`imported` is the door. It judges nothing that a gate judges; it says how it understood what is written, and what it did
not understand it leaves out and lists.
"""

from course_catalogue.authoring.office.importing import imported
from course_catalogue.authoring.office.values_read import (
    Imported,
    Left,
    Picture,
    RefusedFile,
    SoundId,
    Understood,
    not_understood,
)

__all__ = ["Imported", "Left", "Picture", "RefusedFile", "SoundId", "Understood", "imported", "not_understood"]
