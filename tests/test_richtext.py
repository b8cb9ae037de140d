"""The small marked-up text: what it knows, and that all else comes out as literal text."""

from __future__ import annotations

from html import unescape

import pytest
from written import findings

from course_catalogue.richtext import (
    Bullets,
    Inline,
    Paragraph,
    parse,
    refused_links,
    to_data,
    to_html,
    to_inline_html,
    to_plain,
)

T = "text"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("水往低处流。", "<p>水往低处流。</p>"),
        ("**重点**和*强调*", "<p><strong>重点</strong>和<em>强调</em></p>"),
        ("H~2~O 和 cm^2^、10^−3^", "<p>H<sub>2</sub>O 和 cm<sup>2</sup>、10<sup>−3</sup></p>"),
        ("{潮|cháo}水", "<p><ruby>潮<rp>（</rp><rt>cháo</rt><rp>）</rp></ruby>水</p>"),
        ("第一行\n第二行", "<p>第一行</p><p>第二行</p>"),
        ("先：\n- 一\n- **二**\n后", "<p>先：</p><ul><li>一</li><li><strong>二</strong></li></ul><p>后</p>"),
        ("- 一\n\n- 二", "<ul><li>一</li></ul><ul><li>二</li></ul>"),
        ("[网页](https://www.example.com/a?b=1&c=2)", '<p><a href="https://www.example.com/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">网页</a></p>'),
        ("[邮箱](mailto:office@example.com)", '<p><a href="mailto:office@example.com" rel="noopener noreferrer nofollow">邮箱</a></p>'),
    ],
)  # fmt: skip
def test_marks_become_html(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "每组 3~5 人，共 6~8 组", "约 3~5、6~8 个", "～", "2^10 次", "a ^ b ^ c", "3 * 4 * 5", "*", "**", "~~", "^^", "~太多的字母在这里啊~",
        "{潮}", "{潮|}", "{abc|def}", "{|cháo}", "[无链接]", "[](https://example.com/)", "[空]()", "[空](https://example.com/ 有空格)", "1. 不是列表", "-不是列表", "# 不是标题",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_stays_text(text: str) -> None:
    assert unescape(to_html(text)) == f"<p>{text}</p>"
    assert to_plain(text) == text


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert", "JavaScript:alert", "java\tscript:alert", "&#106;avascript:alert", "javascript&colon;alert",
        "vbscript:msgbox", "data:text/html;base64,PHNjcmlwdD4=", "http://example.com/", "//example.com/a.html", "/about.html", "about.html",
        "../about.html", "a//b.html", "https://", "https:/example.com", "ftp://example.com/", "file:///etc/passwd", "about.html#x",
        "https://example.com/\"onclick=\"x", "https://example.com/<b>", "https://example.com/'x", "https://exa\\mple.com", "About.html", "mailto:",
    ],
)  # fmt: skip
def test_link_to_a_place_that_is_not_allowed_stays_text_and_is_reported(target: str) -> None:
    text = f"看[这里]({target})"
    assert "<a" not in to_html(text)
    assert unescape(to_html(text)) == f"<p>{text}</p>"
    if not any(character.isspace() for character in target):
        assert refused_links(text) == [(6, target)]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p><h1>大</h1>", "&lt;b&gt;", "&#60;b&#62;", "&amp;nbsp;", "<!-- 注 -->",
        "*<b>粗</b>*", "**<svg onload=x>**", "[<b>字</b>](about.html)", "{潮|<b>x</b>}", "- <b>项</b>", "<a href='javascript:x'>点</a>", "文字{onclick=alert(1)}", "](javascript:x)", "[a](b)](javascript:c)",
    ],
)  # fmt: skip
def test_html_and_entities_come_out_as_the_characters_that_were_written(text: str) -> None:
    for html in (to_html(text), to_inline_html(text)):
        bare = html
        for tag in ("p", "em", "strong", "ul", "li", "ruby", "rt", "rp"):
            bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
        bare = bare.replace('<a href="about.html" rel="noopener noreferrer nofollow">', "").replace("</a>", "")
        assert "<" not in bare
        assert ">" not in bare
        for word in ("<b>", "<svg onload=x>", "<script>", "&lt;", "&#60;", "&amp;"):
            assert (word in text) == (word in unescape(html))


def test_tree_has_blocks_and_runs() -> None:
    assert parse("先看**水**\n- 一~2~\n") == (
        Paragraph((Inline(T, "先看"), Inline("strong", "水"))),
        Bullets(((Inline(T, "一"), Inline("sub", "2")),)),
    )
    assert parse("") == ()


def test_data_for_print_says_the_same_as_the_tree() -> None:
    assert to_data("{潮|cháo}\n- [页](https://a.example/)") == [
        {"kind": "paragraph", "runs": [{"kind": "ruby", "text": "潮", "extra": "cháo"}]},
        {"kind": "bullets", "items": [[{"kind": "link", "text": "页", "extra": "https://a.example/"}]]},
    ]


def test_plain_text_is_the_words_on_one_line() -> None:
    assert to_plain("**水**\n- H~2~O\n- [页](https://a.example/)") == "水 H2O 页"
    assert to_inline_html("**水**\n- 一\n") == "<strong>水</strong> 一"


def test_plain_words_of_a_refused_link_are_what_was_written() -> None:
    assert to_plain("[字](javascript:x)") == "[字](javascript:x)"


HEAD = "format: 1\nstatus: draft\ntitle: 水\n"


def test_refused_link_is_pointed_at_inside_its_line() -> None:
    (plain,) = findings("series", HEAD + "summary: 看[这里](javascript:x)和[那里](https://a.example/)。\n")
    assert (plain.code, plain.found, plain.mark.line, plain.mark.column, plain.mark.end_column) == (
        "refused-link",
        "javascript:x",
        4,
        16,
        28,
    )
    (quoted,) = findings("series", HEAD + 'summary: "看[这里](javascript:x)。"\n')
    assert (quoted.mark.column, quoted.mark.end_column) == (17, 29)


def test_refused_link_in_folded_text_is_pointed_at_in_its_line() -> None:
    (found,) = findings("series", HEAD + "summary: >-\n  看\n  [这里](javascript:x)\n")
    assert (found.code, found.mark.line, found.mark.column) == ("refused-link", 6, 8)


def test_plain_fields_are_never_marked_up_and_never_reported() -> None:
    assert findings("series", HEAD + "theme: 看[这里](javascript:x)\n") == []


def test_stars_with_spaces_inside_stay_text() -> None:
    assert to_html("3 ** 2 = 9，4 ** 5 = 1024") == "<p>3 ** 2 = 9，4 ** 5 = 1024</p>"
    assert to_html("2 * 3 * 4") == "<p>2 * 3 * 4</p>"
    assert to_html("**水** *气*") == "<p><strong>水</strong> <em>气</em></p>"
