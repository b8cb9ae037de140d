"""CODEOWNERS from schema/owners.yml: who is asked to look at which files.

One file serves GitHub, GitLab, Gitee and GitCode: all of them look into docs/, and in all of them the last line that
fits a path decides. So the maintainers, whose everything is, come first, and folders of providers and bases after them.
"""

from __future__ import annotations

from course_catalogue.owners import OWNERS_FILE, Owners

CODEOWNERS_FILE = "docs/CODEOWNERS"


def codeowners(owners: Owners) -> str:
    """The text of the file; the same owners give the same text."""
    lines = [
        f"# Written by `python build.py codeowners --write` from {OWNERS_FILE}: change that file, not this one.",
        "# The last line that fits a path decides.",
    ]
    if not owners.maintainers:
        return "\n".join((*lines, f"# {OWNERS_FILE} names no maintainers yet, so nobody is asked.")) + "\n"
    lines += ["", f"* {' '.join(owners.maintainers)}"]
    if owners.folders:
        lines += ["", "# Providers and bases; any one of a line can give the word, so the maintainers stand on each."]
        lines += [
            f"/{folder}/ {' '.join(dict.fromkeys((*owners.maintainers, *handles)))}"
            for folder, handles in sorted(owners.folders.items())
        ]
    return "\n".join(lines) + "\n"
