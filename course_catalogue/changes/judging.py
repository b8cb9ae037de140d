"""What may not be done in a change, and what a maintainer must look at.

An error is what a contributor may not do at all; a warning asks for a maintainer's word. A maintainer who makes the
change himself (`--maintainer`) is warned where a contributor is refused reviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from course_catalogue.changes.addresses import lost_addresses
from course_catalogue.changes.comparison import Comparison
from course_catalogue.changes.recheck import Recheck, rechecks
from course_catalogue.changes.renames import gone_records, successors
from course_catalogue.changes.touched import Part, file_words, is_stray, owner_folders, owner_words, part_of
from course_catalogue.diagnostics import Diagnostic, Mark, Severity, in_reading_order, without_personal_numbers
from course_catalogue.git_tree import FileChange
from course_catalogue.loading import Loaded, without_rechecks_to_come
from course_catalogue.model import AnyPublished, Review
from course_catalogue.owners import Owners
from course_catalogue.schema_check import Schemas

_ASK = "需要维护者确认"
_SHOWN = 12


def judged(
    loaded: Loaded, comparison: Comparison, owners: Owners, schemas: Schemas, *, maintainer: bool = False
) -> Loaded:
    """What was loaded, with the findings on the change added; 待复核 names its fields exactly where it began here."""
    found = [
        *_sharpened(loaded.diagnostics, comparison, schemas),
        *touched_reviews(comparison, maintainer=maintainer),
        *unpinned_approvals(comparison, maintainer=maintainer),
        *changes_of_unpinned(comparison, schemas),
        *submodules(comparison),
        *changes_to_the_checker(comparison),
        *folders_of_several_owners(comparison, owners),
        *lost_addresses(comparison),
    ]
    told = in_reading_order(_renames_told_once(without_rechecks_to_come(found)))
    return replace(loaded, diagnostics=tuple(map(without_personal_numbers, told)))


def _renames_told_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """A review that stays behind is a place of the rename that left it there, not a finding of its own."""
    renames = [item for item in found if item.code == "renamed-record"]
    behind = {related.mark for item in renames for related in item.related}
    return [item for item in found if item.code != "review-to-rename" or item.mark not in behind]


def touched_reviews(comparison: Comparison, *, maintainer: bool) -> Iterator[Diagnostic]:
    """Approval lives in reviews/, and nobody approves himself."""
    unpinned = {review.origin.name for review in _unpinned(comparison)} if maintainer else set()
    for change in _touched(comparison, Part.REVIEWS):
        if change.path in unpinned:  # which is told of it
            continue
        deed = "新写了评审" if not change.before else "删去了评审" if not change.mode_after else "改了评审"
        yield Diagnostic(
            code="touched-review",
            severity=Severity.WARNING if maintainer else Severity.ERROR,
            mark=Mark(change.path),
            message="这次改动动了评审" + (f"，{_ASK}" if maintainer else "，评审只由维护者写"),
            found=deed,
            expected="" if maintainer else "评审和原来一样",
            mend="核对是谁、按什么评的"
            if maintainer
            else "撤销对这个文件的改动；想送评，把课程的 status 写成 submitted 就行",
        )


def unpinned_approvals(comparison: Comparison, *, maintainer: bool) -> Iterator[Diagnostic]:
    """An approval that a maintainer writes pins what it approves, so that a later change shows."""
    for review in _unpinned(comparison) if maintainer else ():
        yield Diagnostic(
            code="approval-not-pinned",
            severity=Severity.WARNING,
            mark=review.origin.mark("decision"),
            message="这次改动写了通过的评审，没有固定当时的内容，以后的改动不会显示为待复核",
            field="结论",
            found="没有 reviewed_content",
            expected="评审时内容的摘要",
            mend=f"运行 python build.py review {review.reviewed}",
        )


def changes_of_unpinned(comparison: Comparison, schemas: Schemas) -> Iterator[Diagnostic]:
    """A change of approved content that no later check would see, because its review does not hold what it approved."""
    for item in rechecks(comparison, schemas):
        if not item.pinned:
            yield Diagnostic(
                code="approval-not-pinned",
                severity=Severity.WARNING,
                mark=Mark(item.record.origin.name),
                message=f"这次改动改了通过评审的“{item.record.title}”，{_ASK}；评审没有固定当时的内容，合并以后就看不出来了",
                found=_changed(item),
                expected="先固定评审过的内容",
                mend=f"维护者在改动之前的版本上运行 python build.py review {item.record.key}",
            )


def _unpinned(comparison: Comparison) -> list[Review]:
    touched = {change.path for change in _touched(comparison, Part.REVIEWS)}
    return [
        review
        for review in comparison.after.reviews.values()
        if review.origin.name in touched
        and review.decision == "approved"
        and not review.reviewed_content
        and review.reviewed in comparison.after.records
    ]


def submodules(comparison: Comparison) -> Iterator[Diagnostic]:
    """A submodule brings in files of another repository that nobody has looked at here."""
    for change in comparison.files:
        if change.is_submodule:
            yield Diagnostic(
                code="submodule",
                severity=Severity.ERROR,
                mark=Mark(change.path),
                message="不能用子模块",
                found="指向另一个版本库的子模块",
                expected="普通的文件夹和文件",
                mend="删去子模块，把文件本身放进来",
            )


def changes_to_the_checker(comparison: Comparison) -> Iterator[Diagnostic]:
    """Who changes the judge is judged as code; a change that also brings content is asked to be two."""
    touched = list(_touched(comparison, Part.CHECKER))
    stray = [change.path for change in touched if is_stray(change)]
    if stray:
        yield _stray(stray)
    files = [change.path for change in touched if change.path not in stray]
    if not files:
        return
    content = [change.path for change in _touched(comparison, Part.CONTENT)]
    if content:
        yield Diagnostic(
            code="mixed-change",
            severity=Severity.WARNING,
            mark=Mark(files[0]),
            message=f"这次改动包含检查程序本身，又改了课程，{_ASK}",
            found=f"检查程序：{file_words(files)}；课程：{file_words(content)}",
            expected="课程和检查程序分开提交",
            mend="分成两次：先提交检查程序的改动，合并以后再提交课程；增加字段时一起改示例，由维护者确认",
        )
        return
    yield Diagnostic(
        code="checker-changed",
        severity=Severity.WARNING,
        mark=Mark(files[0]),
        message=f"这次改动包含检查程序本身，{_ASK}",
        found=file_words(files),
        mend="维护者按代码逐行看；判断课程用的是改动之前的规则（check --schema）",
    )


def _stray(files: list[str]) -> Diagnostic:
    return Diagnostic(
        code="stray-file",
        severity=Severity.WARNING,
        mark=Mark(files[0]),
        message=f"这次改动在 courses/ 和 bases/ 外面加了文件，{_ASK}",
        found=file_words(files),
        expected="课程和它的图片放在自己机构或基地的文件夹里",
        mend="是课程就移到 courses/<机构>/<课程>/ 里；Word、压缩包之类用不上的文件请删去",
    )


def folders_of_several_owners(comparison: Comparison, owners: Owners) -> Iterator[Diagnostic]:
    """An association owns its folder: a change of several folders is several owners' business. A renamed folder is one."""
    heirs = successors(comparison.before, comparison.after)
    folders: dict[str, FileChange] = {}
    for folder, first in owner_folders(comparison.files).items():
        folders.setdefault(heirs[folder].key if folder in heirs else folder, first)
    if len(folders) < 2:
        return
    both = (comparison.after, comparison.before)
    yield Diagnostic(
        code="several-owners",
        severity=Severity.WARNING,
        mark=Mark(list(folders.values())[1].path),
        message=f"这次改动涉及 {len(folders)} 家机构或基地的文件夹，{_ASK}",
        found="；".join(owner_words(folder, both, owners) for folder in folders),
        expected="一次只改自己的文件夹",
        mend="把别家的改动去掉，或请那一家也看过",
    )


def _touched(comparison: Comparison, part: Part) -> Iterator[FileChange]:
    for change in comparison.files:
        if part_of(change.path) is part and not change.is_submodule:
            yield change


def _sharpened(diagnostics: tuple[Diagnostic, ...], comparison: Comparison, schemas: Schemas) -> Iterator[Diagnostic]:
    """Where the base still is what was reviewed, the fields are told to their depth (课时 3 › 教学过程).

    The review of what the change took from the public is not told: `deleted-page` or `former-id-missing` is.
    """
    lost = {f"reviews/{record.key}.yml" for record in _publicly_gone(comparison)}
    exact = {item.record.origin.name: item for item in rechecks(comparison, schemas) if item.pinned}
    for item in diagnostics:
        if item.code == "review-of-nothing" and item.mark.path in lost:
            continue
        known = exact.get(item.mark.path) if item.code == "changed-after-approval" else None
        yield replace(item, found=_changed(known)) if known else item


def _publicly_gone(comparison: Comparison) -> list[AnyPublished]:
    """Records of whose loss `lost_addresses` tells an error, be it at their owner, unless `former_ids` lead on."""
    gone = gone_records(comparison.before, comparison.after)
    return [record for record in gone if comparison.before.is_public(record)]


def _changed(recheck: Recheck) -> str:
    names = recheck.fields
    return f"改动了：{'、'.join(names[:_SHOWN])}" + (f"，等 {len(names)} 处" if len(names) > _SHOWN else "")
