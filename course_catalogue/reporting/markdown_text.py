"""Foreign text inside Markdown: plain where it cannot mean anything to a host, in code otherwise.

On GitHub, GitLab and Gitee an escape does not stop everything: @names, #numbers, commit hashes and
addresses are found in the finished text. None of them looks into code.
"""

from __future__ import annotations

import re

from course_catalogue.reporting.visible import visible

_RUN = re.compile(r"[^\s\u3001-\u303f\u3400-\u9fff\uff01-\uff5e“”‘’…～·›≤≥]+")
"""What stands between Chinese characters, their punctuation and spaces."""
_WORD = re.compile(r"[^\W_]+|[0-9]+(?:\.[0-9]+)?%?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMAND = re.compile(r"^(\s*):(?=:)")
_COMMIT = re.compile(r"[0-9a-fA-F]{7,}", re.ASCII)


def inline(text: str) -> str:
    """One line of text that nothing happens to: words and Chinese stay as they are, all else becomes code."""
    return _RUN.sub(_harmless, visible(text))


def _harmless(run: re.Match[str]) -> str:
    word = run.group()
    return word if _WORD.fullmatch(word) and not _COMMIT.fullmatch(word) else code(word)


def code(text: str) -> str:
    """A code span, whatever backticks the text has."""
    shown = visible(text)
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown[:1] in ("`", " ") or shown[-1:] in ("`", " ") or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def code_block(lines: list[str]) -> str:
    """A fenced block of lines that are visible already; none starts as a command to GitHub's runner, should a log show them."""
    lines = [_COMMAND.sub(r"\1<U+003A>", line) for line in lines]
    fence = "`" * max(3, max(map(_longest_run, lines), default=0) + 1)
    return "\n".join((f"{fence}text", *lines, fence))


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
