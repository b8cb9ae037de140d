"""Commands by which courses come in: new, receive, import, templates."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from course_catalogue.commands.calling import Commands, root_of, today_of
from course_catalogue.loading import load_catalogue, load_rulebook
from course_catalogue.reporting.visible import visible
from course_catalogue.sources import KINDS


def add_new(commands: Commands) -> None:
    parser = commands.add("new", new, "新建一份课程、基地或机构的文件：每一项都带说明，填空就行")
    parser.add_argument("kind", choices=KINDS, metavar="种类", help=f"{'、'.join(KINDS)} 之一")
    parser.add_argument("--title", default=None, metavar="名称", help="课程、基地或机构的名称")
    parser.add_argument("--owner", default=None, metavar="机构或基地", help="课程属于谁：编号或名称")
    parser.add_argument("--id", default=None, metavar="编号", help="文件夹名；不写就用名称的拼音")
    parser.add_argument("--sessions", type=int, default=None, metavar="课时数", help="系列课程有几课时")
    parser.add_argument("--titles", type=Path, default=None, metavar="文件", help="课时题目，一行一个的文本文件")


def add_receive(commands: Commands) -> None:
    parser = commands.add(
        "receive", receive, "收下寄来的课程（Word、Excel、YAML、网上导出的草稿或 ZIP）：检查，放好，写回信"
    )
    parser.add_argument("mail", type=Path, metavar="文件或文件夹", help="寄来的附件，或存放附件的文件夹")
    parser.add_argument("--provider", default=None, metavar="编号", help="是哪个机构或基地寄来的")
    parser.add_argument("--update", action="store_true", help="目录里已有的，用寄来的内容更新")
    parser.add_argument(
        "--reply", type=Path, default=None, metavar="文件", help="回信写到这个文件，默认在寄来的文件旁边"
    )


def add_import(commands: Commands) -> None:
    parser = commands.add(
        "import", import_forms, "把填好的 Word 或 Excel 填写表、网上表单导出的草稿读成课程文件，并说明怎样理解的"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help=".docx、.xlsx 或导出的草稿 .json")
    parser.add_argument("--out", type=Path, default=None, metavar="文件夹", help="写到这个文件夹，默认显示出来")
    parser.add_argument("--notes", type=Path, default=None, metavar="文件", help="怎样理解的也写进这个文件")


def add_templates(commands: Commands) -> None:
    parser = commands.add("templates", write_templates, "写出空白的 Word 和 Excel 填写表；写上编号，就填好那一门")
    parser.add_argument("keys", nargs="*", metavar="编号", help="如 courses/机构/课程")
    parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到这个文件夹")


def new(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.new import Wishes, new_file, write_new
    from course_catalogue.file_bytes import readable_text

    root = root_of(options)
    book = load_rulebook(root)
    catalogue = load_catalogue(root, today_of(options), book, remember=True).catalogue
    titles = readable_text(options.titles.read_bytes()).splitlines() if options.titles else ()
    wishes = Wishes(options.kind, options.title, options.owner, options.id, options.sessions, tuple(titles))
    for line in write_new(root, new_file(root, wishes, catalogue, book)):
        print(line)
    return 0


def receive(options: argparse.Namespace) -> int:
    import tempfile

    from course_catalogue.authoring.intake.receiving import agreed, receive, what_it_does, write_received
    from course_catalogue.output import replace_file
    from course_catalogue.policy_targets import load_policy_targets

    root = root_of(options)
    mail: Path = options.mail.absolute()
    book = load_rulebook(root)
    before = load_catalogue(root, today_of(options), book, remember=True)
    with tempfile.TemporaryDirectory(prefix="course-catalogue-") as aside:
        received = receive(root, Path(aside), mail, options.provider, before, book, load_policy_targets(root))
        if received.is_refused:
            print("没有收下，目录没有改动。\n")
        else:
            print("\n".join(what_it_does(received, owner_named=options.provider is not None)))
            if not agreed(received, root, update=options.update):
                print("什么都没有写：目录里已经有了；要用寄来的内容更新它，加上 --update 再运行一次。")
                return 1
            for line in write_received(root, received):
                print(line)
    print(f"回信：\n\n{received.letter}")  # before it is written, which a full disk or a folder of others may forbid
    letter = options.reply or mail.with_name(f"{mail.name}.回信.txt")
    replace_file(letter, received.letter.encode())
    print(f"回信存在 {visible(str(letter))}")
    return 1 if received.is_refused else 0


def import_forms(options: argparse.Namespace) -> int:
    """Nothing is written when any file is refused."""
    from course_catalogue.authoring.office.filing import read_forms, write_course_files
    from course_catalogue.output import replace_file

    root = root_of(options)
    files, refused = read_forms(options.files, root, load_rulebook(root))
    for reason in refused:
        print(f"没有读：{visible(reason)}", file=sys.stderr)
    if refused:
        print("什么都没有写。", file=sys.stderr)
        return 1
    notes = "\n".join(file.notes for file in files)
    targets = write_course_files(files, options.out) if options.out else []
    if options.notes is not None:
        replace_file(options.notes, notes.encode())
    if targets:
        print(notes)
    else:
        print(notes, file=sys.stderr)
        sys.stdout.write("".join(file.text for file in files))
    for target in targets:
        print(f"写好了 {target}" + ("；接着补上还差的，运行 python build.py check" if target.suffix == ".yml" else ""))
    return 0


def write_templates(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.office.filing import write_forms

    root = root_of(options)
    for path in write_forms(root, load_rulebook(root), options.keys, options.out):
        print(f"写好了 {path}")
    return 0
