"""Single faults as authors make them: each kind knows where its fault stands and which codes may tell it.

A kind takes a good file and a seeded chance, and gives a Mutant, or None where the file has no place for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from written import project_rulebook

from course_catalogue.documents import Document
from course_catalogue.nearest import pinyin


@dataclass(frozen=True)
class Node:
    """A value of a file: `key` and `start` are the positions of its key (or first sign, in a list) and of itself."""

    steps: tuple[str | int, ...]
    value: Any
    schema: dict[str, Any]
    start: int
    end: int

    @property
    def name(self) -> str:
        return str(self.steps[-1])


@dataclass(frozen=True)
class Sample:
    """A good file and its values in the order of the text."""

    path: str
    kind: str
    content: bytes
    document: Document

    @cached_property
    def text(self) -> str:
        return self.document.marks.text

    @cached_property
    def nodes(self) -> list[Node]:
        return list(self._walk(self.document.data, ()))

    def _walk(self, value: Any, steps: tuple[str | int, ...]) -> Iterator[Node]:
        if steps:
            marks, mark = self.document.marks, self.document.mark(*steps)
            start, end = marks.index(mark.line, mark.column), marks.index(mark.end_line, mark.end_column)
            yield Node(steps, value, project_rulebook().schemas.at(self.kind, steps), start, end)
        for step, item in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            yield from self._walk(item, (*steps, step))

    def line_at(self, index: int) -> int:
        return self.text.count("\n", 0, index) + 1

    def line_range(self, index: int) -> tuple[int, int]:
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end

    def line(self, index: int) -> str:
        return self.text[slice(*self.line_range(index))]

    @cached_property
    def fields(self) -> list[Node]:
        """Values on one line of their own behind their key, or behind a dash: `  - key: value`."""
        return [node for node in self.nodes if not isinstance(node.value, dict | list) and self._alone(node)]

    def _alone(self, node: Node) -> bool:
        if "\n" in self.text[node.start : node.end]:
            return False
        begin, stop = self.line_range(node.start)
        before = self.text[begin : node.start]
        pattern = r" *(?:- )*" + (rf"{node.name}: " if isinstance(node.steps[-1], str) else "- ")
        return re.fullmatch(pattern, before) is not None and node.end == stop

    @cached_property
    def keyed(self) -> list[Node]:
        return [node for node in self.fields if isinstance(node.steps[-1], str)]

    @cached_property
    def texts(self) -> list[Node]:
        """Chinese text without quotes."""
        return [
            node
            for node in self.fields
            if isinstance(node.value, str)
            and self.text[node.start] not in "\"'"
            and not {"enum", "pattern"} & set(node.schema)
            and node.steps[0] != "district"
        ]

    def key_start(self, node: Node) -> int:
        begin, _ = self.line_range(node.start)
        return begin + re.match(r" *(?:- )*", self.text[begin:]).end()  # type: ignore[union-attr]


@dataclass(frozen=True)
class Mutant:
    """A file with one fault, and the lines (in the mutant) at which a finding points well."""

    content: bytes
    first: int
    last: int


@dataclass(frozen=True)
class Kind:
    """`codes` may tell the fault; none at all means that it is harmless. `mend`: whether a machine can know the mend."""

    name: str
    codes: frozenset[str]
    mend: bool
    make: Callable[[Sample, random.Random], Mutant | None]


KINDS: list[Kind] = []
Made = tuple[str, int, int] | tuple[str, int] | None


def kind(
    codes: str, *, mend: bool = False
) -> Callable[[Callable[[Sample, random.Random], Made]], Callable[[Sample, random.Random], Made]]:
    """Register a kind of fault; its function gives the text with the fault and its line or lines."""

    def wrap(function: Callable[[Sample, random.Random], Made]) -> Callable[[Sample, random.Random], Made]:
        def make(sample: Sample, chance: random.Random) -> Mutant | None:
            made = function(sample, chance)
            return None if made is None or made[0] == sample.text else Mutant(made[0].encode(), made[1], made[-1])

        KINDS.append(Kind(function.__name__, frozenset(codes.split()), mend, make))
        return function

    return wrap


def byte_kind(codes: str, *, mend: bool = False) -> Callable[[Callable[[Sample, random.Random], Mutant]], None]:
    def wrap(function: Callable[[Sample, random.Random], Mutant]) -> None:
        KINDS.append(Kind(function.__name__, frozenset(codes.split()), mend, function))

    return wrap


def pick(chance: random.Random, nodes: list[Node]) -> Node | None:
    return chance.choice(nodes) if nodes else None


def put(sample: Sample, start: int, end: int, text: str, above: int = 0, below: int = 0) -> tuple[str, int, int]:
    """The text with one part replaced, and the line of the part, with lines above and below that may be pointed at, too."""
    line = sample.line_at(start)
    return sample.text[:start] + text + sample.text[end:], max(1, line - above), line + below


def replaced(sample: Sample, node: Node | None, written: str) -> Made:
    return None if node is None else put(sample, node.start, node.end, written)


# ---- bytes ----


@byte_kind("not-utf-8", mend=True)
def gbk(sample: Sample, _chance: random.Random) -> Mutant:
    return Mutant(sample.text.encode("gb18030"), 1, 10)


@byte_kind("not-utf-8", mend=True)
def utf_16(sample: Sample, _chance: random.Random) -> Mutant:
    return Mutant(sample.text.encode("utf-16"), 1, 1)


@byte_kind("not-utf-8")
def cut_character(sample: Sample, chance: random.Random) -> Mutant:
    places = [match.start() for match in re.finditer("[\u4e00-\u9fff]", sample.text)]
    place = chance.choice(places)
    head, tail = sample.text[:place].encode(), sample.text[place:].encode()
    return Mutant(head + tail[1:], sample.line_at(place), sample.line_at(place))


@byte_kind("")
def byte_order_mark(sample: Sample, _chance: random.Random) -> Mutant:
    return Mutant(b"\xef\xbb\xbf" + sample.content, 1, 1)


@byte_kind("")
def windows_line_ends(sample: Sample, _chance: random.Random) -> Mutant:
    return Mutant(sample.text.replace("\n", "\r\n").encode(), 1, 1)


@byte_kind("")
def mixed_line_ends(sample: Sample, chance: random.Random) -> Mutant:
    lines = sample.text.split("\n")
    return Mutant("".join(line + chance.choice(("\n", "\r\n")) for line in lines[:-1]).encode(), 1, 1)


@kind("forbidden-character", mend=True)
def zero_width_space(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.texts)
    return None if node is None else put(sample, node.start + 1, node.start + 1, "\u200b")


@kind("forbidden-character", mend=True)
def control_character(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.texts)
    return None if node is None else put(sample, node.end, node.end, "\x08")


@kind("tab", mend=True)
def tab_for_indent(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if sample.line(node.start).startswith("  ")])
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    return put(sample, begin, begin + 2, "\t")


@kind("tab", mend=True)
def tab_behind_colon(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else put(sample, node.start - 1, node.start, "\t")


@kind("tab", mend=True)
def table_pasted_from_word(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance, [node for node in sample.texts if node.schema.get("x-text") == "rich" and len(node.value) < 150]
    )
    return None if node is None else put(sample, node.end, node.end, "\n序号\t水温\n1\t20\n2\t30", below=3)


# ---- habits of the hand ----


@kind("fullwidth-colon", mend=True)
def fullwidth_colon(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else put(sample, node.start - 2, node.start, "：")


@kind("fullwidth-colon", mend=True)
def fullwidth_colon_and_space(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else put(sample, node.start - 2, node.start - 1, "：")


@kind("fullwidth-colon", mend=True)
def fullwidth_colon_behind_a_group(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^ *[a-z_]+(:)\n +")
    return None if match is None else put(sample, match.start(1), match.end(1), "：", below=1)


@kind("missing-space", mend=True)
def no_space_behind_colon(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else put(sample, node.start - 1, node.start, "")


@kind("missing-space wrong-type", mend=True)
def no_space_behind_dash(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _dashed(sample))
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    dash = sample.text.index("- ", begin)
    return put(sample, dash, dash + 2, "-")


@kind("fullwidth-dash", mend=True)
def fullwidth_dash(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _dashed(sample))
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    dash = sample.text.index("- ", begin)
    return put(sample, dash, dash + 1, chance.choice("－—–"))


@kind("fullwidth-indent", mend=True)
def fullwidth_indent(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _indented(sample))
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    depth = len(sample.line(node.start)) - len(sample.line(node.start).lstrip(" "))
    return put(sample, begin, begin + depth, "\u3000" * (depth // 2))


@kind("fullwidth-indent", mend=True)
def no_break_spaces_for_indent(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _indented(sample))
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    depth = len(sample.line(node.start)) - len(sample.line(node.start).lstrip(" "))
    return put(sample, begin, begin + depth, "\xa0" * depth)


@kind("wrong-type", mend=True)
def fullwidth_digits(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _integers(sample))
    return (
        None
        if node is None
        else replaced(sample, node, str(node.value).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}))
    )


@kind("wrong-format wrong-type", mend=True)
def curly_quotes_around_a_date(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _dates(sample))
    return None if node is None else replaced(sample, node, f"“{node.value}”")


@kind("yaml-grammar wrong-type wrong-format not-in-list", mend=True)
def fullwidth_commas_in_brackets(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, rf"(?m)^ *(?:- )?(?:{_LISTS}): (\[[^\n\[\]\"]*, [^\n\[\]\"]*\])$")
    return None if match is None else put(sample, match.start(1), match.end(1), match.group(1).replace(", ", "，"))


@kind("yaml-grammar wrong-type not-in-list", mend=True)
def fullwidth_brackets(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^[^\n\"]*: (\[[^\n\[\]\"]*\])$")
    return None if match is None else put(sample, match.start(1), match.end(1), f"【{match.group(1)[1:-1]}】")


@kind("yaml-grammar needs-quotes", mend=True)
def closing_bracket_deleted(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^[^\n\"]*: \[[^\n\[\]\"]*(\])$")
    return None if match is None else put(sample, match.start(1), match.end(1), "")


@kind("wrong-type yaml-grammar", mend=True)
def opening_bracket_deleted(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^[^\n\"]*: (\[)[^\n\[\]\"]*\]$")
    return None if match is None else put(sample, match.start(1), match.end(1), "")


@kind("yaml-grammar", mend=True)
def colon_deleted(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else put(sample, node.start - 2, node.start - 1, "", above=0)


@kind("yaml-grammar", mend=True)
def semicolon_for_colon(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else put(sample, node.start - 2, node.start - 1, chance.choice(";；="))


@kind("yaml-grammar", mend=True)
def colon_of_a_group_deleted(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^ *[a-z_]+(:)\n +")
    return None if match is None else put(sample, match.start(1), match.end(1), "", below=1)


@kind("needs-quotes", mend=True)
def colon_and_space_in_text(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.texts
            if len(node.value) > 6 and node.schema.get("maxLength", 99) >= len(node.value) + 2
        ],
    )
    return None if node is None else put(sample, node.start + 2, node.start + 2, ": ")


@kind("needs-quotes refused-yaml", mend=True)
def text_that_starts_with_a_sign(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.texts if node.schema.get("maxLength", 99) > len(node.value)])
    return None if node is None else put(sample, node.start, node.start, chance.choice("*@`%&!"))


@kind("needs-quotes yaml-grammar", mend=True)
def text_that_starts_with_a_quoted_word(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.texts
            if len(node.value) > 4 and node.schema.get("maxLength", 99) >= len(node.value) + 2
        ],
    )
    return (
        None
        if node is None
        else put(sample, node.start, node.start + 2, f'"{sample.text[node.start : node.start + 2]}"')
    )


@kind("needs-quotes")
def hash_sign_in_text(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.texts if len(node.value) > 6 and node.value[3] not in " #!"])
    return None if node is None else put(sample, node.start + 3, node.start + 3, " #")


@kind("yaml-grammar needs-quotes", mend=True)
def closing_quote_deleted(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if sample.text[node.start] == '"'])
    return None if node is None else put(sample, node.end - 1, node.end, "")


@kind("wrong-format not-in-list wrong-type", mend=True)
def opening_quote_deleted(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if sample.text[node.start] == '"' and "pattern" in node.schema])
    return None if node is None else put(sample, node.start, node.start + 1, "")


@kind("yaml-grammar", mend=True)
def closed_by_another_quote(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if sample.text[node.start] == '"'])
    return None if node is None else put(sample, node.end - 1, node.end, "'")


# ---- habits of an office ----


@kind("fullwidth-colon unknown-field", mend=True)
def chinese_name_with_its_colon(sample: Sample, chance: random.Random) -> Made:
    titled = [node for node in sample.keyed if re.fullmatch("[\u4e00-\u9fff]{2,8}", node.schema.get("title", ""))]
    node = pick(chance, titled)
    return None if node is None else put(sample, sample.key_start(node), node.start, f"{node.schema['title']}：")


@kind("unknown-field", mend=True)
def name_with_a_fullwidth_space(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if "_" in node.name])
    return None if node is None else _renamed(sample, node, node.name.replace("_", chance.choice("\u3000 ")))


@kind("unknown-field", mend=True)
def name_in_curly_quotes(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else _renamed(sample, node, f"“{node.name}”")


@kind("")
def name_in_straight_quotes(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else _renamed(sample, node, f'"{node.name}"')


@kind("wrong-type", mend=True)
def list_with_numbers(sample: Sample, chance: random.Random) -> Made:
    """`1、甲` and `2、乙` in lines of their own, for `- 甲` and `- 乙`."""
    plain = r"[^\n\"'|>\[{&*!%@`#:、；;，。0-9][^\n:#]*"
    match = _some_match(sample, chance, rf"(?m)^( *)[a-z_]+:\n(?:\1 +- {plain}\n){{2,}}(?!\1 )")
    if match is None:
        return None
    numbers = iter(range(1, 99))
    sign = chance.choice(("、", ". ", "．"))
    text = re.sub(r"(?m)^( +)- ", lambda dash: f"{dash.group(1)}{next(numbers)}{sign}", match.group())
    lines = text.count("\n")
    return put(sample, match.start(), match.end(), text, below=lines) if not _enum_lists(sample, match) else None


def _enum_lists(sample: Sample, match: re.Match[str]) -> bool:
    items = [
        node for node in sample.nodes if match.start() <= node.start < match.end() and isinstance(node.steps[-1], int)
    ]
    return any({"enum", "pattern"} & set(node.schema) or isinstance(node.value, dict) for node in items)


@kind("yaml-grammar", mend=True)
def text_pasted_with_its_line_breaks(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.texts
            if isinstance(node.steps[-1], str)
            and node.schema.get("x-text") == "rich"
            and node.schema.get("maxLength", 99) > len(node.value) + 20
        ],
    )
    return None if node is None else put(sample, node.end, node.end, "\n1、先看一看\n2、再量一量\n3、记下来", below=3)


@kind("wrong-format", mend=True)
def date_with_dots(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _dates(sample))
    return None if node is None else replaced(sample, node, str(node.value).replace("-", ".").replace(".0", "."))


@kind("wrong-format")
def month_without_a_day(sample: Sample, chance: random.Random) -> Made:
    return replaced(sample, pick(chance, _dates(sample)), "2026.9")


@kind("wrong-type")
def ages_for_grades(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^grades: (\[[^\n]*\])$")
    written = chance.choice(("6-8岁", "[8岁, 9岁]", "小学中年级"))
    return None if match is None else put(sample, match.start(1), match.end(1), written)


@kind("wrong-type", mend=True)
def grades_with_their_word(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^grades: (\[(?:[1-9](?:, )?)+\])$")
    words = {str(number): word for number, word in enumerate("一二三四五六七八九", start=1)}
    if match is None:
        return None
    return put(
        sample, match.start(1), match.end(1), re.sub("[0-9]", lambda one: f"{words[one.group()]}年级", match.group(1))
    )


@kind("wrong-type", mend=True)
def about_a_number(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _integers(sample) if "minutes" in node.name])
    if node is None:
        return None
    return replaced(
        sample, node, chance.choice((f"约{node.value}分钟", f"大约{node.value}分钟", f"{node.value}分钟左右"))
    )


@kind("wrong-format not-in-list", mend=True)
def full_stop_behind_a_word_of_ours(sample: Sample, chance: random.Random) -> Made:
    nodes = [
        node
        for node in sample.fields
        if {"enum", "pattern"} & set(node.schema) and sample.text[node.start] not in "\"'"
    ]
    node = pick(chance, [node for node in nodes if isinstance(node.value, str) and node.name != "file"])
    return None if node is None else put(sample, node.end, node.end, chance.choice("。，；"))


@kind("duplicate-key", mend=True)
def group_pasted_twice(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^[a-z_]+:\n(?:  .*\n)+(?=[a-z])")
    if match is None:
        return None
    return put(sample, match.end(), match.end(), match.group(), below=match.group().count("\n"))


@kind("duplicate-key", mend=True)
def whole_file_pasted_twice(sample: Sample, _chance: random.Random) -> Made:
    end = len(sample.text)
    return put(sample, end, end, sample.text, below=10) if sample.text.endswith("\n") else None


@kind("fullwidth-dash", mend=True)
def another_sign_for_a_dash(sample: Sample, chance: random.Random) -> Made:
    nodes = [node for node in _dashed(sample) if isinstance(node.steps[-1], str)]
    node = pick(chance, nodes)
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    dash = sample.text.index("- ", begin)
    return put(sample, dash, dash + 1, chance.choice(("——", "--", "·", "•", "*")))


@byte_kind("")
def byte_order_mark_and_windows_line_ends(sample: Sample, _chance: random.Random) -> Mutant:
    return Mutant(b"\xef\xbb\xbf" + sample.text.replace("\n", "\r\n").encode(), 1, 1)


@kind("wrong-format", mend=True)
def fullwidth_at_sign(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if node.name == "email"])
    return None if node is None else replaced(sample, node, str(node.value).replace("@", "＠"))


@kind("wrong-type", mend=True)
def tick_for_true(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if node.value is True])
    return replaced(sample, node, chance.choice("√✓"))


@kind("wrong-type", mend=True)
def nothing_for_a_list(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^ *(?:equipment|facilities|hazards): (\[[^\n]*\])$")
    return None if match is None else put(sample, match.start(1), match.end(1), chance.choice(("无", "没有", "[无]")))


@kind("not-in-list", mend=True)
def day_of_the_week_by_another_word(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?<=[\[ ])周([一二三四五六日])(?=[\],])")
    if match is None:
        return None
    return put(sample, match.start(), match.end(), chance.choice(("星期", "礼拜", "每周")) + match.group(1))


@kind("wrong-type", mend=True)
def sign_of_money(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _integers(sample) if "fee" in node.name])
    return None if node is None else replaced(sample, node, f"{chance.choice('￥¥')}{node.value}")


# ---- indentation ----


def _reindented(sample: Sample, chance: random.Random, by: int, nodes: list[Node]) -> Made:
    node = pick(chance, [node for node in nodes if _depth(sample, node) + by >= 0])
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    depth = _depth(sample, node)
    return put(sample, begin, begin + depth, " " * (depth + by))


def _depth(sample: Sample, node: Node) -> int:
    line = sample.line(node.start)
    return len(line) - len(line.lstrip(" "))


def _middle(sample: Sample) -> list[Node]:
    """Fields that have a neighbour of the same group, and more than themselves to say where they belong."""
    return [
        node
        for node in sample.keyed
        if len(sample.document.value(*node.steps[:-1]) if len(node.steps) > 1 else sample.document.data) > 1
    ]


_MOVED = "bad-indentation unknown-field yaml-grammar"


@kind(_MOVED, mend=True)
def one_space_more(sample: Sample, chance: random.Random) -> Made:
    return _reindented(sample, chance, 1, _middle(sample))


@kind(_MOVED, mend=True)
def one_space_less(sample: Sample, chance: random.Random) -> Made:
    return _reindented(sample, chance, -1, [node for node in _middle(sample) if _depth(sample, node)])


@kind(_MOVED, mend=True)
def three_spaces_more(sample: Sample, chance: random.Random) -> Made:
    return _reindented(sample, chance, 3, _middle(sample))


@kind(_MOVED, mend=True)
def two_spaces_more(sample: Sample, chance: random.Random) -> Made:
    return _reindented(sample, chance, 2, _middle(sample))


@kind(_MOVED, mend=True)
def two_spaces_less(sample: Sample, chance: random.Random) -> Made:
    return _reindented(sample, chance, -2, [node for node in _middle(sample) if _depth(sample, node) >= 2])


@kind(_MOVED, mend=True)
def no_indent_at_all(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _middle(sample) if _depth(sample, node)])
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    return put(sample, begin, begin + _depth(sample, node), "")


@kind(_MOVED, mend=True)
def dash_moved_by_one(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _dashed(sample) if len(_list_of(sample, node)) > 1])
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    return put(sample, begin, begin, " ")


@kind(_MOVED, mend=True)
def group_moved_by_one(sample: Sample, chance: random.Random) -> Made:
    """A key with all that is below it, one space too far to the right."""
    match = _some_match(sample, chance, r"(?m)^( +)[a-z_]+:\n((?:\1 .*\n)+)")
    if match is None or "|" in match.group():
        return None
    moved = "".join(f" {line}" for line in match.group().splitlines(keepends=True))
    return put(sample, match.start(), match.end(), moved, below=moved.count("\n"))


# ---- lines ----


@kind("yaml-grammar needs-quotes", mend=True)
def two_lines_merged(sample: Sample, chance: random.Random) -> Made:
    matches = [
        m
        for m in re.finditer(r"(?m)^( *)(?:- )?[a-z_]+: [^\n\"'|>\[{]*(\n\1 *)[a-z_]+: [^\n]", sample.text)
        if not m.group().lstrip().startswith("- - ")
    ]
    match = chance.choice(matches) if matches else None
    return None if match is None else put(sample, match.start(2), match.end(2), " ")


@kind("yaml-grammar bad-indentation", mend=True)
def text_broken_by_enter(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.texts if re.fullmatch("[\u4e00-\u9fff，。、]{8,}", str(node.value))])
    return None if node is None else put(sample, node.start + 4, node.start + 4, "\n", below=1)


@kind("duplicate-key", mend=True)
def line_twice(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if not sample.line(node.start).lstrip().startswith("- ")])
    if node is None:
        return None
    begin, stop = sample.line_range(node.start)
    return put(sample, stop, stop, "\n" + sample.text[begin:stop], below=1)


@kind("duplicate-key")
def key_twice_with_other_value(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.texts
            if isinstance(node.steps[-1], str) and not sample.line(node.start).lstrip().startswith("- ")
        ],
    )
    if node is None:
        return None
    begin, stop = sample.line_range(node.start)
    return put(sample, stop, stop, "\n" + sample.text[begin : node.start] + "另一种说法", below=1)


@kind("duplicate-key yaml-grammar", mend=True)
def dash_of_an_item_deleted(sample: Sample, chance: random.Random) -> Made:
    matches = list(re.finditer(r"(?m)^( *)  [^\n]*\n\1(- )[a-z_]+: [^\n]*\n\1  [a-z_]+:", sample.text))
    match = chance.choice(matches) if matches else None
    return None if match is None else put(sample, match.start(2), match.end(2), "  ", below=0)


@kind("duplicate-key yaml-grammar wrong-type")
def first_line_of_an_item_deleted(sample: Sample, chance: random.Random) -> Made:
    """Of an item that the one above, if there is one, does not take in unnoticed."""
    nodes: list[Node] = []
    for node in sample.nodes:
        if isinstance(node.steps[-1], int) and isinstance(node.value, dict) and len(node.value) > 1:
            above = sample.document.value(*node.steps[:-1], node.steps[-1] - 1) if node.steps[-1] else None
            first, second = list(node.value)[:2]
            alike = above is None or (list(above)[:2] == [first, second])
            if alike and re.fullmatch(rf" *- {first}: [^\n|>]*", sample.line(node.start)):
                nodes.append(node)
    item = pick(chance, nodes)
    if item is None:
        return None
    begin, stop = sample.line_range(item.start)
    line = sample.line_at(item.start)
    return (sample.text[:begin] + sample.text[stop + 1 :], line - 1, line)


@kind("empty-item", mend=True)
def item_emptied(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.fields if isinstance(node.steps[-1], int)])
    if node is None:
        return None
    _, stop = sample.line_range(node.start)
    return put(sample, stop, stop, "\n" + " " * _depth(sample, node) + "-", below=1)


@kind("refused-yaml")
def document_separator(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if len(node.steps) == 1])
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    return put(sample, begin, begin, "---\n") if begin > 200 else None


# ---- types ----


@kind("wrong-type", mend=True)
def number_with_unit(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _integers(sample) if "minutes" in node.name])
    return None if node is None else replaced(sample, node, f"{node.value}{chance.choice(('分钟', ' 分钟', '分'))}")


@kind("wrong-type", mend=True)
def number_in_quotes(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _integers(sample))
    return None if node is None else replaced(sample, node, f'"{node.value}"')


@kind("wrong-type not-in-list")
def number_in_words(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _integers(sample))
    return None if node is None else replaced(sample, node, "二十几")


@kind("wrong-type", mend=True)
def list_as_text(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, rf"(?m)^ *(?:- )?(?:{_LISTS}): (\[[^\n\[\]\"]*\])$")
    return (
        None if match is None else put(sample, match.start(1), match.end(1), match.group(1)[1:-1].replace(", ", "、"))
    )


@kind("ambiguous-scalar", mend=True)
def yes_for_true(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if isinstance(node.value, bool)])
    yes, no = ("yes", "Yes", "on", "True"), ("no", "No", "off", "False")
    return None if node is None else replaced(sample, node, chance.choice(yes if node.value else no))


@kind("wrong-type", mend=True)
def chinese_yes_for_true(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if node.value is True])
    return replaced(sample, node, "是")


@kind("ambiguous-scalar", mend=True)
def null_for_nothing(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _optional(sample))
    return replaced(sample, node, chance.choice(("null", "~", "NULL")))


@kind("empty-text wrong-format")
def empty_quotes(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance, [node for node in sample.texts if isinstance(node.steps[-1], str) and "minLength" in node.schema]
    )
    return replaced(sample, node, '""')


@kind("ambiguous-scalar", mend=True)
def time_without_quotes(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if re.fullmatch("[0-9]{2}:[0-9]{2}", str(node.value))])
    return None if node is None else replaced(sample, node, str(node.value).removeprefix("0"))


@kind("wrong-type", mend=True)
def number_for_text(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.texts
            if isinstance(node.steps[-1], str) and node.name in ("title", "name", "theme", "address", "note", "source")
        ],
    )
    return replaced(sample, node, "2026")


@kind("wrong-type")
def text_for_a_group(sample: Sample, chance: random.Random) -> Made:
    match = _some_match(sample, chance, r"(?m)^(class_size|price|contact|booking|group|district|offer):\n(?:  .*\n)+")
    return None if match is None else put(sample, match.start(), match.end(), f"{match.group(1)}: 见附件\n")


# ---- names ----


def _renamed(sample: Sample, node: Node | None, name: str) -> Made:
    if node is None or name == node.name:
        return None
    start = sample.key_start(node)
    return put(sample, start, start + len(node.name), name)


def _long_keys(sample: Sample) -> list[Node]:
    return [node for node in sample.keyed if len(node.name) >= 4]


@kind("unknown-field", mend=True)
def letter_left_out(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _long_keys(sample))
    place = chance.randrange(1, len(node.name)) if node else 0
    return None if node is None else _renamed(sample, node, node.name[:place] + node.name[place + 1 :])


@kind("unknown-field", mend=True)
def letters_swapped(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _long_keys(sample) if node.name[1] != node.name[2]])
    return None if node is None else _renamed(sample, node, node.name[0] + node.name[2] + node.name[1] + node.name[3:])


@kind("unknown-field", mend=True)
def letter_doubled(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _long_keys(sample))
    return None if node is None else _renamed(sample, node, node.name[:2] + node.name[1] + node.name[2:])


@kind("unknown-field", mend=True)
def name_in_chinese(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance, [node for node in sample.keyed if re.fullmatch("[\u4e00-\u9fff]+", node.schema.get("title", ""))]
    )
    return None if node is None else _renamed(sample, node, node.schema["title"])


@kind("unknown-field", mend=True)
def name_in_pinyin(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance, [node for node in sample.keyed if re.fullmatch("[\u4e00-\u9fff]{2,}", node.schema.get("title", ""))]
    )
    return None if node is None else _renamed(sample, node, "".join(pinyin(node.schema["title"])))


@kind("unknown-field", mend=True)
def name_in_camel_case(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if "_" in node.name])
    return (
        None
        if node is None
        else _renamed(sample, node, re.sub("_(.)", lambda match: match.group(1).upper(), node.name))
    )


@kind("unknown-field", mend=True)
def name_with_hyphens_and_capitals(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in sample.keyed if len(node.name) > 2])
    return (
        None if node is None else _renamed(sample, node, "-".join(word.capitalize() for word in node.name.split("_")))
    )


@kind("unknown-field", mend=True)
def name_in_capitals(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, sample.keyed)
    return None if node is None else _renamed(sample, node, node.name.upper())


@kind("unknown-field")
def name_made_up(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _optional(sample))
    return _renamed(sample, node, "zzqq_xxww")


@kind("unknown-field")
def field_at_the_wrong_level(sample: Sample, chance: random.Random) -> Made:
    names = {
        "series": "payers",
        "premium": "fee_per_pupil",
        "extension": "teacher_activity",
        "base": "lead_days",
        "provider": "phone",
        "review": "issuer",
    }
    top = [node for node in sample.keyed if len(node.steps) == 1]
    node = pick(chance, top)
    if node is None:
        return None
    begin, _ = sample.line_range(node.start)
    return put(sample, begin, begin, f"{names[sample.kind]}: 3\n")


# ---- values ----


def _enums(sample: Sample) -> list[Node]:
    return [node for node in sample.fields if isinstance(node.value, str) and len(node.schema.get("enum", ())) > 1]


@kind("not-in-list", mend=True)
def character_left_out_of_an_option(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance, [node for node in _enums(sample) if len(node.value) >= 3 and node.value[:-1] not in node.schema["enum"]]
    )
    return None if node is None else replaced(sample, node, node.value[:-1])


_HOMOPHONES = {
    "校": "效",
    "室": "是",
    "学": "雪",
    "课": "刻",
    "市": "是",
    "教": "叫",
    "科": "颗",
    "家": "加",
    "机": "鸡",
    "水": "睡",
    "周": "州",
    "会": "汇",
    "区": "曲",
}


@kind("not-in-list", mend=True)
def homophone_in_an_option(sample: Sample, chance: random.Random) -> Made:
    nodes = [node for node in _enums(sample) if len(node.value) >= 2 and any(c in _HOMOPHONES for c in node.value)]
    node = pick(chance, nodes)
    if node is None:
        return None
    sign = next(c for c in node.value if c in _HOMOPHONES)
    return replaced(sample, node, node.value.replace(sign, _HOMOPHONES[sign], 1))


@kind("not-in-list", mend=True)
def option_in_pinyin(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _enums(sample) if re.fullmatch("[\u4e00-\u9fff]{2,}", node.value)])
    return None if node is None else replaced(sample, node, "".join(pinyin(node.value)))


@kind("not-in-list")
def option_made_up(sample: Sample, chance: random.Random) -> Made:
    return replaced(sample, pick(chance, _enums(sample)), "甲乙丙丁")


@kind("not-in-list")
def approves_himself(sample: Sample, _chance: random.Random) -> Made:
    node = next((node for node in sample.keyed if node.steps == ("status",)), None)
    return replaced(sample, node, "approved")


@kind("no-such-date wrong-format")
def day_that_does_not_exist(sample: Sample, chance: random.Random) -> Made:
    return replaced(sample, pick(chance, _dates(sample)), '"2026-02-30"')


@kind("wrong-format", mend=True)
def date_with_slashes(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _dates(sample))
    return None if node is None else replaced(sample, node, str(node.value).replace("-", "/").replace("/0", "/"))


@kind("wrong-format", mend=True)
def date_in_chinese(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, _dates(sample))
    if node is None:
        return None
    year, month, day = str(node.value).split("-")
    return replaced(sample, node, f"{year}年{int(month)}月{int(day)}日")


@kind("out-of-range not-in-list wrong-type class-too-large too-many-pupils-per-adult class-size-order")
def number_out_of_range(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _integers(sample) if "maximum" in node.schema])
    return None if node is None else replaced(sample, node, str(node.schema["maximum"] + 1000))


@kind("text-too-long wrong-format")
def text_too_long(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance, [node for node in sample.texts if isinstance(node.steps[-1], str) and "maxLength" in node.schema]
    )
    return None if node is None else replaced(sample, node, "水" * (node.schema["maxLength"] + 1))


@kind("repeated-item", mend=True)
def item_twice(sample: Sample, chance: random.Random) -> Made:
    nodes = [
        node
        for node in sample.fields
        if isinstance(node.steps[-1], int)
        and project_rulebook().schemas.at(sample.kind, node.steps[:-1]).get("uniqueItems")
    ]
    node = pick(chance, nodes)
    if node is None:
        return None
    begin, stop = sample.line_range(node.start)
    return put(sample, stop, stop, "\n" + sample.text[begin:stop], below=1)


@kind("html-in-text")
def html_in_text(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.texts
            if node.schema.get("maxLength", 99) > len(node.value) + 5
            and "materials" not in node.steps
            and "pattern" not in node.schema
        ],
    )
    return None if node is None else put(sample, node.end, node.end, "<br>")


@kind("name-in-quotes", mend=True)
def name_in_chinese_quotes(sample: Sample, chance: random.Random) -> Made:
    nodes = [
        node
        for node in sample.texts
        if node.name in ("title", "name", "theme") and node.schema.get("maxLength", 99) >= len(node.value) + 2
    ]
    node = pick(
        chance, [node for node in nodes if not re.search('[“”"]', node.value) and "materials" not in node.steps]
    )
    return None if node is None else replaced(sample, node, f"“{node.value}”")


# ---- what must be there, and what must add up ----


@kind("missing-field")
def required_field_deleted(sample: Sample, chance: random.Random) -> Made:
    nodes = [
        node for node in sample.keyed
        if node.steps[-1] in project_rulebook().schemas.at(sample.kind, node.steps[:-1]).get("required", ())
        and not sample.line(node.start).lstrip().startswith("- ") and node in _middle(sample)
    ]  # fmt: skip
    node = pick(chance, nodes)
    if node is None:
        return None
    begin, stop = sample.line_range(node.start)
    line = sample.line_at(begin)
    above = 0
    if len(node.steps) > 1:
        parent = sample.document.key_mark(*node.steps[:-1]).line
        above = line - parent
    return (sample.text[:begin] + sample.text[stop + 1 :], line - above if above else 1, line)


@kind("step-minutes")
def minutes_of_a_step_changed(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _integers(sample) if node.name == "minutes" and "steps" in node.steps])
    if node is None:
        return None
    steps = sample.document.key_mark(*node.steps[: node.steps.index("steps") + 1]).line
    line = sample.line_at(node.start)
    return (put(sample, node.start, node.end, str(int(node.value) + 1))[0], steps, line)


@kind("step-minutes unusual-session-minutes out-of-range")
def minutes_of_the_whole_changed(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in _integers(sample)
            if node.steps in (("minutes",), ("session_minutes",))
            and sample.document.value("steps" if sample.kind == "extension" else "sessions")
        ],
    )
    if node is None or (
        sample.kind == "series" and not any("steps" in session for session in sample.document.data["sessions"])
    ):
        return None
    other = {40: 45, 45: 60, 60: 40, 80: 90, 90: 80}.get(int(node.value), int(node.value) + 5)
    made = put(sample, node.start, node.end, str(other))
    steps = sample.document.key_mark("steps").line if sample.kind == "extension" else made[1]
    return (made[0], min(made[1], steps), max(made[1], steps))


@kind("class-size-order group-larger-than-class class-large")
def smallest_and_largest_swapped(sample: Sample, _chance: random.Random) -> Made:
    size = sample.document.value("class_size") or sample.document.value("group")
    name = "class_size" if sample.document.value("class_size") else "group"
    if not size or "min" not in size or "max" not in size or size["min"] == size["max"]:
        return None
    low, high = (next(node for node in sample.nodes if node.steps == (name, end)) for end in ("min", "max"))
    text = (
        sample.text[: low.start]
        + str(size["max"])
        + sample.text[low.end : high.start]
        + str(size["min"])
        + sample.text[high.end :]
    )
    return (text, sample.document.key_mark(name).line, sample.line_at(high.start))


@kind("payer-percent")
def percent_changed(sample: Sample, chance: random.Random) -> Made:
    node = pick(chance, [node for node in _integers(sample) if node.name == "percent"])
    if node is None:
        return None
    payers = sample.document.key_mark("price", "payers").line
    return (put(sample, node.start, node.end, str(max(1, int(node.value) - 7)))[0], payers, sample.line_at(node.start))


@kind("opening-hours-order")
def hours_swapped(sample: Sample, chance: random.Random) -> Made:
    matches = list(re.finditer(r'opens: ("[0-9:]+")(\n +|, )closes: ("[0-9:]+")', sample.text))
    match = chance.choice(matches) if matches else None
    if match is None:
        return None
    return put(
        sample, match.start(), match.end(), f"opens: {match.group(3)}{match.group(2)}closes: {match.group(1)}", below=1
    )


@kind("free-has-fee")
def free_with_a_fee(sample: Sample, chance: random.Random) -> Made:
    if sample.document.value("price", "kind") != "免费":
        return None
    node = pick(
        chance,
        [
            node
            for node in sample.nodes
            if node.steps[0] == "price" and node.name in ("fee_per_session", "fee_per_pupil") and node.value == 0
        ],
    )
    return None if node is None else replaced(sample, node, "5")


# ---- references ----


@kind("unknown-target wrong-format")
def target_misspelt(sample: Sample, chance: random.Random) -> Made:
    node = pick(
        chance,
        [
            node
            for node in sample.keyed
            if node.name == "target" and len(node.steps) == 3 and str(node.value).startswith("sci22")
        ],
    )
    return None if node is None else replaced(sample, node, str(node.value).replace("sci22", "sic22"))


@kind("unknown-material")
def material_misspelt(sample: Sample, chance: random.Random) -> Made:
    nodes = [
        node
        for node in sample.nodes
        if node.name == "name"
        and "materials" in node.steps
        and sample.kind == "series"
        and "unit" not in sample.document.value(*node.steps[:-1])
    ]
    node = pick(
        chance, [node for node in nodes if len(str(node.value)) > 2 and "\n" not in sample.text[node.start : node.end]]
    )
    return None if node is None else replaced(sample, node, str(node.value)[:-1] + "珠")


@kind("unknown-material")
def consumable_renamed(sample: Sample, chance: random.Random) -> Made:
    used = [
        entry["name"]
        for session in sample.document.data.get("sessions", [])
        for entry in session.get("materials", [])
        if "unit" not in entry
    ]
    nodes = [
        node
        for node in sample.nodes
        if len(node.steps) == 3
        and node.steps[0] in ("consumables", "tools")
        and node.name == "name"
        and node.value in used
    ]
    node = pick(chance, nodes)
    if node is None:
        return None
    made = put(sample, node.start, node.end, str(node.value)[:-1] + "珠")
    return (made[0], made[1], sample.text.count("\n"))


@kind("unknown-district", mend=True)
def district_misspelt(sample: Sample, chance: random.Random) -> Made:
    nodes = [
        node
        for node in sample.nodes
        if node.steps[:2] == ("offer", "districts") and len(node.steps) == 3 and len(str(node.value)) == 3
    ]
    node = pick(chance, nodes)
    return None if node is None else replaced(sample, node, str(node.value).replace("区", "曲"))


@kind("district-mismatch")
def district_code_of_another(sample: Sample, _chance: random.Random) -> Made:
    node = next((node for node in sample.nodes if node.steps == ("district", "code")), None)
    if node is None:
        return None
    other = "330203" if node.value != "330203" else "330282"
    return put(sample, node.start, node.end, f'"{other}"', above=1, below=1)


@kind("duplicate-exhibit")
def exhibit_id_twice(sample: Sample, _chance: random.Random) -> Made:
    nodes = [node for node in sample.keyed if node.steps[0] == "exhibits" and node.name == "id"]
    if len(nodes) < 2:
        return None
    return replaced(sample, nodes[1], str(nodes[0].value))


@kind("duplicate-material")
def consumable_twice(sample: Sample, _chance: random.Random) -> Made:
    nodes = [
        node for node in sample.nodes if len(node.steps) == 3 and node.steps[0] == "consumables" and node.name == "name"
    ]
    if len(nodes) < 2 or any(
        entry["name"] == nodes[1].value
        for session in sample.document.data.get("sessions", [])
        for entry in session.get("materials", [])
    ):
        return None
    return replaced(sample, nodes[1], str(nodes[0].value))


# ---- places ----

# Lists whose items are numbers or come from a list: in others a full-width comma may be meant.
_LISTS = "grades|days|stages|settings|facilities|equipment|venues|competencies|seasons|targets"


def _some_match(sample: Sample, chance: random.Random, pattern: str) -> re.Match[str] | None:
    matches = list(re.finditer(pattern, sample.text))
    return chance.choice(matches) if matches else None


def _dashed(sample: Sample) -> list[Node]:
    return [node for node in sample.fields if sample.line(node.start).lstrip().startswith("- ")]


def _list_of(sample: Sample, node: Node) -> list[Any]:
    """The list in which the item of a line stands."""
    steps = node.steps[:-1]
    while not isinstance(sample.document.value(*steps), list):
        steps = steps[:-1]
    return list(sample.document.value(*steps))


def _indented(sample: Sample) -> list[Node]:
    return [node for node in sample.keyed if sample.line(node.start).startswith("  ")]


def _integers(sample: Sample) -> list[Node]:
    return [
        node
        for node in sample.fields
        if isinstance(node.value, int)
        and not isinstance(node.value, bool)
        and node.schema.get("type") in ("integer", "number")
    ]


def _dates(sample: Sample) -> list[Node]:
    return [node for node in sample.keyed if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", str(node.value))]


def _optional(sample: Sample) -> list[Node]:
    """Fields that need not be there by the schema, nor for the step that a file has reached, nor by a rule."""
    names = (
        "license",
        "short_name",
        "introduction",
        "intent",
        "source",
        "prerequisites",
        "transport",
        "extension",
        "differentiation",
    )
    return [node for node in sample.keyed if node.name in names and "x-due" not in node.schema]
