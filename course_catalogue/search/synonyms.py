"""Words that mean the same (AI, 人工智能): those of the vocabulary that this catalogue's courses use."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from course_catalogue.search.tokens import fold, is_han, runs_of


def known_groups(groups: Iterable[tuple[str, ...]], terms: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of which a course may have a word; for the others a search would find nothing new."""
    folded = (tuple(map(fold, group)) for group in groups)
    return tuple(group for group in folded if any(_stands_in(word, terms) for word in group))


def _stands_in(word: str, terms: Collection[str]) -> bool:
    """Whether all pieces of a word are terms of the index; neighbours are not looked at."""
    return all(piece in terms for run in runs_of(word) for piece in _pieces(run))


def _pieces(run: str) -> list[str]:
    if not is_han(run):
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]
