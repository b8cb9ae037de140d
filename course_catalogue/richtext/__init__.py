"""The small marked-up text of rich fields: parsed once into a whitelisted tree, then shown as HTML, print or words.

Written by contributors, so nothing passes that is not listed here:

    **重点**  *强调*  H~2~O  cm^2^  {汉|hàn}
    [文字](https://…)  [文字](mailto:…)  [文字](/courses/机构/课程)
    - 一项            1. 一项            lists, one item a line
    | 甲 | 乙 |                          tables, the first row is the head
    ![替代文字](文件.png)                 a picture of the record's own folder, alone on its line

Anything else, HTML included, is literal text and is escaped wherever it is printed. Where something else was
certainly meant, `faults` says so: the gate refuses it, so that it is not printed as it stands.
"""

from course_catalogue.richtext.faults import SUSPECT, Fault, faults
from course_catalogue.richtext.html import ShownPicture, Surroundings, to_html, to_inline_html
from course_catalogue.richtext.parsing import mentions, parse
from course_catalogue.richtext.tree import Inline, ListBlock, Mention, Paragraph, PictureBlock, RichText, Table
from course_catalogue.richtext.words import to_data, to_plain

__all__ = [
    "SUSPECT",
    "Fault",
    "Inline",
    "ListBlock",
    "Mention",
    "Paragraph",
    "PictureBlock",
    "RichText",
    "ShownPicture",
    "Surroundings",
    "Table",
    "faults",
    "mentions",
    "parse",
    "to_data",
    "to_html",
    "to_inline_html",
    "to_plain",
]
