"""The pages of the submission form as a folder of their own: the built scripts, the styles, and one frame."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from form_scripts import form_folder
from playwright.sync_api import Locator, Page
from written import PROJECT

from browser.conftest import serving
from course_catalogue.loading import load_catalogue
from course_catalogue.output import OutputFile, write_files
from course_catalogue.pages.page import Scene
from course_catalogue.pages.submission_pages import submission
from course_catalogue.record_sources import record_sources
from course_catalogue.site_identity import SiteIdentity

FRAME = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:">
<title>投课程</title><link rel="icon" href="../assets/favicon.svg"><link rel="stylesheet" href="../assets/frame.css"><link rel="stylesheet" href="../assets/catalogue.css"></head>
<body dir="ltr" data-md-color-scheme="default"><main class="md-typeset"><div id="cc-content" class="cc-page">{body}</div></main>
<script src="../assets/catalogue.js"></script></body></html>
"""
THEME = "html { font-size: 125%; box-sizing: border-box; } *, ::before, ::after { box-sizing: inherit; } body { margin: 0 1rem; font-size: 0.8rem; } a { text-decoration: none; }"
"""What of the theme's own styles decides how wide things are, and how links are told from text."""
IDENTITY = SiteIdentity(
    "目录",
    repository="https://github.com/example/courses",
    gitee="https://gitee.com/example/courses",
    mailbox="courses@example.org",
)
COURSE = PROJECT / "courses/yongjiang-science-society/campus-weather-station/course.yml"


def form_site(folder: Path, identity: SiteIdentity = IDENTITY) -> Path:
    """The pages below `folder`, as a site of its own."""
    shutil.copytree(PROJECT / "site_overrides/assets", folder / "assets")
    (folder / "assets/frame.css").write_text(THEME, "utf-8")
    shutil.copytree(form_folder(), folder / "form")
    (folder / "submit").mkdir()
    catalogue = load_catalogue(PROJECT, date(2026, 10, 1), remember=True).catalogue
    for page in submission(Scene(catalogue, identity, {}, form=(OutputFile("form/page.js", b""),))):
        (folder / page.address).write_text(FRAME.format(body=page.body), "utf-8")
    write_files(folder, record_sources(PROJECT, catalogue))
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with serving(folder) as base:
        yield f"{base}submit/"


def ready(page: Page) -> Page:
    """The form, drawn, with all that it loads afterwards."""
    page.locator("#cc-form").wait_for()
    page.evaluate(
        """() => new Promise((done) => { // Playwright's own way evaluates text in the page, which its policy forbids
          const look = () => (window.courseForm && courseForm.isReady ? done() : setTimeout(look, 20)); look(); })"""
    )
    return page


def data_of(page: Page) -> Any:
    """What would be written."""
    return page.evaluate("courseForm.written(courseForm.state.data, courseForm.model)")


def kept_drafts(page: Page) -> list[Any]:
    texts = page.evaluate(
        "Object.keys(localStorage).filter((k) => k.startsWith('cc-draft:')).map((k) => localStorage[k])"
    )
    return [json.loads(text) for text in texts]


def put_draft(page: Page, draft: dict[str, Any]) -> None:
    """A draft as the browser keeps it, there before the form is opened."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"cc-draft:{draft['id']}", json.dumps(draft)])


def draft(kind: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {
        "format": "course-catalogue-draft",
        "version": 1,
        "id": "old",
        "kind": kind,
        "saved": "2026-10-01T08:00:00Z",
    }
    return {**head, "created": "", "owner": "", "place": "", "data": data, **more}


def unfold(page: Page, *names: str) -> Locator:
    """Open the folds of fields, outermost first: unfold(page, "sessions", "sessions-0")."""
    part = page.locator("body")
    for name in names:
        part = page.locator(f"#f-{name}-field, #f-{name}-item").first
        if part.evaluate("part => !(part.matches('details') ? part : part.querySelector('details')).open"):
            part.locator("summary").first.click()
    return part


def unfold_all(page: Page) -> None:
    page.evaluate(
        """async () => { for (let round = 0; round < 8; round += 1) {
          document.querySelectorAll(".cc-form details").forEach((fold) => { fold.open = true; if (fold.unfold) fold.unfold(); });
          await new Promise((done) => setTimeout(done, 30));
        } }"""
    )


def course() -> Any:
    """The sample series with 14 sessions."""
    return yaml.safe_load(COURSE.read_text("utf-8"))
