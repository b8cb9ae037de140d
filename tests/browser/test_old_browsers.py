"""What the site gives to browsers is understood by Chromium 86 and by the Safari of iOS 14 (syntax, calls, styles)."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from written import PROJECT

from browser.page_types import PAGE_TYPES, path_of
from course_catalogue.node_tools import node_command

TOOLS = Path(__file__).resolve().parent.parent / "tools"
INLINE = re.compile(r"<script>(.+?)</script>", re.DOTALL)
ENHANCEMENTS = {
    "@page": "iOS 14 prints with margins and a turn of the paper of its own",
    "@media (scripting)": "without scripts, a line that says what is on its way stays",
    "accent-color": "the colour of a tick",
    "break-after: avoid": "on paper a heading may stand last",
    "contain": "a key lays out more than its own field",
    "contain: strict": "as before",
    "captureStackTrace()": "js-yaml asks whether it is there",
    "cursor: default": "phones have no pointer",
    "cursor: help": "phones have no pointer",
    "cursor: pointer": "phones have no pointer",
    "overscroll-behavior": "behind an open panel the page may scroll on",
    "overscroll-behavior: contain": "as before",
    "scroll-behavior": "only switched off, for readers who do not want motion",
    "scroll-behavior: auto": "as before",
    "scroll-margin-bottom": "a field that was jumped to may stand behind the bar of progress",
    "scroll-margin-top": "a heading that was jumped to may stand below the header",
    "text-underline-offset": "how far below the words a line runs",
    "text-wrap": "where the lines of a heading break",
    "text-wrap: balance": "as before",
    "text-wrap: pretty": "as before",
    ":file-selector-button": "said before as -webkit-file-upload-button, in a rule of its own",
    ":focus-visible": "the theme's script gives the class focus-visible, which has its own rules (catalogue.css)",
}
"""What the styles may use all the same, and what is missed without it."""


def faults(files: Iterable[Path]) -> list[str]:
    """What the old browsers do not understand, as `name:line what`, but for what is no loss."""
    node = node_command()
    command = [node, "old_browsers.mjs", *map(str, files)]
    run = subprocess.run(command, cwd=TOOLS, capture_output=True, text=True, check=True)
    return [
        f"{Path(found['file']).name}:{found['line']} {found['what']}"
        for found in json.loads(run.stdout)
        if found["what"].rsplit(" (", 1)[0] not in ENHANCEMENTS
    ]


def is_the_themes(path: Path) -> bool:
    """Or holds the theme's, joined with ours: our part of that is judged as its sources."""
    return re.match(r"site\.\w+\.min\.css", path.name) is not None or "workers" in path.parts or "lunr" in path.parts


def test_old_browsers_understand_every_script_and_style_sheet_of_the_site(site: Path) -> None:
    places = (site, PROJECT / "site_overrides/assets")
    found = (path for place in places for suffix in ("js", "css") for path in sorted(place.rglob(f"*.{suffix}")))
    files = [path for path in found if not is_the_themes(path)]
    assert {path.name for path in files} >= {"catalogue.js", "catalogue.css", "search.js", "large.js", "large.css"}
    assert faults(files) == []


def test_old_browsers_understand_every_script_that_stands_in_a_page(site: Path, tmp_path: Path) -> None:
    pages = [site / path_of(kind) for kind in PAGE_TYPES if kind != "withdrawn"]
    scripts = sorted({script for page in pages for script in INLINE.findall(page.read_text("utf-8"))})
    files = [tmp_path / f"inline-{number}.js" for number in range(len(scripts))]
    for file, script in zip(files, scripts, strict=True):
        file.write_text(script, "utf-8")
    assert faults(files) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.js", "class Course { #key = 1; }", "a.js:1 Unexpected character '#' (1:15)"),
        ("b.js", "var last = [1].at(-1);", "b.js:1 at() (chrome 86, safari_ios 14)"),
        ("c.js", "new DecompressionStream('gzip');", "c.js:1 DecompressionStream() (safari_ios 14)"),
        ("d.css", "a { inset: 0; }", "d.css:1 inset (chrome 86, safari_ios 14)"),
        ("e.css", "a:has(b) { top: 0; }", "e.css:1 :has (chrome 86, safari_ios 14)"),
        ("f.css", "a {\n width: 3dvh;\n}", "f.css:2 dvh (chrome 86, safari_ios 14)"),
        ("g.css", "a { b { top: 0; } }", "g.css:1 nested rules (chrome 86, safari_ios 14)"),
        ("h.css", "@container (width > 3px) { a { top: 0; } }", "h.css:1 @container (chrome 86, safari_ios 14)"),
    ],
)
def test_what_is_too_new_is_told(name: str, text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    assert faults([file]) == [told]


def test_a_newer_word_after_an_older_one_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a { top: 0; inset: 0; overflow-wrap: break-word; overflow-wrap: anywhere; }", "utf-8")
    assert faults([file]) == []
