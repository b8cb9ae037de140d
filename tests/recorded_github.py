"""A GitHub on 127.0.0.1 that answers from recorded JSON, keeps comments, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from written import PROJECT

RECORDED = PROJECT / "tests" / "hosting"
REPOSITORY = "example-city/catalogue"
TOKEN = "example-token"  # noqa: S105 - nothing opens with it


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


@dataclass(slots=True)
class GitHub:
    """`archive` is what the artifact's storage holds; `asked` is (method, path, query, had the token)."""

    archive: bytes = b""
    pulls: list[dict[str, Any]] = field(default_factory=lambda: recorded("pulls"))
    artifacts: dict[str, Any] = field(default_factory=lambda: recorded("artifacts"))
    comments: list[dict[str, Any]] = field(default_factory=lambda: recorded("comments"))
    files: list[dict[str, Any]] = field(
        default_factory=lambda: [{"filename": "courses/example-society/bridge/course.yml", "status": "added"}]
    )
    asked: list[tuple[str, str, dict[str, list[str]], bool]] = field(default_factory=list)
    api: str = ""

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        prefix = f"/repos/{REPOSITORY}/"
        if path == "/storage/501":
            return 200, self.archive
        if not path.startswith(prefix):
            return 404, {"message": "Not Found"}
        match method, path.removeprefix(prefix).split("/"):
            case "GET", ["pulls"]:
                return 200, self.pulls
            case "GET", ["pulls", "12", "files"]:
                return 200, self._page(self.files, query)
            case "GET", ["actions", "runs", "7001", "artifacts"]:
                return 200, self.artifacts
            case "GET", ["actions", "artifacts", "501", "zip"]:
                return 302, f"{self.api}/storage/501"
            case "GET", ["issues", "12", "comments"]:
                return 200, self._page(self.comments, query)
            case "POST", ["issues", "12", "comments"]:
                self.comments.append({"id": 1000 + len(self.comments), "user": BOT, **body})
                return 201, self.comments[-1]
            case "PATCH", ["issues", "comments", number]:
                comment = next(item for item in self.comments if item["id"] == int(number))
                comment.update(body)
                return 200, comment
            case "DELETE", ["issues", "comments", number]:
                self.comments = [item for item in self.comments if item["id"] != int(number)]
                return 204, None
        return 404, {"message": "Not Found"}

    @staticmethod
    def _page(items: list[dict[str, Any]], query: dict[str, list[str]]) -> list[dict[str, Any]]:
        size, number = int(query["per_page"][0]), int(query["page"][0])
        return items[(number - 1) * size : number * size]


BOT = {"login": "github-actions[bot]", "type": "Bot"}


@contextmanager
def serving(github: GitHub) -> Iterator[GitHub]:
    """`github` at its `api` address while the block runs."""

    class Requests(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            token = self.headers.get("Authorization") == f"Bearer {TOKEN}"
            github.asked.append((self.command, parts.path, query, token))
            status, found = github.answer(self.command, parts.path, query, body)
            content = found if isinstance(found, bytes) else b"" if found is None else json.dumps(found).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", found)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
    github.api = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
