"""A matter told in plain words as a draft: where, whose, of which sort, and what was said."""

from collections.abc import Sequence

from reading.fields import Area, Text
from reading.kind import Kind
from reading.matters.whose import is_about_another
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention, mentioned
from reading.places.areas import area_in
from reading.things.called import name_of_kin
from reading.values.categories import category_of, choice_of


def place_in(kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> tuple[int, int] | None:
    """The place that is no room, when the kind has one: 三楼走廊."""
    if not any(isinstance(f, Area) for f in kind.fields):
        return None
    for clause in clauses:
        found = area_in(passage.low, clause.start, clause.end, grammar.lexicon)
        if found is not None and (passage.staff or not _is_of_a_room(passage.low[found[0] : found[1]], grammar)):
            return found
    return None


def _is_of_a_room(place: str, grammar: Grammar) -> bool:
    """卫生间, 卫生间扶手, 卫生间和阳台: each part of it is in every guest room; 走廊扶手 is in none."""
    for hit in grammar.lexicon.words("own_places").find(place):
        place = place.replace(hit.word, "", 1)
    return all(c in "的和及、与跟" for c in place)


def draft_of(kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar, cue: str) -> Draft:
    """A record of that kind out of these clauses: where, who, of which sort, and what was said."""
    draft = Draft(kind, clauses[0].start)
    at = next((passage.low.find(cue, c.start, c.end) for c in clauses if cue in c.text), clauses[0].start)
    draft.mark(at, at + len(cue), cue)
    mentions = mentioned(passage, grammar.lexicon)
    placed = [m for m in mentions if m.room and not _annoys(m, passage, grammar)]
    area = place_in(kind, clauses, passage, grammar)
    choice, category = choice_of(kind), category_of(kind, clauses, passage, grammar)
    another = is_about_another(kind, clauses, passage, mentions, category, grammar)
    if placed:
        theirs = [m for m in placed if passage.low.endswith(_LIVES, passage.start, m.start) is not another] or placed
        here = next((m for m in reversed(theirs) if m.start <= clauses[-1].end), theirs[0])
        draft.put("room", here.room, here.start, here.end, "房间")
        if here.name and kind.need("name") and (not another or _is_the_named(here, mentions, passage)):
            draft.put("name", here.name, here.name_start, here.name_end, "姓名")
    elif area is not None:
        draft.put("area", passage.clean.original(*area), *area, "区域")
    if another and "name" not in draft.fields and kind.need("name") and (named := _kin_by_name(clauses, passage, mentions, grammar)):
        draft.put("name", passage.clean.original(*named), *named, "姓名")
    if choice is not None and category is not None:
        draft.put(choice.name, category)
    text = next((f for f in kind.fields if isinstance(f, Text)), None)
    if text is not None:
        draft.put(text.name, passage.original(clauses), clauses[0].start, clauses[-1].end, cue)
    draft.for_another = another
    return draft


def _kin_by_name(clauses: Sequence[Clause], passage: Passage, mentions: Sequence[Mention], grammar: Grammar) -> tuple[int, int] | None:
    """我妈李秀英腿疼 想请医生看看: the only one of kin who is spoken of, by name."""
    kin = [
        m for m in mentions if m.kin and clauses[0].start <= m.start < clauses[-1].end and passage.low[m.start : m.end] not in ("他", "她")
    ]
    named = name_of_kin(kin[0], passage, grammar) if kin else None
    return named if len(kin) == 1 else None


_LIVES = ("我在", "我住", "我住在", "我是", "我们在", "我们住", "本人在", "我这边", "我这里", "我房间", "我这边是", "我这里是")
"""能不能跟我堂客住一间 我在426 她一个人在431: before the writer's own room, when that of kin is told as well."""


def _is_the_named(named: Mention, mentions: Sequence[Mention], passage: Passage) -> bool:
    """403的李梓萱对花生过敏 … 她那份请单独做: who is spoken of behind the name is the one named."""
    kin = [m for m in mentions if m.kin]
    return all(m.start > named.end and passage.low[m.start : m.end] in ("他", "她") for m in kin)


def _annoys(mention: Mention, passage: Passage, grammar: Grammar) -> bool:
    """隔壁503一天到晚放音乐 吵死了: the room of those who are complained of is not the writer's."""
    next_door = passage.low.endswith(_NEXT_DOOR, passage.start, mention.start)
    return next_door and not passage.staff and grammar.lexicon.says("nuisance", passage.text)


_NEXT_DOOR = ("隔壁", "隔壁的", "楼上", "楼上的", "楼下", "楼下的", "对门", "对面", "旁边", "隔壁房间", "楼上房间", "对面房间", "旁边房间")
