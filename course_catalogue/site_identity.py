"""Who publishes the site: read from mkdocs.yml, set by `build.py init`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """`url` ends in a slash and is empty until set; filing numbers are ICP 备案 and 公安备案."""

    name: str
    url: str = ""
    publisher: str = ""
    contact: str = ""
    icp_number: str = ""
    police_number: str = ""

    @property
    def is_sample(self) -> bool:
        """Until publisher and address are set, everything says it is a sample and no QR code is printed."""
        return not (self.publisher and self.url)


def identity_from(settings: dict[str, Any]) -> SiteIdentity:
    """From the plain data of mkdocs.yml: `site_name`, `site_url`, `extra.publisher`."""
    publisher = (settings.get("extra") or {}).get("publisher") or {}
    url = settings.get("site_url") or ""
    return SiteIdentity(
        name=settings["site_name"],
        url=url if not url or url.endswith("/") else f"{url}/",
        publisher=publisher.get("name") or "",
        contact=publisher.get("contact") or "",
        icp_number=publisher.get("icp_number") or "",
        police_number=publisher.get("police_number") or "",
    )
