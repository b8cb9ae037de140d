"""Gate 2, text: no HTML in any field, and only marks of ours in the rich ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.documents import Document
from course_catalogue.richtext import SUSPECT, Fault, Mention, faults, mentions
from course_catalogue.schema_check import Schemas
from course_catalogue.texts import Steps, Text, Texts, places_of

# Whole tags of HTML's elements only: “若 a<b，则 b>a” and “气温 <10 ℃” are text.
_ELEMENTS = (
    "a|abbr|address|applet|area|article|aside|audio|b|base|bdi|bdo|blockquote|body|br|button|canvas|caption|center|cite|"
    "code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|"
    "form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|"
    "math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|"
    "script|section|select|slot|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|"
    "th|thead|time|title|tr|track|u|ul|var|video|wbr|xmp"
)
_HTML = rf"(?i)</?(?:{_ELEMENTS})(?:[\s/][^<>]*)?>|<!--|<!doctype|<\?xml|<!\[cdata"
_OPENINGS = places_of(re.compile("<"))
_SUSPECTS = places_of(SUSPECT)
_MENTIONS = places_of(re.compile(re.escape("](")))

_MARKS = "**重点**、*强调*、H~2~O、cm^2^、[文字](https://…)、“- ”列表、| 表格 |、![替代文字](文件.png)"


def check_text(document: Document, texts: Texts, schemas: Schemas) -> Iterator[Diagnostic]:
    """A Diagnostic for every piece of HTML in a field, and for whatever a rich one would print as it stands."""
    with_html: set[Steps] = set()
    for steps, text in texts.holding(_OPENINGS):
        tag = re.search(_HTML, text)
        if tag:
            with_html.add(steps)
            yield _html(document, schemas, steps, tag)
    for steps, text in _rich(texts.holding(_SUSPECTS), document, schemas):
        if steps not in with_html:
            for fault in faults(text):
                yield _diagnostic(document, schemas, steps, text, fault)


def text_mentions(document: Document, texts: Texts, schemas: Schemas) -> tuple[tuple[Steps, Mention], ...]:
    """Other records and pictures that the rich texts of a document refer to."""
    found = _rich(texts.holding(_MENTIONS), document, schemas)
    return tuple((steps, mention) for steps, text in found for mention in mentions(text))


def _rich(texts: Iterable[Text], document: Document, schemas: Schemas) -> Iterator[Text]:
    """Those of the texts that stand in a rich field."""
    tree = schemas.rich_fields[document.kind]
    return (item for item in texts if _below(tree, item[0]) is True)


def _below(tree: Any, steps: Steps) -> Any:
    for step in steps:
        tree = tree.get("*" if isinstance(step, int) else step, {}) if isinstance(tree, dict) else {}
    return tree


def _html(document: Document, schemas: Schemas, steps: Steps, tag: re.Match[str]) -> Diagnostic:
    return Diagnostic(
        code="html-in-text",
        severity=Severity.ERROR,
        mark=document.part_mark(steps, tag.start(), len(tag.group())),
        message="文字里有 HTML",
        field=schemas.readable(document.kind, steps),
        found=tag.group(),
        expected="普通文字；可以用 **重点**、H~2~O、cm^2^、[文字](https://…) 这样的标记",
        mend="删去 HTML 标签，只留文字",
    )


class Words(msgspec.Struct, frozen=True):
    """How a fault of rich text is told."""

    code: str
    message: str
    expected: str
    mend: str


_WORDS = {
    "link": Words(
        "refused-link",
        "不能用这样的链接",
        "https:// 开头的网址、mailto: 邮箱，或 /courses/机构/课程 这样的站内地址",
        "改成完整的 https:// 网址，或删去链接只留文字",
    ),
    "picture": Words(
        "image-reference",
        "图片的写法不对",
        "单独一行的 ![图上有什么](文件名.png)，图片和这份文件放在同一个文件夹",
        "不引用别处的图片，把图片文件放进来，写文件名；方括号里用一句话说出图上有什么；前后不接别的文字",
    ),
    "crowd": Words(
        "image-reference",
        "一段文字里的图片太多",
        "一段文字至多 3 张图片",
        "其余的写在图片（images）里，或分到别的环节",
    ),
    "table": Words(
        "table-row-cells",
        "表格的格数不齐",
        "每行格数相同，2～6 列，至多 20 行，第一行是表头",
        "补上缺的竖线，或删去多的；不是表格就不要以竖线开头",
    ),
    "unclosed": Words(
        "unclosed-markup",
        "标记没有成对，会按原样印出来",
        "**重点**，星号紧贴文字",
        "补上另一边的 **，去掉星号和文字之间的空格；或删去星号",
    ),
}
_UNUSED = Words(
    "markup-not-used", "这里不用这种标记", f"普通文字；可以用 {_MARKS}", "改用上面的标记，或删去符号只留文字"
)  # fmt: skip


def _diagnostic(document: Document, schemas: Schemas, steps: Steps, text: str, fault: Fault) -> Diagnostic:
    words = _WORDS.get(fault.kind, _UNUSED)
    return Diagnostic(
        code=words.code,
        severity=Severity.WARNING if fault.kind == "unclosed" else Severity.ERROR,
        mark=document.part_mark(steps, fault.start, fault.length),
        message=f"{words.message}：{fault.kind}" if words is _UNUSED else words.message,
        field=schemas.readable(document.kind, steps),
        found=text[fault.start : fault.start + fault.length],
        expected=words.expected,
        mend=words.mend,
    )
