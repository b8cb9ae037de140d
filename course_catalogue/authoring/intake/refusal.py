"""Why a mail is not filed: a fault of what was sent, in words for its sender."""

from __future__ import annotations


def sentences(*parts: str) -> str:
    """The parts that say anything, each with an end."""
    return "".join(part if part[-1] in "。？！" else f"{part}。" for part in parts if part)


class Refusal(Exception):
    """Nothing of the mail is filed; the words (Chinese, whole sentences) go into the reply."""

    def __init__(self, *words: str) -> None:
        super().__init__("".join(words))
        self.words = words
