"""Pages a school chooses with: our school, the shortlist, the comparison, the choice handbook.

What they show is made by browser code from the facts of courses (`course_catalogue.facts`) and from their address;
the pages themselves hold the form, and say what to do where there is nothing to show or no script runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue import addresses, wording
from course_catalogue.pages.page import Page, Scene, render

_SECTION = "catalogue"


def choosing(scene: Scene) -> Iterator[Page]:
    school = render(
        "school.html",
        addresses.SCHOOL,
        districts=tuple(scene.catalogue.vocabulary.districts.items()),
        grade_names=tuple(wording.GRADE_NAMES.items()),
    )
    yield Page(addresses.SCHOOL, _SECTION, "我们学校", "填学校的情况，看哪些科学课程合适", school)
    yield Page(
        addresses.SHORTLIST,
        _SECTION,
        "备选单",
        "挑中的课程，可以转给同事",
        render("shortlist.html", addresses.SHORTLIST),
    )
    yield Page(addresses.COMPARE, _SECTION, "课程对比", "最多四门课程并排比", render("compare.html", addresses.COMPARE))
    handbook = render("handbook.html", addresses.HANDBOOK, source=_source(scene))
    yield Page(addresses.HANDBOOK, _SECTION, "选课手册", "把挑中的课程排成可打印的选课手册", handbook)


def _source(scene: Scene) -> str:
    """Where the facts on paper come from."""
    name = f"课程资料来自{scene.identity.name}"
    return f"{name}　示例数据·非官方网站" if scene.identity.is_sample else name
