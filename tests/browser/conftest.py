"""A Chromium for all browser tests, a server on this machine, and a page that is watched."""

from __future__ import annotations

import functools
import http.server
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from sites import project_copy
from written import PROJECT

from benchmarks.browsers import browser_with_our_fonts
from benchmarks.web_server import answering
from browser.page_types import PAGE_TYPES, WITHDRAWN
from course_catalogue.cli import main


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = browser_with_our_fonts(playwright, tmp_path_factory.mktemp("fonts"))
        yield browser
        browser.close()


class _Silent(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as with a real server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what fails is told by the page."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 and give its address, with a slash at the end."""
    handler = functools.partial(_Silent, directory=str(folder))
    with answering(handler) as address:
        yield address


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own catalogue, built by the command with its packs."""
    root = project_copy(tmp_path_factory.mktemp("whole"), PROJECT)
    command = ["build", "--root", str(root), "--fonts", str(PROJECT / ".fonts"), "--today", "2026-11-01"]
    assert main(command) == 0
    return root / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture(scope="session")
def page_addresses(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Of every kind of page, the address of one."""
    root = project_copy(tmp_path_factory.mktemp("withdrawn"), PROJECT)
    course = root / WITHDRAWN
    course.write_text(course.read_text("utf-8").replace("status: submitted", "status: withdrawn", 1), "utf-8")
    assert main(["build", "--no-packs", "--root", str(root), "--today", "2026-11-01"]) == 0
    with serving(root / "site") as elsewhere:
        places = {kind: elsewhere if kind == "withdrawn" else address for kind in PAGE_TYPES}
        yield {kind: f"{places[kind]}{path}" for kind, path in PAGE_TYPES.items()}


OpenPage = Callable[..., Page]


def is_fault(message: ConsoleMessage, tolerate: str) -> bool:
    return message.type in ("error", "warning") and not (tolerate and tolerate in message.text)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """open_page(address, width=390, tolerate="", **context options): a page that must stay silent and on its origin.

    A console error, an uncaught error or a request that leaves `address`'s origin fails the test at its end;
    console messages that contain `tolerate` do not.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(address: str, width: int = 390, tolerate: str = "", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        origin = address[: address.index("/", 8) + 1]
        page.on("console", lambda message: faults.append(message.text) if is_fault(message, tolerate) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(origin) else faults.append(request.url))
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == [], "on the console, or off the origin:\n" + "\n".join(faults)
