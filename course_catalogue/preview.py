"""Live preview: save a file, the page in the browser changes; a broken file shows its errors there.

MkDocs' LiveReloadServer watches and reloads, with a builder of ours that never raises: its own
ends when the first build fails and stays stuck after a later one.
"""

from __future__ import annotations

import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.form_building import build_form
from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import GUIDE, build_site, read_identity
from course_catalogue.pages.page import Scene
from course_catalogue.reporting import human
from course_catalogue.reporting.lines import line_reader

WATCHED = ("courses", "bases", "reviews", "schema", "site_overrides", "site_pages", "mkdocs.yml", GUIDE)


class PreviewServer(LiveReloadServer):
    """Serves the last good site, or the report of errors in its place while there are any."""

    report = ""

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if self.report and (path.endswith((".html", "/")) and not path.startswith("/livereload/")):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch = self._visible_epoch
            body = self._inject_js_into_html(error_page(self.report).encode(), epoch)  # type: ignore[no-untyped-call]
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
            return [body]
        return super()._serve_request(environ, start_response)


def error_page(report: str) -> str:
    """The terminal's report as a page."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>课程文件有错误</title><style>body{font:16px/1.7 sans-serif;margin:1.5rem;max-width:60rem}"
        "pre{white-space:pre-wrap;background:#f6f1e6;border-left:4px solid #a8480f;padding:1rem;overflow-wrap:anywhere}"
        "</style></head><body><h1>课程文件有错误</h1><p>改好存盘，这一页会自己更新。</p>"
        f"<pre>{escape(report)}</pre></body></html>"
    )


class Previewer:
    """Builds into a folder and remembers what went wrong, and in `note` what of the site had to be left out; never raises."""

    def __init__(self, root: Path, folder: Path, today: Callable[[], date]) -> None:
        self.root = root
        self.folder = folder
        self.today = today
        self.report = ""
        self.note = ""

    def build(self) -> None:
        """Rebuild; on a fault the folder keeps the last good site and `report` says what is wrong."""
        try:
            loaded = load_catalogue(self.root, self.today(), remember=True)
            for defect in loaded.defects:
                traceback.print_exception(defect)
            if loaded.is_sound:
                form = build_form(self.root, loaded.catalogue)
                self.note = form.note
                scene = Scene(loaded.catalogue, read_identity(self.root), {}, form=form.files)
                build_site(self.root, scene, self.folder, is_preview=True)
                self.report = ""
            else:
                self.report = human.report(loaded.errors, line_reader(self.root))
        except CatalogueError as fault:
            self.report = f"出错了：{fault}"
        except OSError as fault:  # a file that an editor is just replacing
            self.report = f"读不了文件：{fault}"
        except Exception as fault:  # a defect of ours: told in full, but the server lives on
            traceback.print_exc()
            self.report = f"程序出错：{fault!r}。请把终端里的内容告诉维护者。"


def serve_preview(root: Path, port: int, today: Callable[[], date]) -> None:
    """Serve on 127.0.0.1 until interrupted."""
    with tempfile.TemporaryDirectory(prefix="course-preview-") as folder:
        server = start_preview(root, port, today, Path(folder))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("停止预览。")
        finally:
            server.shutdown()


def start_preview(root: Path, port: int, today: Callable[[], date], folder: Path) -> PreviewServer:
    """A server that is built once and watches the sources; the caller runs `serve`."""
    previewer = Previewer(root, folder, today)
    lock = threading.Lock()

    def rebuild() -> None:
        with lock:
            told = previewer.note
            previewer.build()
            server.report = previewer.report
            if previewer.note != told:  # once, not after every change
                print(previewer.note, flush=True)
        print(previewer.report or f"已更新，看 http://127.0.0.1:{port}/", flush=True)

    try:
        server = PreviewServer(builder=rebuild, host="127.0.0.1", port=port, root=str(folder))
    except (OSError, OverflowError) as fault:
        raise CatalogueError(f"端口 {port} 用不了：{fault}") from fault
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    rebuild()
    return server
