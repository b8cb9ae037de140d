"""The mutation bench: one fault put into a good file gives one finding, at its line, with its code.

`pytest tests/test_mutations.py -m prove -s -n 0` prints the table of all kinds over all samples.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from mutants import KINDS, Kind, Mutant, Sample
from written import EXAMPLE, PROJECT, TODAY, example_on, kind_of, project_rulebook

from course_catalogue.authoring.fix import MOST_ROUNDS, mended_file
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.documents import Source
from course_catalogue.loading import judge, load_catalogue
from course_catalogue.sources import Place, read_source
from course_catalogue.strict_yaml import read_document
from course_catalogue.verdicts import Verdict

TREES = ("courses", "bases", "reviews")


@cache
def samples() -> tuple[Sample, ...]:
    found: list[Sample] = []
    for root in (EXAMPLE, PROJECT):
        for tree in TREES:
            for path in sorted((root / tree).rglob("*.yml")):
                found.append(_sample(root, path))
    return tuple(found)


def _sample(root: Path, path: Path) -> Sample:
    name = path.relative_to(root).as_posix()
    content = path.read_bytes()
    document = read_document(Source(PurePosixPath(name), kind_of(name), content)).document
    assert document is not None
    return Sample(name, kind_of(name), content, document)


def judged(sample: Sample, content: bytes) -> Verdict:
    return judge(Source(PurePosixPath(sample.path), sample.kind, content), project_rulebook())


def told(sample: Sample, content: bytes) -> list[Diagnostic]:
    return list(judged(sample, content).findings)


def new(sample: Sample, found: list[Diagnostic]) -> list[Diagnostic]:
    """What the good file does not have."""
    known = Counter((item.code, item.field, item.message) for item in told(sample, sample.content))
    fresh: list[Diagnostic] = []
    for item in found:
        key = (item.code, item.field, item.message)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(item)
    return fresh


@dataclass
class Score:
    """How one kind fared."""

    mutants: int = 0
    line: int = 0
    code: int = 0
    once: int = 0
    mended: int = 0
    worse: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, sample: Sample, kind: Kind, mutant: Mutant) -> None:
        found = new(sample, told(sample, mutant.content))
        self.mutants += 1
        if not kind.codes:
            good = not found
            line = code = once = good
        else:
            line = any(mutant.first <= item.mark.line <= mutant.last for item in found[:1])
            code = bool(found) and found[0].code in kind.codes
            once = len(found) == 1
        self.line += line
        self.code += code
        self.once += once
        fixed = mended(sample, mutant.content)
        after = new(sample, told(sample, fixed))
        self.mended += kind.codes != frozenset() and not after
        was, now = judged(sample, mutant.content), judged(sample, fixed)
        self.worse += now.gates < was.gates or (now.gates == was.gates and len(now.findings) > len(was.findings))
        if not (line and code and once) or (kind.mend and after):
            shown = [(item.code, item.mark.line, item.message) for item in found[:3]]
            self.misses.append(
                f"{sample.path} {mutant.first}-{mutant.last}: {len(found)} {shown} left {[a.code for a in after[:3]]}"
            )


def mended(sample: Sample, content: bytes) -> bytes:
    """The file after `--fix`, judged by itself."""
    for _ in range(MOST_ROUNDS):
        items = [item for item in told(sample, content) if item.edits]
        after, _ = mended_file(content, items, lambda now: judged(sample, now))
        if after == content:
            return content
        content = after
    return content


def mutants(
    kinds: list[Kind], files: tuple[Sample, ...], each: int, seed: int
) -> Iterator[tuple[Sample, Kind, Mutant]]:
    for kind in kinds:
        for sample in files:
            chance = random.Random(f"{seed} {kind.name} {sample.path}")  # noqa: S311  the same faults for the same seed
            made: set[bytes] = set()
            for _ in range(each):
                mutant = kind.make(sample, chance)
                if mutant is not None and mutant.content not in made:
                    made.add(mutant.content)
                    yield sample, kind, mutant


def table(scores: dict[str, Score]) -> str:
    head = f"{'kind':<38}{'n':>5}{'line':>7}{'code':>7}{'once':>7}{'fixed':>7}{'worse':>6}"
    rows = [
        f"{name:<38}{s.mutants:>5}{s.line / s.mutants:>7.0%}{s.code / s.mutants:>7.0%}{s.once / s.mutants:>7.0%}{s.mended / s.mutants:>7.0%}{s.worse:>6}"
        for name, s in scores.items()
    ]
    return "\n".join([head, *rows])


def run(kinds: list[Kind], files: tuple[Sample, ...], each: int, seed: int) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for sample, kind, mutant in mutants(kinds, files, each, seed):
        scores[kind.name].add(sample, kind, mutant)
    return dict(scores)


def lacking(scores: dict[str, Score]) -> list[str]:
    """What misses the targets, kind by kind."""
    rows = []
    for name, score in scores.items():
        good = (
            score.line >= 0.98 * score.mutants
            and min(score.code, score.once) >= 0.95 * score.mutants
            and not score.worse
        )
        if not good:
            rows.extend([name, *score.misses[:3]])
    return rows


def test_there_are_more_than_sixty_kinds_and_each_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) > 60


def test_good_files_raise_no_error() -> None:
    for sample in samples():
        assert [item.code for item in told(sample, sample.content) if item.is_error] == [], sample.path


@pytest.mark.parametrize("part", range(4))
def test_one_fault_gives_one_finding_at_its_line_with_its_code(part: int) -> None:
    """A seeded sample: every kind in two files."""
    scores: dict[str, Score] = {}
    for number, kind in enumerate(KINDS[part::4]):
        chance = random.Random(f"files {number} {part}")  # noqa: S311
        scores |= run([kind], tuple(chance.sample(samples(), 2)), 1, seed=2026)
    total = sum(score.mutants for score in scores.values())
    misses = [miss for score in scores.values() for miss in score.misses]
    assert total > 25
    assert sum(score.line for score in scores.values()) >= 0.98 * total, misses
    assert sum(score.code for score in scores.values()) >= 0.95 * total, misses
    assert sum(score.once for score in scores.values()) >= 0.95 * total, misses
    assert [name for name, score in scores.items() if score.worse] == []


@pytest.mark.prove
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_meets_the_targets_in_all_samples(kind: Kind) -> None:
    scores = run([kind], samples(), 2, seed=1)
    print("\n" + table(scores))  # noqa: T201  the table is what `-s` is for
    assert lacking(scores) == []
    if kind.mend:
        assert all(score.mended >= 0.6 * score.mutants for score in scores.values()), scores[kind.name].misses[:5]


@pytest.mark.prove
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_one_fault_is_one_finding_in_the_whole_catalogue_too(kind: Kind) -> None:
    files = [sample for sample in samples() if (EXAMPLE / sample.path).exists()]
    chance = random.Random(kind.name)  # noqa: S311
    for sample, _, mutant in mutants([kind], tuple(chance.sample(files, 5)), 1, seed=3):

        def read(root: Path, place: Place, path: str = sample.path, content: bytes = mutant.content) -> Source:
            if place.path.as_posix() == path:
                return Source(place.path, place.kind, content)
            return read_source(root, place)

        loaded = load_catalogue(EXAMPLE, TODAY, project_rulebook(), read=read)
        known = Counter(_told(item) for item in example_on(TODAY).diagnostics)
        fresh = Counter(_told(item) for item in loaded.diagnostics) - known
        assert fresh.total() == bool(kind.codes), (sample.path, fresh)


def _told(item: Diagnostic) -> tuple[str, str, str, str]:
    return item.code, item.mark.path, item.field, item.message
