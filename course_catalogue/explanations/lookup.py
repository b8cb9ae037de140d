"""Find the code that somebody asks about: by the code, by its Chinese title, or by what comes near."""

from __future__ import annotations

from course_catalogue.codes import CODES
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.nearest import nearest


def asked_code(words: str) -> str:
    """The code meant by `words`; a CatalogueError names the nearest ones where that is not clear."""
    wanted = words.strip().casefold()
    titles = {text.title.casefold(): code for code, text in CODES.items()}
    if wanted in CODES:
        return wanted
    if wanted in titles:
        return titles[wanted]
    holding = [code for code, text in CODES.items() if wanted and wanted in f"{code} {text.title}".casefold()]
    if len(holding) == 1:
        return holding[0]
    near = holding or [titles.get(name, name) for name in nearest(wanted, [*CODES, *titles])]
    if near:
        hints = "、".join(f"{code}（{CODES[code].title}）" for code in dict.fromkeys(near[:5]))
        raise CatalogueError(f"没有“{words}”这个错误代码。是不是：{hints}？")
    raise CatalogueError(f"没有“{words}”这个错误代码；不带代码运行 python build.py explain 可以列出全部")
