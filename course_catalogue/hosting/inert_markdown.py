"""Markdown from an unknown hand that GitHub shows as text with headings, lists, tables and code, and nothing more.

Escapes and entities mean nothing inside code and everything outside, and where code begins is for the
renderer to say. So no character is escaped: each that could begin something is replaced by its full-width
twin, which means nothing anywhere.
"""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_KEPT_TAG = re.compile(r"<(details open|/?(?:details|summary|br|code))>")
_FENCE = re.compile(r"(`{3,}|~{3,})([^\n]*)")
_LANGUAGES = ("", "text", "yaml", "diff")
_ENTITY = re.compile(r"&(?=[#A-Za-z])")
_ISSUE = re.compile(r"#(?=[0-9])")
_GH_ISSUE = re.compile(r"(?i)\bGH-(?=[0-9])")
_WWW = re.compile(r"(?i)\bwww\.")
_COMMAND = re.compile(r"(?m)^([ \t>]*)/(?=[A-Za-z])")  # what some bots obey: /approve
_LINK_END = re.compile(r"\](?=[(\[:])")
_TWINS = str.maketrans({"<": "＜", "@": "＠", "$": "＄"})
_HELP_LINK = r"(?<!!)\[([a-z0-9-]+)\]\(<?{}help/([a-z0-9-]+)\.html>?\)"
# Stand for the signs of a kept tag or link; private characters of the text itself go first.
_OPEN, _CLOSE, _HELP, _TO, _END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"


def inert(text: str, site: str = "") -> str:
    """`text` without mentions, references, links, images, HTML, comments, formulas, diagrams and alerts.

    Links to the help pages of our own `site` (its address, with a slash at the end) are kept.
    """
    text = unescape(text.replace("\r\n", "\n"))  # &lt; as ＜ reads better than as ＆lt;
    text = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    if site:
        text = re.sub(_HELP_LINK.format(re.escape(site)), rf"{_HELP}\1{_TO}\2{_END}", text)
    text = _LINK.sub(r"\1", text)
    text = _KEPT_TAG.sub(rf"{_OPEN}\1{_CLOSE}", text)
    text = _FENCE.sub(_plain_fence, text)
    text = text.translate(_TWINS).replace("://", "：//").replace("[!", "［!").replace("[^", "［^")
    text = _LINK_END.sub("］", text)
    text = _ENTITY.sub("＆", text)
    text = _ISSUE.sub("＃", text)
    text = _GH_ISSUE.sub("GH－", text)
    text = _COMMAND.sub(r"\1／", text)
    text = _WWW.sub("www．", text)
    text = re.sub(f"{_HELP}([a-z0-9-]+){_TO}([a-z0-9-]+){_END}", rf"[\1]({site}help/\2.html)", text)
    return text.replace(_OPEN, "<").replace(_CLOSE, ">")


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at the end of a line, and then saying so."""
    if len(text) <= limit:
        return text
    note = "\n\n（太长，后面的略去；全文在检查任务的页面上。）"
    return text[: limit - len(note)].rpartition("\n")[0] + note


def _plain_fence(found: re.Match[str]) -> str:
    """A fence may name no language that is drawn instead of shown (mermaid, geojson, math …)."""
    fence, language = found.groups()
    return fence + (language if language.strip() in _LANGUAGES else "")
