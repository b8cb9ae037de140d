"""The file of every record that has a page, as the submission form opens it: submit/series.html?open=courses/….

    form/records/<key>.js   courseFormSource("<key>", `<the file, byte for byte>`)

A script and not the file itself, because a copy of the site on a disk cannot fetch() anything; and its bytes as they are,
because nothing else of a course is all that its author wrote. Comments go with them: a file that is committed is public.
A withdrawn course has a page and no file here, nor has what is not public.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyPublished
from course_catalogue.output import OutputFile


def record_sources(root: Path, catalogue: Catalogue) -> Iterator[OutputFile]:
    """One script for each record that its page offers to open."""
    for record in (*catalogue.public_courses, *catalogue.public_owners):
        if can_be_opened(catalogue, record):
            content = (root / record.origin.name).read_bytes()
            yield OutputFile(addresses.source_of(record), script_of(record.key, content))


def can_be_opened(catalogue: Catalogue, record: AnyPublished) -> bool:
    """Whether its page shows what is in its file."""
    return catalogue.is_public(record) and catalogue.state(record) is not State.WITHDRAWN


def script_of(key: str, content: bytes) -> bytes:
    """A template of JavaScript has only these three to escape: of 100 KB of Chinese none needs to be written anew."""
    text = content.replace(b"\\", b"\\\\").replace(b"`", b"\\`").replace(b"${", b"\\${")
    return b'courseFormSource("%s",`%s`);\n' % (key.encode(), text)
