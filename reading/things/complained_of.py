"""Things that are named because they are broken or must change, and dishes beside a need of diet: not asked for."""

from reading.fields import Choice
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.things.item import Item


def is_complained_of(passage: Passage, item: Item, grammar: Grammar) -> bool:
    """灯泡不亮了, 早餐换成米糊: the thing is broken or must change; it is not asked for."""
    clause = item.clause
    if passage.once(("complained of", clause.start), lambda: _complains(passage, clause, grammar)):
        return True
    return is_a_dish(item, grammar) and of_a_diet(passage, grammar)


def _complains(passage: Passage, clause: Clause, grammar: Grammar) -> bool:
    """Whether the clause says what is broken, or what must change."""
    for kind in grammar.plain("words"):
        choice = next((f for f in kind.fields if isinstance(f, Choice)), None)
        if choice is None and passage.cues(grammar.cues(kind), clause.start, clause.end):
            return True
        options = passage.cues(grammar.options(kind, choice.name), clause.start, clause.end) if choice is not None else ()
        if any(value in ("dietary", "other") for _, value in options):
            return True
    return False


def of_a_diet(passage: Passage, grammar: Grammar) -> bool:
    """Whether there is a need of diet anywhere in the message."""
    return passage.once(("diet",), lambda: _tells_a_diet(passage, grammar))


def _tells_a_diet(passage: Passage, grammar: Grammar) -> bool:
    return any(
        value == "dietary"
        for k in grammar.plain("words")
        for f in k.fields
        if isinstance(f, Choice)
        for _, value in passage.cues(grammar.options(k, f.name), passage.start, passage.end)
    )


def is_a_dish(item: Item, grammar: Grammar) -> bool:
    """Whether the thing is a dish: with a need of diet in the message it is no errand."""
    at = item.clause.start  # 便當 as 便当: as it is read, not as it was written
    return item.sort != "medicine" and grammar.lexicon.words("food").first(item.clause.text, item.start - at, item.end - at) is not None
