"""The build date: the only place that looks at the clock."""

from __future__ import annotations

import os
from datetime import date

from course_catalogue.diagnostics import CatalogueError


def build_date() -> date:
    """Today, or the day of SOURCE_DATE_EPOCH (seconds, UTC) where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return date.today()
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 11):
        raise CatalogueError(f"SOURCE_DATE_EPOCH 应为秒数：{epoch[:30]}")
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(epoch) // 86400)
