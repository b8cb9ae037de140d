"""What a stranger may mail: archives with any entries, and an office file that is one in name only."""

from __future__ import annotations

import io
import zipfile

from written import EXAMPLE


def archive(
    files: dict[str, bytes | str], *, mode: int = 0o100644, encoding: str = "utf-8", is_said: bool = True
) -> bytes:
    """A zip; `encoding` is that of the names: gb18030 as Windows writes it, without saying so, as a Mac does not of UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            is_plain = encoding == "utf-8" and is_said
            entry = zipfile.ZipInfo(name) if is_plain else _Info(name.encode(encoding).decode("cp437"))
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return out.getvalue()


class _Info(zipfile.ZipInfo):
    """Writes its name as cp437, which zipfile itself would not."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  the name that zipfile calls
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def encrypted(content: bytes) -> bytes:
    """The same archive, saying that its first entry has a password."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(signature) + offset] |= 1
    return bytes(changed)


def series_text(**changes: str) -> str:
    """The example's series as text; each change replaces a line that begins with its name."""
    lines = (EXAMPLE / "courses/example-society/water-journey/course.yml").read_text("utf-8").split("\n")
    for name, value in changes.items():
        lines = [f"{name}: {value}" if line.startswith(f"{name}:") else line for line in lines]
    return "\n".join(lines)
