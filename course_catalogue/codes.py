"""Every code that a check can report: its family, its title and what it is about, in Chinese.

A test holds this table, the code and `tests/broken/` to be complete.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeText:
    family: str
    title: str
    why: str


FAMILIES = {
    "bytes": "文件的字节",
    "grammar": "YAML 的写法",
    "place": "文件的位置",
    "shape": "字段和内容",
    "due": "什么时候要写齐",
    "inside": "一个文件里的数",
    "reference": "引用和编号",
    "standard": "课标对应",
    "teaching": "时间、动手和费用",
    "safety": "安全",
    "review": "评审和有效期",
    "text": "文字和链接",
    "change": "这次改动",
}

_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("bytes", "file-too-large", "文件太大", "一个文件只写一门课程，不超过 1 MiB；图片不写进 YAML。"),
    ("bytes", "not-utf-8", "文件编码不是 UTF-8", "Windows 的记事本有时存成 ANSI（GBK）。另存为时编码选 UTF-8。"),
    ("bytes", "forbidden-character", "有看不见的字符", "零宽字符、改变文字方向的字符会让评审看到的和读者看到的不一样。"),
    ("bytes", "tab", "用了 Tab", "YAML 用空格缩进。每一级 2 个空格。"),
    ("grammar", "yaml-grammar", "不合 YAML 的写法", "多半是冒号后没有空格、缩进没有对齐，或引号、括号没有成对。"),
    ("grammar", "not-a-mapping", "文件不是“字段名: 内容”", "文件最外层是一行一个字段。"),
    ("grammar", "fullwidth-indent", "行首用了全角空格", "输入法在中文状态时，空格键打出的可能是全角空格。"),
    ("grammar", "fullwidth-colon", "冒号用了全角的", "字段名后面是半角冒号加一个空格。"),
    ("grammar", "fullwidth-dash", "短横用了全角的", "列表每项以半角短横加一个空格开头。"),
    ("grammar", "missing-space", "冒号后面少一个空格", "没有空格时，整行会被当成一段文字。"),
    ("grammar", "needs-quotes", "文字要加引号", "以 * & ! { [ @ ` % | > 开头，或中间有“冒号加空格”的文字，要用英文双引号括起来。"),
    ("grammar", "empty-item", "列表里有空的一项", "短横后面没有内容。"),
    ("grammar", "duplicate-key", "字段写了两次", "多数软件只留后一个，前一个不声不响地丢掉。"),
    ("grammar", "ambiguous-scalar", "写法有歧义", "yes、9:30、0123、1_000 这样的写法，不同软件会读成不同的内容。"),
    ("grammar", "refused-yaml", "不用的 YAML 写法", "锚点、引用、标签、合并键和多份文档都不用，写出来的就是读到的。"),
    ("grammar", "too-deep", "嵌套太深", "课程文件用不到这么多层，多半是括号没有成对。"),
    ("grammar", "too-many-values", "内容太多", "一个文件只写一门课程。"),
    ("place", "misplaced-file", "文件的位置或名字不对", "放错位置的文件不会被悄悄跳过；评审只写在 reviews/ 里。"),
    ("place", "symbolic-link", "不能用符号链接", "链接可以指到课程库外面去。"),
    ("place", "bad-id", "名字不能作编号", "文件夹名就是编号，会出现在网址里：小写英文、数字和连字符。"),
    ("shape", "missing-field", "缺少字段", "这一组里必须有的字段没有写。"),
    ("shape", "unknown-field", "没有这个字段", "字段名写错了，或写在了不该写的地方。"),
    ("shape", "wrong-type", "类型不对", "该写数字的写了文字，该写列表的只写了一项，等等。"),
    ("shape", "not-in-list", "不是可选的内容", "这个字段只能从给定的选项里选。"),
    ("shape", "no-such-date", "没有这一天", "例如 2 月 30 日。"),
    ("shape", "wrong-format", "写法不对", "日期、电话、编号等要按规定的样子写。"),
    ("shape", "too-many-items", "项数太多", "上限是为了页面和打印版放得下。"),
    ("shape", "too-few-items", "项数太少", "少于这个列表的下限。"),
    ("shape", "repeated-item", "有重复的项", "同一项写了两次。"),
    ("shape", "empty-text", "内容是空的", "写了引号，里面没有内容。"),
    ("shape", "text-too-long", "文字太长", "超过了字数上限；卡片和打印版放不下。"),
    ("shape", "out-of-range", "数字超出范围", "看看单位对不对。"),
    ("due", "incomplete", "还没有写齐", "送评的要有送评必需的字段，通过评审的要有全部必需的字段。"),
    ("due", "due-for-next-step", "离下一步还差几项", "不影响提交；列出下一步之前要补的字段。"),
    ("inside", "step-minutes", "分钟数对不上", "各环节的分钟数加起来，应等于这一课的分钟数。"),
    ("inside", "session-count", "课时数不合规定", "政策规定了一个系列有几课时，课时都要围绕同一主题。"),
    ("inside", "class-size-order", "人数的大小次序不对", "最少 ≤ 最合适 ≤ 最多。"),
    ("inside", "class-too-large", "班额太大", "动手课一位教师照看不过来。"),
    ("inside", "class-large", "班额偏大", "动手课人多了，每人动手的机会就少。"),
    ("inside", "group-larger-than-class", "一组比全班还多", "每组人数不能超过班额。"),
    ("inside", "payer-percent", "分担比例加起来不是 100", "各方的比例合计应为 100。"),
    ("inside", "free-has-fee", "免费却有费用", "免费的意思是各项费用都为 0。"),
    ("inside", "refund-missing", "没有写退费办法", "收费的课程必须写明怎样退费。"),
    ("inside", "no-co-author", "没有校内合作教师", "政策提倡专家与校内科学教师合作开发。"),
    ("inside", "too-many-pupils-per-adult", "每名成人带的学生偏多", "校外活动，一位成人带的学生多了看不过来。"),
    ("inside", "unusual-session-minutes", "课时长度不常见", "学校按固定的长度排课，别的长度不好排。"),
    ("inside", "opening-hours-order", "开放时间次序不对", "关门要晚于开门。"),
    ("inside", "unknown-material", "用品不在清单里", "课时用品的名称要与课程的消耗材料或循环器材一致，采购清单才算得对。"),
    ("inside", "material-without-unit", "用品没有单位", "只写数量，看不出是个、张还是克。"),
    ("inside", "table-row-cells", "表格的格数不对", "每行的格数要与列数相同。"),
    ("reference", "owner-missing", "没有机构或基地的文件", "课程文件夹的上一级要有 provider.yml 或 base.yml。"),
    ("reference", "unknown-exhibit", "基地没有这个展项", "基地课程要以基地的科技展项为依托。"),
    ("reference", "review-of-nothing", "被评的内容不存在", "评审文件的路径与被评的文件对应。"),
    ("reference", "duplicate-exhibit", "展项编号重复", "一个编号只指一个展项。"),
    ("reference", "duplicate-material", "用品名称重复", "课时按名称引用用品，重名就分不清。"),
    ("reference", "former-id-taken", "曾用编号被占用", "旧网址只能转到一处。"),
    ("reference", "duplicate-title", "课程同名", "同一机构的课程要分得清。"),
    ("reference", "credit-code", "信用代码校验码不对", "统一社会信用代码最后一位是校验码（GB 32100-2015）。"),
    ("reference", "district-mismatch", "区划代码和名称不对应", "代码和名称不是同一个地方，按区县筛选就会错；区划调整以前的代码和名称不再使用。"),
    ("reference", "unknown-district", "没有这个区县（市）", "写全市、本市的区县（市）之一，或登记过的功能区。"),
    ("standard", "unknown-target", "课标词表里没有这个编号", "编号由词表规定，课标本身没有机器编号。"),
    ("standard", "target-not-in-course", "课时的课标对应超出课程的", "课时落实的学习内容要先列在课程的 alignments 里。"),
    ("standard", "stage-without-alignment", "有学段没有课标对应", "课程适合的每个年级，所在学段都要有课标对应。"),
    ("standard", "stage-not-taught", "这条内容不在这个学段", "有意提前或加深可以不改，请再核对一遍。"),
    ("standard", "alignment-not-covered", "没有课时落实这条对应", "写了课标对应，就要有课时落实它。"),
    ("teaching", "hands-on-too-little", "动手太少", "科学课要让学生自己做；动手的时间太少，就只是听讲。"),
    ("teaching", "hands-on-little", "动手偏少", "好的科学课大半时间在动手。"),
    ("teaching", "visit-order", "到校次序倒退", "到校次数从 1 起，只增不减。"),
    ("teaching", "itinerary-overlap", "日程重叠", "上一项没有结束，下一项已经开始。"),
    ("teaching", "material-fee", "材料费对不上", "家长会问材料费用在哪里；收的和用的差得多，说不清。"),
    ("safety", "hazard-without-safety", "有危险源没有安全要求", "声明了危险源，就要逐条写明怎样防。"),
    ("safety", "hazard-for-the-youngest", "1～2 年级不能有的危险源", "明火、酸碱、市电不进 1～2 年级的课。"),
    ("safety", "written-homework", "1～2 年级有书面作业", "小学一、二年级不布置书面家庭作业。"),
    ("safety", "hazard-unexplained", "“其他”危险源没有说明", "只写“其他”，读的人不知道要防什么。"),
    ("safety", "crowded-base", "人均面积偏小", "室内教学人太多转不开身，疏散也慢。"),
    ("review", "base-quota", "基地课程没有达到规定的数量", "政策规定了每个科普教育基地至少有几门精品研学课程和课外拓展课程。"),
    ("review", "base-in-rectification", "基地整改中", "课程都评过，但有过期或暂停的，在册数不够。"),
    ("review", "expired", "有效期已过", "显示为已过期，从列表和统计里去掉，不影响构建。"),
    ("review", "review-dates", "评审日期次序不对", "有效期要晚于评审日期。"),
    ("review", "review-in-the-future", "评审日期在今天之后", "多半是写错了年份。"),
    ("review", "review-of-draft", "通过了一份草稿", "草稿要先改为 submitted 再评。"),
    ("review", "review-level", "等级和得分不符", "等级由两份评分的平均分得出，不能另给。"),
    ("review", "review-third-scorer", "两份评分相差太大", "两份评分相差太大，说明两位评审看法不同，要由第三位评审加评。"),
    ("review", "approved-despite-veto", "有否决项却通过", "安全、科学性错误、商业推销、未核实从业背景，一票否决。"),
    ("review", "approved-without-level", "通过了没有等级", "通过的课程要写精品或入库。"),
    ("review", "owner-hides-courses", "课程跟着机构消失", "机构或基地改成草稿或撤回时，它通过评审的课程也不再公开。"),
    ("review", "changed-after-approval", "通过评审后有改动", "评审固定了当时的内容。之后的改动不用重新申报，但要有维护者看过；在那之前课程仍在册，标“待复核”。"),
    ("review", "unclaimed-recognition", "核实的认定对不上", "核实的名称要与基地自报的一致。"),
    ("text", "refused-link", "不能用的链接", "链接只能是 https:// 或 mailto:。"),
    ("text", "html-in-text", "文字里有 HTML", "文字按原样显示，HTML 标签会连同尖括号一起印出来；要强调用 **重点**。"),
    ("text", "unprintable-character", "打印字体里没有这个字", "表情符号和生僻字在网页上看得见，在打印的教案里印不出来。"),
    ("change", "touched-review", "动了评审", "通过、退回和暂停只由维护者写在 reviews/ 里；谁也不能评自己的课程。"),
    ("change", "approval-not-pinned", "评审没有固定当时的内容", "固定之后，课程再有改动会显示为待复核；维护者用 build.py review 写入。"),
    ("change", "several-owners", "动了几家的文件夹", "一家机构管自己的文件夹。一次改动涉及几家时，要请每一家看过。"),
    ("change", "deleted-page", "删去了有网页的内容", "学校的通知、二维码里可能有这个网址。不再开设时改为撤回，网页会说明。"),
    ("change", "deleted-record", "删去了没有公开过的内容", "草稿可以删，请维护者知道一声。"),
    ("change", "renamed-record", "改了编号", "编号在网址里。评审文件的路径要跟着改，由维护者来做。"),
    ("change", "former-id-missing", "没有写曾用编号", "改了文件夹名，旧网址要能转到新网址：把旧名写进 former_ids。"),
    ("change", "submodule", "不能用子模块", "子模块的内容在另一个版本库里，这里看不到，也没有人审过。"),
    ("change", "checker-changed", "改动了检查程序", "检查程序、规则和网站外观由维护者按代码来看。"),
    ("change", "mixed-change", "课程和检查程序一起改", "一边改规则一边交课程，就看不出课程按哪一套规则合格。"),
)  # fmt: skip

CODES: dict[str, CodeText] = {code: CodeText(family, title, why) for family, code, title, why in _ROWS}


def explanation(code: str) -> str:
    """What `build.py explain CODE` prints."""
    text = CODES[code]
    return f"{code}（{FAMILIES[text.family]}）\n{text.title}：{text.why}"
