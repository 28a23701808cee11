"""What the writer wants for themselves in a message that also tells of kin."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention
from reading.things.item import Item
from reading.values.categories import choice_of


def own_wish(items: Sequence[Item], passage: Passage, mentions: Sequence[Mention], grammar: Grammar) -> Sequence[Mention] | None:
    """我妈腿疼想请医生看看 另外我要两把指甲刀: what the writer wants, and another matter of kin. 孩子尿床 我要尿不湿 is one."""
    clause, low = items[0].clause, passage.low
    me = next((m for m in mentions if m.me and clause.start <= m.start and m.end <= items[0].start), None)
    match = request_patterns.I_WANT.match(low, me.end, clause.end) if me is not None else None
    if match is None or any(i.sort == "medicine" and not match.group("self") for i in items):
        return None
    sure = match.group("self") is not None
    return [m for m in mentions if not m.kin or _is_in(m, clause) or not (sure or _is_apart(m, clause, passage, grammar))]


def _is_in(mention: Mention, clause: Clause) -> bool:
    return clause.start <= mention.start < clause.end


def _is_apart(mention: Mention, clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """A sentence ends between the two, 另外 begins the second, or something is asked for about the kin."""
    theirs = passage.clause_at(mention.start)
    first, last = min(theirs.start, clause.start), max(theirs.start, clause.start)
    between = passage.between(first, last + 1)
    asks = any(request_patterns.VISIT.search(c.text) or patterns.PLEA.search(c.text) for c in between if c is not clause)
    asks = asks or _is_of_mood_or_meals(theirs, passage, grammar)
    return asks or any(c.hard for c in between[:-1]) or any(c.opens_another or c.text.startswith("再") for c in between[1:])


def _is_of_mood_or_meals(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """爱人心情很差: a matter that no thing is bought for."""
    for kind in grammar.plain("words"):
        choice = choice_of(kind)
        told = passage.cues(grammar.options(kind, choice.name), clause.start, clause.end) if choice is not None else ()
        if any(value in ("emotional", "dietary") for _, value in told):
            return True
    return False
