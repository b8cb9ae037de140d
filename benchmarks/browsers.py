"""The browser of this machine, with letters for Chinese: for what is measured, tested or taken a picture of."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from benchmarks.processes import PROJECT
from scripts.install_test_tools import system_browser

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def browser_with_our_fonts(playwright: Playwright, folder: Path) -> Browser:
    """A browser that finds the fonts of the packs: a machine may have no Chinese ones, and boxes are no letters.

    `folder` is an existing one for what the fonts need; Playwright's Error where there is no browser.
    """
    places = "".join(f"<dir>{place}</dir>" for place in (PROJECT / ".fonts", "/usr/share/fonts"))
    settings = folder / "fonts.conf"
    settings.write_text(f"<fontconfig>{places}<cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8")
    fonts: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    return playwright.chromium.launch(executable_path=system_browser(), args=list(QUIET), env=fonts)
