"""A public base or provider as plain facts; how to reach it stands on its page, not in files that are collected."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from course_catalogue import addresses, richtext
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.exports.course_facts import Address, Facts, Key, Texts
from course_catalogue.model import Base, PremiumCourse, Provider

StateLabel = Annotated[str, Meta(description="评审状态：在册、待评审、已过期、已暂停")]


class DistrictFacts(Facts, frozen=True, kw_only=True):
    """Where a base or a provider is."""

    code: Annotated[str, Meta(description="行政区划代码")]
    name: str


class ExhibitFacts(Facts, frozen=True, kw_only=True):
    """Something at a base that courses build on."""

    id: Annotated[str, Meta(description="展项编号，在基地之内唯一")]
    name: str
    activity: Annotated[str, Meta(description="学生在这里做什么")]


class OpeningFacts(Facts, frozen=True, kw_only=True):
    """From `opens` to `closes` on `days`."""

    days: Texts
    opens: str
    closes: str


class BaseFacts(Facts, frozen=True, kw_only=True):
    """A base with what it offers today."""

    key: Key
    name: str
    short_name: str
    introduction: Annotated[str, Meta(description="简介，纯文字")]
    operator: Annotated[str, Meta(description="主办或运营单位")]
    category: Annotated[str, Meta(description="基地类别")]
    district: DistrictFacts | None
    address: str
    opening_hours: tuple[OpeningFacts, ...]
    closed_days: str
    booking_lead_days: Annotated[int | None, Meta(description="至少提前几天预约")]
    capacity: Annotated[int | None, Meta(description="同时最多接待人数")]
    teaching_area: Annotated[float | None, Meta(description="教学场地面积，平方米")]
    facilities: Texts
    transport: str
    exhibits: tuple[ExhibitFacts, ...]
    state: StateLabel
    quota: Annotated[str, Meta(description="课程数够不够：达标、整改中、筹备中……")]
    premium_count: Annotated[int, Meta(description="在册的精品研学课程数")]
    extension_count: Annotated[int, Meta(description="在册的课外拓展课程数")]
    courses: Annotated[tuple[Key, ...], Meta(description="在册课程的编号")]
    updated: date | None
    license: str
    page: Address


class ProviderFacts(Facts, frozen=True, kw_only=True):
    """A provider with the series that it offers today."""

    key: Key
    name: str
    short_name: str
    introduction: Annotated[str, Meta(description="简介，纯文字")]
    kind: Annotated[str, Meta(description="机构类型")]
    level: Annotated[str, Meta(description="机构级别：国家级、省级、市级、县级")]
    district: DistrictFacts | None
    fields: Texts
    state: StateLabel
    counted: Annotated[bool, Meta(description="市级以上，计入政策的数字")]
    courses: Annotated[tuple[Key, ...], Meta(description="在册课程的编号")]
    updated: date | None
    license: str
    page: Address


def base_facts(catalogue: Catalogue, base: Base) -> BaseFacts:
    listed = [course for course in catalogue.courses_of(base) if catalogue.state(course) is State.LISTED]
    premium = sum(isinstance(course, PremiumCourse) for course in listed)
    return BaseFacts(
        key=base.key,
        name=base.name,
        short_name=base.short_name,
        introduction=richtext.to_plain(base.introduction),
        operator=base.operator,
        category=base.category,
        district=_district(base),
        address=base.address,
        opening_hours=tuple(
            OpeningFacts(days=hours.days, opens=hours.opens, closes=hours.closes) for hours in base.opening_hours
        ),
        closed_days=base.closed_days,
        booking_lead_days=base.booking.lead_days,
        capacity=base.capacity,
        teaching_area=base.teaching_area,
        facilities=base.facilities,
        transport=richtext.to_plain(base.transport),
        exhibits=tuple(ExhibitFacts(id=item.id, name=item.name, activity=item.activity) for item in base.exhibits),
        state=catalogue.state(base).value,
        quota=catalogue.quota_of(base).label,
        premium_count=premium,
        extension_count=len(listed) - premium,
        courses=tuple(course.key for course in listed),
        updated=_updated(catalogue, base),
        license=base.license,
        page=addresses.page_of(base),
    )


def provider_facts(catalogue: Catalogue, provider: Provider) -> ProviderFacts:
    courses = catalogue.courses_of(provider)
    return ProviderFacts(
        key=provider.key,
        name=provider.name,
        short_name=provider.short_name,
        introduction=richtext.to_plain(provider.introduction),
        kind=provider.kind,
        level=provider.level,
        district=_district(provider),
        fields=provider.fields,
        state=_state(catalogue, provider).value,
        counted=provider.is_municipal_or_above,
        courses=tuple(course.key for course in courses if catalogue.state(course) is State.LISTED),
        updated=_updated(catalogue, provider),
        license=provider.license,
        page=addresses.page_of(provider),
    )


def _state(catalogue: Catalogue, provider: Provider) -> State:
    """Providers are not reviewed: what is submitted of them is in the catalogue, until it is suspended or withdrawn."""
    state = catalogue.state(provider)
    return State.LISTED if state is State.SUBMITTED else state


def _district(owner: Base | Provider) -> DistrictFacts | None:
    return DistrictFacts(code=owner.district.code, name=owner.district.name) if owner.district else None


def _updated(catalogue: Catalogue, owner: Base | Provider) -> date | None:
    review = catalogue.review_of(owner)
    return owner.updated or (review.date if review else None)
