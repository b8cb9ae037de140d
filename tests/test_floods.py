"""Much of what is allowed: a change made to keep the check busy, or to fill its log, is judged within bounds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import hostile
import pytest
from written import PATHS, PROJECT, TODAY, changed_example, project_rulebook

from course_catalogue.documents import AND_MORE
from course_catalogue.loading import load_catalogue


def full_of_links(count: int) -> dict[str, Any]:
    """A series whose every rich text is full of links to records that are not there."""
    data: dict[str, Any] = hostile.document(PATHS["series"])
    text = " ".join(f"[x](/courses/a/b{number})" for number in range(count))
    schemas = project_rulebook().schemas

    def fill(fields: Any, steps: hostile.Steps) -> None:
        if fields is True:
            most = dict(hostile.fields("series"))[steps]
            for place in hostile.places(data, steps):
                hostile.put(data, place, text[:most].rsplit(" ", 1)[0])
            return
        for name, below in fields.items():
            fill(below, (*steps, name))

    for use in data["sessions"][0]["materials"]:
        use.pop("unit", None)
    data["sessions"] = [json.loads(json.dumps(data["sessions"][0])) for _ in range(16)]
    fill(schemas.rich_fields["series"], ())
    return data


def test_a_file_of_a_thousand_unknown_links_gives_a_hundred_findings_and_is_read_a_few_times(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    data = full_of_links(200)
    (root / PATHS["series"]).write_text(hostile.as_yaml(data), "utf-8")
    assert hostile.as_yaml(data).count("](/courses/") > 1000
    (root / "schema").symlink_to(PROJECT / "schema")
    program = (
        "import sys, time; from datetime import date; from pathlib import Path\n"
        "from course_catalogue.loading import load_catalogue, load_rulebook\n"
        "root = Path(sys.argv[1]); book = load_rulebook(root); start = time.process_time()\n"
        "loaded = load_catalogue(root, date(2026, 10, 1), book)\n"
        "print(time.process_time() - start, sum(item.code == 'unknown-link' for item in loaded.diagnostics))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, root], capture_output=True, timeout=60, cwd=PROJECT, check=True
    )
    seconds, count = run.stdout.split()
    assert int(count) == 99  # and one on something else
    assert float(seconds) < 4


PIECES = (
    "*a ",
    "**a",
    "[a](",
    "![](",
    "{a|",
    "~a^b",
    "| a ",
    "|-",
    "- ",
    "1. ",
    "\\*",
    "`",
    "<a ",
    "&amp;",
    "](",
    "[[",
    "^(",
    "https://a.",
    "/courses/a/",
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_long_rich_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    program = (
        "import sys, time; from course_catalogue.richtext import faults, mentions, parse, to_data, to_html\n"
        "text = sys.stdin.read(); start = time.process_time()\n"
        "parse(text), list(faults(text)), list(mentions(text)), to_data(text), to_html(text)\n"
        "print(time.process_time() - start)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, timeout=60, cwd=PROJECT, check=True
    )
    assert float(run.stdout) < 2


def test_no_file_has_more_than_a_hundred_findings_and_the_last_says_how_many_more(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    (root / PATHS["series"]).write_text(hostile.as_yaml(full_of_links(200)), "utf-8")
    many = load_catalogue(root, TODAY, project_rulebook()).diagnostics
    of_file = [item for item in many if item.mark.path == PATHS["series"]]
    assert len(of_file) == 100
    assert len([item for item in of_file if "处没有列出，改好这些再检查" in item.message]) == 1
    (root / PATHS["series"]).write_text(
        "format: 1\nstatus: draft\ntitle: 水\n" + "".join(f"a{n}: 1\n" for n in range(300))
    )
    many = load_catalogue(root, TODAY, project_rulebook()).diagnostics
    of_file = [item for item in many if item.mark.path == PATHS["series"]]
    assert len(of_file) == 100
    assert [item.message.endswith(AND_MORE) for item in of_file] == [False] * 99 + [True]
