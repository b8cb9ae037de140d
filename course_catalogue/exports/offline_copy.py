"""The site as one zip that works from a folder, without a network: pages, search and data, but no packs or share pictures.

Packs are by far the largest part of a site. A link to what is left out leads to the site where its address is known, and otherwise to
the page that says what the copy does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.output import write_zip
from course_catalogue.site_identity import SiteIdentity

FOLDER = "科学课程目录-离线副本"
README = "先看我-怎样打开.txt"
_ONLY_ONLINE = frozenset({"404.html", "robots.txt", "sitemap.xml", addresses.OFFLINE_COPY})
_UNUSED = re.compile(r"\.map\Z|\Aassets/javascripts/(?:lunr|workers)/|\A(?:packs|share)/|\Aform/records/|\A\.")
"""Parts of the theme that no page asks for, and what is left out on purpose: packs, share pictures, and the files of
courses for the form."""
_LEFT_OUT_LINK = re.compile(rb'href="((?:\.\./)*)((?:packs|share)/[^"]*)"(?: download="[^"]*")?')
"""Share pictures, like packs, are put into the site after the copy is packed."""
_FEED_LINK = re.compile(rb'href="(?:\.\./)*' + addresses.FEED.encode() + rb'"')


def write_offline_copy(site: Path, catalogue: Catalogue, identity: SiteIdentity) -> int:
    """Write the zip into the finished site; its size in bytes."""
    target = site / addresses.OFFLINE_COPY
    write_zip(target, _members(site, catalogue, identity), catalogue.today)
    return target.stat().st_size


def _members(site: Path, catalogue: Catalogue, identity: SiteIdentity) -> Iterator[tuple[str, bytes]]:
    readme = "\r\n".join(_readme(catalogue, identity))
    yield f"{FOLDER}/{README}", readme.encode("utf-8-sig")  # as Notepad likes it
    for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
        if name not in _ONLY_ONLINE and not _UNUSED.search(name):
            content = (site / name).read_bytes()
            yield f"{FOLDER}/{name}", _without_dead_links(content, identity) if name.endswith(".html") else content


def _without_dead_links(page: bytes, identity: SiteIdentity) -> bytes:
    """No link to a file that the copy does not hold, and the feed where it goes on; texts cannot look like a link, because
    their quotes are escaped."""
    if identity.url:
        page = _FEED_LINK.sub(f'href="{identity.url}{addresses.FEED}"'.encode(), page)
        return _LEFT_OUT_LINK.sub(rb'href="' + identity.url.encode() + rb'\2"', page)
    return _LEFT_OUT_LINK.sub(rb'href="\1' + addresses.DATA.encode() + rb'#offline"', page)


def _readme(catalogue: Catalogue, identity: SiteIdentity) -> Iterator[str]:
    yield f"{identity.name}：离线副本（{catalogue.today.isoformat()}）"
    yield ""
    if identity.is_sample:
        yield from ("【示例数据·非官方网站】机构、基地和课程都是虚构的示例。", "")
    yield "1. 先把整个压缩包解压到一个文件夹，不要在压缩包里直接打开。"
    yield "2. 双击 index.html，用浏览器打开。不用网络，搜索和筛选也能用。"
    yield "3. 里面没有打印包（PDF、Word）：" + (
        "点下载时会打开网站，那时要有网络。" if identity.url else "请到网站上下载。"
    )
    yield ""
    yield "课程可能已经更新、过期或暂停，以网站为准" + (f"：{identity.url}" if identity.url else "。")
    yield ""
