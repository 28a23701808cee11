"""A second count behind a thing that has one: what was said by a slip, used up, or tells what one holds, gives way to it."""

from reading.expressions import count_patterns, patterns, request_patterns
from reading.expressions.patterns import Match
from reading.message.passage import Passage
from reading.things.item import Item
from reading.things.item_tokens import Token

SMALL = frozenset("片粒颗丸抽张只枚贴")
"""What is counted in pieces."""


def was_used_up(last: Item, token: Token, passage: Passage) -> bool:
    """上回带的两盒阿卡波糖吃得差不多了 再要三盒: so many were had, and others are wanted in the next clause."""
    if not last.counted or token.clause is last.clause or passage.clause_at(last.spans[0][0]) is not last.clause:
        return False
    start = last.spans[0][0]
    had = start < last.start and request_patterns.GONE.search(passage.low, last.end, last.clause.end) is not None
    taken = last.unit in SMALL and passage.low[start - 1 : start] in tuple("贴吃打喷含涂抹")  # 贴两片退热贴 送两盒
    return (had or taken) and patterns.ASKING.search(token.clause.text) is not None and token.clause.line == last.clause.line


def was_a_slip(last: Item, token: Token, passage: Passage) -> bool:
    """缬沙坦要2盒 哦不对 3盒; 平时买2盒 这次要3盒."""
    if last.spans and token.clause is not last.clause and token.clause.text.startswith(("这次", "这回", "这趟")):
        return True
    return bool(last.spans) and request_patterns.SLIP.search(passage.low, last.spans[-1][1], token.start + 1) is not None


def told_what_one_holds(last: Item, token: Token, passage: Passage) -> bool:
    """氨氯地平 一盒7片 要2盒: the one only tells how many are in it."""
    match = token.value
    assert isinstance(match, Match)
    if last.quantity != 1 or not last.spans or last.unit != match.groupdict().get("unit") or match.re is patterns.QUANTITY_ONE:
        return False
    return count_patterns.ONE_HOLDS.fullmatch(passage.low, last.spans[-1][1], token.start) is not None


def competes(last: Item, token: Token, passage: Passage) -> bool:
    """连花清瘟2盒 3盒: a second count of the same thing in the same unit, and nothing said between them."""
    match = token.value
    assert isinstance(match, Match)
    unit = match.groupdict().get("unit")
    if not last.counted or not last.spans or unit is None or unit != last.unit or token.clause.line != last.clause.line:
        return False
    start, end = last.spans[-1]
    if passage.low[token.end : token.clause.end].strip("的吧吗呢 "):
        return False  # 卷纸2提 一提10卷, 两瓶 一瓶我的一瓶孩子的
    return start >= last.end and not passage.low[end : token.start].strip(" ,，") and passage.low[start:end] != match.group(0).strip()
