"""What a resident says beside a ticket that is a matter of its own, and no note to it."""

from collections.abc import Sequence

from reading.expressions import patterns
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.text.words import Hit
from reading.values.categories import is_said
from reading.values.degrees import degrees_in


def is_besides(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """W3取消 马桶堵了, Y12没收到 我36.5: a matter of the resident's own, and no note. Y17取消 牙不疼了 tells why."""
    low, lexicon, place = passage.low, grammar.lexicon, (clause.start, clause.end)
    if clause.opens_another or clause.text.startswith(_ONE_MORE) or degrees_in(low, *place, lexicon, False):
        return True
    if lexicon.says("mistakes", clause.text) and degrees_in(low, clause.start, passage.end, lexicon, False):
        return True
    things = passage.hits_at("items", lexicon.items, clause)
    if things and (
        any(lexicon.says(name, clause.text) for name in ("wants", "ran_out", "lacking")) or _is_counted_first(things, clause, low)
    ):
        return True
    if lexicon.says("recovered", clause.text):
        return False
    return any(is_said(hit, clause, passage, grammar) for k in grammar.plain("words") for hit, _ in passage.cues(grammar.cues(k), *place))


def _is_counted_first(things: Sequence[Hit], clause: Clause, low: str) -> bool:
    """蒙脱石散2盒, 洗衣液要一瓶; but 自己找到半管药膏."""
    return any(h.start == clause.start for h in things) and patterns.QUANTITY.search(low, clause.start, clause.end) is not None


_ONE_MORE = ("再要", "再来", "再给", "再帮")
