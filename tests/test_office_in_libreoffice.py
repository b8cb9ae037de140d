"""Forms that another program has saved are read as if nobody had: LibreOffice stands in for WPS."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

from office_files import read
from test_office_round_trip import samples, without_last_line_ends
from written import PROJECT, project_rulebook

from course_catalogue.office_forms.making import exported

SECONDS = 300


def saved_by_libreoffice(folder: Path, content: bytes) -> bytes:
    """A .docx, opened and saved again."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None, "没有 LibreOffice：apt-get install libreoffice-writer-nogui，再运行这些测试"
    (folder / "form.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out")]
    with subprocess.Popen(
        [*command, str(folder / "form.docx")],
        env={**os.environ, "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # its launcher starts another process: both must end
    ) as running:
        try:
            assert running.wait(SECONDS) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    return (folder / "out" / "form.docx").read_bytes()


def test_a_word_form_saved_by_another_program_is_the_same_course(tmp_path: Path) -> None:
    kind, data = samples()["courses/yaojiang-optics-society/twelve-questions-of-light/course.yml"]
    content = exported(kind, data, ".docx", project_rulebook().schemas)
    result = read(saved_by_libreoffice(tmp_path, content), "教案.docx")
    assert (result.kind, result.data) == (kind, without_last_line_ends(data))
    assert (result.understood, result.left) == ((), ())


def test_a_workbook_saved_by_another_program_is_the_same_provider() -> None:
    """The file was made by `templates` and saved by LibreOffice Calc 7.4."""
    result = read((PROJECT / "tests" / "office" / "provider-saved-by-calc.xlsx").read_bytes())
    assert result.kind == "provider"
    assert result.data["name"] == "姚江光学学会（示例）"
    assert result.data["district"] == {"code": "330205", "name": "江北区"}
    assert (result.understood, result.left) == ((), ())
