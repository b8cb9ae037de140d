"""Districts: GB/T 2260 code and name, and where a course is offered."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.nearest import nearest
from course_catalogue.rules.rule import Finding, rule


@rule("district-mismatch")
def district_code_and_name_match(catalogue: Catalogue) -> Iterator[Finding]:
    """A district is given by its GB/T 2260 code and its name, and the two belong together."""
    known = catalogue.vocabulary.districts
    for record in catalogue.owners:
        district = record.district
        if district is None or known.get(district.code) == district.name:
            continue
        code = catalogue.vocabulary.district_code(district.name)
        right = f"{code} {known[code]}" if code else "、".join(f"{key} {name}" for key, name in known.items())
        yield Finding(
            record.origin, ("district",),
            "区划代码和名称不对应",
            found=f"{district.code} {district.name}",
            expected=right,
            mend="按上面的代码和名称改；功能区写所属的区县（市）",
            at_key=True,
        )  # fmt: skip


@rule("unknown-district")
def offered_districts_exist(catalogue: Catalogue) -> Iterator[Finding]:
    """A course is offered in 全市, in districts, or in functional zones that the vocabulary names."""
    names = ("全市", *catalogue.vocabulary.districts.values(), *catalogue.vocabulary.district_aliases)
    for course in catalogue.series:
        for index, name in enumerate(course.offer.districts):
            if name not in names:
                yield Finding(
                    course.origin, ("offer", "districts", index),
                    "没有这个区县（市）",
                    found=name,
                    expected="、".join(names),
                    mend="改成上面列出的名称",
                    suggestions=nearest(name, names),
                )  # fmt: skip
