"""What is due when: one finding a file, with the list of what is still missing.

The schema says on each field when it is due (x-due). A draft and a submission are told what
the next step still needs; what is approved must be complete.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

import msgspec

from course_catalogue.catalogue import Catalogue, State
from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.documents import Document
from course_catalogue.model import AnyPublished, Published, Record
from course_catalogue.schema_check import Schemas
from course_catalogue.unsound import UnsoundRead

_SHOWN = 12


class Missing(msgspec.Struct, frozen=True):
    """Readable names of the fields that a record lacks for being submitted, and for being approved."""

    submitted: tuple[str, ...]
    approved: tuple[str, ...]


NOTHING_MISSING = Missing((), ())


def missing_fields(document: Document, schemas: Schemas) -> Missing:
    """What a document still lacks, found while it is at hand."""
    approved = schemas.due(document.kind, document.data, "approved")
    submitted = schemas.due(document.kind, document.data, "submitted") if approved else []
    return Missing(tuple(submitted), tuple(approved))


def check_due(catalogue: Catalogue, missing_by_key: Mapping[str, Missing]) -> Iterator[Diagnostic]:
    """One Diagnostic for every record that lacks what its own or its next step demands."""
    for record in catalogue.records.values():
        state = catalogue.state(record)
        if state is State.WITHDRAWN:
            continue
        missing = missing_by_key[record.key]
        approved = state in (State.LISTED, State.EXPIRED)
        own = () if state is State.DRAFT else missing.approved if approved else missing.submitted
        following = () if approved else missing.submitted if state is State.DRAFT else missing.approved
        if own:
            yield _incomplete(record, own, approved)
        elif following:
            yield _next_step(record, following, state)


def certainly_due(record: Record, document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """What a submission with other errors lacks whatever its review says; nothing while a whole group is wrong."""
    if not isinstance(record, Published) or record.status != "submitted":
        return
    with contextlib.suppress(UnsoundRead):
        missing = missing_fields(document, schemas).submitted
        if missing:
            yield _incomplete(record, missing, approved=False)


def _incomplete(record: Published, missing: tuple[str, ...], approved: bool) -> Diagnostic:
    state = "已通过评审的内容" if approved else "送评（submitted）的内容"
    otherwise = "" if approved else "。还没准备好时先把状态（status）改为 draft"
    return Diagnostic(
        code="incomplete",
        severity=Severity.ERROR,
        mark=record.origin.key_mark("status"),
        message=f"{state}还缺 {len(missing)} 项",
        field="状态",
        mend=f"补上：{_listed(missing)}{otherwise}",
    )


def _next_step(record: AnyPublished, missing: tuple[str, ...], state: State) -> Diagnostic:
    goal = "送评" if state is State.DRAFT else "通过评审"
    return Diagnostic(
        code="due-for-next-step",
        severity=Severity.WARNING,
        mark=record.origin.key_mark("status"),
        message=f"还差 {len(missing)} 项即可{goal}",
        field="状态",
        mend=f"有空时补上：{_listed(missing)}。现在不影响提交",
    )


def _listed(missing: tuple[str, ...]) -> str:
    shown = "；".join(missing[:_SHOWN])
    return shown if len(missing) <= _SHOWN else f"{shown} 等 {len(missing)} 项"
