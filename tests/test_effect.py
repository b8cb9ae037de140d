"""What a change does, as its author and the maintainers read it."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import jsonschema
import pytest
from repositories import commit_all, git
from sites import project_copy
from written import EXAMPLE, PROJECT, TODAY, project_rulebook

from course_catalogue.authoring.effect import Deed, Effect
from course_catalogue.authoring.effect_report import LONGEST_COMMENT, as_json, as_markdown, as_text
from course_catalogue.authoring.effect_words import NOTHING
from course_catalogue.authoring.field_words import changed_middle
from course_catalogue.authoring.reckoning import effect_of
from course_catalogue.authoring.review_pin import approvals, pin_reviews
from course_catalogue.changes.comparison import compare
from course_catalogue.changes.judging import judged
from course_catalogue.cli import main
from course_catalogue.loading import load_catalogue
from course_catalogue.owners import Owners
from course_catalogue.policy_targets import load_policy_targets
from course_catalogue.programme import COUNTED
from course_catalogue.reporting.markdown_text import code

SOCIETY = "courses/example-society"
SERIES = f"{SOCIETY}/water-journey"
WATER = "bases/example-hall/extension/clean-water"
ON = ("--today", "2026-10-01")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example as a project, committed."""
    folder = project_copy(tmp_path, EXAMPLE)
    commit_all(folder)
    return folder


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    (root / path).write_text(text.replace(old, new), "utf-8")


def effect(root: Path) -> Effect:
    book = project_rulebook()
    loaded = load_catalogue(root, TODAY, book)
    return effect_of(compare(root, "HEAD", loaded, book), book.schemas, load_policy_targets(PROJECT))


def section(text: str, heading: str) -> list[str]:
    """The lines below a heading of the text form."""
    after = text.split(f"\n{heading}\n", 1)[1]
    return [line.strip() for line in after.split("\n\n", 1)[0].splitlines()]


def test_no_change_says_so(root: Path) -> None:
    assert as_text(effect(root)) == f"{NOTHING}\n"
    assert as_markdown(effect(root)) == f"## 这次改动的影响\n\n{NOTHING}\n"
    (root / "README.md").write_text("readme\n", "utf-8")
    assert as_text(effect(root)) == f"{NOTHING}\n"


def test_a_changed_price_is_told_by_its_field(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    text = as_text(effect(root))
    assert section(text, "改动") == [
        "系列课程 “小水滴的旅行（示例）” courses/example-society/water-journey，在册",
        "价格 › 课时费（元/生·课时）：“5” → “6”",
    ]
    assert section(text, "打印包") == ["重做 “小水滴的旅行（示例）” packs/courses/example-society/water-journey.pdf"]


def test_a_second_look_at_what_was_changed_is_told(root: Path) -> None:
    assert main(["review", SERIES, "--root", str(root), *ON]) == 0
    assert section(as_text(effect(root)), "已经复核") == [f"{SERIES} “小水滴的旅行（示例）”"]
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    commit_all(root, "a fee")
    assert main(["review", SERIES, "--root", str(root), *ON]) == 0
    found = effect(root)
    assert section(as_text(found), "已经复核") == [f"{SERIES} “小水滴的旅行（示例）”：价格"]
    assert [pack.address for pack in found.packs] == ["packs/courses/example-society/water-journey.pdf"]
    assert NOTHING not in as_text(found)


def test_a_picture_beside_a_course_makes_its_pack_anew(root: Path) -> None:
    (root / SERIES / "pond.png").write_bytes(b"\x89PNG")
    found = effect(root)
    assert [pack.address for pack in found.packs] == ["packs/courses/example-society/water-journey.pdf"]
    assert f"{SERIES} “小水滴的旅行（示例）”：文件 pond.png" in section(as_text(found), "变为待复核")


def test_an_approved_course_raises_the_figures(root: Path) -> None:
    replace(root, f"{SOCIETY}/night-sky/course.yml", "status: draft", "status: submitted")
    found = effect(root)
    series = next(figure for figure in found.figures if figure.id == "series")
    assert (series.before, series.after, series.waiting_before, series.waiting_after, series.goal) == (1, 1, 0, 1, 50)
    assert "优质系列课程 1 个，不变，目标 50；待评审 0 → 1，通过后才计入" in section(as_text(found), "对项目指标的影响")
    review = (root / f"reviews/{SERIES}.yml").read_text("utf-8")
    (root / f"reviews/{SOCIETY}/night-sky.yml").write_text(review, "utf-8")
    assert "优质系列课程 1 → 2 个，目标 50" in section(as_text(effect(root)), "对项目指标的影响")


def test_a_base_that_reaches_ten_extension_courses_meets_the_policy(root: Path) -> None:
    review = root / f"reviews/{WATER}.yml"
    text = review.read_text("utf-8")
    review.unlink()
    commit_all(root, "nine")
    review.write_text(text, "utf-8")
    lines = section(as_text(effect(root)), "对项目指标的影响")
    assert "“示例水科技馆” 拓展课程 9 → 10，要求 10：整改中 → 达标" in lines
    assert "达到 1+10 的基地 0/1 → 1/1 个" in lines


def test_a_course_of_a_county_society_is_welcome_and_not_counted(root: Path) -> None:
    replace(root, f"{SOCIETY}/provider.yml", "level: 市级", "level: 县级")
    assert "优质系列课程 1 → 0 个，目标 50" in section(as_text(effect(root)), "对项目指标的影响")


def test_an_inserted_session_is_one_line(root: Path) -> None:
    text = (root / SERIES / "course.yml").read_text("utf-8")
    head, sessions = text.split("\nsessions:\n")
    parts = sessions.split("\n  - title: ")
    parts.insert(1, "多出来的一课\n    minutes: 40")
    (root / SERIES / "course.yml").write_text(f"{head}\nsessions:\n" + "\n  - title: ".join(parts), "utf-8")
    assert section(as_text(effect(root)), "改动")[1:] == ["课时 2：加上 “多出来的一课”"]


def test_a_withdrawn_course_leaves_the_figures_and_keeps_its_page(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "status: submitted", "status: withdrawn")
    found = effect(root)
    assert [(item.deed, item.state_before, item.state_after) for item in found.records] == [
        (Deed.WITHDRAWN, "在册", "已撤回")
    ]
    assert found.addresses == ()
    assert section(as_text(found), "打印包") == [
        "不再提供 “小水滴的旅行（示例）” packs/courses/example-society/water-journey.pdf"
    ]


def test_a_deleted_course_and_its_dead_address_are_told(root: Path) -> None:
    git(root, "rm", "-q", f"{WATER}/course.yml", f"reviews/{WATER}.yml")
    text = as_text(effect(root))
    assert section(text, "删去") == [f"拓展课程 “给水洗个澡” {WATER}，在册"]
    assert section(text, "网址") == [f"不再有网页 “给水洗个澡” {WATER}.html"]


def test_a_renamed_course_leads_its_old_address_on(root: Path) -> None:
    (root / SERIES).rename(root / SOCIETY / "drop-journey")
    (root / f"reviews/{SERIES}.yml").rename(root / f"reviews/{SOCIETY}/drop-journey.yml")
    replace(
        root,
        f"{SOCIETY}/drop-journey/course.yml",
        "status: submitted",
        "status: submitted\nformer_ids: [water-journey]",
    )
    text = as_text(effect(root))
    assert (
        section(text, "改编号")[0] == f"系列课程 “小水滴的旅行（示例）” {SOCIETY}/drop-journey（原来是 {SERIES}），在册"
    )
    assert section(text, "网址") == [
        f"改网址 “小水滴的旅行（示例）” {SERIES}.html → {SOCIETY}/drop-journey.html（旧网址自动转过去）"
    ]


def test_a_course_that_changes_after_its_approval_becomes_one_to_look_at_again(root: Path) -> None:
    book = project_rulebook()
    list(pin_reviews(root, approvals(load_catalogue(root, TODAY, book).catalogue, book.schemas), (SERIES,)))
    commit_all(root, "pinned")
    replace(root, f"{SERIES}/course.yml", "  max: 30\n", "  max: 28\n")
    text = as_text(effect(root))
    assert section(text, "变为待复核") == [f"{SERIES} “小水滴的旅行（示例）”：班额 › 最多"]


def test_what_cannot_be_read_before_or_after_is_named_and_the_rest_is_told(root: Path) -> None:
    (root / WATER / "course.yml").write_text("title: [\n", "utf-8")
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    text = as_text(effect(root))
    assert section(text, "读不了的文件") == [f"“{WATER}/course.yml”"]
    assert "课时费" in section(text, "改动")[1]


def test_a_picture_is_part_of_the_change(root: Path) -> None:
    (root / SOCIETY / "night-sky" / "photo.jpg").write_bytes(b"two")
    assert section(as_text(effect(root)), "图片和其他文件") == [f"“{SOCIETY}/night-sky/photo.jpg”"]


def test_a_change_of_the_checker_is_named(root: Path) -> None:
    replace(root, "schema/vocabulary/thresholds.yml", "class_max_error: 50 ", "class_max_error: 51 ")
    assert "“schema/vocabulary/thresholds.yml”" in section(as_text(effect(root)), "检查程序")


def test_long_texts_show_the_changed_middle() -> None:
    before = "甲" * 50 + "沙子" + "乙" * 50
    after = "甲" * 50 + "石子" + "乙" * 50

    old, new = changed_middle(before, after)
    assert "沙" in old
    assert "石" in new
    assert len(old) < 40


def test_markdown_of_a_hostile_title_holds_it_as_a_code_span(root: Path) -> None:
    title = "水 @all ![](//evil.example) `x`"
    replace(root, f"{WATER}/course.yml", "title: 给水洗个澡", f'title: "{title}"')
    lines = as_markdown(effect(root)).splitlines()
    assert f"- 拓展课程 {code(title)} {WATER}，在册" in lines


def test_json_fits_its_schema_and_says_what_the_text_says(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    git(root, "rm", "-q", f"{WATER}/course.yml")
    data = json.loads(as_json(effect(root)))
    schema = json.loads((PROJECT / "docs" / "effect.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["format"] == 1
    assert [(item["deed"], item["key"]) for item in data["records"]] == [("changed", SERIES), ("deleted", WATER)]


def test_the_command_prints_or_writes(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    call = ["effect", "--root", str(root), "--base", "HEAD", *ON]
    assert main(call) == 0
    printed = capsys.readouterr().out
    assert "课时费" in printed
    assert main([*call, "--format", "markdown", "--output", str(tmp_path / "effect.md")]) == 0
    assert (tmp_path / "effect.md").read_text("utf-8").startswith("## 这次改动的影响\n")
    assert capsys.readouterr().out == ""
    assert main(["effect", "--root", str(root), "--base=-x", *ON]) == 2


def test_every_target_of_the_policy_is_counted_or_named_as_not_counted(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "fee_per_session: 5\n", "fee_per_session: 6\n")
    found = effect(root)
    targets = load_policy_targets(PROJECT)
    assert set(COUNTED) <= {target.id for target in targets}
    assert len(found.figures) - 1 + len(found.not_counted) == len(targets)


def test_markdown_fits_into_a_comment_and_says_what_it_leaves_out(root: Path) -> None:
    for number in range(400):
        folder = root / SOCIETY / f"draft-{number}"
        folder.mkdir()
        (folder / "course.yml").write_text(f"format: 1\nstatus: draft\ntitle: {'长' * 25}{number}\n", "utf-8")
    text = as_markdown(effect(root))
    assert len(text.encode()) < LONGEST_COMMENT + 200
    assert re.search(r"……还有 [0-9]+ 行", text.splitlines()[-1])


def test_any_mixture_of_deeds_is_told_without_a_crash(root: Path) -> None:
    """Files deleted, moved, swapped, broken and emptied at random, reviews and owners included."""
    draw = random.Random(20261126)  # noqa: S311  a seed, not a secret
    book = project_rulebook()
    for _ in range(40):
        for _ in range(draw.randrange(1, 6)):
            _any_deed(root, draw)
        loaded = load_catalogue(root, TODAY, book)
        comparison = compare(root, "HEAD", loaded, book)
        whole = judged(loaded, comparison, Owners(), book.schemas)
        found = effect_of(comparison, book.schemas, ())
        assert len(whole.diagnostics) >= len(loaded.diagnostics)
        assert as_text(found).endswith("\n")
        assert as_json(found)
        if draw.random() < 0.5:
            commit_all(root, "as it is")
        else:
            git(root, "reset", "-q", "--hard")
            git(root, "clean", "-fdq")


def _any_deed(root: Path, draw: random.Random) -> None:
    files = sorted(path for tree in ("courses", "bases", "reviews") for path in (root / tree).rglob("*.yml"))
    if not files:
        return
    file, other = draw.choice(files), draw.choice(files)
    text = file.read_text("utf-8")
    match draw.randrange(7):
        case 0:
            file.unlink()
        case 1:
            target = root / draw.choice(("courses", "bases")) / draw.choice("abc") / file.parent.name / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
        case 2:
            other.write_text(text, "utf-8")
        case 3:
            file.write_text("title: [\n", "utf-8")
        case 4:
            file.write_text(
                text.replace("status: submitted", draw.choice(("status: draft", "status: withdrawn"))), "utf-8"
            )
        case 5:
            lines = text.splitlines()
            del lines[draw.randrange(len(lines)) :]
            file.write_text("\n".join(lines) + "\n", "utf-8")
        case _:
            folder = file.parent
            if folder.parent != root and not (folder.parent / "renamed").exists():
                folder.rename(folder.parent / "renamed")


def test_a_file_that_cannot_be_read_is_reckoned_as_it_was(root: Path) -> None:
    replace(root, f"{SERIES}/course.yml", "status: submitted", "status：submitted")
    found = effect(root)
    assert [item for item in found.figures if item.changes] == []
    assert (found.records, found.bases, found.addresses, found.packs) == ((), (), (), ())
    assert as_text(found).splitlines()[:2] == [
        f"与 {found.base[:10]} 相比，按 2026 年 10 月 1 日计算：没有别的课程改动。",
        "有 1 个文件现在或原来读不了（列在最后）：现在读不了的，按它原来的内容计算，新写的没有算进来，改好以后再看影响；原来读不了的，当作新写的。",
    ]
    assert as_markdown(found).splitlines()[2:5] == [
        *as_text(found).splitlines()[:1],
        "",
        as_text(found).splitlines()[1],
    ]
    assert section(as_text(found), "读不了的文件") == [f"“{SERIES}/course.yml”"]


def test_a_number_in_the_name_of_a_folder_is_masked_even_where_it_is_renamed(root: Path) -> None:
    folder = f"{SOCIETY}/night-sky-13800001234"
    (root / SOCIETY / "night-sky").rename(root / folder)
    commit_all(root, "a number in a name")
    (root / folder).rename(root / SOCIETY / "night-sky")
    shown = as_text(effect(root)) + as_markdown(effect(root))
    assert "13800001234" not in shown
