"""What the search loads for queries that find little: synonyms, pinyin of the index, and the list of words."""

from __future__ import annotations

from test_search_index import PROVIDER, REVIEW, small_catalogue
from written import catalogue_of

from course_catalogue.output import OutputFile
from course_catalogue.search.entries import entries_of
from course_catalogue.search.index import build_search_files
from course_catalogue.search.initials import MOST, initial_shards, likely_words
from course_catalogue.search.reader import payload_of
from course_catalogue.search.sounds import common_characters, is_pair, sound_shards, sound_table, usual_readings
from course_catalogue.search.synonyms import known_groups
from course_catalogue.search.word_list import listed_words, named_characters

GROUPS = (("AI", "人工智能"), ("3D打印", "三维打印"), ("航模", "模型飞机"))


def named(files: tuple[OutputFile, ...]) -> dict[str, OutputFile]:
    return {file.path.rsplit("/", 1)[-1]: file for file in files}


def test_groups_of_which_no_course_has_a_word_are_left_out() -> None:
    terms = {"人工", "工智", "智能", "3d", "打印", "模型"}
    assert known_groups(GROUPS, terms) == (("ai", "人工智能"), ("3d打印", "三维打印"))


def test_each_pair_stands_under_all_its_readings_the_most_frequent_first() -> None:
    ((first, text),) = sound_shards({"重力": 3, "中立": 9, "种": 1, "dna": 5, "重": 4})
    assert (first, text.split("\n")[:2]) == ("chong'li", ["chong'li 重力", "zhong'li 中立重力"])


def test_the_shards_of_sounds_hold_every_pair_once_under_a_key() -> None:
    weights = {f"水{character}": number for number, character in enumerate(common_characters())}
    lines = [line for _, text in sound_shards(weights) for line in text.split("\n")]
    assert [line.split(" ")[0] for line in lines] == sorted({line.split(" ")[0] for line in lines})
    assert {pair for line in lines for pair in cut_pairs(line.split(" ")[1])} == set(filter(is_pair, weights))


def cut_pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(0, len(text), 2)]


def test_the_table_readscommon_characters_and_those_of_the_index() -> None:
    table = dict(line.split(" ") for line in sound_table("榫").split("\n"))
    assert "榫" in table["sun"]
    assert all("行" in table[syllable] for syllable in ("xing", "hang"))
    assert "机" in table["ji"]


def test_a_pair_beyond_the_basic_plane_is_none() -> None:
    assert (is_pair("\U00020000水"), is_pair("水火"), is_pair("ab"), is_pair("水")) == (False, True, False, False)


def lessons(*objectives: str) -> dict[str, str]:
    """One course whose sessions have one objective each; nothing else in it has the words that are looked for."""
    key = "courses/nature/course"
    sessions = "\n".join(f"  - {{title: 导入, objectives: [{{text: {text}}}]}}" for text in objectives)
    return {
        "courses/nature/provider.yml": PROVIDER,
        f"{key}/course.yml": f"format: 1\nstatus: submitted\ntitle: 小课\nsessions:\n{sessions}\n",
        f"reviews/{key}.yml": REVIEW,
    }


def by_initials(files: dict[str, str]) -> dict[str, str]:
    shards = initial_shards(likely_words(entries_of(catalogue_of(files))))
    return dict(line.split(" ", 1) for _, text in shards for line in text.split("\n"))


def test_what_stands_twice_in_lessons_has_its_initials() -> None:
    words = by_initials(lessons("画出光敏电阻", "换一只光敏电阻", "会用弹簧", "比较大小"))
    assert [words[letters] for letters in ("gm", "gmd", "mdz", "dz")] == [" 光敏", "光敏电 ", "敏电阻 ", " 电阻"]
    assert "th" not in words, "弹簧 stands only once"


def test_a_word_has_other_neighbours_each_time_and_a_part_of_one_has_not() -> None:
    words = by_initials(
        lessons("画出光敏电阻", "换一只光敏电阻", "电阻的大小", "量一量电阻", *["两只碗", "三只碗"] * 2)
    )
    assert (words["dz"], words["gm"]) == ("电阻 ", " 光敏")
    assert words["zw"] == " 只碗", "only numbers stand before it"


def test_a_word_stands_under_all_its_readings() -> None:
    words = by_initials(lessons("检查行李", "带上行李"))
    assert [words[letters].strip() for letters in ("xl", "hl")] == ["行李", "行李"]


def test_neighbours_that_meet_by_chance_are_no_word() -> None:
    by_chance = [f"{first}{last}" for first in "水火土木金" for last in "多少大小"]
    words = by_initials(lessons(*by_chance, *by_chance, "潮汐", "潮汐"))
    assert not {"sd", "hs", "tx"} & words.keys()
    assert words["cx"] == "潮汐 "


def test_of_one_row_of_initials_the_likeliest_words_are_kept() -> None:
    first, second = ([c for c in common_characters() if by_letter(c) == letter and c not in "水稻"] for letter in "sd")
    seldom = list(map("".join, zip(first, second, strict=False)))[: MOST + 5]
    words = by_initials(lessons(*seldom, *seldom, *["水稻"] * 9))
    assert words["sd"].startswith("水稻")
    assert len(words["sd"].replace(" ", "")) == 2 * MOST


def by_letter(character: str) -> str:
    return usual_readings(character)[0][0]


def test_words_are_tags_short_titles_and_what_several_texts_have() -> None:
    files = {"courses/nature/provider.yml": PROVIDER}
    for number, title in enumerate(("会飞的机器人", "机器人迷宫大冒险", "机器人与人的距离有多远")):
        key = f"courses/nature/course-{number}"
        files[f"{key}/course.yml"] = (
            f"format: 1\nstatus: submitted\ntitle: {title}\ntags: [创客]\nsessions: [{{title: 导入}}]\n"
        )
        files[f"reviews/{key}.yml"] = REVIEW
    words = listed_words(entries_of(catalogue_of(files))).split("\n")
    assert words == ["创客", "四明自然学会", "机器人", "示例", "自然学会", "会飞的机器人"]


def test_no_word_begins_or_ends_with_a_particle_or_a_number_or_stands_only_behind_one() -> None:
    files = {"courses/nature/provider.yml": PROVIDER}
    for number, title in enumerate(("采访一只碗的一天", "画下一只碗的一生和它的窑", "三只碗里的水声有多高呢")):
        key = f"courses/nature/course-{number}"
        files[f"{key}/course.yml"] = f"format: 1\nstatus: submitted\ntitle: {title}\nsessions: [{{title: 导入}}]\n"
        files[f"reviews/{key}.yml"] = REVIEW
    words = listed_words(entries_of(catalogue_of(files))).split("\n")
    assert words == ["四明自然学会", "示例", "自然学会"]


def test_what_one_syllable_may_mean_are_characters_of_titles_themes_and_tags_without_numbers_and_particles() -> None:
    files = {"courses/nature/provider.yml": PROVIDER}
    for number, (title, tags) in enumerate((("光的十二问", "[声]"), ("看见光", "[光学]"))):
        key = f"courses/nature/course-{number}"
        files[f"{key}/course.yml"] = f"format: 1\nstatus: submitted\ntitle: {title}\ntags: {tags}\n"
        files[f"reviews/{key}.yml"] = REVIEW
    assert named_characters(entries_of(catalogue_of(files))) == "光声学看见问"


def test_head_holds_the_synonyms_that_help_and_nothing_of_the_rest_without_courses() -> None:
    groups = payload_of(build_search_files(small_catalogue())[0])["synonyms"]
    assert groups == [["dna", "脱氧核糖核酸"], ["送课到校", "送教上门"]]
    assert len(build_search_files(catalogue_of({}))) == 1


def test_every_pair_of_every_text_is_found_by_its_pinyin() -> None:
    files = named(build_search_files(small_catalogue()))
    sounds = payload_of(files["sounds.js"])
    keys = dict(line.split(" ") for line in payload_of(files["sound-0.js"]).split("\n"))
    assert sounds["firsts"] == next(iter(keys))
    assert ("反冲" in keys["fan'chong"], "潮汐" in keys["chao'xi"]) == (True, True)
