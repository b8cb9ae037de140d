"""What a review may say."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.diagnostics import Related, Severity
from course_catalogue.model import Base, Course, Review
from course_catalogue.rules.rule import Finding, rule


@rule("review-of-draft")
def approved_records_were_submitted(catalogue: Catalogue) -> Iterator[Finding]:
    """What is approved was submitted: a draft carries no approval."""
    for key, review in catalogue.reviews.items():
        record = catalogue.records.get(key)
        if record is not None and record.status == "draft" and review.decision == "approved":
            yield Finding(
                review.origin, ("decision",),
                "通过了一份草稿",
                found="被评的文件 status 是 draft",
                expected="status: submitted",
                mend="请作者把 status 改为 submitted 再评",
            )  # fmt: skip


@rule("review-in-the-future", Severity.WARNING)
def review_dates_are_not_in_the_future(catalogue: Catalogue) -> Iterator[Finding]:
    """A decision is dated at the latest on the build date."""
    for review in catalogue.reviews.values():
        if review.date > catalogue.today and _dates_are_in_order(review):
            yield Finding(
                review.origin, ("date",),
                "评审日期在今天之后",
                found=review.date.isoformat(),
                expected=f"不晚于 {catalogue.today.isoformat()}",
                mend="核对日期",
            )  # fmt: skip


def _dates_are_in_order(review: Review) -> bool:
    """Where they are not, `review-dates` says so, and no more can be made of them."""
    return review.valid_until is None or review.date < review.valid_until


@rule("review-level")
def level_follows_from_the_scores(catalogue: Catalogue) -> Iterator[Finding]:
    """The mean of the scores decides the level: 精品 from 85, 入库 from 70, below that 退回 (评审量表; weights are data)."""
    limits = catalogue.vocabulary.thresholds
    for review in catalogue.reviews.values():
        if review.decision != "approved" or not review.scores or not review.level:
            continue
        mean = sum(score.points.total for score in review.scores) / len(review.scores)
        level = "精品" if mean >= limits.level_premium_score else "入库" if mean >= limits.level_pass_score else "退回"
        if level != review.level:
            yield Finding(
                review.origin, ("level",),
                "等级和得分不符",
                found=f"{review.level}，平均 {wording.number(mean)} 分",
                expected=level,
                mend=f"{wording.number(limits.level_premium_score)} 分以上为精品，{wording.number(limits.level_pass_score)} 分以上为入库，不足则退回",
            )  # fmt: skip


@rule("review-third-scorer")
def distant_scores_have_a_third(catalogue: Catalogue) -> Iterator[Finding]:
    """Two scores more than 15 points apart call for a third scorer."""
    gap = catalogue.vocabulary.thresholds.score_gap
    for review in catalogue.reviews.values():
        totals = [score.points.total for score in review.scores]
        if len(totals) == 2 and abs(totals[0] - totals[1]) > gap:
            yield Finding(
                review.origin, ("scores",),
                f"两位评审相差超过 {wording.number(gap)} 分，要有第三份评分",
                found=f"{wording.number(totals[0])} 分和 {wording.number(totals[1])} 分",
                expected="第三份评分",
                mend="请第三位评审加评",
                at_key=True,
            )  # fmt: skip


@rule("approved-without-level")
def approved_courses_have_a_level(catalogue: Catalogue) -> Iterator[Finding]:
    """The approval of a course says 精品 or 入库; providers and bases have no level."""
    for key, review in catalogue.reviews.items():
        record = catalogue.records.get(key)
        if isinstance(record, Course) and review.decision == "approved" and not review.level:
            yield Finding(
                review.origin, ("decision",),
                "课程通过时要写等级",
                found="没有 level",
                expected="level: 精品 或 入库",
                mend="按总分加上 level",
                at_key=True,
            )  # fmt: skip


@rule("expired", Severity.WARNING)
def approvals_are_in_force(catalogue: Catalogue) -> Iterator[Finding]:
    """An approval whose valid_until has passed: the record is shown as expired, out of lists and figures."""
    for key, record in catalogue.records.items():
        if catalogue.state(record) is State.EXPIRED:
            review = catalogue.reviews[key]
            if not _dates_are_in_order(review):
                continue
            yield Finding(
                review.origin, ("valid_until",),
                f"“{record.title}”的有效期已过，显示为已过期",
                found=review.valid_until.isoformat() if review.valid_until else "",
                expected=f"晚于 {catalogue.today.isoformat()}",
                mend="复评后更新 valid_until；不再开设时请机构把 status 改为 withdrawn",
            )  # fmt: skip


@rule("unclaimed-recognition", Severity.WARNING)
def verified_recognitions_were_claimed(catalogue: Catalogue) -> Iterator[Finding]:
    """A verified recognition has the same title as the one that the base claims."""
    for key, review in catalogue.reviews.items():
        record = catalogue.records.get(key)
        if not isinstance(record, Base):
            continue
        claimed = {recognition.title for recognition in record.recognitions}
        for index, title in enumerate(review.verified.recognitions):
            if title not in claimed:
                yield Finding(
                    review.origin, ("verified", "recognitions", index),
                    "核实的认定不在基地自报的认定里",
                    found=title,
                    expected="、".join(sorted(claimed)) or "基地自报的认定名称",
                    mend="核对名称，与 base.yml 的 recognitions 一致",
                )  # fmt: skip


@rule("changed-after-approval", Severity.WARNING)
def approved_content_is_what_was_reviewed(catalogue: Catalogue) -> Iterator[Finding]:
    """What is approved still says what the reviewers read (`reviewed_content` of the review holds its digests).

    A record that changed stays listed, marked 待复核, until a maintainer has looked: mend it by running
    `build.py review KEY`, which pins the new content, or by changing the decision.
    """
    for key, record in catalogue.records.items():
        fields = catalogue.changes_since_review(record)
        if fields:
            first = next((steps for steps in fields if record.origin.document.value(*steps) is not None), ())
            yield Finding(
                record.origin, first,
                f"“{record.title}”通过评审后有改动，显示为待复核",
                found="改动了：",
                expected="与通过评审时的内容相同",
                mend=f"维护者看过改动后运行 python build.py review {key}；不同意时改评审的结论",
                related=(Related(catalogue.reviews[key].origin.mark("decision"), "评审在这里"),),
                at_key=bool(first),
                fields=fields,
            )  # fmt: skip
