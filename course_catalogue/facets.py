"""How schools choose: the facets of the catalogue, in the order in which they are asked.

One table serves the landing pages, the search page and its index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyCourse, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.vocabulary import Thresholds


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`id` is safe in an address; `label` is what people read; `aliases` are other words that they type."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """`values` in display order; `of` gives the ids that a course has. `landing`: has pages of its own."""

    id: str
    label: str
    values: tuple[FacetValue, ...]
    of: Callable[[AnyCourse], tuple[str, ...]]
    landing: bool = False


FIELD_IDS = {
    "物质科学": "matter",
    "生命科学": "life",
    "地球与宇宙科学": "earth-space",
    "技术与工程": "tech-eng",
    "信息科技": "informatics",
    "劳动与综合实践": "practice",
}
_FORMS = (
    FacetValue("to-school", "送课到校"),
    FacetValue("dual-teacher", "双师课堂"),
    FacetValue("blended", "混合"),
    FacetValue("at-base", "在基地", ("春游", "秋游")),
    FacetValue("online", "线上"),
)
_COSTS = (
    FacetValue("free", "免费", ("不收费", "不要钱")),
    FacetValue("to-50", "50 元以内"),
    FacetValue("to-150", "50～150 元"),
    FacetValue("above-150", "150 元以上"),
)
_SIZES = (
    FacetValue("to-20", "能收 20 人"),
    FacetValue("to-24", "能收 24 人"),
    FacetValue("to-30", "能收 30 人"),
    FacetValue("to-45", "能收 45 人"),
    FacetValue("above-45", "能收 45 人以上"),
)
_OTHER_LENGTHS = (
    FacetValue("hour", "1 小时以内", ("一小时",)),
    FacetValue("half-day", "半天以内", ("半天",)),
    FacetValue("days", "1 天以上"),
)
_ROOMS = (
    FacetValue("classroom", "普通教室就行"),
    FacetValue("special-room", "要专用教室"),
    FacetValue("outdoors", "要户外或操场", ("户外", "室外")),
    FacetValue("no-network", "不用网络"),
    FacetValue("at-base", "在基地上课"),
)
_SEASONS = (
    FacetValue("spring", "春季"),
    FacetValue("summer", "夏季"),
    FacetValue("autumn", "秋季"),
    FacetValue("winter", "冬季"),
)
_KINDS = (
    FacetValue("series", "系列课程"),
    FacetValue("premium", "精品研学"),
    FacetValue("extension", "拓展课程"),
)
_MARKS = (
    FacetValue("rural", "适合乡村学校", ("乡村学校", "乡村", "农村")),
    FacetValue("top-level", "评审等级：精品"),
    FacetValue("award", "有获奖"),
)


_SCHOOL_GRADES = {
    "小学": range(1, 7),
    "小学生": range(1, 7),
    "低年级": range(1, 3),
    "小学低段": range(1, 3),
    "中低年级": range(1, 5),
    "中年级": range(3, 5),
    "小学中段": range(3, 5),
    "中高年级": range(3, 7),
    "高年级": range(5, 7),
    "小学高段": range(5, 7),
    "初中": range(7, 10),
    "初中生": range(7, 10),
    "高中": range(10, 13),
    "高中生": range(10, 13),
}
"""Words for several grades."""


def _grade_words(grade: int) -> tuple[str, ...]:
    """Other ways in which people write a grade: 小学三年级, 三上, 初一年级, 高中一年级, 十年级. Digits are the search's business."""
    of_school = wording.GRADE_NAMES[(grade - 1) % 3 + 1 if grade > 6 else grade]
    school = "小学" if grade <= 6 else "初中" if grade <= 9 else "高中"
    named = [wording.GRADE_NAMES[grade]]
    names = [f"{school}{of_school}"]
    if grade <= 9:
        names += [f"{named[0][0]}{term}" for term in ("上", "下")]
    else:
        names.append(("十年级", "十一年级", "十二年级")[grade - 10])
    if 7 <= grade <= 9:
        named.append(f"初{of_school[0]}")
    if grade > 6:
        names += [*named[1:], f"{school[0]}{of_school}"]
    names += [f"{name}{term}" for name in named for term in ("上", "下", "上册", "下册", "上学期", "下学期")]
    names += [word for word, grades in _SCHOOL_GRADES.items() if grade in grades]
    return tuple(names)


def _zone_words(zones: tuple[str, ...]) -> tuple[str, ...]:
    """Functional zones as they are written and, 前湾新区 as 前湾, said."""
    return (*zones, *(zone.removesuffix("新区") for zone in zones if len(zone) > 3 and zone.endswith("新区")))


def facets_of(catalogue: Catalogue) -> tuple[Facet, ...]:
    """All facets, with the values that the vocabulary allows."""
    vocabulary = catalogue.vocabulary
    fields = tuple(FacetValue(FIELD_IDS[name], name) for name in vocabulary.fields)
    concepts = tuple(
        FacetValue(concept.id, f"{concept.code}. {concept.name}") for concept in vocabulary.concepts.values()
    )
    districts = tuple(
        FacetValue(code, name, _zone_words(vocabulary.zones_in(name))) for code, name in vocabulary.districts.items()
    )
    grades = tuple(FacetValue(str(grade), name, _grade_words(grade)) for grade, name in wording.GRADE_NAMES.items())
    return (
        Facet("grade", "年级", grades, lambda course: tuple(map(str, sorted(course.grades))), landing=True),
        Facet(
            "field",
            "领域",
            fields,
            lambda course: tuple(FIELD_IDS[name] for name in catalogue.fields_of(course)),
            landing=True,
        ),
        Facet("concept", "核心概念", concepts, catalogue.concepts_of, landing=True),
        Facet("form", "授课形式", _FORMS, _form_of, landing=True),
        Facet("district", "区县（市）", districts, catalogue.districts_of, landing=True),
        Facet(
            "length", "时长", _lengths(vocabulary.thresholds), lambda course: _length_of(course, vocabulary.thresholds)
        ),
        Facet("cost", "每生费用", _COSTS, _cost_of),
        Facet("size", "班额", _SIZES, _size_of),
        Facet("room", "场地", _ROOMS, _room_of),
        Facet("season", "季节", _SEASONS, _season_of),
        Facet("kind", "课程类别", _KINDS, _kind_of, landing=True),
        Facet("mark", "特色", _MARKS, lambda course: _marks_of(catalogue, course)),
    )


def _kind_of(course: AnyCourse) -> tuple[str, ...]:
    match course:
        case SeriesCourse():
            return ("series",)
        case PremiumCourse():
            return ("premium",)
        case ExtensionCourse():
            return ("extension",)


def _form_of(course: AnyCourse) -> tuple[str, ...]:
    if isinstance(course, SeriesCourse):
        return tuple(value.id for value in _FORMS if value.label == course.delivery)
    if isinstance(course, ExtensionCourse) and course.mode == "线上":
        return ("online",)
    return ("at-base",)


def _session_steps(limits: Thresholds) -> tuple[tuple[int, int], ...]:
    """How series are sorted by their number of sessions: the fewest alone, then in twos (12, 13～14, 15～16)."""
    first, last = limits.sessions_min, limits.sessions_max
    return ((first, first), *((low, min(low + 1, last)) for low in range(first + 1, last + 1, 2)))


def _lengths(limits: Thresholds) -> tuple[FacetValue, ...]:
    series = (
        FacetValue(f"series-{high}", f"{low}～{high} 课时" if low < high else f"{high} 课时")
        for low, high in _session_steps(limits)
    )
    return (*_OTHER_LENGTHS, *series)


def _length_of(course: AnyCourse, limits: Thresholds) -> tuple[str, ...]:
    match course:
        case SeriesCourse():
            steps = _session_steps(limits)
            fitting = (high for _, high in steps if course.session_count <= high)
            return (f"series-{next(fitting, steps[-1][1])}",)
        case PremiumCourse():
            return ("days" if (course.duration_days or 0) >= 1 else "half-day",)
        case ExtensionCourse():
            return ("hour" if (course.minutes or 0) <= 60 else "half-day",)


def _cost_of(course: AnyCourse) -> tuple[str, ...]:
    if course.price is None:
        return ()
    if course.price.is_free:
        return ("free",)
    total = course.total_fee if isinstance(course, SeriesCourse) else course.price.total
    if total == 0:
        return ("free",)
    return ("to-50" if total <= 50 else "to-150" if total <= 150 else "above-150",)


def _size_of(course: AnyCourse) -> tuple[str, ...]:
    """Every class that the course can take: who has 24 pupils finds the course for up to 30, and not the one for up to 20."""
    match course:
        case SeriesCourse():
            greatest = course.class_size.max if course.class_size else 0
        case PremiumCourse():
            greatest = course.group.max if course.group else 0
        case ExtensionCourse():
            greatest = course.capacity or 0
    return tuple(value.id for value, least in zip(_SIZES, (20, 24, 30, 45, 46), strict=True) if greatest >= least)


_OUTDOORS = frozenset({"操场", "校园户外", "校外场地"})


def _room_of(course: AnyCourse) -> tuple[str, ...]:
    if isinstance(course, ExtensionCourse) and course.is_online:
        return ("classroom",)
    if not isinstance(course, SeriesCourse):
        return ("at-base",)
    needs = (frozenset(course.venues), *(frozenset({venue}) for venue in course.also_venues))
    rooms = dict.fromkeys(_room(choice) for choice in needs if choice)
    if len(rooms) > 1:  # 就行 means that nothing else is needed
        rooms.pop("classroom", None)
    return tuple(rooms) if "网络" in course.equipment else (*rooms, "no-network")


def _room(choice: frozenset[str]) -> str:
    """What a school must have where one of the venues in `choice` will do."""
    return "classroom" if "普通教室" in choice else "outdoors" if choice <= _OUTDOORS else "special-room"


def _season_of(course: AnyCourse) -> tuple[str, ...]:
    if isinstance(course, SeriesCourse):
        terms = {"春季学期": ("spring",), "秋季学期": ("autumn",), "寒假": ("winter",), "暑假": ("summer",)}
        found = {season for term in course.offer.terms for season in terms[term]}
    else:
        labels = set(course.seasons)
        found = {value.id for value in _SEASONS if not labels or value.label in labels}
    return tuple(value.id for value in _SEASONS if value.id in found)


def _marks_of(catalogue: Catalogue, course: AnyCourse) -> tuple[str, ...]:
    review = catalogue.review_of(course)
    marks = []
    if isinstance(course, SeriesCourse) and course.suits_rural:
        marks.append("rural")
    if review and catalogue.state(course) is State.LISTED:
        if review.level == "精品":
            marks.append("top-level")
        if review.verified.awards:
            marks.append("award")
    return tuple(marks)
