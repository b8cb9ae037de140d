"""How well the search finds, beside Pagefind and the theme's lunr with jieba, on seeded synthetic catalogues.

    python -m benchmarks.search_quality [--courses 1000] [--queries 20] [--engines ours pagefind lunr] [--seed b …]

Prints the gzipped size of the files, and for each kind of query (see `search_queries`) recall and precision of each
engine in Chromium, on words that were seen while the search was tuned and on unseen ones, and the ratio of the unseen:

    recall     share of the courses that answer a query which are among the first twenty
    precision  share of right courses among the first ten, or as many as there are right ones; where what was typed
               names other words as well (`Query.as_near`), their courses are not wrong

The search was tuned on the words without a seed, seen half; another seed plants other words in other courses. Of several
seeds ("" is none) all queries count together: with twenty queries of a kind, one that fails is five hundredths.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks.browsers import QUIET
from benchmarks.search_corpus import Author, dictionary_words
from benchmarks.search_engines import NAMES, PROJECT, serving, write_engine
from benchmarks.search_queries import KINDS, Query, corpus_of, queries_of
from course_catalogue.vocabulary import load_vocabulary
from scripts.install_test_tools import system_browser

PLANTED = 160
TARGETS = {"word": 0.99, "part": 0.99, "character": 0.99, "joined": 0.99, "mixed": 0.99, "pinyin": 0.97, "typo": 0.90}
PRECISION = 0.97

Figures = dict[tuple[str, bool], tuple[float, float]]
"""Recall and precision, by kind and whether its words were unseen."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--courses", type=int, nargs="+", default=[1000])
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--engines", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=tuple(KINDS))
    parser.add_argument("--seed", nargs="+", default=[""])
    parser.add_argument("--misses", action="store_true", help="print the seen queries on which ours fails")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for count in arguments.courses:
            measure(browser, count, arguments)
        browser.close()


def chromium(playwright: Playwright) -> Browser:
    """The machine's Chromium, or Playwright's own, which tells its memory."""
    return playwright.chromium.launch(executable_path=system_browser(), args=[*QUIET, "--enable-precise-memory-info"])


def measure(browser: Browser, count: int, arguments: argparse.Namespace) -> None:
    asked: list[Query] = []
    answers: dict[str, list[list[str]]] = {name: [] for name in arguments.engines}
    for seed in arguments.seed:
        author = Author(load_vocabulary(PROJECT), count, dictionary_words(PLANTED, seed), seed)
        corpus = corpus_of(author)
        queries = [query for query in queries_of(corpus, arguments.queries, seed) if query.kind in arguments.kinds]
        shared = sum(bool(query.as_near) for query in queries)
        print(f"{count} courses, {len(queries)} queries, of which {shared} sound like other words of the texts, too")
        asked += queries
        with tempfile.TemporaryDirectory() as place:
            for name in arguments.engines:
                started = time.process_time()
                folder = write_engine(name, Path(place) / name, corpus)
                print(
                    f"  {name}: written in {time.process_time() - started:.1f} CPU s of this process, {sizes(folder)}"
                )
                answers[name] += ask_all(browser, folder, queries)
    if arguments.misses and "ours" in answers:
        print_misses(asked, answers["ours"])
    print_table({name: figures_of(asked, found) for name, found in answers.items()})


def sizes(folder: Path) -> str:
    total = sum(len(gzip.compress(path.read_bytes(), 6)) for path in folder.rglob("*") if path.is_file())
    return f"{total / 1e6:.2f} MB gzipped"


def ask_all(browser: Browser, folder: Path, queries: Iterable[Query]) -> list[list[str]]:
    """For each query the keys of the first twenty courses."""
    with serving(folder) as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function(
            "window.isReady && (document.querySelector('#results') || document.querySelector('.cc-card'))",
            timeout=120_000,
        )
        answers: list[list[str]] = [page.evaluate("query => ask(query)", query.text) for query in queries]
        page.close()
    return answers


def judged(query: Query, found: list[str]) -> tuple[float, float]:
    """Recall and precision of one answer."""
    top = found[: min(10, len(query.relevant))]
    recall = len(query.relevant.intersection(found)) / len(query.relevant)
    right = query.relevant | query.as_near
    return recall, len(right.intersection(top)) / len(top) if top else 0.0


def figures_of(queries: list[Query], answers: list[list[str]]) -> Figures:
    """Precision is over the queries that found anything: what finds nothing shows nothing wrong."""
    figures: Figures = {}
    for key in dict.fromkeys((query.kind, query.is_unseen) for query in queries):
        pairs = [
            (query, found)
            for query, found in zip(queries, answers, strict=True)
            if (query.kind, query.is_unseen) == key
        ]
        recalls = [judged(query, found)[0] for query, found in pairs]
        precisions = [judged(query, found)[1] for query, found in pairs if found]
        figures[key] = statistics.fmean(recalls), statistics.fmean(precisions) if precisions else 0.0
    return figures


def print_table(figures: dict[str, Figures]) -> None:
    print(f"  {'':10} {'':6} " + "  ".join(f"{name:>15}" for name in figures) + "   recall ÷ ours   target")
    for kind in KINDS:
        for is_unseen in (False, True):
            if not any((kind, is_unseen) in known for known in figures.values()):
                continue
            cells = {name: known.get((kind, is_unseen), (0.0, 0.0)) for name, known in figures.items()}
            row = "  ".join(f"{recall:7.3f} {precision:7.3f}" for recall, precision in cells.values())
            ours = cells.get("ours", (0.0, 0.0))[0]
            ratios = "  ".join(f"{cell[0] / ours:.2f}" for name, cell in cells.items() if name != "ours" and ours)
            target = f"≥ {TARGETS[kind]}, precision ≥ {PRECISION}" if kind in TARGETS and is_unseen else ""
            print(f"  {kind:10} {'unseen' if is_unseen else 'seen':6} {row}   {ratios:13}   {target}")


def print_misses(queries: list[Query], answers: list[list[str]]) -> None:
    for query, found in zip(queries, answers, strict=True):
        recall, precision = judged(query, found)
        if not query.is_unseen and min(recall, precision) < 1:
            print(
                f"    {query.kind} {query.text}: recall {recall:.2f}, precision {precision:.2f} of {len(query.relevant)}, found {len(found)}"
            )


if __name__ == "__main__":
    main()
