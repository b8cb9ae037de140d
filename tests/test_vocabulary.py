"""The vocabulary as the standard, GB/T 2260 and the policy state it."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import Rulebook
from course_catalogue.vocabulary import load_vocabulary, stages_of


def test_the_science_standard_has_13_concepts_and_54_contents(rulebook: Rulebook) -> None:
    vocabulary = rulebook.vocabulary
    assert len(vocabulary.concepts) == 13
    contents = [target for target in vocabulary.targets.values() if target.id.startswith("sci22-")]
    assert len(contents) == 54
    assert {target.standard for target in contents} == {"义务教育科学课程标准（2022年版）"}
    assert all("S4" in target.stages for target in contents)
    assert vocabulary.targets["sci22-10.1"].name == "天气和气候"


def test_ningbo_has_ten_districts_and_functional_zones_are_aliases(rulebook: Rulebook) -> None:
    vocabulary = rulebook.vocabulary
    assert len(vocabulary.districts) == 10
    assert vocabulary.district_code("北仑区") == "330206"
    assert vocabulary.district_code("前湾新区") == "330282"
    assert vocabulary.district_code("江东区") is None


def test_thresholds_of_the_policy(rulebook: Rulebook) -> None:
    limits = rulebook.vocabulary.thresholds
    assert (limits.sessions_min, limits.sessions_max, limits.base_premium, limits.base_extension) == (12, 16, 1, 10)


def test_grades_fall_into_stages() -> None:
    assert stages_of((6, 3, 4)) == ("S2", "S3")
    assert stages_of((1, 7, 12)) == ("S1", "S4", "S5")


def test_a_fault_in_the_vocabulary_names_file_and_line(tmp_path: Path, project_root: Path) -> None:
    folder = tmp_path / "schema" / "vocabulary"
    folder.mkdir(parents=True)
    for file in (project_root / "schema" / "vocabulary").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    districts = folder / "districts.yml"
    districts.write_text(districts.read_text("utf-8") + "districts: []\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"districts\.yml:\d+:1"):
        load_vocabulary(tmp_path)


def test_a_missing_or_shapeless_vocabulary_is_told_in_one_line(tmp_path: Path, project_root: Path) -> None:
    with pytest.raises(CatalogueError, match=r"science-standard-2022\.yml"):
        load_vocabulary(tmp_path)
    folder = tmp_path / "schema" / "vocabulary"
    folder.mkdir(parents=True)
    for file in (project_root / "schema" / "vocabulary").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (folder / "thresholds.yml").write_text("sessions_min: twelve\n", "utf-8")
    with pytest.raises(CatalogueError, match="schema/vocabulary/"):
        load_vocabulary(tmp_path)


def test_words_of_rules_are_filled_from_the_city_and_its_thresholds(rulebook: Rulebook) -> None:
    blanks = rulebook.vocabulary.blanks
    assert blanks["policy"] == "甬科协〔2021〕86号"
    assert (blanks["sessions_max"], blanks["usual_session_minutes"], blanks["hands_on_share_warn"]) == (
        "16",
        "40、45、60、80、90",
        "0.6667",
    )


def vocabulary_with_districts(tmp_path: Path, project_root: Path, districts: str) -> Path:
    folder = tmp_path / "schema" / "vocabulary"
    folder.mkdir(parents=True)
    for file in (project_root / "schema" / "vocabulary").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (folder / "districts.yml").write_text(f"districts:\n{districts}aliases: {{}}\n", "utf-8")
    return tmp_path


def test_a_city_may_have_no_places_for_its_districts(tmp_path: Path, project_root: Path) -> None:
    root = vocabulary_with_districts(tmp_path, project_root, '  - {code: "990101", name: 东区}\n')
    assert load_vocabulary(root).district_tiles == {}


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (", tile: [2, 1]", "有两个区县的 tile 都是"),
        (", tile: [7, 1]", r"西县的 tile 是 \[7, 1\]，应在 6 列、12 行以内"),
        (", tile: [0, 1]", r"西县的 tile 是 \[0, 1\]"),
        ("", "西县没有 tile：要么都写，要么都不写"),
        (", tile: [1]", "缺少内容或类型不对"),
        (", tile: 左上", "缺少内容或类型不对"),
    ],
)
def test_places_of_districts_are_whole_within_the_map_and_taken_once(
    second: str, told: str, tmp_path: Path, project_root: Path
) -> None:
    rows = f'  - {{code: "990101", name: 东区, tile: [2, 1]}}\n  - {{code: "990122", name: 西县{second}}}\n'
    with pytest.raises(CatalogueError, match=told):
        load_vocabulary(vocabulary_with_districts(tmp_path, project_root, rows))


@pytest.mark.parametrize(
    ("groups", "fault"),
    [
        ("[[AI]]", "synonyms.yml 第 1 组（AI）只有一个词，一组同义词至少两个"),
        ("[[机器人, 人]]", "synonyms.yml 第 1 组（机器人、人）里的“人”太短，至少两个字"),
        (
            "[[AI, 人工智能], [智能, ａi]]",
            "synonyms.yml 第 2 组（智能、ａi）里的“ａi”前面已经有了，一个词只能写一次",
        ),
        ("AI", "schema/vocabulary/ 里缺少内容或类型不对"),
    ],
)
def test_a_group_of_synonyms_that_cannot_work_is_told(
    tmp_path: Path, project_root: Path, groups: str, fault: str
) -> None:
    folder = tmp_path / "schema" / "vocabulary"
    folder.mkdir(parents=True)
    for file in (project_root / "schema" / "vocabulary").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (folder / "synonyms.yml").write_text(f"groups: {groups}\n", "utf-8")
    with pytest.raises(CatalogueError) as told:
        load_vocabulary(tmp_path)
    assert str(told.value).startswith(fault)


def test_ai_and_its_chinese_name_are_synonyms(rulebook: Rulebook) -> None:
    assert ("AI", "人工智能") in rulebook.vocabulary.synonyms
