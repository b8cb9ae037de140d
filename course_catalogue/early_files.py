"""Links at the top of a page that have its style sheets and scripts fetched together.

A browser that looks ahead in a page for what it will need (Chromium's preload scanner) does not do so where a meta
element holds the page's policy: each file is then asked for when the parser gets to it, one after the other. On a slow
line that is half a second (`python -m benchmarks.form_speed`). Links behind the policy are under it, and are followed
at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

MARKER = "<!--CC-EARLY-->"
"""Where site_overrides/main.html wants the links: behind the policy, before everything that loads something."""
_STYLE = '<link rel="stylesheet" href="'
_SCRIPT = '<script src="'
_DEFERRED = '" defer'
_KINDS = ('"style"', '"script"', '"script" fetchpriority="low"')


class EarlyFile(NamedTuple):
    """`rank` is 0 for a style sheet, 1 for a script that the parser waits for or that waits for nothing, 2 for one that waits for the parser."""

    rank: int
    href: str


def early_files(html: str) -> Iterator[EarlyFile]:
    """What a page loads by the tags of our templates; in texts of contributors a “<” is written otherwise."""
    for href, _ in _values(html, _STYLE):
        yield EarlyFile(0, href)
    for href, end in _values(html, _SCRIPT):
        yield EarlyFile(2 if html.startswith(_DEFERRED, end) else 1, href)


def early_links(files: Iterable[EarlyFile]) -> str:
    """What is drawn with first, and of each rank in the order of the page; each file once."""
    ordered = sorted(dict.fromkeys(files), key=lambda file: file.rank)
    return "".join(f'<link rel="preload" href="{file.href}" as={_KINDS[file.rank]}>' for file in ordered)


def with_early_links(html: str) -> str:
    """A whole page with links to all that it loads."""
    return html.replace(MARKER, early_links(early_files(html)))


def _values(html: str, before: str) -> Iterator[tuple[str, int]]:
    """What stands between `before` and the next quote, and where it ends: looked for as text, a page is long."""
    end = 0
    while (start := html.find(before, end)) >= 0:
        start += len(before)
        end = html.index('"', start)
        yield html[start:end], end
