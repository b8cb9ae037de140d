"""Faults of the machine or of the maintainers' files in Chinese: libraries and the system speak English."""

from __future__ import annotations

import json
import re

_TYPES = {
    "int": "整数", "float": "数字", "str": "文字", "bool": "true 或 false", "array": "列表", "object": "一组字段", "null": "空",
}  # fmt: skip
_MISFIT = r"Expected `(?P<wanted>[^`]+)`, got `(?P<found>[^`]+)`"
_UNKNOWN = r"unknown field `(?P<name>[^`]+)`"
_MISSING = r"missing required field `(?P<name>[^`]+)`"
_PLACE = r" - at `\$\.?(?P<place>[^`]*)`"


def reading_fault(fault: OSError) -> str:
    """Why a file could not be read."""
    match fault:
        case FileNotFoundError():
            return "没有这个文件"
        case PermissionError():
            return "没有读取的权限"
        case IsADirectoryError():
            return "这是一个文件夹"
        case _:
            return f"系统错误 {fault.errno}"


def json_fault(fault: ValueError) -> str:
    """Where a text is no JSON."""
    if isinstance(fault, json.JSONDecodeError):
        return f"第 {fault.lineno} 行第 {fault.colno} 列附近不是正确的 JSON"
    return "不是 UTF-8 编码"


def shape_fault(fault: Exception) -> str:
    """What msgspec says of plain data that does not fit (its messages are stable and few), or of a key that is absent."""
    if isinstance(fault, KeyError):
        return f"缺少 {fault.args[0]}"
    text = str(fault)
    place = re.search(_PLACE, text)
    where = f"{place['place']}：" if place and place["place"] else ""
    if found := re.search(_MISFIT, text):
        return f"{where}应为{_type(found['wanted'])}，写的是{_type(found['found'])}"
    if found := re.search(_UNKNOWN, text):
        return f"{where}不认识的字段 {found['name']}"
    if found := re.search(_MISSING, text):
        return f"{where}缺少字段 {found['name']}"
    return f"{where}结构不对"


def _type(name: str) -> str:
    return "或".join(_TYPES.get(part, part) for part in name.split(" | "))
