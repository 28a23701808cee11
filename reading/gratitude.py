"""Thanks in plain words: a message that opens with them, names somebody, tells what for, and asks for nothing."""

from reading import patterns
from reading.audience import thanked_in
from reading.draft import Draft
from reading.fields import Text, Thanked
from reading.grammar import Grammar
from reading.kind import Kind
from reading.passage import Passage

_OPENINGS = ("感谢", "谢谢", "多谢", "点赞", "致敬", "表扬", "感恩", "夸一下", "夸夸", "给")
_SHORTEST = 12
"""Characters; what is shorter is courtesy."""


def thanks_in(passage: Passage, grammar: Grammar, kind: Kind) -> list[Draft]:
    """The thanks, when the whole message is one."""
    first, lexicon = passage.clauses[0], grammar.lexicon
    opening = next((w for w in _OPENINGS if first.text.startswith(w)), None)
    if (
        opening is None
        or (opening == "给" and not any(w in first.text for w in ("点赞", "点个赞", "点一个赞", "竖个大拇指", "鼓掌", "鼓个掌", "比心")))
        or first.asked
        or sum(c.end - c.start for c in passage.clauses) < _SHORTEST
    ):
        return []
    asking = any(
        (patterns.ASKING.search(text) and lexicon.says("wants", text)) or lexicon.says("pleas", text)
        for text in (patterns.WAS_DONE.sub("", c.text) for c in passage.clauses)
    )
    found = thanked_in(passage, lexicon)
    if asking or found is None or found[0] - first.start > 12:
        return []
    draft = Draft(kind, passage.start)
    draft.mark(first.start, first.start + len(opening), opening)
    for field in kind.fields:
        if isinstance(field, Text):
            draft.put(field.name, passage.clean.original(passage.start, passage.end).strip(), first.start, passage.clauses[-1].end, opening)
        elif isinstance(field, Thanked):
            draft.put(field.name, passage.clean.original(*found), *found, field.label)
    passage.take(passage.clauses)
    return [draft]
