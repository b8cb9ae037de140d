"""A text as it would be with the edits that findings are sure of, and the way back to what its author sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from course_catalogue.diagnostics import Diagnostic, Edit, Mark
from course_catalogue.documents import Marks
from course_catalogue.written_lines import Patch, patched


@dataclass(frozen=True, slots=True)
class MendedText:
    """`marks` are those of the mended text, `author` those of the text before; `patches` stand in their order."""

    author: Marks
    marks: Marks
    patches: tuple[Patch, ...]

    def told(self, item: Diagnostic) -> Diagnostic:
        """A finding on the mended text as one on the text before; edits that touch what was mended are left out."""
        edits = item.edits if not any(map(self._is_mended, item.edits)) else ()
        return replace(
            item,
            mark=self._back(item.mark),
            related=tuple(replace(other, mark=self._back(other.mark)) for other in item.related),
            edits=tuple(Edit(self._back(edit.mark), edit.text) for edit in edits),
        )

    def _back(self, mark: Mark) -> Mark:
        start, end = self._range(mark)
        return self.author.between(self._index_before(start, at_end=False), self._index_before(end, at_end=True))

    def _range(self, mark: Mark) -> tuple[int, int]:
        return self.marks.index(mark.line, mark.column), self.marks.index(mark.end_line, mark.end_column)

    def _index_before(self, index: int, *, at_end: bool) -> int:
        for start, end, patch in self._placed():
            if index < start or (index == start and (at_end or start < end)):
                return index - (start - patch.start)
            if index < end:
                return patch.end if at_end else patch.start
        return index - (len(self.marks.text) - len(self.author.text))

    def _is_mended(self, edit: Edit) -> bool:
        first, last = self._range(edit.mark)
        return any(first <= end and start <= last for start, end, _ in self._placed())

    def _placed(self) -> Iterator[tuple[int, int, Patch]]:
        """Each patch with the range that it fills in the mended text."""
        shift = 0
        for patch in self.patches:
            start = patch.start + shift
            yield start, start + len(patch.text), patch
            shift += len(patch.text) - (patch.end - patch.start)


def mended_by(author: Marks, findings: Iterable[Diagnostic]) -> MendedText:
    """The text with the edits of the findings; of two that would change one line, the second is left out."""
    taken: set[int] = set()
    patches: list[Patch] = []
    for item in findings:
        edits = item.text_edits
        lines = {line for edit in edits for line in _lines(edit.mark)}
        if not lines & taken:
            taken |= lines
            patches += [_patch(author, edit) for edit in edits]
    in_order = tuple(sorted(patches, key=lambda patch: patch.start))
    return MendedText(author, Marks(author.path, patched(author.text, in_order)), in_order)


def _lines(mark: Mark) -> range:
    """The lines of a range; not the one at whose first character it ends."""
    return range(mark.line, max(mark.line, mark.end_line - (mark.end_column == 1)) + 1)


def _patch(marks: Marks, edit: Edit) -> Patch:
    mark = edit.mark
    return Patch(marks.index(mark.line, mark.column), marks.index(mark.end_line, mark.end_column), edit.text)
