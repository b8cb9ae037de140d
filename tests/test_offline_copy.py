"""The offline copy: what it holds, what it leaves out, and that it has the same bytes each time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from exported import PUBLISHED, SAMPLE
from written import catalogue_of

from course_catalogue.exports.offline_copy import FOLDER, README, write_offline_copy
from course_catalogue.site_identity import SiteIdentity

PAGE = (
    '<a href="../../packs/courses/a/wind.pdf" download="风的课.pdf">下载</a> <a href="../a.html">甲</a> 文字 '
    "href=&#34;packs/x&#34;"
)
SITE = {
    "index.html": b"home",
    "courses/a/wind.html": PAGE.encode(),
    "search/head.js": b"courseCatalogueData()",
    "data/index.json": b"{}",
    "404.html": b"x",
    "robots.txt": b"x",
    "sitemap.xml": b"x",
    "packs/courses/a/wind.pdf": b"x",
    "share/courses/a/wind.png": b"x",
    "form/records/courses/a/wind.js": b"x",
    "assets/javascripts/bundle.js.map": b"x",
    "assets/javascripts/lunr/min/lunr.zh.min.js": b"x",
    ".course-catalogue": b"",
}


def copied(
    folder: Path, identity: SiteIdentity = SAMPLE, site: dict[str, bytes] = SITE
) -> tuple[bytes, dict[str, bytes]]:
    """The zip of `site`, and its members by their names below the folder."""
    for name, content in site.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    size = write_offline_copy(folder, catalogue_of({}), identity)
    path = folder / "data" / "offline-copy.zip"
    assert path.stat().st_size == size
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        members = {item.filename.removeprefix(f"{FOLDER}/"): archive.read(item) for item in archive.infolist()}
        assert {item.date_time for item in archive.infolist()} == {(2026, 10, 1, 0, 0, 0)}
    return path.read_bytes(), members


def test_it_holds_pages_search_and_data_but_no_pack_no_file_of_a_course_and_nothing_that_only_a_server_needs(
    tmp_path: Path,
) -> None:
    members = copied(tmp_path)[1]
    assert sorted(members) == sorted(["index.html", "courses/a/wind.html", "search/head.js", "data/index.json", README])


@pytest.mark.parametrize(
    ("identity", "target"),
    [(SAMPLE, "../../data.html#offline"), (PUBLISHED, "https://kexue.example.com/a/packs/courses/a/wind.pdf")],
)
def test_a_link_to_a_pack_leads_to_the_site_or_to_what_is_not_in_the_copy(
    tmp_path: Path, identity: SiteIdentity, target: str
) -> None:
    page = copied(tmp_path, identity)[1]["courses/a/wind.html"].decode()
    assert page == f'<a href="{target}">下载</a> <a href="../a.html">甲</a> 文字 href=&#34;packs/x&#34;'


def test_a_share_picture_is_fetched_from_the_site_which_alone_has_them(tmp_path: Path) -> None:
    """There are some only where the site knows its address; they are made after the pages, when the copy is packed."""
    linked = b'<a href="../../share/courses/a/wind.png">'
    with_picture = {**SITE, "courses/a/wind.html": linked}
    page = copied(tmp_path, PUBLISHED, with_picture)[1]["courses/a/wind.html"]
    assert page == b'<a href="https://kexue.example.com/a/share/courses/a/wind.png">'


def test_who_subscribes_from_the_copy_subscribes_to_the_site(tmp_path: Path) -> None:
    with_feed = {**SITE, "courses/a/wind.html": b'<a href="../../feed.xml">'}
    assert copied(tmp_path, PUBLISHED, with_feed)[1]["courses/a/wind.html"] == (
        b'<a href="https://kexue.example.com/a/feed.xml">'
    )


def test_the_same_site_gives_the_same_bytes_also_when_a_copy_is_there_already(tmp_path: Path) -> None:
    first = copied(tmp_path / "one")[0]
    assert copied(tmp_path / "another name")[0] == first
    assert copied(tmp_path / "one")[0] == first


def test_its_readme_says_how_to_open_it_and_that_a_sample_is_one(tmp_path: Path) -> None:
    sample = copied(tmp_path / "sample")[1][README].decode("utf-8-sig")
    published = copied(tmp_path / "published", PUBLISHED)[1][README].decode("utf-8-sig")
    for words in (sample, published):
        assert "双击 index.html" in words
        assert "没有打印包" in words
    assert ("示例数据·非官方网站" in sample, "示例数据·非官方网站" in published) == (True, False)
    assert "https://kexue.example.com/a/" in published
