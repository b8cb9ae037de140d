"""`check` as it is called: what is reported, in which form, where it goes, and what a defect of the program does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from sites import project_copy
from written import EXAMPLE, PROJECT, TODAY, project_rulebook

from course_catalogue import check_report, loading
from course_catalogue.catalogue import Catalogue
from course_catalogue.check_report import narrowed
from course_catalogue.cli import main
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import CatalogueError, Diagnostic, Mark, Related, Severity
from course_catalogue.loading import load_catalogue
from course_catalogue.reporting import colour
from course_catalogue.reporting.forms import FORMS
from course_catalogue.reporting.report import summary
from course_catalogue.rules.rule import Finding, Rule, rule
from course_catalogue.site_identity import stated_url

ON = ("--today", "2026-10-01")
RAIN = "bases/example-hall/extension/rain-gauge/course.yml"
FLOAT = "bases/example-hall/extension/float-sink/course.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example with two courses of the same title."""
    root = project_copy(tmp_path / "project", EXAMPLE)
    file = root / RAIN
    file.write_text(file.read_text("utf-8").replace("title: 自制雨量筒", "title: 沉还是浮"), "utf-8")
    return root


def run(project: Path, *arguments: str) -> int:
    return main(["check", "--root", str(project), *ON, *arguments])


def codes_told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [item["code"] for item in json.loads(capsys.readouterr().out)["findings"]]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_same_exit_code(form: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "--format", form) == 1
    assert "duplicate-title" in capsys.readouterr().out
    assert main(["check", "--root", str(project_copy(project / "sound", EXAMPLE)), *ON, "--format", form]) == 0


@pytest.mark.parametrize("path", [RAIN, str(Path(RAIN).parent), "bases/example-hall", "bases/", "./bases", FLOAT])
def test_paths_narrow_what_is_reported(path: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "--format", "json", path) == 1
    assert codes_told(capsys) == ["duplicate-title"]


def test_findings_elsewhere_do_not_fail_the_paths_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "courses") == 0
    out = capsys.readouterr().out
    assert "duplicate-title" not in out
    assert out.endswith("检查了 29 个文件：没有错误，1 条提醒（别的文件里还有 1 处，没有列出）\n")


def test_all_of_the_root_is_everything(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "--format", "json", str(project)) == 1
    assert codes_told(capsys) == ["duplicate-title", "due-for-next-step"]


@pytest.mark.parametrize("path", ["nowhere", "courses/none/course.yml", "/", "..", "courses/a\x1b[2J"])
def test_unknown_path_is_a_wrong_call(path: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, path) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "这个文件或文件夹" in captured.err
    assert "\x1b" not in captured.err


def test_path_counts_from_the_current_folder_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Diagnostic("a", Severity.ERROR, Mark(path), "x") for path in ("courses/a/b.yml", "courses/a/c.yml")]
    (project / "courses" / "a").mkdir()
    for name in ("b.yml", "c.yml"):
        (project / "courses" / "a" / name).touch()
    monkeypatch.chdir(project / "courses" / "a")
    assert narrowed(found, project, ["c.yml"]) == (found[1],)
    with pytest.raises(CatalogueError):
        narrowed(found, project, ["d.yml"])


def test_finding_is_reported_when_its_other_place_was_asked_for(project: Path) -> None:
    item = Diagnostic("a", Severity.ERROR, Mark("x.yml"), "x", related=(Related(Mark(RAIN), "y"),))
    assert narrowed([item], project, [RAIN]) == (item,)
    assert narrowed([item], project, [FLOAT]) == ()


def test_output_holds_the_report_and_the_screen_its_summary(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = project / "report.json"
    assert run(project, "--format", "json", "--output", str(target)) == 1
    assert json.loads(target.read_text("utf-8"))["summary"]["errors"] == 1
    assert capsys.readouterr().out == f"检查了 29 个文件：1 个错误，1 条提醒\n报告在 {target}\n"
    assert [path.name for path in project.glob(".report*")] == []


def test_output_replaces_a_link_and_never_follows_it(project: Path) -> None:
    secret = project / "secret"
    secret.write_text("mine", "utf-8")
    (project / "report.txt").symlink_to(secret)
    assert run(project, "--output", str(project / "report.txt")) == 1
    assert secret.read_text("utf-8") == "mine"
    assert "duplicate-title" in (project / "report.txt").read_text("utf-8")


def test_output_into_no_folder_is_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "--output", str(project / "none" / "report.txt")) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_github_form_adds_the_whole_list_to_the_summary_of_the_step(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "summary.md"
    page.write_text("已有的\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert run(project, "--format", "json") == 1
    assert page.read_text("utf-8") == "已有的\n"
    assert run(project, "--format", "github") == 1
    assert page.read_text("utf-8").startswith("已有的\n## 课程文件检查：1 个错误要改\n")
    assert capsys.readouterr().out.count("::error ") == 1


def test_help_pages_are_named_by_address_once_the_site_has_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project)
    assert "说明：python build.py explain duplicate-title" in capsys.readouterr().out
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace('site_url: ""', "site_url: https://kexue.example.com/a"), "utf-8"
    )
    run(project)
    assert "说明：https://kexue.example.com/a/help/duplicate-title.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ('site_url: "https://a.cn/"', "https://a.cn/"),
        ("site_url: http://a.cn/b # 临时", "http://a.cn/b/"),
        ("site_url: 'https://a.cn'", "https://a.cn/"),
        ('site_url: ""', ""),
        ("site_url: !ENV [URL]", ""),
        ("site_url: javascript:alert(1)", ""),
        ("site_url: https://a.cn/) [x](", ""),
        ("site_url: https://a.cn/\x1b[2J", ""),
        ("# site_url: https://a.cn/", ""),
    ],
)
def test_address_of_the_site_is_read_as_init_writes_it(line: str, url: str, tmp_path: Path) -> None:
    assert stated_url(tmp_path) == ""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{line}\nnav: []\n", "utf-8")
    assert stated_url(tmp_path) == url


def test_colour_only_on_a_terminal_and_not_against_the_readers_wish(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert run(project) == 1
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(project) == 1
    coloured = capsys.readouterr().out
    assert "\x1b[1;31m错误 \x1b[0m" in coloured
    assert _without_styles(coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colour.is_wanted()
    assert run(project) == 1
    assert capsys.readouterr().out == plain


def _without_styles(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@rule("a-crash")
def _crashes_on_the_rain_gauge(catalogue: Catalogue) -> Iterator[Finding]:
    for course in catalogue.base_courses:
        if course.key.endswith("rain-gauge"):
            raise ValueError("x\n::error::y \x1b[2J")
        if len(catalogue.records) > 1:
            yield Finding(course.origin, (), "先找到的")


def crashing(monkeypatch: pytest.MonkeyPatch, name: str, broken: Rule) -> None:
    monkeypatch.setattr(loading, name, (*getattr(loading, name), broken))


def test_a_defect_on_one_file_hides_nothing_of_the_others(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    crashing(monkeypatch, "RECORD_RULES", _crashes_on_the_rain_gauge)
    provider = project / "courses" / "example-society" / "provider.yml"
    provider.write_text(provider.read_text("utf-8").replace("kind: 学会", "kind: 学堂"), "utf-8")
    loaded = load_catalogue(project, TODAY, project_rulebook())
    assert [(item.code, item.mark.path) for item in loaded.errors] == [
        ("internal-error", RAIN),
        ("not-in-list", "courses/example-society/provider.yml"),
    ]
    assert [type(fault) for fault in loaded.defects] == [ValueError]
    assert not loaded.is_sound


def test_a_defect_between_files_is_told_at_its_rule_behind_what_it_found(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    crashing(monkeypatch, "CATALOGUE_RULES", _crashes_on_the_rain_gauge)
    loaded = load_catalogue(project, TODAY, project_rulebook())
    assert loaded.defects
    told = [item for item in loaded.diagnostics if item.code == "internal-error"]
    assert [item.mark for item in told] == [_crashes_on_the_rain_gauge.mark]
    assert told[0].mark.path == "test_check_report.py"
    assert any(item.code == "a-crash" for item in loaded.diagnostics)
    assert any(item.code == "duplicate-title" for item in loaded.diagnostics)


def test_a_defect_exits_2_with_its_traceback_behind_the_findings(
    monkeypatch: pytest.MonkeyPatch, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crashing(monkeypatch, "RECORD_RULES", _crashes_on_the_rain_gauge)
    assert run(project) == 2
    captured = capsys.readouterr()
    assert f"错误 internal-error  {RAIN}:1:1" in captured.out
    assert CODES["internal-error"].why in captured.out
    assert "程序自己出了错（不是课程文件的错）" in captured.err
    assert "_crashes_on_the_rain_gauge" in captured.err
    assert "\x1b" not in captured.err
    assert [line for line in captured.err.splitlines() if line.lstrip().startswith("::")] == []
    assert run(project, "courses") == 2
    assert "internal-error" in capsys.readouterr().out


def test_a_defect_builds_no_site(
    monkeypatch: pytest.MonkeyPatch, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crashing(monkeypatch, "RECORD_RULES", _crashes_on_the_rain_gauge)
    assert main(["build", "--no-packs", "--root", str(project), *ON]) == 2
    assert "检查没有做完，没有生成网站" in capsys.readouterr().out
    assert not (project / "site").exists()


def test_a_defect_anywhere_exits_2_and_never_as_if_the_content_were_wrong(
    monkeypatch: pytest.MonkeyPatch, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("x\n::error::y")

    monkeypatch.setattr(loading, "assemble", fail)
    assert run(project) == 2
    err = capsys.readouterr().err
    assert "RuntimeError" in err
    assert [line for line in err.splitlines() if line.lstrip().startswith("::")] == []


def test_a_fault_of_the_machine_is_no_defect(project: Path) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "no", "courses/x")

    with pytest.raises(PermissionError):
        load_catalogue(project, TODAY, project_rulebook(), read=refuse)


def test_forms_cost_nothing_that_a_check_does_not_need(project: Path) -> None:
    script = (
        "import sys; from course_catalogue.cli import main; main(sys.argv[1:]); "
        "assert not {'mkdocs', 'rich', 'jinja2', 'course_catalogue.reporting.sarif'} & set(sys.modules), sorted(sys.modules)"
    )
    call = [sys.executable, "-c", script, "check", "--root", str(project), *ON]
    done = subprocess.run(call, cwd=PROJECT, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr


def test_report_has_room_for_so_many_findings_errors_first(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    monkeypatch.setattr(check_report, "MOST_FINDINGS", 3)
    found = [Diagnostic("tab", Severity.WARNING, Mark("a.yml", number), "提醒") for number in range(1, 6)]
    fault = Diagnostic("tab", Severity.ERROR, Mark("b.yml", 9), "错误")
    loaded = load_catalogue(project, TODAY, project_rulebook())
    report = check_report.report_of(replace(loaded, diagnostics=(*found, fault)), project)
    assert report.diagnostics == (*found[:2], fault)
    assert summary(report).endswith("（太多，还有 3 处没有列出；改好这些再检查）")
