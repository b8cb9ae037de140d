"""The news as an Atom feed (RFC 4287): the same events as on the page, with ids that stay."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from course_catalogue import addresses, richtext, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.exports.cells import one_line
from course_catalogue.model import Base, Course, Provider
from course_catalogue.news import News, news_of
from course_catalogue.output import OutputFile
from course_catalogue.site_identity import SiteIdentity

MOST = 50
"""So many entries; who looks once a month misses nothing."""


def feed(catalogue: Catalogue, identity: SiteIdentity) -> OutputFile:
    """Without an address of the site links are relative to the feed, which Atom allows."""
    news = news_of(catalogue, MOST)
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _text(root, "title", f"{identity.name}：新课和改动" + ("（示例数据·非官方网站）" if identity.is_sample else ""))
    _text(root, "id", _urn(f"feed {identity.url or identity.name}"))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=identity.url + addresses.FEED)
    SubElement(root, "link", rel="alternate", type="text/html", href=identity.url + addresses.NEWS)
    _text(root, "updated", _moment(news[0].day if news else catalogue.today))
    _text(SubElement(root, "author"), "name", identity.publisher or identity.name)
    for item in news:
        _entry(root, item, catalogue, identity)
    indent(root, " ")
    return OutputFile(addresses.FEED, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(root: Element, item: News, catalogue: Catalogue, identity: SiteIdentity) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "title", f"{item.kind}：{item.record.title}")
    _text(entry, "id", _urn(item.id))
    _text(entry, "updated", _moment(item.day))
    SubElement(entry, "link", rel="alternate", type="text/html", href=identity.url + addresses.page_of(item.record))
    SubElement(entry, "category", term=item.kind)
    _text(entry, "summary", _summary(item, catalogue))


def _summary(item: News, catalogue: Catalogue) -> str:
    record = item.record
    if isinstance(record, Base | Provider):
        words = [record.label, richtext.to_plain(record.introduction)]
    else:
        assert isinstance(record, Course)
        owner = catalogue.owner_of(record)
        facts = (wording.kind_name(record), owner.label, wording.grades(record.grades), wording.duration(record))
        words = [" · ".join(fact for fact in facts if fact), richtext.to_plain(record.summary)]
    return "。".join(part for part in words if part)


def _text(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = one_line(words)


def _moment(day: date) -> str:
    """The files know days only: midnight in China."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'course-catalogue {name}')}"
