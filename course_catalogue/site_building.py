"""Build and publish: packs first, because pages tell their size; then the site; then both in place at once."""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.downloads import Download
from course_catalogue.form_building import build_form
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.output import publishing, write_files
from course_catalogue.packs.archive import course_archive
from course_catalogue.packs.building import PackResult, build_packs, packed_courses
from course_catalogue.packs.fonts import find_fonts, install_fonts
from course_catalogue.packs.manifest import manifest_of, published_before
from course_catalogue.packs.print_store import usual_store
from course_catalogue.packs.sharing import share_pictures
from course_catalogue.pages.page import Scene

Downloads = Mapping[str, Sequence[Download]]
"""What can be fetched of each course, by its key."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`site` is where the site is published; `fonts` overrides the folder of the packs' fonts; `offline_copy`: also as a zip."""

    site: Path
    fonts: Path | None = None
    packs: bool = True
    offline_copy: bool = False


@dataclass(slots=True)
class BuildResult:
    """What was made; `faults` are packs that failed, each with its course."""

    folder: Path
    pages: int = 0
    packs: int = 0
    files: int = 0
    pack_pages: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_sample: bool = False

    @property
    def printed(self) -> str:
        return f"{self.packs} 门课程的打印包（{self.files} 份文件，其中 PDF 共 {self.pack_pages} 页）"

    def words(self) -> str:
        lines = (
            ["", f"网站在 {self.folder}：{self.pages} 个网页，{self.printed}。"]
            if self.pages
            else [f"打印包在 {self.folder}：{self.printed}。"]
        )
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
        shared = _draw_share_pictures(root, catalogue, options.fonts, packed, result) if options.packs else frozenset()
        form = build_form(root, catalogue)
        result.notes += [form.note] if form.note else []
        with publishing(options.site) as staging, _status("生成网页"), _seldom_collected():
            build_site(root, Scene(catalogue, identity, infos, shared, options.offline_copy, form.files), staging)
            for made in packed.iterdir():
                shutil.copytree(made, staging / made.name)
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
) -> Downloads:
    """Every file of the packs into `out`; what a course's page tells of them. What fails stays as it was published."""
    try:
        fonts = find_fonts(root, override) or install_fonts(root)
    except CatalogueError as fault:  # the site is worth having without packs
        result.notes.append(f"打印包没有生成：{fault}")
        return {}
    identity = read_identity(root)
    wanted = [course for course in packed_courses(catalogue) if courses is None or course.key in courses]
    store = usual_store(fonts)
    downloads: dict[str, list[Download]] = {}
    with _progress("生成打印包", len(wanted)) as advance:
        printed = groupby(
            build_packs(catalogue, identity, fonts, wanted, store=store), key=lambda item: item.course_key
        )
        for course, (_, files) in zip(wanted, printed, strict=True):
            own = _put(course, list(files), out, result)
            if own:
                archive, told = course_archive(catalogue, identity, course, own, lambda path: (out / path).read_bytes())
                own.append(told)
                write_files(out, [archive, manifest_of(course, own)])
                result.packs += 1
                downloads[course.key] = own
            advance()
    if store:
        store.tidy()
    return downloads


def _draw_share_pictures(
    root: Path, catalogue: Catalogue, override: Path | None, out: Path, result: BuildResult
) -> frozenset[str]:
    """The share pictures into `out`; the keys of what has one. Without fonts there are none."""
    fonts = find_fonts(root, override)
    if fonts is None:  # it was told with the packs
        return frozenset()
    shared = set[str]()
    for picture in share_pictures(catalogue, read_identity(root), fonts, usual_store(fonts)):
        if picture.file is None:
            result.notes.append(f"提醒：{picture.fault}")
            continue
        write_files(out, [picture.file])
        shared.add(picture.key)
    return frozenset(shared)


def _put(
    course: SeriesCourse | PremiumCourse, printed: list[PackResult], out: Path, result: BuildResult
) -> list[Download]:
    """Write the files of one course; of what fails, those of the last time. One reason is told once."""
    own: list[Download] = []
    reasons: set[str] = set()
    for item in printed:
        result.notes += [f"提醒：{warning}" for warning in item.warnings]
        if item.file is None:
            before = published_before(result.folder, course, item.paths)
            write_files(out, [file for _, file in before])
            own += [download for download, _ in before]
            if item.reason not in reasons:
                result.faults.append(item.fault + ("；网站上还是上一次的" if before else ""))
            reasons.add(item.reason)
            continue
        write_files(out, [item.file, *item.beside])
        own += item.downloads
        result.files += len(item.downloads)
        result.pack_pages += item.pages
    return own


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """With few rounds of the collector of cycles: by default it walks a thousand courses again for every few pages."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


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
