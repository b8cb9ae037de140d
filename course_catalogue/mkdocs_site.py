"""The MkDocs plugin, and a build of the whole site through it: the only importer of mkdocs.

MkDocs renders the hand-written pages, the theme's files and the frames; all pages that come
from course files are put into those frames by us (see `course_catalogue.frames`).
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from PIL import Image

from course_catalogue import addresses
from course_catalogue.bundles import Bundles
from course_catalogue.clock import build_date
from course_catalogue.content_policy import blocked_parts, with_policy, without_policy
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.early_files import with_early_links
from course_catalogue.frames import FRONT_MATTER, cut_frame
from course_catalogue.history import last_changes
from course_catalogue.loading import load_catalogue
from course_catalogue.office_forms.making import kept_templates
from course_catalogue.output import write_files
from course_catalogue.pages.page import SECTIONS, Scene
from course_catalogue.record_sources import record_sources
from course_catalogue.schemas import load_schemas
from course_catalogue.site_files import Frames, offline_copy, site_files
from course_catalogue.site_identity import SiteIdentity, identity_from

_BELOW_ROOT = {"browse": (2,), "series": (2,), "bases": (1, 3), "providers": (1,)}
"""How deep below the root the pages of a section lie: its frames there."""
_SENTINELS = {
    **{f"{section}.md": (section, 0) for section in SECTIONS},
    **{
        f"{'frames/' * depth}{section}.md": (section, depth)
        for section, depths in _BELOW_ROOT.items()
        for depth in depths
    },
    # pages of ours as well: the guide links to them, and MkDocs checks the links
    "help/index.md": ("submit", 1),
    "submit/index.md": ("submit", 1),
}
GUIDE = "投稿指南.md"
"""The guide for associations, in the project's root: one text for the repository and for submit.html."""
_GUIDE_PAGE = "submit.md"
_GUIDE_PICTURES = "docs/guide"
"""From the project's root, as the guide names them; on the site they are in guide/. What is not there is left out."""
_GUIDE_PICTURE = re.compile(rf"!\[([^\]\n]*)\]\({_GUIDE_PICTURES}/([a-z0-9-]+\.webp)\)")
_MARKDOWN_TABLE = re.compile("<table>(.*?)</table>", re.DOTALL)
_FORM_SOURCES = "form/"
"""In site_overrides: what course_catalogue.form_building makes scripts of, and no file of the site."""
_LOG = logging.getLogger("mkdocs.plugins.course-catalogue")


class CataloguePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Adds a sentinel page for every frame, catches its HTML, and writes the catalogue's pages after the build.

    `scene` is given by build_site; under a plain `mkdocs build` the plugin loads and checks the
    catalogue itself, without packs. `is_preview` is of pages that a server on this machine will put a script into.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scene: Scene | None = None
        self.frames: Frames = {}
        self.is_preview = False
        self._lit: MkDocsPage | None = None
        self._bundles = Bundles(_nothing)

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        identity = identity_from(dict(config))
        config.extra["is_sample"] = identity.is_sample
        if self.scene is None:
            self.scene = _load_scene(Path(config.config_file_path).parent, identity)
        picture = self.scene.site_picture
        config.extra["share_picture"] = identity.url + picture if picture else ""
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in [file for file in files if file.src_uri.startswith(_FORM_SOURCES)]:
            files.remove(file)
        for source, (_, depth) in _SENTINELS.items():
            inclusion = InclusionLevel.NOT_IN_NAV if depth else InclusionLevel.INCLUDED
            files.append(File.generated(config, source, content=FRONT_MATTER, inclusion=inclusion))
        if files.get_file_from_path(_GUIDE_PAGE) is None:  # a city may have a page of its own
            files.append(File.generated(config, _GUIDE_PAGE, content=_guide(config, self.scene)))
            for picture in _guide_pictures(config):
                files.append(File.generated(config, f"guide/{picture.name}", content=picture.read_bytes()))
        assert self.scene is not None
        root = Path(config.config_file_path).parent
        for form in kept_templates(load_schemas(root), self.scene.catalogue.vocabulary):
            included = InclusionLevel.INCLUDED  # MkDocs leaves out a folder of this name by itself
            files.append(File.generated(config, form.path, content=form.content, inclusion=included))
        return files

    def on_env(self, env: Any, *, files: Files, **_: Any) -> Any:
        self._bundles = Bundles(lambda address: _content_of(files, address))
        return env

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        if parts := blocked_parts(html):
            _LOG.warning(
                f"{page.file.src_uri} 里的 {'、'.join(parts)} 会被网页的安全策略挡住：请写进 site_overrides/assets/ 里的文件"
            )
        html = html.replace("<img alt", '<img loading="lazy" alt')
        return _MARKDOWN_TABLE.sub(_in_our_frame, html)

    def on_page_context(self, context: Any, *, page: MkDocsPage, nav: Navigation, **_: Any) -> Any:
        """A page below the root is in no navigation: its frame lights the tab of its section."""
        section, depth = _SENTINELS.get(page.file.src_uri, ("", 0))
        if depth:
            self._lit = next((entry for entry in nav.pages if entry.file.src_uri == f"{section}.md"), None)
        if self._lit:
            self._lit.active = True
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        key = _SENTINELS.get(page.file.src_uri)
        output = self._bundles.joined(self._guarded(output))
        if key is None:
            return with_early_links(output)
        self.frames[key] = cut_frame(output)
        if self._lit:
            self._lit.active = False
            self._lit = None
        return ""  # MkDocs writes nothing for an empty page

    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:
        if not template_name.endswith(".html"):
            return output_content
        return with_early_links(self._bundles.joined(self._guarded(output_content)))

    def _guarded(self, html: str) -> str:
        return without_policy(html) if self.is_preview else with_policy(html)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self.scene is not None
        site = Path(config.site_dir)
        for name in ("sitemap.xml", "sitemap.xml.gz"):  # MkDocs' own knows nothing of our pages
            (site / name).unlink(missing_ok=True)
        write_files(site, self._bundles.files)
        for address in self._bundles.sources:
            (site / address).unlink()
            (site / f"{address}.map").unlink(missing_ok=True)
        write_files(site, site_files(self.scene, self.frames, _hand_written(config)))
        if self.scene.form:
            write_files(site, record_sources(Path(config.config_file_path).parent, self.scene.catalogue))
        write_files(site, offline_copy(self.scene, self.frames, site))


def _content_of(files: Files, address: str) -> bytes:
    file = files.get_file_from_path(address)
    assert file is not None, f"a page names {address}, which is no file of the site"
    return file.content_bytes


def _nothing(address: str) -> bytes:
    raise AssertionError(f"{address} was asked for before MkDocs had found its files")


def _in_our_frame(table: re.Match[str]) -> str:
    """A table of Markdown, whose head is one row, as the tables of our templates: a narrow screen scrolls it."""
    rows = table[1].replace("<th>", '<th scope="col">')
    return f'<div class="cc-table-wrap"><table class="cc-table cc-table--text">{rows}</table></div>'


def _load_scene(root: Path, identity: SiteIdentity) -> Scene:
    loaded = load_catalogue(root, build_date(), changes=last_changes(root), remember=True)
    if not loaded.is_sound:
        raise CatalogueError(f"课程文件有 {len(loaded.errors)} 个错误，请先运行 python build.py check")
    return Scene(loaded.catalogue, identity, {})


def _guide(config: MkDocsConfig, scene: Scene | None) -> str:
    """The guide for associations as a page, with the way to the form at its top and whom to ask at its end."""
    path = Path(config.config_file_path).parent / GUIDE
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CatalogueError(f"读不了 {GUIDE}，网站的投稿页由它生成") from fault
    there = {picture.name: picture for picture in _guide_pictures(config)}
    text = _GUIDE_PICTURE.sub(lambda found: _shown(there[found[2]], found[1]) if found[2] in there else "", text)
    publisher = config.extra.get("publisher") or {}
    name, contact = publisher.get("name") or "", publisher.get("contact") or ""
    whom = f"{name}　{contact}".strip("　") or "这是示例网站，还没有填写主办单位和联系方式。"
    if scene and scene.form:
        title, _, rest = text.partition("\n\n")
        text = f"{title}\n\n[在网页上填表投课程](submit/index.md){{ .cc-button }}\n\n不用懂代码：一栏一栏填，边写边检查，写完得到一个文件。\n\n{rest}"
    return (
        "---\ndescription: 学会、协会和基地怎样把课程放进目录\n---\n"
        f"{text}\n\n## 用 Word 或 Excel 填写\n\n不会写 YAML，就下载填写表，填好交给主办单位：{_template_links()}。\n\n"
        "## 检查出了问题怎么办\n\n每一种提示都有一页说明，附一个错的和一个对的例子："
        "[检查出了问题怎么办](help/index.md)。\n\n"
        f"## 找谁帮忙\n\n不熟悉这些工具，可以先按第一节把内容写在普通文档里，交给主办单位代为录入：{whom}\n"
    )


def _shown(picture: Path, alt: str) -> str:
    """With its size, so that the text below does not jump when it has come."""
    with Image.open(picture) as opened:
        width, height = opened.size
    return f"![{alt}](guide/{picture.name}){{ width={width} height={height} }}"


def _guide_pictures(config: MkDocsConfig) -> list[Path]:
    return sorted((Path(config.config_file_path).parent / _GUIDE_PICTURES).glob("*.webp"))


def _template_links() -> str:
    words = {"series": "系列课程", "premium": "精品研学", "extension": "课外拓展", "base": "基地", "provider": "机构"}
    return "；".join(
        f"[{word} Word]({addresses.template_of(kind, '.docx')})、[{word} Excel]({addresses.template_of(kind, '.xlsx')})"
        for kind, word in words.items()
    )


def _hand_written(config: MkDocsConfig) -> list[str]:
    """Addresses of the pages in `site_pages/`, and of the guide."""
    docs = Path(config.docs_dir)
    sources = {*(path.relative_to(docs).as_posix() for path in docs.rglob("*.md")), _GUIDE_PAGE}
    return sorted(source.removesuffix(".md") + ".html" for source in sources)


def read_identity(root: Path) -> SiteIdentity:
    """The publisher as mkdocs.yml states it."""
    return identity_from(dict(_config(root)))


def build_site(root: Path, scene: Scene, folder: Path, *, is_preview: bool = False) -> None:
    """Build the whole site into `folder`; a warning of MkDocs (strict) is a CatalogueError."""
    config = _config(root, site_dir=str(folder))
    plugin: Any = config.plugins["course-catalogue"]
    plugin.scene = scene
    plugin.is_preview = is_preview
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
