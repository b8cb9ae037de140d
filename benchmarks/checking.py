"""What checking costs: all rules, cold and warm, against a bare parser and the nearest tool of the field.

python -m benchmarks.checking            1,000 full-size series, then ten times as many files
python -m benchmarks.checking 100        fewer, for a quick look
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.processes import DAY, PROJECT, Run, python, run
from benchmarks.synthetic import write_catalogue
from course_catalogue.loading import load_rulebook
from course_catalogue.verdicts import memory_of

FILES_A_SERIES = 2.1  # the course, its review, and a tenth of a provider
FEW = 10  # files that check-jsonschema is given: it takes half a minute for a hundred


def check(root: Path, *paths: str) -> Run:
    """All files are checked; what is told is of `paths`."""
    return python("build.py", "check", "--root", str(root), "--today", DAY, *paths)


def forget(root: Path) -> None:
    """Make the next check a cold one."""
    memory = memory_of(root, load_rulebook(root).digest)
    if memory is not None:
        memory.unlink(missing_ok=True)


def measure(root: Path, count: int, size: int) -> None:
    """Print speed, memory and ratios for the catalogue of `count` series (`size` bytes) at `root`."""
    forget(root)
    start = python("build.py", "explain", "tab")
    cold = check(root)
    print(
        f"check            {size / 1e6 / (cold.cpu - start.cpu):6.1f} MB of YAML a CPU second, with places    (target ≥ 4), {cold.memory:.0f} MB"
    )
    loader = python("-c", _RAW_LOAD, str(root))
    print(f"                 {cold.cpu / loader.cpu:6.2f} × the CPU time of a bare CSafeLoader on the same files")
    _against_check_jsonschema(root, cold.cpu / (count * FILES_A_SERIES))
    _warm(root)


def _against_check_jsonschema(root: Path, ours: float) -> None:
    files = sorted(str(path) for path in (root / "courses").glob("*/*/course.yml"))[: FEW + 1]
    command = (sys.executable, "-m", "check_jsonschema", "--schemafile", str(root / "schema/series.schema.json"))
    one, many = run(*command, files[0]), run(*command, *files)
    theirs = (many.cpu - one.cpu) / FEW
    print(
        f"                 {theirs / ours:6.1f} × as fast as check-jsonschema, which has no rules and no places (CPU time a file; half of ours are small reviews)"
    )


def _warm(root: Path) -> None:
    check(root)
    time.sleep(2.5)  # until the stamps of files just written can be trusted
    check(root)
    runs = []
    for number in range(5):
        path = next((root / "courses").glob("*/*/course.yml"))
        path.write_text(path.read_text("utf-8").replace("title: ", f"title: {number}", 1), "utf-8")
        started = time.perf_counter()
        runs.append((check(root, str(path)).cpu, time.perf_counter() - started))
    cpu, wall = (sorted(column)[2] for column in zip(*runs, strict=True))
    print(f"one file changed {cpu:6.2f} CPU s, {wall:.2f} s as a whole process (median of 5)      (target ≤ 0.4)")


def scale(count: int) -> None:
    """Print how ten times as many files compare."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        few, many = Path(name, "few"), Path(name, "many")
        write_catalogue(few, round(count / FILES_A_SERIES))
        write_catalogue(many, round(10 * count / FILES_A_SERIES))
        small, large = check(few), check(many)
        print(
            f"{10 * count} files     {large.cpu / small.cpu:6.1f} × the CPU time of {count} files, {large.memory:.0f} MB   (targets ≤ 11 and ≤ 1,000 MB)"
        )
        for root in (few, many):
            forget(root)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = Path(name)
        size = write_catalogue(root, count)
        print(f"{count} series of the 14-session sample's weight: {size / 1e6:.1f} MB of YAML")
        measure(root, count, size)
        forget(root)
    scale(count)


_RAW_LOAD = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).glob("courses/**/*.yml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


if __name__ == "__main__":
    os.chdir(PROJECT)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
