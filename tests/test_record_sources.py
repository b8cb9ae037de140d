"""What the form opens of the catalogue: files as they are, of what shows them on a page, in a script that holds no code of theirs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from sites import project_copy
from written import PROJECT, TODAY

from course_catalogue.loading import load_catalogue
from course_catalogue.node_tools import node_command
from course_catalogue.record_sources import record_sources, script_of

SERIES = "courses/yongjiang-science-society/campus-weather-station"
DRAFT = "courses/siming-nature-society/night-sky-sounds"


def test_every_record_that_has_a_page_can_be_opened_and_no_draft() -> None:
    catalogue = load_catalogue(PROJECT, TODAY, remember=True).catalogue
    assert DRAFT in catalogue.records
    assert [file.path for file in record_sources(PROJECT, catalogue)] == [
        f"form/records/{record.key}.js" for record in (*catalogue.public_courses, *catalogue.public_owners)
    ]
    assert f"form/records/{DRAFT}.js" not in {file.path for file in record_sources(PROJECT, catalogue)}


def test_a_withdrawn_course_keeps_its_page_and_gives_no_file(tmp_path: Path) -> None:
    root = project_copy(tmp_path, PROJECT)
    file = root / SERIES / "course.yml"
    file.write_text(file.read_text("utf-8").replace("status: submitted", "status: withdrawn", 1), "utf-8")
    catalogue = load_catalogue(root, TODAY).catalogue
    assert catalogue.is_public(catalogue.records[SERIES])
    assert f"form/records/{SERIES}.js" not in {made.path for made in record_sources(root, catalogue)}


@pytest.mark.parametrize(
    "text",
    [
        "title: 小小气象站\n",
        "title: `${alert(1)}`\n",
        'title: "\\`\\\\${x}\\\\"\nsummary: $\\{a}\n',
        "title: a$`\n$`{",
        "summary: </script><script>alert(1)</script>\u2028\u2029\n",
        "\\",
        "${`${",
    ],
)
def test_a_script_hands_over_the_text_as_it_is_and_runs_nothing_of_it(text: str) -> None:
    script = script_of("courses/a/b", text.encode()).decode()
    program = f"const got = []; function courseFormSource(...given) {{ got.push(given); }}\n{script}\nconsole.log(JSON.stringify(got));"
    ran = subprocess.run([node_command(), "-"], input=program.encode(), capture_output=True, check=True)
    assert json.loads(ran.stdout) == [["courses/a/b", text]]
