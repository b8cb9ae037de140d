"""The style sheets and the scripts that every page loads, as one file each.

Each request costs a slow phone some milliseconds of work, and waits its turn where a host answers six at a time
(HTTP/1.1): with a dozen small files, what a page is opened for comes in the third round. The sources stay small modules,
named by the theme and by mkdocs.yml; those that are neighbours in a page become one file, which has its content in its name, so that a
browser keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256

from course_catalogue.output import OutputFile

_FOLDER = "assets/"
_SHEETS = r"stylesheets/\w+\.\w+\.min|catalogue|fields|search|large"
"""The theme's and ours. What a city adds stays a file of its own: an @import of it would be lost behind other rules."""
_SCRIPTS = "catalogue|keyboard|theme_last"
"""Ours: an error in another one would end them all."""
_KINDS = (
    (".min.css", re.compile(rf'(?:<link rel="stylesheet" href="[^":]*assets/(?:{_SHEETS})\.css">\s*){{2,}}'), '<link rel="stylesheet" href="{}">'),
    (".min.js", re.compile(rf'(?:<script src="[^":]*assets/(?:{_SCRIPTS})\.js"(?: defer)?></script>\s*){{2,}}'), '<script src="{}"></script>'),
)  # fmt: skip
_HREF = re.compile(r'(?:href|src)="([^"]+)"')
_ELSEWHERE = re.compile(rb"""url\((?!["']?data:)""")
_SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/")


class Bundles:
    """Joins the tags of pages, and has the files that the new tags name. `read` gives a file of the site by its address."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._made: dict[tuple[str, ...], OutputFile] = {}

    def joined(self, html: str) -> str:
        """A page with one tag in place of neighbours; one without any stays as it is."""
        for ending, tags, tag in _KINDS:
            if found := tags.search(html):
                hrefs = _HREF.findall(found[0])
                root = hrefs[0].partition(_FOLDER)[0]
                made = self._file(tuple(_FOLDER + href.partition(_FOLDER)[2] for href in hrefs), ending)
                html = html[: found.start()] + tag.format(root + made.path) + html[found.end() :]
        return html

    @property
    def files(self) -> Iterator[OutputFile]:
        """What was made of the neighbours of all pages so far, each set once."""
        return iter(self._made.values())

    @property
    def sources(self) -> list[str]:
        """What was joined, by its address: no page names it any more."""
        return sorted({part for parts in self._made for part in parts})

    def _file(self, parts: tuple[str, ...], ending: str) -> OutputFile:
        if parts not in self._made:
            content = b"\n".join(_moved(part, self._read(part)) for part in parts) + b"\n"
            self._made[parts] = OutputFile(f"{_FOLDER}site.{sha256(content).hexdigest()[:8]}{ending}", content)
        return self._made[parts]


def _moved(address: str, content: bytes) -> bytes:
    """A part as it can stand in another folder."""
    if address.count("/") > 1 and _ELSEWHERE.search(content):
        raise AssertionError(f"{address} names a file beside it, which would be another one from {_FOLDER}")
    return _SOURCE_MAP.sub(b"", content).strip()
