"""The scripts of the form: made once for each state of their sources, small, and of nothing that is not public."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from form_scripts import form_folder
from written import PROJECT, TODAY, example_on, project_rulebook

from course_catalogue import form_building
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.form_building import SCRIPTS, build_form
from course_catalogue.form_data import context_of, data_files, model_of
from course_catalogue.loading import load_catalogue
from course_catalogue.sources import KINDS

SCHEMAS = project_rulebook().schemas


def project_with_form(folder: Path) -> Path:
    """A project with schemas and the sources of the form alone."""
    shutil.copytree(PROJECT / "schema", folder / "schema")
    ignored = shutil.ignore_patterns("node_modules")
    shutil.copytree(PROJECT / "site_overrides" / "form", folder / "site_overrides" / "form", ignore=ignored)
    return folder


def refuse(*_: object) -> None:
    raise AssertionError("a process was started")


def test_an_unchanged_form_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project_with_form(tmp_path)
    form_folder()  # what was made is kept now
    monkeypatch.setattr(form_building, "install_packages", refuse)
    monkeypatch.setattr(form_building, "run_script", refuse)
    assert [file.path for file in build_form(root, example_on(TODAY).catalogue).files] == [
        *(f"form/{name}.js" for name in SCRIPTS),
        *(f"form/model-{kind}.js" for kind in KINDS),
        "form/context.js",
    ]


def test_without_node_the_form_is_left_out_and_one_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project_with_form(tmp_path / "project")
    monkeypatch.setattr(form_building, "kept_folder", lambda: tmp_path / "kept")
    monkeypatch.setenv("PATH", str(tmp_path))
    form = build_form(root, example_on(TODAY).catalogue)
    assert form.files == ()
    assert re.fullmatch(
        r"网站上没有投稿表单：.+。表单要用 Node.js 18 以上生成，装好再运行一次就有；其余网页不受影响", form.note
    )


def test_a_keyword_that_no_engine_knows_ends_the_build(tmp_path: Path) -> None:
    root = project_with_form(tmp_path)
    path = root / "schema" / "provider.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["properties"]["permit"]["x-colour"] = "red"
    path.write_text(json.dumps(schema), "utf-8")
    assert "build.mjs 失败" in build_form(root, example_on(TODAY).catalogue).note


def test_a_build_that_fails_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise CatalogueError("npm ci 失败")

    root = project_with_form(tmp_path / "project")
    monkeypatch.setattr(form_building, "kept_folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(form_building, "install_packages", fail)
    assert "npm ci 失败" in build_form(root, example_on(TODAY).catalogue).note
    assert list((tmp_path / "kept").rglob("*.*")) == []


def test_what_is_kept_and_not_whole_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(*given: Any) -> None:
        folder: Path = given[-1]
        folder.mkdir()
        for name in names:
            (folder / f"{name}.js").write_text("", "utf-8")

    root = project_with_form(tmp_path / "project")
    names = list(SCRIPTS)
    monkeypatch.setattr(form_building, "kept_folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(form_building, "_tools", lambda *_: tmp_path)
    monkeypatch.setattr(form_building, "_make", make)
    (tmp_path / "kept" / "form").mkdir(parents=True)
    catalogue = example_on(TODAY).catalogue
    assert build_form(root, catalogue).note == ""
    next((tmp_path / "kept").rglob("pinyin.js")).unlink()
    assert build_form(root, catalogue).note == ""
    next((tmp_path / "kept").rglob("pinyin.js")).unlink()
    names.remove("pinyin")
    assert "site_overrides/form 和程序不是同一版，没有做出 pinyin" in build_form(root, catalogue).note


def packed(name: str) -> int:
    """Bytes of a script, gzipped."""
    return len(gzip.compress((form_folder() / f"{name}.js").read_bytes(), 9))


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_opens_and_judges_with_40_kilobytes_of_script(kind: str) -> None:
    assert sum(map(packed, ("page", f"engine-{kind}", "rules"))) <= 40_000
    assert sum(map(packed, ("emitter", "output-page", "more_rules"))) <= 19_500  # once something is written


def test_the_lock_names_no_registry() -> None:
    text = (PROJECT / "site_overrides" / "form" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') > 5


# ---- models and context ----


def fields(model: dict[str, Any], above: str = "") -> list[str]:
    """Every field in its order, as `sessions.steps.minutes`."""
    found = []
    for name, part in model.get("properties", {}).items():
        found += [f"{above}{name}", *fields(part.get("items", part), f"{above}{name}.")]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_is_the_schema_without_references_in_its_order(kind: str) -> None:
    model = model_of(SCHEMAS, kind)
    assert "$ref" not in json.dumps(model)
    assert list(model["properties"]) == list(SCHEMAS.by_name[kind]["properties"])
    for steps in (("waivers", 0, "reason"), ("status",)):
        part = model
        for step in steps:
            part = part["items"] if isinstance(step, int) else part["properties"][step]
        wanted = SCHEMAS.at(kind, steps)
        assert {key: part.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_of_a_form_is_told_how_to_write_yaml(kind: str) -> None:
    said = json.dumps(model_of(SCHEMAS, kind)["properties"], ensure_ascii=False)
    assert [
        words for words in (".yml", "yml ", "写 []", "写 true", "写 false", "引号", "schema/") if words in said
    ] == []


def test_a_model_has_every_nested_field_with_its_words() -> None:
    model = model_of(SCHEMAS, "series")
    assert {"sessions.steps.minutes", "sessions.worksheet.blocks.diagram.x.label", "price.payers.percent"} <= set(
        fields(model)
    )
    minutes = model["properties"]["sessions"]["items"]["properties"]["steps"]["items"]["properties"]["minutes"]
    assert (minutes["title"], minutes["type"], minutes["maximum"]) == ("分钟", "integer", 120)


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    catalogue, rows = example_on(TODAY).catalogue, project_rulebook().rows
    assert list(data_files(catalogue, SCHEMAS, rows)) == list(data_files(catalogue, SCHEMAS, rows))


def test_the_context_tells_of_no_draft_and_of_nothing_withdrawn() -> None:
    catalogue = load_catalogue(PROJECT, date(2026, 10, 1), remember=True).catalogue
    context = context_of(catalogue)
    hidden = {key for key, record in catalogue.records.items() if not catalogue.is_public(record)}
    told = {record["key"] for record in (*context["owners"], *context["courses"])}
    assert hidden
    assert told == set(catalogue.records) - hidden
    (hall,) = [
        owner for owner in context_of(example_on(TODAY).catalogue)["owners"] if owner["key"] == "bases/example-hall"
    ]
    assert {"id": "rain-room"}.items() <= hall["exhibits"][0].items() or "rain-room" in str(hall["exhibits"])


def test_scripts_evaluate_nothing_and_load_nothing() -> None:
    for path in form_folder().glob("*.js"):
        text = path.read_text("utf-8")
        assert not re.search(r"\beval\(|new Function|importScripts|XMLHttpRequest|\bfetch\(|document\.write", text), (
            path.name
        )
