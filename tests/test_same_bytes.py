"""The files of a build are the same, byte for byte, in another process, folder, time zone and order of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from written import PROJECT

BUILD = f"""
import sys
from pathlib import Path
sys.path[:0] = [{str(PROJECT)!r}, {str(PROJECT / "tests")!r}]
if __name__ == "__main__":
    from course_catalogue import site_building
    site_building.usual_store = lambda fonts: None  # what was printed before would be the same by itself
    from test_pack_files import made
    assert made(Path(sys.argv[1])).faults == []
"""


def built(folder: Path, **surroundings: str) -> dict[str, bytes]:
    """Every file of the packs of a series and a visit, by its path."""
    folder.mkdir()
    script = folder / "build.py"
    script.write_text(BUILD, "utf-8")
    subprocess.run(
        [sys.executable, str(script), str(folder / "out")],
        cwd=folder,
        env={**os.environ, **surroundings},
        check=True,
    )
    return {path.relative_to(folder / "out").as_posix(): path.read_bytes() for path in (folder / "out").rglob("*.*")}


def test_pdf_word_and_zip_are_the_same_wherever_and_whenever_they_are_made(tmp_path: Path) -> None:
    one = built(tmp_path / "one", TZ="Asia/Shanghai", PYTHONHASHSEED="1", LC_ALL="C", SOURCE_DATE_EPOCH="1")
    two = built(tmp_path / "two another name", TZ="America/Los_Angeles", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert {path.rsplit(".", 1)[1] for path in one} == {"pdf", "docx", "zip", "json"}
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []
