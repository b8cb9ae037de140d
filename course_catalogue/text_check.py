"""Gate 2, text: no HTML in any field, and links of rich fields only where links may go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.documents import Document
from course_catalogue.richtext import refused_links
from course_catalogue.schema_check import Schemas

# Whole tags of HTML's elements only: “若 a<b，则 b>a” and “气温 <10 ℃” are text.
_ELEMENTS = (
    "a|abbr|address|applet|area|article|aside|audio|b|base|bdi|bdo|blockquote|body|br|button|canvas|caption|center|cite|"
    "code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|"
    "form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|"
    "math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|"
    "script|section|select|slot|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|"
    "th|thead|time|title|tr|track|u|ul|var|video|wbr|xmp"
)
_HTML = re.compile(rf"</?(?:{_ELEMENTS})(?:[\s/][^<>]*)?>|<!--|<!doctype|<\?xml|<!\[cdata", re.IGNORECASE)


def may_need_check(content: bytes) -> bool:
    """Whether a file has anything that check_text looks for: walking every text costs more than that."""
    return b"](" in content or b"<" in content or b"\\" in content  # a backslash may hide either


def check_text(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """A Diagnostic for every piece of HTML in a field, and for every refused link in a rich one."""
    for steps, text in document.texts():
        tag = _HTML.search(text) if "<" in text else None
        if tag:
            yield Diagnostic(
                code="html-in-text",
                severity=Severity.ERROR,
                mark=document.part_mark(steps, tag.start(), len(tag.group())),
                message="文字里有 HTML",
                field=schemas.readable(document.kind, steps),
                found=tag.group(),
                expected="普通文字；可以用 **重点**、H~2~O、cm^2^、[文字](https://…) 这样的标记",
                mend="删去 HTML 标签，只留文字",
            )
            continue
        if "](" not in text or schemas.at(document.kind, steps).get("x-text") != "rich":
            continue
        for position, target in refused_links(text):
            yield Diagnostic(
                code="refused-link",
                severity=Severity.ERROR,
                mark=document.part_mark(steps, position, len(target)),
                message="不能用这样的链接",
                field=schemas.readable(document.kind, steps),
                found=target,
                expected="https:// 开头的网址，或 mailto: 邮箱",
                mend="改成完整的 https:// 网址，或删去链接只留文字",
            )
