"""The figures that the policy asks for (甬科协〔2021〕86号), read from `schema/vocabulary/policy-targets.yml`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import msgspec

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Source
from course_catalogue.strict_yaml import read_document

_FILE = "schema/vocabulary/policy-targets.yml"


class PolicyTarget(msgspec.Struct, frozen=True):
    """`target` is a number, or the two ends of a span (op between); `open` says what the text leaves undecided."""

    id: str
    programme: str
    measure: str
    op: str
    target: float | tuple[float, float]
    unit: str
    period: str
    open: str = ""


def load_policy_targets(root: Path) -> tuple[PolicyTarget, ...]:
    """In the order of the policy; none where the file is not there. A fault in it is the maintainers' (CatalogueError)."""
    path = root / _FILE
    if not path.is_file():
        return ()
    reading = read_document(Source(PurePosixPath(_FILE), "vocabulary", path.read_bytes()))
    if reading.document is None:
        first = reading.diagnostics[0]
        raise CatalogueError(f"{_FILE}:{first.mark.line} {first.message}（{first.found}）")
    try:
        return msgspec.convert(reading.document.data.get("targets", []), tuple[PolicyTarget, ...])
    except msgspec.ValidationError as fault:
        raise CatalogueError(f"{_FILE} 里缺少内容或类型不对：{fault}") from fault
