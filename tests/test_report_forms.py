"""Every form of a report, whole: what it says of the sample, and that no text of a contributor gets out of its place.

`pytest tests/test_report_forms.py --accept` rewrites tests/expected/report.*; a person reads the difference.
"""

from __future__ import annotations

import pytest
from reports import HOSTILE, SAMPLE, report_with
from written import PROJECT

from course_catalogue.reporting.forms import FORMS, render

ENDINGS = {"json": "json", "gitlab": "json", "sarif": "json", "markdown": "md"}


@pytest.mark.parametrize("form", FORMS)
def test_form_says_all_of_the_sample_in_these_words(form: str, accept: bool) -> None:
    expected = PROJECT / "tests" / "expected" / f"report.{form}.{ENDINGS.get(form, 'txt')}"
    text = render(form, SAMPLE)
    if accept:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_no_form_lets_text_move_a_terminal_or_command_a_runner(form: str) -> None:
    text = render(form, HOSTILE)
    assert [c for c in text if not c.isprintable() and c != "\n"] == []
    assert "##[" not in text
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (2 if form == "github" else 0)  # an error, and a notice of what is waived


@pytest.mark.parametrize("form", FORMS)
def test_form_of_a_sound_catalogue_says_so(form: str) -> None:
    nothing_found = {
        "human": "检查了 2 个文件：没有错误\n",
        "concise": "检查了 2 个文件：没有错误\n",
        "github": "检查了 2 个文件：没有错误\n",
        "gitlab": "[]\n",
        "markdown": "## 课程文件检查：没有错误\n\n检查了 2 个文件：没有错误  \n",
    }
    text = render(form, report_with())
    assert text == nothing_found.get(form, text)
    assert '"findings": []' in text or '"results": []' in text or form in nothing_found
