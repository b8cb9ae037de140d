"""The pages on which courses are written without knowing YAML: a start page, and a form for each kind of file.

What a form shows is made in the browser from the model of its kind (`course_catalogue.form_building`); the page holds
what stands around it. A site that was built without those scripts has no such pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue import addresses
from course_catalogue.pages.page import Page, Scene, render

KINDS = {
    "series": ("系列课程", "送进学校的一个系列，{sessions} 课时", "一位老师写好送评要的内容，大约一个小时"),
    "premium": ("精品研学课程", "在科普基地里半天到三天的研学", "要先有基地"),
    "extension": ("课外拓展课程", "在科普基地里 30～180 分钟的一次活动", "要先有基地"),
    "base": ("科普教育基地", "基地自己的资料：开放时间、展项、安全", "一个基地填一次"),
    "provider": ("课程机构", "学会、协会、高校、企业的资料", "第一次投稿的机构填一次"),
}
"""What each kind is called, what it is, and what one should know before: for the start page."""


def submission(scene: Scene) -> Iterator[Page]:
    if not scene.form:
        return
    limits = scene.catalogue.vocabulary.thresholds
    sessions = f"{limits.sessions_min}～{limits.sessions_max}"
    kinds = [(kind, name, what.format(sessions=sessions), before) for kind, (name, what, before) in KINDS.items()]
    body = render("submit_start.html", addresses.SUBMIT, kinds=kinds)
    yield Page(addresses.SUBMIT, "submit", "投课程", "不用懂代码，在网页上填表投一门课程", body)
    for kind, name, what, _ in kinds:
        address = addresses.submission_form(kind)
        body = render("submit_form.html", address, kind=kind, name=name, identity=scene.identity)
        yield Page(address, "submit", f"投课程：{name}", f"在网页上填{name}：{what}", body)
