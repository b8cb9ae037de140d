"""`build.py init`: name the publisher and the address, and remove the samples."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_catalogue.authoring.questions import answer
from course_catalogue.diagnostics import CatalogueError

_URL = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?\Z")
_REQUIRED = ("site_name", "site_url", "publisher", "contact")
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
    """Complete what the command line did not give by asking on the terminal."""
    complete: dict[str, str] = {}
    for name, label in labels.items():
        given = answers.get(name)
        if given is None and sys.stdin.isatty():
            optional = "" if name in _REQUIRED else "（可以不填）"
            given = answer(f"{label}{optional}：")
        if not given and name in _REQUIRED:
            raise CatalogueError(f"还没有填{label}：用 --{name.replace('_', '-')} 给出，或在终端里运行 init 按提示填写")
        complete[name] = given or ""
    return complete


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


def confirm(samples: tuple[Path, ...], root: Path) -> None:
    """Ask on the terminal whether the samples may go; without one, or on any other answer, a CatalogueError."""
    names = "、".join(folder.relative_to(root).as_posix() for folder in samples)
    if not sys.stdin.isatty():
        raise CatalogueError(f"将移去示例 {names} 和它们的评审：同意就加上 --yes，要保留就加上 --keep-samples")
    if answer(f"将移去示例 {names} 和它们的评审，输入 yes 确认：").lower() != "yes":
        raise CatalogueError("没有确认，什么都没有改")


def apply_init(root: Path, publisher: Publisher, samples: tuple[Path, ...]) -> Iterator[str]:
    """Write mkdocs.yml and remove `samples` with their reviews; yields a line for each thing done."""
    if not _URL.match(publisher.site_url):
        raise CatalogueError(f"网址应以 https:// 开头，例如 https://kexue.example.com/：{publisher.site_url}")
    settings = root / "mkdocs.yml"
    try:
        changed = set_publisher(settings.read_text("utf-8"), publisher)
    except UnicodeDecodeError:
        raise CatalogueError("mkdocs.yml 不是 UTF-8 编码，请对照项目自带的 mkdocs.yml 恢复") from None
    for folder in samples:
        shutil.rmtree(folder)
        review = root / "reviews" / folder.relative_to(root)
        shutil.rmtree(review, ignore_errors=True)
        review.with_name(f"{review.name}.yml").unlink(missing_ok=True)
        yield f"移去示例 {folder.relative_to(root).as_posix()} 和它的评审"
    for tree in ("courses", "bases"):
        (root / tree).mkdir(exist_ok=True)
        (root / tree / ".gitkeep").touch()
    settings.write_text(changed, encoding="utf-8")
    yield f"mkdocs.yml：主办单位 {publisher.publisher}，网址 {publisher.site_url}"
    yield "接着运行 python build.py build 生成网站。"


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
        text, count = re.subn(rf"(?m)^{key}:.*$", lambda _, key=key, value=value: f"{key}: {value}", text)  # type: ignore[misc]
        if count != 1:
            raise CatalogueError(f"mkdocs.yml 里应有一行 {key.strip()}:，请对照项目自带的 mkdocs.yml 恢复")
    return text


def _quoted(value: str) -> str:
    """A double-quoted YAML scalar: JSON, with nothing outside ASCII and Chinese left raw."""
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _is_sample(file: Path) -> bool:
    return any(
        line.startswith("name:") and SAMPLE_MARK in line
        for line in file.read_text("utf-8", errors="replace").splitlines()
    )
