"""The explanations as text, for `build.py explain`."""

from __future__ import annotations

from itertools import groupby

from course_catalogue.explanations.texts import Explanation, explanations


def page(explanation: Explanation, address: str) -> str:
    """The same words as the code's page on the site; `address` is that page's, "" where there is no site yet."""
    text, example = explanation.text, explanation.example
    lines = [
        f"{explanation.code}（{explanation.label}，{explanation.family}）",
        text.title,
        "",
        f"是什么：{example.what}",
        f"为什么：{text.why}",
        f"怎样改：{example.mend}",
        "",
        *_example(explanation.heads[0], explanation.bad_lines, in_words=not example.file),
        *([f"  检查时，提示指在 {example.told_at} 这一行。"] if example.told_at else []),
        *_example(explanation.heads[1], explanation.good_lines, in_words=not example.file),
    ]
    return "\n".join([*lines, *(["", f"网页：{address}"] if address else [])])


def _example(head: str, lines: list[tuple[str, bool]], *, in_words: bool) -> list[str]:
    """The lines that differ start with →."""
    if in_words:
        return [f"{head}：{line}" for line, _ in lines]
    return [f"{head}：", *(f"  {'→' if changed else '  '} {line}".rstrip() for line, changed in lines)]


def index() -> str:
    """Every code with its title, by family."""
    blocks = [
        "\n".join((family, *(f"  {item.code:<28}{item.text.title}" for item in items)))
        for family, items in groupby(explanations().values(), key=lambda item: item.family)
    ]
    return "\n\n".join(blocks)
