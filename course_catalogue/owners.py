"""Who looks after which folder: `schema/owners.yml`, kept by the maintainers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Source
from course_catalogue.strict_yaml import read_document

OWNERS_FILE = "schema/owners.yml"
_HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._/-]*\Z|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\Z")
_FOLDER = re.compile(r"(?:courses|bases)/[a-z][a-z0-9-]*\Z")


@dataclass(frozen=True, slots=True)
class Owners:
    """Handles (`@name`, `@group/team` or an e-mail address) of the maintainers, and of those who look after a folder."""

    maintainers: tuple[str, ...] = ()
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)


def load_owners(root: Path) -> Owners:
    """Read `schema/owners.yml`; nobody is named where there is none. A fault in it is the maintainers' (CatalogueError)."""
    path = root / OWNERS_FILE
    if not path.is_file():
        return Owners()
    reading = read_document(Source(PurePosixPath(OWNERS_FILE), "owners", path.read_bytes()))
    if reading.document is None:
        first = reading.diagnostics[0]
        raise CatalogueError(f"{OWNERS_FILE}:{first.mark.line} {first.message}（{first.found}）")
    data = reading.document.data
    unknown = sorted(set(data) - {"maintainers", "folders"})
    if unknown:
        raise CatalogueError(f"{OWNERS_FILE} 里没有 {'、'.join(unknown)} 这个字段；只有 maintainers 和 folders")
    folders = data.get("folders", {})
    if not isinstance(folders, dict):
        raise CatalogueError(f'{OWNERS_FILE} 的 folders 每行写作 courses/机构: ["@账号"]')
    wrong = [name for name in folders if not _FOLDER.match(name)]
    if wrong:
        raise CatalogueError(f"{OWNERS_FILE} 的 folders 里 {wrong[0]} 不是 courses/机构 或 bases/基地")
    return Owners(
        _handles("maintainers", data.get("maintainers", [])),
        {name: _handles(name, handles) for name, handles in sorted(folders.items())},
    )


def _handles(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and _HANDLE.match(item) for item in value):
        raise CatalogueError(f'{OWNERS_FILE} 的 {name} 写账号的列表，如 ["@kexie/maintainers"]')
    return tuple(value)
