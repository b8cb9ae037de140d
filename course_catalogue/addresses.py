"""Every address of the site, relative to its root. They end in .html, so that a copy on a disk works."""

from __future__ import annotations

from course_catalogue.model import AnyCourse, ExtensionCourse, PremiumCourse, Record, SeriesCourse

HOME = "index.html"
CATALOGUE = "catalogue.html"
BROWSE = "browse.html"
HELP = "help/index.html"
SUBMIT = "submit/index.html"
MAP = "map.html"
DISTRICTS = "districts.html"
PLAN = "plan.html"
SCHOOL = "school.html"
SHORTLIST = "shortlist.html"
COMPARE = "compare.html"
HANDBOOK = "handbook.html"
NEWS = "news.html"
DATA = "data.html"
FEED = "feed.xml"
OPENAPI = "data/openapi.json"
APPROVALS = "data/approvals.ics"
WORKBOOK = "data/catalogue.xlsx"
OFFLINE_COPY = "data/offline-copy.zip"


def page_of(record: Record) -> str:
    """courses/<provider>.html, courses/<provider>/<course>.html, bases/<base>/premium/<course>.html …"""
    return f"{record.key}.html"


def facet_page(facet: str, value: str) -> str:
    """A landing page, such as browse/grade/3.html."""
    return f"browse/{facet}/{value}.html"


def district_page(code: str) -> str:
    """The landing page of a district."""
    return facet_page("district", code)


def map_cell(concept: str, stage: str) -> str:
    """The courses of a core concept at a stage, such as browse/map/sci22-c06-s2.html."""
    return f"browse/map/{concept}-{stage.lower()}.html"


def filtered(**chosen: str) -> str:
    """The catalogue page with values chosen in its facets: filtered(grade="3,4")."""
    return f"{CATALOGUE}?{'&'.join(f'{facet}={values}' for facet, values in chosen.items())}"


def help_page(code: str) -> str:
    """What a code of `build.py check` means and how to mend it, such as help/step-minutes.html."""
    return f"help/{code}.html"


def submission_form(kind: str) -> str:
    """The form of a kind of file, such as submit/series.html."""
    return f"submit/{kind}.html"


def opened_in_form(record: Record) -> str:
    """The form of a record's kind with the record in it."""
    return f"{submission_form(record.origin.kind)}?open={record.key}"


def source_of(record: Record) -> str:
    """What the form opens a record from."""
    return f"form/records/{record.key}.js"


def pack_of(course: SeriesCourse | PremiumCourse | ExtensionCourse) -> str:
    """The PDF of a course: a lesson pack for a series, a study handbook for a premium course."""
    return f"packs/{course.key}.pdf"


def guide_sheet_of(course: PremiumCourse) -> str:
    """The PDF for guides beside the handbook; a folder deeper than any pack, so that no course's id can meet it."""
    return f"packs/{course.key}/guide.pdf"


def view_of(course: SeriesCourse | PremiumCourse, kind: str) -> str:
    """A PDF with a part of a course, such as packs/courses/<provider>/<course>/session-03.pdf."""
    return f"packs/{course.key}/{kind}.pdf"


def archive_of(course: SeriesCourse | PremiumCourse) -> str:
    """All files of a course in one."""
    return f"packs/{course.key}/all.zip"


def printed_of(course: SeriesCourse | PremiumCourse) -> tuple[str, ...]:
    """The PDFs of a course that hold all the others: what is printed alone is made of the same data."""
    return (pack_of(course), guide_sheet_of(course)) if isinstance(course, PremiumCourse) else (pack_of(course),)


def sheets_of(course: PremiumCourse) -> str:
    """A handbook on A4 sheets to fold; no id has a dot, so it is never the pack of another course."""
    return f"packs/{course.key}.a4.pdf"


def word_of(course: SeriesCourse | PremiumCourse, kind: str) -> str:
    """A Word document beside the packs; `kind` is lesson-plan, worksheets, letter, handbook or session-01 …"""
    return f"packs/{course.key}/{kind}.docx"


def table_of(name: str) -> str:
    """A table of everything of a kind; `name` is courses, sessions, bases, providers or alignments."""
    return f"data/{name}.csv"


def facts_of(course: Record) -> str:
    """A course for machines, such as data/courses/<provider>/<course>.json."""
    return f"data/{course.key}.json"


def linked_data_of(course: Record) -> str:
    """A course in the words of schema.org."""
    return f"data/{course.key}.jsonld"


def picture(digest: str) -> str:
    """A picture drawn anew; its name is its content, so that a changed one is never an old one from a cache."""
    return f"pictures/{digest}.webp"


def plan_script(name: str) -> str:
    """What the plan of a term loads: of a series by its key, or the holidays."""
    return f"plan/{name}.js"


WHOLE_SITE = "site"
"""Among the keys of those that have a share picture, the site's own."""
SITE_PICTURE = f"share/{WHOLE_SITE}.png"
"""The picture that stands for every page without one of its own."""


def share_picture(course: AnyCourse) -> str:
    """The picture that is sent instead of a link, with the address of the course's page as a QR code."""
    return f"share/{course.key}.png"


def root_of(page: str) -> str:
    """The way from `page` to the site's root."""
    return "/".join([".."] * page.count("/")) or "."


def relative(target: str, page: str) -> str:
    """The link from `page` to `target`, both files by their address; a page has hundreds, so it is reckoned without a disk."""
    here, there = page.split("/")[:-1], target.split("/")
    shared = 0
    for ours, its in zip(here, there[:-1], strict=False):
        if ours != its:
            break
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def template_of(kind: str, ending: str) -> str:
    """An empty form to fill in with Word or Excel, such as templates/series.xlsx."""
    return f"templates/{kind}{ending}"
