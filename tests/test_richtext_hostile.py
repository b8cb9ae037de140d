"""Whatever a stranger writes: html5lib, as browsers parse, finds only whitelisted elements and attributes in our HTML."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_catalogue.richtext import ShownPicture, faults, mentions, parse, to_data, to_html, to_inline_html, to_plain

FEW = settings(
    max_examples=300, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
MANY = settings(max_examples=3000, deadline=None, database=None, suppress_health_check=list(HealthCheck))

ALLOWED = {
    "p": set(), "ul": set(), "ol": set(), "li": set(), "strong": set(), "em": set(), "sub": set(), "sup": set(),
    "ruby": set(), "rt": set(), "rp": set(), "a": {"href", "rel"}, "table": set(), "thead": set(), "tbody": set(), "tr": set(),
    "th": {"scope"}, "td": set(), "figure": set(), "img": {"src", "alt", "width", "height", "loading"},
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><style><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>", "[x](javascript:alert`1`)", "[x](JaVaScRiPt:alert`1`)", "[x](data:text/html;base64,PHN2Zz4=)",
    "[x](//evil.example/a)", "[x](\\\\evil.example)", "[x](/\\evil.example)", "[x](https:evil.example)", "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](https://a.example/'onmouseover='alert(1))", "[x](vbscript:x)", "[x](https://user:pass@evil.example/)", "[x](/courses/../../etc/passwd)", "[x](/courses/a//b)",
    "[x](/courses/a/b?c=d)", "[x](/courses/a/b#\"><script>)", "![x](javascript:x.png)", "![x](https://evil.example/x.png)", "![x](//evil.example/x.png)",
    "![x](../x.png)", "![x](x.svg)", "![\" onerror=\"alert(1)](x.png)", "![<script>](x.png)", "![x](x.png \"t\" onerror=alert)", "![x](X.png)", "![x](a/x.png)",
    "| <script>a</script> | <b>b</b> |\n| 1 | <img src=x onerror=x> |", "| a | b |\n|---|---|\n| [x](javascript:y) | ![x](x.png) |", "- <li onclick=x>\n1. </ol><script>",
    "{潮|<script>alert(1)</script>}", "{潮|\" onclick=\"x}", "**<b>**x**</b>**", "*<i>*", "H~<b>~O", "`<script>`", "{{ ''.__class__ }}", "{% raw %}", "{: onclick=x }", "{#x}",
    "&lt;script&gt;", "&#60;script&#62;", "\u2028<script>", "<!--", "-->", "]]>", "<![CDATA[", "<?php", "</p></div></body>", "<iframe srcdoc='<script>'>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content='0;url=//evil'>", "<form action=//evil><button>", "<style>@import'//evil'</style>", "<details open ontoggle=alert(1)>",
    "**[x](https://a.example/**)**", "[**x**](https://a.example/)", "[![x](x.png)](https://a.example/)", "[x](https://a.example/)(y)", "[x]\n(https://a.example/)",
]  # fmt: skip
PIECES = st.sampled_from([
    *HOSTILE, "**", "*", "~", "^", "{", "}", "|", "[", "]", "(", ")", "!", "`", "#", "- ", "1. ", "2. ", "\n", "\n\n", " ", "水", "x", "x.png", "/courses/a/b",
    "https://a.example/", "mailto:a@b.example", "<", ">", "&", "\"", "'", "|---|---|",
])  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=24).map("".join), st.text(max_size=120))


class Around:
    """A page where every record and every picture is known."""

    def link(self, record: str) -> str:
        return f"..{record}.html"

    def picture(self, file: str) -> ShownPicture | None:
        return ShownPicture(f"../../pictures/{file}", 8, 6)


def escaped(text: str) -> list[str]:
    """What a browser would find in our HTML of `text` that is not on the list."""
    found = []
    for html in (to_html(text, Around()), to_inline_html(text, Around())):
        tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
        for element in tree.iter():
            if element is tree:
                continue
            if element.tag not in ALLOWED or not set(element.attrib) <= ALLOWED[element.tag]:
                found.append(f"{element.tag} {element.attrib}")
            for name in ("href", "src"):
                address = element.attrib.get(name, "https://")
                if not address.startswith(("https://", "mailto:", "../courses/", "../bases/", "../../pictures/")):
                    found.append(f"{name}={address}")
    return found


def taken(text: str) -> None:
    """All that is done with a text; a fault and a mention lie within it."""
    assert escaped(text) == []
    parse(text)
    to_data(text)
    assert "\n" not in to_plain(text)
    for fault in faults(text):
        assert 0 <= fault.start < fault.start + fault.length <= len(text)
    for mention in mentions(text):
        assert text[mention.start :].startswith(mention.target)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_the_characters_that_were_written(text: str) -> None:
    taken(text)
    taken(f"先看{text}，再看\n- {text}\n| {text} | 乙 |\n| 甲 | {text} |")


@FEW
@given(TEXTS)
def test_any_text_gives_only_whitelisted_html(text: str) -> None:
    taken(text)


@pytest.mark.prove
@MANY
@given(TEXTS)
def test_very_many_texts_give_only_whitelisted_html(text: str) -> None:
    taken(text)
