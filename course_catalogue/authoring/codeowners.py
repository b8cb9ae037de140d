"""CODEOWNERS from schema/owners.yml: who is asked to look at which files.

One file serves GitHub, GitLab, Gitee and GitCode: all of them look into docs/, and in all of them the last line that
fits a path decides. So the maintainers' own parts come last.
"""

from __future__ import annotations

from course_catalogue.owners import OWNERS_FILE, Owners

CODEOWNERS_FILE = "docs/CODEOWNERS"
_MAINTAINERS_ALONE = (
    "/reviews/", "/schema/", "/course_catalogue/", "/site_overrides/", "/site_pages/", "/requirements/", "/scripts/", "/tests/",
    "/docs/", "/.ci/", "/.github/", "/.gitlab/", "/.gitee/", "/build.py", "/mkdocs.yml", "/pyproject.toml", "/Makefile",
)  # fmt: skip


def codeowners(owners: Owners) -> str:
    """The text of the file; the same owners give the same text."""
    lines = [
        f"# Written by `python build.py codeowners --write` from {OWNERS_FILE}: change that file, not this one.",
        "# The last line that fits a path decides.",
    ]
    if not owners.maintainers:
        return "\n".join((*lines, f"# {OWNERS_FILE} names no maintainers yet, so nobody is asked.")) + "\n"
    maintainers = " ".join(owners.maintainers)
    lines += ["", f"* {maintainers}"]
    if owners.folders:
        lines += ["", "# Providers and bases; any one of a line can give the word, so the maintainers stand on each."]
        lines += [
            f"/{folder}/ {' '.join(dict.fromkeys((*owners.maintainers, *handles)))}"
            for folder, handles in sorted(owners.folders.items())
        ]
    lines += ["", "# Approval, rules and program: the maintainers alone."]
    lines += [f"{path} {maintainers}" for path in _MAINTAINERS_ALONE]
    return "\n".join(lines) + "\n"
