"""A seeded synthetic catalogue for the search benchmarks: half series, half visits, with words planted among decoys.

The planted words are words of jieba's dictionary that the rest of the text does not have, so that an engine that
cuts by that dictionary has its best case.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.documents import Document, Marks
from course_catalogue.model import Record, build_record
from course_catalogue.search.tokens import is_han
from course_catalogue.vocabulary import Vocabulary

THINGS = ["种子", "根系", "叶脉", "花粉", "蚯蚓", "蜗牛", "鱼鳃", "羽毛", "土壤", "岩石", "河流", "潮汐", "云量", "风向", "雨量", "气压", "月相", "星座", "影子", "日晷", "浮力", "杠杆", "滑轮", "斜面", "齿轮", "桥梁", "拱形", "纸塔", "电路", "导线", "电池", "磁铁", "指南针", "声音", "音高", "振动", "光线", "镜子", "彩虹", "热量", "温度", "蒸发", "凝结", "溶解", "过滤", "结晶", "食盐", "淀粉", "酵母", "霉菌", "食物链", "湿地", "滩涂", "稻田", "茶园", "堆肥", "水质", "垃圾", "包装", "小车", "火箭", "风筝", "降落伞", "潜水艇", "机器人", "传感器", "程序", "算法", "密码", "数据", "地图", "模型"]  # fmt: skip
TOOLS = ["温度计", "放大镜", "显微镜", "弹簧测力计", "量筒", "天平", "秒表", "卷尺", "记录表", "方格图", "风向标", "雨量器", "试纸", "漏斗", "滴管", "镊子", "手电筒", "万用表", "平板电脑", "标本盒"]  # fmt: skip
VERBS = ["观察", "测量", "比较", "记录", "预测", "设计", "制作", "改进", "解释", "画出", "分类", "检验", "估计", "模拟", "验证", "说出", "辨认", "控制", "交流", "评价"]  # fmt: skip
TRAITS = ["变化", "快慢", "大小", "高低", "形状", "颜色", "结构", "数量", "分布", "方向", "强弱", "用途", "规律", "条件", "关系", "误差", "稳定性", "承重", "长短", "轻重"]  # fmt: skip
PATTERNS = (
    "能用{tool}{verb}{thing}的{trait}", "{verb}{thing}，说明{trait}与{trait2}的关系", "能{verb}{rare}{thing}的{trait}并{verb2}结果",
    "把{thing}和{thing2}放在一起{verb}，找出{trait}不同的原因", "小组合作{verb}一个{rare}{thing}，再{verb2}它的{trait}", "用{rare}和{tool}，{verb}{thing}在不同条件下的{trait}",
)  # fmt: skip
SLUGS = ["seed", "weather", "bridge", "tide", "light", "sound", "robot", "water", "soil", "star", "diary", "lab"]
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世"


LATIN = [
    "Arduino",
    "Scratch",
    "Python",
    "Mixly",
    "LEGO",
    "GeoGebra",
    "Blockly",
    "Tinkercad",
    "Jupyter",
    "OpenCV",
    "LoRa",
    "Zigbee",
]
DISTRICTS = ["海曙区", "江北区", "北仑区", "镇海区", "鄞州区", "奉化区", "象山县", "宁海县", "余姚市", "慈溪市"]


def dictionary_words(count: int, seed: str = "") -> list[str]:
    """Words of two to five characters that are neither rare nor frequent and stand in no list above; other seeds, other words."""
    import jieba  # of requirements/bench.txt; tests bring words of their own

    chance = random.Random(f"words-{count}{seed}")
    jieba.initialize()
    ours = "\n".join([*THINGS, *TOOLS, *VERBS, *TRAITS, *DISTRICTS])
    known = {word for words in (THINGS, TOOLS, VERBS, TRAITS) for word in words}
    usable = sorted(
        word
        for word, frequency in jieba.dt.FREQ.items()
        if 20 <= frequency <= 2000 and is_han(word) and word not in ours and not any(part in word for part in known)
    )
    by_length = {length: [word for word in usable if len(word) == length] for length in (2, 3, 4, 5)}
    words: dict[str, None] = {}
    while len(words) < count:
        words[chance.choice(by_length[chance.choice((2, 2, 3, 3, 3, 4, 4, 5))])] = None
    return list(words)


class Author:
    """Writes courses: half series of 12 to 16 sessions, half courses at bases; plants words and decoys."""

    def __init__(self, vocabulary: Vocabulary, count: int, words: Sequence[str], seed: str = "") -> None:
        self.vocabulary, self.count = vocabulary, count
        self.random = random.Random(f"search-{count}{seed}")
        self.rare = ["".join(self.random.choices(COMMON, k=2)) for _ in range(3000)]
        self.planted: dict[str, set[str]] = {word: set() for word in words}

    def catalogue(self) -> Catalogue:
        return assemble(self.records(), self.vocabulary, date(2026, 11, 1))

    def records(self) -> Iterator[Record]:
        for owner in range(self.count // 20 + 1):
            yield record(
                "provider",
                f"courses/society-{owner}/provider.yml",
                name=f"{self.word(THINGS)}学会第{owner}分会（示例）",
            )
            yield record("base", f"bases/base-{owner}/base.yml", name=f"{self.word(THINGS)}科普基地{owner}（示例）")
        for number in range(self.count):
            key = self.key(number)
            yield (self.series if number % 2 else self.extension)(key, self.plant(key, number))
            until = f"2029-08-{self.random.choice((10, 31))}"
            yield record("review", f"reviews/{key}.yml", decision="approved", date="2026-09-01", valid_until=until)

    def key(self, number: int) -> str:
        folder = f"courses/society-{number // 20}" if number % 2 else f"bases/base-{number // 20}/extension"
        return f"{folder}/{'-'.join(self.random.choices(SLUGS, k=2))}-{number}"

    def series(self, key: str, word: str) -> Record:
        sessions = [
            {"title": self.title(), "objectives": self.objectives()}
            for _ in range(self.random.choice((12, 12, 14, 16)))
        ]
        if word:
            sessions[0] = {
                "title": self.decoy(word),
                "objectives": [
                    {"text": f"能认出{word}，{self.sentence()}"},
                    {"text": f"用 {self.random.choice(LATIN)} 记录"},
                ],
            }
        price = {
            "kind": "成本分担",
            "fee_per_session": self.random.randint(2, 12),
            "material_fee": self.random.randint(0, 30),
            "refund": "可退",
        }
        return record(
            "series", f"{key}/course.yml", title=self.title(), theme=self.title(), summary="。".join(self.sentence() for _ in range(4)),
            grades=self.grades(9), alignments=[self.alignment()], delivery=self.random.choice(("送课到校", "双师课堂", "混合")),
            session_minutes=self.random.choice((40, 45, 60)), price=price, sessions=sessions, tags=[self.word(THINGS), self.word(TOOLS)],
            offer={"districts": self.random.sample(DISTRICTS, 2)},
        )  # fmt: skip

    def extension(self, key: str, word: str) -> Record:
        title = f"{word}里的学问" if word and self.random.random() < 0.5 else self.title()
        summary = "。".join(self.sentence() for _ in range(3)) + (f"。认识{word}" if word and word not in title else "")
        return record(
            "extension", f"{key}/course.yml", title=title, summary=summary, grades=self.grades(12), alignments=[self.alignment()],
            mode=self.random.choice(("参观", "实验", "制作")), minutes=self.random.choice((60, 90, 120)),
            capacity=self.random.choice((24, 30, 40)), objectives=self.objectives(),
        )  # fmt: skip

    def objectives(self) -> list[dict[str, str]]:
        return [{"text": self.sentence()}, {"text": self.sentence()}]

    def plant(self, key: str, number: int) -> str:
        """A word for one course in four; the courses that hold it are noted."""
        if number % 4 > 1:
            return ""
        word = self.random.choice(list(self.planted))
        self.planted[word].add(key)
        return word

    def decoy(self, near: str) -> str:
        """A title with the pairs of another planted word, but apart."""
        other = self.random.choice([word for word in self.planted if word != near])
        return f"{other[:2]}与{other[1:]}" if len(other) > 2 else f"{other[0]}、{other[1]}"

    def sentence(self) -> str:
        lists = {
            "tool": TOOLS,
            "verb": VERBS,
            "verb2": VERBS,
            "thing": THINGS,
            "thing2": THINGS,
            "trait": TRAITS,
            "trait2": TRAITS,
        }
        words = {name: self.word(words) for name, words in lists.items()}
        return self.random.choice(PATTERNS).format(rare=self.random.choice(self.rare), **words)

    def title(self) -> str:
        return f"{self.word(VERBS)}{self.random.choice(self.rare)}{self.word(THINGS)}：{self.word(THINGS)}的{self.word(TRAITS)}"

    def word(self, words: list[str]) -> str:
        """Some words are much more frequent than others, as in real text."""
        return words[int(len(words) * self.random.random() ** 1.8)]

    def grades(self, highest: int) -> list[int]:
        first = self.random.randint(1, highest - 1)
        return list(range(first, min(first + self.random.randint(1, 3), highest + 1)))

    def alignment(self) -> dict[str, Any]:
        return {"target": self.random.choice(list(self.vocabulary.targets)), "stages": ["S2"]}


def record(kind: str, path: str, **data: object) -> Record:
    if kind != "review":
        data["status"] = "submitted"
    return build_record(Document(PurePosixPath(path), kind, data, Marks(path, "")))
