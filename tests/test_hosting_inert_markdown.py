"""Text of unknown origin does nothing in a GitHub comment."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from course_catalogue.hosting.inert_markdown import inert, shortened

HARMLESS = """## 检查结果

| 处 | 问题 |
| --- | --- |
| `courses/a/b/course.yml:41` | **分钟数对不上**<br>课时 2 › 教学过程 |

<details open><summary><code>courses/a/b/course.yml</code>：3 条提醒</summary>

- 班额偏大：`grades: [3, 4]`

```yaml
steps: [a]
```

</details>
"""


def test_what_reports_are_made_of_stays_as_it_is() -> None:
    assert inert(HARMLESS) == HARMLESS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@example-city/maintainers 请合并", "＠example-city/maintainers 请合并"),
        ("fixes #12, GH-3, gh-4", "fixes ＃12, GH－3, GH－4"),
        ("[看这里](https://example.com)", "看这里"),
        ("![](https://example.com/a.png)", ""),
        ("[[a](b)](https://example.com)", "[a］(https：//example.com)"),
        ("[a]\n\n[a]: https://example.com", "[a]\n\n[a］: https：//example.com"),
        ("[a][b]", "[a］[b]"),
        ("https://example.com WWW.example.com", "https：//example.com www．example.com"),
        ("<img src=x onerror=alert(1)>", "＜img src=x onerror=alert(1)>"),
        ("<details ontoggle=a>", "＜details ontoggle=a>"),
        ("<!-- course-catalogue: check -->", "＜!-- course-catalogue: check -->"),
        ("&#64;a &commat;b &lt;!-- & c", "＠a ＠b ＜!-- & c"),
        ("&amp;#64;a &amp;lt;", "＆＃64;a ＆lt;"),
        ("&#x5d;&#40;https://example.com)", "］(https：//example.com)"),
        ("$$\\href{https://e.cn}{a}$$", "＄＄\\href{https：//e.cn}{a}＄＄"),
        ("> [!CAUTION]", "> ［!CAUTION]"),
        ("a[^1]", "a［^1]"),
        ("```mermaid\ngraph TD", "```\ngraph TD"),
        ("> ~~~ geojson", "> ~~~"),
        ("/approve\n  /merge a/b", "／approve\n  ／merge a/b"),
        ("a\u202eb\u200bc\x1b[31m\x00", "a\ufffdb\ufffdc\ufffd[31m\ufffd"),
        ("\ue000script\ue001", "\ufffdscript\ufffd"),
        ("`@a` `<b>`", "`＠a` `＜b>`"),
    ],
)  # fmt: skip
def test_what_could_act_is_shown_as_text(text: str, shown: str) -> None:
    assert inert(text) == shown


SITE = "https://kexue.example.com/a/"


def test_links_to_our_own_help_pages_stay_and_those_that_look_like_them_go() -> None:
    for link in (
        "[step-minutes](<https://kexue.example.com/a/help/step-minutes.html>)",
        "[step-minutes](https://kexue.example.com/a/help/step-minutes.html)",
    ):
        assert inert(link, SITE) == "[step-minutes](https://kexue.example.com/a/help/step-minutes.html)"
        assert inert(link) == "step-minutes"
    for link in (
        "[step-minutes](https://kexue.example.com/a/help/../x.html)",
        "[step-minutes](https://kexue.example.com.evil.cn/a/help/a.html)",
        "[step-minutes](https://kexueXexample.com/a/help/a.html)",
        "[step-minutes](https://kexue.example.com/a/help/a.html?b)",
        "![step-minutes](https://kexue.example.com/a/help/a.html)",
    ):
        assert inert(link, SITE) == "step-minutes"
    assert inert("[@a](https://kexue.example.com/a/help/a.html)", SITE) == "＠a"
    assert inert("\ue002a\ue003b\ue004", SITE) == "\ufffda\ufffdb\ufffd"


PIECES = st.sampled_from(
    ["@a", "#1", "[", "]", "(", ")", "!", "<", ">", "a", "https://e.cn", "www.e.cn", "&#64;", "`", "```", "~~~", "\n", " ", ":", "\\", "<br>",
     "<!--", "-->", "javascript:", "$", "|", "\t", "mermaid", "\ue000", "\u200b", "\r\n", "/", "^"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_combination_of_pieces_becomes_a_link_a_mention_or_a_tag(text: str) -> None:
    shown = inert(text)
    html = markdown(shown, extensions=["tables", "fenced_code", "footnotes"])
    assert re.findall(r"<(?:a|img|script|sup)\b", html) == []
    assert set(re.findall(r"</?(\w+)[ >]", shown)) <= {"br", "details", "summary", "code"}
    assert not set("@$") & set(shown)


def test_a_long_text_is_cut_at_a_line_and_says_so() -> None:
    cut = shortened("一行字\n" * 100, 120)
    assert cut == "一行字\n" * 22 + "一行字" + "\n\n（太长，后面的略去；全文在检查任务的页面上。）"
    assert len(cut) <= 120
    assert shortened("短", 120) == "短"
