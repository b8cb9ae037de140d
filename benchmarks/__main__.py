"""`make bench`: the targets of the product, as ratios measured in one run on this machine.

    python -m benchmarks            1,000 full-size series (takes some minutes)
    python -m benchmarks 100        fewer, for a quick look

CPU seconds are the operating system's account of whole child processes; the yardstick for the
site is plain MkDocs + Material with its search on the same content (`benchmarks.plain_mkdocs`).
"""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import checking
from benchmarks.plain_mkdocs import write_markdown
from benchmarks.processes import DAY, PROJECT, python, run
from benchmarks.synthetic import write_catalogue


def main(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root, plain = Path(name, "catalogue"), Path(name, "plain")
        size = write_catalogue(root, count)
        print(f"{count} series of the 14-session sample's weight: {size / 1e6:.1f} MB of YAML")
        checking.measure(root, count, size)
        checking.forget(root)  # else the site would find every file judged already
        site = python("build.py", "build", "--no-packs", "--root", str(root), "--today", DAY)
        write_markdown(root, plain)
        yardstick = run(sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=plain)
        print(
            f"site             {site.cpu:6.1f} CPU s, {site.memory:.0f} MB                                  (target ≤ 300 MB)"
        )
        print(f"plain MkDocs     {yardstick.cpu:6.1f} CPU s, {yardstick.memory:.0f} MB")
        print(
            f"ratio            {site.cpu / yardstick.cpu:6.3f}                                            (target ≤ 0.2)"
        )
        _packs(root)
        _words(root)
        _search(root / "site")


def _packs(root: Path) -> None:
    """In a process of its own, because a worker is one, and with one thread, as a worker."""
    command = [sys.executable, "-m", "benchmarks.packs", str(root), str(PROJECT / ".fonts")]
    print(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout, end="")


def _words(root: Path) -> None:
    """In a process of its own, as the packs."""
    command = [sys.executable, "-m", "benchmarks.word", str(root), str(PROJECT / ".fonts")]
    print(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout, end="")


def _search(site: Path) -> None:
    """Bytes until the first result: script, style, head, and the largest two shards of the index."""
    fixed = [site / "assets/search.js", site / "assets/search.css", site / "search/head.js"]
    shards = sorted((_zipped(path) for path in (site / "search").glob("*/index-*.js")), reverse=True)
    total = sum(map(_zipped, fixed)) + sum(shards[:2])
    print(
        f"first result     {total / 1024:6.1f} KB gzipped (script, style, head, the two largest shards)  (target ≤ 80 KB)"
    )


def _zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
