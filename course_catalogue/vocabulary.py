"""The controlled vocabulary: curriculum standards, districts, thresholds and public holidays.

Read from `schema/vocabulary/`; the ids are ours (the standard has none) and carry how sure
each entry is (`confidence`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Source
from course_catalogue.fault_words import reading_fault, shape_fault
from course_catalogue.holidays import Holidays
from course_catalogue.nearest import folded
from course_catalogue.strict_yaml import read_document
from course_catalogue.words import Words

STAGE_OF_GRADE = {
    1: "S1",
    2: "S1",
    3: "S2",
    4: "S2",
    5: "S3",
    6: "S3",
    7: "S4",
    8: "S4",
    9: "S4",
    10: "S5",
    11: "S5",
    12: "S5",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a course can be aligned to: a 学习内容 of the science standard, or an entry of another one.

    `stages` is where the vocabulary says it is taught, empty where that is not known.
    `confidence` is high, medium or low for those stages, except `sure_stages`.
    """

    id: str
    code: str
    name: str
    standard: str
    field: str
    concept: str = ""
    stages: tuple[str, ...] = ()
    confidence: str = "high"
    sure_stages: tuple[str, ...] = ()

    def is_unsure_at(self, stages: Iterable[str]) -> bool:
        """Whether a page that claims these stages must mark it 待核."""
        return self.confidence != "high" and any(stage not in self.sure_stages for stage in stages)


@dataclass(frozen=True, slots=True)
class Concept:
    """One of the 13 core concepts; `field` is the field it is shown under."""

    id: str
    code: str
    name: str
    field: str
    targets: tuple[str, ...]


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that rules compare with; see the comments in thresholds.yml for their sources."""

    sessions_min: int
    sessions_max: int
    hands_on_share_warn: float
    hands_on_share_error: float
    class_max_warn: int
    class_max_error: int
    area_per_pupil: float
    pupils_per_adult_warn: int
    material_fee_share: float
    material_fee_yuan: float
    usual_session_minutes: tuple[int, ...]
    common_class_sizes: tuple[int, ...]
    base_premium: int
    base_extension: int
    level_premium_score: float
    level_pass_score: float
    score_gap: float
    near_duplicate_share: float
    repeated_session_share: float
    fee_caps: dict[str, float] = {}


class City(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`policy` is the paper that asks for the courses, as messages and pages name it.

    `name` and `province` (宁波市, 浙江省) are what people write before the name of a district; they may be empty.
    """

    policy: str
    name: str = ""
    province: str = ""


Tile = tuple[int, int]
"""Column and row of a district on the schematic map, both from 1."""
TILE_COLUMNS, TILE_ROWS = 6, 12
"""The largest schematic map: more columns would not fit on a phone (site_overrides/assets/map.css)."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All controlled terms, by id. `district_tiles` has all districts or none."""

    targets: dict[str, Target]
    concepts: dict[str, Concept]
    districts: dict[str, str]
    district_tiles: dict[str, Tile]
    district_aliases: dict[str, str]
    thresholds: Thresholds
    city: City
    words: Words
    holidays: Holidays
    synonyms: tuple[tuple[str, ...], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Field names in the order of the standard."""
        return tuple(dict.fromkeys(target.field for target in self.targets.values()))

    @property
    def blanks(self) -> dict[str, str]:
        """What fills the blanks in the words of rules: the city's policy, and every threshold by its name."""
        numbers = {name: getattr(self.thresholds, name) for name in Thresholds.__struct_fields__}
        return {"policy": self.city.policy, **{name: _in_words(value) for name, value in numbers.items()}}

    def district_code(self, name: str) -> str | None:
        """The code of a district or of a functional zone; None where the name is unknown."""
        name = self.district_aliases.get(name, name)
        return next((code for code, known in self.districts.items() if known == name), None)

    def zones_in(self, district: str) -> tuple[str, ...]:
        """Functional zones (高新区 …) that lie in a district."""
        return tuple(zone for zone, parent in self.district_aliases.items() if parent == district)


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(_in_words, value))
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def stages_of(grades: tuple[int, ...]) -> tuple[str, ...]:
    """The stages (学段) that grades fall into, in order."""
    return tuple(sorted({STAGE_OF_GRADE[grade] for grade in grades}))


def load_vocabulary(root: Path) -> Vocabulary:
    """Read `schema/vocabulary/` below `root`; a fault there is the maintainers' (CatalogueError)."""
    try:
        return _vocabulary(root / "schema" / "vocabulary")
    except (KeyError, TypeError, msgspec.ValidationError) as fault:
        raise CatalogueError(f"schema/vocabulary/ 里缺少内容或类型不对：{shape_fault(fault)}") from fault


def _vocabulary(folder: Path) -> Vocabulary:
    standard = _read(folder / "science-standard-2022.yml")
    districts = _read(folder / "districts.yml")
    targets = {target.id: target for target in (*_science_targets(standard), *_other_targets(standard))}
    return Vocabulary(
        targets=targets,
        concepts={concept.id: concept for concept in _concepts(standard)},
        districts={entry["code"]: entry["name"] for entry in districts["districts"]},
        district_tiles=_tiles(districts["districts"]),
        district_aliases=districts["aliases"],
        thresholds=msgspec.convert(_read(folder / "thresholds.yml"), Thresholds),
        city=msgspec.convert(_read(folder / "city.yml"), City),
        words=msgspec.convert(_read(folder / "words.yml"), Words),
        holidays=msgspec.convert(_read(folder / "holidays.yml"), Holidays),
        synonyms=_synonyms(_read(folder / "synonyms.yml")),
    )


def _tiles(districts: list[dict[str, Any]]) -> dict[str, Tile]:
    """Places on the schematic map, by code: each within it and taken once; none where no district has one."""
    tiles: dict[str, Tile] = {}
    for entry in districts:
        if "tile" not in entry:
            continue
        column, row = msgspec.convert(entry["tile"], tuple[int, int])
        if not (1 <= column <= TILE_COLUMNS and 1 <= row <= TILE_ROWS):
            raise CatalogueError(
                f"schema/vocabulary/districts.yml 里{entry['name']}的 tile 是 [{column}, {row}]，"
                f"应在 {TILE_COLUMNS} 列、{TILE_ROWS} 行以内，都从 1 数起"
            )
        if (column, row) in tiles.values():
            raise CatalogueError(f"schema/vocabulary/districts.yml 里有两个区县的 tile 都是 [{column}, {row}]")
        tiles[entry["code"]] = column, row
    if tiles and len(tiles) < len(districts):
        lacking = "、".join(entry["name"] for entry in districts if entry["code"] not in tiles)
        raise CatalogueError(f"schema/vocabulary/districts.yml 里{lacking}没有 tile：要么都写，要么都不写")
    return tiles


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise CatalogueError(f"读不了 schema/vocabulary/{path.name}：{reading_fault(fault)}") from fault
    reading = read_document(Source(PurePosixPath(path.as_posix()), "vocabulary", content))
    if reading.document is None:
        first = reading.diagnostics[0]
        raise CatalogueError(f"{path.name}:{first.mark.line}:{first.mark.column} {first.message}（{first.found}）")
    return reading.document.data


def _synonyms(data: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Groups of two words or more; a word of one character would be found everywhere, one in two groups joins them."""
    groups = msgspec.convert(data["groups"], tuple[tuple[str, ...], ...])
    seen: set[str] = set()
    for number, group in enumerate(groups, 1):
        place = f"synonyms.yml 第 {number} 组（{'、'.join(group)}）"
        if len(group) < 2:
            raise CatalogueError(f"{place}只有一个词，一组同义词至少两个")
        for word in group:
            plain = folded(word)
            if len(plain) < 2:
                raise CatalogueError(f"{place}里的“{word}”太短，至少两个字")
            if plain in seen:
                raise CatalogueError(f"{place}里的“{word}”前面已经有了，一个词只能写一次")
            seen.add(plain)
    return groups


def _concepts(standard: dict[str, Any]) -> list[Concept]:
    names = {domain["id"]: domain["name"] for domain in standard["domains"]}
    return [
        Concept(
            id=concept["id"],
            code=concept["code"],
            name=concept["name"],
            field=names[concept["domain"]],
            targets=tuple(content["id"] for content in concept["contents"]),
        )
        for concept in standard["core_concepts"]
    ]


def _science_targets(standard: dict[str, Any]) -> list[Target]:
    name = standard["meta"]["standard"]
    domains = {domain["id"]: domain["name"] for domain in standard["domains"]}
    return [
        Target(
            id=content["id"],
            code=content["code"],
            name=content["name"],
            standard=name,
            field=domains[concept["domain"]],
            concept=concept["id"],
            stages=tuple(content["stages"]),
            confidence=content["confidence"]["S1_S3"],
            sure_stages=("S4",) if content["confidence"]["S4"] == "high" else (),
        )
        for concept in standard["core_concepts"]
        for content in concept["contents"]
    ]


_OTHER_FIELDS = {"it22": "信息科技", "labor22": "劳动与综合实践", "zhsj17": "劳动与综合实践"}


def _other_targets(standard: dict[str, Any]) -> list[Target]:
    return [
        Target(
            id=entry["id"],
            code=entry["id"].split("-", 1)[1],
            name=entry["name"],
            standard=other["name"],
            field=_OTHER_FIELDS[other["id"]],
            stages=(entry["stage"],) if "stage" in entry else (),
            confidence=other["confidence"],
        )
        for other in standard["other_standards"]
        for entry in other.get("modules", other.get("task_groups", other.get("modes", [])))
    ]
