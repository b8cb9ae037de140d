"""Runs the browser's pure modules in Node, for tests that need no page."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from written import PROJECT

from course_catalogue.node_tools import node_command

ASSETS = PROJECT / "site_overrides" / "assets"


def run_javascript(modules: tuple[str, ...], expression: str, given: Any = None) -> Any:
    """The value of `expression` after the modules, as JSON; in it `given` is the value given here."""
    node = node_command()
    scripts = [(ASSETS / f"{name}.js").read_text("utf-8") for name in modules]
    program = "\n".join(
        [*scripts, f"const given = {json.dumps(given)};", f"process.stdout.write(JSON.stringify({expression}));"]
    )
    ran = subprocess.run([node, "-"], input=program.encode(), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return json.loads(ran.stdout)
