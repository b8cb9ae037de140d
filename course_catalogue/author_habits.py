"""How Chinese authors really write where YAML asks for something else, as guesses at one line.

A guess is a set of replacements with its words; `grammar` tries which guess makes the file readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from course_catalogue.scalars import quoted
from course_catalogue.written_lines import Lines, Patch, shorten

KEY = r"[A-Za-z][A-Za-z0-9_-]*+"


@dataclass(frozen=True, slots=True)
class Habit:
    """The words for a way of writing that Chinese authors really use and YAML does not."""

    code: str
    message: str
    found: str
    expected: str
    mend: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What a line may have been meant to be: the replacements, the range to point at, and how far-fetched it is (0: not at all)."""

    habit: Habit
    start: int
    end: int
    patches: tuple[Patch, ...]
    cost: int
    mends: bool = True
    """Whether the replacements are all that is missing; else they only show what the rest of the file says."""
    name: str = ""
    """The Chinese word that is taken for a field's name."""


FULLWIDTH_INDENT = Habit(
    "fullwidth-indent", "行首用了全角空格", "全角空格", "半角空格", "把行首的全角空格换成半角空格，每级 2 个"
)
FULLWIDTH_COLON = Habit(
    "fullwidth-colon",
    "冒号用了全角的",
    "全角冒号“：”",
    ": （半角冒号加一个空格）",
    "切换到英文输入法，重打冒号，并在后面空一格",
)
FULLWIDTH_DASH = Habit(
    "fullwidth-dash",
    "列表的短横用了全角的",
    "全角短横“－”",
    "- （半角短横加一个空格）",
    "切换到英文输入法，重打短横，并在后面空一格",
)
MISSING_SPACE = Habit("missing-space", "冒号后面少一个空格", "冒号后没有空格", "冒号后空一格", "在冒号后面加一个空格")
DASH_WITHOUT_SPACE = Habit(
    "missing-space", "短横后面少一个空格", "短横后没有空格", "短横后空一格", "在短横后面加一个空格"
)
_NO_COLON = Habit("yaml-grammar", "字段名后面没有冒号", "", "", "在字段名后面加半角冒号和一个空格")
_SPECIAL_START = Habit(
    "needs-quotes",
    "以特殊符号开头的文字要加引号",
    "",
    "用英文双引号括起来",
    '给整段文字加英文双引号，里面的英文双引号写成 \\"',
)
_COLON_INSIDE = Habit(
    "needs-quotes",
    "文字里有“冒号加空格”，要加引号",
    "",
    "用英文双引号括起来",
    "给整段文字加英文双引号，或把冒号改成全角",
)
_QUOTES_INSIDE = Habit(
    "needs-quotes",
    "双引号里面又有双引号",
    "",
    '里面的双引号写成 \\"，或用中文引号',
    '外面的一对双引号留着，里面的写成 \\"，或换成中文引号“”',
)
_UNCLOSED = Habit("yaml-grammar", "引号或括号没有成对", "", "", "")
_BRACKETED = Habit(
    "yaml-grammar",
    "括号里的写法不对",
    "",
    "{字段名: 内容, 字段名: 内容} 或 [一项, 另一项]",
    "每项之间用半角逗号加空格，冒号用半角、后面空一格；拿不准就不用括号，每项写一行",
)
_MERGED = Habit(
    "yaml-grammar", "两个字段写在了一行里", "", "每个字段一行", "在第二个字段名前面换行，缩进与同级的字段对齐"
)
NO_DASH = Habit(
    "yaml-grammar", "列表的一项前面少了短横", "没有短横", "- （短横加一个空格）", "在行首加上短横和一个空格"
)
# fmt: on

GLUED = {"：": FULLWIDTH_COLON, ":": MISSING_SPACE}
"""The habits that leave no space behind a colon, by their colon."""

LONGEST_LINE = 5000
"""Longer lines are not looked at: the patterns are not made for them."""

_HEAD = re.compile(rf"(?P<indent> *+)(?P<dashes>(?:- +)*)(?P<key>{KEY})")
_FULL_COLON = re.compile(r" ?：[ \u3000]*+")
_BARE_COLON = re.compile(r":(?=[^\s:])|:\u3000")
_OTHER_SIGN = re.compile(r" ?[;；=＝。．，、] *+(?=\S)|, *+(?=\S)")
_NO_SIGN = re.compile(r" *+(?=[^\x00-\x7f]|[0-9\"'\[{])| ++(?=\S)")
_FOREIGN_HEAD = re.compile(r"( *+(?:- +)*[“\"‘']?([A-Za-z_\u4e00-\u9fff]{2,16})[”\"’']?)：[ \u3000]*+")
_FULL_DASH = re.compile(r" *+([－—–•·●]{1,2}|--(?=[ \u4e00-\u9fff])|[*+](?= +[a-z_]+:))\s*+(?=\S)")
_TIGHT_DASH = re.compile(r" *+(?:- +)*(-)(?=[^\s-])")
_WIDE_INDENT = re.compile(r"[ \u3000\u00a0]*[\u3000\u00a0][ \u3000\u00a0]*")
_VALUE = re.compile(rf" *+(?:- +)*(?:{KEY}: ++|(?!{KEY}: ))(\S.*?) *$")
# quotes inside quotes; not several texts in quotes: "水", "冰" or "水"和"冰"
_QUOTED_TWICE = re.compile(r'"((?!.*"\s*[:,，、和与及或到]\s*")(?:[^"\\]|\\.)*".*)"')
_SECOND_KEY = re.compile(r" +((?:- +)?[a-z][a-z0-9_]*:)(?= |$)")
_FLOW_SIGNS = str.maketrans({"，": ", ", "：": ": ", "［": "[", "］": "]", "｛": "{", "｝": "}", "【": "[", "】": "]"})
_CLOSERS = {'"': '"', "'": "'", "[": "]", "{": "}", "“": '"'}


def guesses(lines: Lines, number: int) -> Iterator[Guess]:
    """All guesses at one line, apart from its indentation."""
    line = lines.text_of(number)
    if len(line) > LONGEST_LINE or not line.strip() or line.lstrip().startswith("#"):
        return
    base = lines.start_of(number)
    yield from _wide_indent(line, base)
    yield from _dash(line, base)
    yield from _colon(line, base)
    yield from _value(line, base)
    yield from _merged(line, base)
    yield from _no_dash(line, base)


def _wide_indent(line: str, base: int) -> Iterator[Guess]:
    match = _WIDE_INDENT.match(line)
    if match:
        width = sum(2 if sign == "\u3000" else 1 for sign in match.group())
        begin = base + re.search("[\u3000\u00a0]", line).start()  # type: ignore[union-attr]
        for wanted in dict.fromkeys((width, len(match.group()), width // 2 * 2)):
            patch = Patch(base, base + match.end(), " " * wanted)
            yield Guess(FULLWIDTH_INDENT, begin, base + match.end(), (patch,), 0 if wanted == width else 1)


def _dash(line: str, base: int) -> Iterator[Guess]:
    match = _FULL_DASH.match(line)
    if match:
        start, end = base + match.start(1), base + match.end()
        sign = match.group(1)
        odd = replace(FULLWIDTH_DASH, message="列表的短横写成了别的符号", found=f"“{sign}”")
        yield Guess(FULLWIDTH_DASH if sign in "－—–" else odd, start, start + len(sign), (Patch(start, end, "- "),), 0)
    match = _TIGHT_DASH.match(line)
    if match:
        start, end = base + match.start(1), base + match.end(1)
        yield Guess(DASH_WITHOUT_SPACE, start, end, (Patch(start, end, "- "),), 1)


def _colon(line: str, base: int) -> Iterator[Guess]:
    head = _HEAD.match(line)
    if head is None:
        yield from _foreign_key(line, base)
        return
    for pattern, habit, cost in (
        (_FULL_COLON, FULLWIDTH_COLON, 0),
        (_BARE_COLON, MISSING_SPACE, 0),
        (_OTHER_SIGN, _NO_COLON, 1),
        (_NO_SIGN, _NO_COLON, 2),
    ):
        sign = pattern.match(line, head.end())
        if sign is None:
            continue
        start, end = base + sign.start(), base + sign.end()
        patch = Patch(start, end, ":" if sign.end() == len(line) else ": ")
        if habit is _NO_COLON:
            key = head.group("key")
            worded = replace(habit, found=shorten(line.strip()), expected=f"{key}: 内容")
            yield Guess(worded, base + head.start("key"), base + head.end(), (patch,), cost)
        else:
            start += sign.group().index("：") if habit is FULLWIDTH_COLON else 0
            yield Guess(habit, start, start + 1, (patch,), cost)
        return
    if head.end() == len(line):
        worded = replace(_NO_COLON, found=head.group("key"), expected=f"{head.group('key')}:")
        yield Guess(
            worded, base + head.start("key"), base + head.end(), (Patch(base + head.end(), base + head.end(), ":"),), 2
        )


def _foreign_key(line: str, base: int) -> Iterator[Guess]:
    """`标题：水` and `“title”：水`: another fault hides that the name itself is to be changed, too."""
    match = _FOREIGN_HEAD.match(line)
    if match:
        sign = base + match.end(1)
        patch = Patch(sign, base + match.end(), ":" if match.end() == len(line) else ": ")
        yield Guess(FULLWIDTH_COLON, sign, sign + 1, (patch,), 2, name=match.group(2))


def _value(line: str, base: int) -> Iterator[Guess]:
    match = _VALUE.match(line)
    if match is None:
        return
    value = match.group(1)
    start, end = base + match.start(1), base + match.end(1)
    first, last = value[0], value[-1]
    closer = _CLOSERS.get(first)
    if first in "[{［｛【":
        yield from _flow(value, start, end)
    elif first in "\"'" and not (len(value) > 1 and last == closer):
        words = replace(
            _UNCLOSED,
            found=shorten(value),
            expected=f"这一段末尾有 {closer}",
            mend=f"在末尾补上 {closer}；文字本来就以它开头时，给整段文字加英文双引号",
        )
        other_quote = last in "\"'”’" and len(value) > 2
        patch = Patch(end - 1, end, str(closer)) if other_quote else Patch(end, end, str(closer))
        yield Guess(words, start, end, (patch,), 1)
    inside = _QUOTED_TWICE.fullmatch(value)
    if inside:
        escaped = re.sub(r'(?<!\\)"', r'\\"', inside.group(1))
        words = replace(_QUOTES_INSIDE, found=shorten(value))
        yield Guess(words, start, end, (Patch(start, end, f'"{escaped}"'),), 1)
        return
    special = first in "*&!%@`|>{[\"'#,?]}" or value.startswith("- ")
    if special or ": " in value or " #" in value or last == ":":
        words = _SPECIAL_START if special else _COLON_INSIDE
        literal = re.fullmatch(r"[|>][-+0-9]*\s*(#.*)?", value)
        if not literal:
            yield Guess(
                replace(words, found=shorten(value)),
                start,
                end,
                (Patch(start, end, quoted(value)),),
                3 if first in "[{" else 2,
            )


def _flow(value: str, start: int, end: int) -> Iterator[Guess]:
    """Brackets that do not close, or hold full-width signs."""
    found = shorten(value)
    opened = value.translate(_FLOW_SIGNS)[0]
    halfwidth = re.sub(r" *([,:]) +", r"\1 ", re.sub(r":(?=[^\s,}\]])", ": ", value.translate(_FLOW_SIGNS))).rstrip()
    if halfwidth != value:
        yield Guess(replace(_BRACKETED, found=found), start, end, (Patch(start, end, halfwidth),), 1)
    missing = [_CLOSERS[sign] for sign in reversed(_open_brackets(halfwidth))]
    if missing:
        closers = "".join(missing)
        words = replace(
            _UNCLOSED,
            found=found,
            expected=f"这一段末尾有 {closers}",
            mend=f"在末尾补上 {closers}；文字本来就以它开头时，给整段文字加英文双引号",
        )
        yield Guess(words, start, end, (Patch(end, end, closers),), 0)
        if value.endswith(("）", ")", "】", "］", "｝")):
            yield Guess(words, start, end, (Patch(end - 1, end, closers),), 1)
    elif value[-1] == value[-2:-1] == _CLOSERS.get(opened):
        yield Guess(
            replace(_UNCLOSED, found=found, expected="每个括号都成对", mend="删去多出的一个"),
            start,
            end,
            (Patch(end - 1, end, ""),),
            1,
        )


def _open_brackets(value: str) -> str:
    """The brackets of a line that it does not close."""
    opened = ""
    for sign in re.sub(r'"(?:[^"\\]|\\.)*"', "", value):
        if sign in "[{":
            opened += sign
        elif sign in "]}" and opened and _CLOSERS[opened[-1]] == sign:
            opened = opened[:-1]
    return opened


def _merged(line: str, base: int) -> Iterator[Guess]:
    """`title: 水 theme: 风`: a second field in the same line."""
    head = re.match(rf"( *+)((?:- +)*){KEY}:", line)
    if head is None:
        return
    for match in list(_SECOND_KEY.finditer(line, head.end()))[:3]:
        item = match.group(1).startswith("- ")
        depth = len(head.group(1)) + (0 if item else len(head.group(2)))
        start = base + match.start()
        patch = Patch(start, base + match.start(1), "\n" + " " * depth)
        yield Guess(
            replace(_MERGED, found=shorten(line.strip())), base + match.start(1), base + match.end(1), (patch,), 1
        )


def _no_dash(line: str, base: int) -> Iterator[Guess]:
    match = re.match(r"( *)(?=[^\s-])", line)
    if match is None:
        return
    end = base + match.end()
    if match.end() >= 2:
        yield Guess(NO_DASH, end, base + len(line), (Patch(end - 2, end, "- "),), 3)
    yield Guess(NO_DASH, end, base + len(line), (Patch(end, end, "- "),), 4)


def unclosed(lines: Lines, index: int) -> Iterator[Guess]:
    """Quotes and brackets above `index` that their line does not close: libyaml finds the fault only further down.

    Text in quotes or brackets may go over several lines; the next line that is a field shows that it did not mean to.
    """
    text = lines.text
    last = {closer: text.rfind(closer, 0, index) for closer in "]}"}
    told = 0
    for match in _OPENS.finditer(text, 0, index):
        sign = text[match.start(match.lastindex or 0)]
        closer = _CLOSERS[sign]
        if last.get(closer, -1) >= match.end():
            continue
        following = text[match.end() : match.end() + 200].lstrip("\n ")
        if not re.match(rf"(?:- +)?{KEY}:\s|- ", following):
            continue
        start, end = match.start(match.lastindex or 0), match.end()
        words = replace(
            _UNCLOSED,
            found=shorten(text[start:end]),
            expected=f"这一段末尾有 {closer}",
            mend=f"在末尾补上 {closer}；文字本来就以它开头时，给整段文字加英文双引号",
        )
        yield Guess(words, start, end, (Patch(end, end, closer),), 0)
        told += 1
        if told == 3:
            return


_OPENS = re.compile(
    rf"^ *+(?:- +)*(?:{KEY}: ++|(?!{KEY}: ))(?:(\"(?:[^\"\\\n]|\\.)*)|('[^'\n]*+)|(\[[^\]\n]*+)|(\{{[^}}\n]*+))$",
    re.MULTILINE,
)
