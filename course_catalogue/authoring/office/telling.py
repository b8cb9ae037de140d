"""What came of reading a form, in words for the person who filled it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from course_catalogue.authoring.office.values_read import Imported, Left, not_understood
from course_catalogue.personal_numbers import masked
from course_catalogue.reporting.visible import visible
from course_catalogue.schemas import Schemas

_COUNTED = {"sessions": "课时", "tasks": "任务", "exhibits": "展项"}


def told(name: str, read: Imported, schemas: Schemas) -> str:
    """What was read, how it was understood, what was left out: a text of several lines."""
    return "\n".join(_lines(name, read, schemas)) + "\n"


def _lines(name: str, read: Imported, schemas: Schemas) -> Iterator[str]:
    title = masked(str(read.data.get("title") or read.data.get("name") or "没有名称"))
    counts = [f"{len(read.data[key])} 个{word}" for key, word in _COUNTED.items() if key in read.data]
    kind = schemas.by_name[read.kind]["title"]
    yield visible(f"{name}：{kind}“{title}”" + (f"，{'、'.join(counts)}" if counts else ""))
    if read.told:
        yield ""
        yield f"下面 {len(read.told)} 处写法和格式不一样，这样理解，请核对："
        for one in read.told:
            yield visible(f"  {one.place}  {one.found}")
            yield visible(f"      → {one.taken}")
    unread = not_understood(read.left)
    yield from _left(f"下面 {len(unread)} 处没有读懂，没有写进课程，请改好再读一次：", unread)
    asides = [one for one in read.left if one.is_aside]
    yield from _left(f"下面 {len(asides)} 处不是课程的内容，没有写进课程，不改也可以：", asides)
    if read.pictures:
        names = "、".join(picture.name for picture in read.pictures)
        yield ""
        yield visible(f"文件里有 {len(read.pictures)} 张图片（{names}），没有放进课程：请另存成文件一起交。")
    if not read.told and not read.left:
        yield ""
        yield "全部读懂了。"
    due = schemas.due(read.kind, dict(read.data), "submitted")
    if due:
        yield ""
        yield visible(f"还差 {len(due)} 项即可送评：{'、'.join(due)}")


def _left(heading: str, left: Sequence[Left]) -> Iterator[str]:
    if left:
        yield ""
        yield heading
        for one in left:
            yield visible(f"  {one.place}  {one.found}")
            yield visible(f"      {one.why}")
