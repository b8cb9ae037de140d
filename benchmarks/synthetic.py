"""A seeded synthetic catalogue of any size: `python -m benchmarks.synthetic 1000 FOLDER`.

Each course has the shape and weight of the repository's 14-session sample; a quarter of its
Chinese characters change places by a seeded table, so that no two courses share their sentences, while
most words stay words.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from course_catalogue.documents import Source
from course_catalogue.strict_yaml import read_document

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = Path("courses/yongjiang-science-society/campus-weather-station")
_HAN = re.compile("[\u4e00-\u9fa5]")
# Pictures are left out: the figures are about text.
_PICTURE = re.compile(r"\n!\[[^\]\n]*\]\([^)\n]*\)")
# Fields whose words are controlled, refer to something or must stay plain; the rest is exchanged.
_KEPT = {
    "format", "status", "grades", "delivery", "settings", "offer", "venues", "also_venues", "equipment", "alignments", "competencies", "competency",
    "targets", "kind", "per", "supplied_by", "payer", "degree", "situation", "license", "updated", "name", "unit", "type", "role",
}  # fmt: skip


def write_catalogue(root: Path, count: int, seed: int = 2021) -> int:
    """Write `count` approved series below `root`, with the project's schema; returns bytes of YAML in courses/."""
    chance = random.Random(seed)
    sample = _load(PROJECT / SAMPLE / "course.yml")
    review = _load(PROJECT / "reviews" / SAMPLE.with_suffix(".yml"))
    review.pop("reviewed_content")  # of the sample, not of what is made of it
    provider = {name: item for name, item in _load(PROJECT / SAMPLE.parent / "provider.yml").items() if name != "logo"}
    for folder in ("schema", "site_overrides", "site_pages"):
        shutil.copytree(PROJECT / folder, root / folder, dirs_exist_ok=True)
    for name in ("mkdocs.yml", "投稿指南.md"):
        shutil.copy(PROJECT / name, root / name)
    characters = sorted(set(_HAN.findall(str(sample))))
    size = 0
    for number in range(count):
        owner, course = f"provider-{number // 10:04d}", f"course-{number:05d}"
        if number % 10 == 0:
            size += _dump(
                root / "courses" / owner / "provider.yml", {**provider, "name": f"示例学会{number // 10}（示例）"}
            )
        changed = chance.sample(characters, len(characters) // 4)
        table = dict(zip(changed, chance.sample(changed, len(changed)), strict=True))
        data = _exchange(sample, table)
        data["title"] = f"{data['title'][:20]}{number}"
        data["grades"] = sorted(chance.sample([3, 4, 5, 6], 2)) if number % 3 else [3, 4, 5, 6]
        size += _dump(root / "courses" / owner / course / "course.yml", data)
        size += _dump(root / "reviews/courses" / owner / f"{course}.yml", review)
    return size


def _load(path: Path) -> dict[str, Any]:
    reading = read_document(Source(PurePosixPath(path.relative_to(PROJECT).as_posix()), "series", path.read_bytes()))
    assert reading.document is not None
    return reading.document.data


def _exchange(value: Any, table: dict[str, str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: item if name in _KEPT else _exchange(item, table, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_exchange(item, table, key) for item in value]
    if not isinstance(value, str):
        return value
    return _HAN.sub(lambda match: table.get(match.group(), match.group()), _PICTURE.sub("", value))


def _dump(path: Path, data: dict[str, Any]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000).encode()
    path.write_bytes(content)
    return len(content)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    print(write_catalogue(folder, int(sys.argv[1])), "bytes of YAML in", folder)
