"""Addresses that a change takes from the public, by deleting or renaming; a link on a school's notice must not die."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.changes.comparison import Comparison
from course_catalogue.changes.renames import gone_at_the_top, successors
from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity
from course_catalogue.model import AnyPublished, Base, Provider
from course_catalogue.redirects import redirects


def lost_addresses(comparison: Comparison) -> Iterator[Diagnostic]:
    """Findings on what is gone: deleted, moved elsewhere, renamed, or no longer led to by `former_ids`."""
    before, after = comparison.before, comparison.after
    heirs = successors(before, after)
    led = {key for key, _ in redirects(after)}
    for record in gone_at_the_top(before, after):
        heir = heirs.get(record.key)
        public = before.is_public(record)
        if heir is None:
            yield _deleted_page(record) if public else _deleted(record)
        elif record.key in led:
            yield _renamed(record, heir, after)
        elif public and _folder(heir) != _folder(record):
            yield _moved_away(record, heir)
        elif public:
            yield _without_former_id(record.id, heir)
        else:
            yield _renamed(record, heir, after)
    told = {heir.key for heir in heirs.values()}
    for former, record in redirects(before):
        now = after.records.get(record.key)
        kept = former in led or after.is_known(former)
        own = _folder(record) == former.rsplit("/", 1)[0]
        if not kept and own and now is not None and now.key not in told and before.is_public(record):
            yield _without_former_id(former.rsplit("/", 1)[1], now)


def _folder(record: AnyPublished) -> str:
    return record.key.rsplit("/", 1)[0]


def _deleted_page(record: AnyPublished) -> Diagnostic:
    what = "机构" if isinstance(record, Provider) else "基地" if isinstance(record, Base) else "课程"
    return Diagnostic(
        code="deleted-page",
        severity=Severity.ERROR,
        mark=Mark(record.origin.name),
        message=f"删去了有网页的{what}，旧网址会打不开",
        found=f"删去“{record.title}”",
        expected="status: withdrawn",
        mend="恢复这个文件，把 status 改为 withdrawn：网页会说明已经撤回，旧网址还在",
    )


def _deleted(record: AnyPublished) -> Diagnostic:
    return Diagnostic(
        code="deleted-record",
        severity=Severity.WARNING,
        mark=Mark(record.origin.name),
        message="删去了还没有公开过的内容，需要维护者确认",
        found=f"删去“{record.title}”",
        mend="确实不要了，就不用改",
    )


def _renamed(record: AnyPublished, heir: AnyPublished, after: Catalogue) -> Diagnostic:
    behind = [review for key, review in after.reviews.items() if f"{key}/".startswith(f"{record.key}/")]
    return Diagnostic(
        code="renamed-record",
        severity=Severity.WARNING,
        mark=Mark(heir.origin.name),
        message="改了编号，需要维护者确认",
        found=f"{record.key} 改为 {heir.key}",
        mend=(f"维护者把 reviews/ 里的 {len(behind)} 个文件也改名；" if behind else "")
        + "旧网址由 former_ids 转到新网址，作者不用再做什么",
        related=tuple(Related(review.origin.mark(), "评审还在旧编号下") for review in behind),
    )


def _moved_away(record: AnyPublished, heir: AnyPublished) -> Diagnostic:
    return Diagnostic(
        code="deleted-page",
        severity=Severity.ERROR,
        mark=Mark(heir.origin.name),
        message="有网页的内容搬到了别处，旧网址转不过去",
        found=f"{record.key} 搬到 {heir.key}",
        expected="在原来的文件夹里改名，或原处留下 status: withdrawn",
        mend="恢复原来的文件，把它的 status 改为 withdrawn；新的一份另行送评",
    )


def _without_former_id(former: str, heir: AnyPublished) -> Diagnostic:
    known = heir.former_ids
    wanted = f"former_ids: [{', '.join((*known, former))}]"
    status = heir.origin.mark("status")
    end = Mark(status.path, status.end_line, status.end_column, status.end_line, status.end_column)
    return Diagnostic(
        code="former-id-missing",
        severity=Severity.ERROR,
        mark=heir.origin.key_mark("former_ids") if known else heir.origin.key_mark("status"),
        message="编号改了，旧网址会打不开",
        field="曾用编号",
        found=f"没有写曾用编号 {former}",
        expected=wanted,
        mend=f"加一行 {wanted}，旧网址会自动转到新网址；reviews/ 里的评审请维护者一起改名"
        if not known
        else f"把 {former} 加进 former_ids",
        edits=() if known else (Edit(end, f"\n{wanted}"),),
    )
