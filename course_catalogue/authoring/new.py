"""`build.py new`: ask what a new file must know, propose its id, and write a commented scaffold in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from course_catalogue.authoring.emitter import cleaned
from course_catalogue.authoring.id_proposals import id_fault, proposed_ids, taken_ids
from course_catalogue.authoring.numbering import without_numbers
from course_catalogue.authoring.questions import can_ask, chosen, settled, several
from course_catalogue.authoring.scaffold import scaffold
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import Source
from course_catalogue.loading import Rulebook, judge
from course_catalogue.nearest import folded
from course_catalogue.output import OutputFile, add_files
from course_catalogue.personal_numbers import personal_numbers
from course_catalogue.reporting.visible import visible
from course_catalogue.rules.due import Missing

KIND_WORDS = {
    "series": "科学素养系列课程",
    "premium": "精品研学课程",
    "extension": "课外拓展课程",
    "base": "科普教育基地",
    "provider": "课程机构",
}
_OF_OWNERS = ("base", "provider")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was given as options; None where it is to be asked. `sessions` counts, `titles` names the sessions of a series."""

    kind: str
    title: str | None = None
    owner: str | None = None
    id: str | None = None
    sessions: int | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that may be written, and what it still lacks."""

    kind: str
    path: PurePosixPath
    text: str
    missing: Missing


def new_file(root: Path, wishes: Wishes, catalogue: Catalogue, book: Rulebook) -> NewFile:
    """The scaffold that the wishes and the answers describe; a CatalogueError where they cannot be had."""
    kind = wishes.kind
    owner = "" if kind in _OF_OWNERS else _owner(wishes, catalogue)
    word = "名称" if kind in _OF_OWNERS else "课程名称"
    field = "name" if kind in _OF_OWNERS else "title"
    longest = book.schemas.at(kind, (field,))["maxLength"]
    given = None if wishes.title is None else " ".join(cleaned(wishes.title).split())
    known = _known_owners(kind, catalogue)
    title = settled(given, word, "--title", lambda words: _title_fault(words, word, longest, known))
    folder = _folder(kind, owner)
    taken = taken_ids(root, folder, catalogue)
    found = wishes.id or settled(
        None, f"编号（文件夹名，会出现在网址里），可以用 {'、'.join(proposed_ids(title, taken))}，或自己写", "--id",
        lambda word: id_fault(word, taken), proposed_ids(title, taken)[0],
    )  # fmt: skip
    fault = id_fault(found, taken)
    if fault:
        raise CatalogueError(f"{fault}；没有人用的有 {'、'.join(proposed_ids(title, taken))}")
    titles = _session_titles(wishes, book) if kind == "series" else ()
    name = "course.yml" if kind not in _OF_OWNERS else f"{kind}.yml"
    return _judged(kind, PurePosixPath(folder, found, name), {field: cleaned(title)}, titles, book)


def _owner(wishes: Wishes, catalogue: Catalogue) -> str:
    """The key of the provider or base that the course belongs to."""
    is_series = wishes.kind == "series"
    owners = [(record.key, record.name) for record in (catalogue.providers if is_series else catalogue.bases)]
    word, kind = ("机构", "provider") if is_series else ("基地", "base")
    if not owners:
        raise CatalogueError(f"目录里还没有{word}：先运行 python build.py new {kind}")
    listed = "".join(
        f"  {number}  {visible(name)}（{key.rsplit('/', 1)[-1]}）\n"
        for number, (key, name) in enumerate(owners, start=1)
    )
    said = settled(
        wishes.owner, f"哪个{word}的课程？\n{listed}{word}的序号、编号或名称", "--owner",
        lambda words: "" if chosen(owners, words) else f"没有“{words}”这个{word}" if words else f"还没有说是哪个{word}",
    )  # fmt: skip
    return chosen(owners, said)


def _folder(kind: str, owner: str) -> str:
    if kind in _OF_OWNERS:
        return "courses" if kind == "provider" else "bases"
    return owner if kind == "series" else f"{owner}/{kind}"


def _known_owners(kind: str, catalogue: Catalogue) -> dict[str, str]:
    """The files of the bases or providers that there are, by name: one that is written twice would be two in the catalogue."""
    owners = catalogue.bases if kind == "base" else catalogue.providers if kind == "provider" else ()
    return {folded(owner.name): owner.origin.name for owner in owners}


def _title_fault(words: str, word: str, longest: int, known: Mapping[str, str]) -> str:
    if not words:
        return f"还没有填{word}"
    if path := known.get(folded(words)):
        return f"已经有叫“{visible(words)}”的了，在 {path}：同一家就改那一份；不是同一家，名称要分得开"
    if next(personal_numbers(words), None):
        return f"{word}里有个人手机号或身份证号，课程文件是公开的"
    return f"{word}不能超过 {longest} 个字，现在 {len(words)} 个" if len(words) > longest else ""


def _session_titles(wishes: Wishes, book: Rulebook) -> tuple[str, ...]:
    """As many titles as sessions; those that nobody has named say that they are still to be found."""
    limits = book.vocabulary.thresholds
    titles = wishes.titles
    if not titles and wishes.sessions is None and can_ask():
        titles = several("课时的题目，一行一个，可以从 Word 粘贴；写完再按一次回车。还没想好就直接回车：")
    named = without_numbers(map(cleaned, titles))
    if len(named) > limits.sessions_max:
        raise CatalogueError(
            f"题目有 {len(named)} 个，一个系列至多 {limits.sessions_max} 课时：删去或合并 {len(named) - limits.sessions_max} 个再运行"
        )
    span = f"{limits.sessions_min}～{limits.sessions_max}"

    def fault(words: str) -> str:
        fits = words.isascii() and words.isdigit() and len(named) <= int(words) <= limits.sessions_max
        enough = fits and int(words) >= limits.sessions_min
        return (
            ""
            if enough
            else f"一个系列有 {span} 课时，已有题目 {len(named)} 个"
            if named
            else f"一个系列有 {span} 课时"
        )

    given = None if wishes.sessions is None else str(wishes.sessions)
    count = int(settled(given, f"一共几课时（{span}）", "--sessions", fault, str(max(len(named), limits.sessions_min))))
    return (*named, *(f"待定 {number}" for number in range(len(named) + 1, count + 1)))


def _judged(kind: str, path: PurePosixPath, known: dict[str, Any], titles: tuple[str, ...], book: Rulebook) -> NewFile:
    """The text, once the gates find no fault with what was answered."""
    text = scaffold(kind, path, {"format": 1, "status": "draft", **known}, book.schemas, titles)
    verdict = judge(Source(path, kind, text.encode()), book)
    wrong = next((item for item in verdict.findings if item.is_error), None)
    if wrong:
        raise CatalogueError(f"{wrong.field or '内容'}：{wrong.message}。{wrong.mend}。什么都没有写")
    return NewFile(kind, path, text, verdict.missing)


def write_new(root: Path, file: NewFile) -> Iterator[str]:
    """Write the file in a folder that was not there; yields what was done and what to do next."""
    add_files(root, [OutputFile(file.path.as_posix(), file.text.encode())], {})
    submitted, approved = len(file.missing.submitted), len(file.missing.approved)
    due = f"还差 {submitted} 项即可送评" if submitted else f"送评要的已经齐了，通过评审前还要 {approved} 项"
    yield f"写好了 {file.path}：{KIND_WORDS[file.kind]}的草稿，{due}。"
    yield "接着：用编辑器打开它，照每一项上面的说明填，不必一次填完；填好以后把 status 改为 submitted。"
    yield f"看还差什么：python build.py check {file.path}；看网页的样子：python build.py serve"
