"""The Content-Security-Policy that every published page carries in a meta element.

What is not from the site itself does not run and is not loaded, whatever got past the escaping before. The few inline
scripts of the theme are allowed by the digest of their text, taken from the finished page. A meta element cannot say
frame-ancestors, nor anything that is no policy: docs/publishing.md gives the headers for that.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from html.parser import HTMLParser

MARKER = "<!--CC-POLICY-->"
"""Where site_overrides/main.html wants the policy: before anything that it judges."""
_OWN = "'self' file:"
# On a copy that is opened from a disk, 'self' is nothing in Firefox and every file in Chromium; `file:` says the latter
# in both. A page that came over the network can load no file whatever its policy says.


class _Inline(HTMLParser):
    """The inline scripts and style sheets of a page, and its attributes that are either."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.attributes: list[str] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes += [name for name in given if name == "style" or name.startswith("on")]
        is_data = (given.get("type") or "").endswith("json")
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self._open = tag
            self.texts[tag].append("")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""


def with_policy(html: str) -> str:
    """The finished page of the theme with its policy where it wants it."""
    inline = _Inline(html)
    return _placed(html, policy_element(inline.texts["script"], inline.texts["style"]))


def without_policy(html: str) -> str:
    """A page of the preview: its server puts a script of its own into what it sends."""
    return _placed(html, "")


def policy_element(scripts: Sequence[str] = (), styles: Sequence[str] = ()) -> str:
    """The meta element for a page with these inline texts; the order of directives is fixed."""
    directives = (
        "default-src 'none'",
        f"script-src {_OWN}{_digests(scripts)}",
        f"style-src {_OWN}{_digests(styles)}",
        f"img-src {_OWN} data:",  # the theme's icons are data: in its style sheet
        f"font-src {_OWN}",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{escape("; ".join(directives), quote=False)}">'


def with_script(html: str, script: str) -> str:
    """A page whose policy allows one inline script more; one without a policy (the preview's) stays as it is."""
    allowed = f"script-src {_OWN}"
    return html.replace(allowed, f"{allowed}{_digests([script])}", 1)


def json_in_html(json: bytes) -> bytes:
    """Escapes that mean the same in JSON and leave HTML nothing to find: the characters stand in strings only.

    A script element of a type of data is neither run nor asked about by the policy.
    """
    return json.replace(b"<", b"\\u003c").replace(b">", b"\\u003e").replace(b"&", b"\\u0026")


def blocked_parts(html: str) -> list[str]:
    """What of a hand-written text the policy would block, in Chinese, each once: it belongs into a file."""
    inline = _Inline(html)
    found = ["<script>"] * bool(inline.texts["script"]) + ["<style>"] * bool(inline.texts["style"])
    return found + [f"{name}=" for name in sorted(set(inline.attributes))]


def _placed(html: str, element: str) -> str:
    if html.count(MARKER) != 1:
        raise AssertionError(
            f"{MARKER} is not there once: site_overrides/main.html and content_policy.py no longer fit"
        )
    return html.replace(MARKER, element)


def _digests(texts: Iterable[str]) -> str:
    unique = dict.fromkeys(sha256(text.encode()).digest() for text in texts)
    return "".join(f" 'sha256-{b64encode(digest).decode()}'" for digest in unique)
