"""What the schema says of YAML, said of a form: for somebody who has never seen a course file."""

from __future__ import annotations

from course_catalogue.field_names import without_names

NOTHING = "无"
"""What a cell says where there is nothing."""
_IN_ANY_FORM = (
    ("，要加引号", ""),
    ('写空引号 ""', "空着"),
    ("或 schema/vocabulary/", ""),
    ("不写为 true", "不写即为是"),
)
_IN_OFFICE = (
    ("写 []", f"写“{NOTHING}”"),
    ("写 true", "写“是”"),
    ("写 false", "写“否”"),
    ("和这份 yml 放在同一个文件夹里的图片", "和填写表一起寄来的图片"),
    ("和这份 yml 放在同一个文件夹：小写英文、数字、连字符，", "图片和填写表一起寄，"),
    ("图片文件和 provider.yml 放在同一个文件夹", "图片和填写表一起寄"),
    ("文件和 base.yml 放在同一个文件夹", "文件和填写表一起寄"),
    ("，写展项编号", "，写展项的名称或编号"),
    ("用到的展项编号", "用到的展项，写名称或编号"),
)
_ON_THE_WEB = (
    ("写 []", "勾选“没有（不需要）”"),
    ("写 true", "勾选“是”"),
    ("写 false", "选“否”"),
    ("和这份 yml 放在同一个文件夹里的图片", "在下面选图片"),
    ("和这份 yml 放在同一个文件夹：小写英文、数字、连字符，", "选了图片就会写好，"),
    ("图片文件和 provider.yml 放在同一个文件夹", "在下面选图片"),
    ("文件和 base.yml 放在同一个文件夹", "在下面选图片"),
)


def in_office_words(description: str) -> str:
    """A description of the schema in a form of Word or Excel."""
    return without_names(_said(description, (*_IN_OFFICE, *_IN_ANY_FORM)))


def in_web_words(description: str) -> str:
    """A description of the schema in the form on the web, which leaves out the names of fields itself."""
    return _said(description, (*_ON_THE_WEB, *_IN_ANY_FORM))


def _said(description: str, words: tuple[tuple[str, str], ...]) -> str:
    for written, word in words:
        description = description.replace(written, word)
    return description
