"""Pictures, tables and links of rich text on paper: tagged, bounded, and only what we drew anew."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath

import pypdf
import pytest
from pictures_made import drawing, jpeg, png, saved
from test_packs import REAL, SAMPLE, SERIES, TODAY, catalogue, off_the_paper, printer, series, session
from test_packs import pages as texts

from course_catalogue.catalogue import Catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.prose import Prose, picture_names
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.typst_compiler import Printed
from course_catalogue.pictures.gate import develop_pictures
from course_catalogue.site_identity import SiteIdentity

ACTIVITY = "先看图：\n![U 形磁铁和散开的铁屑](filings.png)\n| 物品 | 吸不吸 |\n|---|---|\n| **铜片** | 不吸 |\n1. 猜一猜\n2. 试一试"
COVER = [{"file": "cover.jpg", "alt": "学生用条形磁铁吸回形针", "credit": "示例绘"}]


def illustrated(folder: Path) -> tuple[Catalogue, SeriesCourse]:
    beside = folder / SERIES
    beside.mkdir(parents=True)
    (beside / "cover.jpg").write_bytes(jpeg())
    (beside / "filings.png").write_bytes(png())
    first = session(1)
    first["steps"][0]["teacher_activity"] = ACTIVITY
    first["safety_notes"] = ["针尖朝下", "先看[机构](/courses/society)的说明\n![U 形磁铁和散开的铁屑](filings.png)"]
    known = catalogue((SERIES, "series", series(images=COVER) | {"sessions": [first, session(2)]}))
    developed = develop_pictures(folder, [PurePosixPath(SERIES, name) for name in ("cover.jpg", "filings.png")])
    assert developed.diagnostics == ()
    known = replace(known, pictures=developed.pictures)
    course = known.records[SERIES]
    assert isinstance(course, SeriesCourse)
    return known, course


def printed(known: Catalogue, course: SeriesCourse, identity: SiteIdentity) -> Printed:
    data = series_pack_data(known, identity, course)
    names = picture_names(data)
    assert names == {picture.digest for picture in known.pictures.values()}
    return printer().print("series.typ", data, TODAY, {picture.digest: picture for picture in known.pictures.values()})


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(*illustrated(tmp_path_factory.mktemp("project")), REAL)


def alternative_texts(content: bytes) -> list[str]:
    """What a reader for the blind says in place of a picture, in the order of the document."""
    reader = pypdf.PdfReader(BytesIO(content))
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, pypdf.generic.ArrayObject):
            for item in node:
                walk(item)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt")))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.root_object["/StructTreeRoot"])
    return found


def test_every_picture_is_tagged_with_its_words(pack: Printed) -> None:
    told = [text for text in alternative_texts(pack.content) if not text.startswith("二维码")]
    filings = "U 形磁铁和散开的铁屑"
    assert told == ["学生用条形磁铁吸回形针", filings, filings, filings]


def test_tables_and_numbered_lists_of_a_text_are_printed_with_their_cells(pack: Printed) -> None:
    lesson = next(text for text in texts(pack) if "先看图：" in text)
    assert "物品吸不吸铜片不吸1.猜一猜2.试一试" in lesson
    assert "图：示例绘" in texts(pack)[0]


def test_link_to_a_record_is_printed_with_its_address(pack: Printed) -> None:
    assert "机构（https://kexue.example.org/courses/society.html）" in "".join(texts(pack))


def test_link_to_a_record_of_a_sample_is_words_only(tmp_path: Path) -> None:
    known, course = illustrated(tmp_path)
    (item,) = Prose(known, course).rich("看[机构](/courses/society)")
    assert [(run["kind"], run["text"], run["extra"]) for run in item["runs"]] == [
        ("text", "看", ""),
        ("text", "机构", ""),
    ]
    assert SAMPLE.url == ""


def test_same_pictures_give_the_same_pack(pack: Printed, tmp_path: Path) -> None:
    assert printed(*illustrated(tmp_path), REAL).content == pack.content


def test_picture_that_was_refused_leaves_no_gap(tmp_path: Path) -> None:
    known, course = illustrated(tmp_path)
    bare = replace(known, pictures={})
    assert [block["kind"] for block in Prose(bare, course).rich(ACTIVITY)] == ["paragraph", "table", "numbers"]
    assert series_pack_data(bare, SAMPLE, course)["cover"]["picture"] is None


def test_three_tall_pictures_of_one_step_stay_on_the_paper(tmp_path: Path) -> None:
    known, course = illustrated(tmp_path)
    beside = tmp_path / SERIES
    (beside / "filings.png").write_bytes(saved(drawing(300, 1200), "PNG"))
    tall = develop_pictures(tmp_path, [PurePosixPath(SERIES, "filings.png")]).pictures
    first = session(1)
    first["steps"][0]["teacher_activity"] = "看三张图\n" + "![很高的图](filings.png)\n" * 3
    known = replace(catalogue((SERIES, "series", series() | {"sessions": [first]})), pictures=tall)
    course = known.records[SERIES]  # type: ignore[assignment]
    data = series_pack_data(known, SAMPLE, course)
    result = printer().print("series.typ", data, TODAY, {picture.digest: picture for picture in tall.values()})
    assert result.remarks == ()
    assert alternative_texts(result.content).count("很高的图") == 3
    assert off_the_paper(result) == []
    places = [page for page in pypdf.PdfReader(BytesIO(result.content)).pages if page.images]
    assert sum(len(picture_places(page)) for page in places) == 3
    assert [box for page in places for box in picture_places(page) if not 0 <= box <= page.mediabox.height] == []


def picture_places(page: pypdf.PageObject) -> list[float]:
    """The lower edges of the pictures of a page, in points from its bottom."""
    found: list[float] = []

    def note(operator: bytes, _: object, onto: list[float], __: object) -> None:
        if operator == b"Do":
            found.append(onto[5])

    page.extract_text(visitor_operand_before=note)
    return found
