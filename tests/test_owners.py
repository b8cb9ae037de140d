"""Who looks after which folder, and CODEOWNERS."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import PROJECT

from course_catalogue.authoring.codeowners import CODEOWNERS_FILE, codeowners
from course_catalogue.cli import main
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.owners import Owners, load_owners


def owners_of(root: Path, text: str) -> Owners:
    (root / "schema").mkdir(exist_ok=True)
    (root / "schema" / "owners.yml").write_text(text, "utf-8")
    return load_owners(root)


def test_owners_are_read(tmp_path: Path) -> None:
    text = 'maintainers: ["@kexie/maintainers"]\nfolders:\n  courses/b: ["@b", "b@example.com"]\n  bases/a: ["@a"]\n'
    assert owners_of(tmp_path, text) == Owners(
        ("@kexie/maintainers",), {"bases/a": ("@a",), "courses/b": ("@b", "b@example.com")}
    )


def test_without_a_file_nobody_is_named(tmp_path: Path) -> None:
    assert load_owners(tmp_path) == Owners()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("maintainers: 甲\n", "maintainers 写账号的列表"),
        ('maintainers: ["@a b"]\n', "maintainers 写账号的列表"),
        ('maintainers: ["*"]\n', "maintainers 写账号的列表"),
        ('maintainers: ["@a"]\nfolders:\n  reviews: ["@b"]\n', "reviews 不是 courses/机构"),
        ('maintainers: ["@a"]\nfolders:\n  courses/a/b: ["@b"]\n', "courses/a/b 不是"),
        ('maintainers: ["@a"]\nfolders: ["@b"]\n', "folders 每行写作"),
        ("owners: []\n", "没有 owners 这个字段"),
        ("maintainers: [\n", r"owners\.yml:1"),
    ],
)
def test_a_fault_in_it_is_one_line_for_the_maintainers(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=words):
        owners_of(tmp_path, text)


def test_codeowners_gives_folders_to_their_owners_and_all_else_to_the_maintainers_alone() -> None:
    lines = codeowners(Owners(("@m",), {"courses/b": ("@b",), "bases/a": ("@a", "@m")})).splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules == ["* @m", "/bases/a/ @m @a", "/courses/b/ @m @b"]  # the last that fits a path decides


def test_codeowners_of_the_project_is_current() -> None:
    """After changing schema/owners.yml run `python build.py codeowners --write`."""
    assert (PROJECT / CODEOWNERS_FILE).read_text("utf-8") == codeowners(load_owners(PROJECT))


def test_the_command_shows_or_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owners_of(tmp_path, 'maintainers: ["@m"]\n')
    assert main(["codeowners", "--root", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "\n* @m\n" in shown
    assert not (tmp_path / CODEOWNERS_FILE).exists()
    assert main(["codeowners", "--write", "--root", str(tmp_path)]) == 0
    assert (tmp_path / CODEOWNERS_FILE).read_bytes().decode() == shown
