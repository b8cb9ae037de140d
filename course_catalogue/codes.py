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
    "internal": "程序本身",
}

_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("bytes", "file-too-large", "文件太大", "课程文件里只有文字，写满十六课时也不到 1 MiB；更大的多半是把图片或别的文件贴了进来，检查和评审都打不开。"),
    ("bytes", "not-utf-8", "文件编码不是 UTF-8", "编码不对，别人打开就是乱码。Windows 的记事本有时把文件存成 ANSI（也叫 GBK），网站和大多数软件用的是 UTF-8。"),
    ("bytes", "forbidden-character", "有看不见的字符", "零宽字符和改变文字方向的字符会让评审看到的和电脑读到的不一样，也会让搜索找不到。"),
    ("bytes", "tab", "用了 Tab 键", "YAML 只认空格缩进；Tab 在不同的软件里宽窄不同，上下级会对不齐。"),
    ("grammar", "yaml-grammar", "这里的写法读不懂", "写法不合规矩，程序分不清哪里是字段名、哪里是内容，后面的都读不下去。"),
    ("grammar", "not-a-mapping", "文件里没有“字段名: 内容”", "程序靠字段名知道每句话是什么；没有字段名，就不知道哪句是课程名称、哪句是简介。"),
    ("grammar", "fullwidth-indent", "行首用了全角空格", "全角空格看起来像缩进，程序却把它当成一个字。"),
    ("grammar", "fullwidth-colon", "冒号用了全角的", "程序只认半角冒号；全角冒号会让整行变成一段文字，这个字段就没有了。"),
    ("grammar", "fullwidth-dash", "列表的短横用了全角的", "程序只认半角短横，全角的会被当成文字，列表就断了。"),
    ("grammar", "missing-space", "冒号或短横后面少一个空格", "没有空格时，程序会把整行当成一段文字，分不出字段名和内容。"),
    ("grammar", "needs-quotes", "这段文字要加引号", "* & ! { [ @ % # 这些符号，还有“冒号加空格”，在 YAML 里有别的意思；不加引号，文字会丢掉一段，或整个文件读不了。"),
    ("grammar", "empty-item", "列表里有空的一项", "空的一项不知道是漏写了，还是多打了一个短横。"),
    ("grammar", "duplicate-key", "同一个字段写了两次", "多数软件只留后面的一个，前面写的不声不响就丢了。"),
    ("grammar", "ambiguous-scalar", "这样写有歧义", "yes、9:00、0123、1_000 这样的写法，不同的软件会读成不同的内容：9:00 会读成 540，0101 会读成 65。"),
    ("grammar", "refused-yaml", "用了这里不用的 YAML 写法", "锚点、引用、标签、合并这些写法会让读到的和看到的不一样，也曾被用来攻击网站。"),
    ("grammar", "too-deep", "一层套一层，太深了", "课程文件最多用到六七层；套得太深，多半是括号没有成对。"),
    ("grammar", "too-many-values", "一个文件里内容太多", "一门课程最多用到几千项；多出来的多半是把好几门课程，或一大张数据表写在了一起。"),
    ("place", "misplaced-file", "文件放错了地方，或名字不对", "程序按位置认文件。放错的文件如果悄悄跳过，你会以为它已经列进目录；评审只能写在 reviews/ 里，免得自己给自己通过。"),
    ("place", "symbolic-link", "不能用符号链接", "符号链接（快捷方式）可以指到课程库外面，别人的电脑上打不开，也可能泄露别的文件。"),
    ("place", "bad-id", "这个名字不能作编号", "文件夹名就是课程的编号，会出现在网址里；中文、空格和大写字母在网址里会变成乱码，或在别的电脑上找不到。"),
    ("shape", "missing-field", "缺少必须的字段", "这一组里必须写的没有写，页面和采购清单就会缺一块。"),
    ("shape", "unknown-field", "没有这个字段", "字段名写错一个字母，内容就不会出现在页面上；所以不认识的字段要先说清楚。"),
    ("shape", "wrong-type", "内容的种类不对", "数字带了单位就不能相加，列表写成一句话就不能逐项列出。"),
    ("shape", "not-in-list", "不是可选的内容", "这个字段要用来筛选和统计，写法不统一就筛不出来。"),
    ("shape", "no-such-date", "日历上没有这一天", "有效期和开课日期要用来计算，日子不存在就算不出来。"),
    ("shape", "wrong-format", "格式不对", "日期、电话、编号按同一种样子写，才能排序、拨打和核对。个人手机号不公开。"),
    ("shape", "too-many-items", "项数太多", "上限是为了页面和打印版放得下。"),
    ("shape", "too-few-items", "项数太少", "少于下限的列表说明不了问题，例如只有一行的评价量表分不出高低。"),
    ("shape", "repeated-item", "有重复的项", "同一项写两次，统计会多算。"),
    ("shape", "empty-text", "内容是空的", "空的引号会在页面上留下一个空行，看不出是没有还是漏写。"),
    ("shape", "text-too-long", "文字太长", "卡片、目录和打印版放不下，会断在半句。"),
    ("shape", "out-of-range", "数字超出范围", "超出范围的多半是单位写错了，例如把小时当成分钟。"),
    ("due", "incomplete", "还没有写齐", "学校要靠这些内容决定选不选；缺了的，评审没法评，通过了的也不能列出。"),
    ("due", "due-for-next-step", "离下一步还差几项", "先存草稿、以后补齐是正常的；这里只把还差的列出来，免得到时候找不着。"),
    ("inside", "step-minutes", "各环节的分钟数对不上", "教师照着教案上课，加起来多了拖堂，少了空场。"),
    ("inside", "session-count", "课时数不合规定", "政策规定了一个系列有几课时，课时都要围绕同一主题。"),
    ("inside", "class-size-order", "人数的大小次序不对", "排课和采购都按这三个数算，次序不对就算错了。"),
    ("inside", "class-too-large", "班额太大", "动手课上，一位教师照看不过来，出了事来不及处理。"),
    ("inside", "class-large", "班额偏大", "动手课人多了，每人动手的机会就少。"),
    ("inside", "group-larger-than-class", "一组比全班还多", "分组用的材料按组数算，一组比全班还多就算不出来。"),
    ("inside", "payer-percent", "分担比例加起来不是 100", "学校和家长要知道各出多少，加起来不是 100% 就有一部分没人出，或多收了。"),
    ("inside", "free-has-fee", "写了免费，却有费用", "家长看到“免费”，到时又要交钱，会投诉。"),
    ("inside", "refund-missing", "没有写退费办法", "收了钱的课程，必须事先说明怎样退。"),
    ("inside", "no-co-author", "没有校内合作教师", "政策提倡专家与校内科学教师合作开发，课程才接得上学生学过的。"),
    ("inside", "too-many-pupils-per-adult", "一位成人带的学生偏多", "校外活动，一位成人带的学生多了看不过来。"),
    ("inside", "unusual-session-minutes", "课时长度不常见", "学校按固定的长度排课，别的长度不好排。"),
    ("inside", "opening-hours-order", "开放时间的次序不对", "学校按开放时间安排来回，写反了会白跑一趟。"),
    ("inside", "unknown-material", "用品不在清单里", "采购清单按名称合计，名称差一个字就漏买了。"),
    ("inside", "material-without-unit", "用品没有单位", "只写数量，看不出是个、张还是克，没法采购。"),
    ("inside", "table-row-cells", "表格的格数不对", "少一格，打印出来的表就歪了。"),
    ("reference", "owner-missing", "没有机构或基地的文件", "课程页上要写谁开的课、怎样联系，这些在机构或基地的文件里。"),
    ("reference", "unknown-exhibit", "基地没有这个展项", "基地课程要以基地的科技展项为依托。"),
    ("reference", "review-of-nothing", "被评的内容不存在", "评审按路径和课程对应，对不上就不知道评的是哪一门。"),
    ("reference", "duplicate-exhibit", "展项编号重复", "课程按编号引用展项，两个展项用同一个编号就分不清。"),
    ("reference", "duplicate-material", "用品名称重复", "课时按名称引用用品，重名就不知道用哪一种。"),
    ("reference", "former-id-taken", "曾用编号已被占用", "旧网址只能转到一处，两门课程都要它就不知道转到哪里。"),
    ("reference", "duplicate-title", "两门课程同名", "同一机构的两门课程同名，学校选课时分不清。"),
    ("reference", "credit-code", "信用代码抄错了", "统一社会信用代码的最后一位是校验码（GB 32100-2015），对不上就一定有一位抄错。"),
    ("reference", "district-mismatch", "区划代码和名称对不上", "代码和名称不是同一个地方，按区县筛选就会错；区划调整以前的代码和名称不再使用。"),
    ("reference", "unknown-district", "没有这个区县（市）", "写全市、本市的区县（市）之一，或登记过的功能区。"),
    ("standard", "unknown-target", "课标词表里没有这个编号", "课标本身没有机器编号，编号由本目录的词表规定；写错了就对不到学习内容。"),
    ("standard", "target-not-in-course", "课时的课标对应超出了课程的", "课程页先列整门课的课标对应；课时里多出来的，页面上就没有来处。"),
    ("standard", "stage-without-alignment", "有学段没有课标对应", "课程说适合这个年级，就要说明落实了这个年级的哪些学习内容。"),
    ("standard", "stage-not-taught", "这条内容不在这个学段", "课标把这条内容放在别的学段，学生可能还没有基础，或早就学过。"),
    ("standard", "alignment-not-covered", "没有课时落实这条对应", "只写对应、没有课时落实，评审会认为是凑上去的。"),
    ("teaching", "hands-on-too-little", "动手太少", "科学课要让学生自己做；动手的时间太少，就只是听讲。"),
    ("teaching", "hands-on-little", "动手偏少", "好的科学课大半时间在动手。"),
    ("teaching", "visit-order", "到校的次序倒退了", "学校按到校次数排日程，次数倒退就排不了。"),
    ("teaching", "itinerary-overlap", "日程重叠了", "上一项还没结束，学生到不了下一个地方。"),
    ("teaching", "material-fee", "材料费对不上", "家长会问材料费用在哪里；收的和用的差得多，说不清。"),
    ("safety", "hazard-without-safety", "有危险源，没有安全要求", "知道有危险却没写怎样防，教师照着上课就会出事。"),
    ("safety", "hazard-for-the-youngest", "1～2 年级不能有的危险源", "一、二年级的学生还控制不好动作，明火、酸碱和市电一旦失手就是伤害。"),
    ("safety", "written-homework", "1～2 年级有书面作业", "小学一、二年级不布置书面家庭作业。"),
    ("safety", "hazard-unexplained", "“其他”危险源没有说明", "只写“其他”，读的人不知道要防什么。"),
    ("safety", "crowded-base", "人均面积偏小", "室内教学人太多转不开身，疏散也慢。"),
    ("review", "base-quota", "基地课程没有达到规定的数量", "政策规定了每个科普教育基地至少有几门精品研学课程和课外拓展课程。"),
    ("review", "base-in-rectification", "基地整改中", "课程过期或暂停以后，在册的数量就不够政策要求的 1 + 10 了。"),
    ("review", "expired", "有效期已过", "过期的课程不再列出、不计数，页面还在，写明已过期。"),
    ("review", "review-dates", "评审日期的次序不对", "有效期不晚于评审日期，课程一通过就过期了。"),
    ("review", "review-in-the-future", "评审日期在今天之后", "还没有到的日子不会已经评完，多半是写错了年份。"),
    ("review", "review-of-draft", "通过了一份草稿", "草稿作者还在改，评的和以后公开的可能不是同一份。"),
    ("review", "review-level", "等级和得分不符", "等级由两份评分的平均分得出，不能另给。"),
    ("review", "review-third-scorer", "两份评分相差太大", "两份评分相差太大，说明两位评审看法不同，要由第三位评审加评。"),
    ("review", "approved-despite-veto", "有否决项却通过", "安全问题、科学性错误、商业推销、未核实从业背景，有一项就不能通过。"),
    ("review", "approved-without-level", "通过了，没有写等级", "课程页和统计要用等级。"),
    ("review", "owner-hides-courses", "课程会跟着机构消失", "机构或基地不公开时，它的课程也不公开；已经通过评审的课程会从网站上消失，学校就找不到了。"),
    ("review", "unclaimed-recognition", "核实的认定对不上", "页面上“已核实”的认定，要和基地自报的是同一个名称，不然就标不上。"),
    ("review", "changed-after-approval", "通过评审后有改动", "评审固定了当时的内容。之后的改动不用重新申报，但要有维护者看过；在那之前课程仍在册，标“待复核”。"),
    ("text", "refused-link", "不能用的链接", "别的写法的链接可能在读者的浏览器里运行程序，或打开读者电脑上的文件。"),
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
    ("internal", "internal-error", "检查程序出了错", "这是检查程序的缺陷，不是课程文件的错；这个文件还没有查完，所以不能算通过。"),
)  # fmt: skip

CODES: dict[str, CodeText] = {code: CodeText(family, title, why) for family, code, title, why in _ROWS}


def text_of(code: str) -> CodeText:
    """The words of a code; of one that only a foreign rules.yml knows, its name."""
    return CODES.get(code) or CodeText("inside", code, "")
