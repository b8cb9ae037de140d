"""The letter to whoever mailed a course: what came of it, what is missing and where, and how to send the next version.

Plain words for somebody who has never seen the files behind it; everything that the sender wrote is shown harmless.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from course_catalogue.authoring.effect import Effect
from course_catalogue.authoring.effect_words import Line, field_line
from course_catalogue.authoring.intake.mail import shown
from course_catalogue.authoring.intake.parcels import Parcel, Reading
from course_catalogue.authoring.intake.refusal import sentences
from course_catalogue.authoring.intake.trial import Trial, Tried
from course_catalogue.authoring.new import KIND_WORDS
from course_catalogue.authoring.office import Left
from course_catalogue.catalogue import State
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.field_names import without_names
from course_catalogue.pictures.gate import SUFFIXES

_CODE_WORDS = re.compile(r"[a-z_]+:|[a-z]+_[a-z_]+|\b(?:refund|waivers|status|minutes|note|unit)\b|yml")
"""Words of the file format, which mean nothing to somebody who has written in Word."""
_FOLLOWING: dict[str, tuple[str, ...]] = {
    "missing-field": (),
    "too-few-items": (),
    "payer-percent": (),
    "step-minutes": ("session_minutes",),
    "material-fee": ("consumables",),
}
"""The codes of what may be wrong only because a part of it was not read; with the field that they are reckoned from besides."""
_ROW_NUMBER = re.compile(r" [0-9]+\Z")
_MOST = 30
_FEW_OF_A_KIND = 5


@dataclass(frozen=True, slots=True)
class Sender:
    """Who is written to, and who writes: names, "" where they are not known; the address of the site, in case."""

    addressee: str
    publisher: str
    contact: str
    site: str


def accepted(
    reading: Reading, trial: Trial, effect: Effect, sender: Sender, day: str, same: Collection[str] = ()
) -> str:
    """The letter when all that was mailed is filed, with what it changes of what was there; `same` are keys of what is as it was."""
    changes = {record.key: [_plain(field_line(field)) for field in record.fields] for record in effect.records}
    names = "、".join(f"“{name}”" for name in dict.fromkeys(parcel.mailed_name for parcel in reading.parcels))
    lines = [*_greeting(sender), f"您寄来的{names}收到了，谢谢！", ""]
    for item in trial.tried:
        lines += [*_told(item, changes.get(item.filing.key, []), item.filing.key in same), ""]
    lines += [*_about_the_rest(reading), *_next_version(trial, sender), *_closing(sender, day)]
    return "\n".join(lines) + "\n"


def refused(mail: str, words: Iterable[str], sender: Sender, day: str) -> str:
    """The letter when nothing is filed, with the reasons."""
    lines = [*_greeting(sender), f"您寄来的“{shown(mail)}”收到了，谢谢！可惜这一次还收不下，目录没有改动。原因是：", ""]
    lines += [*_numbered(list(words)), "", "请照上面的意思改好，再寄给我们；看不明白的，回信问就行。"]
    return "\n".join([*lines, *_guide(sender), "", *_closing(sender, day)]) + "\n"


def refusals(trial: Trial, idle_pictures: Collection[str] = ()) -> Iterator[str]:
    """The errors of what cannot be filed, each in a sentence or two; and pictures that came under other names, perhaps."""
    for item in trial.tried:
        parcel = item.filing.parcel
        about = f"《{shown(parcel.title)}》" if len(trial.tried) > 1 else ""
        yield from (f"{about}{finding_words(found, parcel)}" for found in item.errors if not _follows(found, parcel))
        yield from (f"{about}{words}" for words in _not_understood(parcel))
    if idle_pictures and any(_lacks_picture(found) for item in trial.tried for found in item.errors):
        names = "、".join(f"“{shown(name)}”" for name in idle_pictures)
        yield f"寄来的图片 {names}，课程里没有提到：名称写得不一样的，请改成一样的。"


def _follows(found: Diagnostic, parcel: Parcel) -> bool:
    """Whether a field is missing, or a sum wrong, because something was not understood, which is told by itself."""
    if found.code not in _FOLLOWING:
        return False
    return _is_left(found.field, parcel) or any(
        entry.steps[:1] == _FOLLOWING[found.code] for entry in parcel.not_understood if entry.steps
    )


def _is_left(field: str, parcel: Parcel) -> bool:
    """Whether what was written for a field, or in a list, was not understood."""
    return parcel.places is not None and any(parcel.places.holds(field, entry) for entry in parcel.not_understood)


def finding_words(found: Diagnostic, parcel: Parcel) -> str:
    """课时 3 › 教学过程：各环节的分钟数加起来不等于本课时的分钟数（写的是“合计 38 分钟”，应该是：40 分钟）。

    The place is that in the form, where one was mailed.
    """
    place = f"{_place(found.field, parcel)}：" if found.field else _of_picture(found, parcel)
    if _lacks_picture(found):
        return shown(f"{place}没有收到图片“{found.found}”。请连同这张图片一起寄来；名称写错了的请改正。")
    plain = without_names if parcel.is_form else str
    expected = plain(found.expected)
    facts = [
        f"{'写的' if found.field else '现在'}是“{found.found}”" if found.found else "",
        f"应该是：{expected}" if expected else "",
    ]
    aside = "，".join(fact for fact in facts if fact and not (parcel.is_form and _CODE_WORDS.search(fact)))
    mend = plain(found.mend.split("；已经提交过的")[0])
    mend = "" if parcel.is_form and _CODE_WORDS.search(mend) else mend
    return shown(place + sentences(f"{plain(found.message)}{f'（{aside}）' if aside else ''}", mend))


def _lacks_picture(found: Diagnostic) -> bool:
    """Whether a picture is named that was not mailed: the names of those that were are right by now."""
    is_name = found.code == "wrong-format" and PurePosixPath(found.found).suffix.lower() in SUFFIXES
    return is_name or found.code == "image-missing"


def _of_picture(found: Diagnostic, parcel: Parcel) -> str:
    name = parcel.sent_names.get(PurePosixPath(found.mark.path).name)
    return f"图片“{name}”：" if name else ""


def due_words(names: Iterable[str], parcel: Parcel) -> list[str]:
    """What is missing: its place in the form, where one was mailed, else its title with the field's own name."""
    return [shown(_place(name, parcel)) for name in names]


def _greeting(sender: Sender) -> Iterator[str]:
    yield f"{shown(sender.addressee)}：" if sender.addressee else "您好！"
    if sender.addressee:
        yield "    您好！"
    yield ""


_STANDING = {
    State.DRAFT: "现在是草稿，还没有公开",
    State.SUBMITTED: "已经送评，等待评审",
    State.RETURNED: "等待重新评审",
    State.LISTED: "仍然在册；改过的地方我们会再看一遍",
    State.EXPIRED: "有效期已过，等待复评",
    State.SUSPENDED: "仍然暂停，等待复评",
    State.WITHDRAWN: "已经撤回，不再列出",
}


def _plain(line: Line) -> str:
    return shown("".join(line))


def _told(item: Tried, changes: list[str], is_same: bool) -> Iterator[str]:
    parcel, missing = item.filing.parcel, item.missing
    title = shown(parcel.title)
    deed = "和目录里的一样，没有改动" if is_same else "已照寄来的更新" if item.filing.known else "收进了目录"
    name = f"《{title}》" if parcel.kind not in ("base", "provider") else title
    yield f"{KIND_WORDS[parcel.kind]}{name}{deed}（编号 {item.filing.path.parent.name}），{_standing(item)}。"
    yield from _listed("这次改了（有不该改的，请马上告诉我们）：", changes)
    told_below = {_ROW_NUMBER.sub("", without_names(gap.field)) for gap in item.gaps}
    wanting, later_ones = (
        [name for name in names if not _is_left(name, parcel) and without_names(name) not in told_below]
        for names in (missing.submitted, [name for name in missing.approved if name not in missing.submitted])
    )
    due = due_words(wanting, parcel) if item.is_draft else []
    hindrances = _hindrances(item)
    if due and hindrances:
        yield f"还差 {len(due) + len(hindrances)} 项即可送评：要补 {len(due)} 项，要改 {len(hindrances)} 项。"
        yield from _listed(f"送评前要补{_where(parcel)}：", due)
    elif due:
        yield from _listed(f"还差 {len(due)} 项即可送评{_where(parcel)}：", due)
    yield from _listed(
        "送评前要改：" if due else "还不能送评，要先改：", [finding_words(one, parcel) for one in hindrances]
    )
    if item.is_draft and not due and not hindrances and not item.gaps and not parcel.not_understood:
        yield "送评要的内容已经齐了：想送评时回信说一声就行。"
    later = due_words(later_ones, parcel)
    if later:
        when = "再往后，通过评审以前" if item.is_draft else "通过评审以前"
        yield f"{when}还要补 {len(later)} 项，不急：{'；'.join(later[:_MOST])}{'……' if len(later) > _MOST else ''}。"
    yield from _listed("有几处没有看懂，没有收进去，请看一看：", list(_not_understood(parcel)))
    yield from _listed("下面这些没有收进去，不是要填的内容就不用管：", list(_left_aside(parcel)))
    yield from _listed("有几处这样写收不进去，请改好再寄：", list(_taken_out(item)))
    taken = (*parcel.understood, *(one.told for one in parcel.sound_ids))
    understood = [f"{entry.place}：“{entry.found}”，当作“{entry.taken}”" for entry in taken]
    yield from _listed("有几处是照我们的理解写的，不对请告诉我们：", [shown(words) for words in understood])
    yield from _listed("顺手改正了几处写法，不对请告诉我们：", [shown(_slip(found)) for found in parcel.mended])
    told = {(found.code, found.field) for found in hindrances}
    asked = [
        finding_words(found, parcel)
        for found in item.warnings
        if found.code not in _NOT_FOR_THE_SENDER
        and (found.code, found.field) not in told
        and not _follows(found, parcel)
    ]
    yield from _listed("还有几处想请您再看一眼，不改也可以：", asked)


def _standing(item: Tried) -> str:
    """What it is now; a draft that was meant for review also says why it is one, unless it only lacks what is told next."""
    reasons = ["没有看懂"] if item.filing.parcel.not_understood else []
    reasons += ["要改"] if _hindrances(item) or item.gaps else []
    if item.is_kept_back and reasons:
        return f"因为下面有几处{'、'.join(reasons)}，先存为草稿，还没有公开"
    return _STANDING[item.state]


def _hindrances(item: Tried) -> list[Diagnostic]:
    """What must be changed before it can be submitted; what is missing is told by itself."""
    return [
        found for found in item.hindrances if found.code != "incomplete" and not _follows(found, item.filing.parcel)
    ]


_NOT_FOR_THE_SENDER = (
    "due-for-next-step",
    "changed-after-approval",
    "approval-not-pinned",
    "look-alike-id",
    "session-count",
)
"""Told in the letter in another way, or a maintainer's business."""


def _where(parcel: Parcel) -> str:
    return f"（都写在“{parcel.mailed_name}”里）" if parcel.is_form else "（括号里是文件里的字段名）"


def _not_understood(parcel: Parcel) -> Iterator[str]:
    for entry in parcel.not_understood:
        yield shown(f"{entry.place}：“{entry.found}”，{entry.why}")


def _left_aside(parcel: Parcel) -> Iterator[str]:
    """What is no content of the course; many of a kind, as the notes of an old form are, in one line."""
    kinds: dict[str, list[Left]] = {}
    for entry in parcel.left:
        if entry.is_aside:
            kinds.setdefault(entry.why, []).append(entry)
    for why, entries in kinds.items():
        told = entries if len(entries) <= _FEW_OF_A_KIND else entries[:1]
        more = f"等 {len(entries)} 处" if len(told) < len(entries) else ""
        yield from (shown(f"{entry.place}：“{entry.found}”{more}，{why}") for entry in told)


def _slip(found: Diagnostic) -> str:
    """第 3 行：冒号用了全角的（写的是“：”，改成“: ”）."""
    put_in = "".join(edit.text for edit in found.edits) if len(found.edits) == 1 else ""
    change = f"（写的是“{found.found}”，改成“{put_in}”）" if found.found and 0 < len(put_in) <= _MOST else ""
    return f"{found.field or f'第 {found.mark.line} 行'}：{found.message}{change}"


def _taken_out(item: Tried) -> Iterator[str]:
    """What is wrong, but for fields that are missing, and the groups and rows that are left out for it."""
    parcel = item.filing.parcel
    yield from (finding_words(found, parcel) for found in item.wrong if found.code != "missing-field")
    for gap in item.gaps:
        if gap.lacks:
            part = "这一行" if gap.is_row else "这一组"
            yield shown(f"{_place(gap.field, parcel)}：少了“{gap.lacks}”，{part}先都没有收进去。")


def _place(field: str, parcel: Parcel) -> str:
    """Where a field stands in the Word or Excel form that was mailed; else its readable path, as the form on the site has it."""
    if parcel.places:
        return parcel.places.words(field)
    return without_names(field) if parcel.is_form else field


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from _numbered(lines)


def _numbered(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines[:_MOST], start=1):
        yield f"  {number}. {line}"
    if len(lines) > _MOST:
        yield f"  ……一共 {len(lines)} 处，先改好这些"


def _about_the_rest(reading: Reading) -> Iterator[str]:
    for taken, other in reading.doubles:
        yield f"“{other}”和“{taken}”一模一样，只收了一份。"
        yield ""
    unused = "、".join(f"“{name}”" for name in reading.unused)
    if unused:
        yield f"{unused} 没有读：我们只收 Word、Excel 和网上填写后下载的文件。课程写在里面的，请填进填写表再寄。"
        yield ""
    idle = "、".join(f"“{name}”" for name in reading.idle_pictures)
    if idle:
        yield f"图片 {idle} 没有收：课程里没有提到它。请告诉我们放在哪里，并用一句话说出图上有什么、是谁的图。"
        yield ""
    second = "、".join(f"“{name}”" for name in reading.second_pictures)
    if second:
        yield f"图片 {second} 没有收：收了同名的另一张。要用这一张的，请换一个名称，课程里也写这个名称，再寄。"
        yield ""


def _next_version(trial: Trial, sender: Sender) -> Iterator[str]:
    offices = any(item.filing.parcel.is_office for item in trial.tried)
    way = "在寄来的这一份上接着写" if offices else "在网上填写的页面里打开它接着写（或在寄来的这一份上接着写）"
    yield f"怎样寄下一版：{way}，整份寄回来就行，不用另列改了哪里。名称请不要变，我们靠它认出是同一份；"
    yield "要改名称的，请在信里说原来叫什么。图片和文件放在一起寄（或压缩成一个 ZIP）；不要写人名、个人手机号和身份证号。"
    yield from _guide(sender)
    yield ""


def _guide(sender: Sender) -> Iterator[str]:
    if sender.site:
        yield f"投稿指南：{sender.site}submit.html"


def _closing(sender: Sender, day: str) -> Iterator[str]:
    yield "此致"
    yield "敬礼"
    yield ""
    yield sender.publisher or "课程目录维护者"
    if sender.contact:
        yield sender.contact
    yield day
