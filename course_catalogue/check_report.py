"""What a check tells and where it goes: the findings asked for, in the form asked for, to stdout or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from course_catalogue import addresses
from course_catalogue.diagnostics import CatalogueError, Diagnostic, in_reading_order, with_public_paths
from course_catalogue.loading import Loaded
from course_catalogue.reporting import colour, human
from course_catalogue.reporting.forms import render
from course_catalogue.reporting.lines import line_reader
from course_catalogue.reporting.report import Report, summary
from course_catalogue.reporting.visible import visible
from course_catalogue.site_identity import stated_url

MOST_FINDINGS = 10_000
"""A change with 100,000 stray files would fill a log with what nobody reads."""


def report_of(
    loaded: Loaded,
    root: Path,
    paths: Sequence[str] = (),
    settings: Path | None = None,
    about: frozenset[str] | None = None,
) -> Report:
    """All findings, or those in files and folders of `paths` (see narrowed); of warnings those on files in `about`.

    `settings` is the folder whose mkdocs.yml says where the help pages are, `root` itself unless given: a
    stranger's change must not choose where the links in its report lead.
    """
    asked = narrowed(loaded.diagnostics, root, paths) if paths else loaded.diagnostics
    asked = tuple(item for item in asked if about is None or _is_about(item, about))
    diagnostics = _shown(asked)
    help_page = cache(partial(help_address, settings or root))
    elsewhere, beyond = len(loaded.diagnostics) - len(asked), len(asked) - len(diagnostics)
    diagnostics = tuple(map(with_public_paths, diagnostics))
    return Report(diagnostics, loaded.files, line_reader(root), help_page, elsewhere, beyond)


def _is_about(item: Diagnostic, files: frozenset[str]) -> bool:
    """Whether the author of a change to `files` is told: errors stop everybody, warnings on others' files are theirs."""
    return item.is_error or any(mark.path in files for mark in (item.mark, *(related.mark for related in item.related)))


def _shown(asked: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """As many as a report has room for: errors before warnings, then in their order."""
    if len(asked) <= MOST_FINDINGS:
        return asked
    return tuple(in_reading_order(sorted(asked, key=lambda item: not item.is_error)[:MOST_FINDINGS]))


def help_address(root: Path, code: str) -> str:
    """The address of a code's page on the published site; "" until the site has one."""
    site = stated_url(root)
    return f"{site}{addresses.help_page(code)}" if site else ""


def narrowed(diagnostics: Sequence[Diagnostic], root: Path, paths: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Findings in files and folders of `paths`, and those elsewhere that name a place in them.

    A path counts from the current folder, or else from `root`; one that is not there is a CatalogueError. What
    the checking program itself has to say is never left out.
    """
    wanted = [_below(root, path) for path in paths]

    def is_wanted(place: str) -> bool:
        return any(path in ("", place) or place.startswith(f"{path}/") for path in wanted)

    return tuple(
        item
        for item in diagnostics
        if item.code == "internal-error"
        or any(is_wanted(mark.path) for mark in (item.mark, *(related.mark for related in item.related)))
    )


def _below(root: Path, path: str) -> str:
    """`path` relative to `root`, with forward slashes; "" is the root itself."""
    for start in (Path.cwd(), root):
        found = Path(os.path.normpath(start / path))  # symbolic links stay what they are: they are findings, too
        if os.path.lexists(found) and found.is_relative_to(root):
            relative = found.relative_to(root).as_posix()
            return "" if relative == "." else relative
    raise CatalogueError(f"没有 {path} 这个文件或文件夹；路径从当前文件夹或项目的文件夹算起")


def deliver(report: Report, form: str, output: Path | None) -> None:
    """Write the report to `output`, or to stdout; where GitHub has a page for a step's summary, that gets it, too."""
    if output is not None:
        from course_catalogue.output import replace_file

        replace_file(output, render(form, report).encode(errors="backslashreplace"))
        print(f"{summary(report)}\n报告在 {output}")
    elif form == "human" and colour.is_wanted():
        colour.print_pieces(human.pieces(report))
    else:
        print(render(form, report), end="")
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and page:
        from course_catalogue.output import append_text

        append_text(Path(page), render("markdown", report))


def exit_code(report: Report, loaded: Loaded) -> int:
    """0 fine, 1 content; 2 where the program itself failed: then its tracebacks follow all findings."""
    for fault in loaded.defects:
        tell_defect(fault)
    return 2 if loaded.defects else 1 if report.errors else 0


def tell_defect(fault: Exception) -> None:
    """The traceback of a fault of this program, on stderr; it may quote what a contributor wrote."""
    import traceback

    sys.stdout.flush()
    print("\n程序自己出了错（不是课程文件的错），请把下面的内容告诉维护者：", file=sys.stderr)
    for line in "".join(traceback.format_exception(fault)).splitlines():
        print(f"| {visible(line)}", file=sys.stderr)  # no line starts with “::”
