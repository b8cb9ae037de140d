"""Neighbouring style sheets and scripts of a page become one file each."""

from __future__ import annotations

import pytest

from course_catalogue.bundles import Bundles

FILES = {
    "assets/stylesheets/main.1a2b.min.css": b"@charset 'UTF-8';p{top:0}\n/*# sourceMappingURL=main.css.map */\n",
    "assets/catalogue.css": b"p { background: url(near.svg); }\n",
    "assets/catalogue.js": b"(function () {})();\n",
    "assets/keyboard.js": b"(function () {})();",
    "assets/stylesheets/near.1.min.css": b"p { background: url('near.svg'); }",
    "assets/stylesheets/data.1.min.css": b"p { background: url('data:image/svg+xml,x'); }",
}
PAGE = (
    '<link rel="stylesheet" href="../assets/stylesheets/main.1a2b.min.css">\n  <link rel="stylesheet" href="../assets/catalogue.css">\n'
    '<script src="../assets/alone.js"></script><p>x</p><script src="../assets/catalogue.js"></script>\n'
    '<script src="../assets/keyboard.js" defer></script>'
)


def bundles() -> Bundles:
    return Bundles(FILES.__getitem__)


def test_neighbours_become_one_file_with_its_content_in_its_name() -> None:
    made = bundles()
    page = made.joined(PAGE)
    style, script = made.files
    assert page == (
        f'<link rel="stylesheet" href="../{style.path}"><script src="../assets/alone.js"></script><p>x</p>'
        f'<script src="../{script.path}"></script>'
    )
    assert style.content == b"@charset 'UTF-8';p{top:0}\np { background: url(near.svg); }\n"
    assert script.content == b"(function () {})();\n(function () {})();\n"
    assert made.sources == [*sorted(FILES)[:3], "assets/stylesheets/main.1a2b.min.css"]
    again = bundles()
    again.joined(PAGE.replace("../", "/sub/"))
    assert [file.path for file in again.files] == [style.path, script.path]


@pytest.mark.parametrize(
    "page",
    [
        '<link rel="stylesheet" href="assets/catalogue.css"><p></p><script src="assets/keyboard.js"></script>',
        '<link rel="stylesheet" href="assets/catalogue.css"><link rel="stylesheet" href="https://example.org/assets/fields.css">',
        # what a city adds: its @import or its error would be everybody's
        '<link rel="stylesheet" href="assets/catalogue.css"><link rel="stylesheet" href="assets/city.css">',
        '<script src="assets/keyboard.js"></script><script src="assets/city.js"></script><script src="assets/theme_last.js" defer></script>',
    ],
)
def test_what_stands_alone_or_is_not_ours_stays(page: str) -> None:
    made = bundles()
    assert made.joined(page) == page
    assert list(made.files) == []


def test_a_sheet_that_names_what_lies_beside_it_cannot_be_moved() -> None:
    sheet = '<link rel="stylesheet" href="assets/stylesheets/{}.1.min.css">'
    assert "site." in bundles().joined(sheet.format("data") + sheet.format("data"))
    with pytest.raises(AssertionError, match=r"assets/stylesheets/near\.1\.min\.css names a file beside it"):
        bundles().joined(sheet.format("near") + sheet.format("data"))
