"""What is published of a course (files.json beside its files), so that a file that fails today can stay as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from course_catalogue.downloads import Download
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.output import OutputFile

_FIELDS = {field.name: int if field.type == "int" else str for field in fields(Download)}


def manifest_address(course: SeriesCourse | PremiumCourse) -> str:
    return f"packs/{course.key}/files.json"


def manifest_of(course: SeriesCourse | PremiumCourse, downloads: Iterable[Download]) -> OutputFile:
    told = json.dumps([asdict(file) for file in downloads], ensure_ascii=False, indent=1)
    return OutputFile(manifest_address(course), f"{told}\n".encode())


def published_before(
    site: Path, course: SeriesCourse | PremiumCourse, addresses: Iterable[str]
) -> list[tuple[Download, OutputFile]]:
    """Of the files at `addresses`, those that the last site below `site` has; none where it cannot be read."""
    try:
        told: Any = json.loads((site / manifest_address(course)).read_text("utf-8"))
        known = {item["address"]: Download(**item) for item in told if _is_download(item)}
        found = [known[address] for address in addresses if address in known]
        return [(file, OutputFile(file.address, (site / file.address).read_bytes())) for file in found]
    except (OSError, ValueError):
        return []


def _is_download(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and item.keys() == _FIELDS.keys()
        and all(type(item[name]) is kind for name, kind in _FIELDS.items())
    )
