"""Who publishes the site: read from mkdocs.yml, set by `build.py init`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec


class SiteIdentity(msgspec.Struct, frozen=True):
    """`url` ends in a slash and is empty until set; filing numbers are ICP 备案 and 公安备案.

    `repository` (GitHub), `gitee` and `mailbox` are where courses are handed in; each may be empty.
    """

    name: str
    url: str = ""
    publisher: str = ""
    contact: str = ""
    icp_number: str = ""
    police_number: str = ""
    repository: str = ""
    gitee: str = ""
    mailbox: str = ""

    @property
    def is_sample(self) -> bool:
        """Until publisher and address are set, everything says it is a sample and no QR code is printed."""
        return not (self.publisher and self.url)


def identity_from(settings: dict[str, Any]) -> SiteIdentity:
    """From the plain data of mkdocs.yml: `site_name`, `site_url`, `extra.publisher`, `extra.submissions`."""
    extra = settings.get("extra") or {}
    publisher, ways = extra.get("publisher") or {}, extra.get("submissions") or {}
    url = settings.get("site_url") or ""
    return SiteIdentity(
        name=settings["site_name"],
        url=url if not url or url.endswith("/") else f"{url}/",
        publisher=publisher.get("name") or "",
        contact=publisher.get("contact") or "",
        icp_number=publisher.get("icp_number") or "",
        police_number=publisher.get("police_number") or "",
        repository=_address(ways.get("github"), "https://github.com/"),
        gitee=_address(ways.get("gitee"), "https://gitee.com/"),
        mailbox=ways.get("mailbox") or "",
    )


def _address(given: str | None, host: str) -> str:
    """The address of a repository without a slash at its end; "" where none is set or it lies elsewhere."""
    return given.rstrip("/") if given and given.startswith(host) else ""


_URL_LINE = re.compile(r"""^site_url:[ ]*["']?(https?://[A-Za-z0-9._~:/%-]+)["']?[ ]*(?:#.*)?$""", re.MULTILINE)


def stated_url(root: Path) -> str:
    """The site's address as the line that `build.py init` writes states it, ending in a slash; "" where there is none.

    Read without MkDocs, whose import takes longer than a check.
    """
    try:
        settings = (root / "mkdocs.yml").read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    found = _URL_LINE.search(settings)
    return f"{found.group(1).rstrip('/')}/" if found else ""


_PUBLISHER_LINE = re.compile(
    r'^  publisher:[ ]*\{name: ("(?:[^"\\]|\\.)*"), contact: ("(?:[^"\\]|\\.)*")', re.MULTILINE
)


def stated_publisher(root: Path) -> tuple[str, str]:
    """The publisher's name and contact, as the line that `build.py init` writes states them; "" where there is none."""
    try:
        settings = (root / "mkdocs.yml").read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return "", ""
    found = _PUBLISHER_LINE.search(settings)
    try:
        return (json.loads(found.group(1)), json.loads(found.group(2))) if found else ("", "")
    except ValueError:
        return "", ""
