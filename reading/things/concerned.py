"""For whom a request is: the room it names, a name, kin without a name, or the writer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reading.expressions import request_patterns, work_patterns
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import SPOKEN_TO, Mention
from reading.people.names import name_at
from reading.things.called import name_of_the_concerned
from reading.things.claimants import Claim, claims_in
from reading.things.item import Item
from reading.things.own_wish import own_wish
from reading.values.simple_values import quantity_in


@dataclass(slots=True)
class Group:
    """What is asked for one person."""

    mention: Mention | None
    items: list[Item]
    start: int
    end: int
    claim: Claim | None = None
    """Whose it is, where several claim things of their own."""


def by_person(passage: Passage, mentions: Sequence[Mention], items: Sequence[Item], grammar: Grammar) -> list[Group]:
    """With several rooms each begins a group; with one it says whose all is, if not several claim things of their own."""
    rooms = [m for m in mentions if m.room]
    if (own := _own_and_other(passage, mentions, rooms, items)) is not None:
        return own
    if len({m.room for m in rooms}) < 2 and len({m.name for m in rooms if m.name}) < 2:
        if claimed := _claimed(passage, mentions, rooms, items, grammar):
            return claimed
        return [Group(rooms[0] if rooms else None, list(items), passage.start, passage.end)]
    groups = [Group(m, [], m.start, rooms[i + 1].start if i + 1 < len(rooms) else passage.end) for i, m in enumerate(rooms)]
    for item in items:
        group = next((g for g in reversed(groups) if g.start <= item.start), groups[0])
        group.items.append(item)
    shared: list[Group] = []
    for group, following in reversed(list(pairwise(groups))):
        if not group.items and (_shares(group, following, passage) or (following in shared and _stands_before(group, following, passage))):
            group.items += following.items
            shared.append(group)
    for group, following in pairwise(groups):
        if group.items and not following.items and (more := _the_same_again(group.items[-1], following, passage)) is not None:
            following.items.append(more)
    return [g for g in groups if g.items]


def _claimed(
    passage: Passage, mentions: Sequence[Mention], rooms: Sequence[Mention], items: Sequence[Item], grammar: Grammar
) -> list[Group]:
    """Each claim with its things; the one room is everybody's, the name beside it is one person's."""
    claims = claims_in(passage, mentions, items, grammar)
    ends, out = [*(c.start for c in claims[1:]), passage.end], []
    for claim in claims[:1]:
        claim.start = passage.start
    for claim, end in zip(claims, ends, strict=False):
        start, room = claim.start, rooms[0] if rooms else None
        if room is not None and not start <= room.start < end:
            theirs = any(not c.mine and c.start <= room.start < e for c, e in zip(claims, ends, strict=False))
            elsewhere = passage.low.endswith(("住", "在"), passage.start, room.start) or any(c.elsewhere for c in claims)
            elsewhere = claim.mine and theirs and elsewhere
            room = None if elsewhere else replace(room, name=None)
        out.append(Group(room, claim.items, start, end, claim))
    return out


def _own_and_other(passage: Passage, mentions: Sequence[Mention], rooms: Sequence[Mention], items: Sequence[Item]) -> list[Group] | None:
    """我要卫生巾1包 307要2包牙膏: what the writer wants, and what one other room wants; the room is not the writer's."""
    low, room = passage.low, rooms[0] if len(rooms) == 1 else None
    if room is None or not low.startswith(_WANTS, room.end) or low.endswith(_LIVES, passage.start, room.start):
        return None
    mine = [m for m in mentions if m.me and low.startswith(_WANTS, m.end)]
    first = next((m for m in mine if m.end < room.start), None)
    later = next((m for m in mine if m.start > room.end), None)
    if (first is None) == (later is None):
        return None
    cut = room.start if first is not None else later.start if later is not None else 0
    before, after = [i for i in items if i.start < cut], [i for i in items if i.start >= cut]
    if not before or not after:
        return None
    whose = (None, room) if first is not None else (room, None)
    return [Group(whose[0], before, passage.start, cut), Group(whose[1], after, cut, passage.end)]


_WANTS = ("要", "也要", "还要", "想要", "需要", "也想要", "自己要", "缺", "也缺", "这里要", "这边要", "的要", "那边要", "房要", "室要")
_LIVES = ("我是", "我住", "我在", "我们是", "这里是", "这边是", "住在", "我这里", "我", "我们")


def _stands_before(group: Group, following: Group, passage: Passage) -> bool:
    """305 306 307各一床被子: nothing but a sign between the two."""
    assert group.mention is not None
    between = passage.low[group.mention.end : following.start]
    return bool(between) and all(c in " 和跟与、及,，+" for c in between)


def _the_same_again(item: Item, group: Group, passage: Passage) -> Item | None:
    """305要2个衣架，306要1个: the thing is named once, the count is this room's own."""
    assert group.mention is not None
    match = work_patterns.COUNT_ALONE.match(passage.low, group.mention.end, group.end)
    count = quantity_in(passage.low, match.start(1), match.end()) if match is not None else None
    if count is None or item.unit is None or count[3] != item.unit:
        return None
    clause = passage.clause_at(group.mention.start)
    return replace(item, start=count[0], end=count[1], clause=clause, quantity=count[2], spans=[(count[0], count[1])])


def _shares(group: Group, following: Group, passage: Passage) -> bool:
    """305和306都要藿香正气水: what is said of several rooms is asked for each of them."""
    assert group.mention is not None
    assert following.mention is not None
    behind = passage.low[following.mention.end : following.mention.end + 6].lstrip(" ,，两间个房的")
    together = behind.startswith(("都", "各", "均", "每")) or "各" in passage.low[following.mention.end : following.end]
    return bool(together) and _stands_before(group, following, passage)


def tell_whose(
    draft: Draft,
    items: Sequence[Item],
    group: Group,
    passage: Passage,
    grammar: Grammar,
    mentions: Sequence[Mention],
    others: Sequence[Draft],
) -> None:
    """Put the room and the name of the one concerned."""
    if group.mention is not None:
        draft.put("room", group.mention.room, group.mention.start, group.mention.end, "房间")
    if _are_asked_besides(items, group):
        return
    near = _beside(items, group, passage, mentions, grammar)
    another = is_for_another(replace(group, items=list(items)), passage, near, others, grammar)
    named = group.claim.named if group.claim is not None else None
    kin = [m for m in near if m.kin and group.start <= m.start < group.end]
    named = named or name_of_the_concerned(items[0], passage, kin, another, grammar, others)
    if named is not None:
        draft.put("name", passage.clean.original(*named), *named, "姓名")
    elif group.mention is not None and group.mention.name and not _kin_after(group, items, mentions, passage.low):
        draft.put("name", group.mention.name, group.mention.name_start, group.mention.name_end, "姓名")
    elif (alone := _name_alone(group, items[0], passage, grammar)) is not None:
        draft.put("name", passage.clean.original(*alone), *alone, "姓名")
    else:
        draft.for_another = another


def _are_asked_besides(items: Sequence[Item], group: Group) -> bool:
    """我要布洛芬一盒 我爱人邹晴要氯雷他定一盒 再带三包纸巾: behind another's medicine the writer goes on for everybody."""
    theirs = group.claim is not None and not group.claim.mine and (group.mention is None or group.mention.name is None)
    of_medicine = group.items[0].sort == "medicine" and all(i.sort != "medicine" for i in items)
    return theirs and of_medicine and items[0].clause.text.startswith(("再", "另外", "顺便", "顺带"))


def _kin_after(group: Group, items: Sequence[Item], mentions: Sequence[Mention], low: str) -> bool:
    """305 谭光荣 报平安 我爸要…: the thing is for the kin; 305谭光荣的女儿 speaks for 谭光荣, and 他 is 谭光荣."""
    assert group.mention is not None
    kin = [m for m in mentions if m.kin and low[m.start : m.end] not in ("他", "她")]
    after = any(group.mention.end + 3 < m.start < items[0].start for m in kin)
    return after and not any(m.start - group.mention.end <= 1 for m in kin)


def _name_alone(group: Group, item: Item, passage: Passage, grammar: Grammar) -> tuple[int, int] | None:
    """帮1017登记一下 廖鹏 …: staff name the one concerned between the room and the thing."""
    if not passage.staff or group.mention is None:
        return None
    for clause in passage.between(group.mention.end, item.start):
        if clause.start > group.mention.end and name_at(passage.low, clause.start, clause.end, grammar.lexicon) == clause.end:
            return clause.start, clause.end
    return None


def _is_told_or_sent(mention: Mention, clause: Clause, passage: Passage) -> bool:
    """不要让同屋的看到, 麻烦女的同事送, 崽教我发的: who must not know of it, brings it, or helps the writer; not who it is for."""
    before, span = passage.low[clause.start : mention.start], (mention.end, clause.end)
    if before.endswith(("让", "叫", "被", "怕", "给", "瞒着")) and request_patterns.GETS_TO_KNOW.match(passage.low, *span):
        return True
    if before.endswith(("别告诉", "不要告诉", "莫告诉")) or request_patterns.WHO_IS_KEPT_FROM_IT.match(passage.low, mention.end):
        return True  # 我先生在5-617 让他别知道
    if before.endswith(("给", "帮", "替", "为")):
        return False
    return any(way.match(passage.low, *span) for way in (request_patterns.BRINGS_UP, request_patterns.ACTS_FOR_ME))


def _beside(items: Sequence[Item], group: Group, passage: Passage, mentions: Sequence[Mention], grammar: Grammar) -> Sequence[Mention]:
    """孩子的氯雷他定没了 买一瓶 洗手液也来一瓶: goods are not for the kin beside a medicine, when nobody else is spoken of."""
    if (own := own_wish(items, passage, mentions, grammar)) is not None:
        return own
    if len(items) == len(group.items) or any(i.sort == "medicine" for i in items):
        return mentions
    if items[0].clause.text.startswith(("我要", "我想要", "我还要", "我缺", "我自己")) and group.items[0].start < items[0].start:
        return [m for m in mentions if m.start >= items[0].clause.start]
    of_others = [i.clause for i in group.items if i not in items and i.start < items[0].start and i.sort == "medicine"]
    return [m for m in mentions if not any(c.start <= m.start < c.end and i.clause is not c for c in of_others for i in items[:1])]


_ALL_OF_US = ("全家", "我全家")
"""全家没症状 要垃圾袋: the writer asks for all, and speaks of nobody else."""


def _had_a_number(mention: Mention, clause: Clause, others: Sequence[Draft]) -> bool:
    """我36.5 孩子36.8: that one had a number of their own. 孩子38.2孩子要美林: the second time they want something."""
    reports = [d for d in others if "temperature" in d.fields and clause.start <= d.at <= clause.end]
    last = max((start for d in reports for name, start, _, _ in d.spans if name == "temperature"), default=-1)
    return bool(reports) and (mention.start <= last or last < 0)


def is_for_another(group: Group, passage: Passage, mentions: Sequence[Mention], others: Sequence[Draft], grammar: Grammar) -> bool:
    """Kin in the clauses of this request, unless they were spoken of with a temperature of their own or far away."""
    if group.claim is not None:
        return not group.claim.mine
    reports = [d for d in others if "temperature" in d.fields]
    reports = [d for d in reports if d.at < group.items[0].start] or reports if group.items else reports
    last = reports[-1] if reports and reports[-1].for_another and "name" not in reports[-1].fields else None
    if last is not None and (len(reports) == 1 or (last.fields.get("symptoms") and group.items and last.at < group.items[0].start)):
        return True  # 我36.6 老婆38.1头痛 要一盒…
    for mention in mentions:
        if not mention.kin or not group.start <= mention.start < group.end or any(i.start <= mention.start < i.end for i in group.items):
            continue  # 宝宝棉柔巾 are towels
        clause = passage.clause_at(mention.start)
        if _is_told_or_sent(mention, clause, passage) or passage.low.startswith(_ALL_OF_US, mention.start):
            continue
        if clause.start in passage.taken and _had_a_number(mention, clause, others):
            continue
        if grammar.lexicon.words("kin_outside").first(passage.low, clause.start, clause.end) and not grammar.lexicon.items.first(
            passage.low, clause.start, clause.end
        ):
            continue
        if clause.text.strip() == passage.low[mention.start : mention.end] in SPOKEN_TO and clause is passage.clauses[0]:
            continue
        return True
    return False
