"""Commands that make the site and its packs: build, packs, serve, fonts."""

from __future__ import annotations

import argparse
from pathlib import Path

from course_catalogue.check_report import deliver, exit_code, report_of
from course_catalogue.commands.calling import Commands, font_options, root_of, today_of
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import Loaded, load_catalogue


def add_build(commands: Commands) -> None:
    parser = commands.add("build", build, "检查，然后生成网站和打印包", font_options())
    parser.add_argument("--site-dir", type=Path, default=None, metavar="文件夹", help="网站放在哪里，默认为 site")
    parser.add_argument("--no-packs", action="store_true", help="不生成打印包")
    parser.add_argument(
        "--offline-copy", action="store_true", help="另外生成离线副本：整个网站的 ZIP（不含打印包），解压就能用"
    )


def add_packs(commands: Commands) -> None:
    parser = commands.add("packs", packs, "只生成打印包", font_options())
    parser.add_argument("--out", type=Path, default=Path("packs"), metavar="文件夹", help="放在哪里，默认为 packs")
    parser.add_argument(
        "courses", nargs="*", metavar="课程", help="课程编号，如 courses/机构/课程；不写就是全部在册课程"
    )


def add_serve(commands: Commands) -> None:
    parser = commands.add("serve", serve, "边改边看：存盘后网页自己更新")
    parser.add_argument("--port", type=int, default=8000, metavar="端口")


def add_fonts(commands: Commands) -> None:
    commands.add("fonts", fonts, "取得打印包的字体，放进 .fonts")


def build(options: argparse.Namespace) -> int:
    from course_catalogue.history import last_changes
    from course_catalogue.output import refuse_foreign
    from course_catalogue.site_building import BuildOptions, build_published_site

    root = root_of(options)
    site = _site_folder(root, options.site_dir)
    refuse_foreign(site)  # before minutes of work
    loaded = load_catalogue(root, today_of(options), changes=last_changes(root), remember=True)
    code = tell_all(loaded, root)
    if code:
        kept = f"；{site.name}/ 里上一次的网站没有改动" if site.exists() else ""
        print(f"\n{'课程文件有错误' if code == 1 else '检查没有做完'}，没有生成网站{kept}。")
        return code
    result = build_published_site(
        root, loaded.catalogue, BuildOptions(site.resolve(), options.fonts, not options.no_packs, options.offline_copy)
    )
    print(result.words())
    return 1 if result.faults else 0


def tell_all(loaded: Loaded, root: Path) -> int:
    """All findings on stdout; what `check` would exit with."""
    report = report_of(loaded, root)
    deliver(report, "human", None)
    return exit_code(report, loaded)


def _site_folder(root: Path, chosen: Path | None) -> Path:
    """Where the site goes; never over the project or into its sources."""
    site = (chosen or root / "site").resolve()
    sources = [
        root / name
        for name in (
            ".git",
            ".venv",
            "courses",
            "bases",
            "reviews",
            "schema",
            "site_pages",
            "site_overrides",
            "course_catalogue",
        )
    ]
    if site in (root, *root.parents) or any(site == folder or folder in site.parents for folder in sources):
        raise CatalogueError(f"网站不能放在 {site}：那里是项目本身；请换一个文件夹")
    return site


def packs(options: argparse.Namespace) -> int:
    from course_catalogue.history import last_changes
    from course_catalogue.site_building import write_packs

    root = root_of(options)
    loaded = load_catalogue(root, today_of(options), changes=last_changes(root), remember=True)
    if not loaded.is_sound:
        return tell_all(loaded, root)
    result = write_packs(root, loaded.catalogue, options.fonts, options.out, tuple(options.courses))
    print(result.words())
    return 1 if result.faults else 0


def serve(options: argparse.Namespace) -> int:
    from course_catalogue.preview import serve_preview

    serve_preview(root_of(options), options.port, lambda: today_of(options))
    return 0


def fonts(options: argparse.Namespace) -> int:
    from course_catalogue.packs.fonts import find_fonts, install_fonts

    root = root_of(options)
    folder = find_fonts(root, None) or install_fonts(root)
    print(f"字体在 {folder}")
    return 0
