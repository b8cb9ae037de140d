"""Time, hands-on work, worksheets and money of a course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Related, Severity
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.rules.rule import Finding, rule
from course_catalogue.rules.worksheet_blocks import blocks_of
from course_catalogue.shopping import shopping_list
from course_catalogue.vocabulary import Vocabulary


def hands_on_share(course: SeriesCourse) -> float | None:
    """Minutes of hands-on steps in all minutes of steps, to four places as the thresholds; None while no session has steps."""
    steps = [step for session in course.sessions for step in session.steps]
    total = sum(step.minutes for step in steps)
    return round(sum(step.minutes for step in steps if step.hands_on) / total, 4) if total else None


@rule("hands-on-too-little")
def series_are_not_mere_lectures(catalogue: Catalogue) -> Iterator[Finding]:
    """At least a third of a series is hands-on (threshold `hands_on_share_error`)."""
    limit = catalogue.vocabulary.thresholds.hands_on_share_error
    for course in catalogue.series:
        share = hands_on_share(course)
        if share is not None and share < limit:
            yield _share_finding(course, share, limit)


@rule("hands-on-little", Severity.WARNING)
def series_are_mostly_hands_on(catalogue: Catalogue) -> Iterator[Finding]:
    """At least two thirds of a series are hands-on (北京市开放性科学实践活动 asks as much)."""
    thresholds = catalogue.vocabulary.thresholds
    for course in catalogue.series:
        share = hands_on_share(course)
        if share is not None and thresholds.hands_on_share_error <= share < thresholds.hands_on_share_warn:
            yield _share_finding(course, share, thresholds.hands_on_share_warn)


def _share_finding(course: SeriesCourse, share: float, limit: float) -> Finding:
    return Finding(
        course.origin, ("sessions",),
        "学生动手的时间太少",
        found=f"占 {share:.0%}",
        expected=f"不少于 {limit:.0%}",
        mend="把讲解改成实验、制作或观测；确实在动手的环节写上动手（hands_on: true）",
        at_key=True,
    )  # fmt: skip


@rule("visit-order")
def visits_follow_each_other(catalogue: Catalogue) -> Iterator[Finding]:
    """`visit` numbers the trips to the school: it never falls, and a double lesson is neighbours.

    Told are the sessions outside the longest run that does not fall: one slip is one finding.
    """
    for course in catalogue.series:
        visits = [(index, session.visit) for index, session in enumerate(course.sessions) if session.visit is not None]
        run = _longest_run([visit for _, visit in visits])
        for place, (index, visit) in enumerate(visits):
            if place in run:
                continue
            least = max((visits[other][1] for other in run if other < place), default=1)
            most = min((visits[other][1] for other in run if other > place), default=None)
            fell = visit < least
            yield Finding(
                course.origin, ("sessions", index, "visit"),
                "到校次序倒退了" if fell else "到校次序比后面的课时还大",
                found=str(visit),
                expected=f"不小于 {least}" + (f"，不大于 {most}" if most is not None else ""),
                mend="连堂的课时写相同的数字，其余依次加大",
            )  # fmt: skip


def _longest_run(values: Sequence[int]) -> set[int]:
    """The places of the longest run that does not fall; of several the one that begins and stays earliest."""
    length: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(values):
        best = max((other for other in range(place) if values[other] <= value), key=length.__getitem__, default=None)
        length.append(1 if best is None else length[best] + 1)
        before.append(best)
    run: set[int] = set()
    end = max(range(len(values)), key=length.__getitem__, default=None)
    while end is not None:
        run.add(end)
        end = before[end]
    return run


@rule("wait-within-visit")
def no_session_waits_within_a_visit(catalogue: Catalogue) -> Iterator[Finding]:
    """A double lesson is held on one day: its second half cannot come days later."""
    for course in catalogue.series:
        for index, (before, session) in enumerate(pairwise(course.sessions), start=1):
            if session.wait_days and session.visit is not None and session.visit == before.visit:
                yield Finding(
                    course.origin, ("sessions", index, "wait_days"),
                    "和上一课时同一次到校，就不能隔几天再上",
                    found=f"隔 {session.wait_days} 天，两课时都是第 {session.visit} 次到校",
                    expected="连堂的课时不写隔几天；要隔几天的，到校次数加 1",
                    mend="删去隔几天再上（wait_days），或改这一课时和以后的第几次到校（visit）",
                )  # fmt: skip


@rule("groups-too-few", Severity.WARNING)
def groups_hold_a_class_of_the_best_size(catalogue: Catalogue) -> Iterator[Finding]:
    """`max_groups` may make groups larger than `group_size` in large classes, but not in the one all quantities are for."""
    for course in catalogue.series:
        size, group, most = course.class_size, course.group_size, course.max_groups
        pupils = min(size.best, size.max) if size else 0  # a best size above the largest is told by its own rule
        if group and most and most * group < pupils:
            yield Finding(
                course.origin, ("max_groups",),
                "最合适的人数也分不下",
                found=f"{most} 组，每组 {group} 人，共 {most * group} 人",
                expected=f"分得下 {pupils} 人：至少 {ceil(pupils / group)} 组，或每组多几人",
                mend="核对最多几组（max_groups）、每组人数（group_size）和班额里的最合适（class_size.best）",
            )  # fmt: skip


@rule("itinerary-overlap")
def itinerary_items_follow_each_other(catalogue: Catalogue) -> Iterator[Finding]:
    """An item of the itinerary starts when the one before it has ended, on the same day or a later one."""
    for course in catalogue.base_courses:
        if not isinstance(course, PremiumCourse):
            continue
        for index, (before, after) in enumerate(zip(course.itinerary, course.itinerary[1:], strict=False), start=1):
            if (after.day, after.start_minute) < (
                before.day,
                before.start_minute + before.minutes,
            ) and after.day <= before.day:
                yield Finding(
                    course.origin, ("itinerary", index, "start"),
                    "这一项开始时，上一项还没有结束",
                    found=f"第 {after.day} 天 {after.start}",
                    expected=f"第 {before.day} 天 {before.end} 或以后",
                    mend="调整开始时间或分钟数",
                    related=(Related(course.origin.mark("itinerary", index - 1, "start"), "上一项从这里开始"),),
                )  # fmt: skip


@rule("table-row-cells")
def table_rows_have_as_many_cells_as_columns(catalogue: Catalogue) -> Iterator[Finding]:
    """Each row of a worksheet table has one cell for each column; cells to be filled in are \"\"."""
    for course in catalogue.courses:
        for steps, block in blocks_of(course):
            for index, row in enumerate(block.rows):
                if len(row) != len(block.columns):
                    yield Finding(
                        course.origin, (*steps, "rows", index),
                        "这一行的格数和列数不同",
                        found=f"{len(row)} 格",
                        expected=f"{len(block.columns)} 格（{'、'.join(block.columns)}）",
                        mend='缺的格留空（文件里写 ""），多的删去',
                    )  # fmt: skip


@rule("fee-above-cap", Severity.WARNING)
def fees_stay_under_the_cap(catalogue: Catalogue) -> Iterator[Finding]:
    """The fee of a session is within the cap of every district that the series is given in (`fee_caps`, unset by default).

    The cap of 全市 holds where a district has none of its own. Mend it by lowering the fee, or by not serving the district.
    """
    for course in catalogue.series:
        fee = course.price.fee_per_session if course.price else 0
        cap, district = min(_caps_on(course, catalogue.vocabulary), default=(fee, ""))
        if fee > cap:
            yield Finding(
                course.origin, ("price", "fee_per_session"),
                "课时费超过了当地的上限",
                found=f"{wording.number(fee)} 元",
                expected=f"不超过 {wording.number(cap)} 元（{district}）",
                mend="降低课时费，或核对服务区域",
            )  # fmt: skip


def _caps_on(course: SeriesCourse, vocabulary: Vocabulary) -> list[tuple[float, str]]:
    """The caps of the districts that a series is given in, with their names."""
    caps, named = vocabulary.thresholds.fee_caps, course.offer.districts
    districts = list(caps) if "全市" in named else [vocabulary.district_aliases.get(name, name) for name in named]
    held = [name if name in caps else "全市" for name in districts]
    return [(caps[name], name) for name in held if name in caps]


@rule("material-fee", Severity.WARNING)
def material_fee_follows_from_the_consumables(catalogue: Catalogue) -> Iterator[Finding]:
    """The material fee is within 10 % and 1 yuan of what the provider's consumables cost a pupil, for the best class size."""
    thresholds = catalogue.vocabulary.thresholds
    for course in catalogue.series:
        price, size = course.price, course.class_size
        if price is None or price.kind == "免费" or size is None or not course.consumables or not course.group_size:
            continue
        bought = shopping_list(course, size.best)
        if not bought.consumables:  # sessions without their materials yet: what is missing is told as due
            continue
        cost = bought.provider_cost / size.best
        gap = abs(price.material_fee - cost)
        if gap > thresholds.material_fee_share * cost and gap > thresholds.material_fee_yuan:
            yield Finding(
                course.origin, ("price", "material_fee"),
                "材料费和消耗材料的合计对不上",
                found=wording.yuan(price.material_fee),
                expected=f"约 {wording.yuan(cost)}（按 {size.best} 人一班，机构准备的材料合计）",
                mend="核对单价、用量或材料费",
            )  # fmt: skip
