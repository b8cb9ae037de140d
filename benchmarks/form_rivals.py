"""Our form beside three generators of forms from a JSON Schema: `python -m benchmarks.form_rivals [SITE]` (default: site/).

json-editor, RJSF (React, core theme, Ajv 8) and JSON Forms (React, vanilla renderers) get the schema of a series as our
form's model has it, references put in and x- keys left out, on a page with a title, a heading and the styles below, so that
no control is wider than its place for want of a stylesheet. Versions stand in benchmarks/tools/forms/package.json, what is
switched on at the top of the three scripts beside it. None of them judges by rows of rules.yml, looks at texts or writes YAML.

    scripts    gzipped bytes that draw the form, without schema and data (ours: what draws, judges and writes)
    shown      controls on the page with a course of 16 full sessions, with everything unfolded that can be
    axe        rules broken and elements that break them, of all rules of axe-core, on that page with its first session only
    wider      pixels that the page is wider than a screen of 320 and 390 px, with 16 sessions
    keystroke  in a text field of the last session, CPU four times slower: see `benchmarks.keystrokes`

Milliseconds hold for an idle machine only; all else holds for any.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

from benchmarks.browsers import browser_with_our_fonts
from benchmarks.form_speed import PAGE, full_series, kept_draft, script_sizes
from benchmarks.keystrokes import KeyTimes, typed, until
from benchmarks.page_weight import packed_size, serving
from benchmarks.processes import PROJECT
from course_catalogue.form_data import model_of
from course_catalogue.node_tools import install_packages, node_command
from course_catalogue.schemas import load_schemas

TOOLS = PROJECT / "benchmarks" / "tools" / "forms"
AXE = PROJECT / "tests" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
RIVALS = ("json-editor", "rjsf", "jsonforms")
WIDTHS = (320, 390)
MARK = "这一栏要打字"
"""Stands in the field that is typed into, which each form finds a place of its own for."""
PATIENCE = 180  # seconds until a form is drawn and everything in it unfolded
KEYS = 20
_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>投课程</title><link rel="icon" href="data:,"><style>* {{ box-sizing: border-box; }} input, textarea, select {{ max-width: 100%; }} fieldset {{ min-width: 0; }}</style></head>
<body><main><h1>投课程</h1><div id="form"></div></main><script src="data.js"></script><script src="{name}.js"></script></body></html>
"""
_IS_READY = "window.isReady || (window.courseForm && courseForm.isReady)"
# Ours draws what is inside a fold when it is opened; the others have no folds, or show what is in them.
_UNFOLD = """async () => { for (let round = 0; round < 8; round += 1) {
  document.querySelectorAll(".cc-form details").forEach((fold) => { fold.open = true; if (fold.unfold) fold.unfold(); });
  await new Promise((done) => setTimeout(done, 100)); } }"""
_CONTROLS = "Array.from(document.querySelectorAll('input, textarea, select, button')).filter((one) => one.getClientRects().length).length"
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_RUN_AXE = 'axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.map(({id, nodes}) => [id, nodes.length]))'
_FIND = """(mark) => { const field = Array.from(document.querySelectorAll("textarea, input")).find((one) => one.value.startsWith(mark));
  if (field) field.setAttribute("data-typed", ""); return Boolean(field); }"""
Opened = Callable[[int, int, float], Any]
"""A page with so many sessions, at this width, with the CPU so many times slower."""


def series(sessions: int) -> dict[str, Any]:
    data = full_series()
    data["sessions"] = data["sessions"][:sessions]
    last = data["sessions"][-1] = {**data["sessions"][-1]}
    last["steps"] = [{**last["steps"][0], "teacher_activity": f"{MARK}。{'观察和记录。' * 20}"}, *last["steps"][1:]]
    return data


def schema_of_a_series() -> Any:
    return _without_our_keys(model_of(load_schemas(PROJECT), "series"))


def _without_our_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_our_keys(part) for key, part in value.items() if not key.startswith("x-")}
    return [_without_our_keys(part) for part in value] if isinstance(value, list) else value


def built_rivals(folder: Path) -> None:
    """A page of each below `folder`; its data come when a page is opened."""
    if not (TOOLS / "node_modules").is_dir():
        install_packages(TOOLS)
    subprocess.run([node_command(), str(TOOLS / "build.mjs"), str(folder)], check=True)
    for name in RIVALS:
        (folder / f"{name}.html").write_text(_PAGE.format(name=name), "utf-8")
    (folder / "data.js").write_text("", "utf-8")


@contextmanager
def opened(browser: Browser, address: str, script: str, width: int, slower: float) -> Iterator[Page]:
    """A page with everything unfolded, at full speed until then."""
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    context.add_init_script(script)
    page = context.new_page()
    page.goto(address, wait_until="commit")  # some work for longer than a page may load
    until(page, _IS_READY, PATIENCE)
    page.evaluate(_UNFOLD)
    page.wait_for_timeout(1000)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()


def measure(name: str, kilobytes: float, open_page: Opened) -> None:
    print(f"{name}\n  scripts    {kilobytes:6.1f} KB")
    with open_page(1, 390, 1) as page:
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(_RUN_AXE)
        print(f"  axe        {len(found)} rules, {sum(count for _, count in found)} elements: {_listed(found)}")
    wider = []
    for width in WIDTHS:
        with open_page(16, width, 1) as page:
            shown = page.evaluate(_CONTROLS)
            wider.append(f"{page.evaluate(_WIDER)} px at {width}")
    print(f"  shown      {shown} controls\n  wider      {', '.join(wider)}")
    with open_page(16, 390, 4) as page:
        print(f"  keystroke  {_typed(page)}")


def _listed(found: list[tuple[str, int]]) -> str:
    return ", ".join(f"{rule} {count}" for rule, count in sorted(found, key=lambda one: -one[1])) or "nothing"


def _typed(page: Page) -> KeyTimes | str:
    if not page.evaluate(_FIND, MARK):
        return "the field is not on the page"
    return typed(page, page.context.new_cdp_session(page), "[data-typed]", "气", KEYS)


def main(site: Path) -> None:
    schema = json.dumps(schema_of_a_series(), ensure_ascii=False)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        built_rivals(folder)
        browser = browser_with_our_fonts(playwright, folder)
        with serving(site) as base:
            address = f"{base}{PAGE}"
            measure(
                "ours",
                sum(script_sizes(browser, address)[kind] for kind in ("form", "later")),
                lambda sessions, width, slower: opened(
                    browser, f"{address}?draft=bench", kept_draft(series(sessions)), width, slower
                ),
            )
        with serving(folder) as base:
            for rival in RIVALS:
                measure_rival(browser, f"{base}{rival}.html", rival, folder, schema)
        browser.close()


def measure_rival(browser: Browser, address: str, rival: str, folder: Path, schema: str) -> None:
    def open_page(sessions: int, width: int, slower: float) -> Any:
        draft = json.dumps(series(sessions), ensure_ascii=False)
        script = f"window.formSchema = {schema};\nwindow.formDraft = {draft};"
        return opened(browser, address, script, width, slower)

    try:
        measure(rival, packed_size(folder / f"{rival}.js"), open_page)
    except Error as fault:
        print(f"  gives up: {str(fault).splitlines()[0][:200]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "site")
