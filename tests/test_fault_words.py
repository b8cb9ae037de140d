"""What the maintainers read when a file of theirs is broken: Chinese, with the place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from written import PROJECT

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import load_rulebook

THRESHOLDS = "schema/vocabulary/thresholds.yml"
DISTRICTS = "schema/vocabulary/districts.yml"
BROKEN = [
    ("schema/series.schema.json", '"type": "object"', '"type "object"', "schema/series.schema.json 第 5 行第 10 列附近不是正确的 JSON"),
    ("schema/series.schema.json", '"type": "object"', '"type": "objekt"', "schema/series.schema.json 或它引用的 common.schema.json 不是正确的 JSON Schema"),
    ("schema/series.schema.json", None, None, "读不了 schema/series.schema.json：没有这个文件"),
    (THRESHOLDS, "sessions_min: 12", "sessions_min: 十二", "schema/vocabulary/ 里缺少内容或类型不对：sessions_min：应为整数，写的是文字"),
    (THRESHOLDS, "sessions_min: 12", "sessions_minn: 12", "schema/vocabulary/ 里缺少内容或类型不对：不认识的字段 sessions_minn"),
    (THRESHOLDS, "sessions_min: 12", "", "schema/vocabulary/ 里缺少内容或类型不对：缺少字段 sessions_min"),
    (DISTRICTS, "aliases:", "alias:", "schema/vocabulary/ 里缺少内容或类型不对：缺少 aliases"),
    (DISTRICTS, "districts:", "districts: 3\nx:", "schema/vocabulary/ 里缺少内容或类型不对：结构不对"),
    (DISTRICTS, None, None, "读不了 schema/vocabulary/districts.yml：没有这个文件"),
    ("schema/rules.yml", "op:", "opp:", "schema/rules.yml：[0]：不认识的字段 opp"),
    ("schema/rules.yml", None, None, "读不了 schema/rules.yml：没有这个文件"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), BROKEN)
def test_a_broken_file_of_the_maintainers_is_told_in_chinese(
    file: str, old: str | None, new: str | None, words: str, tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    path = tmp_path / file
    if old is None or new is None:
        path.unlink()
    else:
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError) as told:
        list(load_rulebook(tmp_path).schemas.errors("series", {}))
    assert str(told.value) == words
