"""Files of a mail become data, whatever way they were written; pictures go with the record that refers to them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from written import project_rulebook

from course_catalogue.authoring.intake import parcels
from course_catalogue.authoring.intake.mail import Item, Mail
from course_catalogue.authoring.intake.parcels import Parcel, kind_of, picture_name, read_mail
from course_catalogue.authoring.intake.refusal import Refusal
from course_catalogue.authoring.office import Imported, Left, Picture, RefusedFile

BOOK = project_rulebook()


def mail_of(files: dict[str, str], pictures: dict[str, bytes] | None = None) -> Mail:
    records = tuple(Item(name, text.encode()) for name, text in files.items())
    return Mail("mail", records, tuple(Item(name, content) for name, content in (pictures or {}).items()))


def only(files: dict[str, str], pictures: dict[str, bytes] | None = None) -> Parcel:
    (parcel,) = read_mail(mail_of(files, pictures), BOOK).parcels
    return parcel


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.yml", "# yaml-language-server: $schema=../../../schema/premium.schema.json\ntitle: 水\n", "premium"),
        ("x/bases/b/extension/c/course.yml", "title: 水\n", "extension"),
        ("courses/a/provider.yml", "name: 水\n", "provider"),
        ("base.yml", "name: 水\n", "base"),
        ("a.yml", "title: 水\nitinerary: []\n", "premium"),
        ("a.yml", "title: 水\nmode: 实验\n", "extension"),
        ("a.yml", "title: 水\n", "series"),
        ("a.yml", "name: 水\noperator: 水\n", "base"),
        ("a.yml", "name: 水\n", "provider"),
    ],
)
def test_the_kind_is_told_by_the_first_line_else_the_place_else_the_fields(name: str, text: str, kind: str) -> None:
    assert kind_of(Item(name, text.encode())) == kind


def test_a_text_that_is_no_course_is_refused() -> None:
    with pytest.raises(Refusal, match="不是课程文件"):
        read_mail(mail_of({"a.yml": "services:\n  web:\n    image: x\n"}), BOOK)


def test_slips_of_writing_are_mended_and_told() -> None:
    parcel = only({"a.yml": "title：水\nformat: 1\nstatus: draft\ntheme: 冰\n"})
    assert parcel.data == {"title": "水", "format": 1, "status": "draft", "theme": "冰"}
    assert [found.code for found in parcel.mended] == ["fullwidth-colon"]


def test_a_file_in_gbk_is_read() -> None:
    text = "format: 1\nstatus: draft\ntitle: 水的旅行和小实验\n"
    mail = Mail("mail", (Item("a.yml", text.encode("gb18030")),), ())
    assert read_mail(mail, BOOK).parcels[0].data["title"] == "水的旅行和小实验"


def test_what_cannot_be_read_is_refused_with_its_lines() -> None:
    with pytest.raises(Refusal) as found:
        read_mail(mail_of({"a.yml": "title: 水\ntheme: &a 冰\n", "b.yml": "title: 水\ntitle: 冰\n"}), BOOK)
    words = "".join(found.value.words)
    assert "“a.yml”第 2 行" in words
    assert "“b.yml”第 2 行" in words


def test_what_is_certain_of_the_rest_of_a_file_that_cannot_be_read_is_told_in_the_same_letter() -> None:
    text = "title: 水\ntitle: 冰\ngrades: [2, 33]\n"
    with pytest.raises(Refusal) as refusal:
        read_mail(mail_of({"a.yml": f"{text}sessions: []\n"}), BOOK)
    told = [word for word in refusal.value.words if "年级" in word]
    assert told == ["“a.yml”第 3 行（年级 2）：数字超出范围（写的是“33”，应该是：1～9）。"]


def test_pictures_are_renamed_to_what_a_file_may_be_called_and_the_text_with_them() -> None:
    text = (
        "format: 1\nstatus: draft\ntitle: 水\nsummary: |-\n  看图：\n  ![云](云图 2.png)\n"
        "images:\n  - file: 照片1.JPG\n    alt: 学生在看云\n"
    )
    parcel = only({"a.yml": text}, {"照片1.JPG": b"1", "云图 2.png": b"2", "idle.png": b"3"})
    assert parcel.data["images"] == [{"file": "zhao-pian-1.jpg", "alt": "学生在看云"}]
    assert parcel.data["summary"] == "看图：\n![云](yun-tu-2.png)"
    assert {item.name: item.content for item in parcel.pictures} == {"zhao-pian-1.jpg": b"1", "yun-tu-2.png": b"2"}


def test_pictures_that_nobody_refers_to_are_named() -> None:
    reading = read_mail(mail_of({"a.yml": "title: 水\n"}, {"x/idle.png": b"3"}), BOOK)
    assert reading.idle_pictures == ("idle.png",)


def test_each_course_takes_the_picture_of_its_own_folder() -> None:
    text = "format: 1\nstatus: draft\ntitle: {}\nimages:\n  - file: cover.png\n    alt: 学生在看云\n"
    files = {"a/course.yml": text.format("甲"), "b/course.yml": text.format("乙")}
    found = read_mail(mail_of(files, {"a/cover.png": b"1", "b/cover.png": b"2"}), BOOK)
    assert [parcel.pictures[0].content for parcel in found.parcels] == [b"1", b"2"]
    assert found.idle_pictures == ()


def draft(own: bytes) -> str:
    """A draft of the form with a picture in it."""
    data = {"title": "水", "images": [{"file": "cover.png", "alt": "水"}]}
    head = {"format": "course-catalogue-draft", "version": 1, "kind": "series", "data": data}
    return json.dumps({**head, "pictures": {"cover.png": {"base64": base64.b64encode(own).decode()}}})


def test_the_picture_in_a_draft_is_the_one_that_it_means_and_another_of_its_name_is_told() -> None:
    found = read_mail(mail_of({"a.json": draft(b"own")}, {"cover.png": b"other", "x/cover.png": b"own"}), BOOK)
    assert [item.content for item in found.parcels[0].pictures] == [b"own"]
    assert (found.idle_pictures, found.second_pictures) == ((), ("cover.png",))


def test_a_picture_of_one_record_does_not_count_for_another_of_its_name() -> None:
    text = "format: 1\nstatus: draft\ntitle: 冰\nimages:\n  - file: cover.png\n    alt: 学生在看冰\n"
    found = read_mail(mail_of({"a.json": draft(b"own"), "b.yml": text}, {"cover.png": b"other"}), BOOK)
    assert [item.content for parcel in found.parcels for item in parcel.pictures] == [b"own", b"other"]
    assert found.idle_pictures == ()


def test_names_that_become_the_same_get_a_number() -> None:
    assert picture_name("照片 1.jpg", ("zhao-pian-1.jpg",)) == "zhao-pian-1-2.jpg"
    assert picture_name("！.png") == "picture.png"
    assert picture_name("CON.PNG") == picture_name("con.png") == "con-2.png"


def test_an_office_file_comes_through_its_door(monkeypatch: pytest.MonkeyPatch) -> None:
    def door(name: str, content: bytes, *_: Any) -> Imported:
        assert (name, content) == ("教案.docx", b"PK")
        return Imported("series", {"title": "水"}, left=(Left("第 2 课时", "约一节课", "写分钟数，如 40"),))

    monkeypatch.setattr(parcels, "imported", door)
    (parcel,) = read_mail(Mail("mail", (Item("附件/教案.docx", b"PK"),), ()), BOOK).parcels
    assert (parcel.kind, parcel.data, parcel.is_office) == ("series", {"title": "水"}, True)
    assert parcel.places is not None
    assert parcel.places.words("年级（grades）") == "“课程”里的“年级”"
    assert parcel.left[0].place == "第 2 课时"


def test_an_office_file_that_its_door_refuses_is_refused_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def door(*_: Any) -> Imported:
        raise RefusedFile("不是我们的模板，请用网站上的模板填写")

    monkeypatch.setattr(parcels, "imported", door)
    with pytest.raises(Refusal, match=r"“教案\.docx”读不了：不是我们的模板"):
        read_mail(Mail("mail", (Item("教案.docx", b"PK"),), ()), BOOK)


def test_pictures_inside_an_office_file_are_named_where_nothing_refers_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"title": "水", "images": [{"file": "image1.png", "alt": "学生在看云"}]}
    found = Imported("series", data, pictures=(Picture("image1.png", b"1"), Picture("image2.png", b"2")))
    monkeypatch.setattr(parcels, "imported", lambda *_: found)
    reading = read_mail(Mail("mail", (Item("教案.docx", b"PK"),), ()), BOOK)
    assert [item.name for item in reading.parcels[0].pictures] == ["image1.png"]
    assert reading.idle_pictures == ("教案.docx 里的 image2.png",)


def test_a_likely_option_is_not_put_in_because_nobody_looks_at_it() -> None:
    parcel = only({"a.yml": "title: 水\nformat: 1\nstatus: draft\nprice:\n  kind: 不免费\n"})
    assert (parcel.data["price"], parcel.mended) == ({"kind": "不免费"}, ())


def test_a_picture_may_be_written_with_other_capitals_or_have_brackets_in_its_name() -> None:
    text = (
        "format: 1\nstatus: draft\ntitle: 水\nsummary: '![云](照片 (1).PNG) 和 ![云](b.png)'\n"
        "images:\n  - file: cover.png\n    alt: 学生在看云\n"
    )
    parcel = only({"a.yml": text}, {"Cover.PNG": b"1", "照片 (1).png": b"2", "b.png": b"3", "B.PNG": b"4"})
    assert parcel.data["images"] == [{"file": "cover.png", "alt": "学生在看云"}]
    assert parcel.data["summary"] == "![云](zhao-pian-1.png) 和 ![云](b.png)"
    assert {item.name: item.content for item in parcel.pictures} == {
        "cover.png": b"1",
        "zhao-pian-1.png": b"2",
        "b.png": b"3",
    }
