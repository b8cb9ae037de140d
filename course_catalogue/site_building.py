"""Build and publish: packs first, because pages tell their size; then the site; then both in place at once."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.output import publishing, write_files
from course_catalogue.packs.building import build_packs, packed_courses
from course_catalogue.packs.fonts import find_fonts, install_fonts
from course_catalogue.pages.page import PackInfo, Scene


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`site` is where the site is published; `fonts` overrides the folder of the packs' fonts."""

    site: Path
    fonts: Path | None = None
    packs: bool = True


@dataclass(slots=True)
class BuildResult:
    """What was made; `faults` are packs that failed, each with its course."""

    folder: Path
    pages: int = 0
    packs: int = 0
    pack_pages: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_sample: bool = False

    def words(self) -> str:
        lines = (
            ["", f"网站在 {self.folder}：{self.pages} 个网页，{self.packs} 份打印包（共 {self.pack_pages} 页）。"]
            if self.pages
            else []
        )
        if not self.pages:
            lines = [f"打印包在 {self.folder}：{self.packs} 份，共 {self.pack_pages} 页。"]
        lines += self.notes
        lines += [f"打印包没有生成：{fault}" for fault in self.faults]
        if self.pages:
            lines.append(f"怎样看：用浏览器打开 {self.folder / 'index.html'}，或运行 python build.py serve。")
            if self.is_sample:
                lines.append("现在是示例数据：运行 python build.py init 填写主办单位和网址。")
        return "\n".join(lines)


def build_published_site(root: Path, catalogue: Catalogue, options: BuildOptions) -> BuildResult:
    """Build everything aside and put it in place by rename; on any fault the last site stays."""
    identity = read_identity(root)
    result = BuildResult(options.site, is_sample=identity.is_sample)
    with tempfile.TemporaryDirectory(prefix="course-packs-") as folder:
        packed = Path(folder)
        infos = _make_packs(root, catalogue, options.fonts, packed, result, None) if options.packs else {}
        with publishing(options.site) as staging, _status("生成网页"):
            build_site(root, Scene(catalogue, identity, infos), staging)
            if (packed / "packs").exists():
                shutil.copytree(packed / "packs", staging / "packs")
            result.pages = sum(1 for _ in staging.rglob("*.html"))
    return result


def write_packs(
    root: Path, catalogue: Catalogue, fonts: Path | None, out: Path, courses: tuple[str, ...]
) -> BuildResult:
    """Only the packs, into `out`; `courses` are keys, none means every listed one."""
    unknown = set(courses) - {course.key for course in packed_courses(catalogue)}
    if unknown:
        raise CatalogueError(f"没有这门在册的系列课程或精品研学课程：{'、'.join(sorted(unknown))}")
    result = BuildResult(out)
    _make_packs(root, catalogue, fonts, out, result, courses or None)
    if not result.packs and result.notes:
        raise CatalogueError(result.notes[0])
    return result


def _make_packs(
    root: Path,
    catalogue: Catalogue,
    override: Path | None,
    out: Path,
    result: BuildResult,
    courses: tuple[str, ...] | None,
) -> dict[str, PackInfo]:
    try:
        fonts = find_fonts(root, override) or install_fonts(root)
    except CatalogueError as fault:  # the site is worth having without packs
        result.notes.append(f"打印包没有生成：{fault}")
        return {}
    wanted = [course for course in packed_courses(catalogue) if courses is None or course.key in courses]
    infos: dict[str, PackInfo] = {}
    with _progress("生成打印包", sum(len(addresses.printed_of(course)) for course in wanted)) as advance:
        for pack in build_packs(catalogue, read_identity(root), fonts, wanted):
            advance()
            if pack.file is None:
                result.faults.append(pack.fault)
                continue
            result.notes += [f"提醒：{warning}" for warning in pack.warnings]
            write_files(out, [file for file in (pack.file, pack.sheets, *pack.documents) if file])
            sheets = pack.sheets.path if pack.sheets else ""
            infos[pack.file.path] = PackInfo(pack.file.path, pack.pages, len(pack.file.content), sheets)
            result.packs += 1
            result.pack_pages += pack.pages
    return infos


def _console() -> Console:
    return Console(stderr=True, quiet=not sys.stderr.isatty())


@contextmanager
def _progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr, silent where stderr is not a terminal; gives a function to advance it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_console(), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)


@contextmanager
def _status(label: str) -> Iterator[None]:
    with _console().status(label):
        yield
