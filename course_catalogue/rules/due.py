"""What is due when: one finding a file, with the list of what is still missing.

The schema says on each field when it is due (x-due). A draft and a submission are told what
the next step still needs; what is approved must be complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue, State
from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.model import AnyPublished
from course_catalogue.schema_check import Schemas

_SHOWN = 12


def check_due(catalogue: Catalogue, schemas: Schemas) -> Iterator[Diagnostic]:
    """One Diagnostic for every record that lacks what its own or its next step demands."""
    for record in catalogue.records.values():
        state = catalogue.state(record)
        if state is State.WITHDRAWN:
            continue
        approved = state in (State.LISTED, State.EXPIRED)
        if state is not State.DRAFT:
            missing = _missing(record, schemas, "approved" if approved else "submitted")
            if missing:
                yield _incomplete(record, missing, approved)
                continue
        if not approved:
            missing = _missing(record, schemas, "submitted" if state is State.DRAFT else "approved")
            if missing:
                yield _next_step(record, missing, state)


def _missing(record: AnyPublished, schemas: Schemas, step: str) -> list[str]:
    return schemas.due(record.origin.kind, record.origin.data, step)


def _incomplete(record: AnyPublished, missing: list[str], approved: bool) -> Diagnostic:
    state = "已通过评审的内容" if approved else "送评（submitted）的内容"
    return Diagnostic(
        code="incomplete",
        severity=Severity.ERROR,
        mark=record.origin.key_mark("status"),
        message=f"{state}还缺 {len(missing)} 项",
        field="状态",
        found=f"还缺：{_listed(missing)}",
        expected="写齐",
        mend="补上这些字段" if approved else "补上这些字段；还没准备好时先把 status 改为 draft",
    )


def _next_step(record: AnyPublished, missing: list[str], state: State) -> Diagnostic:
    goal = "送评" if state is State.DRAFT else "通过评审"
    return Diagnostic(
        code="due-for-next-step",
        severity=Severity.WARNING,
        mark=record.origin.key_mark("status"),
        message=f"还差 {len(missing)} 项即可{goal}",
        field="状态",
        found=f"还缺：{_listed(missing)}",
        expected="",
        mend="不影响提交，有空时补上",
    )


def _listed(missing: list[str]) -> str:
    shown = "；".join(missing[:_SHOWN])
    return shown if len(missing) <= _SHOWN else f"{shown}；等 {len(missing)} 项"
