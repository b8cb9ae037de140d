"""`build.py init`: name the publisher and the address, and remove the samples."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from course_catalogue.authoring.questions import answer, can_ask, settled
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.git_tree import uncommitted
from course_catalogue.output import rewrite_file
from course_catalogue.personal_numbers import personal_numbers

_URL = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?\Z")
_REQUIRED = ("site_name", "site_url", "publisher", "contact")
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
SAMPLE_MARK = "示例"


@dataclass(frozen=True, slots=True)
class Publisher:
    """What init sets in mkdocs.yml; the filing numbers may stay empty."""

    site_name: str
    site_url: str
    publisher: str
    contact: str
    icp_number: str = ""
    police_number: str = ""


def ask(answers: Mapping[str, str | None], labels: Mapping[str, str]) -> dict[str, str]:
    """Complete what the command line did not give by asking on the terminal; a CatalogueError for what cannot be used."""
    return {
        name: settled(
            answers.get(name), label if name in _REQUIRED else f"{label}（可以不填）", f"--{name.replace('_', '-')}",
            partial(_fault, name, label),
        )
        for name, label in labels.items()
    }  # fmt: skip


def _fault(name: str, label: str, words: str) -> str:
    if not words:
        return f"还没有填{label}" if name in _REQUIRED else ""
    if name == "site_url" and not _URL.match(words):
        return f"网址应以 https:// 开头，例如 https://kexue.example.com/，写的是 {words}"
    if next(personal_numbers(words), None):
        return f"{label}里有个人手机号或身份证号，网站是公开的：请用办公电话或邮箱"
    return ""


def sample_folders(root: Path) -> tuple[Path, ...]:
    """Folders of providers and bases whose record is named as a sample (示例).

    A symbolic link on the way to one, or to its review, is a CatalogueError: what it leads to is not ours to remove.
    """
    samples = tuple(
        folder
        for tree, record in (("courses", "provider.yml"), ("bases", "base.yml"))
        for folder in sorted((root / tree).glob("*/"))
        if (folder / record).is_file() and _is_sample(folder / record)
    )
    for folder in samples:
        review = root / "reviews" / folder.relative_to(root)
        for path in (folder.parent, folder, root / "reviews", review.parent, review):
            if path.is_symlink():
                name = path.relative_to(root).as_posix()
                raise CatalogueError(f"{name} 是符号链接，不能移去示例：先换成真的文件夹，或加上 --keep-samples")
    return samples


def refuse_own_work(samples: tuple[Path, ...], root: Path) -> None:
    """A CatalogueError where a file of the samples, or of their reviews, was changed or added and not committed."""
    try:
        changed = uncommitted(root)
    except CatalogueError:  # a repository without a commit, or no git: nothing can be told
        return
    folders = [folder.relative_to(root) for folder in samples]
    own = [path for path in sorted(changed) for folder in folders if _lies_in(Path(path), folder)]
    if own:
        raise CatalogueError(
            f"示例文件夹里有还没有提交的改动：{'、'.join(own[:5])}{' 等' if len(own) > 5 else ''}；先提交或移到别处，再运行 init；要保留示例就加上 --keep-samples"
        )


def _lies_in(path: Path, folder: Path) -> bool:
    review = Path("reviews", folder)
    return folder in path.parents or review in path.parents or path == review.with_name(f"{review.name}.yml")


def confirm(samples: tuple[Path, ...], root: Path) -> None:
    """Ask on the terminal whether the samples may go; without one, or on any other answer, a CatalogueError."""
    names = "、".join(folder.relative_to(root).as_posix() for folder in samples)
    courses = sum(1 for folder in samples for _ in folder.rglob("course.yml"))
    question = f"将移去示例 {names}、其中的 {courses} 门课程和它们的评审"
    if not can_ask():
        raise CatalogueError(f"{question}：同意就加上 --yes，要保留就加上 --keep-samples")
    if answer(f"{question}，输入 yes 确认：").lower() != "yes":
        raise CatalogueError("没有确认，什么都没有改")


def apply_init(root: Path, publisher: Publisher, samples: tuple[Path, ...]) -> tuple[str, ...]:
    """Write mkdocs.yml and then remove `samples` with their reviews; gives a line for each thing done.

    In this order: a run that is stopped half-way has lost no setting, and the next one removes what is left.
    """
    settings = root / "mkdocs.yml"
    old = settings.read_bytes()
    try:
        changed = set_publisher(old.decode("utf-8"), publisher)
    except UnicodeDecodeError:
        raise CatalogueError("mkdocs.yml 不是 UTF-8 编码，请对照项目自带的 mkdocs.yml 恢复") from None
    rewrite_file(settings, old, changed.encode())
    for folder in samples:
        shutil.rmtree(folder)
        review = root / "reviews" / folder.relative_to(root)
        shutil.rmtree(review, ignore_errors=True)
        review.with_name(f"{review.name}.yml").unlink(missing_ok=True)
    for tree in ("courses", "bases"):
        (root / tree).mkdir(exist_ok=True)
        (root / tree / ".gitkeep").touch()
    return (
        f"mkdocs.yml：主办单位 {publisher.publisher}，网址 {publisher.site_url}",
        *(f"移去示例 {folder.relative_to(root).as_posix()} 和它的评审" for folder in samples),
        "接着运行 python build.py build 生成网站。",
    )


def set_publisher(text: str, publisher: Publisher) -> str:
    """mkdocs.yml with the publisher's values; comments and layout stay."""
    url = publisher.site_url if publisher.site_url.endswith("/") else f"{publisher.site_url}/"
    details = {
        "name": publisher.publisher,
        "contact": publisher.contact,
        "icp_number": publisher.icp_number,
        "police_number": publisher.police_number,
    }
    flow = ", ".join(f"{key}: {_quoted(value)}" for key, value in details.items())
    for key, value in (
        ("site_name", _quoted(publisher.site_name)),
        ("site_url", _quoted(url)),
        ("  publisher", f"{{{flow}}}"),
    ):
        text, count = re.subn(rf"(?m)^{key}:[^\r\n]*", lambda _, key=key, value=value: f"{key}: {value}", text)  # type: ignore[misc]
        if count != 1:
            raise CatalogueError(f"mkdocs.yml 里应有一行 {key.strip()}:，请对照项目自带的 mkdocs.yml 恢复")
    return text


def _quoted(value: str) -> str:
    """A double-quoted YAML scalar: JSON, and with an escape for each character that YAML does not take as it is."""
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _is_sample(file: Path) -> bool:
    return any(
        line.startswith("name:") and SAMPLE_MARK in line
        for line in file.read_text("utf-8", errors="replace").splitlines()
    )
