"""Pictures and links of rich text in the built site, and in the live preview."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pictures_made as made
import pytest
import yaml
from sites import broken_links, outside_addresses, project_copy
from written import EXAMPLE, TODAY

from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.output import publishing
from course_catalogue.pages.page import Scene
from course_catalogue.preview import Previewer

SERIES = "courses/example-society/water-journey"
EXTENSION = "bases/example-hall/extension/rain-gauge"


def changed(root: Path, record: str, **fields: object) -> None:
    path = root / record
    data = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, **fields}, ensure_ascii=False), "utf-8")


def illustrated(folder: Path) -> Path:
    """The example with pictures at every place that takes one, and links from text to other records."""
    root = project_copy(folder, EXAMPLE)
    for path, name in (
        (f"{SERIES}/cover.jpg", "jpeg_with_place"), (f"{SERIES}/cups.png", "png"), (f"{SERIES}/second.webp", "webp"),
        ("courses/example-society/logo.png", "png"), ("bases/example-hall/hall.jpg", "jpeg"), ("bases/example-hall/table.png", "palette_png"),
        ("courses/example-society/night-sky/moon.png", "deep_png"),
    ):  # fmt: skip
        (root / path).write_bytes(made.MADE[name]())
    changed(
        root, f"{SERIES}/course.yml",
        images=[{"file": "cover.jpg", "alt": "三个\"杯子\"<里>的水", "credit": "示例绘"}, {"file": "second.webp", "alt": "水滴落下来的样子"}],
        summary="学生做实验。\n![三个杯子里的水](cups.png)\n接着上[雨量筒](/bases/example-hall/extension/rain-gauge)，不上[看星星](/courses/example-society/night-sky)。",
    )  # fmt: skip
    changed(root, "courses/example-society/provider.yml", logo={"file": "logo.png", "alt": "学会的标志：一滴水"})
    changed(root, "courses/example-society/night-sky/course.yml", images=[{"file": "moon.png", "alt": "上弦月的样子"}])
    base = yaml.safe_load((root / "bases/example-hall/base.yml").read_text("utf-8"))
    base["exhibits"][0]["image"] = {"file": "table.png", "alt": "沙盘上的小河"}
    changed(
        root, "bases/example-hall/base.yml",
        exhibits=base["exhibits"], images=[{"file": "hall.jpg", "alt": "场馆的大门"}],
    )  # fmt: skip
    changed(root, f"{EXTENSION}/course.yml", exhibits=[base["exhibits"][0]["id"]])
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = illustrated(tmp_path_factory.mktemp("project"))
    loaded = load_catalogue(root, TODAY)
    assert [str(item) for item in loaded.errors] == []
    with publishing(root / "site") as folder:
        build_site(root, Scene(loaded.catalogue, read_identity(root), {}), folder)
    return root / "site"


def images(page: Path) -> list[dict[str, str]]:
    """The attributes of the pictures of a page's content."""
    html = page.read_text("utf-8")
    body = html[html.index('id="cc-content"') :]
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in re.findall(r"<img[^>]*>", body)]


def test_course_page_shows_cover_text_and_gallery_with_size_and_words(site: Path) -> None:
    page = site / f"{SERIES}.html"
    found = [(item["alt"], item["width"], item["height"], item["loading"]) for item in images(page)]
    assert found == [
        ("三个杯子里的水", "320", "200", "lazy"),
        ("三个&#34;杯子&#34;&lt;里&gt;的水", "200", "320", "lazy"),
        ("水滴落下来的样子", "320", "200", "lazy"),
    ]
    assert "<figcaption>图：示例绘</figcaption>" in page.read_text("utf-8")


def test_pictures_are_named_by_their_content_and_carry_nothing_of_the_contributor(site: Path) -> None:
    names = [item["src"].rsplit("/", 1)[-1] for item in images(site / f"{SERIES}.html")]
    assert all(re.fullmatch(r"[0-9a-f]{32}\.webp", name) for name in names)
    for file in (site / "pictures").iterdir():
        assert file.read_bytes()[8:12] == b"WEBP"
        assert b"SECRET" not in file.read_bytes()
    assert [file for file in site.rglob("*") if file.suffix in (".jpg", ".jpeg") and "pictures" in file.parts] == []


def test_base_provider_and_exhibit_show_theirs(site: Path) -> None:
    assert [item["alt"] for item in images(site / "bases/example-hall.html")] == ["场馆的大门", "沙盘上的小河"]
    assert [item["alt"] for item in images(site / "courses/example-society.html")] == ["学会的标志：一滴水"]
    assert [item["alt"] for item in images(site / f"{EXTENSION}.html")] == ["沙盘上的小河"]


def test_link_to_a_record_is_relative_and_a_draft_is_words_only(site: Path) -> None:
    html = (site / f"{SERIES}.html").read_text("utf-8")
    assert (
        '<a href="../../bases/example-hall/extension/rain-gauge.html" rel="noopener noreferrer nofollow">雨量筒</a>'
        in html
    )
    assert "不上看星星。" in html


def test_every_link_and_picture_leads_to_a_file_of_the_site(site: Path) -> None:
    assert broken_links(site) == []
    assert outside_addresses(site) == set()


def test_pictures_of_what_has_no_page_are_not_published(site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if "<figure" in page.read_text("utf-8")]
    shown = {Path(item["src"]).name for page in pages for item in images(page)}
    assert {file.name for file in (site / "pictures").iterdir()} == shown


def test_page_without_pictures_has_no_trace_of_any(site: Path) -> None:
    html = (site / "bases/example-hall/extension/cloud-watch.html").read_text("utf-8")
    assert "<figure" not in html[html.index('id="cc-content"') :]


def test_preview_shows_a_picture_that_is_put_in_and_tells_of_one_that_is_broken(tmp_path: Path) -> None:
    root = illustrated(tmp_path / "project")
    previewer = Previewer(root, tmp_path / "site", lambda: TODAY)
    previewer.build()
    assert previewer.report == ""
    before = {item["src"] for item in images(tmp_path / "site" / f"{SERIES}.html")}
    (root / SERIES / "cover.jpg").write_bytes(made.cmyk_jpeg())
    previewer.build()
    assert {item["src"] for item in images(tmp_path / "site" / f"{SERIES}.html")} != before
    (root / SERIES / "cover.jpg").write_bytes(made.cut_jpeg())
    previewer.build()
    assert "image-broken" in previewer.report
