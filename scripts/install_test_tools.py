"""Make sure the tests find a Chromium, poppler's tools, LibreOffice, zbar and actionlint; install them where that is possible, else say how.

Nothing is skipped for want of a tool: the tests that need one fail with a clear message.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from course_catalogue.node_tools import npm_command

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "poppler-utils", "libreoffice-writer-nogui", "zbar-tools")
NODE_TOOLS = Path(__file__).resolve().parent.parent / "tests" / "tools"


def main() -> int:
    return _install_node_tools() or _install_programs()


def _install_node_tools() -> int:
    """What package-lock.json in tests/tools names, unless it is there already; the exit code."""
    lock, stamp = NODE_TOOLS / "package-lock.json", NODE_TOOLS / "node_modules" / ".installed-lock"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return 0
    npm = npm_command()
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # npm looks for node there
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    code = subprocess.call(command, cwd=NODE_TOOLS, env={**os.environ, "PATH": path}, stdout=subprocess.DEVNULL)
    if code == 0:
        stamp.write_bytes(lock.read_bytes())
    return code


def _install_programs() -> int:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    there = (browser(), shutil.which("pdftotext"), office, shutil.which("zbarimg"))
    missing = [package for package, found in zip(PACKAGES, there, strict=True) if not found]
    if not missing:
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"installing {' '.join(missing)} …", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
            check=True,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        return 0
    if "chromium" in missing and not _playwright_browser():
        missing.remove("chromium")
    if missing:
        print(
            f"The tests need {' and '.join(missing)}.\n"
            "  Debian/Ubuntu: sudo apt-get install chromium poppler-utils libreoffice-writer-nogui zbar-tools\n"
            "  macOS:         brew install --cask chromium libreoffice && brew install poppler zbar\n"
            "  otherwise:     python -m playwright install chromium, and poppler, LibreOffice and zbar from your package manager",
            file=sys.stderr,
        )
        return 1
    return 0


def browser() -> str | None:
    """The path of the Chromium that tests would use; None where there is none yet."""
    return system_browser() or _installed_by_playwright()


def system_browser() -> str | None:
    """The path of the system's Chromium; None where Playwright's own is to be taken."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _installed_by_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _playwright_browser() -> int:
    """Download Playwright's own Chromium; the exit code."""
    return subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"])


if __name__ == "__main__":
    sys.exit(main())
