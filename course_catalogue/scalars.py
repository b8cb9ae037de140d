"""What a plain scalar means, and which ones YAML readers do not agree about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, error

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
# Plain scalars that some YAML reader takes for a boolean, a null, a number in another base,
# a number with separators or an exponent, or a time in base 60.
_AMBIGUOUS = re.compile(
    r"(?:yes|no|on|off|y|n|true|false|null|~)\Z"
    r"|[-+]?0[0-9_]+(?:\.[0-9_]*)?\Z|[-+]?0[xob][0-9a-f_]+\Z|[-+]?[0-9][0-9_]*_[0-9_]*\Z"
    r"|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?\Z"
    r"|\+[0-9.]+\Z|[-+]?\.[0-9]+\Z|[-+]?[0-9]+\.\Z|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)e[-+]?[0-9]+\Z"
    r"|[-+]?\.(?:inf|nan)\Z|<<\Z|=\Z",
    re.IGNORECASE,
)
_NUMBER_LIKE = re.compile(r"[-+.:_0-9]+\Z")
# What a plain scalar that is no mere text begins with: the first, cheap question.
SUSPECT = frozenset("-+.0123456789~<=yYnNtTfFoO")
_SHORT_TIME = re.compile(r"[0-9]:[0-5][0-9]\Z")
_TRUE = ("yes", "on", "y", "true")
_FALSE = ("no", "off", "n", "false")


def quoted(text: str) -> str:
    """A text in double quotes, as YAML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def plain_value(text: str) -> Any:
    """A number, true or false, else the text itself; dates and times stay text."""
    if text == "true":
        return True
    if text == "false":
        return False
    if _INTEGER.match(text) and len(text) <= 18:
        return int(text)
    if _DECIMAL.match(text) and len(text) <= 24:
        number = float(text)
        return int(number) if number.is_integer() else number  # 20.0 is an integer to JSON Schema, too
    return text


def is_ambiguous(text: str) -> bool:
    """Long numbers lose digits in some readers; the patterns are tried on short text only, where backtracking is cheap."""
    if len(text) > 64:
        return _NUMBER_LIKE.match(text) is not None
    return any(pattern.match(text) for pattern in (_AMBIGUOUS, _INTEGER, _DECIMAL))


def ambiguous(mark: Mark, text: str, schema: Mapping[str, Any]) -> Diagnostic:
    """The finding on an ambiguous scalar; `schema` is that of its field, empty where unknown."""
    lower = text.lower()
    wanted = schema.get("type", "")
    if lower in _TRUE + _FALSE:
        plain = "true" if lower in _TRUE else "false"
        replacement = {"boolean": plain, "string": quoted(text)}.get(wanted)
        return error(
            "ambiguous-scalar", mark, "是或否只能写 true 或 false", found=text, expected=f"{plain}，或加引号的 \"{text}\"",
            mend=f"表示是非时写 {plain}；表示文字时加英文双引号",
            edits=() if replacement is None else (Edit(mark, replacement),),
        )  # fmt: skip
    if lower in ("null", "~"):
        return error(
            "ambiguous-scalar", mark, "没有内容时不用写 null", found=text, expected="留空，或删去这一行",
            mend="冒号后面什么都不写",
        )  # fmt: skip
    replacement = (
        _as_number(text) if wanted in ("integer", "number") else quoted(_whole_time(text, schema.get("pattern", "")))
    )
    return error(
        "ambiguous-scalar", mark, "这样写，不同的软件会读成不同的内容", found=text, expected=replacement or quoted(text),
        mend="时间、编号等文字加英文双引号；数字直接写，不加前导 0、下划线或 e",
        edits=() if replacement is None else (Edit(mark, replacement),),
    )  # fmt: skip


def _as_number(text: str) -> str | None:
    """007, +5, 1_000, .5 and 5. as a number is written here; None where that would be a guess."""
    match = re.fullmatch(r"\+?0*([0-9_]*)(\.[0-9]*)?", text)
    if match is None or len(text) > 15:
        return None
    return (match.group(1).replace("_", "") or "0") + (match.group(2) or "").rstrip("0").rstrip(".")


def _whole_time(text: str, pattern: str) -> str:
    """9:30 as 09:30, where the field asks for that."""
    whole = f"0{text}"
    return whole if pattern and _SHORT_TIME.match(text) and re.search(pattern, whole) else text
