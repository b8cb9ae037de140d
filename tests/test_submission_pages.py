"""The pages of the submission form before their scripts run, and where courses are handed in."""

from __future__ import annotations

import pytest
from written import catalogue_of

from course_catalogue.output import OutputFile
from course_catalogue.pages.page import Scene
from course_catalogue.pages.submission_pages import submission
from course_catalogue.site_identity import SiteIdentity, identity_from

FORM = (OutputFile("form/page.js", b""),)
NOWHERE = "这个网站还没有填收稿的邮箱和代码库"


def bodies(identity: SiteIdentity) -> dict[str, str]:
    return {page.address: page.body for page in submission(Scene(catalogue_of({}), identity, {}, form=FORM))}


def test_a_site_that_was_built_without_the_scripts_has_no_such_pages() -> None:
    assert list(submission(Scene(catalogue_of({}), SiteIdentity("目录"), {}))) == []


def test_there_is_a_start_page_and_one_for_each_kind_of_file() -> None:
    assert list(bodies(SiteIdentity("目录"))) == [
        "submit/index.html", "submit/series.html", "submit/premium.html", "submit/extension.html", "submit/base.html",
        "submit/provider.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("identity", "ways"),
    [
        (SiteIdentity("目录"), [NOWHERE]),
        (SiteIdentity("目录", mailbox="a@example.org"), ["mailto:a@example.org"]),
        (SiteIdentity("目录", repository="https://github.com/a/b"), ["https://github.com/a/b/fork"]),
        (SiteIdentity("目录", gitee="https://gitee.com/a/b"), ['href="https://gitee.com/a/b"']),
    ],
)
def test_the_ways_in_are_those_that_the_site_states(identity: SiteIdentity, ways: list[str]) -> None:
    body = bodies(identity)["submit/series.html"]
    known = (NOWHERE, "mailto:a@example.org", "https://github.com/a/b/fork", 'href="https://gitee.com/a/b"')
    assert [way for way in known if way in body] == ways


def test_where_courses_are_handed_in_comes_from_the_settings_and_only_from_the_two_hosts() -> None:
    ways = {"github": "https://github.com/a/b/", "gitee": "https://elsewhere.example/a", "mailbox": "a@example.org"}
    identity = identity_from({"site_name": "目录", "extra": {"submissions": ways}})
    assert (identity.repository, identity.gitee, identity.mailbox) == ("https://github.com/a/b", "", "a@example.org")
