"""Three engines over one corpus, each as a site of static files with one page: ours, Pagefind, and the theme's lunr with jieba.

Each page has `ask(query)`, which gives the keys of the first twenty courses, and for `?q=` shows the titles of what it
finds in `#results`, or in the catalogue page's own place. Pagefind comes from npm (`benchmarks/tools`), the worker of
lunr from the theme; both get the texts that ours indexes.
"""

from __future__ import annotations

import gzip
import html
import http.server
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import jieba
import material

from benchmarks.search_queries import Corpus, key_of, texts_of
from benchmarks.web_server import answering
from course_catalogue import addresses
from course_catalogue.node_tools import npm_command
from course_catalogue.output import write_files
from course_catalogue.pages.catalogue_page import catalogue_context
from course_catalogue.pages.page import render
from course_catalogue.search.early import early_data, early_script
from course_catalogue.search.index import build_search_files
from course_catalogue.search.tokens import is_han

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = Path(__file__).resolve().parent / "tools"
NAMES = ("ours", "pagefind", "lunr")

_PAGE = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>{title}</title>{head}</head><body>{body}</body></html>\n'
_SHOW = """
const asked = new URLSearchParams(location.search).get("q");
window.isReady = false;
prepared.then(async () => {
  window.isReady = true;
  if (!asked) return;
  for (const key of await ask(asked)) {
    const item = document.createElement("p");
    item.textContent = key;
    document.getElementById("results").appendChild(item);
  }
});
"""
_ASK_OURS = """
window.isReady = true;
window.ask = async (query) => {
  const box = document.getElementById("cc-q");
  box.value = query;
  history.pushState = () => {}; // a browser refuses hundreds of addresses in a row
  box.form.requestSubmit();
  const isDone = () => !document.querySelector(".cc-results").hasAttribute("aria-busy");
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 2));
  return Array.from(document.querySelectorAll(".cc-results .cc-card__title a")).map((link) => link.getAttribute("href").replace(/^\\.\\/|\\.html$/g, ""));
};
"""
_ASK_PAGEFIND = """
let pagefind;
const prepared = import("./pagefind/pagefind.js").then(async (module) => { pagefind = module; await pagefind.init(); });
window.ask = async (query) => {
  const found = await pagefind.search(query);
  const data = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  return data.map((each) => each.raw_url.replace(/^.*\\/c\\/|\\.html$/g, ""));
};
"""
_ASK_LUNR = """
const worker = new Worker("assets/javascripts/workers/search.js");
const answer = (message) => new Promise((resolve) => { worker.onmessage = (event) => resolve(event.data); worker.postMessage(message); });
const prepared = fetch("search_index.json").then((response) => response.json()).then((index) => answer({ type: 0, data: index }));
window.ask = async (query) => (await answer({ type: 2, data: query })).data.items.slice(0, 20).map((group) => group[0].location);
"""


def write_engine(name: str, folder: Path, corpus: Corpus) -> Path:
    folder.mkdir(parents=True)
    {"ours": _write_ours, "pagefind": _write_pagefind, "lunr": _write_lunr}[name](folder, corpus)
    return folder


def _write_ours(folder: Path, corpus: Corpus) -> None:
    index = build_search_files(corpus.catalogue)
    body = render("catalogue.html", addresses.CATALOGUE, **catalogue_context(corpus.catalogue))
    links = (
        '<link rel="stylesheet" href="assets/catalogue.css"><link rel="stylesheet" href="assets/search.css">'
        '<link rel="preload" href="./search/head.js" as="script">'
        f'{early_data(index[0], ".")}<script>{early_script()}</script><script src="./assets/search-engine.js" async></script>'
    )
    page = _PAGE.format(title="ours", head=links, body=f"{body}<script>{_ASK_OURS}</script>")
    (folder / "index.html").write_text(page, "utf-8")
    shutil.copytree(PROJECT / "site_overrides/assets", folder / "assets")
    write_files(folder, index)


def _write_pagefind(folder: Path, corpus: Corpus) -> None:
    for entry in corpus.entries:
        title, *texts = map(html.escape, texts_of(entry))
        path = folder / "c" / f"{key_of(entry)}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = f"<main data-pagefind-body><h1>{title}</h1>{''.join(f'<p>{text}</p>' for text in texts)}</main>"
        path.write_text(_PAGE.format(title=title, head="", body=body), "utf-8")
    program = TOOLS / "node_modules" / ".bin" / "pagefind"
    if not program.exists():
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=TOOLS, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([str(program), "--site", str(folder)], check=True, stdout=subprocess.DEVNULL)
    body = f'<div id="results"></div><script type="module">{_ASK_PAGEFIND}{_SHOW}</script>'
    (folder / "index.html").write_text(_PAGE.format(title="pagefind", head="", body=body), "utf-8")


def _write_lunr(folder: Path, corpus: Corpus) -> None:
    scripts = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    shutil.copytree(scripts / "lunr", folder / "assets/javascripts/lunr")
    (worker,) = (scripts / "workers").glob("search.*.min.js")
    (folder / "assets/javascripts/workers").mkdir()
    shutil.copy(worker, folder / "assets/javascripts/workers/search.js")
    docs = []
    for entry in corpus.entries:
        title, *texts = map(_cut, texts_of(entry))
        docs.append({"location": key_of(entry), "title": title, "text": " ".join(texts)})
    config = {  # what the theme's Chinese translation sets
        "lang": ["zh"],
        "separator": "[\\s\\u200b\\u3000\\-、。，．？！；]+",
        "pipeline": ["stemmer"],
        "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
    }
    index = {"config": config, "docs": docs, "options": {"suggest": False}}
    (folder / "search_index.json").write_text(json.dumps(index, ensure_ascii=False), "utf-8")
    body = f'<div id="results"></div><script>{_ASK_LUNR}{_SHOW}</script>'
    (folder / "index.html").write_text(_PAGE.format(title="lunr", head="", body=body), "utf-8")


def _cut(text: str) -> str:
    """As the theme's plugin cuts it before it goes into the index."""
    return "".join(f"\u200b{word}\u200b" if is_han(word) else word for word in jieba.cut(text)).strip("\u200b")


class Line:
    """The way to the browser, which all its connections share; a worker's, too, which the browser's own emulation leaves out.

    An answer comes `latency` seconds after it was asked for, and then as fast as `speed`, in bytes a second, allows.
    `sent` are the files that came, in their order, and their bytes as they went over the line, without heads.
    """

    def __init__(self, latency: float = 0, speed: float = float("inf")) -> None:
        self.latency, self.speed = latency, speed
        self.sent: list[tuple[Path, int]] = []
        self._free = 0.0
        self._lock = threading.Lock()

    def wait_for(self, path: Path, size: int) -> None:
        with self._lock:
            self._free = max(self._free, time.monotonic() + self.latency) + size / self.speed
            done = self._free
        time.sleep(max(0, done - time.monotonic()))
        self.sent.append((path, size))


class _Zipping(http.server.BaseHTTPRequestHandler):
    """Files below `root`, compressed as a host compresses them: text by gzip, what is compressed already as it is."""

    protocol_version = "HTTP/1.1"
    root: Path
    kept: dict[Path, tuple[bytes, bool]]
    line: Line

    def do_GET(self) -> None:
        path = self.root / (urlsplit(self.path).path.lstrip("/") or "index.html")
        if not path.is_file():
            self.send_error(404)
            return
        if path not in self.kept:
            content = path.read_bytes()
            zipped = gzip.compress(content, 6, mtime=0)
            self.kept[path] = (zipped, True) if len(zipped) < 0.95 * len(content) else (content, False)
        content, is_zipped = self.kept[path]
        self.line.wait_for(path, len(content))
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        if is_zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


@contextmanager
def serving(folder: Path, line: Line | None = None) -> Iterator[str]:
    """The folder's address on this machine."""
    handler = type("Zipping", (_Zipping,), {"root": folder, "kept": {}, "line": line or Line()})
    with answering(handler) as address:
        yield address
