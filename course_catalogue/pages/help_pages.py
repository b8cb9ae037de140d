"""Help: a page for every code that a check can report, and their index by family."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from course_catalogue import addresses
from course_catalogue.explanations.texts import explanations
from course_catalogue.pages.page import Page, Scene, render


def help_index(scene: Scene) -> Iterator[Page]:  # noqa: ARG001  the same for every catalogue
    families = [
        (family, [(item, addresses.help_page(item.code)) for item in items])
        for family, items in groupby(explanations().values(), key=lambda item: item.family)
    ]
    body = render("help_index.html", addresses.HELP, families=families)
    yield Page(addresses.HELP, "submit", "检查出了问题怎么办", "检查课程文件时每一种提示的意思和改法，附例子", body)


def help_pages(scene: Scene) -> Iterator[Page]:  # noqa: ARG001
    for item in explanations().values():
        address = addresses.help_page(item.code)
        siblings = [
            (other, addresses.help_page(other.code))
            for other in explanations().values()
            if other.family == item.family and other is not item
        ]
        body = render("help.html", address, item=item, siblings=siblings)
        yield Page(address, "submit", f"{item.text.title}（{item.code}）", item.example.what, body)
