"""Whole projects in a temporary folder, for tests that build."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from written import PROJECT


def project_copy(target: Path, catalogue: Path) -> Path:
    """The project's schema, theme, pages and settings with the course files of `catalogue`."""
    for name in ("schema", "site_overrides", "site_pages", "docs/guide"):
        shutil.copytree(PROJECT / name, target / name)
    for name in ("mkdocs.yml", "投稿指南.md"):
        shutil.copy(PROJECT / name, target / name)
    for tree in ("courses", "bases", "reviews"):
        if (catalogue / tree).exists():
            shutil.copytree(catalogue / tree, target / tree)
    return target


class Links(HTMLParser):
    """Addresses that a page refers to, ids it has, and tags and attributes that could run code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.doubled_ids: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None:
                self.targets.append(value)
            if name == "id" and value:
                if value in self.ids:
                    self.doubled_ids.append(value)
                self.ids.add(value)
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}={value}")


def broken_links(site: Path) -> list[str]:
    """Links of every page whose target is not in the site, or names an id that is not on its page."""
    parsed = {page.relative_to(site).as_posix(): Links(page.read_text("utf-8")) for page in site.rglob("*.html")}
    broken = []
    for page, links in parsed.items():
        if page == "404.html":  # its links start at the root, because it is served for any address
            continue
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            path = (Path(page).parent / unquote(parts.path)).as_posix() if parts.path else page
            resolved = _normal(path)
            if not (site / resolved).is_file():
                broken.append(f"{page}: {target}")
            elif parts.fragment and resolved in parsed and parts.fragment not in parsed[resolved].ids | {"__skip"}:
                broken.append(f"{page}: {target} (id)")
    return broken


def outside_addresses(site: Path) -> set[str]:
    """Hosts that a page of the site would load something from (not: link to)."""
    hosts: set[str] = set()
    for page in site.rglob("*.html"):
        for match in re.finditer(
            r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=[\"']?((?:https?:)?//[^\"'\s>]+)",
            page.read_text("utf-8"),
        ):
            hosts.add(match.group(1))
    for sheet in (*site.rglob("*.css"),):
        hosts.update(re.findall(r"url\([\"']?((?:https?:)?//[^\"')]+)", sheet.read_text("utf-8")))
    return hosts


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)
