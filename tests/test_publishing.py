"""docs/publishing.md and docs/nginx.conf say the same, and what a browser may keep for a year never changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sites import project_copy
from written import EXAMPLE, PROJECT, TODAY

from course_catalogue.exports.openapi import openapi_file
from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.output import OutputFile, write_files
from course_catalogue.pages.page import Scene
from course_catalogue.site_identity import SiteIdentity

NGINX = (PROJECT / "docs" / "nginx.conf").read_text("utf-8")
GUIDE = (PROJECT / "docs" / "publishing.md").read_text("utf-8")


def test_the_server_of_the_example_says_every_header_of_the_table() -> None:
    table = dict(re.findall(r"^\| `([A-Za-z-]+)` \| `([^`]+)` (?=[|f])", GUIDE, re.MULTILINE))
    said = dict(re.findall(r'add_header ([A-Za-z-]+) +"?([^"\n]+?)"? always;', NGINX))
    assert said.pop("Cache-Control") == "$catalogue_keeps"
    assert f'"{table.pop("Cache-Control")}"' in NGINX
    assert said == table
    assert len(said) == 6


def test_the_server_gives_every_file_the_type_that_the_description_of_the_data_says() -> None:
    described = json.loads(openapi_file(SiteIdentity(name="目录")).content)["paths"]
    types = {
        address.rsplit(".", 1)[1]: media
        for address, item in described.items()
        for media in item["get"]["responses"]["200"]["content"]
    }
    own = dict(re.findall(r"^ +location ~ \\\.(\w+)\$ +\{ default_type ([^;]+); \}", NGINX, re.MULTILINE))
    assert own == {
        ending: media for ending, media in types.items() if ending not in ("json", "xlsx")
    }  # nginx has these
    assert f'"Content-Type:{types["jsonld"]}" --include "*.jsonld"' in GUIDE  # what object storage does not know
    packed = re.search(r"gzip_types ([^;]+);", NGINX)
    assert packed is not None
    assert set(types.values()) - set(packed[1].split()) == {types["xlsx"]}  # is packed itself


def test_the_server_answers_an_address_cut_short_to_a_folder_as_any_other_that_is_not_there() -> None:
    assert "error_page 404 /404.html;" in NGINX
    assert "error_page 403 =404 /404.html;" in NGINX


def test_every_recipe_to_publish_makes_the_offline_copy() -> None:
    recipes = (
        GUIDE,
        *((PROJECT / name).read_text("utf-8") for name in (".github/workflows/publish.yml", ".gitlab-ci.yml")),
    )
    for recipe in recipes:
        builds = re.findall(r"^.*python3 build\.py build.*$", recipe, re.MULTILINE)
        assert builds
        assert all("--offline-copy" in line for line in builds), builds


def test_npm_keeps_its_files_where_the_unit_may_write() -> None:
    """The home of a user is read-only under ProtectSystem=strict: npm would fail, and the site be without its packs."""
    unit = GUIDE[GUIDE.index("[Service]") : GUIDE.index("[Timer]")]
    writable = re.search(r"ReadWritePaths=(\S+)", unit)
    cache = re.search(r"Environment=.*\bnpm_config_cache=(\S+)", unit)
    assert writable is not None
    assert cache is not None
    assert Path(cache[1]).is_relative_to(writable[1])


def test_what_is_kept_for_a_year_has_its_content_in_its_name(tmp_path: Path) -> None:
    root = project_copy(tmp_path, EXAMPLE)
    build_site(root, Scene(load_catalogue(root, TODAY).catalogue, read_identity(root), {}), root / "site")
    write_files(root / "site", [OutputFile("pictures/0123456789abcdef.webp", b"")])  # the example has none
    patterns = [re.compile(pattern) for pattern in re.findall(r'^ +"~(\^.+)" +"public', NGINX, re.MULTILINE)]
    assert len(patterns) == 3
    names = {
        f"/{path.relative_to(root / 'site').as_posix()}" for path in (root / "site").rglob("*.*") if path.is_file()
    }
    kept = {name for name in names if any(pattern.search(name) for pattern in patterns)}
    assert {re.sub(r"[0-9a-f]{8,}", "#", name) for name in kept if not name.startswith("/search/")} == {
        "/pictures/#.webp",
        "/assets/javascripts/bundle.#.min.js",
        "/assets/javascripts/workers/search.#.min.js",
        "/assets/site.#.min.css",
        "/assets/site.#.min.js",
    }
    assert {"/search/head.js", "/assets/form.css", "/index.html"} <= names - kept
    assert [name for name in names - kept if re.search(r"/search/[0-9a-f]+/", name)] == []
