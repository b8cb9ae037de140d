"""The days on which approvals end, as a calendar (RFC 5545) that an office subscribes to: who must apply for review by when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.exports.cells import one_line
from course_catalogue.model import AnyPublished, Base, Provider
from course_catalogue.output import OutputFile
from course_catalogue.site_identity import SiteIdentity

_MOST_NAMES = 40
"""Of a day; the rest is counted. Programs on phones cut off longer descriptions."""


def calendar_file(catalogue: Catalogue, identity: SiteIdentity) -> OutputFile:
    """An all-day event for each day on which the approval of something listed ends."""
    ending: dict[str, list[AnyPublished]] = {}
    for record in (*catalogue.listed, *catalogue.public_owners):
        review = catalogue.review_of(record)
        if review and review.valid_until and catalogue.state(record) is State.LISTED:
            ending.setdefault(review.valid_until.isoformat(), []).append(record)
    calendar = Calendar()
    calendar.add("prodid", "-//course-catalogue//approvals//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{identity.name}：评审到期" + ("（示例数据）" if identity.is_sample else ""))
    for day in sorted(ending):
        calendar.add_component(_event(catalogue, identity, day, ending[day]))
    return OutputFile(addresses.APPROVALS, calendar.to_ical())


def _event(catalogue: Catalogue, identity: SiteIdentity, iso_day: str, records: list[AnyPublished]) -> Event:
    day = datetime.fromisoformat(iso_day).date()
    names = [_name(catalogue, record) for record in records[:_MOST_NAMES]]
    if len(records) > _MOST_NAMES:
        names.append(f"……共 {len(records)} 项")
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"course-catalogue approvals {identity.url or identity.name} {iso_day}")))
    event.add("dtstamp", datetime(catalogue.today.year, catalogue.today.month, catalogue.today.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"评审到期：{len(records)} 项")
    event.add("description", "\n".join([f"{wording.chinese_date(day)}是有效期的最后一天，请在此之前复评：", *names]))
    return event


def _name(catalogue: Catalogue, record: AnyPublished) -> str:
    if isinstance(record, Provider):
        return one_line(f"机构 {record.title}")
    if isinstance(record, Base):
        return one_line(f"基地 {record.title}")
    return one_line(f"{wording.kind_name(record)} {record.title}（{catalogue.owner_of(record).label}）")
