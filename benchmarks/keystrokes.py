"""What a key costs in a form: characters typed one by one into a field, each timed inside the page.

A key's time is the work of the main thread that it makes somebody wait for: from the first listener of its `input` event
to the end of that task, and the next frame from its beginning until it is painted. Idle time until the frame begins is not
counted (it is up to 16.7 ms, whatever a page does). `everything` is all processor time of that thread until the next key, the
browser's own work for it included; it holds on a busy machine, too.
"""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

TARGET = 16  # ms
KEYS = 40
BETWEEN = 300
"""ms from key to key: longer than rivals wait before they take a change over, shorter than our 500 and 700 until a draft
is kept and judged, which are measured alone."""
SLOWEST = 20_000  # ms of all keys into one field, after which one is content with fewer

_LISTEN = """() => {
  window.keyTimes = [];
  const channel = new MessageChannel();
  let key = null; // {start, task, frame, painted}
  channel.port1.onmessage = ({ data }) => {
    key[data] = performance.now();
    if (key.task === undefined || key.painted === undefined) return;
    keyTimes.push(key.task <= key.frame ? key.task - key.start + key.painted - key.frame : key.painted - key.start);
  };
  window.addEventListener("input", () => {
    key = { start: performance.now() };
    channel.port2.postMessage("task"); // comes when the task of the event is over
    requestAnimationFrame(() => { key.frame = performance.now(); channel.port2.postMessage("painted"); });
  }, true);
}"""


@dataclass(frozen=True)
class KeyTimes:
    """Milliseconds a key: of each what one waits for, of all the mean of everything it sets off."""

    each: tuple[float, ...]
    everything: float

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def late(self) -> float:
        """Not exceeded by 95 %."""
        return statistics.quantiles(self.each, n=20)[-1] if len(self.each) > 1 else self.each[0]

    def __str__(self) -> str:
        return f"median {self.median:6.1f} ms, 95 % {self.late:6.1f} ms, everything {self.everything:6.1f} ms"


def typed(page: Page, tools: CDPSession, selector: str, character: str, keys: int = KEYS) -> KeyTimes:
    """Type `character` so many times at the end of a field that is on the page."""
    if page.evaluate("window.keyTimes === undefined"):
        page.evaluate(_LISTEN)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.focus(selector)
    page.keyboard.press("End")
    page.evaluate("keyTimes.length = 0")
    page.keyboard.insert_text(character)  # the first one also makes ready what later ones find
    until(page, "keyTimes.length === 1")
    page.wait_for_timeout(2 * BETWEEN)
    page.evaluate("keyTimes.length = 0")
    before, began = _busy(tools), page.evaluate("performance.now()")
    count = 0
    while count < keys and (count < 2 or page.evaluate("performance.now()") - began < SLOWEST):
        page.keyboard.insert_text(character)
        count += 1
        until(page, f"keyTimes.length === {count}")
        page.wait_for_timeout(BETWEEN)
    return KeyTimes(tuple(page.evaluate("keyTimes")), (_busy(tools) - before) / count)


def until(page: Page, condition: str, seconds: int = 120) -> None:
    """Wait for something in the page; Playwright's own way evaluates text there, which the policy of our pages forbids."""
    page.evaluate(
        f"""new Promise((resolve, reject) => {{
          const look = () => {{ if ({condition}) resolve(); else setTimeout(look, 10); }};
          look();
          setTimeout(() => reject(new Error({json.dumps(condition)})), {seconds * 1000});
        }})"""
    )


def _busy(tools: CDPSession) -> float:
    """Milliseconds of processor time that the main thread has used so far."""
    metrics = {entry["name"]: entry["value"] for entry in tools.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000
