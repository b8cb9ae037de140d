"""What git keeps: which files differ from a revision, and what they held there. The only module that asks git.

A change from a stranger is judged with it, so git is asked for objects and names alone: no checkout, no hook,
filter, textconv, external diff, pager or file-system monitor, no network, and no setting that the environment
could slip in. Names travel with NUL bytes between them, because a name may hold a newline.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError

_SETTINGS = tuple(
    part
    for setting in (
        "core.fsmonitor=false",
        f"core.hooksPath={os.devnull}",
        f"core.attributesFile={os.devnull}",
        "core.untrackedCache=false",
        "core.quotePath=false",
        "core.pager=cat",
        "log.showSignature=false",
        "submodule.recurse=false",
        "protocol.allow=never",
    )
    for part in ("-c", setting)
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",  # its messages are looked into below
}
_PARTIAL = "版本库里缺少要比较的内容（只取了一部分的克隆）；先运行 git fetch --unshallow，或不带 --filter 重新克隆"
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_FILES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A path, relative to the root, whose content or kind is not what it was.

    `before` is the id of the object that it held (empty: it was not there); modes are git's (100644 a file,
    120000 a link, 160000 a submodule), empty where there is nothing.
    """

    path: str
    before: str = ""
    mode_before: str = ""
    mode_after: str = ""

    @property
    def was_file(self) -> bool:
        return self.mode_before in _FILES

    @property
    def is_submodule(self) -> bool:
        return self.mode_after == "160000"


def ask(root: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None) -> bytes:
    """What `git <arguments>` prints when run in `root`, with more `settings`; CatalogueError where git fails."""
    done = _run(root, arguments, given, settings)
    if done.returncode:
        raise CatalogueError(_cause(root, arguments[0], done.stderr.decode("utf-8", "replace")))
    return done.stdout


def merge_base(root: Path, revision: str) -> str:
    """The commit from which HEAD and `revision` went apart: what a change is judged against."""
    other = _commit(root, revision)
    head = _commit(root, "HEAD")
    done = _run(root, ("merge-base", other, head), b"")
    found = done.stdout.decode("ascii", "replace").strip()
    if done.returncode == 0 and _OBJECT.match(found):
        return found
    if ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise CatalogueError(
            f"这份克隆只有最近的历史，找不到和 {_shown(revision)} 分开的地方；先运行 git fetch --unshallow（在 GitHub Actions 里给 checkout 写上 fetch-depth: 0）"
        )
    raise CatalogueError(f"{_shown(revision)} 和现在的版本没有共同的历史，比不了")


def changes_since(root: Path, commit: str) -> tuple[FileChange, ...]:
    """Files below `root` that are not as in `commit`, by path: tracked ones and new ones that are not ignored."""
    found = {change.path: change for change in _tracked(root, commit)}
    listed = ask(root, "ls-files", "-z", "--others", "--exclude-standard")
    for path in map(os.fsdecode, listed.split(b"\0")):
        if path and not path.endswith("/"):  # another repository inside this one is no part of the change
            before = found.get(path, FileChange(path))
            found[path] = FileChange(path, before.before, before.mode_before, _mode(root / path))
    doubtful = [change for change in found.values() if change.was_file and change.mode_after in _FILES]
    held = read_objects(root, (change.before for change in doubtful))
    for change in doubtful:
        if _same_text(root / change.path, held.get(change.before)):
            del found[change.path]
    return tuple(found[path] for path in sorted(found))


def uncommitted(root: Path) -> frozenset[str]:
    """The files below `root` that are not as they were last committed; none where there is no repository."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return frozenset()
    return frozenset(change.path for change in changes_since(root, merge_base(root, "HEAD")))


def read_objects(root: Path, objects: Iterable[str], limit: int = 4 * 1024 * 1024) -> dict[str, bytes]:
    """The content of file objects by id; one larger than `limit` bytes is left out.

    A clone that left objects behind (a partial one) cannot judge a change: CatalogueError, nothing is fetched.
    """
    wanted = sorted(set(objects))
    if not wanted:
        return {}
    sizes = ask(root, "cat-file", "--batch-check", given="\n".join(wanted).encode("ascii") + b"\n")
    if any(line.endswith(b" missing") for line in sizes.splitlines()):
        raise CatalogueError(_PARTIAL)
    small = [
        parts[0]
        for parts in (line.split(b" ") for line in sizes.splitlines())
        if len(parts) == 3 and parts[1] == b"blob" and int(parts[2]) <= limit
    ]
    if not small:
        return {}
    return dict(_contents(ask(root, "cat-file", "--batch", given=b"\n".join(small) + b"\n")))


def _contents(batch: bytes) -> Iterator[tuple[str, bytes]]:
    """`<id> blob <size>` and a newline, the content and a newline, again and again."""
    position = 0
    while position < len(batch):
        end = batch.index(b"\n", position)
        name, _, size = batch[position:end].split(b" ")
        start, position = end + 1, end + 2 + int(size)
        yield name.decode("ascii"), batch[start : position - 1]


def _tracked(root: Path, commit: str) -> Iterator[FileChange]:
    """`:<mode> <mode> <id> <id> <letter>` NUL `<path>` NUL, again and again."""
    raw = ask(
        root, "diff-index", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=dirty", "--relative", commit, "--", settings=_without_filters(root),
    )  # fmt: skip
    parts = raw.split(b"\0")
    for heading, name in zip(parts[0::2], parts[1::2], strict=False):
        mode_before, _, before, _, _ = heading.removeprefix(b":").decode("ascii").split(" ")
        path = os.fsdecode(name)
        is_submodule = heading.split(b" ")[1] == b"160000"
        there = mode_before != "000000"
        yield FileChange(
            path,
            before if there else "",
            mode_before if there else "",
            "160000" if is_submodule else _mode(root / path),
        )


def _without_filters(root: Path) -> dict[str, str]:
    """Settings that empty every configured filter: the change could choose one for its files in .gitattributes."""
    done = _run(root, ("config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|smudge|process)$"), b"")
    names = {os.fsdecode(name).rsplit(".", 1)[0] for name in done.stdout.split(b"\0") if name}
    off = {"clean": "", "smudge": "", "process": "", "required": "false"}
    return {f"{name}.{key}": value for name in sorted(names) for key, value in off.items()}


def _mode(path: Path) -> str:
    """What lies there now, as git would say it."""
    if path.is_symlink():
        return "120000"
    return "100644" if path.is_file() else ""


def _same_text(path: Path, before: bytes | None) -> bool:
    """Whether a file is what it was, line ends apart: git may have changed them when it wrote the file."""
    if before is None or path.stat().st_size > 2 * len(before) + 2:
        return False
    return path.read_bytes().replace(b"\r\n", b"\n") == before.replace(b"\r\n", b"\n")


def _commit(root: Path, revision: str) -> str:
    """The id of the commit that a name means; a name that git could take for an option or a range is refused."""
    bad = not revision or revision.startswith("-") or ".." in revision or ":" in revision
    if bad or not revision.isprintable() or " " in revision:
        raise CatalogueError(f"这不是一个版本的名字：{_shown(revision)}；应为分支、标签或提交编号，如 origin/main")
    done = _run(root, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"), b"")
    found = done.stdout.decode("ascii", "replace").strip()
    if done.returncode == 0 and _OBJECT.match(found):
        return found
    message = done.stderr.decode("utf-8", "replace")
    if message.strip():
        raise CatalogueError(_cause(root, "rev-parse", message))
    if revision == "HEAD":
        raise CatalogueError("这个版本库里还没有提交，没有可以比较的")
    raise CatalogueError(f"版本库里没有 {_shown(revision)}；远程的分支先运行 git fetch，再写 origin/分支名")


def _run(
    root: Path, arguments: tuple[str, ...], given: bytes, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    more = {"GIT_CONFIG_COUNT": str(len(settings or {}))}
    for number, (name, value) in enumerate((settings or {}).items()):
        more |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return subprocess.run(  # noqa: S603  a fixed program; what varies is checked in _commit or follows `--`
        [_program(root), "--no-pager", *_SETTINGS, *arguments],
        cwd=root, env={**kept, **_ENVIRONMENT, **more}, input=given, capture_output=True, check=False,
    )  # fmt: skip


def _program(root: Path) -> str:
    """The git of this machine; one that lies in the project (Windows looks there first) is a stranger's."""
    program = shutil.which("git")
    if program is None:
        raise CatalogueError("这台电脑没有装 git，比不了版本")
    if root.resolve() in Path(program).resolve().parents:
        raise CatalogueError(f"不运行项目文件夹里的 {Path(program).name}；请把它移走")
    return program


def _cause(root: Path, command: str, message: str) -> str:
    if "dubious ownership" in message or "unsafe repository" in message:
        return (
            f"git 不肯读 {root}：它属于另一个用户。确认来源可信后运行 git config --global --add safe.directory {root}"
        )
    if "not a git repository" in message.lower():
        return f"{root} 里没有 git 的版本历史，没有可以比较的"
    if "missing" in message or "bad object" in message or "not allowed" in message or "promisor" in message:
        return _PARTIAL
    lines = message.strip().splitlines()
    return f"git {command} 没有成功：{_shown(lines[-1]) if lines else '没有说明原因'}"


def _shown(text: str) -> str:
    """For one line of a terminal, whatever the name holds."""
    return "".join(c if c.isprintable() else "?" for c in text[:100])
