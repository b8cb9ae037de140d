"""LibreOffice without a window: the second opinion on Word documents."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

SECONDS = 600


def in_another_form(
    folder: Path, documents: Sequence[Path], form: str, environment: dict[str, str] | None = None
) -> Path:
    """The folder in `folder` with all documents in another form, such as pdf; it has a profile and a home of its own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None, "没有 LibreOffice：apt-get install libreoffice-writer-nogui，再运行这些测试"
    out = folder / form
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(out), *map(str, documents)]
    with subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(folder), **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # its launcher starts another process: both must end
    ) as running:
        try:
            assert running.wait(SECONDS) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    return out
