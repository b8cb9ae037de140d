"""What a rich text needs from the page it stands on: where links lead, and the pictures of the record's folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyPublished
from course_catalogue.parts import Picture
from course_catalogue.richtext import ShownPicture


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a record's own fields, ready to be placed; width and height in pixels."""

    address: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class PageSurroundings:
    """The page at `page`, which shows the texts of `record`."""

    catalogue: Catalogue
    record: AnyPublished
    page: str

    def link(self, record: str) -> str:
        target = self.catalogue.records.get(record[1:])
        if target is None or not self.catalogue.is_public(target):
            return ""
        return addresses.relative(addresses.page_of(target), self.page)

    def picture(self, file: str) -> ShownPicture | None:
        stored = self.catalogue.picture_of(self.record, file)
        if stored is None:
            return None
        address = addresses.relative(addresses.picture(stored.digest), self.page)
        return ShownPicture(address, stored.width, stored.height)

    def figures(self, pictures: Iterable[Picture]) -> list[Figure]:
        """Those of `pictures` that can be shown, in their order."""
        return [
            Figure(shown.address, shown.width, shown.height, picture.alt, picture.credit)
            for picture in pictures
            if (shown := self.picture(picture.file))
        ]
