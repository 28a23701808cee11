"""Thanks in plain words: a message that opens with them, names somebody, tells what for, and asks for nothing."""

from reading.expressions import patterns, talk_patterns
from reading.fields import Text, Thanked
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.people.thanked import thanked_in
from reading.values.degrees import degrees_in

_OPENINGS = ("感谢", "谢谢", "多谢", "点赞", "致敬", "表扬", "感恩", "夸一下", "夸夸", "给", "为")
_SHORTEST = 12
"""Characters; what is shorter is courtesy."""
_SHORTEST_CLAPPING = 9


def is_polite(passage: Passage) -> bool:
    """谢谢大家 牙龈肿得老高: a first word of thanks for everybody may only open what is wanted; 谢谢刘护士 … is the matter itself."""
    first = passage.clauses[0].text
    if len(passage.clauses) == 1 or len(first) <= len("感谢"):
        return False
    return talk_patterns.COURTESY.fullmatch(first) is not None or talk_patterns.ASIDE.fullmatch(first) is not None


def is_thankful(passage: Passage) -> bool:
    """Whether it opens with a word of thanks."""
    return patterns.HEARTILY.sub("", passage.clauses[0].text).startswith(_OPENINGS)


def thanks_in(passage: Passage, grammar: Grammar, kind: Kind) -> list[Draft]:
    """The thanks, when the whole message is one."""
    first, lexicon = passage.clauses[0], grammar.lexicon
    said = patterns.HEARTILY.sub("", first.text)
    clapping = patterns.CLAPPING.search(said) is not None
    opening = next((w for w in _OPENINGS if said.startswith(w)), None)
    if (
        opening is None
        or (opening in ("给", "为") and not clapping)
        or said.startswith(("给我点", "给我鼓", "为我点"))
        or first.asked
        or (patterns.TO_ALL.match(first.text) is not None and patterns.FAREWELL.search(passage.text) is not None)
        or sum(c.end - c.start for c in passage.clauses) < (_SHORTEST if not clapping else _SHORTEST_CLAPPING)
    ):
        return []
    asking = any(
        (patterns.ASKING.search(text) and lexicon.says("wants", text)) or lexicon.says("pleas", text.replace("帮", "") if own else text)
        for own, text in ((c is first, patterns.WAS_DONE.sub("", c.text)) for c in passage.clauses)
    )  # in the first clause 帮 is what the thanks are for: 感谢志愿者帮我妈搬东西
    found = thanked_in(passage, lexicon)
    if asking or (found is None and not clapping) or (found is not None and found[0] - first.start > 12 and found[1] != first.end):
        return []
    if (found is not None and _only_took_note(passage, found[1])) or _reports(passage, grammar):
        return []
    draft = Draft(kind, passage.start)
    begins = first.start + first.text.index(opening)
    draft.mark(begins, begins + len(opening), opening)
    for field in kind.fields:
        if isinstance(field, Text):
            draft.put(field.name, passage.clean.original(passage.start, passage.end).strip(), first.start, passage.clauses[-1].end, opening)
        elif isinstance(field, Thanked) and found is not None:
            draft.put(field.name, passage.clean.original(*found), *found, field.label)
    passage.take(passage.clauses)
    return [draft]


def _reports(passage: Passage, grammar: Grammar) -> bool:
    """谢谢大家 419 36.4 421 36.5: behind the courtesy a clause says little but a temperature; 昨晚我烧到39度 is what the thanks are for."""
    degrees = degrees_in(passage.low, passage.clauses[0].end, passage.end, grammar.lexicon, False)
    clauses = (passage.clause_at(d.start) for d in degrees if d.value is not None)
    return any(c.end - c.start <= _REPORT and not any(w in c.text for w in "烧昨那顶") for c in clauses)


_REPORT = 12
"""Characters."""


def _only_took_note(passage: Passage, after: int) -> bool:
    """谢谢韩护士 药盒上写的我看懂了: courtesy to whoever explained it."""
    first, *behind = passage.clauses
    if first.end - after > 2 or not behind:
        return False
    if after == first.end and len(behind) == 1 and talk_patterns.TOOK_NOTE.search(behind[0].text):
        return True
    fits = all(talk_patterns.FITS.fullmatch(c.text) for c in behind[1:])
    return fits and talk_patterns.HAS_COME.fullmatch(behind[0].text) is not None  # 谢谢阿木兄弟 尿不湿到了 码子刚好
