"""Gate 2, first half: does a document fit its schema? Findings are worded for authors.

jsonschema-rs finds the misfit; `misfits` builds the sentence from the schema's own Chinese title, description and example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from course_catalogue.diagnostics import Diagnostic, Edit, Related, error
from course_catalogue.documents import AND_MORE, MAX_FINDINGS, Document, Source
from course_catalogue.schemas import DUE_STEPS, KINDS, Schemas, load_schemas
from course_catalogue.strict_yaml import read_at_once

if TYPE_CHECKING:
    from course_catalogue.field_names import FieldGuess
    from course_catalogue.written_lines import Lines

__all__ = ["DUE_STEPS", "KINDS", "Schemas", "check_shape", "load_schemas"]

_TOO_FEW = ("minItems", "minProperties")
_MOST_TRIALS = 40
_MOST_ALIKE = 4
_MOST_CHARACTERS = 1_000_000
Path = tuple[str | int, ...]


def check_shape(document: Document, schemas: Schemas, moves: int = 3) -> list[Diagnostic]:
    """Misfits between a document and its schema, one Diagnostic each, at most MAX_FINDINGS.

    `moves` lines at most are tried at another indentation, because each trial reads the file again.
    Where there are more, errors come before warnings: what is wrong must never pass for sound. What words them is
    imported with the first one.
    """
    errors = _first_errors(document, schemas)
    if not errors and not document.empty_keys:
        return []
    from course_catalogue.field_names import meant

    unknown = list(islice(_unknown_names(document, schemas, errors), MAX_FINDINGS))
    elsewhere = [
        (steps, name)
        for steps, name in unknown[:20]
        if _only_elsewhere(meant(schemas, document.kind, steps, name, document.value(*steps, name)))
    ]
    if elsewhere and moves:
        moved = _moved(document, schemas, elsewhere, moves)
        if moved is not None:
            return moved
    misspelt = {tuple(error.instance_path) for error in errors if error.kind.name == "pattern"}
    misnamed = set(_misnamed(document, schemas, unknown))
    worded = _worded(document, schemas, errors, misspelt, misnamed)
    found = list(islice(worded, MAX_FINDINGS))
    if len(found) < MAX_FINDINGS:
        return found
    late = None if any(item.is_error for item in found) else next((item for item in worded if item.is_error), None)
    last = late or found[-1]
    return [*found[:-1], replace(last, message=last.message + AND_MORE)]


def _only_elsewhere(guess: FieldGuess) -> bool:
    return bool(guess.belongs) and not guess.names


def _first_errors(document: Document, schemas: Schemas) -> list[Any]:
    """The first errors in their order; those that only warn in a draft give way to the others."""
    hard: list[Any] = []
    soft: list[Any] = []
    for number, misfit in enumerate(schemas.errors(document.kind, document.data)):
        keep = soft if is_soft(document, schemas, misfit) else hard
        if len(keep) < MAX_FINDINGS:
            keep.append((number, misfit))
        if len(hard) == MAX_FINDINGS:
            break
    return [misfit for _, misfit in sorted((hard + soft)[:MAX_FINDINGS], key=lambda item: item[0])]


def is_soft(document: Document, schemas: Schemas, misfit: Any) -> bool:
    """Whether a misfit only warns: too few items in a draft."""
    return document.data.get("status") == "draft" and is_too_few(document.kind, schemas, misfit)


def is_too_few(kind: str, schemas: Schemas, misfit: Any) -> bool:
    """Whether a misfit is that something is still to come; half a pair of numbers is not a list to go on with."""
    if misfit.kind.name not in _TOO_FEW:
        return False
    schema = schemas.at(kind, tuple(misfit.instance_path))
    return "minItems" not in schema or schema["minItems"] != schema.get("maxItems")


def _worded(
    document: Document, schemas: Schemas, errors: list[Any], misspelt: set[Path], misnamed: set[Path]
) -> Iterator[Diagnostic]:
    from course_catalogue.misfits import Misfit

    mistyped = {tuple(misfit.instance_path) for misfit in errors if misfit.kind.name == "type"}
    for misfit in errors:
        steps = tuple(misfit.instance_path)
        keyword = misfit.kind.name
        if keyword in ("enum", "const") and steps in mistyped:
            continue  # of the wrong type, it cannot be one of the options
        if keyword == "required" and (*steps, misfit.kind.property) in misnamed:
            continue  # the misnamed field says it
        if keyword in ("format", "minLength", "maxLength") and steps in misspelt:
            continue  # “not written like this” says it; “no such date” or “too long” would be a second finding on one fault
        if keyword == "uniqueItems" and _repeats_only_mistyped(steps, document.value(*steps), mistyped):
            continue  # items of the wrong type are told as that
        words = Misfit(document, schemas, steps, keyword, misfit.kind.value)
        if keyword == "type" and isinstance(document.value(*steps), str) and (alike := _items_alike(steps, mistyped)):
            if steps == alike[0]:
                yield _of_all(
                    [
                        next(Misfit(document, schemas, one, keyword, misfit.kind.value).diagnostics(None, None))
                        for one in alike
                    ]
                )
            continue
        yield from words.diagnostics(getattr(misfit.kind, "property", None), getattr(misfit.kind, "unexpected", None))
    for key in schemas.empty_unknown(document):
        *above, name = key.steps
        yield Misfit(document, schemas, tuple(above), "additionalProperties", None).unknown(str(name), key.mark)


def _repeats_only_mistyped(steps: Path, items: list[Any], mistyped: set[Path]) -> bool:
    """Whether of a list in which something stands twice all is different that is of the right type."""
    sound = [repr(item) for index, item in enumerate(items) if (*steps, index) not in mistyped]
    return len(sound) < len(items) and len(set(sound)) == len(sound)


def _items_alike(steps: Path, mistyped: set[Path]) -> list[Path]:
    """The items of one list that are of a wrong type, where they are several, as in `[二年级, 三年级]`."""
    if not steps or not isinstance(steps[-1], int):
        return []
    alike = sorted(one for one in mistyped if len(one) == len(steps) and one[:-1] == steps[:-1])
    return alike if len(alike) > 1 else []


def _of_all(items: list[Diagnostic]) -> Diagnostic:
    """One finding for all of them; its edits only where each has some."""
    edits = tuple(edit for item in items for edit in item.edits) if all(item.edits for item in items) else ()
    related = tuple(Related(item.mark, f"{item.field} 也是") for item in items[1:_MOST_ALIKE])
    return replace(items[0], related=related, edits=edits)


def _unknown_names(document: Document, schemas: Schemas, errors: list[Any]) -> Iterator[tuple[Path, str]]:
    for misfit in errors:
        for name in getattr(misfit.kind, "unexpected", None) or ():
            yield tuple(misfit.instance_path), name
    for key in schemas.empty_unknown(document):
        yield key.steps[:-1], str(key.steps[-1])


def _misnamed(document: Document, schemas: Schemas, unknown: list[tuple[Path, str]]) -> Iterator[Path]:
    """Fields that are there after all, under a wrong name or in a wrong group: not to be told as missing, too."""
    from course_catalogue.field_names import meant

    for steps, name in unknown:
        guess = meant(schemas, document.kind, steps, name, document.value(*steps, name))
        yield from ((*steps, one) for one in guess.names[:1])
        for group in guess.belongs:
            shared = tuple(step for step in steps if isinstance(step, str))[: len(group)]
            if shared == group:  # it belongs to a group around this one
                yield (*_around(steps, group), name)
            elif document.value(*group) is not None:
                yield (*group, name)


def _around(steps: Path, group: tuple[str, ...]) -> Path:
    """The part of `steps`, list numbers included, that leads to a group around."""
    names = 0
    for length, step in enumerate(steps):
        if isinstance(step, str):
            names += 1
        if names > len(group):
            return steps[:length]
    return steps


def _moved(
    document: Document, schemas: Schemas, unknown: list[tuple[Path, str]], moves: int
) -> list[Diagnostic] | None:
    """Fields in a wrong group only because their line begins with too many or too few spaces.

    Lines are moved by trial; where that leaves fewer misfits, the indentation is the fault, and what else
    there is to say is said of the file as it would be then. None where no such line is found.
    """
    from course_catalogue.indentation import reindents
    from course_catalogue.written_lines import Lines, patched

    text = document.marks.text
    lines = Lines(text)
    before = schemas.misfits(document)
    budget = _MOST_CHARACTERS
    best: tuple[int, int, Diagnostic, Document] | None = None
    trials = 0
    for number in _suspects(document, lines, unknown):
        for guess in reindents(lines, number):
            budget -= len(text)
            trials += 1
            if budget < 0 or trials > _MOST_TRIALS:
                break
            source = Source(document.path, document.kind, patched(text, guess.patches).encode())
            tried = read_at_once(source)
            if tried is None:
                continue
            left = schemas.misfits(tried)
            if (
                left < before
                and tried.marks.size == document.marks.size
                and (best is None or (left, guess.cost) < best[:2])
            ):
                marks, habit = document.marks, guess.habit
                finding = error(
                    habit.code, marks.between(guess.start, guess.end), habit.message,
                    found=habit.found, expected=habit.expected, mend=habit.mend,
                    edits=tuple(Edit(marks.between(patch.start, patch.end), patch.text) for patch in guess.patches),
                )  # fmt: skip
                best = (left, guess.cost, finding, tried)
    if best is None:
        return None
    return [best[2], *check_shape(best[3], schemas, moves - 1)][:MAX_FINDINGS]


def _suspects(document: Document, lines: Lines, unknown: list[tuple[Path, str]]) -> list[int]:
    """The lines of the unknown names, and what stands right above and below them."""
    found: list[int] = []
    empty = {key.steps: key.mark.line for key in document.empty_keys}
    for steps, name in unknown[:5]:
        number = empty.get((*steps, name)) or document.key_mark(*steps, name).line
        above = lines.before(number)
        for line in (number, above, lines.before(above) if above else None, lines.after(number)):
            if line is not None and line not in found:
                found.append(line)
    return found
