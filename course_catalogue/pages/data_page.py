"""The page that tells what can be taken along and read by machines, with the size of every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from course_catalogue import addresses
from course_catalogue.pages.page import Page, Scene, render

SPREADSHEETS, JSON, LINKED = "表格", "JSON", "订阅和说明"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that everybody may take; `group` is the section of the page it stands in."""

    address: str
    title: str
    holds: str
    group: str


PUBLISHED = (
    PublishedFile(addresses.WORKBOOK, "Excel 工作簿", "下面五张表在一个文件里，表头已冻结、可筛选", SPREADSHEETS),
    PublishedFile(addresses.table_of("courses"), "课程表 CSV", "一行一门在册课程：年级、形式、费用、场地、有效期……", SPREADSHEETS),
    PublishedFile(addresses.table_of("sessions"), "课时表 CSV", "一行一课时：名称和学习目标", SPREADSHEETS),
    PublishedFile(addresses.table_of("alignments"), "课标对应表 CSV", "一行一条：哪门课程落实课标的哪一条", SPREADSHEETS),
    PublishedFile(addresses.table_of("bases"), "基地表 CSV", "一行一个基地：地址、开放时间、预约、展项、课程数", SPREADSHEETS),
    PublishedFile(addresses.table_of("providers"), "机构表 CSV", "一行一家机构：类型、级别、在册课程数", SPREADSHEETS),
    PublishedFile("data/index.json", "目录", "数字、日期和全部文件：从这里开始", JSON),
    PublishedFile("data/series.json", "系列课程", "全部在册的系列课程", JSON),
    PublishedFile("data/base-courses.json", "基地课程", "全部在册的精品研学和课外拓展课程", JSON),
    PublishedFile("data/bases.json", "基地", "全部公开的基地，含展项", JSON),
    PublishedFile("data/providers.json", "机构", "全部公开的课程机构", JSON),
    PublishedFile("data/vocabulary.json", "词表", "课标条目、核心概念、领域、学段、区县的编号", JSON),
    PublishedFile(addresses.OPENAPI, "接口说明", "OpenAPI 3.1：每个文件有哪些字段", LINKED),
    PublishedFile(addresses.FEED, "订阅源", "Atom：新课和改动", LINKED),
    PublishedFile(addresses.APPROVALS, "评审到期日历", "iCalendar：每个到期日有哪些课程、基地和机构", LINKED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shown:
    file: PublishedFile
    form: str
    weight: str


def data_page(scene: Scene, sizes: Mapping[str, int]) -> Page:
    """`sizes` in bytes by address; the page inside the offline copy is made before the copy has a size."""
    groups = [
        (name, [_shown(file, sizes) for file in PUBLISHED if file.group == name])
        for name in (SPREADSHEETS, JSON, LINKED)
    ]
    example = scene.catalogue.listed[:1]
    body = render(
        "data.html",
        addresses.DATA,
        identity=scene.identity,
        today=scene.catalogue.today,
        groups=groups,
        course_file=addresses.facts_of(example[0]) if example else "",
        linked_file=addresses.linked_data_of(example[0]) if example else "",
        offline=addresses.OFFLINE_COPY if addresses.OFFLINE_COPY in sizes else "",
        offline_weight=_weight(sizes.get(addresses.OFFLINE_COPY, 0)),
        is_copy=scene.offline_copy and addresses.OFFLINE_COPY not in sizes,
    )
    return Page(addresses.DATA, "catalogue", "数据和离线副本", "把目录下载成表格、JSON 或不用网络的副本", body)


def _shown(file: PublishedFile, sizes: Mapping[str, int]) -> _Shown:
    return _Shown(file, file.address.rsplit(".", 1)[-1].upper(), _weight(sizes[file.address]))


def _weight(size: int) -> str:
    """“150 KB” or “1.2 MB”."""
    kilobytes = ceil(size / 1024)
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1024:.1f} MB"
