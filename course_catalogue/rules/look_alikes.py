"""Ids that people take for one another."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Related, Severity
from course_catalogue.rules.rule import Finding, rule

_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "-": ""})


@rule("look-alike-id", Severity.WARNING)
def ids_are_told_apart_at_a_glance(catalogue: Catalogue) -> Iterator[Finding]:
    """No two ids of one kind differ only by 0 and o, by 1, l and i, by hyphens, or by two letters that changed places.

    Ids stand in addresses that are typed and read aloud; a look-alike of another owner's id may be meant to deceive.
    Ids that are equal but for capitals cannot be: capitals are refused (`bad-id`). Mend it by renaming the newer folder.
    """
    seen: dict[tuple[str, str], list[str]] = {}
    for key, record in sorted(catalogue.records.items(), key=lambda item: item[0] not in catalogue.reviews):
        others = seen.setdefault((_level(key), "".join(sorted(record.id.translate(_ALIKE)))), [])
        like = next((other for other in others if look_alike(record.id, other.rsplit("/", 1)[-1])), None)
        others.append(key)
        if like:
            other = catalogue.records[like]
            yield Finding(
                record.origin, ("status",),
                "文件夹名和另一个太像，容易看错",
                found=record.id,
                expected=f"和 {other.id} 一眼能分清的名字",
                mend="给后建的文件夹换个名字，旧名写进曾用编号（former_ids）",
                related=(Related(other.origin.key_mark("status"), f"另一个：{like}"),),
                at_key=True,
            )  # fmt: skip


def look_alike(one: str, other: str) -> bool:
    """Different ids that read the same, or in which two neighbouring letters changed places (digits may: 12 and 21)."""
    if one == other:
        return False
    if one.translate(_ALIKE) == other.translate(_ALIKE):
        return True
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(places) != 2 or places[1] - places[0] != 1:
        return False
    left, right = one[places[0]], one[places[1]]
    return other[places[0]] == right and other[places[1]] == left and not (left + right).isdigit()


def _level(key: str) -> str:
    """What an id is unique among: courses/provider, courses/provider/course, bases/base, bases/base/extension/course …"""
    first, _, *rest = key.split("/")
    return "/".join((first, *rest[:-1], "course" if rest else "owner"))
