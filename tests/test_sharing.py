"""Share pictures: their words have room, their QR code leads to the page, and nothing is drawn twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from paper import codes_on
from PIL import Image
from sites import broken_links, project_copy
from test_packs import fonts
from written import EXAMPLE, PROJECT, TODAY

from course_catalogue import addresses, site_building
from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.packs.print_store import PrintStore
from course_catalogue.packs.share_drawing import Letters, share_picture
from course_catalogue.packs.share_layout import FOOT, MARGIN, WIDTH, Line, ShareText, laid_out
from course_catalogue.packs.sharing import share_pictures, share_text, site_text
from course_catalogue.site_building import BuildOptions, build_published_site
from course_catalogue.site_identity import SiteIdentity

CITY = SiteIdentity(name="科学课程目录", url="https://kexue.example.org/kc/", publisher="示例市科协")
LABELS = ("年级", "形式", "费用", "安全", "评审")
USUAL = ShareText(
    title="校园气象站：自制仪器看天气",
    kind="系列课程",
    field="地球与宇宙科学",
    by="甬江科教学会（示例）",
    facts=tuple(
        zip(
            LABELS, ("3～6 年级", "送课到校", "每生共 117.9 元", "3 名成人", "有效期至 2029 年 8 月 31 日"), strict=True
        )
    ),
    site="科学课程目录",
    publisher="示例市科协",
    address="https://kexue.example.org/kc/courses/society/campus-weather-station.html",
)
LONG = replace(
    USUAL,
    title="鬱龘爨齉麤靈鑿籲鸞" * 3 + "讀書會",
    by="龘" * 60,
    facts=tuple((label, "每生共 117.9 元，家庭付 23.58 元 · 退费见课程页，" * 4) for label in LABELS),
    site="宁波市社会化科技教育课程进学校" * 4,
    publisher="宁波市科学技术协会青少年科技教育服务中心" * 4,
    address=f"https://kexue.example.org/kc/{'a' * 60}/{'b' * 60}.html",
)
WIDE = replace(LONG, title="W" * 30, by="M" * 90, facts=tuple((label, "W" * 200) for label in LABELS), site="W" * 80)
BEYOND = replace(LONG, title="水" * 200, by="[x](" * 50)  # longer than a schema allows
BARE = replace(USUAL, title="光", kind="", field="", publisher="", facts=())


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters(fonts())


@pytest.fixture(scope="module")
def samples() -> Catalogue:
    return load_catalogue(PROJECT, TODAY).catalogue


def overlap(one: Line, other: Line) -> bool:
    across = one.left < other.left + other.width and other.left < one.left + one.width
    return across and one.top < other.top + other.size * 1.2 and other.top < one.top + one.size * 1.2


def faults(text: ShareText, letters: Letters) -> list[str]:
    """Lines that leave the picture or their part of it, and pairs that stand on each other."""
    layout = laid_out(text, letters)
    out = [line.text for line in layout.lines if line.left < MARGIN or line.left + line.width > WIDTH - MARGIN]
    words = [label for label, _ in text.facts]
    facts = [line for line in layout.lines if layout.band < line.top < FOOT - 40]
    out += [line.text for line in facts if line.top + line.size * 1.3 > FOOT - 40]
    assert len([line for line in facts if line.text in words]) == len(words)
    return out + [f"{a.text} / {b.text}" for a, b in combinations(layout.lines, 2) if overlap(a, b)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(USUAL, id="usual"), pytest.param(LONG, id="long"), pytest.param(BARE, id="bare"),
        pytest.param(WIDE, id="wide", marks=pytest.mark.prove), pytest.param(BEYOND, id="beyond", marks=pytest.mark.prove),
    ],
)  # fmt: skip
def test_no_text_leaves_its_room_and_the_code_leads_to_the_page(
    text: ShareText, letters: Letters, tmp_path: Path
) -> None:
    assert faults(text, letters) == []
    file = tmp_path / "share.png"
    file.write_bytes(share_picture(text, letters))
    assert codes_on(file) == [text.address]
    assert file.stat().st_size <= 60 * 1024
    with Image.open(file) as picture:
        assert picture.size == (1080, 1440)


def test_every_course_of_the_samples_has_all_its_words_on_its_picture(samples: Catalogue, letters: Letters) -> None:
    for course in samples.listed:
        text = share_text(samples, CITY, course)
        assert faults(text, letters) == [], course.key
        shown = "".join(line.text for line in laid_out(text, letters).lines).replace(" ", "")
        wanted = [text.title, text.by, *(half for _, words in text.facts for half in words.split(" · "))]
        assert [words for words in wanted if words.replace(" ", "") not in shown] == [], course.key


def test_the_picture_of_the_site_says_its_name_what_it_offers_and_leads_home(
    samples: Catalogue, letters: Letters, tmp_path: Path
) -> None:
    text = site_text(samples, CITY)
    assert faults(text, letters) == []
    shown = "".join(line.text for line in laid_out(text, letters).lines)
    wanted = [CITY.name, "主办：示例市科协", "扫码找课程", text.by, *samples.vocabulary.fields]
    assert [words for words in wanted if words not in shown] == []
    file = tmp_path / "site.png"
    file.write_bytes(share_picture(text, letters))
    assert codes_on(file) == [CITY.url]


def test_a_title_is_broken_behind_its_colon(letters: Letters) -> None:
    assert [line.text for line in laid_out(USUAL, letters).lines if line.is_bold] == [
        "校园气象站：",
        "自制仪器看天气",
        "扫码看课程详情",
    ]


def test_a_fact_that_takes_two_lines_is_broken_between_its_halves(letters: Letters) -> None:
    fact = ("费用", "每生共 117.9 元，家庭付 23.58 元 · 退费见课程页")
    shown = [line.text for line in laid_out(replace(USUAL, title="光", facts=(fact,)), letters).lines]
    assert {"每生共 117.9 元，家庭付 23.58 元", "退费见课程页"} <= set(shown)


def test_small_digits_and_letters_that_one_font_lacks_are_drawn_all_the_same(letters: Letters) -> None:
    lines = laid_out(replace(USUAL, title="CO₂ 去哪里", by="鿰"), letters).lines
    assert "CO2 去哪里" in [line.text for line in lines]
    assert letters.of("鿰", 38, is_bold=False).getname() == ("Noto Serif SC", "Regular")


def test_the_same_words_give_the_same_bytes(letters: Letters) -> None:
    assert share_picture(USUAL, letters) == share_picture(USUAL, Letters(fonts()))


def test_every_listed_course_and_the_site_have_a_picture_once_and_none_is_drawn_again(
    samples: Catalogue, tmp_path: Path
) -> None:
    store = PrintStore(tmp_path / "kept", fonts())
    first = list(share_pictures(samples, CITY, fonts(), store))
    assert [picture.key for picture in first] == [*(course.key for course in samples.listed), "site"]
    assert [picture.fault for picture in first if picture.file is None] == []
    again = list(share_pictures(samples, CITY, tmp_path / "no fonts", store))  # a worker would fail
    assert again == first


def test_a_picture_that_cannot_be_drawn_is_told_with_its_course(
    samples: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course_catalogue.packs.sharing._TIME_LIMIT", 0)
    first = next(share_pictures(samples, CITY, fonts()))
    assert first.file is None
    assert first.fault == f"“{samples.listed[0].title}”的分享图画不出来：0 秒没有排完"


def test_a_build_puts_every_picture_where_a_page_links_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project_copy(tmp_path / "p", EXAMPLE)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace('site_url: ""', f"site_url: {CITY.url}")
    settings.write_text(text.replace('publisher: {name: ""', 'publisher: {name: "科协"'), "utf-8")
    catalogue = load_catalogue(root, TODAY).catalogue
    monkeypatch.setattr(site_building, "_make_packs", lambda *_: {})
    result = build_published_site(root, catalogue, BuildOptions(root / "site", fonts()))
    assert result.notes == []
    made = {path.relative_to(root / "site").as_posix() for path in (root / "site" / "share").rglob("*.png")}
    assert made == {addresses.SITE_PICTURE, *(f"share/{course.key}.png" for course in catalogue.listed)}
    assert broken_links(root / "site") == []


def test_a_sample_has_none(samples: Catalogue) -> None:
    assert list(share_pictures(samples, SiteIdentity(name="目录"), fonts())) == []
