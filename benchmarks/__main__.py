"""`make bench`: the targets of the product, as ratios measured in one run on this machine.

    python -m benchmarks            1,000 full-size series (takes some minutes)
    python -m benchmarks 100        fewer, for a quick look

CPU seconds are the operating system's account of whole child processes; the yardstick for the
site is plain MkDocs + Material with its search on the same content (`benchmarks.plain_mkdocs`).
"""

from __future__ import annotations

import gzip
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import checking
from benchmarks.plain_mkdocs import write_markdown
from benchmarks.processes import DAY, PROJECT, Run, python, run
from benchmarks.synthetic import write_catalogue


def main(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root, plain = Path(name, "catalogue"), Path(name, "plain")
        size = write_catalogue(root, count)
        print(f"{count} series of the 14-session sample's weight: {size / 1e6:.1f} MB of YAML")
        checking.measure(root, count, size)
        _site(root, plain)
        for measure in ("packs", "pack_rate", "word", "typesetters"):
            _of_its_own(measure, root)
        _search(root / "site")


def _site(root: Path, plain: Path) -> None:
    """The yardstick runs for minutes, in which a machine's speed drifts: the site is built twice before and twice after it,
    and the median of the four is set beside it, since now and then one build of them takes a third more."""
    write_markdown(root, plain)
    before = [_cold_site(root) for _ in range(2)]
    yardstick = run(sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=plain)
    builds = [*before, *(_cold_site(root) for _ in range(2))]
    cpu = statistics.median(build.cpu for build in builds)
    memory = max(build.memory for build in builds)
    each = ", ".join(f"{build.cpu:.1f}" for build in builds)
    print(f"site             {cpu:6.1f} CPU s ({each}), {memory:.0f} MB          (target ≤ 300 MB)")
    print(f"plain MkDocs     {yardstick.cpu:6.1f} CPU s, {yardstick.memory:.0f} MB")
    print(f"ratio            {cpu / yardstick.cpu:6.3f}                                            (target ≤ 0.2)")


def _cold_site(root: Path) -> Run:
    checking.forget(root)  # else the site would find every file judged already
    site = root / "site"
    if site.exists():  # neither to take the last one away is part of a cold build, nor what a disk does after that
        site.rename(Path(tempfile.mkdtemp(dir=root.parent), "site"))
    return python("build.py", "build", "--no-packs", "--root", str(root), "--today", DAY)


def _of_its_own(measure: str, root: Path) -> None:
    """In a process of its own, because a worker is one, and with one thread, as a worker."""
    command = [sys.executable, "-m", f"benchmarks.{measure}", str(root), str(PROJECT / ".fonts")]
    print(subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True).stdout, end="")


def _search(site: Path) -> None:
    """Bytes until the first result: script, style, head, the largest two shards of the index, and the largest cards."""
    fixed = [
        site / "assets/search-engine.js",
        site / "assets/search.js",
        PROJECT / "site_overrides/assets/search.css",  # part of the site's one style sheet
        site / "search/head.js",
    ]
    shards = sorted((_zipped(path) for path in (site / "search").glob("*/index-*.js")), reverse=True)
    cards = sorted((_zipped(path) for path in (site / "search").glob("*/cards-*.js")), reverse=True)
    total = sum(map(_zipped, fixed)) + sum(shards[:2]) + sum(cards[:20])
    print(
        f"first result     {total / 1024:6.1f} KB gzipped (script, style, head, the largest two shards and 20 cards)  (target ≤ 80 KB)"
    )


def _zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
