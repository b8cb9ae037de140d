"""Pictures of strangers: what is taken, what is refused, and that nothing of their bytes is ever shown."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath

import pictures_made as made
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from written import EXAMPLE, PROJECT, TODAY, changed_example, project_rulebook

from course_catalogue.loading import load_catalogue
from course_catalogue.pictures.darkroom import Darkroom, Developed, Spoiled
from course_catalogue.pictures.gate import Developing, content_type, develop_pictures
from course_catalogue.pictures.store import PictureStore

FOLDER_OF_COURSE = PurePosixPath("courses/a/b")


def developed(root: Path, **files: bytes) -> Developing:
    """What the gate makes of files of a course; the last hyphenated part of a name is its extension (gauge_png)."""
    (root / FOLDER_OF_COURSE).mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in files.items():
        path = FOLDER_OF_COURSE / ".".join(name.rsplit("_", 1))
        (root / path).write_bytes(content)
        paths.append(path)
    return develop_pictures(root, paths)


@pytest.fixture(scope="module")
def room() -> Iterator[Darkroom]:
    with Darkroom() as opened:
        yield opened


def good(room: Darkroom, content: bytes) -> Developed:
    result = room.develop(content)
    assert isinstance(result, Developed), result
    return result


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


TAKEN = [
    "png",
    "jpeg",
    "webp",
    "jpeg_with_place",
    "phone_jpeg",
    "cmyk_jpeg",
    "deep_png",
    "palette_png",
    "transparent_webp",
    "jpeg_with_page",
]


@pytest.mark.parametrize("name", TAKEN)
def test_true_picture_is_drawn_anew_without_anything_that_came_with_it(name: str, room: Darkroom) -> None:
    content = made.MADE[name]()
    result = good(room, content)
    page = Image.open(BytesIO(result.page))
    assert (page.format, page.size, page.mode) == ("WEBP", (result.width, result.height), "RGB")
    assert set(page.info) <= {"loop", "background", "timestamp", "duration"}
    for shown in (result.page, result.printed):
        assert not any(secret in shown for secret in (b"SECRET", b"<script", b"Exif", b"EXIF", b"ICCP", b"XMP "))
    printed = Image.open(BytesIO(result.printed))
    assert printed.format == {"png": "PNG", "jpg": "JPEG"}[result.print_format]
    assert "exif" not in printed.info
    assert "icc_profile" not in printed.info


def test_camera_that_was_turned_gives_an_upright_picture(room: Darkroom) -> None:
    result = good(room, made.jpeg_with_place())
    assert (result.width, result.height) == (200, 320)
    assert sum(opened(result.page).getpixel((190, 10))) < 150  # type: ignore[arg-type]  # the black corner, now at the right


def test_what_is_transparent_is_white_as_paper(room: Darkroom) -> None:
    assert opened(good(room, made.transparent_webp()).page).getpixel((5, 5)) == (255, 255, 255)
    palette = opened(good(room, made.palette_png()).page)
    assert (palette.getpixel((5, 5)), palette.getpixel((30, 5))) == ((255, 255, 255), (0, 0, 255))


def test_phone_picture_shows_what_the_phone_shows(room: Darkroom) -> None:
    result = good(room, made.phone_jpeg())
    assert sum(opened(result.page).getpixel((10, 10))) < 150  # type: ignore[arg-type]  # the black corner of the first


def test_sixteen_bits_of_grey_keep_their_grey(room: Darkroom) -> None:
    assert opened(good(room, made.deep_png()).page).getpixel((5, 5)) == (128, 128, 128)


def test_large_picture_is_made_small_enough_for_a_page_and_for_print(room: Darkroom) -> None:
    result = good(room, made.saved(made.drawing(4000, 1000), "JPEG"))
    assert (result.width, result.height) == (1600, 400)
    assert Image.open(BytesIO(result.printed)).size == (1200, 300)


def test_same_bytes_give_the_same_picture_in_any_process(room: Darkroom) -> None:
    with Darkroom() as other:
        assert [other.develop(made.MADE[name]()) for name in TAKEN] == [
            room.develop(made.MADE[name]()) for name in TAKEN
        ]


@pytest.mark.parametrize(
    ("name", "spoiled"),
    [
        ("long_png", Spoiled("dimensions", "5000×8")),
        ("bomb_png", Spoiled("dimensions")),
        ("animated_webp", Spoiled("frames", "2")),
        ("animated_png", Spoiled("frames", "2")),
        ("cut_png", Spoiled("broken", "OSError")),
        ("cut_jpeg", Spoiled("broken", "OSError")),
        ("flooded_png", Spoiled("broken", "ValueError")),
        ("gif", Spoiled("broken", "UnidentifiedImageError")),
        ("svg", Spoiled("broken", "UnidentifiedImageError")),
        ("html", Spoiled("broken", "UnidentifiedImageError")),
        ("nothing", Spoiled("broken", "UnidentifiedImageError")),
    ],
)
def test_hostile_picture_is_refused_and_the_next_is_taken(name: str, spoiled: Spoiled, room: Darkroom) -> None:
    assert room.develop(made.MADE[name]()) == spoiled
    assert isinstance(room.develop(made.png()), Developed)


def test_more_pixels_than_the_head_says_are_not_unpacked(room: Darkroom) -> None:
    result = room.develop(made.lying_png())
    assert isinstance(result, Spoiled) or (result.width, result.height) == (10, 10)


def test_child_that_hangs_is_ended_and_replaced() -> None:
    with Darkroom(time_limit=0.0) as room:
        assert room.develop(made.saved(made.drawing(4000, 4000), "PNG")) == Spoiled("stopped")
        room._time_limit = 30
        assert isinstance(room.develop(made.png()), Developed)


def test_child_that_has_died_is_replaced_before_the_next_picture() -> None:
    with Darkroom() as room:
        assert isinstance(room.develop(made.png()), Developed)
        assert room._process is not None
        room._process.kill()
        room._process.wait()
        assert isinstance(room.develop(made.png()), Developed)


def test_child_can_write_no_file_and_take_little_memory() -> None:
    script = (
        "import runpy, sys\n"
        f"child = runpy.run_path({str(PROJECT / 'course_catalogue/pictures/darkroom_child.py')!r})\n"
        "child['_limit']()\n"
        "tried = []\n"
        "for attempt in (lambda: open('x', 'w'), lambda: open('/etc/hostname'), lambda: bytearray(3 * 1024 ** 3)):\n"
        "    try:\n        attempt()\n        tried.append('done')\n"
        "    except (OSError, MemoryError) as fault:\n        tried.append(type(fault).__name__)\n"
        "print(tried)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['OSError', 'OSError', 'MemoryError']"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WebP"), ("gif", "GIF"), ("svg", "SVG"), ("html", "网页（HTML）"), ("nothing", ""),
        ("jpeg_with_page", "JPEG"),
    ],
)  # fmt: skip
def test_type_is_told_by_content(name: str, kind: str) -> None:
    assert content_type(made.MADE[name]()) == kind


def test_gate_names_each_fault_by_its_code(tmp_path: Path) -> None:
    result = developed(
        tmp_path,
        a_png=made.png(), b_png=made.gif(), c_png=made.jpeg(), d_png=made.large_png(), e_png=made.bomb_png(), f_jpg=made.cut_jpeg(),
        g_webp=made.animated_webp(), h_webp=made.nothing(),
    )  # fmt: skip
    assert list(result.pictures) == ["courses/a/b/a.png"]
    assert [(PurePosixPath(item.mark.path).name, item.code) for item in result.diagnostics] == [
        ("b.png", "image-type"),
        ("c.png", "image-extension"),
        ("d.png", "image-too-large"),
        ("e.png", "image-dimensions"),
        ("f.jpg", "image-broken"),
        ("g.webp", "image-animated"),
        ("h.webp", "image-type"),
    ]
    assert next(item.found for item in result.diagnostics if item.code == "image-too-large") == "2.1 MiB"


# --- what is kept ---


def test_second_time_no_child_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = developed(tmp_path, a_png=made.png())

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(Darkroom, "_child", refuse)
    assert developed(tmp_path, a_png=made.png()) == first
    (stored,) = first.pictures.values()
    assert stored.digest == sha256(stored.page).hexdigest()[:32]


def test_damaged_entry_is_made_again(tmp_path: Path) -> None:
    (stored,) = developed(tmp_path, a_png=made.png()).pictures.values()
    page = stored.page
    stored.files.with_suffix(".webp").write_bytes(b"RIFF of somebody else")
    (again,) = developed(tmp_path, a_png=made.png()).pictures.values()
    assert again.page == page


def test_nothing_in_a_checkout_can_pretend_to_be_a_picture_drawn_anew(tmp_path: Path) -> None:
    (stored,) = developed(tmp_path, a_png=made.png()).pictures.values()
    folder = PictureStore()._folder
    assert stored.files.parent == folder
    assert Path(sys.prefix) in folder.parents
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["courses"]


def test_catalogue_without_pictures_needs_no_pillow_no_process_and_no_cache(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [])
    script = (
        "import subprocess, sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from course_catalogue.loading import load_catalogue, load_rulebook\n"
        "def refuse(*_, **__):\n    raise AssertionError('a process was started')\n"
        "subprocess.Popen = refuse\n"
        f"load_catalogue(Path({str(root)!r}), date(2026, 10, 1), load_rulebook(Path({str(PROJECT)!r})))\n"
        "print('PIL' in sys.modules)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out == "False\n"
    assert sorted(path.name for path in root.iterdir()) == ["bases", "courses", "reviews"]


def test_pillow_is_not_imported_by_the_parent_even_with_pictures(tmp_path: Path) -> None:
    path = tmp_path / FOLDER_OF_COURSE
    path.mkdir(parents=True)
    (path / "a.png").write_bytes(made.png())
    script = (
        "import sys\nfrom pathlib import Path, PurePosixPath\n"
        "from course_catalogue.pictures.gate import develop_pictures\n"
        f"found = develop_pictures(Path({str(tmp_path)!r}), [PurePosixPath('courses/a/b/a.png')])\n"
        "print(len(found.pictures), 'PIL' in sys.modules)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out == "1 False\n"


# --- in a catalogue ---

COURSE = "courses/example-society/water-journey"
WITH_COVER = {
    "file": f"{COURSE}/course.yml",
    "replace": "grades: [2, 3]\n",
    "with": "grades: [2, 3]\nimages:\n  - {file: drop.png, alt: 三个杯子里的水}\n",
}


def test_only_what_a_record_refers_to_is_kept(tmp_path: Path) -> None:
    changes = [
        {"write": f"{COURSE}/drop.png", "made_by": "png"},
        {"write": f"{COURSE}/left-over.png", "made_by": "jpeg"},
        {"write": f"{COURSE}/idle.webp", "made_by": "webp"},
        WITH_COVER,
    ]
    root = changed_example(tmp_path, changes, made.MADE)
    loaded = load_catalogue(root, TODAY, project_rulebook())
    assert list(loaded.catalogue.pictures) == [f"{COURSE}/drop.png"]
    found = {(item.code, item.mark.path) for item in loaded.diagnostics if item.code.startswith("image-")}
    assert found == {("image-extension", f"{COURSE}/left-over.png"), ("image-unused", f"{COURSE}/idle.webp")}


def test_picture_that_is_a_symbolic_link_is_not_opened(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [{"link": f"{COURSE}/drop.png", "to": "/etc/hostname"}, WITH_COVER])
    loaded = load_catalogue(root, TODAY, project_rulebook())
    assert [item.code for item in loaded.errors] == ["symbolic-link"]


def test_nothing_is_said_of_pictures_beside_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    changes = [
        {"write": f"{COURSE}/drop.png", "made_by": "png"},
        {"write": f"{COURSE}/course.yml", "content": "title: [\n"},
    ]
    loaded = load_catalogue(changed_example(tmp_path, changes, made.MADE), TODAY, project_rulebook())
    assert [item.code for item in loaded.diagnostics if item.code.startswith("image-")] == []


def test_samples_of_the_tests_have_no_pictures() -> None:
    assert [path for path in EXAMPLE.rglob("*") if path.suffix in (".png", ".jpg", ".jpeg", ".webp")] == []


FEW = settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@FEW
@given(start=st.sampled_from(["png", "jpeg", "webp"]), place=st.integers(0, 4000), bytes_=st.binary(max_size=40))
def test_any_damage_gives_a_picture_or_a_finding(start: str, place: int, bytes_: bytes, room: Darkroom) -> None:
    whole = made.MADE[start]()
    place %= len(whole)
    result = room.develop(whole[:place] + bytes_ + whole[place + len(bytes_) :])
    assert isinstance(result, Developed | Spoiled)
    assert not isinstance(result, Spoiled) or result.fault in ("broken", "dimensions", "frames", "memory", "stopped")


def test_child_needs_nothing_of_the_folder_it_is_started_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "PIL.py").write_text("raise SystemExit('planted')", "utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('planted')", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(tmp_path))
    with Darkroom() as room:
        assert isinstance(room.develop(made.png()), Developed)
