"""Questions on the terminal, in Chinese; a script answers by options instead."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from course_catalogue.diagnostics import CatalogueError

_MOST_TRIES = 5
_MOST_LINES = 100


def can_ask() -> bool:
    return sys.stdin.isatty()


def answer(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        raise CatalogueError("没有回答，什么都没有改") from None


def settled(given: str | None, question: str, option: str, fault: Callable[[str], str], default: str = "") -> str:
    """What was given by `option`, or is answered on the terminal until `fault` ("" for fine) has nothing to say.

    Without a terminal `default` is taken where there is one; a CatalogueError otherwise.
    """
    if given is None and can_ask():
        asked = f"{question}{f'（直接回车用 {default}）' if default else ''}："
        found = ""
        for _ in range(_MOST_TRIES):
            words = answer(f"{found}。\n{asked}" if found else asked) or default
            found = fault(words)
            if not found:
                return words
        raise CatalogueError("问了几次都没有合适的回答，什么都没有改")
    words = (given if given is not None else default).strip()
    found = fault(words)
    if found:
        raise CatalogueError(f"{found}：用 {option} 给出，或在终端里运行，按提示回答")
    return words


def several(question: str) -> tuple[str, ...]:
    """Lines as they are typed or pasted, up to an empty one."""
    lines: list[str] = []
    while len(lines) < _MOST_LINES and (line := answer("> " if lines else f"{question}\n> ")):
        lines.append(line)
    return tuple(lines)


def chosen(options: Sequence[tuple[str, str]], words: str) -> str:
    """The key of the option meant: its number in the list (from 1), its key, its last part, or its name; "" for none."""
    words = words.strip().strip("/")
    if words.isascii() and words.isdigit() and 1 <= int(words) <= len(options):
        return options[int(words) - 1][0]
    found = [key for key, name in options if words in (key, key.rsplit("/", 1)[-1], name)]
    return found[0] if len(found) == 1 else ""
