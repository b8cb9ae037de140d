"""A file that somebody has filled, to data: the way in."""

from __future__ import annotations

from course_catalogue.authoring.office.values_read import Imported, RefusedFile
from course_catalogue.loading import Rulebook


def imported(name: str, content: bytes, rulebook: Rulebook) -> Imported:
    """The course in a filled .docx or .xlsx; RefusedFile where the file cannot or may not be read."""
    raise RefusedFile(f"{name} 还不能读（{len(content)} 字节，{len(rulebook.rows)} 条规则）")
