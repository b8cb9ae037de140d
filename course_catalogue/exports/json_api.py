"""The files of the static JSON API besides those of single courses: lists, vocabulary, index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.exports.course_facts import Address, CourseLine, Facts
from course_catalogue.exports.owner_facts import BaseFacts, ProviderFacts
from course_catalogue.facets import FIELD_IDS
from course_catalogue.output import OutputFile
from course_catalogue.site_identity import SiteIdentity

VERSION = "1"
"""Of the form of all these files: a field that changes its meaning or goes away makes it greater."""
NOTICE = "示例数据·非官方网站"
_ENCODER = msgspec.json.Encoder()
encode = _ENCODER.encode


class Counts(Facts, frozen=True, kw_only=True):
    """As many as the site shows on the day it was built."""

    courses: int
    series: int
    premium: int
    extension: int
    sessions: Annotated[int, Meta(description="系列课程的课时总数")]
    alignments: Annotated[int, Meta(description="课程和课标条目的对应总数")]
    bases: int
    providers: int


class Index(Facts, frozen=True, kw_only=True):
    """Where to begin."""

    version: Annotated[str, Meta(description="这些文件的格式版本")]
    name: str
    publisher: str
    url: Annotated[str, Meta(description="网站地址；没有填写时为空")]
    notice: Annotated[str, Meta(description="示例网站在这里写明“示例数据·非官方网站”，正式网站为空")]
    built_on: Annotated[date, Meta(description="按这一天判断有效期")]
    license: Annotated[str, Meta(description="怎样使用这些数据")]
    counts: Counts
    files: Annotated[tuple[Address, ...], Meta(description="全部列表文件")]


class CourseList(Facts, frozen=True, kw_only=True):
    """Listed courses of a kind, by key."""

    count: int
    courses: tuple[CourseLine, ...]


class BaseList(Facts, frozen=True, kw_only=True):
    """Public bases, by key."""

    count: int
    bases: tuple[BaseFacts, ...]


class ProviderList(Facts, frozen=True, kw_only=True):
    """Public providers, by key."""

    count: int
    providers: tuple[ProviderFacts, ...]


class TargetFacts(Facts, frozen=True, kw_only=True):
    """An entry of a curriculum standard."""

    id: str
    code: str
    name: str
    standard: str
    field: str
    concept: Annotated[str, Meta(description="所属核心概念的编号；不是科学课标的条目为空")]
    stages: Annotated[tuple[str, ...], Meta(description="在哪些学段学；未知为空")]
    confidence: Annotated[str, Meta(description="学段归属的把握：high、medium、low")]


class Named(Facts, frozen=True, kw_only=True):
    """An id and the word for it."""

    id: str
    name: str


class ConceptFacts(Facts, frozen=True, kw_only=True):
    """One of the core concepts."""

    id: str
    code: str
    name: str
    field: str


class VocabularyFile(Facts, frozen=True, kw_only=True):
    """The words and ids that the other files use."""

    note: str
    targets: tuple[TargetFacts, ...]
    concepts: tuple[ConceptFacts, ...]
    fields: tuple[Named, ...]
    stages: tuple[Named, ...]
    districts: tuple[Named, ...]


LIST_FILES = {
    "index": "data/index.json",
    "series": "data/series.json",
    "base_courses": "data/base-courses.json",
    "bases": "data/bases.json",
    "providers": "data/providers.json",
    "vocabulary": "data/vocabulary.json",
}


def list_file(address: str, name: str, lines: list[bytes]) -> OutputFile:
    """`lines` are encoded already, so that no list of records is held; the form is that of CourseList and its like."""
    head = b'{"count":%d,"%s":[' % (len(lines), name.encode())
    return OutputFile(address, head + b",\n".join(lines) + b"]}\n")


def vocabulary_file(catalogue: Catalogue) -> OutputFile:
    vocabulary = catalogue.vocabulary
    content = VocabularyFile(
        note="课程标准没有机器编号，这里的编号是本站自编的；只用了标准的名称和序号。",
        targets=tuple(
            TargetFacts(**{name: getattr(target, name) for name in TargetFacts.__struct_fields__})
            for target in vocabulary.targets.values()
        ),
        concepts=tuple(
            ConceptFacts(id=concept.id, code=concept.code, name=concept.name, field=concept.field)
            for concept in vocabulary.concepts.values()
        ),
        fields=_named((FIELD_IDS[name], name) for name in vocabulary.fields),
        stages=_named(wording.STAGE_LABELS.items()),
        districts=_named(vocabulary.districts.items()),
    )
    return OutputFile(LIST_FILES["vocabulary"], encode(content) + b"\n")


def _named(pairs: Iterable[tuple[str, str]]) -> tuple[Named, ...]:
    return tuple(Named(id=key, name=name) for key, name in pairs)


def index_file(catalogue: Catalogue, identity: SiteIdentity, counts: Counts, files: Iterable[str]) -> OutputFile:
    content = Index(
        version=VERSION,
        name=identity.name,
        publisher=identity.publisher,
        url=identity.url,
        notice=NOTICE if identity.is_sample else "",
        built_on=catalogue.today,
        license=LICENSE_NOTE,
        counts=counts,
        files=tuple(files),
    )
    return OutputFile(LIST_FILES["index"], encode(content) + b"\n")


LICENSE_NOTE = "各门课程按它自己写明的许可协议使用，请注明出处"
SHAPES: dict[str, Any] = {
    LIST_FILES["index"]: Index,
    LIST_FILES["series"]: CourseList,
    LIST_FILES["base_courses"]: CourseList,
    LIST_FILES["bases"]: BaseList,
    LIST_FILES["providers"]: ProviderList,
    LIST_FILES["vocabulary"]: VocabularyFile,
}
"""By the address of a file."""
