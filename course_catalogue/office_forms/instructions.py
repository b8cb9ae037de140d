"""What both forms say at their beginning."""

from __future__ import annotations

from course_catalogue.hint_words import NOTHING
from course_catalogue.office_forms.layout import SAMPLE, Form

TITLE = "填写表"
"""Behind the title of the kind of file: by it a filled form is known again."""

GUIDE = "填写说明"
FORM_HEAD = ("栏目", "填写", "说明")
"""The head of a table of fields in Word."""


def title_of(form: Form) -> str:
    return f"{form.title}{TITLE}"


def guide_of(form: Form) -> tuple[str, ...]:
    """How to fill in, line by line."""
    several = next((section.title for section in form.sections if section.repeats), "")
    lines = [
        "★ 送评前要填，☆ 通过评审前要填，没有记号的可以不填。先填 ★，存好就能交；其余以后再补。",
        "栏目名称不要改；填错了格子、写法不一样也没关系，读入时会逐条说明怎样理解，没看懂的会列出来。",
        f"写着“{SAMPLE}”的行只是样子，不会读入。表格不够用就插入行；用不着的行空着。",
        f"什么都不用时写“{NOTHING}”；还没想好的空着。",
        "要分行写的文字，在 Excel 里按 Alt+回车（WPS 也一样）换行，在 Word 里直接回车。",
        "不写人名、个人手机号和身份证号：内容是公开的。",
        "图片、宏、公式、链接不会读入；图片请另存成文件一起交。",
        "用 WPS 填写，请另存为 .docx 或 .xlsx。",
    ]
    if several:
        lines.insert(3, f"每个“{several}”一份，按编号排；不够就把最后一份整个复制，改编号。空着的不算。")
    return tuple(lines)
