"""Whatever a file holds, the gates answer with findings, never with a traceback."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_schemas import mutated
from written import EXAMPLE, PATHS, PROJECT, TODAY, example_text, kind_of, project_rulebook

from course_catalogue import loading
from course_catalogue.authoring.fix import MOST_ROUNDS, mended_file
from course_catalogue.catalogue import assemble
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic, Mark
from course_catalogue.documents import Document, Marks, Source
from course_catalogue.file_rules import check_rows
from course_catalogue.loading import load_catalogue
from course_catalogue.model import build_record
from course_catalogue.reporting.human import report
from course_catalogue.richtext import faults, parse, to_data, to_html, to_inline_html, to_plain
from course_catalogue.rules import RULES
from course_catalogue.schema_check import KINDS, check_shape
from course_catalogue.sources import find_sources
from course_catalogue.strict_yaml import read_document
from course_catalogue.text_check import check_text
from course_catalogue.texts import Texts
from course_catalogue.verdicts import Verdict

FEW = settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=4000, deadline=None, database=None, suppress_health_check=list(HealthCheck))

PIECES = st.sampled_from([
    "title", "theme", "sessions", "price", ":", ": ", "：", "- ", "－", "\n", "\n  ", "\n    ", "　", "\t", "[", "]", "{", "}", ",", '"', "'",
    "&a ", "*a", "!!str ", "<<", "|", ">", ">-", "#", "%", "@", "`", "---", "...", "?", "水", "𠮷", "\u200b", "\r", "\\", "yes", "9:30", "1e5", "0x1", "~",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))
TREE = ("courses", "bases", "reviews")
EXAMPLE_FILES = sorted(
    path.relative_to(EXAMPLE).as_posix() for tree in TREE for path in (EXAMPLE / tree).rglob("*.yml")
)


def judge(document: Document) -> list[Diagnostic]:
    """Everything that the gates say about one document on its own."""
    book = project_rulebook()
    found = check_shape(document, book.schemas)
    if any(item.is_error for item in found):
        return found
    found += check_rows(document, book.rows, book.vocabulary.thresholds, book.schemas.readable)
    found += check_text(document, Texts(document), book.schemas)
    catalogue = assemble([build_record(document)], book.vocabulary, TODAY)
    return found + [item for rule in RULES for item in rule.check(catalogue, book.schemas.readable)]


def sound(found: list[Diagnostic], lines: list[str]) -> None:
    """Every finding has a known code, words and a place inside its file, and can be reported."""
    for item in found:
        assert item.code in CODES
        assert item.message
        for mark in (item.mark, *(edit.mark for edit in item.edits), *(other.mark for other in item.related)):
            assert_inside(mark, lines)
    assert report(found, lambda _path, number: lines[number - 1] if number <= len(lines) else None).count(
        "\n  "
    ) >= len(found)


def assert_inside(mark: Mark, lines: list[str]) -> None:
    assert 1 <= mark.line <= mark.end_line <= len(lines)
    assert 1 <= mark.column <= len(lines[mark.line - 1]) + 1
    assert (mark.line, mark.column) <= (mark.end_line, mark.end_column)


def lines_of(content: bytes) -> list[str]:
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def reader_takes(content: bytes, kind: str) -> None:
    reading = read_document(Source(PurePosixPath(PATHS[kind]), kind, content), project_rulebook().schemas)
    assert (reading.document is None) == bool(reading.diagnostics)
    sound(list(reading.diagnostics), lines_of(content))
    if reading.document is not None:
        sound(judge(reading.document), lines_of(content))


def as_document(data: Any, kind: str, path: str) -> Document:
    """A document whose places are of no account."""
    return Document(PurePosixPath(path), kind, data, _NoPlaces(path, ""))


class _NoPlaces(Marks):
    def of_value(self, _node: int) -> Mark:
        return Mark(self.path)

    def of_key(self, _node: int, _key: str) -> Mark:
        return Mark(self.path)


def mutation_is_taken(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same documents for the same seed
    path = chance.choice(EXAMPLE_FILES)
    kind = kind_of(path)
    plain = read_document(Source(PurePosixPath(path), kind, (EXAMPLE / path).read_bytes())).document
    assert plain is not None
    sound(judge(as_document(_without_none(mutated(plain.data, chance)), kind, path)), [""])


def _without_none(value: Any) -> Any:
    """As the reader gives it: without what is empty, and whole numbers as integers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return [_without_none(item) for item in value if item is not None] if isinstance(value, list) else value


def damage_is_taken(seed: int) -> None:
    """Characters of an example file taken out, doubled, swapped or put in."""
    chance = random.Random(seed)  # noqa: S311
    kind = chance.choice(KINDS)
    text = example_text(kind)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice((0, 1, 1, 3, 40)))
        middle = chance.choice(("", text[start:end] * 2, chance.choice(DAMAGE)))
        text = text[:start] + middle + text[end:]
    reader_takes(text.encode("utf-8", "surrogatepass"), kind)


DAMAGE = (
    ":",
    "：",
    "\n",
    "\n  ",
    "　",
    "\t",
    "-",
    "- ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "&",
    "*",
    "!",
    "#",
    "|",
    ">",
    "0",
    "-1",
    "\x00",
    "\u202e",
    "水" * 50,
    "\r\n",
)


def rich_text_is_taken(text: str) -> None:
    parse(text)
    list(faults(text))
    to_data(text)
    to_plain(text)
    for html in (to_html(text), to_inline_html(text)):
        assert "<script" not in html.lower()
        assert "javascript:" not in [part.lower()[:11] for part in html.split('href="')[1:]]


@FEW
@given(TEXTS, st.sampled_from(KINDS))
def test_any_text_is_read_or_refused_with_words(text: str, kind: str) -> None:
    reader_takes(text.encode("utf-8", "surrogatepass"), kind)


@FEW
@given(st.binary(max_size=400), st.sampled_from(KINDS))
def test_any_bytes_are_read_or_refused_with_words(content: bytes, kind: str) -> None:
    reader_takes(content, kind)


@pytest.mark.parametrize("start", range(0, 300, 60))
def test_mutated_example_files_are_judged_with_words(start: int) -> None:
    for seed in range(start, start + 60):
        mutation_is_taken(seed)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_damaged_example_files_are_judged_with_words(start: int) -> None:
    for seed in range(start, start + 50):
        damage_is_taken(seed)


@FEW
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(st.sampled_from([*"*~^{}|[]()<>&\"'-ab水\n ", "https://", "javascript:", "- "]), max_size=40).map(
            "".join
        ),
    )
)
def test_any_rich_text_has_harmless_html(text: str) -> None:
    rich_text_is_taken(text)


NAMES = st.lists(
    st.sampled_from(
        [
            "courses",
            "bases",
            "reviews",
            "premium",
            "extension",
            "course.yml",
            "provider.yml",
            "base.yml",
            "a",
            "B",
            "水",
            "a.yml",
            "x-1",
        ]
    ),
    min_size=1,
    max_size=6,
)


@FEW
@given(files=st.dictionaries(NAMES.map("/".join), st.sampled_from(["", "format: 1\nstatus: submitted\ntitle: 水\n", "format: 1\nstatus: submitted\nname: 会\n", 'format: 1\ndecision: approved\ndate: "2026-08-20"\nvalid_until: "2027-08-20"\n']), max_size=8))  # fmt: skip
def test_any_tree_of_files_is_judged_with_words(
    files: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("tree")
    (root / "courses").mkdir()
    for name, content in files.items():
        _write(root / name, content)
    loaded = load_catalogue(root, TODAY, project_rulebook())
    assert all(item.code in CODES and item.message for item in loaded.diagnostics)
    for record in loaded.catalogue.records.values():
        loaded.catalogue.state(record)
        loaded.catalogue.is_public(record)


def test_folders_nested_too_deep_are_told_once_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "courses" / "/".join("x" * 300)).mkdir(parents=True)
    found = find_sources(tmp_path)
    assert [(item.code, item.mark.path) for item in found.diagnostics] == [("misplaced-file", "courses/x/x/x/x")]


def test_only_two_dot_files_are_overlooked(tmp_path: Path) -> None:
    for name in (".gitkeep", ".DS_Store", ".hidden.yml", "org/.git/config", "org/.gitkeep/a.yml"):
        _write(tmp_path / "courses" / name, "")
    found = find_sources(tmp_path)
    assert [(item.code, item.mark.path) for item in found.diagnostics] == [
        ("misplaced-file", f"courses/{name}") for name in (".hidden.yml", "org/.git", "org/.gitkeep")
    ]


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"])
def test_names_of_windows_devices_are_no_ids(name: str, tmp_path: Path) -> None:
    _write(tmp_path / "courses" / name / "provider.yml", "")
    _write(tmp_path / "courses" / f"{name}-x" / "provider.yml", "")
    found = find_sources(tmp_path)
    assert [(item.code, item.found) for item in found.diagnostics] == [("bad-id", name)]
    assert [place.path.parts[1] for place in found.places] == [f"{name}-x"]


def test_folder_with_a_bad_name_is_told_once(tmp_path: Path) -> None:
    for path in ("Bad/a/course.yml", "Bad/b/course.yml", "Bad/provider.yml", "good/Bad/course.yml"):
        _write(tmp_path / "courses" / path, "")
    assert [item.mark.path for item in find_sources(tmp_path).diagnostics] == [
        "courses/Bad/a/course.yml",
        "courses/good/Bad/course.yml",
    ]


def _write(path: Path, content: str) -> None:
    """Write a file, unless a folder or a file is in its way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    except OSError:
        return


HEAD = b"format: 1\nstatus: draft\ntitle: \xe6\xb0\xb4\n"
FAULT = b"\nb: ]\n"
HOSTILE = {
    "spaces before a value": b"k:" + b" " * 400_000 + b"x" + FAULT,
    "spaces after a dash": b"- " * 100_000 + b" " * 400_000 + b"x" + FAULT,
    "colons": b"k: " + b"x: " * 200_000 + FAULT,
    "wrong types on one line": HEAD + b"tags: [" + b"1, " * 15_000 + b"1]\n",
    "numbers, the last one twice": HEAD + b"tags: [" + b"".join(b"%d, " % i for i in range(15_000)) + b"14999]\n",
    "unknown keys": HEAD + b"".join(b"titel%d: 1\n" % i for i in range(15_000)),
    "unknown keys in many places": HEAD
    + b"sessions:\n"
    + b"".join(b"  - {" + b", ".join(b"titel%d: 1" % k for k in range(60)) + b"}\n" for _ in range(300)),
    "unknown keys without values": HEAD + b"".join(b"t%d:\n" % i for i in range(100_000)),
    "a long name": HEAD + b"? " + b"title" * 150_000 + b"\n: 1\n",
    "a long choice": b"format: 1\nstatus: " + b"draft " * 150_000 + b"\n",
    "faults beside a long text": b"tags: [" + b"yes, " * 98 + b'"' + b"x" * 1_000_000 + b'"]\n',
    "open brackets": "title: |\n  😀\n".encode() + b"  - [\n" * 19_000 + FAULT,
    "one long line": b"title " + b"x " * 500_000,
    "one long line of spaces and commas": HEAD + b"tags: [" + b" " * 500_000 + b"," + b" " * 500_000,
    "a full-width colon in every line": "标题：水\n".encode() * 70_000,
    "a field without colon in every line": b"title x\n" * 120_000,
    "blank lines before a fault": HEAD + b"\n" * 1_000_000 + FAULT,
    "comments before a fault": HEAD + b"#\n" * 500_000 + FAULT,
    "a tab in every line": HEAD + b"\ta: 1\n" * 100_000,
    "items with errors": HEAD + b"sessions:\n" + b"  - {x: 1}\n" * 4_900,
    "fields at a wrong level": HEAD + b"sessions:\n" + b"  - title: a\n    title_x: 1\n    percent: 2\n" * 2_000,
    "many fields at a wrong level": HEAD + b"percent: 1\n" + b"# filler\n" * 100_000 + b"unit: 1\nminutes: 3\n",
    "a wrong indent below a megabyte": HEAD + b"tags:\n" + b"  - a\n" * 19_000 + b"# f\n" * 200_000 + b"   - b\n",
    "keys again and again": HEAD + b"sessions:\n  - title: a\n" + b"    title: a\n    minutes: 3\n" * 4_000,
    "items swallowed": HEAD + b"tags:\n  - a\n" + b"   - b\n" * 140_000,
    "lines swallowed in many texts": HEAD + b"tags:\n" + b"  - a\n     - b\n" * 9_000,
    "steps of indentation": HEAD + b"".join(b" " * i + b"a:\n" for i in range(20)) * 3_000,
    "open quotes in every line": HEAD + b'a: "x\n' * 150_000,
    "dashes without a space": HEAD + b"tags:\n" + "  -水\n".encode() * 100_000,
    "deep flows": HEAD
    + b"tags: "
    + b"[" * 23
    + b"a"
    + b"]" * 23
    + b"\nx: {"
    + b"a: {" * 22
    + b"b: 1"
    + b"}" * 23
    + b"\n",
    "empty keys in many groups": HEAD + b"sessions:\n" + b"  - a:\n    b:\n    percent:\n" * 6_000,
    "full-width spaces": HEAD + "　".encode() * 300_000 + b"x: 1\n",
    "anchors": HEAD + b"tags: [" + b"&a x, " * 15_000 + b"]\n",
    "more open brackets": "title: |\n  😀\n".encode() + b" [\n" * 300_000 + FAULT,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_more_than_two_seconds_or_gives_more_than_a_hundred_findings(name: str) -> None:
    program = (
        "import sys, time; from pathlib import Path, PurePosixPath\n"
        "from course_catalogue.documents import Source\nfrom course_catalogue.reporting.human import report\n"
        "from course_catalogue.schema_check import check_shape, load_schemas\n"
        "from course_catalogue.strict_yaml import read_document\n"
        "schemas = load_schemas(Path()); list(schemas.errors('series', {}))\n"
        "content = sys.stdin.buffer.read(); start = time.process_time()\n"
        "reading = read_document(Source(PurePosixPath('a.yml'), 'series', content), schemas)\n"
        "found = [*reading.diagnostics, *(check_shape(reading.document, schemas) if reading.document else ())]\n"
        "lines = content.decode().split(chr(10))\n"
        "report(found, lambda _path, number: lines[number - 1])\n"
        "print(time.process_time() - start, len(found))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=HOSTILE[name], capture_output=True, timeout=20, cwd=PROJECT
    )
    assert run.returncode == 0, run.stderr.decode()[-500:]
    seconds, count = run.stdout.decode().split()
    assert 1 <= int(count) <= 100
    assert float(seconds) < 2


@pytest.mark.prove
@MANY
@given(TEXTS, st.sampled_from(KINDS))
def test_much_more_text_is_read_or_refused_with_words(text: str, kind: str) -> None:
    reader_takes(text.encode("utf-8", "surrogatepass"), kind)


@pytest.mark.prove
@MANY
@given(st.text(max_size=300))
def test_much_more_rich_text_has_harmless_html(text: str) -> None:
    rich_text_is_taken(text)


@pytest.mark.prove
@pytest.mark.parametrize("take", [mutation_is_taken, damage_is_taken], ids=["mutated", "damaged"])
def test_many_more_example_files_are_judged_with_words(take: Callable[[int], None]) -> None:
    for seed in range(10_000, 14_000):
        take(seed)


def mending_is_sound(seed: int) -> None:
    """A damaged file after all rounds: no worse than before, and mended as far as edits go."""
    chance = random.Random(seed)  # noqa: S311
    kind = chance.choice(KINDS)
    lines = example_text(kind).split("\n")
    for _ in range(chance.randint(1, 3)):
        number = chance.randrange(len(lines))
        line = lines[number]
        lines[number] = chance.choice((line.replace(": ", "：", 1), " " + line, line[1:], line.replace("- ", "-", 1), line + line, "\t" + line.lstrip(), line.replace(", ", "，"), line[: len(line) // 2]))  # fmt: skip
    content = "\n".join(lines).encode()

    def judge(now: bytes) -> Verdict:
        return loading.judge(Source(PurePosixPath(PATHS[kind]), kind, now), project_rulebook())

    before = judge(content)
    for _ in range(MOST_ROUNDS):
        after, taken = mended_file(content, [item for item in judge(content).findings if item.edits], judge)
        assert (after != content) == bool(taken)
        content = after
    assert judge(content).gates >= before.gates


@pytest.mark.parametrize("start", range(0, 80, 20))
def test_mending_damaged_files_never_makes_them_worse(start: int) -> None:
    for seed in range(start, start + 20):
        mending_is_sound(seed)


@pytest.mark.prove
def test_mending_many_more_damaged_files_never_makes_them_worse() -> None:
    for seed in range(10_000, 13_000):
        mending_is_sound(seed)
