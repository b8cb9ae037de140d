"""The pictures of 投稿指南.md, from the real form as somebody fills it in: `make screenshots`.

Nothing of this machine is in them: the clock stands still, the ways in are those of an example.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.browsers import browser_with_our_fonts
from course_catalogue.form_building import build_form
from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.pages.page import Scene
from scripts.screenshots import ROOT, SERIES

OUT = ROOT / "docs" / "guide"
TODAY = date(2026, 10, 12)
WIDTH = 600
"""CSS pixels: one column, as on a small window; a picture has half as many again."""
MOST_BYTES = 60 * 1024
WAYS = {
    "mailbox": "kecheng@example.org",
    "repository": "https://github.com/example/courses",
    "gitee": "https://gitee.com/example/courses",
}
TITLES = """第1课时 给气象站选一块好地方
第2课时 天上有几成云
第3课时 量一量风有多大
第4课时 自己做一个雨量筒
第5课时 温度计准不准
第6课时 校园里哪里最热"""
WITHOUT_BARS = (
    "document.querySelectorAll('.md-header, .cc-form__bar').forEach((bar) => { bar.style.visibility = 'hidden'; })"
)
TOP_AND_BOTTOM = (
    "(part) => { const box = part.getBoundingClientRect(); return [box.top + scrollY, box.bottom + scrollY]; }"
)
STEPS = """看照片，说说今天的天气 5分钟
分组到操场观察云 15分钟
回教室比较记录 12分钟"""


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        site = _site(Path(name, "site"))
        browser = browser_with_our_fonts(playwright, Path(name))
        context = browser.new_context(
            viewport={"width": WIDTH, "height": 900}, device_scale_factor=1.5, color_scheme="light", locale="zh-CN"
        )
        page = context.new_page()
        page.clock.set_fixed_time("2026-10-12T09:00:00+08:00")
        for number, (picture, region) in enumerate(_story(page, site), start=1):
            _save(page, region, OUT / f"{number}-{picture}.webp")
        browser.close()
    return 0


def _site(folder: Path) -> str:
    """The sample catalogue's site without packs, with an example of every way in; its address on the disk."""
    catalogue = load_catalogue(ROOT, TODAY, remember=True).catalogue
    identity = msgspec.structs.replace(read_identity(ROOT), **WAYS)
    build_site(ROOT, Scene(catalogue, identity, {}, form=build_form(ROOT, catalogue).files), folder)
    return folder.as_uri()


def _story(page: Page, site: str) -> Iterator[tuple[str, list[Locator]]]:
    """(name, what is on the picture from first to last) of each, while the form is filled in."""
    _open(page, f"{site}/submit/series.html")
    yield "form", [page.locator("#cc-form .cc-form__saved"), page.locator("#f-theme-field")]
    page.locator("#f-title").fill("小小气象站：从看云到看天")
    sessions = _unfolded(page, "sessions")
    sessions.get_by_role("button", name="一次贴进几条").last.click()
    page.get_by_label("每行一条课时").fill(TITLES)
    yield "paste", [sessions]
    page.get_by_role("button", name="加进去").click()
    _settled(page)
    yield "sessions", [sessions]
    page.evaluate("courseForm.reveal(['session_minutes'])")
    page.locator("#f-session_minutes").fill("40分钟")
    _settled(page)
    yield "fix", [page.locator("#f-session_minutes-field")]
    page.get_by_role("button", name="改成“40”").first.click()
    page.evaluate("courseForm.reveal(['sessions', 1, 'steps'])")
    steps = page.locator("#f-sessions-1-steps-field")
    steps.get_by_role("button", name="一次贴进几条").last.click()
    page.get_by_label("每行一条环节").fill(STEPS)
    page.get_by_role("button", name="加进去").click()
    _settled(page)
    yield "minutes", [steps]
    page.locator("[data-part=todo-fold]").evaluate("fold => { fold.open = true; }")
    yield "todo", [page.locator("[data-part=panel]")]
    page.locator("#cc-owner").select_option("yongjiang-science-society")
    page.locator("#cc-place").focus()
    page.get_by_role("button", name="用 xiaoxiao-qixiang-zhan").click()
    _settled(page)
    yield (
        "hand-in",
        [page.locator("[data-part=place-fields]"), page.locator("[data-way=gitee]").locator("xpath=ancestor::details")],
    )
    page.goto(f"{site}/{SERIES}.html")
    yield "update", [page.get_by_text("许可协议", exact=True), page.get_by_role("link", name="更新这门课（机构用）")]


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#cc-form").wait_for()
    while not page.evaluate("courseForm.isReady === true"):
        page.wait_for_timeout(50)


def _unfolded(page: Page, name: str) -> Locator:
    part = page.locator(f"#f-{name}-field")
    part.locator("summary").first.click()
    return part


def _settled(page: Page) -> None:
    """After the form has judged what was entered; without what it said of it."""
    page.wait_for_timeout(1000)
    page.evaluate("courseForm.say('')")


def _save(page: Page, region: list[Locator], target: Path) -> None:
    """What lies between the first and the last element, with a margin, as a small picture."""
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    page.evaluate(WITHOUT_BARS)
    boxes = [part.first.evaluate(TOP_AND_BOTTOM) for part in region]
    top, bottom = min(box[0] for box in boxes) - 16, max(box[1] for box in boxes) + 16
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": max(0, top), "width": WIDTH, "height": bottom - top})
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(64, dither=Image.Dither.NONE).convert("RGB")
    image.save(target, lossless=True, quality=100, method=6)
    assert target.stat().st_size <= MOST_BYTES, f"{target.name}: {target.stat().st_size} bytes"


if __name__ == "__main__":
    sys.exit(main())
