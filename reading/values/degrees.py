"""Body temperatures: 36.5, 36度5, 三十六度五, 36，5, 36。8, 365 after 体温; and numbers that are no body's temperature."""

import itertools
from dataclasses import dataclass

from reading.expressions import patterns, report_patterns, work_patterns
from reading.expressions.patterns import Match
from reading.lexicon import Lexicon
from reading.people.names import name_at
from reading.text.numbers import number_of

LOWEST, HIGHEST = 34.0, 42.5
_MEASURING = ("枪", "计", "表", "水银", "电子", "量", "体温")
_OF_A_THING = (*("的" + c for c in "水天空热暖室车环汤茶饭油气屋"), "的高温", "高温", "包邮", "起送", "的价")
_OF_A_PRICE = (*(n + u for n in "一两" for u in "盒瓶斤位张杯碗份本包条"), "买的", "买进", "买入", "一股", "成交")
"""36.5的水泡茶, 39.9包邮: what has these degrees, or this price, is no person."""


@dataclass(slots=True)
class DegreeHit:
    """A number said of a body. `value` is None when no body has it: the bot must ask."""

    start: int
    end: int
    value: float | None
    warning: str = ""


def degrees_in(text: str, start: int, end: int, lexicon: Lexicon, told: bool) -> list[DegreeHit]:
    """Every temperature between two places. `told`: a title or cue says that these are temperatures."""
    if patterns.MAY_BE_DEGREES.search(text, start, end) is None:
        return []
    hits = [h for m in patterns.TEMPERATURE.finditer(text, start, end) if (h := _written(m, text, told, lexicon)) is not None]
    hits += [
        h
        for m in report_patterns.TEMPERATURE_SPOKEN.finditer(text, start, end)
        if (h := _spoken(m, told or _cue_before(text, start, end, lexicon))) is not None
    ]
    hits += [
        DegreeHit(m.start("whole"), m.end(), float(f"{m.group('whole').replace(' ', '')}.{m.group('tenth')}"))
        for m in report_patterns.TEMPERATURE_SPACED.finditer(text, start, end)
    ]
    hits += [DegreeHit(m.start(1), m.end(1), float(m.group(1))) for m in work_patterns.DEGREES_REACHED.finditer(text, start, end)]
    if hits:
        hits += [
            DegreeHit(m.start(), m.end(), 30.0 + (number_of(m.group(1)) or 0))
            for m in report_patterns.SPOKEN_WHOLE.finditer(text, start, end)
        ]
    hits = _apart(hits)
    others = [h for h in hits if _is_something_else(text, h, lexicon)]
    hits = [h for h in hits if h not in others]
    if not hits:
        cued = told or _cue_before(text, start, end, lexicon)
        hits = [
            h
            for h in _impossible(text, start, end) + (_without_point(text, start, end, lexicon) if cued else [])
            if not any(o.start < h.end and h.start < o.end for o in others)
        ]
    return sorted(hits, key=lambda h: h.start)


def _written(match: Match[str], text: str, told: bool, lexicon: Lexicon) -> DegreeHit | None:
    whole, tenth = int(match.group("whole")), match.group("tenth") or match.group("after")
    if match.group("more") and match.group("more") != "0":
        return None
    if (
        tenth is None
        and not (told or _cue_before(text, max(0, match.start() - 8), match.start(), lexicon) or match.group(0)[-1] in "c℃")
        and not _stands_alone(match, text)
        and not _is_behind_a_name(match, text, lexicon)
    ):
        return None
    part = number_of(tenth) if tenth else 0.0
    return _checked(match, whole + (part if part == 0.5 and tenth == "半" else (part or 0) / 10))


def _stands_alone(match: Match[str], text: str) -> bool:
    """孩子39度, 38度 at a line's end: nothing but a person before it in its clause."""
    before = text[max(0, match.start() - 5) : match.start()]
    for mark in _STOPS:
        before = before.rsplit(mark, 1)[-1]
    return int(match.group("whole")) in (36, 37, 38, 39, 40) and (not before or before.endswith(_PERSONS))


def _is_behind_a_name(match: Match[str], text: str, lexicon: Lexicon) -> bool:
    """B211 钱豆豆39度: a whole number right behind a room and a name; 305热水40度 is nobody."""
    if not 36 <= int(match.group("whole")) <= 41:
        return False
    found = report_patterns.ROOM_AND_NAME.search(text, max(0, match.start() - 12), match.start())
    return found is not None and name_at(text, found.start("name"), found.end("name"), lexicon) == found.end("name")


_STOPS = " ,，。;；!！~\n、/|:：—"
_PERSONS = (*"我俺娃爸妈爹娘爷奶公婆伴崽烧到", "孩子", "宝宝", "儿子", "女儿", "室友")


def _apart(hits: list[DegreeHit]) -> list[DegreeHit]:
    """Of two that overlap the longer."""
    in_order = sorted(hits, key=lambda h: h.start)
    if all(a.end <= b.start for a, b in itertools.pairwise(in_order)):
        return in_order
    out: list[DegreeHit] = []
    for hit in sorted(hits, key=lambda h: h.start - h.end):
        if not any(o.start < hit.end and hit.start < o.end for o in out):
            out.append(hit)
    return out


def _spoken(match: Match[str], cued: bool) -> DegreeHit | None:
    ones = number_of(match.group("ones")) if match.group("ones") else 0
    short = {"卅": 3, "卌": 4}.get(match.group("tens"))
    tens = short or number_of(match.group("tens")) or 0
    tenth = match.group("tenth")
    if (not cued and match.group("tens") not in ("三", "四", "卅", "卌")) or (not tenth and match.group(0)[-1] not in "度点"):
        return None
    pointed = tenth and match.group("tens") in "三四" and any(c in match.group(0) for c in "点.")
    bare = match.group("ones") and (pointed or _says_degrees(match))
    if not short and not match.group("ten") and not bare:
        return None
    part = 0.5 if tenth == "半" else 0.0 if tenth in ("", "整") else (number_of(tenth) or 0) / 10
    return _checked(match, tens * 10 + (ones or 0) + part)


def _says_degrees(match: Match[str]) -> bool:
    """三六度五, 三七度: the ten is left out; 三五度 may be three to five."""
    return "度" in match.group(0) and match.group("tens") == "三" and match.group("ones") in "六七八九"


def _checked(match: Match[str], value: float) -> DegreeHit | None:
    value = round(value, 1)
    if LOWEST <= value <= HIGHEST:
        return DegreeHit(match.start(), match.end(), value)
    return DegreeHit(match.start(), match.end(), None, f"{value} 不像体温") if 20 <= value <= 70 else None


def _without_point(text: str, start: int, end: int, lexicon: Lexicon) -> list[DegreeHit]:
    """365 after 体温 is 36.5, with a warning; 37 is 37.0."""
    out = []
    for match in patterns.TEMPERATURE_BARE.finditer(text, start, end):
        value = float(match.group(1)) + (int(match.group(2)) / 10 if match.group(2) else 0)
        warning = f"{match.group(0)} 读作 {value}" if match.group(2) else ""
        if is_a_door(match, start):
            continue
        if not match.group(2) or _is_told(text, start, match.start(), lexicon):
            out.append(DegreeHit(match.start(), match.end(), round(value, 1), warning))
    return out[:1]


def _is_told(text: str, start: int, index: int, lexicon: Lexicon) -> bool:
    """365 may be a room: only right behind 体温, or with a room before it, it is a temperature."""
    before = text[start:index]
    if any(w in before[-40:] for w in _NOT_DONE):
        return False  # 没报体温的407和409我都打了电话
    if before[-6:].rstrip(" ,，:：").endswith("打卡") and text.startswith(_OF_FLOORS, index):
        return False  # 打卡 405 正常
    return lexicon.says("degree_cues", before[-6:]) or patterns.ROOM.search(before) is not None


_OF_FLOORS = ("34", "39", "40", "41", "42")
"""Rooms begin so; a temperature that is written without its point hardly ever does."""


def is_a_door(match: Match[str], start: int) -> bool:
    """我在426 她发烧了, 我住372: where somebody lives; and no body has 42.6."""
    lives = match.string.endswith(("在", "住", "房间", "房号"), start, match.start())
    if match.group(2) and match.string.startswith(_OF_FLOORS, match.start()):
        lives = lives or any(w in match.string[match.end() : match.end() + 10] for w in ("正常", "不烧", "没发烧", "没有发烧"))
    return lives or (match.group(2) is not None and int(match.group(0)) / 10 > HIGHEST)


_NOT_DONE = tuple(f"{no}{did}" for no in ("没", "没有", "未", "漏", "忘") for did in ("报", "量", "测", "打卡", "填", "登记"))


def _impossible(text: str, start: int, end: int) -> list[DegreeHit]:
    """3.66 and 63.5 are typing mistakes of a temperature when nothing else is there: asked."""
    out = []
    for match in patterns.DIGITS_BROKEN.finditer(text, start, end):
        out.append(DegreeHit(match.start(), match.end(), None, f"{match.group(0)} 不像体温"))
    return out


def _cue_before(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    return lexicon.says("degree_cues", text[start:end].replace("体温计", "").replace("温度计", ""))


_PRICED = tuple("开设水钱费元块价股第学页鞋码炉")
"""Right before a number that is no temperature; further before it they are somebody's name: 费强36.5."""
_UNITS = (
    *"元块斤m码岁%米分折g星级集关局票秒升卡寸",
    *("kg", "公里", "mg", "ml"),
)
_BEHIND_A_UNIT = frozenset("一二两三每钱的左以多")
_LIMITS = ("超过", "高于", "低于", "大于", "小于", "不到", "达到", "高过")
"""Before a number that is a limit and nobody's temperature."""


def _begins_a_word(text: str, index: int, unit: str) -> bool:
    """36.9 关节炎, 36.5 集中第4天, 36.8 元气满满: behind a blank it is no unit, unless it is a word of its own there."""
    at = text.index(unit, index)
    behind = text[at + len(unit) : at + len(unit) + 1]
    return at > index and "\u4e00" <= behind <= "\u9fff" and behind not in _BEHIND_A_UNIT


def _is_something_else(text: str, hit: DegreeHit, lexicon: Lexicon) -> bool:
    after = text[hit.end : hit.end + 3].lstrip(" ")
    if after.startswith("米") and "\u4e00" <= after[1:2] <= "\u9fff":
        return False  # 我36.4 米粒37.1
    if after.startswith(("多", "几")) and hit.value is not None and hit.value == int(hit.value):
        return True
    unit = next((u for u in _UNITS if after.startswith(u)), None)
    if unit is not None and not _begins_a_word(text, hit.end, unit):
        return True
    if text.startswith(("k", "w"), hit.end) and not text[hit.end + 1 : hit.end + 2].isalpha():
        return True  # 走了36.5k
    if hit.value is not None and hit.value == int(hit.value) and "空调" in text[hit.end : hit.end + 6]:
        return True  # 今天温度36度 空调开到26度
    if report_patterns.OF_A_THING.match(text, hit.end):
        return True
    if after.startswith(_OF_A_THING) or text.startswith(_OF_A_PRICE, hit.end) or (after.startswith("万") and not after.startswith("万事")):
        return True
    if after.startswith(("以上", "以下")):
        return True
    before = report_patterns.NO_HOT_PLACE.sub("", text[max(0, hit.start - 14) : hit.start])[-7:]
    for mark in _STOPS:
        before = before.rsplit(mark, 1)[-1]
    if any(word in before for word in ("个人", "口人", "俩", "仨", "都", "全")):
        return False  # 屋里两个人都36.6 is no weather
    if before.endswith(_LIMITS) or report_patterns.PRICE_OF.search(before):
        return True
    before = patterns.ONE_TIME.sub("", before)
    if before.endswith("显示") and any(w in text[max(0, hit.start - 14) : hit.start] for w in _MEASURING):
        return False
    others = lexicon.words("other_numbers")
    near = text[max(0, hit.start - 6) : hit.start].rstrip(" :：")
    return (
        before.endswith(_PRICED)
        or lexicon.words("outside_heat").says(before)
        or others.says(before)
        or any(h.end == len(near) for h in others.find(near))
    )
