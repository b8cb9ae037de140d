"""`check --fix` and `--diff`: what is certain is mended, byte for byte nothing else, and never for the worse."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from written import TODAY, Change, changed_example, example_text, project_rulebook

from course_catalogue.authoring import fix
from course_catalogue.authoring.edits import apply_edits, without_overlaps
from course_catalogue.cli import main
from course_catalogue.diagnostics import CatalogueError, Edit, Mark, error
from course_catalogue.output import rewrite_file
from course_catalogue.verdicts import Verdict

SERIES = "courses/example-society/water-journey/course.yml"
PROVIDER = "courses/example-society/provider.yml"
HALL = "bases/example-hall/base.yml"
REVIEW = "reviews/bases/example-hall.yml"


def r(file: str, old: str, new: str) -> Change:
    return {"file": file, "replace": old, "with": new}


MANY = [
    r(SERIES, "theme: 用小实验", "theme：用小实验"),
    r(SERIES, "  best: 24", "   best: 24"),
    r(SERIES, "grades: [2, 3]", "grades: 2、3"),
    r(SERIES, "venues: [普通教室]", "venues: [普通教是]"),
    r(SERIES, 'from_date: "2026-09-14"', "from_date: 2026年9月14日"),
    r(SERIES, "session_minutes: 40", "sessionMinutes: 40分钟  # 一节课"),
    r(SERIES, "group_size: 4", "  group_size: 4"),
]


def mended(folder: Path, changes: list[Change]) -> tuple[Path, fix.Mending]:
    root = changed_example(folder, changes)
    return root, fix.mend(root, TODAY, project_rulebook())


def edit(line: int, column: int, end_line: int, end_column: int, text: str) -> Edit:
    return Edit(Mark("a.yml", line, column, end_line, end_column), text)


def test_seven_faults_of_three_gates_are_mended_in_rounds(tmp_path: Path) -> None:
    root, mending = mended(tmp_path, MANY)
    assert mending.left.is_sound
    assert mending.count == 8
    (file,) = mending.files
    expected = example_text("series").replace("session_minutes: 40\n", "session_minutes: 40  # 一节课\n")
    assert file.after.decode() == expected
    assert (root / SERIES).read_bytes() == file.before


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(tmp_path: Path, bom: bytes) -> None:
    root = changed_example(tmp_path, MANY[:2])
    path = root / SERIES
    path.write_bytes(bom + path.read_bytes().replace(b"\n", b"\r\n"))
    (file,) = fix.mend(root, TODAY, project_rulebook()).files
    assert file.after == bom + example_text("series").replace("\n", "\r\n").encode()


def test_file_in_gbk_comes_back_in_utf8_with_its_line_ends(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    text = example_text("provider").replace("\n", "\r\n")
    (root / PROVIDER).write_bytes(text.encode("gbk"))
    (file,) = fix.mend(root, TODAY, project_rulebook()).files
    assert file.after == text.encode()
    assert fix.diff(fix.mend(root, TODAY, project_rulebook())) == f"# {PROVIDER}：另存为 UTF-8 编码"


def test_utf8_with_a_damaged_character_is_not_taken_for_gbk(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    content = example_text("provider").encode().replace("示例水".encode(), "示例水".encode()[1:], 1)
    (root / PROVIDER).write_bytes(content)
    mending = fix.mend(root, TODAY, project_rulebook())
    assert mending.files == ()
    assert [(item.code, item.found, item.edits) for item in mending.left.errors] == [("not-utf-8", "不完整的字", ())]


def test_reviews_are_never_written(tmp_path: Path) -> None:
    _, mending = mended(tmp_path, [r(REVIEW, "decision: approved", "decision: aproved")])
    assert mending.files == ()
    assert [item.code for item in mending.left.errors] == ["not-in-list"]


def test_links_are_never_followed(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    outside = tmp_path / "outside.yml"
    outside.write_text(example_text("provider").replace("name: 示例", "name：示例"), "utf-8")
    (root / PROVIDER).unlink()
    (root / PROVIDER).symlink_to(outside)
    before = outside.read_bytes()
    assert fix.mend(root, TODAY, project_rulebook()).files == ()
    assert outside.read_bytes() == before
    with pytest.raises(CatalogueError, match="被改动了"):
        rewrite_file(root / PROVIDER, before, b"x")


@pytest.mark.parametrize("colon", ["：", " ：", "：\u3000"])
def test_course_with_the_wrong_colon_in_every_line_is_mended_at_once(tmp_path: Path, colon: str) -> None:
    wrong = re.sub(r"(?m)^( *(?:- )*[a-z_]+):(?: (?=.)|$)", rf"\1{colon}", example_text("series"))
    _, mending = mended(tmp_path, [{"write": SERIES, "content": wrong}])
    assert mending.left.is_sound
    assert mending.count == 1
    assert mending.files[0].after.decode() == example_text("series")


def test_lines_of_a_block_text_keep_their_colons(tmp_path: Path) -> None:
    wrong = "format：1\nstatus：draft\ntitle：水\nsummary：|\n  pH：7\n  TDS：40\n\ntheme：水\n"
    _, mending = mended(tmp_path, [{"write": SERIES, "content": wrong}])
    assert mending.files[0].after.decode() == (
        "format: 1\nstatus: draft\ntitle: 水\nsummary: |\n  pH：7\n  TDS：40\n\ntheme: 水\n"
    )


def test_what_a_person_must_decide_is_left(tmp_path: Path) -> None:
    changes = [r(HALL, "capacity: 100", "capacity: 一百来人"), r(SERIES, "      percent: 60", "      percent: 50")]
    _, mending = mended(tmp_path, changes)
    assert mending.files == ()
    assert sorted(item.code for item in mending.left.errors) == ["payer-percent", "wrong-type"]


def judged(gates: int, *found: tuple[str, int]) -> Verdict:
    return Verdict(tuple(error(code, Mark("a.yml", line), "坏了") for code, line in found), gates=gates)


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (judged(3, ("step-minutes", 4)), judged(3), True),
        (judged(1, ("yaml-grammar", 4)), judged(2, ("unknown-field", 9), ("not-in-list", 12)), True),
        (judged(1, ("yaml-grammar", 4)), judged(1, ("bad-indentation", 40)), True),
        (judged(1, ("yaml-grammar", 4)), judged(1, ("bad-indentation", 4)), False),
        (judged(2, ("unknown-field", 4)), judged(1, ("yaml-grammar", 4)), False),
        (judged(2, ("unknown-field", 4), ("not-in-list", 5)), judged(2, ("wrong-type", 6)), False),
        (judged(2, ("unknown-field", 4), ("not-in-list", 5)), judged(2, ("not-in-list", 4), ("not-in-list", 5)), True),
        (judged(2, ("unknown-field", 4)), judged(2, ("wrong-type", 4), ("wrong-type", 4)), False),
        (judged(2, ("unknown-field", 4)), judged(2, ("unknown-field", 5)), False),
    ],
)
def test_file_is_better_further_on_or_with_fewer_findings_and_none_of_a_new_kind(
    before: Verdict, after: Verdict, better: bool
) -> None:
    assert fix.improves(before, after) is better


def test_edit_that_does_not_help_is_left_out_and_the_others_stay() -> None:
    useless, useful = (
        replace(error("tab", Mark("a.yml", line), "坏了"), edits=(edit(line, 1, line, 2, "x"),)) for line in (1, 2)
    )

    def judge(content: bytes) -> Verdict:
        told = [item for item, line in ((useless, 0), (useful, 1)) if not content.split(b"\n")[line].startswith(b"x")]
        odd = [error("too-deep", Mark("a.yml"), "坏了")] if content.startswith(b"x") else []
        return Verdict((*told, *odd), gates=2)

    assert fix.mended_file(b"a\nb\n", [useless, useful], judge) == (b"a\nx\n", [useful])


def test_diff_writes_nothing_and_exits_1_when_something_would_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], project_root: Path
) -> None:
    root = changed_example(tmp_path, MANY[:1])
    (root / "schema").symlink_to(project_root / "schema")
    before = (root / SERIES).read_bytes()
    assert main(["check", "--diff", "--root", str(root), "--today", TODAY.isoformat()]) == 1
    out, err = capsys.readouterr()
    assert "-theme：用小实验认识水的样子、溶解和循环\n+theme: 用小实验认识水的样子、溶解和循环\n" in out
    assert err == "可以自动改 1 处（1 个文件）；改好后还剩 0 个错误\n"
    assert (root / SERIES).read_bytes() == before


def test_fix_writes_says_what_it_did_and_exits_0_when_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], project_root: Path
) -> None:
    root = changed_example(tmp_path, MANY[:1])
    (root / "schema").symlink_to(project_root / "schema")
    path = root / SERIES
    path.chmod(0o640)
    arguments = ["check", "--root", str(root), "--today", TODAY.isoformat()]
    assert main([*arguments, "--fix"]) == 0
    _, told = capsys.readouterr()
    assert told.startswith(
        f"已改  fullwidth-colon  {SERIES}:4  冒号用了全角的\n改了 1 处（1 个文件），请看一遍再提交\n"
    )
    assert path.read_text("utf-8") == example_text("series")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["course.yml"]
    assert main([*arguments, "--diff"]) == 0


def test_chinese_field_name_is_mended_though_its_value_is_wrong_too(tmp_path: Path) -> None:
    _, mending = mended(tmp_path, [r(SERIES, "grades: [2, 3]", "适合年级: 小学低段"), r(SERIES, "theme:", "主题:")])
    assert [item.code for item in mending.files[0].mended] == ["unknown-field", "unknown-field"]
    assert [(item.code, item.found) for item in mending.left.errors] == [("wrong-type", "小学低段")]


def test_what_fix_leaves_is_not_promised_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], project_root: Path
) -> None:
    root = changed_example(tmp_path, [r(REVIEW, "decision: approved", "decision: aproved")])
    (root / "schema").symlink_to(project_root / "schema")
    arguments = ["check", "--root", str(root), "--today", TODAY.isoformat()]
    assert main([*arguments, "--fix"]) == 1
    assert capsys.readouterr().out.endswith(" 个文件：1 个错误，1 条提醒\n")


def test_diff_shows_what_a_terminal_would_obey(tmp_path: Path) -> None:
    _, mending = mended(tmp_path, [r(SERIES, "theme: 用小实验", "theme: 用\x1b]0;坏\u202e小实验")])
    shown = fix.diff(mending)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<U+001B>" in shown


def test_diff_shows_no_personal_number(tmp_path: Path) -> None:
    _, mending = mended(tmp_path, [r(SERIES, "theme: 用小实验", "theme：138\u200b0013\u200b8000 用小实验")])
    shown = fix.diff(mending)
    assert "-theme：138<U+200B>****<U+200B>8000 用小实验" in shown
    assert "+theme: 138****8000 用小实验" in shown


def test_file_that_changes_in_the_meantime_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"new")
    with pytest.raises(CatalogueError, match="再运行一次"):
        rewrite_file(path, b"old", b"mended")
    assert path.read_bytes() == b"new"
    rewrite_file(path, b"new", b"mended")
    assert path.read_bytes() == b"mended"
    assert [file.name for file in tmp_path.iterdir()] == ["a.yml"]


def test_edits_keep_every_byte_outside_their_ranges() -> None:
    content = "a: 1\r\nb：2 # 注\rc: 3\n\td: 4".encode()
    after = apply_edits(content, [edit(2, 2, 2, 3, ": "), edit(4, 1, 4, 2, "  ")])
    assert after == "a: 1\r\nb: 2 # 注\rc: 3\n  d: 4".encode()


def test_edit_over_several_lines_puts_in_the_line_end_of_the_file() -> None:
    assert apply_edits(b"a: 1\r\nb: 2\r\nc: 3\r\n", [edit(1, 5, 3, 1, "\n\n")]) == b"a: 1\r\n\r\nc: 3\r\n"


def test_edit_outside_the_file_is_refused() -> None:
    assert apply_edits(b"a: 1\n", [edit(9, 1, 9, 1, "x")]) is None
    assert apply_edits(b"a: 1\n", [edit(1, 99, 1, 99, "x")]) is None
    assert apply_edits(b"\xff\xfe\xfd", [edit(1, 1, 1, 1, "")]) is None


def test_edits_that_touch_the_same_line_wait_for_the_next_round() -> None:
    first, second, third = (edit(1, 1, 2, 1, "x"),), (edit(2, 1, 2, 2, "y"),), (edit(3, 1, 3, 2, "z"),)
    assert without_overlaps([first, second, (), third]) == [first, third]
