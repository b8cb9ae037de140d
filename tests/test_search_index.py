"""The search index: terms, the formats of its files, and that nothing is lost in them."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest
from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import facets_of
from course_catalogue.loading import load_catalogue
from course_catalogue.search.encoding import column, encode_numbers
from course_catalogue.search.entries import entries_of
from course_catalogue.search.index import build_search_files
from course_catalogue.search.often import often_postings
from course_catalogue.search.postings import SUMMARY, cut_shards, index_lines
from course_catalogue.search.reader import (
    IndexReader,
    decode_column,
    decode_numbers,
    decode_often,
    payload_of,
)
from course_catalogue.search.tokens import HAN, LETTERS, placed_terms
from course_catalogue.search.unlisted import unlisted_pages

PROVIDER = "format: 1\nstatus: submitted\nname: 四明自然学会（示例）\nshort_name: 自然学会\n"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\n'
BASE = 'format: 1\nstatus: submitted\nname: 海洋馆（示例）\ndistrict: {code: "330203", name: 海曙区}\n'
WATER = """
format: 1
status: submitted
title: 水火箭：飞得更高
theme: 反冲与 ＤＮＡ 无关
summary: 用 H~2~O 和**空气**，三次改进。
grades: [3, 4]
delivery: 送课到校
price: {kind: 成本分担, fee_per_session: 5, material_fee: 7.5}
alignments: [{target: sci22-1.1, stages: [S2]}]
sessions:
  - title: 吹气球
    objectives: [{text: 能说出反冲}, {text: 能画出受力}]
  - title: 做尾翼
tags: [航天]
"""
DECOY = """
format: 1
status: submitted
title: 水火无情
summary: 学校里的火箭班讲消防；箭头指向出口
grades: [5]
sessions: [{title: 逃生, objectives: [{text: 能弯腰走}]}]
"""
VISIT = """
format: 1
status: submitted
title: 潮汐水槽
summary: 看潮水
grades: [7]
minutes: 60
mode: 实验
objectives: [{text: 能读出潮高}]
steps: [{name: 涨潮, minutes: 60}]
"""
COURSES = {
    "courses/nature/water-rocket": WATER,
    "courses/nature/water-fire": DECOY,
    "bases/sea/extension/tide": VISIT,
}


def small_catalogue() -> Catalogue:
    files = {"courses/nature/provider.yml": PROVIDER, "bases/sea/base.yml": BASE, "reviews/bases/sea.yml": REVIEW}
    for key, text in COURSES.items():
        files[f"{key}/course.yml"] = text
        files[f"reviews/{key}.yml"] = REVIEW
    return catalogue_of(files, date(2026, 11, 1))


@pytest.fixture(scope="module")
def reader() -> IndexReader:
    return IndexReader(build_search_files(small_catalogue()))


def found(reader: IndexReader, phrase: str) -> set[str]:
    return {reader.titles[course] for course in reader.find(phrase)}


def test_han_run_gives_a_pair_for_each_character_and_the_last_alone() -> None:
    assert list(placed_terms(["水火箭"], 0, 99)) == [("水火", 0), ("火箭", 1), ("箭", 2)]


def test_what_is_between_two_runs_keeps_them_apart() -> None:
    assert list(placed_terms(["水，火", "箭3D打"], 64, 99)) == [
        ("水", 64),
        ("火", 66),
        ("箭", 68),
        ("3d", 70),
        ("打", 72),
    ]


def test_text_is_folded_before_it_is_cut() -> None:
    assert [term for term, _ in placed_terms(["ＤＮＡ H₂O ㎡ Über"], 0, 99)] == ["dna", "h2o", "m2", "über"]


def test_terms_beyond_the_end_of_a_field_are_left_out() -> None:
    assert list(placed_terms(["水火箭", "DNA"], 0, 2)) == [("水火", 0), ("火箭", 1)]


def test_numbers_of_any_size_come_back() -> None:
    numbers = [0, 1, 63, 64, 90, 91, 1791, 1792, 46655, 5_000_000, 0]
    assert decode_numbers(encode_numbers(numbers)) == numbers


def test_column_comes_back_with_its_most_frequent_value_first() -> None:
    assert column(["甲", "乙", "乙", ""])[0] == "乙\n\n甲"
    assert decode_column(list(column(["甲", "乙", "乙", ""]))) == ["甲", "乙", "乙", ""]


def test_shard_is_closed_before_it_is_too_large_and_starts_with_its_first_term() -> None:
    lines = [("a", "1" * 40), ("b", "2" * 40), ("c", "3" * 200), ("d", "4")]
    shards = list(cut_shards(lines, 100))
    assert [first for first, _ in shards] == ["a", "c", "d"]
    assert "\n".join(text for _, text in shards) == "\n".join(f"{term} {postings}" for term, postings in lines)


def test_same_catalogue_gives_the_same_bytes() -> None:
    assert build_search_files(small_catalogue()) == build_search_files(small_catalogue())


def test_each_course_is_found_by_each_pair_of_its_title() -> None:
    catalogue = small_catalogue()
    reader = IndexReader(build_search_files(catalogue))
    for course in catalogue.listed:
        for pair in (term for term, _ in placed_terms([course.title], 0, 99)):
            assert course.title in found(reader, pair), pair


@pytest.mark.parametrize(
    ("phrase", "titles"),
    [
        ("火箭", {"水火箭：飞得更高", "水火无情"}),  # the decoy has both pairs
        ("水火箭", {"水火箭：飞得更高"}),  # but apart
        ("反冲", {"水火箭：飞得更高"}),  # theme and session
        ("受力", {"水火箭：飞得更高"}),  # second objective
        ("做尾翼", {"水火箭：飞得更高"}),
        ("航天", {"水火箭：飞得更高"}),  # tag
        ("四明自然学会", {"水火箭：飞得更高", "水火无情"}),
        ("海洋馆", {"潮汐水槽"}),
        ("dn", {"水火箭：飞得更高"}),  # prefix of a word in full-width letters
        ("h2o", {"水火箭：飞得更高"}),  # rich text is indexed as its words
        ("水", {"水火箭：飞得更高", "水火无情", "潮汐水槽"}),
        ("水槽涨潮", set()),
        ("涨潮", {"潮汐水槽"}),
        ("更高做尾", set()),  # not across fields
        ("特性与功能", {"水火箭：飞得更高"}),  # 学习内容 1.1, which nothing else in the course names
        ("鲸", set()),
    ],
)
def test_phrase_finds_its_courses_and_no_others(reader: IndexReader, phrase: str, titles: set[str]) -> None:
    assert found(reader, phrase) == titles


def test_a_functional_zone_is_found_as_written_and_stands_beside_its_district() -> None:
    served = {"zone": "[前湾新区]", "district": "[慈溪市]", "city": "[全市]", "other": "[北仑区]"}
    files = {"courses/nature/provider.yml": PROVIDER}
    for name, districts in served.items():
        text = WATER.replace("水火箭：飞得更高", name)
        files[f"courses/nature/{name}/course.yml"] = f"{text}offer: {{districts: {districts}}}\n"
        files[f"reviews/courses/nature/{name}.yml"] = REVIEW
    reader = IndexReader(build_search_files(catalogue_of(files, date(2026, 11, 1))))
    assert (found(reader, "前湾新区"), found(reader, "全市")) == ({"zone"}, {"city"})
    (district,) = (facet for facet in reader.head["facets"] if facet["id"] == "district")
    cixi = next(place for place, value in enumerate(district["values"]) if "前湾新区" in value)
    assert list(district["values"][cixi]) == ["330282", "慈溪市", "前湾新区", "前湾"]
    columns = zip(reader.titles, decode_column(district["of"]), strict=True)
    assert {title for title, places in columns if str(cixi) in places.split(",")} == {"zone", "district", "city"}


LABELS = {
    "系列": {"水火箭：飞得更高", "水火无情"},
    "拓展": {"水火箭：飞得更高", "潮汐水槽"},  # the setting of the one, the kind of the other
    "拓展性课程": {"水火箭：飞得更高"},
    "课后服务": {"水火箭：飞得更高"},
    "到校": {"水火箭：飞得更高"},
    "实验": {"潮汐水槽"},  # its form
    "物质": {"水火箭：飞得更高"},  # its field
    "入库": {"水火箭：飞得更高"},
    "科学": set[str](),  # what most fields and kinds end with says nothing
}


def test_words_of_kind_field_form_settings_and_level_are_found_and_stand_behind_tags() -> None:
    files = {"courses/nature/provider.yml": PROVIDER, "bases/sea/base.yml": BASE, "reviews/bases/sea.yml": REVIEW}
    for key, text in COURSES.items():
        files[f"{key}/course.yml"] = text
        files[f"reviews/{key}.yml"] = REVIEW
    files["courses/nature/water-rocket/course.yml"] += "settings: [课后服务, 拓展性课程]\n"
    files["reviews/courses/nature/water-rocket.yml"] += "level: 入库\n"
    catalogue = catalogue_of(files, date(2026, 11, 1))
    reader = IndexReader(build_search_files(catalogue))
    assert {phrase: found(reader, phrase) for phrase in LABELS} == LABELS
    course = reader.titles.index("水火箭：飞得更高")
    (place,) = reader.find("系列")[course]
    assert reader.find("航天")[course][0] < place < SUMMARY


def test_position_tells_the_field(reader: IndexReader) -> None:
    course = reader.titles.index("水火箭：飞得更高")
    assert reader.find("水火箭")[course] == [0]
    assert [position // 64 for position in reader.find("反冲")[course]] == [1, 8]
    assert reader.find("改进")[course][0] // 256 == 1


def test_characters_that_fill_shards_have_a_file_of_their_own_with_the_same_courses_and_ranks() -> None:
    catalogue = load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue
    entries = entries_of(catalogue)
    reader = IndexReader(build_search_files(catalogue, often_beyond=50))
    weights = {term: len(postings) for term, postings in index_lines(entries)}
    rows = dict(often_postings(entries, weights, 50))
    assert len(rows) > 40
    assert reader.head["often"] == "".join(rows)
    for character, postings in rows.items():
        everywhere = reader.find(character)
        assert {course: rank(places) for course, places in decode_often(postings).items()} == {
            course: rank(places) for course, places in everywhere.items()
        }


def rank(positions: list[int]) -> tuple[int, bool, int]:
    """What `score` of search-engine.js makes of positions: the field of the first, whether it begins a title, how many."""
    first = min(positions)
    return sum(first >= start for start in (64, 256, 512)), first == 0, min(16, len(positions))


def test_series_come_first_and_cards_hold_what_is_shown(reader: IndexReader) -> None:
    head = reader.head
    assert reader.hrefs == [
        "courses/nature/water-fire.html",
        "courses/nature/water-rocket.html",
        "bases/sea/extension/tide.html",
    ]
    assert [card[2:4] for card in reader.cards] == [
        ["系列课程", "自然学会"],
        ["系列课程", "自然学会"],
        ["拓展课程", "海洋馆（示例）"],
    ]
    assert decode_column(head["price"]) == ["", "17.5", ""]
    assert decode_column(head["until"]) == ["2029-08-31"] * 3
    assert reader.cards[1][6:9] == [
        "3～4 年级",
        "送课到校 · 2 课时",
        "每课时 5 元 + 材料 7.5 元 · 退费办法未写明",
    ]


def test_facet_columns_say_what_the_facets_say(reader: IndexReader) -> None:
    catalogue = small_catalogue()
    facets = facets_of(catalogue)
    assert [written["id"] for written in reader.head["facets"]] == [facet.id for facet in facets]
    for place, written in enumerate(reader.head["facets"]):
        sets = [
            tuple(written["values"][int(v)][0] for v in text.split(",") if v) for text in decode_column(written["of"])
        ]
        assert sets == [entry.facets[place] for entry in entries_of(catalogue, facets)]


def test_texts_hold_summary_theme_and_a_line_for_each_session() -> None:
    files = {file.path.rsplit("/", 1)[-1]: file for file in build_search_files(small_catalogue())}
    assert payload_of(files["text-0.js"])[1].split("\n") == [
        "用 H2O 和空气，三次改进。", "主题\t反冲与 ＤＮＡ 无关　航天", "第 1 课时\t吹气球：能说出反冲；能画出受力", "第 2 课时\t做尾翼",
        "课程标准\t1.1 物质具有一定的特性与功能", "概况\t系列课程　物质科学　送课到校　2 课时",
    ]  # fmt: skip


def test_pages_that_no_list_has_are_named_with_their_state() -> None:
    files = {"courses/nature/provider.yml": PROVIDER, "bases/sea/base.yml": BASE, "reviews/bases/sea.yml": REVIEW}
    reviews = {
        "water-rocket": REVIEW,
        "paused": REVIEW.replace("approved", "suspended"),
        "ended": REVIEW.replace("2029-08-31", "2026-10-31"),
        "returned": REVIEW.replace("approved", "returned"),
    }
    for name, review in reviews.items():
        files[f"courses/nature/{name}/course.yml"] = WATER.replace("水火箭：飞得更高", name)
        files[f"reviews/courses/nature/{name}.yml"] = review
    assert unlisted_pages(catalogue_of(files, date(2026, 11, 1))) == [
        ("ended", "courses/nature/ended", "已过期的课程"),
        ("paused", "courses/nature/paused", "已暂停的课程"),
        ("海洋馆（示例）", "bases/sea", "基地"),
        ("四明自然学会（示例）", "courses/nature", "机构"),
    ]


def test_empty_catalogue_still_has_a_head() -> None:
    (head,) = build_search_files(catalogue_of({}))
    assert payload_of(head)["count"] == 0


def test_browser_and_index_cut_text_alike() -> None:
    script = (PROJECT / "site_overrides/assets/search-engine.js").read_text("utf-8")
    for name, characters in (("HAN", HAN), ("LETTERS", LETTERS)):
        literal = re.search(rf'const {name} = "(.*)";', script)
        assert literal
        unescaped = re.sub(r"\\\\u\{?([0-9a-f]{4,5})\}?", lambda match: chr(int(match[1], 16)), literal[1])
        assert unescaped == characters


@pytest.mark.parametrize(
    ("name", "most"), [("search-engine.js", 9_050), ("search.js", 8_950), ("search-rewrite.js", 7_800)]
)
def test_search_scripts_are_small_and_of_2018(name: str, most: int) -> None:
    script = (PROJECT / "site_overrides/assets" / name).read_bytes()
    assert len(gzip.compress(script, 6, mtime=0)) <= most
    text = script.decode()
    for later in (
        "?.",
        "??",
        "catch {",
        "matchAll",
        "replaceAll",
        ".flat(",
        "fromEntries",
        "innerHTML",
        "fetch(",
        "?<",
    ):
        assert later not in text, later
