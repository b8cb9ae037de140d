"""The small marked-up text: what it knows, and that all else comes out as literal text."""

from __future__ import annotations

from html import unescape

import pytest
from written import findings

from course_catalogue.richtext import (
    Fault,
    Inline,
    ListBlock,
    Mention,
    Paragraph,
    PictureBlock,
    ShownPicture,
    Table,
    faults,
    mentions,
    parse,
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
        ("1. 先\n2) 后\n4. 再", "<ol><li>先</li><li>后</li></ol><p>4. 再</p>"),
        ("| 甲 | 乙 |\n|---|:-:|\n| 1 | H~2~O |", '<table><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead><tbody><tr><td>1</td><td>H<sub>2</sub>O</td></tr></tbody></table>'),
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
        "{潮}", "{潮|}", "{abc|def}", "{|cháo}", "[无链接]", "[](https://example.com/)", "[空]()", "[空](https://example.com/ 有空格)", "2. 不从一起", "1.不是列表", "-不是列表", "# 不是标题", "3*4*5", "2**3**4",
        "5~10~15 ℃", "10^3-10^4", "|x| 和 |y|", "![图](https://example.com/a.png)", "![图](../a.png)", "![图](a.svg)", "`x`",
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
        assert Fault("link", 6, len(target)) in faults(text)


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
        ListBlock(((Inline(T, "一"), Inline("sub", "2")),)),
    )
    assert parse("") == ()


def test_data_for_print_says_the_same_as_the_tree() -> None:
    assert to_data("{潮|cháo}\n- [页](https://a.example/)") == [
        {"kind": "paragraph", "runs": [{"kind": "ruby", "text": "潮", "extra": "cháo"}]},
        {"kind": "bullets", "items": [[{"kind": "link", "text": "页", "extra": "https://a.example/"}]]},
    ]


def test_plain_text_is_the_words_on_one_line() -> None:
    assert to_plain("**水**\n- H~2~O\n- [页](https://a.example/)") == "水 H2O 页"
    assert to_plain("1. 先\n2. 后") == "1. 先 2. 后"
    assert to_plain("| 甲 | 乙 |\n| 1 | **2** |\n![图上有水](water.png)") == "甲，乙；1，2"


def test_item_of_a_list_is_not_wrapped_unless_it_has_several_blocks() -> None:
    assert to_inline_html("**水**") == "<strong>水</strong>"
    assert to_inline_html("**水**\n- 一\n") == "<p><strong>水</strong></p><ul><li>一</li></ul>"


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


class Shelf:
    """A page that knows one record and one picture."""

    def link(self, record: str) -> str:
        return "../wind.html" if record == "/courses/a/wind" else ""

    def picture(self, file: str) -> ShownPicture | None:
        return ShownPicture('../p/"x".webp', 800, 600) if file == "rain.png" else None


def test_link_to_a_record_leads_to_its_page_and_without_one_stays_words() -> None:
    assert to_html("[风](/courses/a/wind)和[雨](/courses/a/rain)", Shelf()) == (
        '<p><a href="../wind.html" rel="noopener noreferrer nofollow">风</a>和雨</p>'
    )


def test_picture_stands_in_a_figure_with_its_size_and_words() -> None:
    html = '<figure><img src="../p/&quot;x&quot;.webp" alt="雨&lt;量&gt;筒" width="800" height="600" loading="lazy"></figure>'
    assert to_html("![雨<量>筒](rain.png)", Shelf()) == html
    assert to_html("![雪](snow.png)", Shelf()) == ""


def test_tree_has_tables_and_pictures() -> None:
    assert parse("|甲|乙|\n|1|2|\n![雨量筒](rain.png)") == (
        Table((runs("甲"), runs("乙")), ((runs("1"), runs("2")),)),
        PictureBlock("rain.png", "雨量筒"),
    )


def runs(text: str) -> tuple[Inline, ...]:
    return (Inline(T, text),)


def test_mentions_stand_where_their_targets_do() -> None:
    text = "看[风](/courses/a/wind)\n  ![雨](rain.png)"
    assert list(mentions(text)) == [Mention("record", "/courses/a/wind", 5), Mention("picture", "rain.png", 29)]
    assert [text[item.start :].startswith(item.target) for item in mentions(text)] == [True, True]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("## 一、引入", "标题（#）", "##"),
        ("# 引入\n先看水", "标题（#）", "#"),
        ("先\n```python\n**x**\n```", "代码块", "```python"),
        ("输入`print`", "代码（`）", "`print`"),
        ("见[说明][1]\n[1]: https://a.example/", "链接的注释", "[1]: https://a.example/"),
        ("看<https://a.example/>", "尖括号里的网址", "<https://a.example/>"),
        ("写信<office@example.com>", "尖括号里的网址", "<office@example.com>"),
        ("{{ config.items() }}", "模板标记", "{{ config.items() }}"),
        ("{% include 'x' %}", "模板标记", "{% include 'x' %}"),
        ("文字{: onclick=x}", "属性标记", "{: onclick=x}"),
        ("* 一\n* 二", "星号列表", "*"),
        ("![图](https://a.example/x.png)", "picture", "![图](https://a.example/x.png)"),
        ("看图 ![雨](rain.png)", "picture", "![雨](rain.png)"),
        ("![](rain.png)", "picture", "![](rain.png)"),
        ("![甲](a.png)\n![乙](b.png)\n![丙](c.png)\n![丁](d.png)", "crowd", "d.png"),
        ("| 甲 | 乙 |\n| 1 | 2 |\n| 1 |", "table", "| 1 |"),
        ("**重点", "unclosed", "**"),
        ("** 重点**", "unclosed", "**"),
        ("[点](//evil.example)", "link", "//evil.example"),
        ("[点](data:text/html,x)", "link", "data:text/html,x"),
    ],
)  # fmt: skip
def test_mark_that_would_be_printed_as_it_stands_is_told_with_its_place(text: str, kind: str, part: str) -> None:
    assert [(fault.kind, text[fault.start : fault.start + fault.length]) for fault in faults(text)] == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "3*4*5=60", "温度 5~10 ℃，夜里 0~5 ℃", "若 a<b，则 b>a", "约 10^3 个", "如“[图1]”和[图 2]所示", "#循环", "# 号键", "2**3=8", "*注：另行通知",
        "* 注：一", "> 5 ℃ 时", "编号 a_b_c，填 ____", "① 一 ② 二", "1、先 2、后", "好吃~~", "|x|≥0", "|a| 和 |b|", "{1, 2, 3}", "集合 {x | x>0}",
        "C:\\temp", "用 < 和 > 比较", "|a|\n|b|", "[ ] 洗手", "--- 剪开 ---", "5 < 6 > 4", "甲：乙", "每组 3~5 人、共 6~8 组", "y = {0}", "{%}", "``",
    ],
)  # fmt: skip
def test_true_sentences_are_no_faults(text: str) -> None:
    assert list(faults(text)) == []
