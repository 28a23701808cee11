"""One title: with a hash, in brackets, before a colon, or bare at the beginning of a line."""

from reading.expressions import patterns, work_patterns
from reading.fields import Audience, Choice, Items, Rest, Room, Rooms, Text
from reading.kind import LEADERS, STAFF, Kind
from reading.message.grammar import Grammar
from reading.message.labels import opens_a_form
from reading.message.section import Section
from reading.said import Said
from reading.titled.late_titles import behind_words

_GREETED = ("感谢",)


def lines_of(low: str, start: int) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    out, at = [], start
    for line in low[start:].split("\n"):
        out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def title_at(low: str, at: int, end: int, first: bool, said: Said, grammar: Grammar) -> Section | None:
    """The title that opens a line, with where what it is the title of begins. `first`: nothing stands above."""
    if low.startswith("#", at):
        return _marked(low, at, at + 1, end, grammar)
    if low.startswith(("【", "[", "「", "『"), at):
        return _bracketed(low, at, end, said, grammar) or _over_a_form(low, at, end, said, grammar)
    if (wrong := patterns.WRONG_BRACKETS.match(low, at, end)) is not None and first:
        return _in_wrong_brackets(low, at, wrong, said, grammar) or _over_a_form(low, at, end, said, grammar)
    title = grammar.titles.at(low, at, end)
    if title is None:
        return (behind_words(low, at, end, said, grammar) or _over_a_form(low, at, end, said, grammar)) if first else None
    kind = grammar.kinds[grammar.titles.values[title]]
    if not kind.fields:
        return None
    after = _after_suffix(low, at + len(title), end)
    remark, after_remark = _remark(low, after, end)
    if _is_posted(low, after_remark, kind):
        return None
    to = work_patterns.AUDIENCE.search(low, after, min(end, after + 9))
    to_many = to is not None and to.start() - after <= 3 and low.startswith(":", to.end())
    if to_many and any(isinstance(f, Audience) for f in kind.fields) and _may_say(kind, said):
        return Section(kind, title, at, after, end)  # 通知各组：…
    if low[after_remark : after_remark + 1] in (":", "：") or low.startswith(("——", "--", "—"), after_remark):
        return Section(kind, title, at, _skip(low, after_remark, end), end, remark) if _may_say(kind, said) else None
    if kind.plain == "danger" and grammar.lexicon.says("weak_dangers", title):
        return None  # 求救！！奥数: said for fun as well, so the whole of it is read as a danger
    bare = _bare(low, at, title, after_remark if remark and after_remark >= end else after, kind, end, first, said, grammar)
    return bare or (_over_a_form(low, at, end, said, grammar) if first else None)  # 特殊情形摸排处理⏎房号：1208


def _is_posted(low: str, at: int, kind: Kind) -> bool:
    """值班表：白班 张勇，夜班 …: what a question asks for, and behind a colon or in the lines below it the answer."""
    if not any(isinstance(f, Rest) for f in kind.fields):
        return False
    answer = low[at:].strip(" \n")
    return ("\n" in answer or low[at : at + 1] == ":") and len(patterns.HANZI_RUN.findall(answer)) > 1


def _marked(low: str, at: int, index: int, end: int, grammar: Grammar) -> Section | None:
    while index < end and low[index] == " ":
        index += 1
    title = grammar.titles.at(low, index, end)
    if title is None:
        return None
    remark, after = _remark(low, index + len(title), end)
    return Section(grammar.kinds[grammar.titles.values[title]], title, at, _skip(low, after, end), end, remark)


def _bracketed(low: str, at: int, end: int, said: Said, grammar: Grammar) -> Section | None:
    match = patterns.BRACKET_TITLE.match(low, at, end)
    if match is None:
        return None
    inside = match.group(1)
    if grammar.lexicon.says("forwarded", inside):
        return None
    title = next((inside[i:] for i in range(len(inside)) if inside[i:] in grammar.titles), None) or grammar.titles.at(inside, 0)
    if title is None:
        return None
    kind = grammar.kinds[grammar.titles.values[title]]
    if kind.plain == "danger" and grammar.lexicon.says("forwarded", low[match.end() : min(end, match.end() + _HEADLINE)]):
        return None  # 【紧急】网传明天停运是假的: the headline of a rumour
    first = grammar.titles.at(inside, 0)
    if first is not None and any(isinstance(f, Audience) for f in kind.fields) and _lists_rooms(low, match.end()):
        title, kind = first, grammar.kinds[grammar.titles.values[first]]  # 【解除通知】 and then the rooms
    return Section(kind, title, at, match.end(), end) if _may_say(kind, said) else None


_HEADLINE = 12
"""Characters."""


def _in_wrong_brackets(low: str, at: int, found: patterns.Match[str], said: Said, grammar: Grammar) -> Section | None:
    """《报修》612 灯不亮."""
    inside = found.group(1) or found.group(2)
    title = grammar.titles.at(inside, 0)
    if title is None or (inside != title and not inside[len(title) :].endswith(_SUFFIXES)):
        return None
    kind = grammar.kinds[grammar.titles.values[title]]
    spoken_of = low.startswith("《", at) and low[found.end() : found.end() + 1] not in ("", "\n")  # 《值班表》在哪
    if spoken_of or kind.plain == "update" or not kind.fields or not _may_say(kind, said):
        return None  # (取消)今晚的培训
    return Section(kind, title, at, found.end(), found.end())


def _over_a_form(low: str, at: int, end: int, said: Said, grammar: Grammar) -> Section | None:
    """《隔离人员特殊情形摸排处理表》⏎房间：618: a title somewhere in the line above a line that begins with one of its labels."""
    dated = patterns.DAY_IN_FRONT.match(low, at, end)
    at = dated.end() if dated is not None else at  # 8月9日体温上报
    title = grammar.titles.first(low, at, min(end, at + _LONGEST_HEADING))
    kind = grammar.kinds[grammar.titles.values[title.word]] if title is not None else None
    if title is None or kind is None or not _may_say(kind, said):
        return None
    heading = work_patterns.ENDS_A_HEADING.match(low, title.end, end)
    if heading is None or patterns.HAS_DIGIT.search(low, at, heading.end()) is not None:
        return None
    if any(w in low[at : heading.end()] for w in ("我", "你")):
        return None  # 我家孩子的用药: whose it is
    labels = grammar.labels(kind)
    below = heading.end() + len(low[heading.end() :]) - len(low[heading.end() :].lstrip(" :\n"))
    return Section(kind, title.word, title.start, heading.end(), end) if opens_a_form(low, below, labels) else None


_LONGEST_HEADING = 24


def _lists_rooms(low: str, at: int) -> bool:
    return any(patterns.ROOM.match(low, start, end) for start, end in lines_of(low, at))


_SUFFIXES = (
    "汇总", "登记", "统计", "清单", "上报", "报备", "反馈", "汇报", "申请", "记录", "如下", "名单", "情况", "人员",
    "见下", "摸排", "排查", "收集", "的是", "的有", "的房间", "的住户", "的人员", "单", "表", "啦", "了", "咯",
)  # fmt: skip


def _after_suffix(low: str, at: int, end: int) -> int:
    """代购汇总：, 用药登记：, 体温上报表：: words that only say that it is a list."""
    for word in _SUFFIXES if low.startswith(_SUFFIXES, at) else ():
        if low.startswith(word, at) and low[at + len(word) : at + len(word) + 1] in (":", "：", "-", "—", "\n", " "):
            return at + len(word)
    return at


def _bare(low: str, at: int, title: str, after: int, kind: Kind, end: int, first: bool, said: Said, grammar: Grammar) -> Section | None:
    """A title and nothing else on the line, or one that opens the message and is followed by a blank."""
    alone = not low[after:end].strip(" !！~。.")
    followed = low[after : after + 1] in (" ", ",", "、", "~", "！", "!", "。") or low.startswith("@", after)
    followed = followed or _has_its_argument(low[after:end], kind, grammar) or _is_handed_to(low[after:end], kind)
    followed = followed or (kind.who == STAFF and patterns.ROOM.match(low, after, end) is not None and _is_of_rooms(kind))  # 入住601：…
    if not ((alone and (first or len(title) > 1)) or (first and followed)) or not _may_say(kind, said):
        return None
    rest = low[after:end]
    if kind.plain == "danger" and said.sender.role in LEADERS and work_patterns.AUDIENCE.search(rest) is not None:
        return None  # 紧急！各点立即上报
    if title in _GREETED or (not alone and _is_talk(rest, kind, grammar)):
        return None
    return Section(kind, title, at, after, end)


def _is_of_rooms(kind: Kind) -> bool:
    return any(isinstance(f, Room | Rooms) for f in kind.fields)


def _has_its_argument(rest: str, kind: Kind, grammar: Grammar) -> bool:
    """查305, 未报3楼, 导出体温: a question to the bot with what it is about glued to it."""
    chooses = any(isinstance(f, Choice) for f in kind.fields) and not any(isinstance(f, Room | Rooms) for f in kind.fields)
    return kind.plain is None and chooses and (rest in grammar.titles or work_patterns.ROOM_OR_FLOOR.fullmatch(rest) is not None)


def _is_handed_to(rest: str, kind: Kind) -> bool:
    """交班给小牟：…: whom it is for, and then what."""
    chooses = kind.plain is None and any(isinstance(f, Choice) for f in kind.fields)
    told = any(c in rest[:8] for c in ":,") or (len(rest) <= 5 and not rest.endswith(("吗", "没", "了")))
    return chooses and rest.startswith("给") and told


def _is_talk(rest: str, kind: Kind, grammar: Grammar) -> bool:
    """体温 多少算高: a question that happens to begin with a title."""
    lexicon = grammar.lexicon
    takes_notes = any(isinstance(f, Text) and not f.needed for f in kind.fields)
    if kind.plain is None and (takes_notes or not any(isinstance(f, Choice | Items) for f in kind.fields)):
        return rest.rstrip().endswith(("?", "吗", "么")) and not rest.rstrip().endswith(_NOTHING_ELSE)  # 交班 夜班 其他没什么
    asks = lexicon.words("questions_hard").first(rest)
    if asks is not None and kind.plain is None and rest.rstrip().endswith(_LOOKED_UP):
        return False
    if rest.rstrip().endswith(("?", "吗", "么", "呢")) or (asks is not None and patterns.ROOM.search(rest, 0, asks.start) is None):
        return True
    chooses = next((f for f in kind.fields if isinstance(f, Choice) and kind.plain == "task"), None)
    return chooses is not None and lexicon.words("not_done").first(rest) is not None


_NOTHING_ELSE = ("没什么", "没有什么", "没得什么", "莫得什么", "冇什么")
_LOOKED_UP = ("配比", "比例", "价格", "收费标准", "库存")
"""资料 消毒液配比: what the question is about, and not how it is asked."""


def _may_say(kind: Kind, said: Said) -> bool:
    """Without a hash sign, the titles of staff are only words in a resident's mouth; a command is one in every mouth, and refused."""
    return kind.command or said.sender.role in kind.who


def _remark(low: str, at: int, end: int) -> tuple[str, int]:
    match = patterns.TITLE_REMARK.match(low, at, end)
    return (match.group(1), match.end() - (1 if match.group(0).rstrip().endswith((":", "：")) else 0)) if match else ("", at)


def _skip(low: str, at: int, end: int) -> int:
    while at < end and low[at] in " :：,，!！-—、。.":
        at += 1
    return at
