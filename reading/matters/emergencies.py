"""Danger words as a record: what happens, where, to whom."""

from collections.abc import Sequence

from reading.danger.dangers import Danger, happens_elsewhere
from reading.expressions import danger_patterns, request_patterns, talk_patterns
from reading.kind import Kind
from reading.matters.whose import could_be, is_of_the_writer
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention, mentions_in
from reading.people.names import name_at
from reading.places.rooms import rooms_in


def emergency(kind: Kind, dangers: Sequence[Danger], passage: Passage, grammar: Grammar) -> Draft:
    """One record for all the dangers of a message; its description is everything but the room."""
    draft = Draft(kind, dangers[0].clause.start)
    for danger in dangers:
        draft.mark(danger.hit.start, danger.hit.end, danger.hit.word)
    rooms = passage.rooms
    mentions = mentions_in(passage, rooms, grammar.lexicon)
    placed = next((m for m in mentions if m.room), None)
    if placed is not None:
        draft.put("room", placed.room, placed.start, placed.end, "房间")
        if placed.name:
            draft.put("name", placed.name, placed.name_start, placed.name_end, "姓名")
    if "name" not in draft.fields and (named := _named(dangers, passage, grammar)) is not None:
        draft.put("name", passage.clean.original(*named), *named, "姓名")
    far = any(grammar.lexicon.says("far_away", c.text) for c in passage.around(dangers[0].clause, 3, 0))
    draft.elsewhere = placed is None and (far or (happens_elsewhere(passage, grammar.lexicon) and not _is_in_it(passage)))
    draft.for_another = (
        (any(m.kin and could_be(m, passage) for m in mentions) and not _is_of_the_writer(dangers, passage, mentions))
        or (placed is not None and "name" not in draft.fields and placed.room != passage.said.sender.room)
        or any(_begins_with_another(c, grammar) for c in passage.clauses if c.start <= dangers[0].clause.start)
    )
    draft.put("description", passage.original(_telling(passage)), dangers[0].clause.start, dangers[-1].clause.end, dangers[0].hit.word)
    spoken = [c for c in passage.clauses if request_patterns.BARE_DEGREES.fullmatch(c.text) is None]  # a temperature is a report as well
    passage.take(c for c in spoken if not _asks_for_more(c, grammar))
    return draft


def _begins_with_another(clause: Clause, grammar: Grammar) -> bool:
    """唉 那个小伙子喝了半瓶; but 那个 alone and 有人在吗 speak of nobody."""
    word = grammar.lexicon.words("somebody").at(clause.text, 0)
    return word is not None and len(clause.text) > len(word) and not clause.text.startswith(("有人在", "有人吗", "有人没"))


def _named(dangers: Sequence[Danger], passage: Passage, grammar: Grammar) -> tuple[int, int] | None:
    """快来人 刘子轩抽过去了: whose name opens the clause of a danger."""
    for danger in dangers:
        start = danger.clause.start
        end = name_at(passage.low, start, danger.clause.end, grammar.lexicon)
        if end is not None and end - start > 2 and not passage.low.startswith(_CALLED, end) and -1 <= danger.hit.start - end <= _NEAR:
            return start, end
    return None


_CALLED = ("是", "有", "快", "来", "救", "你", "赶")
"""黄医生快来: who is to come is not the one it happens to."""
_NEAR = 6
"""Characters: 陈国栋从楼梯上摔下去了."""


def _is_in_it(passage: Passage) -> bool:
    """被困电梯了 我快喘不过来: in another place, but the writer is there."""
    return danger_patterns.OWN_PLIGHT.search(passage.low, passage.start, passage.end) is not None


def _is_of_the_writer(dangers: Sequence[Danger], passage: Passage, mentions: Sequence[Mention]) -> bool:
    """我妈走了 我也不想活了: the danger is the writer's own, whoever else is spoken of; so is 活着没意思 when nobody stands before it."""
    own = is_of_the_writer([d.hit for d in dangers], passage, mentions)
    if own is None:
        return talk_patterns.OWN_LIFE.search(passage.low, passage.start, passage.end) is not None
    return own or any(_begins_with_me(d.clause, mentions) for d in dangers)


def _begins_with_me(clause: Clause, mentions: Sequence[Mention]) -> bool:
    others = any(c in clause.text for c in "他她佢") or any(m.kin and clause.start <= m.start < clause.end for m in mentions)
    return clause.text.startswith(("我", "俺")) and not others


def _telling(passage: Passage) -> list[Clause]:
    """The clauses that say what happens: not the bare room."""
    said = [c for c in passage.clauses if not (c.end - c.start <= 7 and rooms_in(passage.low, c.start, c.end) and not _has_words(c))]
    return said or list(passage.clauses)


def _has_words(clause: Clause) -> bool:
    return sum("\u4e00" <= c <= "\u9fff" for c in clause.text) > 2


def _asks_for_more(clause: Clause, grammar: Grammar) -> bool:
    """A clause that names a thing is read on its own."""
    return grammar.lexicon.items.first(clause.text) is not None
