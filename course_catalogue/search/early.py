"""What the catalogue page carries of the index, so that a query in its address waits for one round trip less.

The engine can say which shards it needs when it and the head have come; by then they could be there. So the page has the
first terms of the shards itself, with the few other things that decide which file is asked for, and a script that asks
(`early.js`).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from course_catalogue.content_policy import json_in_html
from course_catalogue.output import OutputFile
from course_catalogue.search.reader import payload_of

_LOOKED_UP = ("firsts", "often", "synonyms")


def early_data(head: OutputFile, root: str) -> str:
    """The data element that `early_script` reads from its left neighbour; `root` leads from the page to the site."""
    payload = payload_of(head)
    data = {"folder": f"{root}/search/{payload['version']}", **{key: payload[key] for key in _LOOKED_UP}}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/json">{json_in_html(text.encode()).decode()}</script>'


@cache
def early_script() -> str:
    """The script without its comment."""
    text = files(__package__).joinpath("early.js").read_text("utf-8")
    return text.partition("*/\n")[2].strip()
