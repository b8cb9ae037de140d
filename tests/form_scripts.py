"""Runs the built scripts of the submission form in Node, in a room with a fake window: one process for a whole batch."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from written import PROJECT

from course_catalogue.form_building import build_form
from course_catalogue.loading import load_catalogue
from course_catalogue.node_tools import node_command
from course_catalogue.output import write_files
from course_catalogue.sources import KINDS

RUNNER = """
const fs = require("fs"), path = require("path"), vm = require("vm");
const [folder, ...kinds] = process.argv.slice(1);
const room = vm.createContext({ window: {} }, { codeGeneration: { strings: false, wasm: false } });
const names = ["emitter", "rules", "more_rules", "context", ...kinds.flatMap((kind) => [`engine-${kind}`, `model-${kind}`])];
for (const name of names) vm.runInContext(fs.readFileSync(path.join(folder, `${name}.js`), "utf8"), room, name);
room.calls = fs.readFileSync(0, "utf8");
const results = vm.runInContext(`
  const form = window.courseCatalogueForm;
  JSON.stringify(JSON.parse(calls).map(([name, ...given]) =>
    name === "check" ? form.check(given[0], given[1], Object.assign({}, form.context, given[2])) : form[name](...given)))
`, room);
process.stdout.write(results);
"""


@cache
def form_folder() -> Path:
    """The scripts of the sample catalogue's form; kept for the whole run."""
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="form-scripts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    form = build_form(PROJECT, load_catalogue(PROJECT, date(2026, 10, 1), remember=True).catalogue)
    assert form.files, form.note
    write_files(folder, form.files)
    return folder / "form"


def run_form(calls: Sequence[Sequence[Any]], kinds: Sequence[str] = KINDS) -> list[Any]:
    """The results of calls such as ("write", "series", path, data) or ("check", "base", data, {…})."""
    given = json.dumps(calls, ensure_ascii=False).encode("utf-8", "surrogatepass")
    command = [node_command(), "-e", RUNNER, str(form_folder()), *kinds]
    ran = subprocess.run(command, input=given, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    results: list[Any] = json.loads(ran.stdout)
    return results
