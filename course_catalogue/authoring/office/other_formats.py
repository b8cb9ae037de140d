"""Documents that are no .docx or .xlsx: what each is, and what to do with it. By the ending of the file's name."""

from __future__ import annotations

_WORD = {
    ".doc": "旧版 Word 文件",
    ".dot": "旧版 Word 模板",
    ".wps": "WPS 文字文件",
    ".wpt": "WPS 文字模板",
    ".rtf": "RTF 文件",
    ".odt": "OpenDocument 文件",
    ".dotx": "Word 模板",
}
_EXCEL = {
    ".xls": "旧版 Excel 文件",
    ".xlt": "旧版 Excel 模板",
    ".et": "WPS 表格文件",
    ".ett": "WPS 表格模板",
    ".csv": "CSV 文件",
    ".ods": "OpenDocument 文件",
    ".xltx": "Excel 模板",
}
_OTHERS = {
    ".pdf": "PDF 文件，里面的字取不准，请寄它的 Word 或 Excel 原件",
    ".ppt": "幻灯片，不是填写表，请把内容写进网站上的 Word 或 Excel 模板",
    ".pptx": "幻灯片，不是填写表，请把内容写进网站上的 Word 或 Excel 模板",
    ".dps": "幻灯片，不是填写表，请把内容写进网站上的 Word 或 Excel 模板",
    ".pages": "苹果 Pages 文件，请在 Pages 里点“文件”“导出为”Word，寄导出的 .docx",
    ".numbers": "苹果 Numbers 文件，请在 Numbers 里点“文件”“导出为”Excel，寄导出的 .xlsx",
}


def _saved_as(what: str, program: str, new: str) -> str:
    return f"{what}，请用 {program} 或 WPS 打开，点“文件”里的“另存为”，文件类型选 {new}，再寄另存的那一份"


OTHER_FORMATS = {
    **{ending: _saved_as(what, "Word", ".docx") for ending, what in _WORD.items()},
    **{ending: _saved_as(what, "Excel", ".xlsx") for ending, what in _EXCEL.items()},
    **_OTHERS,
}
MACRO_ENDINGS = {
    ".docm": ".docx",
    ".dotm": ".docx",
    ".xlsm": ".xlsx",
    ".xltm": ".xlsx",
    ".xlam": ".xlsx",
    ".xlsb": ".xlsx",
}
"""With what to save them as, without their macros."""
