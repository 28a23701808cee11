"""A title in every line, and above them whose matters these are: 512 王建国⏎体温 36.4⏎用药 布洛芬2盒⏎报修 花洒断了."""

from collections.abc import Sequence
from dataclasses import replace

from reading.expressions import patterns, talk_patterns
from reading.fields import Name, Room
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention, mentioned
from reading.people.names import name_at, whole_name
from reading.titled.title_words import lines_of

_MATTERS = ("temperature", "items", "words")
_ABOVE, _SHORT = 2, 16
"""Lines that may stand above the first title, and how long they are at most."""
_BEHIND_A_TITLE = tuple(" :,、~!。—-】")


def each_line_has_a_title(low: str, start: int, grammar: Grammar) -> bool:
    """Whether every line opens with the title of some matter, and not all with those of one; a greeting above, thanks below."""
    if "\n" not in low[start:]:
        return False
    lines = [line for a, b in lines_of(low, start) if (line := low[a:b].strip(" \t·•*-—#【"))]
    kinds = [_kind_of(line, grammar) for line in lines]
    first = next((i for i, kind in enumerate(kinds) if kind), len(kinds))
    if first == len(kinds) or first > _ABOVE or any(len(line) > _SHORT for line in lines[:first]):
        return False
    last = len(lines) - (kinds[-1] is None and _is_courtesy(lines[-1]))
    return all(kinds[first:last]) and len(set(kinds[first:last])) > 1


def _kind_of(line: str, grammar: Grammar) -> str | None:
    """The kind whose title opens the line with something behind it."""
    title = grammar.titles.at(line, 0)
    kind = grammar.kinds[grammar.titles.values[title]] if title else None
    if title is None or kind is None or kind.plain not in _MATTERS or not line.startswith(_BEHIND_A_TITLE, len(title)):
        return None
    return kind.name


def _is_courtesy(line: str) -> bool:
    return talk_patterns.COURTESY.match(line) is not None or talk_patterns.SAYS_NOTHING.fullmatch(line) is not None


def give_to_all(drafts: Sequence[Draft], above: Passage, grammar: Grammar) -> None:
    """The room and name that stand above the titles are those of whatever has no room of its own."""
    who = _who_stands_there(above, grammar) if drafts and above.clauses else None
    if who is None:
        return
    for draft in drafts:
        lives = any(isinstance(f, Room) and f.bound for f in draft.kind.fields)
        if not lives or draft.elsewhere or "area" in draft.fields or draft.fields.setdefault("room", who.room) != who.room:
            continue
        if who.name and not draft.for_another and any(isinstance(f, Name) and f.name == "name" for f in draft.kind.fields):
            draft.fields.setdefault("name", above.clean.original(who.name_start, who.name_end))


def _who_stands_there(passage: Passage, grammar: Grammar) -> Mention | None:
    """512 王建国 in a line of its own, with nothing else said but a greeting."""
    if passage.end - passage.start > _SHORT * _ABOVE:
        return None
    placed = [m for m in mentioned(passage, grammar.lexicon) if m.room and not m.kin]
    if len(placed) != 1:
        return None
    who, low = placed[0], passage.low
    for clause in passage.clauses:
        if clause.start < who.end and who.start < clause.end:
            said = low[clause.start : who.start] + low[who.end : clause.end]
        elif who.name is None and (named := _name_behind_a_label(clause, passage, grammar)) is not None:
            who = replace(who, name=low[slice(*named)], name_start=named[0], name_end=named[1])
            continue
        else:
            said = clause.text
        if patterns.LABELS_WHO.sub("", said).strip(patterns.EDGES) and talk_patterns.SAYS_NOTHING.fullmatch(said) is None:
            return None
    return who


def _name_behind_a_label(clause: Clause, passage: Passage, grammar: Grammar) -> tuple[int, int] | None:
    """姓名 王建国, or 王建国 in a line of its own."""
    label = patterns.LABELS_WHO.match(passage.low, clause.start, clause.end)
    if label is not None:
        return whole_name(passage, label.end(), clause.end, grammar.lexicon)
    return (clause.start, clause.end) if name_at(passage.low, clause.start, clause.end, grammar.lexicon) == clause.end else None
