"""Titles that do not open what they are the title of: 308 李梅 解除隔离; 下夜班了 签退; 以下人员解除隔离：."""

from itertools import pairwise

from reading.expressions import patterns, work_patterns
from reading.fields import Audience, Choice, Rest, Room, Rooms, Text
from reading.kind import STAFF, Kind
from reading.message.grammar import Grammar
from reading.message.section import Section
from reading.people.names import name_at
from reading.places.rooms import rooms_in
from reading.said import Said

_AHEAD = ("明天", "后天", "预计", "计划", "拟", "准备", "请", "未", "待", "不")
"""What is still to come, or asked of others, is no log."""
_TO_SOMEBODY = ("收到", "接", "谁", "没", "未", "请", "电话", "已", "按", "看", "问", "发")
"""A notice that is spoken of, not given."""
_TO_OTHERS = ("谁", "没", "记得", "大家", "请", "明天", "怎么", "几", "别", "忘", "要", "表")


def title_last(low: str, start: int, said: Said, grammar: Grammar) -> Section | None:
    """308 李梅 解除隔离; 下夜班了 签退: in the mouth of staff a title may also close a short line."""
    if said.sender.role not in STAFF:
        return None
    text = low[start:].rstrip(" !！。~")
    last = max(text.rfind(mark) for mark in " ,，")
    if last > 0 and work_patterns.TIME_OF_DAY.fullmatch(text, last + 1):
        text = text[:last].rstrip(" ,，")  # 305 张三 解除隔离 今天10点
    found = _of_one_named(start, text, grammar) or _duty(low, start, text, grammar) or _glued_to_rooms(start, text, grammar)
    found = found or _of_a_site(start, text, grammar) or _behind_a_room(start, text, grammar)
    at = max(text.rfind(mark) for mark in " ,，。") + 1
    if (when := work_patterns.TIME_OF_DAY.match(text, at)) is not None and at > 0:
        at = when.end()  # 714 居里 男 52 次密接 今天下午入住
    title = text[at:]
    if found is not None or "\n" in text or not 0 < at <= 32 or title not in grammar.titles or len(title) < 2:
        return found
    kind = grammar.kinds[grammar.titles.values[title]]
    of_rooms = any(isinstance(f, Room | Rooms) for f in kind.fields)
    if not _is_of_staff(kind) or (of_rooms and patterns.ROOM.search(text) is None):
        return None
    return Section(kind, title, start + at, start, start + at)


def _is_of_staff(kind: Kind) -> bool:
    return kind.who == STAFF and kind.plain is None


def _of_one_named(start: int, text: str, grammar: Grammar) -> Section | None:
    """殷萍 签到，中班; 夜班柴有田到岗接班: who it is, then the title; a shift stands on either side of it."""
    match = work_patterns.NAMED_ON_DUTY.match(text)
    if match is None or name_at(text, *match.span("name"), grammar.lexicon) != match.end("name"):
        return None
    kind = grammar.kinds[grammar.titles.values[match["title"]]] if match["title"] in grammar.titles else None
    shift = next((match.span(side) for side in ("before", "between") if match[side]), None)
    rest = text[match.end() :]
    if kind is None or not _is_of_staff(kind) or (shift and rest) or any(w in rest for w in _TO_OTHERS):
        return None
    left, right = shift or (match.end(), len(text))
    return Section(kind, match["title"], start + match.start("title"), start + left, start + right)


def _duty(low: str, start: int, text: str, grammar: Grammar) -> Section | None:
    """夜班签到, 签退啦: a choice of one's own at the end of the first words."""
    head = patterns.SEPARATOR.split(text, 1)[0]
    bare = head.rstrip("啦了咯哈喽")
    title = bare[-2:]
    if title not in grammar.titles or len(head) > 8 or head == title or any(w in bare[:-2] for w in _TO_OTHERS):
        return None
    kind = grammar.kinds[grammar.titles.values[title]]
    if not _is_of_staff(kind) or not any(isinstance(f, Choice) for f in kind.fields):
        return None
    title_start = start + len(bare) - len(title)
    if bare == title:
        return Section(kind, title, start, start + len(head), start + len(text))
    return Section(kind, title, title_start, start, title_start if text == head else start + len(text))


def _glued_to_rooms(start: int, text: str, grammar: Grammar) -> Section | None:
    """305 306解除, 305张三今天解除隔离: rooms, perhaps a name, and the title of what is done with them."""
    text = work_patterns.PAPERS_DONE.sub("", text).rstrip("了啦咯")
    title = next((text[i:] for i in range(max(0, len(text) - 6), len(text) - 1) if text[i:] in grammar.titles), None)
    kind = grammar.kinds[grammar.titles.values[title]] if title else None
    if title is None or kind is None or not _is_of_staff(kind) or not any(isinstance(f, Rooms) for f in kind.fields):
        return None
    before = text[: -len(title)]
    told_of_rooms = work_patterns.ROOMS_AND_A_NAME.fullmatch(before) is not None or _only_rooms_and_names(before)
    if not told_of_rooms or any(w in before for w in (*_AHEAD, *_TO_OTHERS, "能不", "什么")):
        return None
    return Section(kind, title, start + len(before), start, start + len(before))


def _only_rooms_and_names(text: str) -> bool:
    """A301 乌兰 A302 那日苏 今日期满: between the rooms, and behind the last, no more than a name."""
    rooms = rooms_in(text, 0, len(text))
    gaps = [text[a.end : b.start] for a, b in pairwise(rooms)]
    gaps += [work_patterns.DUE.sub("", text[rooms[-1].end :])] if rooms else []
    gaps = [gap.strip(" ,，、和及") for gap in gaps]
    return bool(rooms) and not text[: rooms[0].start].strip() and all(not g or work_patterns.A_NAME.fullmatch(g) for g in gaps)


def _of_a_site(start: int, text: str, grammar: Grammar) -> Section | None:
    """慈宾点日报: a question to the bot, and before it the site it is about."""
    match = work_patterns.SITE_FIRST.match(text)
    title = text[match.end() :] if match is not None else ""
    kind = grammar.kinds[grammar.titles.values[title]] if title in grammar.titles else None
    if match is None or kind is None or not any(isinstance(f, Rest) for f in kind.fields):
        return None
    return Section(kind, title, start + match.end(), start, start + match.end(1))


def _behind_a_room(start: int, text: str, grammar: Grammar) -> Section | None:
    """607延期3天 同住人阳性: who, what is done with them, and then the rest."""
    who = work_patterns.ROOM_AND_PERHAPS_A_NAME.match(text)
    at = who.end() if who is not None else 0
    title = grammar.titles.at(text, at) if at else None
    kind = grammar.kinds[grammar.titles.values[title]] if title else None
    if title is None or kind is None or not _is_of_staff(kind) or not any(isinstance(f, Text) and f.needed for f in kind.fields):
        return None
    return Section(kind, title, start + at, start, start + len(text))


def behind_words(low: str, at: int, end: int, said: Said, grammar: Grammar) -> Section | None:
    """以下人员解除隔离：…, 停水通知：…: a title of staff, about rooms or to many, that closes the words before a colon."""
    colon = low.find(":", at, min(end, at + 18))
    if colon < 0 and low.startswith("关于", at) and end - at <= 24:
        colon = end  # 关于停水的通知, alone on its line
    title = next((low[i:colon] for i in range(at, colon - 1) if low[i:colon] in grammar.titles), None)
    kind = grammar.kinds[grammar.titles.values[title]] if title else None
    if title is None or kind is None or said.sender.role not in kind.who:
        return None
    of_rooms = kind.who == STAFF and any(isinstance(f, Room | Rooms) for f in kind.fields)
    to_many = any(isinstance(f, Audience) for f in kind.fields)
    before = low[at : colon - len(title)]
    if not (of_rooms or to_many) or any(w in before for w in (_TO_SOMEBODY if to_many else _AHEAD)):
        return None
    after = colon
    while after < len(low) and low[after] in " :\n":
        after += 1
    first = grammar.titles.at(low, at, colon)
    if to_many and first is not None and patterns.ROOM.match(low, after):
        title, kind = first, grammar.kinds[grammar.titles.values[first]]  # 转院通知：506 凌霄
    return Section(kind, title, colon - len(title), after, end) if after < len(low) else None
