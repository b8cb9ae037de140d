"""Live preview: what a browser gets while files are good, broken and good again."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import project_copy
from written import PROJECT, TODAY

from course_catalogue import preview
from course_catalogue.form_building import Form
from course_catalogue.preview import PreviewServer, start_preview


class Browser:
    """Asks the server for a page until it shows what is expected."""

    def __init__(self, server: PreviewServer) -> None:
        self.port = server.server_address[1]

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=30) as answer:
            body: bytes = answer.read()
        return body.decode()

    def wait_for(self, path: str, words: str) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            html = self.get(path)
            if words in html:
                return html
            time.sleep(0.2)
        raise AssertionError(f"{path} never showed {words}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_copy(tmp_path / "project", PROJECT / "tests" / "example")


@pytest.fixture
def serve(project: Path, tmp_path: Path) -> Iterator[object]:
    servers: list[tuple[PreviewServer, threading.Thread]] = []

    def start() -> Browser:
        server = start_preview(project, 0, lambda: TODAY, tmp_path / "preview")
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        servers.append((server, thread))
        while server.server_address[1] == 0 or not server.serve_thread.is_alive():
            time.sleep(0.05)
        return Browser(server)

    yield start
    for server, thread in servers:
        server.shutdown(wait=True)
        thread.join(30)


def provider(project: Path) -> Path:
    return next(iter(sorted(project.glob("courses/*/provider.yml"))))


def test_a_saved_file_changes_the_page(project: Path, serve) -> None:  # type: ignore[no-untyped-def]
    browser = serve()
    file = provider(project)
    page = f"courses/{file.parent.name}.html"
    assert "改过的简介" not in browser.get(page)
    file.write_text(
        file.read_text("utf-8") + "\nintroduction: 改过的简介\n"
        if "introduction" not in file.read_text("utf-8")
        else _with_introduction(file),
        "utf-8",
    )
    html = browser.wait_for(page, "改过的简介")
    assert "livereload(" in html


def _with_introduction(file: Path) -> str:
    return (
        "\n".join(
            "introduction: 改过的简介" if line.startswith("introduction:") else line
            for line in file.read_text("utf-8").splitlines()
        )
        + "\n"
    )


def test_a_broken_file_shows_its_errors_and_a_mended_one_the_page(project: Path, serve) -> None:  # type: ignore[no-untyped-def]
    browser = serve()
    file = provider(project)
    good = file.read_text("utf-8")
    page = f"courses/{file.parent.name}.html"
    file.write_text(good + "\n标题: x\n", "utf-8")
    html = browser.wait_for(page, "unknown-field")
    assert "课程文件有错误" in html
    assert "livereload(" in html
    file.write_text(good, "utf-8")
    browser.wait_for(page, "在册课程")


def test_a_broken_first_build_does_not_end_the_server(project: Path, serve) -> None:  # type: ignore[no-untyped-def]
    file = provider(project)
    good = file.read_text("utf-8")
    file.write_text(good.replace(":", "：", 1), "utf-8")
    browser = serve()
    assert "fullwidth-colon" in browser.get("index.html") or "课程文件有错误" in browser.get("index.html")
    file.write_text(good, "utf-8")
    browser.wait_for("index.html", "我教几年级")


def test_a_fault_in_the_settings_is_shown_too(project: Path, serve) -> None:  # type: ignore[no-untyped-def]
    browser = serve()
    (project / "site_pages" / "about.md").write_text("[断链](nowhere.md)\n", "utf-8")
    browser.wait_for("about.html", "nowhere.md")


def test_a_form_that_is_left_out_is_told_once_in_the_words_of_build(  # type: ignore[no-untyped-def]
    project: Path,
    serve,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    note = "网站上没有投稿表单：没有 Node.js"
    monkeypatch.setattr(preview, "build_form", lambda *_: Form(note=note))
    browser = serve()
    file = provider(project)
    file.write_text(_with_introduction(file), "utf-8")
    browser.wait_for(f"courses/{file.parent.name}.html", "改过的简介")
    assert capsys.readouterr().out.splitlines().count(note) == 1
