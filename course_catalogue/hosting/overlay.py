"""The preview's project: everything of the base branch, with only courses/ and bases/ of a pull request laid over it."""

from __future__ import annotations

import re
import shutil
import stat
import sys
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError

_OF_THE_BASE = ("schema", "site_pages", "site_overrides", "reviews", "docs/guide")
_OF_THE_CHANGE = ("courses", "bases")
_SETTINGS = "mkdocs.yml"
_GUIDE = "投稿指南.md"
_MOST_FILES = 50_000
_MOST_BYTES = 1024**3


def lay_over(base: Path, head: Path, out: Path) -> None:
    """Make the project `out`; a link, a device or too much in `head` is a CatalogueError. The pages say 预览."""
    out.mkdir(parents=True)
    for name in _OF_THE_BASE:
        if (base / name).is_dir():
            shutil.copytree(base / name, out / name)
    settings = (base / _SETTINGS).read_text("utf-8")
    marked, count = re.subn(r"(?m)^extra:[ \t]*$", "extra:\n  is_preview: true", settings)
    if count != 1:
        raise CatalogueError("mkdocs.yml 里应当有一行 extra:，预览要在那里注明")
    (out / _SETTINGS).write_text(marked, "utf-8")
    if (base / _GUIDE).is_file():
        shutil.copyfile(base / _GUIDE, out / _GUIDE)
    left = [_MOST_FILES, _MOST_BYTES]
    for name in _OF_THE_CHANGE:
        _copy_plain(head / name, out / name, left)


def _copy_plain(source: Path, target: Path, left: list[int]) -> None:
    """Copy folders and plain files; `left` counts down files and bytes over all trees."""
    try:
        state = source.lstat()
    except FileNotFoundError:
        return
    left[0] -= 1
    if stat.S_ISDIR(state.st_mode):
        target.mkdir()
        for item in sorted(source.iterdir()):
            _copy_plain(item, target / item.name, left)
        return
    if not stat.S_ISREG(state.st_mode):
        raise CatalogueError("课程文件里有链接或特殊文件，不生成预览")
    left[1] -= state.st_size
    if min(left) < 0:
        raise CatalogueError("课程文件太多或太大，不生成预览")
    shutil.copyfile(source, target, follow_symlinks=False)


def main(arguments: list[str]) -> int:
    """`python -m course_catalogue.hosting.overlay BASE HEAD OUT`."""
    base, head, out = map(Path, arguments)
    try:
        lay_over(base, head, out)
    except (CatalogueError, OSError) as fault:
        sys.stderr.write(f"出错了：{fault}\n".replace("::", "：："))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
