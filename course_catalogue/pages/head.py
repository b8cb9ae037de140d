"""What the head of a page says of it to programs: its address, its first picture, whether to list it;
and the script that begins before the page has been read.

Title and description stand in the frame. WeChat and others that make a card of a link read OpenGraph; an address there
must be absolute, so a site that does not know its own says nothing.
"""

from __future__ import annotations

from html import escape

from course_catalogue import addresses
from course_catalogue.pages.page import Page
from course_catalogue.site_identity import SiteIdentity


def head_of(page: Page, identity: SiteIdentity, site_picture: str = "") -> str:
    """HTML for the slot of the frame; a page without a picture of its own has `site_picture`. A page of what is suspended, withdrawn or expired asks not to be listed."""
    parts = []
    if identity.url:
        address = escape(f"{identity.url}{page.address}")
        parts += [f'<link rel="canonical" href="{address}">', f'<meta property="og:url" content="{address}">']
        if picture := page.picture or site_picture:
            parts.append(f'<meta property="og:image" content="{escape(identity.url + picture)}">')
    if not page.is_current and not identity.is_sample:  # a sample's frame says it for every page
        parts.append('<meta name="robots" content="noindex">')
    if page.engine:
        parts.append(f'<script src="{addresses.root_of(page.address)}/{page.engine}" async></script>')
    return "".join(parts)
