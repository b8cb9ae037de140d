"""JSON that may be shown anywhere: nothing in it moves a terminal or is obeyed by a CI runner, and nothing is lost."""

from __future__ import annotations

import json
import re
from typing import Any

_OLD_COMMAND = re.compile(r"##(?=\w*\[)")


def json_text(value: Any) -> str:
    """Indented JSON; characters that cannot be seen, and the second # of `##[error]`, are written as \\u escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    return _OLD_COMMAND.sub(r"#\\u0023", shown) + "\n"
