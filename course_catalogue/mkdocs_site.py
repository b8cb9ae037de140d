"""The MkDocs plugin, and a build of the whole site through it: the only importer of mkdocs.

MkDocs renders the hand-written pages, the theme's files and the frames; all pages that come
from course files are put into those frames by us (see `course_catalogue.frames`).
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from course_catalogue.clock import build_date
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.frames import FRONT_MATTER, cut_frame
from course_catalogue.history import last_changes
from course_catalogue.loading import load_catalogue
from course_catalogue.output import write_files
from course_catalogue.pages.page import SECTIONS, Scene
from course_catalogue.site_files import Frames, site_files
from course_catalogue.site_identity import SiteIdentity, identity_from

_DEEP = {1: "help/index.md", 2: "frames/frame/frame.md", 3: "frames/frame/frame/frame.md"}
"""The first is a page of ours as well, so that hand-written pages may link to it and MkDocs checks the link."""
_SENTINELS = {
    **{f"{section}.md": (section, 0) for section in SECTIONS},
    **{path: ("", depth) for depth, path in _DEEP.items()},
}


class CataloguePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Adds a sentinel page for every frame, catches its HTML, and writes the catalogue's pages after the build.

    `scene` is given by build_site; under a plain `mkdocs build` the plugin loads and checks the
    catalogue itself, without packs.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scene: Scene | None = None
        self.frames: Frames = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        identity = identity_from(dict(config))
        config.extra["is_sample"] = identity.is_sample
        if self.scene is None:
            self.scene = _load_scene(Path(config.config_file_path).parent, identity)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for source, (section, _) in _SENTINELS.items():
            inclusion = InclusionLevel.INCLUDED if section else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, source, content=FRONT_MATTER, inclusion=inclusion))
        return files

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        key = _SENTINELS.get(page.file.src_uri)
        if key is None:
            return output
        self.frames[key] = cut_frame(output)
        return ""  # MkDocs writes nothing for an empty page

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self.scene is not None
        site = Path(config.site_dir)
        for name in ("sitemap.xml", "sitemap.xml.gz"):  # MkDocs' own knows nothing of our pages
            (site / name).unlink(missing_ok=True)
        write_files(site, site_files(self.scene, self.frames, _hand_written(config)))


def _load_scene(root: Path, identity: SiteIdentity) -> Scene:
    loaded = load_catalogue(root, build_date(), changes=last_changes(root), remember=True)
    if not loaded.is_sound:
        raise CatalogueError(f"课程文件有 {len(loaded.errors)} 个错误，请先运行 python build.py check")
    return Scene(loaded.catalogue, identity, {})


def _hand_written(config: MkDocsConfig) -> list[str]:
    """Addresses of the pages in `site_pages/`."""
    docs = Path(config.docs_dir)
    return [path.relative_to(docs).with_suffix(".html").as_posix() for path in sorted(docs.rglob("*.md"))]


def read_identity(root: Path) -> SiteIdentity:
    """The publisher as mkdocs.yml states it."""
    return identity_from(dict(_config(root)))


def build_site(root: Path, scene: Scene, folder: Path) -> None:
    """Build the whole site into `folder`; a warning of MkDocs (strict) is a CatalogueError."""
    config = _config(root, site_dir=str(folder))
    plugin: Any = config.plugins["course-catalogue"]
    plugin.scene = scene
    notes = _Notes()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(notes)
    try:
        mkdocs_build(config)
    except (Abort, MkDocsException) as fault:
        raise CatalogueError("；".join(notes.lines) or str(fault)) from fault
    finally:
        logger.removeHandler(notes)


class _Notes(logging.Handler):
    """Keeps what MkDocs warns about, to tell it in one place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _config(root: Path, **overrides: Any) -> MkDocsConfig:
    path = root / "mkdocs.yml"
    if not path.exists():
        raise CatalogueError(f"在 {root} 里没有找到 mkdocs.yml，请在项目根目录运行")
    notes = _Notes()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(notes)  # else they go to stderr as they are
    try:
        config = load_config(str(path), **overrides)
    except MkDocsException as fault:
        words = "；".join(notes.lines) or str(fault)
        raise CatalogueError(f"mkdocs.yml 读不了：{' '.join(words.split())}") from fault
    finally:
        logger.removeHandler(notes)
    if "course-catalogue" not in config.plugins:
        raise CatalogueError("mkdocs.yml 的 plugins 里应有 course-catalogue，请对照项目自带的 mkdocs.yml 恢复")
    return config
