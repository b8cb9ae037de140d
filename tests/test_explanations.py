"""Every code has its page, and what the pages show is what the check does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from written import EXAMPLE, PROJECT, load_changed, new_findings

from course_catalogue.cli import main
from course_catalogue.codes import CODES, FAMILIES
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.explanations.lookup import asked_code
from course_catalogue.explanations.plain import index, page
from course_catalogue.explanations.texts import Explanation, explanations
from course_catalogue.personal_numbers import masked

FOLDER = PROJECT / "course_catalogue" / "explanations"
SHOWN_IN_LINES = [item for item in explanations().values() if item.example.file]
SAID_IN_WORDS = [item for item in explanations().values() if not item.example.file]
NO_FOLDER = {"internal-error"}


def test_every_code_has_its_explanation_and_no_other() -> None:
    """Add the missing ones to the file of their family: see CONTRIBUTING.md, “To add a code”."""
    assert [code for code in CODES if code not in explanations()] == []
    written = {
        path.stem: set(re.findall(r"^([a-z0-9-]+):$", path.read_text("utf-8"), re.M)) for path in FOLDER.glob("*.yml")
    }
    assert written == {family: {code for code, text in CODES.items() if text.family == family} for family in FAMILIES}


@pytest.mark.parametrize("item", SHOWN_IN_LINES, ids=lambda item: item.code)
def test_bad_example_gives_this_code_alone_on_a_shown_line(item: Explanation, tmp_path: Path) -> None:
    example = item.example
    sound = (EXAMPLE / example.file).read_text("utf-8")
    place = example.instead_of or example.good
    assert f"\n{sound}".count(f"\n{place}\n") == 1, "it stands once in the file, as whole lines"
    found = new_findings(load_changed(tmp_path, [{"file": example.file, "replace": place, "with": example.bad}]))
    assert [(one.code, one.severity.value, one.mark.path) for one in found] == [
        (item.code, example.severity, example.file)
    ]
    line = (tmp_path / "example" / example.file).read_text("utf-8").split("\n")[found[0].mark.line - 1]
    assert line.strip() == example.told_at if example.told_at else line in example.bad.split("\n")


@pytest.mark.parametrize("item", [one for one in SHOWN_IN_LINES if one.example.instead_of], ids=lambda item: item.code)
def test_good_example_that_stands_nowhere_gives_nothing(item: Explanation, tmp_path: Path) -> None:
    change = {"file": item.example.file, "replace": item.example.instead_of, "with": item.example.good}
    assert new_findings(load_changed(tmp_path, [change])) == []


@pytest.mark.parametrize("item", SAID_IN_WORDS, ids=lambda item: item.code)
def test_example_in_words_is_shown_by_its_folder(item: Explanation) -> None:
    assert item.example.told_at == ""
    assert "\n" not in item.example.bad + item.example.good
    expected = PROJECT / "tests" / "broken" / item.code / "expected.txt"
    if item.code not in NO_FOLDER:
        assert expected.read_text("utf-8").startswith(f"{item.label} {item.code} ")


def test_words_are_sentences_and_warnings_say_that_they_do_not_stop_anybody() -> None:
    for item in explanations().values():
        for text in (item.text.why, item.example.what, item.example.mend):
            assert re.search(r"[。”]$", text), (item.code, text)
        assert ("不影响提交" in item.example.what) is (item.example.severity == "warning"), item.code


def test_changed_lines_of_the_examples_are_marked() -> None:
    item = explanations()["step-minutes"]
    assert item.bad_lines == [("- name: 换个杯子", False), ("  minutes: 26", True)]
    assert item.good_lines == [("- name: 换个杯子", False), ("  minutes: 28", True)]


def test_numbers_in_examples_can_be_nobodys_and_are_shown_masked() -> None:
    """140 numbers are for devices and longer; 110000 is no place where people are registered, 000 no order number."""
    shown = {code: explanations()[code].bad_lines for code in ("mobile-number", "identity-number")}
    assert shown == {
        "mobile-number": [("introduction: 联系我们请打 140-****-1234。", True)],
        "identity-number": [("introduction: 负责人证件号 110*************04。", True)],
    }
    for item in explanations().values():
        assert [masked(text) for text in (item.text.why, item.example.what, item.example.mend, item.example.good)] == [
            item.text.why, item.example.what, item.example.mend, item.example.good,
        ]  # fmt: skip
        assert item.example.file or masked(item.example.bad) == item.example.bad


def test_explanation_as_text() -> None:
    assert page(explanations()["tab"], "https://kexue.example.com/help/tab.html") == (
        "tab（错误，文件的字节）\n用了 Tab 键\n\n"
        "是什么：文件里有 Tab（制表符）。\n"
        "为什么：YAML 只认空格缩进；Tab 在不同的软件里宽窄不同，上下级会对不齐。\n"
        "怎样改：把 Tab 换成空格，每一级缩进 2 个空格。用 VS Code 打开时按 Tab 键会自动变成空格。"
        "从 Word 或 Excel 粘贴来的表格不要换成空格：冒号后面写 |，换行后每行写成 | 一格 | 一格 |。\n\n"
        "这样不对：code 前面按了一次 Tab 键。\n这样对：code 前面按两次空格键。\n\n"
        "网页：https://kexue.example.com/help/tab.html"
    )
    assert page(explanations()["repeated-item"], "").endswith(
        "这样不对：\n  → grades: [2, 3, 2]\n这样对：\n  → grades: [2, 3]"
    )


def test_line_that_the_check_points_at_is_named_where_it_is_another() -> None:
    assert "→   minutes: 26\n  检查时，提示指在 steps: 这一行。\n这样对：" in page(explanations()["step-minutes"], "")


def test_index_lists_every_code_under_its_family() -> None:
    lines = index().splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(explanations())
    assert [line for line in lines if line and not line.startswith(" ")] == list(FAMILIES.values())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("step-minutes", "step-minutes"),
        (" Step-Minutes ", "step-minutes"),
        ("用了 Tab 键", "tab"),
        ("用了 tab 键", "tab"),
        ("信用代码", "credit-code"),
        ("veto", "approved-despite-veto"),
    ],
)
def test_code_is_found_by_itself_by_its_title_and_by_a_part_of_it(words: str, code: str) -> None:
    assert asked_code(words) == code


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("step-minute s", "是不是：step-minutes（"),
        ("setp-minutes", "是不是：step-minutes（"),
        ("冒号全角", "fullwidth-colon（"),
        ("评审日期", "是不是：review-dates（评审日期的次序不对）、review-in-the-future（"),
        ("下雨了", "不带代码运行 python build.py explain"),
        ("", "不带代码运行 python build.py explain"),
    ],
)
def test_unclear_code_is_answered_with_the_nearest(words: str, hint: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(hint)):
        asked_code(words)


def test_explain_says_the_page_and_exits_2_for_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "用了 Tab 键"]) == 0
    assert capsys.readouterr().out == page(explanations()["tab"], "") + "\n"
    assert main(["explain", "stepminutes"]) == 2
    assert "step-minutes" in capsys.readouterr().err
