"""News: by the dates of the reviews and the records, on the page and in the feed."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from exported import PUBLISHED, SAMPLE
from written import catalogue_of

from course_catalogue.catalogue import Catalogue
from course_catalogue.exports.feed import feed
from course_catalogue.news import news_of

PROVIDER = "format: 1\nstatus: submitted\nname: 甲学会（示例）\nlevel: 市级\n"
COURSE = "format: 1\nstatus: submitted\ntitle: {title}\nsummary: 看风\ngrades: [4]\nsessions: [{{title: 一}}]\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def review(decision: str, day: str, until: str = "2029-08-31") -> str:
    return f'format: 1\ndecision: {decision}\ndate: "{day}"\nvalid_until: "{until}"\npublic_reason: 因故\n'


def some_news(today: date = date(2026, 10, 1)) -> Catalogue:
    courses = {
        "new": ("风的课", review("approved", "2026-08-01")),
        "changed": ("雨的课", review("approved", "2026-07-01")),
        "suspended": ("雪的课", review("suspended", "2026-09-02")),
        "expired": ("霜的课", review("approved", "2025-01-01", "2026-09-09")),
        "later": ("雾的课", review("approved", "2026-10-02")),
        "returned": ("雷的课", review("returned", "2026-08-01")),
    }
    files = {"courses/a/provider.yml": PROVIDER}
    for name, (title, text) in courses.items():
        changed = 'updated: "2026-08-15"\n' if name == "changed" else ""
        files[f"courses/a/{name}/course.yml"] = COURSE.format(title=title) + changed
        files[f"reviews/courses/a/{name}.yml"] = text
    return catalogue_of(files, today)


def test_news_are_told_by_the_dates_in_the_files_newest_first() -> None:
    assert [(item.day.isoformat(), item.kind, item.record.title) for item in news_of(some_news(), 9)] == [
        ("2026-09-10", "过期", "霜的课"),
        ("2026-09-02", "暂停", "雪的课"),
        ("2026-08-15", "内容更新", "雨的课"),
        ("2026-08-01", "新在册", "风的课"),
        ("2026-07-01", "新在册", "雨的课"),
    ]
    assert len(news_of(some_news(), 2)) == 2


def test_what_is_approved_again_is_no_new_course() -> None:
    again = review("approved", "2026-09-20") + 'listed_since: "2024-09-01"\n'
    course = {"courses/a/wind/course.yml": COURSE.format(title="风的课"), "reviews/courses/a/wind.yml": again}
    catalogue = catalogue_of({"courses/a/provider.yml": PROVIDER, **course}, date(2026, 10, 1))
    assert [(item.day.isoformat(), item.kind) for item in news_of(catalogue, 9)] == [
        ("2026-09-20", "续评通过"),
        ("2024-09-01", "新在册"),
    ]


def test_a_day_that_is_still_to_come_is_no_news() -> None:
    titles = [item.record.title for item in news_of(some_news(date(2026, 10, 2)), 9)]
    assert titles[0] == "雾的课"


def test_the_feed_is_atom_with_ids_that_stay_and_dates_from_the_files() -> None:
    root = ElementTree.fromstring(feed(some_news(), PUBLISHED).content)  # noqa: S314  our own file
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}updated") == "2026-09-10T00:00:00+08:00"
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        "https://kexue.example.com/a/feed.xml",
        "https://kexue.example.com/a/news.html",
    ]
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 5
    assert {
        child.tag.removeprefix(ATOM): (child.text or child.get("href") or child.get("term")) for child in entries[2]
    } == {
        "title": "内容更新：雨的课",
        "id": "urn:uuid:8e7b0d26-016f-5535-8b32-14d8f216101a",
        "updated": "2026-08-15T00:00:00+08:00",
        "link": "https://kexue.example.com/a/courses/a/changed.html",
        "category": "内容更新",
        "summary": "系列课程 · 甲学会（示例） · 4 年级 · 1 课时。看风",
    }
    later = ElementTree.fromstring(feed(some_news(date(2026, 10, 9)), SAMPLE).content)  # noqa: S314
    ids = [{entry.findtext(f"{ATOM}id") for entry in tree.iter(f"{ATOM}entry")} for tree in (root, later)]
    assert ids[0] < ids[1]


def test_a_feed_without_news_is_valid_and_a_sample_says_so() -> None:
    root = ElementTree.fromstring(feed(catalogue_of({}), SAMPLE).content)  # noqa: S314  our own file
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated") == "2026-10-01T00:00:00+08:00"
    assert "示例数据·非官方网站" in (root.findtext(f"{ATOM}title") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")


def test_text_in_the_feed_is_text() -> None:
    files = {
        "courses/a/provider.yml": PROVIDER,
        "courses/a/b/course.yml": COURSE.format(title='"]]></title><script>&x;"'),
        "reviews/courses/a/b.yml": review("approved", "2026-08-01"),
    }
    root = ElementTree.fromstring(feed(catalogue_of(files), SAMPLE).content)  # noqa: S314  our own file
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "新在册：]]></title><script>&x;"
