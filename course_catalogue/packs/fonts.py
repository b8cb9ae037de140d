"""The four font files that packs are set in, and how they come onto the machine.

Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1) are pinned in package.json and
package-lock.json; only Regular and Bold are kept, 50 MB in `.fonts/`, never in the repository.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.node_tools import install_packages

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
    with tempfile.TemporaryDirectory(prefix="course-catalogue-fonts-") as name:
        aside = Path(name)
        for file in ("package.json", "package-lock.json"):
            if not (root / file).is_file():
                raise CatalogueError(f"装不了字体：找不到 {file}；{_WAY_OUT}")
            shutil.copy(root / file, aside / file)
        try:
            install_packages(aside)
        except CatalogueError as fault:
            raise CatalogueError(f"装不了字体：{fault}；{_WAY_OUT}") from fault
        return _keep(aside, root / FOLDER)


def _absent(folder: Path) -> list[str]:
    return [name for name in FONT_FILES if not (folder / name).is_file()]


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
