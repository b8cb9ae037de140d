"""GitHub's API through one small function, so that tests put a recorded server in its place."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from course_catalogue.diagnostics import CatalogueError

_SECONDS = 30
_MAX_JSON = 8 * 1024 * 1024
_MAX_PAGES = 30
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """`location` is where a redirect leads, else empty."""

    status: int
    body: bytes
    location: str = ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by whoever asked: the token must not travel along to another host."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask(method: str, url: str, headers: Mapping[str, str], body: bytes | None, limit: int) -> Answer:
    """One request over the network; CatalogueError where there is no answer, or one of more than `limit` bytes."""
    request = urllib.request.Request(url, data=body, method=method, headers=dict(headers))  # noqa: S310 - API's own address
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=_SECONDS) as reply:
            answer = Answer(reply.status, reply.read(limit + 1))
    except urllib.error.HTTPError as reply:
        with reply:
            return Answer(reply.code, reply.read(limit), reply.headers.get("Location") or "")
    except (OSError, ValueError) as fault:
        raise CatalogueError(f"连不上 {urlsplit(url).hostname}：{type(fault).__name__}") from fault
    if len(answer.body) > limit:
        raise CatalogueError(f"{urlsplit(url).hostname} 的回答太长")
    return answer


@dataclass(frozen=True, slots=True)
class Repository:
    """`owner/name` on a GitHub whose API is at `api`."""

    api: str
    name: str
    token: str

    def __post_init__(self) -> None:
        if not _REPOSITORY.match(self.name):
            raise CatalogueError("GITHUB_REPOSITORY 应为 主人/仓库")

    def get(self, path: str, **query: str | int) -> Any:
        return self._json("GET", path + (f"?{urlencode(query)}" if query else ""), None)

    def send(self, method: str, path: str, values: Mapping[str, str] | None) -> Any:
        return self._json(method, path, None if values is None else json.dumps(values).encode())

    def pages(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """Every item of a list, 100 at a time, up to 3,000 (as many as GitHub gives of a pull request's files)."""
        for number in range(1, _MAX_PAGES + 1):
            items = self.get(path, **query, per_page=100, page=number)
            yield from items
            if len(items) < 100:
                return

    def download(self, path: str, limit: int) -> bytes:
        """A file that the API redirects to; the token stays with the API."""
        answer = ask("GET", self._url(path), self._headers(), None, limit)
        if answer.status in (301, 302, 303, 307, 308) and answer.location:
            if urlsplit(answer.location).scheme != urlsplit(self.api).scheme:
                raise CatalogueError("附件的地址不是 https")
            answer = ask("GET", answer.location, {}, None, limit)
        if answer.status != 200:
            raise CatalogueError(f"附件取不下来：{answer.status}")
        return answer.body

    def _json(self, method: str, path: str, body: bytes | None) -> Any:
        answer = ask(method, self._url(path), self._headers(), body, _MAX_JSON)
        if not 200 <= answer.status < 300:
            raise CatalogueError(f"GitHub 没有答应 {method} {path.split('?')[0]}：{answer.status}")
        return json.loads(answer.body) if answer.body else None

    def _url(self, path: str) -> str:
        return f"{self.api}/repos/{self.name}/{path}"

    def _headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": "course-catalogue",
        }
