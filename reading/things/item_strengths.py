"""Which strength belongs to which thing: 缬沙坦80mg, L码的拉拉裤, 原来50mg的 加到100mg."""

from collections.abc import Sequence

from reading.expressions import request_patterns
from reading.message.passage import Passage
from reading.text.numbers import number_of, plain
from reading.things.item import Item
from reading.things.item_counts import reaches
from reading.things.item_tokens import Token


def give_strength(token: Token, items: Sequence[Item], passage: Passage, following: Token | None) -> str | None:
    """To the thing before it when that has none yet; else to the thing that follows."""
    if passage.low.endswith(NOT_THIS, token.clause.start, token.start):
        return None  # 要2段奶粉 不是3段
    words = passage.clean.original(token.start, token.end).strip()
    words = _in_digits(words[1:].strip() if words[0] in "*×xX" and words[1:2].isdigit() else words)
    leads = following is not None and following.sort == "name" and following.start == token.end and following.clause is token.clause
    begins = not passage.low[token.clause.start : token.start].strip("求要买来带拿给我再请想 ")
    if items and leads and items[-1].clause is not token.clause and begins:
        return words  # 没厚衣服 90码秋衣两套, 一天十片尿不湿 求XL码拉拉裤
    described = following is not None and following.sort == "name" and passage.low[token.end : following.start] == "的"
    if items and described and token.start - items[-1].end >= 2 and items[-1].clause is token.clause:
        return words  # 尿不湿快没了L码的拉拉裤要两包
    if items and reaches(items[-1], token) and (kept := _of_the_two(items[-1], words, token, passage)) is not None:
        if kept == words:
            items[-1].sized_in = token.clause
        items[-1].strength, items[-1].line, items[-1].resized = kept, token.clause.line, True
        return None  # 上次送的是75mg 我吃150mg的
    slipped = items and items[-1].strength is not None and request_patterns.SLIP.search(passage.low, items[-1].end, token.start)
    if items and reaches(items[-1], token) and (items[-1].quantity is None or slipped):
        items[-1].line = token.clause.line
        if slipped or passage.low.endswith(_CHANGED_TO, token.clause.start, token.start):
            items[-1].strength = None  # 原来50mg的 医生说加到100mg; 80mg 不对 160mg
        items[-1].strength = words if items[-1].strength is None else f"{items[-1].strength}{_join(passage, token)}{words}"
        items[-1].sized_in = token.clause
        return None
    behind = passage.low[token.end : token.clause.end]
    nothing_else = len(behind) <= 2 or (len(behind) <= 5 and not behind.strip("的那种这规格包装就行款个样"))
    alone = nothing_else and passage.low[token.clause.start : token.start].strip(" :要是的") in ("", "规格", "剂量", "型号", "尺寸", "尺码")
    glued = bool(items) and bool(items[-1].spans) and items[-1].spans[-1][1] == token.start  # 拖鞋断了 拿双44码的
    if items and items[-1].strength is None and (items[-1].clause is token.clause or glued or (alone and reaches(items[-1], token))):
        items[-1].strength = words
        items[-1].sized_in = token.clause
        return None
    return words


def _of_the_two(item: Item, words: str, token: Token, passage: Passage) -> str | None:
    """Which of two strengths of one sort is wanted, in clauses of their own; None when nothing says that one of them was only had."""
    before = item.sized_in
    if before is None or before is token.clause or item.strength is None or not _are_alike(item.strength, words):
        return None
    if request_patterns.HAD_IN_THIS_SIZE.search(passage.low, token.clause.start, token.start) is not None:
        return item.strength
    changed = not _CHANGES.isdisjoint(passage.low[token.clause.start : token.start])
    had = changed or words == item.strength or request_patterns.HAD_IN_THIS_SIZE.search(before.text) is not None
    return words if had else None


_CHANGES = frozenset("换改加减调升降")


def _are_alike(one: str, other: str) -> bool:
    """75mg and 150mg, L码 and XL码; not 80mg and 7片."""
    first, second = (words.lower().lstrip("0123456789.") for words in (one, other))
    return first == second or (first[-1:] == second[-1:] and first[-1:] in ("码", "段", "号"))


NOT_THIS = ("不要", "不是", "不能是", "别拿", "别买", "别要", "别给", "别再买", "别再拿", "别再送", "送成", "拿成", "买成", "发成")
"""Before a strength: another one is wanted."""
_CHANGED_TO = tuple(f"{how}{to}" for how in "加减改换调升降" for to in ("到", "成", "为", "量到", "量成"))


def _join(passage: Passage, token: Token) -> str:
    return "*" if passage.low[token.start] in "*×x" else " "


def _in_digits(words: str) -> str:
    """五毫克 as 5毫克; 二段 stays as it was written."""
    spoken = "".join(c for c in words if c in "一二两三四五六七八九十百")
    number = number_of(spoken) if spoken and words.startswith(spoken) and not words.endswith("段") else None
    return f"{plain(number)}{words[len(spoken) :]}" if number is not None else words
