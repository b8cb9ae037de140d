"""A scaffold passes the check as a draft, explains every field by the schema, and holds when its examples are put in."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

import pytest
from written import PATHS, project_rulebook, read_text

from course_catalogue.authoring.scaffold import scaffold, when
from course_catalogue.documents import Source
from course_catalogue.loading import judge
from course_catalogue.sources import KINDS

BOOK = project_rulebook()
TITLES = tuple(f"待定 {number}" for number in range(1, 13))


def scaffold_of(kind: str, titles: tuple[str, ...] = TITLES) -> str:
    name = "name" if kind in ("base", "provider") else "title"
    data = {"format": 1, "status": "draft", name: "水"}
    return scaffold(kind, PurePosixPath(PATHS[kind]), data, BOOK.schemas, titles if kind == "series" else ())


@pytest.mark.parametrize("kind", KINDS)
def test_it_passes_as_a_draft_without_a_finding(kind: str) -> None:
    verdict = judge(Source(PurePosixPath(PATHS[kind]), kind, scaffold_of(kind).encode()), BOOK)
    assert verdict.findings == ()
    assert verdict.record is not None


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_nothing_but_what_is_known(kind: str) -> None:
    document = read_text(scaffold_of(kind), kind).document
    assert document is not None
    known = {"format": 1, "status": "draft", "name" if kind in ("base", "provider") else "title": "水"}
    sessions = {"sessions": [{"title": title} for title in TITLES]} if kind == "series" else {}
    assert _filled(document.data) == known | sessions


def _filled(data: Any) -> Any:
    """Without groups in which nothing is filled in."""
    if isinstance(data, dict):
        return {name: part for name, value in data.items() if (part := _filled(value)) != {}}
    return [_filled(item) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_in_it_with_its_title_and_when_it_is_due(kind: str) -> None:
    text = scaffold_of(kind)
    for name, part in BOOK.schemas.by_name[kind]["properties"].items():
        field = BOOK.schemas.resolve(part)
        if name not in ("format", "updated", "former_ids", "waivers"):
            assert f"\n# {field['title']}（{when(field)}）：" in text, name
            assert re.search(rf"(?m)^#?{name}:", text), name


@pytest.mark.parametrize("kind", KINDS)
def test_with_every_example_put_in_its_shape_still_fits(kind: str) -> None:
    """`#name:` is an example behind a sign, `# ` a comment; an empty field takes the example of the line above it."""
    text = re.sub(r"(?m)^( *)#(?! )", r"\1", scaffold_of(kind))
    text = re.sub(r"(?m)^ *# 例：(.*)((?:\n *#     .*)*)\n *[a-z_]+:$", _example, text)
    verdict = judge(Source(PurePosixPath(PATHS[kind]), kind, text.encode()), BOOK)
    assert [item for item in verdict.findings if item.code in ("unknown-field", "wrong-type", "not-a-mapping")] == []
    assert verdict.gates == 3


def _example(found: re.Match[str]) -> str:
    indent = re.match(" *", found[0])[0]  # type: ignore[index]
    more = [line.strip().removeprefix("#     ") for line in found[2].split("\n")[1:]]
    return "\n".join(f"{indent}{line}" for line in (found[1], *more))


def test_sessions_after_the_first_show_only_what_is_due_and_point_there() -> None:
    text = scaffold_of("series")
    first, second = (text.index(f"# ── 第 {number} 课时") for number in (1, 2))
    third = text.index("# ── 第 3 课时")
    assert "# 教学重点（通过评审前要）：" in text[first:second]
    assert "plan_b" in text[first:second]
    assert text[second:third].startswith(
        "# ── 第 2 课时：各项的写法见第 1 课时 ──\n"
        "  - title: 待定 2\n"
        "    #objectives:\n"
        "    #  - text: 能用风向标测出风向\n"
        "    key_point:\n"
        "    difficult_point:\n"
    )
    assert "可不写" not in text[second:third]
    assert text.count("# ── 第 ") == 12


def test_a_group_says_what_else_it_may_hold_and_when_that_is_due() -> None:
    text = scaffold_of("series")
    assert (
        "# 价格（送评前要）：收费方式、金额、谁出、怎么退。政策要求合理成本分担。\n"
        "# 其中：kind 收费方式（免费、成本分担）；fee_per_session 课时费（元/生·课时）（送评前要）；"
    ) in text
    assert "#price:\n#  kind: 免费\n" in text


def test_when_a_field_is_due_is_said_in_words() -> None:
    steps = [when({"x-due": step}) for step in ("draft", "submitted", "approved")]
    assert steps == ["现在就要", "送评前要", "通过评审前要"]
    assert when({"description": "交通。"}) == "可不写"
    assert when({"description": "有危险源时必须写。"}) == "看情况"
