"""A draft that the form on the site has exported is the course that the form would write; what it cannot have written is refused."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pictures_made import png
from written import PROJECT, project_rulebook

from course_catalogue.authoring.form_draft import FormDraft, draft_of
from course_catalogue.authoring.office import Left, RefusedFile
from course_catalogue.cli import main
from course_catalogue.node_tools import node_command

SCHEMAS = project_rulebook().schemas
NAME = "草稿-看云.json"
CLOUDS = {"format": 1, "status": "draft", "title": "看云", "theme": "看一个月的云"}


def exported(data: Any = None, **others: Any) -> dict[str, Any]:
    """What drafts.js gives to its author."""
    head = {"format": "course-catalogue-draft", "version": 1, "id": "m1abc", "kind": "series"}
    times = {"created": "2026-09-01T08:00:00.000Z", "saved": "2026-09-01T09:00:00.000Z"}
    return {**head, **times, "owner": "", "place": "", "data": data or CLOUDS, "pictures": {}, **others}


def opened(value: Any) -> FormDraft:
    text = value if isinstance(value, bytes | str) else json.dumps(value, ensure_ascii=False, indent=1)
    return draft_of(NAME, text if isinstance(text, bytes) else text.encode(), SCHEMAS)


def test_a_draft_is_its_data_with_its_place_and_pictures() -> None:
    data = {**CLOUDS, "images": [{"file": "cover.png", "alt": "云"}]}
    pictures = {"cover.png": {"type": "image/png", "base64": base64.b64encode(png()).decode()}}
    found = opened(exported(data, owner="weather-society", place="clouds", pictures=pictures))
    assert (found.read.kind, found.read.data, found.read.left) == ("series", data, ())
    assert [(one.name, one.content) for one in found.read.pictures] == [("cover.png", png())]
    assert (found.path, found.owner) == ("courses/weather-society/clouds/course.yml", "courses/weather-society")


@pytest.mark.parametrize(
    ("kind", "owner", "place", "path", "key"),
    [
        ("series", "weather-society", "", "", "courses/weather-society"),
        ("premium", "hall", "one-day", "bases/hall/premium/one-day/course.yml", "bases/hall"),
        ("extension", "hall", "crab", "bases/hall/extension/crab/course.yml", "bases/hall"),
        ("base", "", "hall", "bases/hall/base.yml", ""),
        ("provider", "", "society", "courses/society/provider.yml", ""),
        ("series", "../..", "clouds", "", ""),
        ("series", "weather-society", "../../x", "", "courses/weather-society"),
        ("series", ["a"], {"b": 1}, "", ""),
    ],
)
def test_its_place_is_a_proposal_made_of_ids(kind: str, owner: Any, place: Any, path: str, key: str) -> None:
    name = "name" if kind in ("base", "provider") else "title"
    found = opened(exported({"format": 1, name: "看云"}, kind=kind, owner=owner, place=place))
    assert (found.path, found.owner) == (path, key)


MESSY = {
    **CLOUDS,
    "summary": "",
    "grades": [],
    "price": {"kind": "", "note": None},
    "sessions": [
        {"title": "云"},
        {},
        {"title": "风\u200b", "steps": [{"name": "看", "minutes": 40.0}, {}, {}]},
        {},
        {},
    ],
    "safety": {"measures": ["", "一\t二\r\n三", ""]},
    "tools": [{}, {}],
    "tags": ["云", "天"],
}
WRITTEN = """
const fs = require("fs"), vm = require("vm");
const [state, clean] = process.argv.slice(1).map((name) => fs.readFileSync(name, "utf8"));
const window = { courseForm: { isGroup: (value) => typeof value === "object" && value !== null && !Array.isArray(value) } };
const room = vm.createContext({ window });
vm.runInContext(clean.replace(/^import.*$/m, "var form = {};"), room);
vm.runInContext("window.courseForm.cleanText = form.clean;", room);
vm.runInContext(state, room);
room.text = fs.readFileSync(0, "utf8");
process.stdout.write(vm.runInContext("JSON.stringify(window.courseForm.written(JSON.parse(text)))", room));
"""


def test_what_is_empty_is_left_out_as_the_form_does() -> None:
    form = PROJECT / "site_overrides" / "form"
    command = [node_command(), "-e", WRITTEN, str(form / "page" / "state.js"), str(form / "src" / "clean.js")]
    ran = subprocess.run(command, input=json.dumps(MESSY).encode(), capture_output=True, check=True)
    assert opened(exported(MESSY)).read.data == json.loads(ran.stdout)


def test_fields_that_nobody_knows_are_left_and_told() -> None:
    data = {**CLOUDS, "__proto__": {"x": 1}, "sessions": [{"title": "云", "constructor": 1}], "prie\x1bce": 2}
    read = opened(json.dumps(exported(data))).read
    assert read.data == {**CLOUDS, "sessions": [{"title": "云"}]}
    assert set(read.left) == {
        Left("整个草稿", "__proto__", "没有这个栏目，没有读入"),
        Left("课时 1", "constructor", "没有这个栏目，没有读入"),
        Left("整个草稿", "prie<U+001B>ce", "没有这个栏目，没有读入"),
    }


def _text(data: str, more: str = "") -> str:
    return f'{{"format": "course-catalogue-draft", "version": 1, "kind": "series", {more}"data": {data}}}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "坏了或被改过"),
        ("[]", "不是从网上表单导出的草稿"),
        ('{"title": "看云"}', "不是从网上表单导出的草稿"),
        ("null", "不是从网上表单导出的草稿"),
        (exported(version=2), "另一个版本的表单"),
        (exported(version=True), "另一个版本的表单"),
        (exported(kind="review"), "坏了或被改过"),
        (exported(kind=["series"]), "坏了或被改过"),
        (exported(data=[1]), "坏了或被改过"),
        (exported(data="x"), "坏了或被改过"),
        (exported({"format": 1, "status": "draft"}), "还没有写内容"),
        (exported({"title": "", "sessions": [{}]}), "还没有写内容"),
        (exported(pictures=[]), "坏了或被改过"),
        (exported(pictures={"a.png": "x"}), "坏了或被改过"),
        (exported(pictures={"a.png": {"base64": "%%%"}}), "坏了或被改过"),
        (exported(pictures={"a.png": {"base64": "中文"}}), "坏了或被改过"),
        (exported(pictures={"../a.png": {"base64": ""}}), "坏了或被改过"),
        (exported(pictures={"a.svg": {"base64": ""}}), "坏了或被改过"),
        (exported(pictures={"course.yml": {"base64": ""}}), "坏了或被改过"),
        (exported(pictures={"a.png\n": {"base64": ""}}), "坏了或被改过"),
        (exported(pictures={f"{'a' * 61}.png": {"base64": ""}}), "坏了或被改过"),
        (exported(pictures={"con.png": {"base64": ""}}), "“con.png”，这个名字在 Windows 上打不开"),
        (exported(pictures={f"a{number}.png": {"base64": ""} for number in range(61)}), "图片太多"),
        (_text('{"title": "一", "title": "二"}'), "坏了或被改过"),
        (_text('{"title": NaN}'), "坏了或被改过"),
        (_text('{"session_minutes": 1e999}'), "坏了或被改过"),
        (_text(f'{{"session_minutes": {"9" * 5000}}}'), "坏了或被改过"),
        (_text('{"session_minutes": 1e300}'), "坏了或被改过"),
        (_text("[" * 100_000), "坏了或被改过"),
        (_text('{"tags": ' + "[" * 500 + "]" * 500 + "}"), "坏了或被改过"),
        (_text('{"tags": [' + "1," * 100_000 + "1]}"), "坏了或被改过"),
        (b"\xff\xfe{}", "坏了或被改过"),
        (_text('{"title": "看云"}')[:-5], "坏了或被改过"),
    ],
)
def test_what_the_form_cannot_have_written_is_refused(content: Any, words: str) -> None:
    with pytest.raises(RefusedFile, match=words) as refused:
        if content == exported(data=[1]) or content == exported(data="x"):
            content = {**exported(), "data": content["data"]}
        opened(content)
    assert str(refused.value).startswith(NAME)


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_catalogue.authoring.form_draft.MOST_BYTES", 1 << 20)
    with pytest.raises(RefusedFile, match="超过 1 MB"):
        opened(b"[" * ((1 << 20) + 1))


@pytest.mark.parametrize("title", ["\ud800", "null", "- 一", "a: b", '"三农"', "{}", "一\n二"])
def test_any_text_is_a_text_in_the_file(title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / NAME).write_text(json.dumps(exported({**CLOUDS, "theme": title})), "utf-8")
    assert main(["import", str(tmp_path / NAME), "--root", str(PROJECT)]) == 0
    assert "看云" in capsys.readouterr().out


def test_what_is_no_group_or_list_where_one_belongs_is_left_and_told() -> None:
    data = {
        **CLOUDS, "grades": "三", "sessions": [1, "x", {"title": "云", "steps": True}, None, [{"title": "风"}]],
        "price": [1], "theme": {"a": 1}, "summary": ["一", "二"], "safety": "13812345678", "equipment": ["投影", {"a": 1}],
    }  # fmt: skip
    read = opened(exported(data)).read
    assert read.data == {
        "format": 1, "status": "draft", "title": "看云", "sessions": [{"title": "云"}], "equipment": ["投影"]
    }  # fmt: skip
    assert [(one.place, one.found, one.why.split("，")[0]) for one in read.left] == [
        ("主题", "一组栏目", "这里应当是文字或数"),
        ("年级", "三", "这里应当是一列内容"),
        ("课时 1", "1", "这里应当是一组栏目"),
        ("课时 2", "x", "这里应当是一组栏目"),
        ("课时 3 › 教学过程", "True", "这里应当是一列内容"),
        ("课时 5", "一列内容", "这里应当是一组栏目"),
        ("价格", "一列内容", "这里应当是一组栏目"),
        ("简介", "一列内容", "这里应当是文字或数"),
        ("安全", "138****5678", "这里应当是一组栏目"),
        ("场地设备 2", "一组栏目", "这里应当是文字或数"),
    ]


def test_wrong_values_are_written_as_they_are_for_the_gates() -> None:
    data = {**CLOUDS, "grades": ["三"], "session_minutes": "四十", "title": 3}
    read = opened(exported(data)).read
    assert (read.data, read.left) == (data, ())


def test_more_values_than_a_form_can_write_are_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("json.loads", lambda *_, **__: pytest.fail("parsed"))
    for flood in ("[],", "{},", "1,", "["):
        with pytest.raises(RefusedFile, match="多得多") as refused:
            draft_of(NAME, _text(f'{{"tags": [{flood * 500_000}1]}}').encode(), SCHEMAS)
        assert str(refused.value).startswith(NAME)


def test_import_writes_the_file_with_its_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = {**CLOUDS, "images": [{"file": "cover.png", "alt": "云"}]}
    pictures = {"cover.png": {"type": "image/png", "base64": base64.b64encode(png()).decode()}}
    (tmp_path / NAME).write_text(json.dumps(exported(data, pictures=pictures)), "utf-8")
    out = tmp_path / "out"
    assert main(["import", str(tmp_path / NAME), "--root", str(PROJECT), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "科学素养系列课程“看云”" in said
    assert sorted(path.name for path in out.iterdir()) == ["course.yml", "cover.png"]
    assert (out / "course.yml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../../schema/series.schema.json\n"
        "format: 1\nstatus: draft\ntitle: 看云\ntheme: 看一个月的云\nimages:\n  - file: cover.png\n    alt: 云\n"
    )
