"""A mail is judged with the whole catalogue around it, in a folder beside; the catalogue itself is not touched."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from pictures_made import png
from written import EXAMPLE, TODAY, example_on, example_text, load_text, project_rulebook

from course_catalogue.authoring.intake.filing import Filing
from course_catalogue.authoring.intake.mail import Item
from course_catalogue.authoring.intake.parcels import Parcel
from course_catalogue.authoring.intake.trial import Trial, try_out
from course_catalogue.catalogue import State
from course_catalogue.loading import load_catalogue

BOOK = project_rulebook()
BEFORE = example_on(TODAY)
CLOUDS = PurePosixPath("courses/example-society/clouds/course.yml")
WATER = "courses/example-society/water-journey"


def tried(tmp_path: Path, *filings: Filing) -> Trial:
    return try_out(EXAMPLE, tmp_path, filings, BEFORE, BOOK)


def clouds(data: dict[str, Any], name: str = "a.yml", pictures: tuple[Item, ...] = ()) -> Filing:
    return Filing(Parcel("series", data, Item(name, b""), pictures), CLOUDS)


def water(**changes: Any) -> Filing:
    data = load_text("series", example_text("series")).data | changes
    return Filing(
        Parcel("series", data, Item("a.yml", b"")), PurePosixPath(WATER, "course.yml"), BEFORE.catalogue.records[WATER]
    )


def test_the_status_of_a_file_is_kept_and_a_word_file_is_meant_for_review(tmp_path: Path) -> None:
    (item,) = tried(tmp_path / "1", clouds({"status": "draft", "title": "云"})).tried
    assert (item.data["status"], item.state, item.errors, item.is_kept_back) == ("draft", State.DRAFT, (), False)
    assert [found.code for found in item.hindrances] == ["incomplete"]
    (item,) = tried(tmp_path / "2", clouds({"status": "draft", "title": "云"}, "a.docx")).tried
    assert (item.data["status"], [found.code for found in item.hindrances]) == ("draft", ["incomplete"])
    assert item.is_kept_back
    assert item.missing.submitted[0] == "主题（theme）"


def test_what_clashes_with_another_course_is_an_error_of_the_mail(tmp_path: Path) -> None:
    trial = tried(tmp_path, water(former_ids=["night-sky"]))
    assert [found.code for found in trial.tried[0].errors] == ["former-id-taken"]
    assert not trial.is_sound


def test_faults_that_were_there_before_are_not_the_mails(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(EXAMPLE, root)
    (root / "bases/example-farm/base.yml").write_text("title: [\n", "utf-8")
    before = load_catalogue(root, TODAY, BOOK)
    assert before.errors
    assert try_out(root, tmp_path / "aside", (clouds({"status": "draft", "title": "云"}),), before, BOOK).is_sound


def test_what_has_been_submitted_does_not_become_a_draft_again(tmp_path: Path) -> None:
    (item,) = tried(tmp_path, water(class_size={"min": 12, "best": 10, "max": 30})).tried
    assert item.data["status"] == "submitted"
    assert [found.code for found in item.errors] == ["class-size-order"]


def test_an_update_is_the_file_as_it_will_be_written_and_keeps_its_standing(tmp_path: Path) -> None:
    (item,) = tried(tmp_path, water(theme="水\u200b和冰")).tried
    assert item.data["theme"] == "水和冰"
    assert item.state is State.LISTED
    assert item.errors == ()
    assert item.content.startswith(b"# yaml-language-server: $schema=../../../schema/series.schema.json\nformat: 1\n")


def test_pictures_lie_beside_the_course_and_are_judged(tmp_path: Path) -> None:
    data = {"status": "draft", "title": "云", "images": [{"file": "a.png", "alt": "学生在操场上看云"}]}
    (item,) = tried(tmp_path / "1", clouds(data, pictures=(Item("a.png", png()),))).tried
    assert item.errors == ()
    assert [file.path for file in item.files] == [f"{CLOUDS.parent}/a.png", str(CLOUDS)]
    (item,) = tried(tmp_path / "2", clouds(data, pictures=(Item("a.png", b"no picture"),))).tried
    assert [found.code for found in item.errors] == ["image-type"]


@pytest.mark.parametrize("status", ["approved", "完成"])
def test_nobody_approves_himself(tmp_path: Path, status: str) -> None:
    (item,) = tried(tmp_path, clouds({"status": status, "title": "云"})).tried
    assert [found.code for found in item.errors] == ["not-in-list"]


def test_the_trial_is_written_through_no_link(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    shutil.copytree(EXAMPLE, root)
    elsewhere.mkdir()
    (root / CLOUDS.parent).symlink_to(elsewhere, target_is_directory=True)
    try_out(root, tmp_path / "aside", (clouds({"status": "draft", "title": "云"}),), BEFORE, BOOK)
    assert list(elsewhere.iterdir()) == []
