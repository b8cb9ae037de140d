"""The scripts of the submission form: validators made from the schemas by Ajv, rules and emitter, bundled by esbuild.

Node.js makes them once for each state of the sources in `site_overrides/form`, the schemas and the locked packages;
what it made is kept (see kept_folder), so that a build with unchanged schemas starts no process. Where there is no
Node.js the site is built without the form, and one line says how to get it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.file_rules import in_words_of, load_rows
from course_catalogue.form_data import FOLDER, data_files
from course_catalogue.kept_folder import digest_of, kept_folder, passing_folder, put
from course_catalogue.node_tools import install_packages, run_script
from course_catalogue.output import OutputFile
from course_catalogue.schemas import load_schemas
from course_catalogue.sources import KINDS

SOURCES = "site_overrides/form"
_NAMES = (
    "rules", "more_rules", "emitter", "page", "output-page", "lists", "zip", "unzip", "pictures", "target-picker", "start-page", "yaml", "pinyin",
)  # fmt: skip
SCRIPTS = (*_NAMES, *(f"engine-{kind}" for kind in KINDS))
_SUFFIXES = (".json", ".mjs", ".js")
_LOCKED = ("package.json", "package-lock.json", ".npmrc")


@dataclass(frozen=True, slots=True)
class Form:
    """`files` of the site; none where the form had to be left out, and then a line of Chinese in `note` says why."""

    files: tuple[OutputFile, ...] = ()
    note: str = ""


def build_form(root: Path, catalogue: Catalogue) -> Form:
    """All scripts of the form of this catalogue."""
    try:
        made = _made_scripts(root)
    except CatalogueError as fault:
        return Form(
            note=f"网站上没有投稿表单：{fault}。表单要用 Node.js 18 以上生成，装好再运行一次就有；其余网页不受影响"
        )
    schemas, rows = load_schemas(root), in_words_of(load_rows(root), catalogue.vocabulary.blanks)
    scripts = [OutputFile(f"{FOLDER}/{name}.js", (made / f"{name}.js").read_bytes()) for name in SCRIPTS]
    return Form((*scripts, *data_files(catalogue, schemas, rows)))


def _made_scripts(root: Path) -> Path:
    """The folder of what Node.js makes of the sources and schemas as they are; made now where it is not kept."""
    sources, schemas = list(_sources(root)), sorted((root / "schema").glob("*.schema.json"))
    kept = (kept_folder() or passing_folder()) / "form"
    folder = kept / f"made-{digest_of([*sources, *schemas])}"
    if all((folder / f"{name}.js").is_file() for name in SCRIPTS):
        return folder
    if not sources:
        raise CatalogueError(f"找不到 {SOURCES}")
    shutil.rmtree(folder, ignore_errors=True)  # of a folder that is not whole nothing is kept
    try:
        _make(root, _tools(root, kept), sources, folder)
    except OSError as fault:
        raise CatalogueError(f"写不了 {kept}（{fault.strerror}）") from fault
    if lacking := [name for name in SCRIPTS if not (folder / f"{name}.js").is_file()]:
        raise CatalogueError(f"{SOURCES} 和程序不是同一版，没有做出 {'、'.join(lacking)}")
    return folder


def _sources(root: Path) -> Iterator[Path]:
    """The files that decide what is made, in their order, without packages that somebody has put beside them."""
    for path in sorted((root / SOURCES).rglob("*")):
        if path.suffix in _SUFFIXES and "node_modules" not in path.parts:
            yield path


def _tools(root: Path, kept: Path) -> Path:
    """A folder with the packages that the lock names, installed now where they are not kept."""
    lock = root / SOURCES / "package-lock.json"
    folder = kept / f"tools-{digest_of([lock])}"
    if (folder / "node_modules").is_dir():
        return folder
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept) as name:
        aside = Path(name, "tools")
        aside.mkdir()
        for file in _LOCKED:
            shutil.copy(root / SOURCES / file, aside / file)
        install_packages(aside)
        put(aside, folder)
    return folder


def _make(root: Path, tools: Path, sources: list[Path], folder: Path) -> None:
    """Run the build beside its packages and put what it made into `folder` at once, so that a killed run leaves nothing."""
    with tempfile.TemporaryDirectory(dir=tools) as name:
        work = Path(name)
        for path in sources:
            copy = work / path.relative_to(root / SOURCES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        made = work / "made"
        run_script(work / "build.mjs", [str((root / "schema").resolve()), str(made)])
        put(made, folder)
