"""Ids, old ids and registered codes."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Related
from course_catalogue.model import AnyPublished, Base, Provider
from course_catalogue.rules.rule import Finding, rule

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@rule("former-id-taken")
def former_ids_are_free(catalogue: Catalogue) -> Iterator[Finding]:
    """An old id redirects to the new page, so no other record may have it, now or formerly."""
    claimed: dict[str, AnyPublished] = dict(catalogue.records)
    for record in catalogue.records.values():
        folder = record.key.rsplit("/", 1)[0]
        for index, former in enumerate(record.former_ids):
            key = f"{folder}/{former}"
            if key in claimed:
                other = claimed[key]
                yield Finding(
                    record.origin, ("former_ids", index),
                    "这个曾用编号已经被占用",
                    found=former,
                    expected="没有别的课程用过的编号",
                    mend="删去这一项，或核对是哪一门课程的旧编号",
                    related=(Related(other.origin.mark("name" if isinstance(other, Provider | Base) else "title"), f"已用于“{other.title}”"),),
                )  # fmt: skip
            claimed.setdefault(key, record)


@rule("credit-code")
def credit_codes_have_a_right_check_character(catalogue: Catalogue) -> Iterator[Finding]:
    """统一社会信用代码: the 18th character checks the first 17 (GB 32100-2015)."""
    for provider in catalogue.providers:
        code = provider.credit_code
        if code and code[-1] != check_character(code[:17]):
            yield Finding(
                provider.origin, ("credit_code",),
                "统一社会信用代码的校验码不对",
                found=code,
                expected="18 位代码，最后一位与前 17 位相符",
                mend="对照登记证书重新抄一遍",
            )  # fmt: skip


def check_character(first_17: str) -> str:
    """The check character of a unified social credit code: weights 3^i mod 31 (GB 32100-2015 附录 A)."""
    total = sum(_CREDIT_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first_17))
    return _CREDIT_ALPHABET[-total % 31]


@rule("duplicate-title")
def titles_are_distinct(catalogue: Catalogue) -> Iterator[Finding]:
    """Within one provider or base no two courses share a title: lists could not tell them apart."""
    for owner in catalogue.owners:
        seen: dict[str, AnyPublished] = {}
        for course in catalogue.courses_of(owner):
            other = seen.setdefault(course.title, course)
            if other is not course:
                yield Finding(
                    course.origin, ("title",),
                    "同一机构有两门课程同名",
                    found=course.title,
                    expected="各不相同的课程名称",
                    mend="改其中一个名称",
                    related=(Related(other.origin.mark("title"), "另一门在这里"),),
                )  # fmt: skip
