"""Another city uses the program with its own configuration: districts, figures, policy, publisher, pages. No code."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from sites import broken_links, project_copy
from written import PROJECT, TODAY, changed_example

from course_catalogue.cli import main
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.explanations.texts import explanations
from course_catalogue.loading import Loaded, load_catalogue

CITY = PROJECT / "tests" / "second_city"
PUBLISHER = [
    "--site-name", "示例市科学课程目录", "--site-url", "https://kexue.example.com/", "--publisher", "示例市科协",
    "--contact", "0000-00000000", "--keep-samples",
]  # fmt: skip
FIRST_CITY = re.compile(r"宁波|甬|12～16|10 个以上|1 ?\+ ?10|鄞州|慈溪")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The project with the second city's configuration over it and its catalogue in it."""
    catalogue = changed_example(tmp_path, yaml.safe_load((CITY / "changes.yml").read_text("utf-8")))
    second = catalogue / "bases/example-hall/premium/lake-day"
    shutil.copytree(catalogue / "bases/example-hall/premium/river-day", second)
    course = second / "course.yml"
    course.write_text(course.read_text("utf-8").replace("小河的一天", "湖边的一天"), "utf-8")
    reviews = catalogue / "reviews/bases/example-hall/premium"
    shutil.copy(reviews / "river-day.yml", reviews / "lake-day.yml")
    root = project_copy(tmp_path / "city", catalogue)
    for name in ("schema", "site_pages"):
        shutil.copytree(CITY / name, root / name, dirs_exist_ok=True)
    guide = root / "投稿指南.md"
    guide.write_text(guide.read_text("utf-8").replace("12～16", "10～14"), "utf-8")
    thresholds = root / "schema" / "vocabulary" / "thresholds.yml"
    text = thresholds.read_text("utf-8")
    for name, value in yaml.safe_load((CITY / "thresholds.yml").read_text("utf-8")).items():
        text, count = re.subn(rf"(?m)^{name}: \S+", f"{name}: {value}", text)
        assert count == 1, name
    thresholds.write_text(text, "utf-8")
    assert main(["init", "--root", str(root), *PUBLISHER]) == 0
    return root


def loaded(root: Path, today: date = TODAY) -> Loaded:
    return load_catalogue(root, today)


def of_code(root: Path, code: str) -> list[Diagnostic]:
    return [item for item in loaded(root).diagnostics if item.code == code]


def test_its_catalogue_has_no_error_and_its_base_meets_its_quota(city: Path) -> None:
    found = loaded(city)
    assert [(item.code, item.mark.path) for item in found.errors] == []
    base = next(base for base in found.catalogue.bases if base.key == "bases/example-hall")
    quota = found.catalogue.quota_of(base)
    assert (quota.premium_due, quota.extension_due, quota.met) == (2, 8, True)


def test_the_first_city_would_refuse_the_same_catalogue(city: Path) -> None:
    for name in ("city.yml", "districts.yml", "thresholds.yml"):
        shutil.copy(PROJECT / "schema" / "vocabulary" / name, city / "schema" / "vocabulary" / name)
    assert {item.code for item in loaded(city).errors} >= {"session-count", "district-mismatch", "base-quota"}


@pytest.mark.parametrize("first", [True, False])
def test_figures_that_the_policy_sets_for_each_course_and_base_are_the_thresholds(city: Path, first: bool) -> None:
    root = PROJECT if first else city
    limits = load_catalogue(root, TODAY).catalogue.vocabulary.thresholds
    entries = yaml.safe_load((root / "schema/vocabulary/policy-targets.yml").read_text("utf-8"))["targets"]
    targets = {entry["id"]: entry["target"] for entry in entries}
    assert [targets[name] for name in ("series-sessions", "base-premium", "base-extension")] == [
        [limits.sessions_min, limits.sessions_max],
        limits.base_premium,
        limits.base_extension,
    ]


def test_messages_name_its_figures_and_its_policy(city: Path) -> None:
    course = city / "courses/example-society/water-journey/course.yml"
    text = course.read_text("utf-8")
    start = text.index("  - title: 水珠为什么圆")
    course.write_text(text[:start] + text[text.index("  - title: 水往哪里流") :], "utf-8")
    (fault,) = of_code(city, "session-count")
    assert (fault.message, fault.found, fault.expected) == (
        "一个系列要有 10～14 课时（示例市科协〔2025〕9号）",
        "9 课时",
        "10～14 课时",
    )
    shutil.rmtree(city / "bases/example-hall/premium/lake-day")
    (city / "reviews/bases/example-hall/premium/lake-day.yml").unlink()
    (fault,) = of_code(city, "base-quota")
    assert fault.expected == "精品研学至少 2 门、课外拓展至少 8 门"


def test_its_site_is_built_and_says_nothing_of_the_first_city(city: Path) -> None:
    assert main(["build", "--no-packs", "--root", str(city), "--today", TODAY.isoformat()]) == 0
    site = city / "site"
    assert broken_links(site) == []
    told = {
        page.relative_to(site).as_posix(): found.group()
        for page in sorted((*site.rglob("*.html"), *site.rglob("*.js"), *site.rglob("*.xml")))
        if page.name != "pinyin.js"  # a table of characters
        and (found := FIRST_CITY.search(page.read_text("utf-8")))
    }
    assert told == {}
    base = (site / "bases/example-hall.html").read_text("utf-8")
    assert "具备 2 个以上精品研学课程和 8 个以上课外拓展课程（示例市科协〔2025〕9号）" in base
    assert "10～14 课时课程" in (site / "series.html").read_text("utf-8")
    assert "示例西县" in (site / "browse.html").read_text("utf-8")


def test_no_code_is_explained_with_the_figures_of_a_city() -> None:
    texts = [text for item in explanations().values() for text in (item.text.title, item.text.why, item.example.what)]
    texts += [
        text for item in explanations().values() for text in (item.example.mend, item.example.bad, item.example.good)
    ]
    assert [text for text in texts if re.search(rf"{FIRST_CITY.pattern}|[十0-9]+个区县", text)] == []


def test_no_code_names_a_city_or_its_figures_where_people_read_it() -> None:
    """Docstrings and comments cite where a rule comes from; texts do not."""
    told = []
    for path in sorted((PROJECT / "course_catalogue").rglob("*")):
        if path.suffix in (".py", ".html", ".typ"):
            text = re.sub(r'(?s)"""(.*?)"""|#.*?$', "", path.read_text("utf-8"))
            told += [f"{path.name}: {found}" for found in FIRST_CITY.findall(text)]
    for path in (PROJECT / "schema").glob("*.*"):
        told += [f"{path.name}: {found}" for found in FIRST_CITY.findall(path.read_text("utf-8")) if found != "甬"]
    assert told == []
