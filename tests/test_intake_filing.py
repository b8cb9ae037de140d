"""Each record of a mail gets the place that is its owner's, never another's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import EXAMPLE, TODAY, example_on

from course_catalogue.authoring.intake.filing import filed
from course_catalogue.authoring.intake.mail import Item
from course_catalogue.authoring.intake.parcels import Parcel
from course_catalogue.authoring.intake.refusal import Refusal
from course_catalogue.diagnostics import CatalogueError

CATALOGUE = example_on(TODAY).catalogue
WATER = "小水滴的旅行（示例）"


def parcel(kind: str, title: str, name: str = "a.yml") -> Parcel:
    data: dict[str, Any] = {"name" if kind in ("base", "provider") else "title": title}
    return Parcel(kind, data, Item(name, b""))


def places(*parcels: Parcel, provider: str | None = None) -> list[tuple[str, bool]]:
    found = filed(EXAMPLE, parcels, provider, CATALOGUE)
    return [(str(item.path), item.known is not None) for item in found]


@pytest.mark.parametrize("provider", ["example-society", "courses/example-society", "示例水科学学会"])
def test_a_new_course_is_filed_under_its_owner_with_an_id_from_its_title(provider: str) -> None:
    assert places(parcel("series", "看云"), provider=provider) == [
        ("courses/example-society/kan-yun/course.yml", False)
    ]


def test_the_same_title_of_the_same_owner_is_the_same_course() -> None:
    assert places(parcel("series", WATER), provider="example-society") == [
        ("courses/example-society/water-journey/course.yml", True)
    ]


def test_the_place_that_the_form_gives_is_kept_also_when_the_title_is_new() -> None:
    name = "mail/courses/example-society/water-journey/course.yml"
    assert places(parcel("series", "新名称", name)) == [("courses/example-society/water-journey/course.yml", True)]
    name = "courses/example-society/clouds/course.yml"
    assert places(parcel("series", "看云", name)) == [("courses/example-society/clouds/course.yml", False)]


def test_an_id_that_looks_like_another_is_not_taken_from_the_file() -> None:
    name = "courses/example-society/water-journye/course.yml"
    assert places(parcel("series", "看云", name)) == [("courses/example-society/kan-yun/course.yml", False)]


def test_courses_of_a_new_owner_are_filed_below_it() -> None:
    assert places(parcel("series", "看云"), parcel("provider", "气象学会（示例）")) == [
        ("courses/qi-xiang-xue-hui/provider.yml", False),
        ("courses/qi-xiang-xue-hui/kan-yun/course.yml", False),
    ]
    assert places(parcel("series", "看云"), parcel("provider", "气象学会（示例）"), provider="meteo") == [
        ("courses/meteo/provider.yml", False),
        ("courses/meteo/kan-yun/course.yml", False),
    ]


def test_courses_of_a_base_lie_by_their_kind() -> None:
    found = places(parcel("premium", "一日"), parcel("extension", "一日"), provider="example-hall")
    assert found == [
        ("bases/example-hall/premium/yi-ri/course.yml", False),
        ("bases/example-hall/extension/yi-ri/course.yml", False),
    ]


def test_two_new_courses_whose_titles_sound_alike_get_ids_of_their_own() -> None:
    found = places(parcel("series", "看云"), parcel("series", "看运"), provider="example-society")
    assert [path for path, _ in found] == [
        "courses/example-society/kan-yun/course.yml",
        "courses/example-society/kan-yun-2/course.yml",
    ]


@pytest.mark.parametrize(
    ("sent", "provider", "words"),
    [
        (parcel("extension", "水", "bases/example-farm/extension/x/course.yml"), "example-hall", "别的单位的文件夹（bases/example-farm/）"),
        (parcel("base", "水", "bases/example-farm/base.yml"), "example-hall", "别的单位的文件夹"),
        (parcel("series", "水"), "example-hall", "不属于基地"),
        (parcel("extension", "水"), "example-society", "不属于机构"),
        (parcel("base", "水"), "example-society", "对不上"),
    ],
)  # fmt: skip
def test_what_belongs_to_somebody_else_is_refused(sent: Parcel, provider: str, words: str) -> None:
    with pytest.raises(Refusal) as found:
        places(sent, provider=provider)
    assert words in "".join(found.value.words)


def test_the_same_course_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="不知道以哪一份为准"):
        places(parcel("series", WATER, "a.yml"), parcel("series", WATER, "b.yml"), provider="example-society")


@pytest.mark.parametrize(
    ("sent", "provider", "words"),
    [
        (parcel("series", "水"), None, "加上 --provider"),
        (
            parcel("series", "水", "courses/nobody/x/course.yml"),
            None,
            "“course.yml”写着放在 courses/nobody/ 里，目录里还没有这个机构",
        ),
        (parcel("series", "水"), "nobody", "没有“nobody”"),
        (parcel("series", "水"), "../example-society", "没有“../example-society”"),
    ],
)
def test_what_only_the_maintainer_knows_is_asked_of_him(sent: Parcel, provider: str | None, words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        places(sent, provider=provider)


def test_a_folder_that_cannot_be_read_is_never_taken_for_a_new_owner(tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "meteo").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(CatalogueError, match="已经有 courses/meteo"):
        filed(tmp_path, (parcel("provider", "气象学会（示例）"),), "meteo", CATALOGUE)


def test_an_owner_that_nobody_is_gives_way_to_the_one_that_the_maintainer_names() -> None:
    name = "courses/exmaple-society/clouds/course.yml"
    assert places(parcel("series", "看云", name), provider="example-society") == [
        ("courses/example-society/clouds/course.yml", False)
    ]
