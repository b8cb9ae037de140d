"""The Markdown report: foreign text does nothing on a host, and the whole stays within GitHub's limit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports import AMBIGUOUS, COURSE, EVIL, HOSTILE, IDLE, LARGE, report_with

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity
from course_catalogue.reporting.markdown import MOST, render
from course_catalogue.reporting.markdown_text import code, code_block, inline


def tokens_of(markdown: str) -> list[Token]:
    """As a CommonMark parser that is not ours reads it, with the parts of paragraphs in their order."""
    blocks = MarkdownIt("commonmark").parse(markdown)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def is_inert(markdown: str) -> bool:
    """Nothing but our own structure: no link but to help pages, no image, no HTML but our folds, no text a host looks for."""
    links = [token.attrGet("href") for token in tokens_of(markdown) if token.type == "link_open"]
    html = "".join(token.content for token in tokens_of(markdown) if token.type.startswith("html"))
    texts = [token.content for token in tokens_of(markdown) if token.type == "text"]
    return (
        all(str(link).startswith("https://kexue.example.com/help/") for link in links)
        and not re.search(r"<(?!details(?: open)?>|/details>|/?summary>|/?code>)", html)
        and not any(token.type == "image" for token in tokens_of(markdown))
        and not any(re.search(r"[@#<>&$!]|://|www\.|\w\.[a-z]", text) for text in texts)
    )


def test_another_parser_finds_nothing_alive_in_hostile_text() -> None:
    assert is_inert(render(HOSTILE))


HOSTILE_TEXT = st.text(st.sampled_from("`~*_[]()<>!#@:/\\\n &;-+=|1a水　.wh\x1b\u202e'\"{}$^%"), max_size=40)


@settings(max_examples=150, deadline=None)
@given(HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT)
def test_no_text_is_alive_in_any_field(first: str, second: str, third: str) -> None:
    item = Diagnostic(
        "class-large", Severity.ERROR, Mark(f"a/{first}"), second, third, first, second, third,
        (Related(Mark(f"b/{third}"), first),), (Edit(Mark(COURSE, 2, 8, 2, 9), second),),
    )  # fmt: skip
    assert is_inert(render(report_with(item)))
    structure = [
        token.type for token in tokens_of(render(report_with(item))) if token.type in ("heading_open", "fence")
    ]
    assert structure == ["heading_open", "heading_open", "fence"]


def outside_code(markdown: str) -> str:
    """What a host looks at: without code blocks, code spans, `<code>` and the addresses of our own help pages."""
    text = re.sub(r"(?ms)^( *)(`{3,})text\n.*?^ *\2$", "", markdown)
    text = re.sub(r"(?s)(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", text)
    text = re.sub(r"<code>[^<]*</code>", "", text)
    return re.sub(r"\]\(<https://kexue\.example\.com/help/[a-z-]+\.html>\)", "]", text)


def test_no_text_of_a_contributor_stands_outside_code() -> None:
    left = outside_code(render(HOSTILE))
    for mark in ("@", "://", "www.", "javascript", "<img", "::", "=1", "#1", "{0}"):
        assert mark not in left, mark
    assert re.findall(r"<(?!/?details|/?summary)", left) == []
    assert re.findall(r"^#+ .*? \S+", left, re.MULTILINE) == [
        "## 课程文件检查：1 个错误要改",
        "#### 错误 ·",
        "#### 已说明 ·",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("还差 7 项：年级；班额", "还差 7 项：年级；班额"),
        ("占 64%，不少于 66.7%", "占 64%，不少于 66.7%"),
        ("晚于 2026-10-01", "晚于 2026-10-01"),
        ("核对 base.yml 的 exhibits", "核对 `base.yml` 的 exhibits"),
        ("@someone 看看", "`@someone` 看看"),
        ("owner/repo#12", "`owner/repo#12`"),
        ("见 #12 和 GH-12", "见 `#12` 和 `GH-12`"),
        ("aff3258 里", "`aff3258` 里"),
        ("https://x.cn 和 www.x.cn 和 a@x.cn", "`https://x.cn` 和 `www.x.cn` 和 `a@x.cn`"),
        ("<b>x</b>", "`<b>x</b>`"),
        ("![a](b)", "`![a](b)`"),
        ("a`b``c", "```a`b``c```"),
        ("`", "`` ` ``"),
        ("1. 一", "`1.` 一"),
        ("- [ ] x", "`-` `[` `]` x"),
        ("**x** _y_ ~z~", "`**x**` `_y_` `~z~`"),
        (":tada: &copy; $x$", "`:tada:` `&copy;` `$x$`"),
        ("a\nb", "`a<U+000A>b`"),
        ("", ""),
    ],
)
def test_inline_text_keeps_words_and_makes_code_of_the_rest(text: str, shown: str) -> None:
    assert inline(text) == shown


@pytest.mark.parametrize("text", ["", " ", "`", "``", "a", "`a", "a`` `b", EVIL])
def test_code_span_cannot_be_left(text: str) -> None:
    span = code(text)
    fence = re.match("`+", span)
    assert fence is not None
    assert len(span) > 2 * len(fence[0])
    inner = span[len(fence[0]) : -len(fence[0])]
    assert fence[0] not in re.findall("`+", inner)


def test_code_block_cannot_be_left_and_starts_no_command() -> None:
    assert code_block(["```", "x", "  ::error::y", "::a"]) == "````text\n```\nx\n  <U+003A>:error::y\n<U+003A>:a\n````"


def test_few_findings_are_open_and_many_are_folded_by_file() -> None:
    few = render(report_with(*[AMBIGUOUS] * 5, *[IDLE] * 5))
    many = render(report_with(*[AMBIGUOUS] * 6, *[IDLE] * 5, LARGE))
    assert re.findall("<details.*", few) == [
        "<details open><summary><code>bases/c/base.yml</code>：5 个错误</summary>",
        "<details open><summary><code>courses/a/b/course.yml</code>：5 条提醒</summary>",
    ]
    assert re.findall("<details.*", many) == [
        "<details><summary><code>bases/c/base.yml</code>：6 个错误</summary>",
        "<details><summary><code>courses/a/b/course.yml</code>：5 条提醒，1 条已说明理由</summary>",
    ]


def test_too_long_a_report_is_cut_between_findings_and_says_so() -> None:
    items = [replace(IDLE, mark=Mark(COURSE if n < 500 else "z.yml", 1), message=f"第 {n} 处") for n in range(1500)]
    text = render(report_with(*items))
    assert MOST - 1500 < len(text) <= MOST
    shown = text.count("\n#### ")
    assert f"还有 {1500 - shown} 处没有列在这里" in text.splitlines()[-1]
    assert text.count("<details") == text.count("</details>")
    assert text.count("```") % 2 == 0


def test_report_of_exactly_all_findings_is_not_cut() -> None:
    assert "没有列在这里" not in render(report_with(*[IDLE] * 100))


def test_files_with_errors_come_first() -> None:
    warned = replace(IDLE, mark=Mark("bases/a/base.yml", 1, 1, 1, 2))
    text = render(report_with(warned, AMBIGUOUS, IDLE, replace(AMBIGUOUS, mark=Mark(COURSE, 9, 1, 9, 2))))
    paths = re.findall("<summary><code>(.*)</code>", text)
    assert paths == ["bases/c/base.yml", COURSE, "bases/a/base.yml"]
