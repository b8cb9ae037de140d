"""Pairs of faults: two faults of different gates, far apart in one file, give the two findings that each gives alone.

`pytest tests/test_pairs.py -m prove -s -n 0` prints the rate over many pairs, and by kind what was missing or made up.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from mutants import KINDS, Kind, Sample
from test_mutations import new, samples, told

from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic

FAR = 12
"""Lines between two faults, at least."""


@dataclass(frozen=True)
class Fault:
    """One fault as the range of the good text that it replaces, and its finding."""

    kind: str
    start: int
    end: int
    text: str
    finding: Diagnostic

    @property
    def gate(self) -> int:
        return {"bytes": 0, "grammar": 1, "shape": 2}.get(CODES[self.finding.code].family, 3)

    @property
    def more_lines(self) -> int:
        return self.text.count("\n")


def faults(sample: Sample, kind: Kind, chance: random.Random) -> Iterator[Fault]:
    """A fault of the kind, if it changes one place and gives one finding."""
    mutant = kind.make(sample, chance)
    if mutant is None or not kind.codes:
        return
    try:
        text = mutant.content.decode()
    except UnicodeDecodeError:
        return
    good = sample.text
    start = next((n for n, (a, b) in enumerate(zip(good, text, strict=False)) if a != b), min(len(good), len(text)))
    tail = next(
        (n for n, (a, b) in enumerate(zip(good[: start - 1 : -1], text[: start - 1 : -1], strict=False)) if a != b), 0
    )
    tail = min(tail, len(good) - start, len(text) - start)
    found = new(sample, told(sample, mutant.content))
    if len(found) == 1 and tail:
        yield Fault(kind.name, start, len(good) - tail, text[start : len(text) - tail], found[0])


def pairs(files: tuple[Sample, ...], count: int, seed: int) -> Iterator[tuple[Sample, Fault, Fault]]:
    """Pairs of faults of different gates, the first above the other."""
    chance = random.Random(seed)  # noqa: S311  the same pairs for the same seed
    made = 0
    while made < count:
        sample = chance.choice(files)
        drawn = [fault for kind in chance.sample(KINDS, 2) for fault in faults(sample, kind, chance)]
        drawn.sort(key=lambda fault: fault.start)
        if len(drawn) < 2 or drawn[0].gate == drawn[1].gate or _distance(sample, *drawn) < FAR:
            continue
        made += 1
        yield sample, drawn[0], drawn[1]


def _distance(sample: Sample, first: Fault, second: Fault) -> int:
    if first.end >= second.start:
        return 0
    places = sample.text.count("\n", 0, second.start) - sample.text.count("\n", 0, first.end)
    return min(places, abs(second.finding.mark.line - first.finding.mark.line))


@dataclass
class Rate:
    """How many pairs gave just their two findings; what was missing and what made up."""

    pairs: int = 0
    right: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    made_up: list[str] = field(default_factory=list)

    def add(self, sample: Sample, first: Fault, second: Fault) -> None:
        good = sample.text
        text = good[: first.start] + first.text + good[first.end : second.start] + second.text + good[second.end :]
        found = Counter((item.code, item.mark.line) for item in new(sample, told(sample, text.encode())))
        more = first.text.count("\n") - good.count("\n", first.start, first.end)
        wanted = Counter(
            (fault.finding.code, line)
            for fault, other, more in (
                (first, second, second.text.count("\n") - good.count("\n", second.start, second.end)),
                (second, first, more),
            )
            for line in [_shifted(sample, fault, other, more)]
        )
        self.pairs += 1
        self.right += found == wanted
        for code, _ in (wanted - found).elements():
            teller = first if code == first.finding.code else second
            hider = second if teller is first else first
            self.missing[f"{teller.kind} behind {hider.kind} in {sample.path}"] += 1
        for code, line in (found - wanted).elements():
            self.made_up.append(
                f"{sample.path}: {code} {line} of {first.kind} {first.finding.mark.line} and {second.kind} {second.finding.mark.line}"
            )


def _shifted(sample: Sample, fault: Fault, other: Fault, more: int) -> int:
    """The line of a finding when the other fault is there, too: moved where it stands below that one's lines."""
    return fault.finding.mark.line + (more if fault.finding.mark.line > sample.line_at(other.start) else 0)


def rate(count: int, seed: int) -> Rate:
    found = Rate()
    for sample, first, second in pairs(samples(), count, seed):
        found.add(sample, first, second)
    return found


def test_two_faults_of_different_gates_give_their_two_findings() -> None:
    found = rate(12, seed=2026)
    assert found.right >= 0.95 * found.pairs, found.missing
    assert found.made_up == []


@pytest.mark.prove
def test_pairs_of_faults_meet_the_target() -> None:
    found = rate(600, seed=1)
    print(f"\n{found.right} of {found.pairs} pairs: {found.right / found.pairs:.1%}")  # noqa: T201
    print("\n".join(f"missing {count} {name}" for name, count in found.missing.most_common()))  # noqa: T201
    print("\n".join(found.made_up))  # noqa: T201
    assert found.right >= 0.99 * found.pairs
    assert found.made_up == []
