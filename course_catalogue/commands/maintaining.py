"""Commands of those who run a catalogue: init, review, codeowners."""

from __future__ import annotations

import argparse
import sys

from course_catalogue.commands.calling import Commands, root_of, today_of
from course_catalogue.loading import load_catalogue, load_rulebook

INIT_FIELDS = {
    "site_name": "网站名称",
    "site_url": "网址（https://…/）",
    "publisher": "主办单位",
    "contact": "联系方式（办公电话或邮箱）",
    "icp_number": "ICP 备案号",
    "police_number": "公安备案号",
}


def add_init(commands: Commands) -> None:
    parser = commands.add("init", init, "填写主办单位和网址，并移去示例")
    for name, words in INIT_FIELDS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", default=None, metavar=words, help=words)
    parser.add_argument("--yes", action="store_true", help="不再问，直接移去示例")
    parser.add_argument("--keep-samples", action="store_true", help="保留示例课程")


def add_review(commands: Commands) -> None:
    parser = commands.add("review", review, "列出待复核的内容；写上编号，把现在的内容记为评审过的内容")
    parser.add_argument("keys", nargs="*", metavar="编号", help="看过的内容，如 courses/机构/课程")
    parser.add_argument("--all", action="store_true", help="全部通过评审的内容")


def add_codeowners(commands: Commands) -> None:
    parser = commands.add("codeowners", write_codeowners, "按 schema/owners.yml 生成 CODEOWNERS：谁来看哪些文件")
    parser.add_argument("--write", action="store_true", help="写到 docs/CODEOWNERS，默认显示出来")


def init(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.init import Publisher, apply_init, ask, confirm, refuse_own_work, sample_folders

    answers = {name: getattr(options, name) for name in INIT_FIELDS}
    root = root_of(options)
    publisher = Publisher(**ask(answers, INIT_FIELDS))
    samples = () if options.keep_samples else sample_folders(root)
    refuse_own_work(samples, root)
    if samples and not options.yes:
        confirm(samples, root)
    for line in apply_init(root, publisher, samples):
        print(line)
    return 0


def review(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.review_pin import approvals, pin_reviews, report

    root = root_of(options)
    book = load_rulebook(root)
    pins = approvals(load_catalogue(root, today_of(options), book, remember=True).catalogue, book.schemas)
    keys = tuple(pin.record.key for pin in pins) if options.all else tuple(options.keys)
    for line in pin_reviews(root, pins, keys) if keys else report(pins):
        print(line)
    return 0


def write_codeowners(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.codeowners import CODEOWNERS_FILE, codeowners
    from course_catalogue.output import replace_file
    from course_catalogue.owners import load_owners

    root = root_of(options)
    text = codeowners(load_owners(root))
    if not options.write:
        sys.stdout.write(text)
        return 0
    (root / CODEOWNERS_FILE).parent.mkdir(exist_ok=True)
    replace_file(root / CODEOWNERS_FILE, text.encode())
    print(f"写好了 {CODEOWNERS_FILE}；在代码托管网站的分支保护里要求代码所有者同意，才起作用（docs/maintaining.md）")
    return 0
