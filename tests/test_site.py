"""The whole site, built from tests/example and from hostile variants of it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from sites import Links, broken_links, outside_addresses, project_copy
from written import PROJECT, TODAY

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.documents import MAX_FINDINGS
from course_catalogue.explanations.texts import explanations
from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.output import publishing
from course_catalogue.pages.page import Scene

EXAMPLE = PROJECT / "tests" / "example"


def built(root: Path, today: date = TODAY, allowed: frozenset[str] = frozenset()) -> Path:
    """The site; `allowed` are codes that the gate would stop, built all the same to try the second lock."""
    loaded = load_catalogue(root, today)
    assert [str(item) for item in loaded.errors if item.code not in allowed] == []
    with publishing(root / "site") as folder:
        build_site(root, Scene(loaded.catalogue, read_identity(root), {}), folder)
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(project_copy(tmp_path_factory.mktemp("project"), EXAMPLE))


def text_of(page: Path) -> str:
    """The words of a page's content, without markup."""
    html = page.read_text("utf-8")
    body = html[html.index('id="cc-content"') : html.rindex("</article>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def listed_series(site: Path) -> Path:
    """The page of the one approved series of tests/example."""
    pages = sorted((site / "courses").glob("*/*.html"))
    assert len(pages) == 1
    return pages[0]


def test_every_link_of_the_site_leads_to_a_file_and_id_of_the_site(site: Path) -> None:
    assert broken_links(site) == []


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    assert outside_addresses(site) == set()


def test_no_page_has_an_event_handler_or_an_id_twice(site: Path) -> None:
    for page in site.rglob("*.html"):
        links = Links(page.read_text("utf-8"))
        assert links.handlers == [], page
        assert links.doubled_ids == [], page


def test_every_public_record_has_a_page_and_no_draft_has(site: Path) -> None:
    catalogue = load_catalogue(EXAMPLE, TODAY, _rulebook()).catalogue
    public = {f"{record.key}.html" for record in catalogue.records.values() if catalogue.is_public(record)}
    written = {
        page.relative_to(site).as_posix() for tree in ("courses", "bases") for page in (site / tree).rglob("*.html")
    }
    assert written == public
    assert len(public) < len(catalogue.records)  # the draft is not among them


def _rulebook() -> Any:
    from course_catalogue.loading import load_rulebook

    return load_rulebook(PROJECT)


def test_a_course_page_says_what_a_school_needs(site: Path) -> None:
    words = text_of(listed_series(site))
    for heading in (
        "年级",
        "课时",
        "班额",
        "费用",
        "退费",
        "安全",
        "师资",
        "场地",
        "服务区域",
        "开课时间",
        "有效期",
        "学校下一步",
        "课标对应",
        "课时安排",
        "材料与器材",
        "版本与许可",
    ):
        assert heading in words, heading


def test_worksheet_answers_are_not_on_the_public_page(site: Path, example: Any) -> None:
    page = listed_series(site).read_text("utf-8")
    answers = [answer for session in example.catalogue.listed[-1:] for answer in _answers(example)]
    assert answers
    assert [answer for answer in answers if answer in page] == []


def _answers(example: Any) -> list[str]:
    return [
        answer
        for course in example.catalogue.series
        for session in course.sessions
        if session.worksheet
        for answer in session.worksheet.answers
        if len(answer) > 6
    ]


def test_a_sample_site_says_so_and_keeps_search_engines_out(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "示例数据·非官方网站" in html, page
        assert '<meta name="robots" content="noindex">' in html, page
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (site / "sitemap.xml").exists()


def published(root: Path) -> Path:
    """The project with a publisher and an address."""
    settings = (root / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace('site_url: ""', "site_url: https://kexue.example.com/a/")
    settings = settings.replace('name: "", contact: ""', "name: 示例科协, contact: kexue@example.com")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    return root


def test_a_published_site_has_canonical_addresses_and_a_sitemap_of_all_pages(tmp_path: Path) -> None:
    site = built(published(project_copy(tmp_path, EXAMPLE)))
    page = listed_series(site)
    address = f"https://kexue.example.com/a/{page.relative_to(site).as_posix()}"
    html = page.read_text("utf-8")
    assert f'<link rel="canonical" href="{address}">' in html
    assert "noindex" not in html
    assert "示例数据·非官方网站" not in html
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert in_sitemap(site) == pages


def in_sitemap(site: Path) -> set[str]:
    found = re.findall("<loc>https://kexue.example.com/a/(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    return set(found)


def test_what_is_no_longer_in_force_asks_search_engines_to_forget_it(tmp_path: Path) -> None:
    site = built(published(project_copy(tmp_path, PROJECT)), today=date(2026, 11, 1))
    for name, is_listed in (("rov-pilot", False), ("tide-talk", False), ("plankton-drawing", True)):
        path = f"bases/xiangshan-ocean-hall/extension/{name}.html"
        has_mark = '<meta name="robots" content="noindex">' in (site / path).read_text("utf-8")
        assert (path in in_sitemap(site), has_mark) == (is_listed, not is_listed), name


def test_the_guide_is_one_text_for_the_repository_and_the_site_and_ends_with_whom_to_ask(tmp_path: Path) -> None:
    root = published(project_copy(tmp_path, EXAMPLE))
    guide = (root / "投稿指南.md").read_text("utf-8")
    (root / "投稿指南.md").write_text(guide.replace("写给学会", "只在这里写一次，写给学会"), "utf-8")
    site = built(root)
    html = (site / "submit.html").read_text("utf-8")
    assert "只在这里写一次，写给学会" in html
    assert re.findall("<h2[^>]*>(.*?)</h2>", html)[-1] == "找谁帮忙"
    assert "示例科协　kexue@example.com" in html
    (root / "投稿指南.md").unlink()
    with pytest.raises(CatalogueError, match=r"读不了 投稿指南\.md"):
        built(root)


def test_the_guide_has_its_pictures_on_the_site_and_goes_without_where_there_are_none(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    site = built(root)
    shown = re.findall(
        r'<img loading="lazy" alt="[^"]+" height="(\d+)" src="(guide/[^"]+)" width="(\d+)"',
        (site / "submit.html").read_text("utf-8"),
    )
    assert [(site / path).read_bytes() for _, path, _ in shown] == [
        path.read_bytes() for path in sorted((root / "docs/guide").iterdir())
    ]
    for height, path, width in shown:
        with Image.open(site / path) as picture:
            assert picture.size == (int(width), int(height))
    shutil.rmtree(root / "docs")
    page = (built(root) / "submit.html").read_text("utf-8")
    assert "课时的题目一次贴进来" in page
    assert "<img" not in page.split('id="__content')[-1].split("<article")[1].split("</article>")[0]


def test_every_page_is_in_chinese_of_the_mainland_and_has_a_title_of_its_own(site: Path) -> None:
    titles: dict[str, Path] = {}
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert '<html lang="zh-CN"' in html, page
        title = re.search("<title>(.*?)</title>", html)
        assert title is not None
        assert title[1] not in titles, (page, titles.get(title[1]))
        titles[title[1]] = page
    assert titles["科学课程目录（示例）"] == site / "index.html"
    assert titles["没有找到这一页 - 科学课程目录（示例）"] == site / "404.html"


def test_headings_go_down_by_one_and_every_table_says_what_its_heads_are_for(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        body = html[html.index("<article") : html.rindex("</article>")]
        levels = [int(level) for level in re.findall("<h([1-6])[ >]", body)]
        assert levels.count(1) == 1, page
        assert [(one, two) for one, two in pairwise(levels) if two > one + 1] == [], page
        assert re.findall(r"<th(?![a-z])(?![^>]*scope=)[^>]*>", body) == [], page


def test_every_page_lights_the_tab_of_its_section(site: Path) -> None:
    tabs = {"browse": "分类浏览", "courses": "课程机构", "bases": "科普基地"}
    for page in (path for tree in tabs for path in (site / tree).rglob("*.html")):
        path = page.relative_to(site)
        wanted = "系列课程" if path.parts[0] == "courses" and len(path.parts) > 2 else tabs[path.parts[0]]
        lit = re.findall(r'md-tabs__item--active">\s*<a href="([^"]*)"[^>]*>\s*(\S+)\s*</a>', page.read_text("utf-8"))
        assert [name for _, name in lit] == [wanted], page
        assert (page.parent / lit[0][0]).resolve().is_file(), page
    home = (site / "index.html").read_text("utf-8")
    assert home.count("md-tabs__item--active") == 1


def test_the_same_input_gives_the_same_bytes_in_another_folder(site: Path, tmp_path: Path) -> None:
    again = built(project_copy(tmp_path, EXAMPLE))
    names = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [name for name in names if (site / name).read_bytes() != (again / name).read_bytes()] == []


def test_an_expired_course_keeps_its_page_and_leaves_the_lists(tmp_path: Path) -> None:
    site = built(project_copy(tmp_path, EXAMPLE), today=date(2090, 1, 1))
    page = listed_series(site)
    assert "有效期已过" in text_of(page)
    assert "目前不接受申请" in text_of(page)
    title = re.search(r"<h1>(.*?)</h1>", page.read_text("utf-8"))
    assert title is not None
    assert title.group(1) not in text_of(site / "catalogue.html")
    assert "不在册的系列课程" in text_of(site / "series.html")


def test_a_withdrawn_course_says_so(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    file = next(
        file
        for file in sorted((root / "courses").glob("*/*/course.yml"))
        if "status: submitted" in file.read_text("utf-8")
    )
    file.write_text(file.read_text("utf-8").replace("status: submitted", "status: withdrawn", 1), "utf-8")
    assert "机构已撤回这门课程" in text_of(listed_series(built(root)))


def test_whatever_is_sound_builds_even_a_record_stripped_to_its_name(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    for status, decision in (("withdrawn", "approved"), ("submitted", "suspended")):
        for file in sorted(root.glob("**/course.yml")):
            data = yaml.safe_load(file.read_text("utf-8"))
            kept = {
                name: data[name]
                for name in ("format", "title", "summary", "grades", "exhibits", "price", "minutes", "mode", "capacity")
                if name in data
            }
            if "sessions" in data and data["status"] != "draft":
                kept["sessions"] = [
                    {**session, "materials": [{"name": "纸", "quantity": 1, "per": "每人"}]}
                    for session in data["sessions"]
                ]
                kept.update({name: data[name] for name in ("theme", "class_size", "safety", "offer")})
            if "type" in data:
                kept.update({name: data[name] for name in ("type", "duration_days", "group", "safety")})
            if status == "withdrawn":
                kept = {name: kept[name] for name in ("format", "title", "sessions") if name in kept}
            if data["status"] != "draft":
                file.write_text(json.dumps({**kept, "status": status}, ensure_ascii=False), "utf-8")
        for file in sorted(root.glob("reviews/**/*.yml")):
            if "/premium/" in file.as_posix() or "/extension/" in file.as_posix() or "/courses/" in file.as_posix():
                text = re.sub(
                    "decision: .*",
                    f"decision: {decision}\nnote: 检修",
                    file.read_text("utf-8").replace("note: 检修\n", ""),
                    count=1,
                )
                file.write_text(text, "utf-8")
        if status == "withdrawn":
            for base in root.glob("reviews/bases/*.yml"):
                base.unlink()
        site = built(root, allowed=frozenset({"unknown-material"}))
        for page in site.rglob("*.html"):
            assert "None" not in text_of(page) if 'id="cc-content"' in page.read_text("utf-8") else True, page
        assert broken_links(site) == []
        shutil.rmtree(root)
        project_copy(root, EXAMPLE)


def test_a_course_that_was_never_approved_does_not_become_public_by_withdrawing_it(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    file = next(
        file
        for file in sorted((root / "courses").glob("*/*/course.yml"))
        if "status: submitted" in file.read_text("utf-8")
    )
    file.write_text(file.read_text("utf-8").replace("status: submitted", "status: withdrawn", 1), "utf-8")
    review = root / "reviews" / file.parent.relative_to(root).with_suffix(".yml")
    review.write_text(
        review.read_text("utf-8").replace("decision: approved", "decision: returned\nnote: 请补充"), "utf-8"
    )
    assert list((built(root) / "courses").glob("*/*.html")) == []


def plan_scripts(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in (site / "plan").rglob("*.js"))


def test_listed_series_and_the_holidays_have_a_script_for_plans(tmp_path: Path) -> None:
    site = built(project_copy(tmp_path, EXAMPLE))
    key = listed_series(site).relative_to(site).with_suffix("").as_posix()
    assert plan_scripts(site) == [f"plan/{key}.js", "plan/holidays.js"]


def test_courses_of_a_suspended_provider_are_suspended_and_its_page_says_so(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    provider = next(iter(sorted((root / "courses").glob("*/provider.yml")))).parent
    review = root / "reviews" / "courses" / f"{provider.name}.yml"
    review.write_text('format: 1\ndecision: suspended\ndate: "2026-09-01"\nnote: 核查未通过\n', "utf-8")
    site = built(root)
    assert "已暂停" in text_of(site / "courses" / f"{provider.name}.html")
    assert "这门课程已暂停" in text_of(listed_series(site))
    assert plan_scripts(site) == ["plan/holidays.js"]
    assert broken_links(site) == []


def test_no_link_breaks_when_everything_has_expired(tmp_path: Path) -> None:
    assert broken_links(built(project_copy(tmp_path, EXAMPLE), today=date(2090, 1, 1))) == []


def test_old_addresses_of_a_renamed_provider_lead_to_its_courses(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    file = next(iter(sorted((root / "courses").glob("*/provider.yml"))))
    file.write_text(file.read_text("utf-8") + "\nformer_ids: [old-society]\n", "utf-8")
    site = built(root)
    course = next(iter(sorted((site / "courses" / file.parent.name).glob("*.html"))))
    old = site / "courses" / "old-society" / course.name
    assert f'content="0; url=../{file.parent.name}/{course.name}"' in old.read_text("utf-8")
    assert (site / "courses" / "old-society.html").exists()


def test_an_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    file = next(
        file
        for file in sorted((root / "courses").glob("*/*/course.yml"))
        if "status: submitted" in file.read_text("utf-8")
    )
    file.write_text(file.read_text("utf-8") + "\nformer_ids: [old-name]\n", "utf-8")
    site = built(root)
    old = (file.parent.parent / "old-name").relative_to(root).as_posix()
    page = (site / f"{old}.html").read_text("utf-8")
    assert f'content="0; url={file.parent.name}.html"' in page
    assert f'<link rel="canonical" href="{file.parent.name}.html">' in page
    assert "<script" not in page


def test_a_site_without_any_course_builds(tmp_path: Path) -> None:
    root = project_copy(tmp_path, tmp_path / "nothing")
    (root / "courses").mkdir()
    site = built(root)
    assert "还没有在册课程" in text_of(site / "index.html")
    assert broken_links(site) == []


HOSTILE = (
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ config }} {% raw %} ${1}",
    "CC-SLOT-BODY <!--CC-SLOT-CANONICAL--> CC-SLOT-TITLE",
    "[点我](javascript:alert`1`)",
    "&lt;b&gt; &#60;script&#62;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_only_text(text: str, tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    planted = sum(
        _plant(file, text)
        for file in sorted(root.glob("*/**/*.yml"))
        if file.name in ("course.yml", "provider.yml", "base.yml")
    )
    assert planted > 200
    site = built(root, allowed=STOPPED)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        links = Links(html)
        assert links.handlers == [], page
        assert "alert(1)</script>" not in html, page
        assert not [target for target in links.targets if target.startswith("javascript")], page
        assert html.count('id="cc-content"') <= 1, page


STOPPED = frozenset({"refused-link", "html-in-text", "markup-not-used", "image-reference"})


def test_a_hostile_title_is_only_text_in_page_title_and_lists(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    hostile = "</title><script>a()</script>"
    for file in root.glob("courses/*/*/course.yml"):
        data = yaml.safe_load(file.read_text("utf-8"))
        if data["status"] == "submitted":
            file.write_text(json.dumps({**data, "title": hostile}, ensure_ascii=False), "utf-8")
    site = built(root, allowed=STOPPED)
    assert [page for page in site.rglob("*.html") if "<script>a()" in page.read_text("utf-8")] == []
    assert "<title>&lt;/title&gt;&lt;script&gt;a()&lt;/script&gt; - " in listed_series(site).read_text("utf-8")


def _plant(file: Path, text: str) -> int:
    """Put `text` in place of every free text of a file; how many there were."""
    data = yaml.safe_load(file.read_text("utf-8"))
    count = 0

    def walk(value: Any, key: str) -> Any:
        nonlocal count
        if isinstance(value, dict):
            return {name: walk(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [walk(item, key) for item in value]
        if isinstance(value, str) and key in FREE:
            count += 1
            return text
        return value

    file.write_text(json.dumps(walk(data, ""), ensure_ascii=False), "utf-8")  # JSON is YAML, too
    return count


FREE = {
    "summary", "text", "key_point", "difficult_point", "belief", "correction", "teacher", "pupils", "teacher_activity",
    "pupil_activity", "intent", "support", "challenge", "action", "question", "answers", "board_plan", "assessment",
    "safety_notes", "measures", "emergency", "how_to_apply", "refund", "excellent", "address", "transport",
    "activity", "closed_days", "channel", "plan", "insurance", "introduction", "organiser", "consent", "background", "preparation",
    "packing", "rules", "product", "activities", "reflection", "instructions", "note",
}  # fmt: skip


def test_html_in_any_field_is_an_error_that_names_the_field(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    files = [
        file for file in sorted(root.glob("*/**/*.yml")) if file.name in ("course.yml", "provider.yml", "base.yml")
    ]
    planted = sum(min(_plant(file, "<script>alert(1)</script>"), MAX_FINDINGS) for file in files)
    errors = load_catalogue(root, TODAY).errors
    assert [item.code for item in errors] == ["html-in-text"] * planted
    assert [item for item in errors if not item.field or item.found != "<script>"] == []


def test_a_failed_build_leaves_the_last_site_untouched(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    site = built(root)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (root / "site_pages" / "about.md").write_text("# 关于\n\n[断链](nowhere.md)\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"nowhere\.md"):
        built(root)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".site")) == []


def test_samples_of_the_repository_build_with_every_state(tmp_path: Path) -> None:
    site = built(project_copy(tmp_path, PROJECT), today=date(2026, 11, 1))
    assert broken_links(site) == []
    base = text_of(site / "bases/xiangshan-ocean-hall.html")
    assert "达标" in base
    assert "已暂停" in base
    assert "已过期" in base
    assert "筹备中" in text_of(site / "bases/yuyao-water-farm.html")
    assert not (site / "courses/siming-nature-society/night-sky-sounds.html").exists()
    shutil.rmtree(site)


def test_every_code_has_a_page_with_its_words_and_examples(site: Path) -> None:
    index = (site / "help" / "index.html").read_text("utf-8")
    for item in explanations().values():
        words = unescape(text_of(site / "help" / f"{item.code}.html"))
        assert f'href="{item.code}.html"' in index
        example = [line for line, _ in (*item.bad_lines, *item.good_lines)]
        said = (item.text.title, item.text.why, item.example.what, item.example.mend, item.code, item.label, *example)
        assert [text for text in said if re.sub(r"\s+", " ", text).strip() not in words] == [], item.code


def test_the_page_for_contributors_leads_to_the_help(site: Path) -> None:
    assert 'href="help/index.html"' in (site / "submit.html").read_text("utf-8")
