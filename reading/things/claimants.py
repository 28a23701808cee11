"""Several persons in one message who each want things of their own: 我要吗丁啉一盒 我妈要通心络三盒."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reading.expressions import request_patterns
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import SPOKEN_TO, Mention, is_a_group
from reading.people.names import name_at
from reading.things.item import Item
from reading.values.simple_values import quantity_in


@dataclass(slots=True)
class Claim:
    """Where somebody's own things begin, and whose they are. `asks`: 要, 的; not only what they are ill with."""

    start: int
    who: str
    mine: bool
    asks: bool
    beside: bool
    """The thing stands in the same clause."""
    named: tuple[int, int] | None = None
    also: bool = False
    """我也要一瓶钙片: the other wants it as well."""
    elsewhere: bool = False
    """帮306带箱牛奶: of another room than the writer's."""
    items: list[Item] = field(default_factory=list)


def claims_in(passage: Passage, mentions: Sequence[Mention], items: Sequence[Item], grammar: Grammar) -> list[Claim]:
    """Each person's things, left to right; empty when all is one person's affair."""
    if not items or not (any(m.kin for m in mentions) or _may_name_several(passage, grammar) or _speaks_for_a_room(mentions, passage)):
        return []
    mentions = [m for m in mentions if not is_a_group(m, passage)]
    found: list[Claim] = []
    for mention in _claimants(passage, mentions, grammar):
        claim = _claim(mention, passage, items, found, grammar)
        if claim is not None:
            claim.elsewhere = _is_elsewhere(mention, passage)
        if claim is not None and not (found and _goes_on(found[-1], claim, passage)):
            found.append(claim)
    first = next((i for i in items if not found or i.start < found[0].start), None)
    if found and first is not None and not _begin_with_the_writer(found, first, mentions, passage):
        return []
    for claim, following in pairwise([*found, None]):
        assert claim is not None
        claim.items += [i for i in items if claim.start <= i.start and (following is None or i.start < following.start)]
    return found if len({c.who for c in found}) == len(found) > 1 and _are_apart(found) else []


def _speaks_for_a_room(mentions: Sequence[Mention], passage: Passage) -> bool:
    """The writer, and a room that is not theirs."""
    return any(m.me for m in mentions) and any(_is_elsewhere(m, passage) for m in mentions)


def _is_elsewhere(mention: Mention, passage: Passage) -> bool:
    """帮306王丽带箱牛奶, 306要一箱; but 我是306 我要一箱."""
    if mention.room is None or mention.room == passage.said.sender.room:
        return False
    if request_patterns.FOR_A_ROOM.search(passage.low, max(passage.start, mention.start - 8), mention.start):
        return True
    clause = passage.clause_at(mention.start)
    begins = request_patterns.NEXT_DOOR.fullmatch(passage.low, clause.start, mention.start) is not None
    return begins and passage.said.sender.room is not None and passage.low.startswith(_WANTS_IT, mention.end)


_WANTS_IT = ("要", "也要", "还要", "想要", "缺", "那边要")


def _may_name_several(passage: Passage, grammar: Grammar) -> bool:
    """A family name begins two clauses."""
    surnames = grammar.lexicon.words("surnames")
    return sum(surnames.at(c.text, 0) is not None for c in passage.clauses) > 1


def _claimants(passage: Passage, mentions: Sequence[Mention], grammar: Grammar) -> list[Mention]:
    """Kin, the writer, those named beside a room, and names that begin a clause."""
    out = [m for m in mentions if m.kin or m.me or (m.room and (m.name or _is_elsewhere(m, passage)))]
    for clause in passage.clauses if _may_name_several(passage, grammar) else ():
        end = name_at(passage.low, clause.start, clause.end, grammar.lexicon)
        if end is not None and not any(m.start < end and clause.start < m.end for m in out):
            out.append(Mention(clause.start, end, None, passage.low[clause.start : end], False, False, clause.start, end))
    return sorted(out, key=lambda m: m.start)


def _claim(mention: Mention, passage: Passage, items: Sequence[Item], before: Sequence[Claim], grammar: Grammar) -> Claim | None:
    """我妈要…, 我血压药…, 给外公买…; or an illness, and the thing in the next clause: 老伴痛风 秋水仙碱一盒."""
    low, clause = passage.low, passage.clause_at(mention.start)
    behind = next((i for i in items if i.start >= mention.end), None)
    if not _begins(mention, clause, passage, items):
        return None
    if (again := _the_same_for(mention, clause, passage, items, before)) is not None:
        return again
    if behind is None:
        return None
    thing = min([behind.start, *(s for s, _ in behind.spans)])
    named = _named(mention, thing, passage, grammar)
    who = passage.low[slice(*named)] if named is not None else _who(low[mention.start : mention.end], before)
    words = low[max(mention.end, named[1] if named is not None else 0) : thing]
    beside = passage.clause_at(thing) is clause
    apart = clause.end == mention.end and words[:1] == " " and passage.clause_at(thing) in passage.around(clause, 0, 1)  # 聂小虎 要…
    if (beside or apart) and request_patterns.CLAIMS.fullmatch(words.strip()):
        return Claim(mention.start, who, mention.me, True, True, named, also="也" in words)
    alone = (mention.kin and low[mention.start : mention.end] not in SPOKEN_TO) or (named is not None and passage.staff)
    if words == " " and (mention.room or (alone and (mention.kin or behind.sort == "medicine"))):
        return Claim(mention.start, who, False, True, True, named)  # 爸爸 缬沙坦2盒 妈妈 …
    beside = beside or request_patterns.HEADS.fullmatch(words) is not None
    near = beside or (passage.clause_at(thing) in passage.around(clause, 0, 2) and not low.startswith("的", clause.end - 1))
    near = near and len(words) <= 16 and not grammar.lexicon.says("kin", words)
    ill = near and ((beside and words.endswith((":", "药"))) or _is_ill(words, grammar))
    return Claim(mention.start, who, mention.me, False, beside, named) if ill else None


def _the_same_for(mention: Mention, clause: Clause, passage: Passage, items: Sequence[Item], before: Sequence[Claim]) -> Claim | None:
    """我要一盒感冒灵 我老公也要一盒: the thing is named once, the count is theirs."""
    also = request_patterns.ALSO_WANTS.match(passage.low, mention.end, clause.end)
    last = next((i for i in reversed(items) if i.end <= mention.start), None)
    count = quantity_in(passage.low, also.end(), clause.end) if also is not None and last is not None else None
    if count is None or last is None or clause.end - count[1] > 1 or any(mention.end <= i.start < clause.end for i in items):
        return None
    if any(start < count[1] and count[0] < end for start, end in last.spans):
        return None  # 钙片 给我阿公买一瓶: the only count there is
    item = replace(last, start=count[0], end=count[1], clause=clause, quantity=count[2], unit=count[3], spans=[count[:2]], counted=True)
    return Claim(mention.start, _who(passage.low[mention.start : mention.end], before), mention.me, True, True, items=[item])


def _named(mention: Mention, before: int, passage: Passage, grammar: Grammar) -> tuple[int, int] | None:
    """The name itself, that beside a room, or the one right behind kin: 我妈丁福英要…."""
    if mention.name is not None:
        return mention.name_start, mention.name_end
    end = name_at(passage.low, mention.end, passage.end, grammar.lexicon) if mention.kin else None
    return (mention.end, end) if end is not None and end <= before else None


def _begins(mention: Mention, clause: Clause, passage: Passage, items: Sequence[Item]) -> bool:
    """At the beginning of a clause or right behind a thing: 再给外公买…, …一盒我妈要….  给我来一盒 says nothing of whose it is."""
    ends = [*(r.end for r in passage.rooms), *(e for i in items for e in (i.end, *(e for _, e in i.spans)))]
    ends.append(passage.low.rfind(":", clause.start, mention.start) + 1)  # 帮两个人带药：我要…
    start = max([clause.start, *(e for e in ends if e <= mention.start)])
    lead = request_patterns.LEADS_TO_A_CLAIM.fullmatch(passage.low, start, mention.start)
    itself = passage.low.startswith(("自己", "自个", "本人", "这边"), mention.end)
    return lead is not None and (not mention.me or itself or not lead.group("given"))


def _who(words: str, before: Sequence[Claim]) -> str:
    """我妈, 妈妈 and 老妈 are one person; 她 is the one spoken of before."""
    if words in _PRONOUNS:
        return next((c.who for c in reversed(before) if not c.mine), words)
    bare = words.removeprefix("本人").lstrip("我俺") or "我"
    if bare in _CHILDREN:
        return "孩子"
    bare = bare[1:] if len(bare) == 2 and bare[0] in (bare[1], "老", "阿") else bare
    return bare


_PRONOUNS = ("他", "她", "佢", "伊")
_CHILDREN = frozenset({"孩子", "小孩", "宝宝", "娃", "娃娃", "娃儿", "崽", "崽崽", "宝贝", "小朋友", "小的", "婴儿"})


def _is_ill(words: str, grammar: Grammar) -> bool:
    """An illness or a complaint: why the thing is wanted."""
    lexicon = grammar.lexicon
    return lexicon.says("conditions", words) or any(
        lexicon.phrases(name).may_be(words, 0, len(words)) for name in ("symptoms", "complaints")
    )


def _goes_on(last: Claim, claim: Claim, passage: Passage) -> bool:
    """老伴 …, 她还要 … is one person; so is 孩子发烧 我要美林一瓶, where the writer only asks for the child."""
    if last.who == claim.who:
        return True
    return claim.mine and not last.mine and not last.beside and not _for_themselves(claim, passage)


def _for_themselves(claim: Claim, passage: Passage) -> bool:
    """我自己要…, 我也要…, 我胃疼 …: not only asked for by the writer."""
    return not claim.asks or passage.low.startswith(("自己", "自个", "本人", "也"), claim.start + 1)


def _begin_with_the_writer(found: list[Claim], first: Item, mentions: Sequence[Mention], passage: Passage) -> bool:
    """缬沙坦两盒 我老公的恩格列净一盒: what stands before everybody is the writer's; 娃38.5 美林一瓶 我自己…: or that kin's."""
    opening = found[0]
    kin = {passage.low[m.start : m.end] for m in mentions if m.kin and m.start < opening.start}
    if kin and (len(kin) > 1 or not opening.mine or not _for_themselves(opening, passage)):
        return False
    if kin:
        found.insert(0, Claim(passage.start, kin.pop(), False, True, True))
        return True
    if opening.mine:
        opening.start = passage.start
        return True
    found.insert(0, Claim(passage.start, "我", True, True, True))
    return opening.beside and first.counted and first.sort == "medicine"


def _are_apart(found: Sequence[Claim]) -> bool:
    """Nobody is without a thing, and none is named first for one and then counted for the other: 我妈的缬沙坦没了 我要缬沙坦两盒."""
    if any(not c.items for c in found):
        return False
    uncounted = [not any(i.counted or i.strength for i in c.items) for c in found]
    return all(uncounted) or not any(bare and not following.also for bare, following in zip(uncounted, found[1:], strict=False))
