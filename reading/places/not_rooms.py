"""Numbers that look like rooms and are something else: doses, prices, sizes, times of day, telephone codes, counts."""

from reading.expressions import patterns, request_patterns, talk_patterns, work_patterns
from reading.expressions.patterns import Match

_CALLS_FOR_HELP = frozenset({"120", "110", "119", "114", "12345"})
_WEEKS = ("周", "星期", "礼拜")
_BYES = ("886", "8866", "6666", "2333", "23333")
"""What people type for goodbye, and for laughing."""
_DOSES = frozenset({"100", "150", "160", "200", "250", "300", "500"})
_ENDS_OF_MEDICINES = tuple("林片素汀平坦尔腾钾钠唑酮囊粒")
_AT_A_TIME = ("就", "准时", "集合", "出发", "开会", "开始", "到岗", "上岗", "起床", "开饭", "发车", "交班", "前 ", "之前")
_BEFORE_A_CODE = ("区号", "电话", "座机", "今天", "明天", "昨天", "早上", "晚上")
"""Around four digits that begin with nought: a time of day, or a number that is dialled."""
_LEFT_ROOMS = tuple(f"{once}{lived}" for once in ("以前", "之前", "原来", "原先") for lived in ("是", "住", "在", "住在"))
_NO_ROOM_AFTER = (
    "第", "共", "血糖", "电视", "体重", "高", "压", "密码", "wi", "价", "费", "租金", "工资", "用", "款", "型", "牌", "码", "¥", "￥",
)  # fmt: skip
_LIVING = ("我", "我是", "住", "是", "在", "们", "房间", "房号", "给", "帮", "替", "和", "跟")
_CALLING = ("打", "拨", "叫", "请", "喊", "拨打", "呼叫", "联系")


def is_something_else(text: str, match: Match[str], end: int, before_a_thing: bool) -> bool:
    """Whether a number that could be a room is something else. `before_a_thing`: a thing begins right behind it (603卷纸2提)."""
    if patterns.BESIDE_A_ROOM.match(text, match.end(), end):
        return True
    if match.end() > match.end(match.lastgroup or 0):
        return False  # 305房 says itself what it is
    if text.startswith("20", match.start()) and patterns.CALENDAR.match(text, match.start(), end):
        return True  # 2022-08-08, 2022年8月
    if text.endswith(_WEEKS, 0, match.start()) or text.startswith(_BYES, match.start()):
        return True  # 每周二四六, 早读去了886
    if match.group("letter") and text.startswith("次", match.end()):
        return True  # 坐G1234次来的
    if match.group(0).startswith("0") and (text.startswith(_AT_A_TIME, match.end()) or text.endswith(_BEFORE_A_CODE, 0, match.start())):
        return True  # 0630就醒了, 0830开会, 区号0713
    if text.endswith(_LEFT_ROOMS, 0, match.start()) or work_patterns.MEASURED_BEFORE.search(text, max(0, match.start() - 9), match.start()):
        return True  # 换到601了 以前是503; 血压量了180
    if match.group("plain") and _is_an_amount(text, match, end):
        return True
    after, before = text[match.end() : match.end() + 8], text[max(0, match.start() - 2) : match.start()]
    if (
        not before_a_thing  # 603卷纸2提: 卷 is no unit there
        and not (match.group("block") or match.group("house") or match.group("letter"))
        and patterns.ROOM_NOT_AFTER.match(after)
        and not after.startswith(("g公", "间"))
        and patterns.A_ZHANG.match(after) is None
    ):
        return match.group("plain") is not None or not after[:1].isdigit()
    if after[:1] == ":" and patterns.QUANTITY.match(text, match.end() + 1, end) is not None:
        return False  # 8511：4包榨菜
    if after.startswith(("型", "款", "那款", "这款", "那种", "这种", "号电池", "码")) or (
        not _is_before_degrees(text, match) and after[:1] in ("/", "*", "×", "%", ":", "：") and after[1:2].isdigit()
    ):
        return True
    if match.group(0) in _CALLS_FOR_HELP:
        return before.endswith(_CALLING) or not after or after[:1] not in "0123456789"
    if after[:1] == "." and after[1:2].isdigit() and not match.group(0).startswith(("36", "37")):
        return True
    return before.endswith(_NO_ROOM_AFTER) or bool(match.group("spoken") and _is_counting(text, match))


def _is_an_amount(text: str, match: Match[str], end: int) -> bool:
    """阿司匹林100, 医生说的160, 一盒999, 体温 3655, 体温366, 秋裤两条 180的, 烟一条 260的, 要芬必得 不要300的."""
    before = text.endswith(("说的", "写的", "吃的", "开的", "的是"), 0, match.start())
    if match.group("plain") in _DOSES and (before or text[match.start() - 1 : match.start()] in _ENDS_OF_MEDICINES):
        return True
    sized = request_patterns.SIZE_OR_PRICE.match(text, match.start(), end)
    if sized and not text.endswith(_LIVING, 0, match.start()):
        return True
    if match.group(0).startswith(_DEGREES) and _is_behind_heat(text, match):
        return True
    return request_patterns.COUNTED_BEFORE.search(text, max(0, match.start() - 3), match.start()) is not None or _is_a_price(text, match)


_DEGREES = ("35", "36", "37", "38", "39", "40")


def _is_behind_heat(text: str, match: Match[str]) -> bool:
    """体温 3655, 体温368 无: but 体温 358 36.5 is a room."""
    if len(match.group(0)) == 3:
        glued = text.endswith(("体温", "体温:", "体温是", "温度", "温度:"), 0, match.start())
        well = any(w in text[match.end() : match.end() + 10] for w in ("正常", "不烧", "没发烧", "没有发烧"))
        if well and match.group(0).startswith(("39", "40")):
            return False  # 体温:407 正常
        return glued and patterns.TEMPERATURE.search(text, match.end(), match.end() + 12) is None
    before = text[max(0, match.start() - 6) : match.start()].rstrip(" :：是")
    return match.group(0).startswith(("36", "37")) and before.endswith(("体温", "温度"))


def _is_a_price(text: str, match: Match[str]) -> bool:
    """一条260, 眼镜1280配的; 芙蓉王一条 260的, 秋裤 180的 is the size."""
    before = text[max(0, match.start() - 14) : match.start()]
    if talk_patterns.PRICE_ITSELF.search(before) or talk_patterns.VALUE_ITSELF.search(before):
        return True
    if text.startswith(("配的", "买的", "一盒", "一条", "一包", "一罐", "一瓶", "一单", "一本"), match.end()):
        return True
    return text.startswith("的", match.end()) and talk_patterns.WORN_OR_SMOKED.search(before) is not None


def _is_before_degrees(text: str, match: Match[str]) -> bool:
    """301：36.5℃, 301/36.5."""
    after = patterns.TEMPERATURE.match(text, match.end() + 1)
    if after is None or not (after.group("tenth") or after.group("after")):
        return False
    mark = text[match.end() : match.end() + 1]
    return mark in (":", "：") or (mark == "/" and 34 <= int(after.group("whole")) <= 42)  # 150/12.5 is a dose


def _is_counting(text: str, match: Match[str]) -> bool:
    """三四五 is a guess, 二三十 a count; a room is spelled with the digits of one."""
    after = text[match.end() : match.end() + 1]
    return after in tuple("十百千万个天次盒片粒瓶人岁点度分楼月号")
