"""The judgement of a change as a whole; each code has its folder in tests/broken, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import commit_all, git, judge
from sites import project_copy
from written import EXAMPLE, TODAY, example_copy, project_rulebook

from course_catalogue.authoring.review_pin import approvals, pin_reviews
from course_catalogue.changes.comparison import Comparison, compare
from course_catalogue.changes.touched import Part, part_of, touched_and_beside
from course_catalogue.cli import main
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.loading import load_catalogue
from course_catalogue.owners import Owners

SOCIETY = "courses/example-society"
SERIES = f"{SOCIETY}/water-journey"
WATER = "bases/example-hall/extension/clean-water"
ON = ("--today", "2026-10-01")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """tests/example, committed."""
    folder = example_copy(tmp_path)
    commit_all(folder)
    return folder


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    (root / path).write_text(text.replace(old, new), "utf-8")


def said(root: Path, *, maintainer: bool = False, owners: Owners | None = None) -> list[Diagnostic]:
    loaded = load_catalogue(root, TODAY, project_rulebook())
    whole = judge(root, loaded, project_rulebook(), maintainer=maintainer, owners=owners)
    return [item for item in whole.diagnostics if CODES[item.code].family == "change"]


def codes(root: Path) -> list[str]:
    return [item.code for item in said(root)]


def comparison(root: Path) -> Comparison:
    loaded = load_catalogue(root, TODAY, project_rulebook())
    return compare(root, "HEAD", loaded, project_rulebook())


def test_a_change_of_ones_own_course_is_nobody_elses_business(root: Path) -> None:
    replace(root, f"{SOCIETY}/night-sky/course.yml", "title: ", "title: 看星星和")
    replace(root, f"{SERIES}/course.yml", "tags: [水, 循环]", "tags: [水, 循环, 冰]")
    (root / SOCIETY / "new-course").mkdir()
    (root / SOCIETY / "new-course" / "course.yml").write_text("format: 1\nstatus: draft\ntitle: 新课\n", "utf-8")
    assert codes(root) == []


def test_a_withdrawal_by_status_keeps_the_page_and_is_fine(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "status: submitted", "status: withdrawn")
    assert codes(root) == []


def test_a_renamed_course_that_names_its_former_id_only_asks_a_maintainer(root: Path) -> None:
    (root / SERIES).rename(root / SOCIETY / "drop-journey")
    assert codes(root) == ["former-id-missing"]
    replace(
        root,
        f"{SOCIETY}/drop-journey/course.yml",
        "status: submitted",
        "status: submitted\nformer_ids: [water-journey]",
    )
    assert codes(root) == ["renamed-record"]


def test_a_renamed_and_rewritten_course_is_known_by_its_former_id(root: Path) -> None:
    (root / WATER / "course.yml").unlink()
    new = root / WATER / ".." / "filter-cup" / "course.yml"
    new.parent.mkdir()
    new.write_text("format: 1\nstatus: draft\ntitle: 另一门课\nformer_ids: [clean-water]\n", "utf-8")
    assert codes(root) == ["renamed-record"]


def test_a_renamed_provider_is_told_once_and_not_for_each_of_its_courses(root: Path) -> None:
    (root / SOCIETY).rename(root / "courses" / "example-water-society")
    found = said(root)
    assert [(item.code, item.mark.path) for item in found] == [
        ("former-id-missing", "courses/example-water-society/provider.yml")
    ]
    replace(
        root,
        "courses/example-water-society/provider.yml",
        "status: submitted",
        "status: submitted\nformer_ids: [example-society]",
    )
    assert codes(root) == ["renamed-record"]


def test_a_deleted_base_is_told_once(root: Path) -> None:
    git(root, "rm", "-rq", "bases/example-hall")
    assert [(item.code, item.found) for item in said(root)] == [("deleted-page", "删去“示例水科技馆”")]


def test_a_former_id_that_is_taken_out_again_kills_an_old_address(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "status: submitted", "status: submitted\nformer_ids: [drop-trip, old-trip]")
    commit_all(root, "renamed long ago")
    replace(root, f"{SERIES}/course.yml", "former_ids: [drop-trip, old-trip]", "former_ids: [old-trip]")
    found = said(root)
    assert [(item.code, item.expected) for item in found] == [
        ("former-id-missing", "former_ids: [old-trip, drop-trip]")
    ]


def test_a_file_that_became_unreadable_is_not_taken_for_deleted(root: Path) -> None:
    (root / SERIES / "course.yml").write_text("title: [\n", "utf-8")
    assert codes(root) == []
    assert comparison(root).unread == (f"{SERIES}/course.yml",)


def test_a_base_that_did_not_pass_is_read_as_far_as_it_goes(root: Path) -> None:
    good = (root / SERIES / "course.yml").read_text("utf-8")
    (root / SERIES / "course.yml").write_text("title: [\n", "utf-8")
    commit_all(root, "broken")
    (root / SERIES / "course.yml").write_text(good, "utf-8")
    found = comparison(root)
    assert found.unread == (f"{SERIES}/course.yml",)
    assert SERIES not in found.before.records
    assert SERIES in found.after.records
    assert set(found.after.records) - set(found.before.records) == {SERIES}


def test_both_catalogues_are_equal_where_nothing_changed(root: Path) -> None:
    found = comparison(root)
    assert found.before.records == found.after.records
    assert found.before.reviews == found.after.reviews


def test_owners_are_named_with_their_handles(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "tags: [水, 循环]", "tags: [水]")
    replace(root, f"{WATER}/course.yml", "title: 给水洗个澡", "tags: [水]\ntitle: 给水洗个澡")
    found = said(root, owners=Owners((), {"bases/example-hall": ("@hall", "@hall-two")}))
    assert [item.found for item in found] == [
        "水科技馆（示例）（bases/example-hall，@hall、@hall-two）；水学会（示例）（courses/example-society）"
    ]


def test_a_maintainer_may_write_reviews_and_is_asked_to_pin_them(root: Path) -> None:
    path = f"reviews/{WATER}.yml"
    replace(root, path, "level: 入库", "level: 精品")
    assert [(item.code, item.is_error) for item in said(root)] == [("touched-review", True)]
    assert [(item.code, item.is_error) for item in said(root, maintainer=True)] == [("approval-not-pinned", False)]
    book = project_rulebook()
    list(pin_reviews(root, approvals(load_catalogue(root, TODAY, book).catalogue, book.schemas), (WATER,)))
    assert [(item.code, item.is_error) for item in said(root, maintainer=True)] == [("touched-review", False)]


def test_what_changed_after_approval_is_told_to_its_depth(root: Path) -> None:
    book = project_rulebook()
    list(pin_reviews(root, approvals(load_catalogue(root, TODAY, book).catalogue, book.schemas), (SERIES,)))
    commit_all(root, "pinned")
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    replace(
        root, f"{SERIES}/course.yml", "“水有固定的形状吗？”，3 人答对为达成", "“水有固定的形状吗？”，4 人答对为达成"
    )
    loaded = load_catalogue(root, TODAY, book)
    rough = [item.found for item in loaded.diagnostics if item.code == "changed-after-approval"]
    exact = [item.found for item in judge(root, loaded, book).diagnostics if item.code == "changed-after-approval"]
    assert rough == ["改动了：价格、课时 1"]
    assert exact == ["改动了：价格 › 课时费（元/生·课时）、课时 1 › 课时评价"]


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("courses/a/b/course.yml", Part.CONTENT),
        ("Courses/a/b/course.yml", Part.CONTENT),
        ("reviews/courses/a/b.yml", Part.REVIEWS),
        ("README.md", Part.DOCS),
        ("docs/maintaining.md", Part.DOCS),
        ("docs/CODEOWNERS", Part.CHECKER),
        ("course_catalogue/cli.py", Part.CHECKER),
        ("schema/rules.yml", Part.CHECKER),
        (".github/workflows/check.yml", Part.CHECKER),
        (".gitattributes", Part.CHECKER),
        ("site_pages/about.md", Part.CHECKER),
        ("投稿指南.md", Part.CHECKER),
        ("sitecustomize.py", Part.CHECKER),
        ("tests/test_cli.py", Part.CHECKER),
    ],
)
def test_what_is_not_known_to_be_harmless_is_the_checker(path: str, part: Part) -> None:
    assert part_of(path) is part


def test_check_with_a_base_judges_by_the_schema_it_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path / "change", EXAMPLE)
    trusted = project_copy(tmp_path / "trusted", EXAMPLE)
    commit_all(root)
    replace(root, "schema/vocabulary/thresholds.yml", "class_max_error: 50 ", "class_max_error: 500 ")
    replace(root, f"{SERIES}/course.yml", "  max: 30\n", "  max: 60\n")
    assert main(["check", "--root", str(root), "--base", "HEAD", *ON]) == 0
    assert "mixed-change" in capsys.readouterr().out
    assert main(["check", "--root", str(root), "--base", "HEAD", "--schema", str(trusted), *ON]) == 1
    assert "class-too-large" in capsys.readouterr().out


def test_check_of_a_touched_review_exits_1_unless_a_maintainer_says_so(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    commit_all(root)
    replace(root, f"reviews/{WATER}.yml", 'valid_until: "2028-08-31"', 'valid_until: "2029-08-31"')
    assert main(["check", "--root", str(root), "--base", "HEAD", *ON]) == 1
    assert main(["check", "--root", str(root), "--base", "HEAD", "--maintainer", *ON]) == 0


def test_a_base_that_is_no_revision_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    commit_all(root)
    assert main(["check", "--root", str(root), "--base=--output=x", *ON]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "出错了：这不是一个版本的名字：--output=x；应为分支、标签或提交编号，如 origin/main\n"


def test_a_course_that_moves_to_another_owner_leaves_a_dead_address(root: Path) -> None:
    (root / "bases/example-farm/extension").mkdir()
    (root / WATER).rename(root / "bases/example-farm/extension/clean-water")
    found = [item for item in said(root) if item.code != "several-owners"]
    assert [(item.code, item.found) for item in found] == [
        ("deleted-page", f"{WATER} 搬到 bases/example-farm/extension/clean-water")
    ]


def test_a_picture_of_an_approved_course_is_content_too(root: Path) -> None:
    (root / WATER / "photo.jpg").write_bytes(b"one")
    commit_all(root, "with a picture")
    (root / WATER / "photo.jpg").write_bytes(b"two")
    assert [(item.code, item.found) for item in said(root)] == [("approval-not-pinned", "改动了：文件 photo.jpg")]


def errors(root: Path) -> list[str]:
    loaded = load_catalogue(root, TODAY, project_rulebook())
    return [item.code for item in judge(root, loaded, project_rulebook()).errors]


def test_an_author_can_rename_and_what_is_wrong_with_a_rename_is_told_once(root: Path) -> None:
    renamed = f"{SOCIETY}/drop-journey"
    (root / SERIES).rename(root / renamed)
    assert errors(root) == ["former-id-missing"]
    replace(root, f"{renamed}/course.yml", "status: submitted", "status: submitted\nformer_ids: [water-journey]")
    assert errors(root) == []
    git(root, "rm", "-q", "--cached", f"{SERIES}/course.yml")
    (root / renamed / "course.yml").unlink()
    assert errors(root) == ["deleted-page"]


def test_a_warning_on_a_file_of_others_is_only_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    commit_all(root)
    replace(root, f"{WATER}/course.yml", "title: 给水洗个澡", "tags: [水]\ntitle: 给水洗个澡")
    assert main(["check", "--root", str(root), "--base", "HEAD", *ON]) == 0
    out = capsys.readouterr().out
    assert "night-sky" not in out
    assert "（别的文件里还有 1 处，没有列出）" in out
    replace(root, f"{SOCIETY}/night-sky/course.yml", "title: ", "title: 看星星和")
    assert main(["check", "--root", str(root), "--base", "HEAD", *ON]) == 0
    assert "night-sky" in capsys.readouterr().out


def test_what_follows_from_a_change_is_told_at_its_owner_and_its_review(root: Path) -> None:
    git(root, "rm", "-q", f"{WATER}/course.yml")
    assert touched_and_beside(comparison(root).files) == frozenset({
        f"{WATER}/course.yml", f"{WATER}/base.yml", f"{WATER}/provider.yml", f"reviews/{WATER}.yml",
        "bases/example-hall/course.yml", "bases/example-hall/base.yml", "bases/example-hall/provider.yml",
        "reviews/bases/example-hall.yml",
    })  # fmt: skip
    replace(root, "reviews/bases/example-hall.yml", "decision: approved", "decision: suspended")
    assert "bases/example-hall/base.yml" in (touched_and_beside(comparison(root).files) or ())
    (root / "schema").mkdir(exist_ok=True)
    (root / "schema" / "x.yml").write_text("a: b\n", "utf-8")
    git(root, "add", "-A")
    assert touched_and_beside(comparison(root).files) is None


def test_a_stray_file_is_not_taken_for_the_checker_and_does_not_hide_one(root: Path) -> None:
    (root / "课程介绍.docx").write_bytes(b"PK")
    assert [(item.code, item.found) for item in said(root)] == [("stray-file", "课程介绍.docx")]
    (root / "sitecustomize.py").write_text("", "utf-8")
    assert codes(root) == ["checker-changed", "stray-file"]


def test_a_rename_is_one_finding_and_the_review_left_behind_a_place_of_it(root: Path) -> None:
    renamed = f"{SOCIETY}/drop-journey"
    (root / SERIES).rename(root / renamed)
    replace(root, f"{renamed}/course.yml", "status: submitted", "status: submitted\nformer_ids: [water-journey]")
    loaded = load_catalogue(root, TODAY, project_rulebook())
    found = judge(root, loaded, project_rulebook()).diagnostics
    told = [item for item in found if item.code in ("renamed-record", "review-to-rename")]
    assert [(item.code, [other.mark.path for other in item.related]) for item in told] == [
        ("renamed-record", [f"reviews/{SERIES}.yml"])
    ]


def test_who_has_errors_to_mend_is_not_told_of_an_approval_that_pins_nothing(root: Path) -> None:
    replace(root, f"{WATER}/course.yml", "capacity: 30", "capacity: 60")
    assert codes(root) == ["approval-not-pinned"]
    replace(root, f"{WATER}/course.yml", "sci22-1.2", "sci22-9.9")
    assert codes(root) == []
