"""All files of the search, from the catalogue: head, shards of the index, and texts for excerpts.

    search/head.js                      see `search.head`
    search/<version>/index-<n>.js       a shard, see `search.postings`
    search/<version>/text-<n>.js        for each of `CHUNK` courses a string of lines: its summary,
                                        “主题⇥” with theme and tags, then “label⇥text” for each session

`version` is a digest of all contents: a page that was opened before an update asks for files
that are gone and says so, and never mixes two indexes.
"""

from __future__ import annotations

from hashlib import sha256

from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import facets_of
from course_catalogue.output import OutputFile
from course_catalogue.search.encoding import data_script
from course_catalogue.search.entries import Entry, entries_of
from course_catalogue.search.head import head_of
from course_catalogue.search.postings import cut_shards, index_lines

CHUNK = 4
"""Courses in a text file: neighbours are of one provider and are often found together."""


def build_search_files(catalogue: Catalogue) -> tuple[OutputFile, ...]:
    """The same catalogue gives the same bytes."""
    facets = facets_of(catalogue)
    entries = entries_of(catalogue, facets)
    shards = list(cut_shards(index_lines(entries)))
    texts = [[_text(entry) for entry in entries[start : start + CHUNK]] for start in range(0, len(entries), CHUNK)]
    head = head_of(entries, facets, [first for first, _ in shards], CHUNK)
    version = _digest(
        repr(head), *(text for _, text in shards), *(text for texts_of_chunk in texts for text in texts_of_chunk)
    )
    return (
        data_script("head", {"version": version, **head}),
        *(data_script(f"{version}/index-{number}", text) for number, (_, text) in enumerate(shards)),
        *(data_script(f"{version}/text-{number}", lines) for number, lines in enumerate(texts)),
    )


def _text(entry: Entry) -> str:
    about = f"{'主题' if entry.theme else '标签'}\t{'　'.join(part for part in (entry.theme, *entry.tags) if part)}"
    return "\n".join([entry.summary, about, *(f"{label}\t{text}" for label, text in entry.lines)])


def _digest(*texts: str) -> str:
    digest = sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:8]
