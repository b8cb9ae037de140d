"""Links that have a page's files fetched together."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from sites import project_copy
from written import EXAMPLE

from course_catalogue.cli import main
from course_catalogue.early_files import MARKER, EarlyFile, early_files, early_links, with_early_links
from course_catalogue.frames import cut_frame

STYLE = '<link rel="stylesheet" href="a.css">'
NOW = '<script src="now.js"></script>'
LATER = '<script src="later.js" defer></script>'
LINKS = (
    '<link rel="preload" href="a.css" as="style"><link rel="preload" href="now.js" as="script">'
    '<link rel="preload" href="later.js" as="script" fetchpriority="low">'
)


def test_styles_come_first_and_deferred_scripts_last_each_once() -> None:
    html = f"{LATER}{NOW}{STYLE}{NOW}<script>inline()</script>"
    assert sorted(early_files(html)) == [
        EarlyFile(0, "a.css"),
        EarlyFile(1, "now.js"),
        EarlyFile(1, "now.js"),
        EarlyFile(2, "later.js"),
    ]
    assert early_links(early_files(html)) == LINKS


def test_a_whole_page_has_its_links_at_the_marker() -> None:
    assert with_early_links(f"<head>{MARKER}{STYLE}{NOW}{LATER}") == f"<head>{LINKS}{STYLE}{NOW}{LATER}"


def test_a_frame_names_its_own_files_and_those_of_the_body() -> None:
    frame = cut_frame(f"{MARKER}CC-SLOT-TITLECC-SLOT-DESCRIPTION<!--CC-SLOT-HEAD-->{STYLE}CC-SLOT-BODY{NOW}")
    assert frame.fill(title="", description="", head="", body=LATER) == f"{LINKS}{STYLE}{LATER}{NOW}"


def test_what_begins_first_and_what_that_asks_for_comes_behind_the_styles() -> None:
    frame = cut_frame(f"{MARKER}CC-SLOT-TITLECC-SLOT-DESCRIPTION<!--CC-SLOT-HEAD-->{STYLE}{NOW}CC-SLOT-BODY")
    page = frame.fill(title="", description="", head='<script src="e.js" async></script>', body="", wanted=["d.js"])
    assert re.findall('href="(.+?)" as=', page) == ["a.css", "e.js", "d.js", "now.js"]


class _Loads(HTMLParser):
    """The policy, what is asked for early, and what the tags of a page load, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.early: list[str] = []
        self.loaded: list[str] = []
        self.is_guarded = False
        self.has_late_theme = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.is_guarded = True
        if tag == "link" and given.get("rel") == "preload":
            assert self.is_guarded and not self.loaded
            self.early.append(given["href"] or "")
        if tag == "link" and given.get("rel") == "stylesheet":
            self.loaded.append(given["href"] or "")
        if tag == "script" and "src" in given and "data-theme-script" not in given:  # that is started by theme_last.js
            self.loaded.append(given["src"] or "")
        self.has_late_theme |= tag == "script" and "data-theme-script" in given and given["type"] == "text/plain"


def test_every_page_of_a_site_names_behind_its_policy_all_that_it_loads(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    assert main(["build", "--no-packs", "--root", str(root), "--today", "2026-10-01"]) == 0
    pages = [path for path in (root / "site").rglob("*.html") if "refresh" not in path.read_text("utf-8")]
    assert len(pages) > 40
    for path in pages:
        html = path.read_text("utf-8")
        loads = _Loads(html)
        asked_by_scripts = ["./search/head.js"] if path.name == "catalogue.html" else []
        assert sorted(loads.early) == sorted({*loads.loaded, *asked_by_scripts}), path
        assert loads.has_late_theme and re.search(r"assets/site\.\w{8}\.min\.js$", loads.loaded[-1]), path
        sheets = [
            href
            for href in loads.loaded
            if re.search(r"stylesheets/|assets/(?:catalogue|fields|search|large|site\.\w+\.min)\.css", href)
        ]
        assert len(sheets) == 1, path
        assert not re.search("CC-(?:EARLY|SLOT|POLICY)", html), path
