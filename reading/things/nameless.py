"""Medicine without a name: 我的药没了. Recorded with what is known; the name is asked for."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns, talk_patterns
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentions_in
from reading.talk.general import is_advice
from reading.talk.tone import Tone, asks_only
from reading.things.concerned import Group, is_for_another
from reading.things.conditions import condition_in
from reading.things.refused import declines
from reading.values.days import days_left_in


def nameless_request(
    passage: Passage, clauses: Sequence[Clause], tone: Tone, grammar: Grammar, kinds: dict[str, Kind], others: Sequence[Draft]
) -> list[Draft]:
    """我的药没了: medicine without a name. Recorded with what is known; the name is asked for."""
    kind = kinds.get("medicine")
    if kind is None or passage.staff or tone.advises or tone.offers or tone.tells or is_advice(passage):
        return []
    for index, clause in enumerate(clauses):
        text = clause.text
        if not any(w in text for w in _OF_MEDICINE) or _is_of_something_else(text):
            continue
        if grammar.lexicon.says("refused", text.split("药")[0]) or grammar.lexicon.says("declined", text):
            continue
        near = clauses[index : index + 2]
        if any(declines(c, grammar.lexicon) for c in near[1:]):
            continue  # 降压药还有一大把 别给我买
        if _is_there_already(near):
            continue
        mine = grammar.lexicon.says("own_medicine", text) or _runs_out(text, grammar.lexicon)
        days = next((d for c in near if (d := days_left_in(passage.low, c.start, c.end, grammar.lexicon))), None)
        if _says_only_what_for(passage, clause, grammar):
            return [_nameless_draft(kind, passage, clause, days, grammar, others)]
        forgotten = _is_forgotten(passage, clause)
        asked = _is_asked_for(clauses[index : index + 3], mine, passage, grammar)
        if not (asked or forgotten or (days is not None and mine)) or (asks_only(passage, clause, grammar.lexicon) and not forgotten):
            continue
        return [_nameless_draft(kind, passage, clause, days, grammar, others)]
    return []


def _is_asked_for(near: Sequence[Clause], mine: bool, passage: Passage, grammar: Grammar) -> bool:
    """想买点药, 我的药没了 再开两盒: in its clause, or in the two that follow. `mine`: it is medicine of the writer's own."""
    clause, text = near[0], near[0].text
    if grammar.lexicon.says("nameless_medicine", text) and grammar.lexicon.words("help").first(passage.low, clause.start, clause.end):
        return True
    if "药" in text and any(w in text for w in ("想买", "想要", "要点", "需要", "开点", "帮我", "麻烦", "麻凡", "抓药")):
        return True
    if mine and not clause.hard and any(patterns.REFILL.search(c.text) and not asks_only(passage, c, grammar.lexicon) for c in near):
        return True
    if any(request_patterns.FROM_A_PICTURE.match(c.text) for c in near) or _is_pictured(passage, clause, grammar.lexicon):
        return True
    if request_patterns.RUNS_LOW.search(text) is not None and _is_for_an_illness(passage, clause, grammar):
        return True
    return mine and request_patterns.LEFT_BEHIND.search(text) is not None and any(_pleads(c) for c in near[:2])


def _is_there_already(near: Sequence[Clause]) -> bool:
    """昨天帮我拿的药 颜色不一样: what was handed over is spoken of; 给我开的药吃完了 再开两盒 asks for more of it."""
    if request_patterns.HANDED_OVER.search(near[0].text) is None:
        return False
    return not any(request_patterns.RUNS_LOW.search(c.text) or patterns.REFILL.search(c.text) for c in near)


def _is_for_an_illness(passage: Passage, clause: Clause, grammar: Grammar) -> bool:
    """血压高的药快没了: what ails somebody stands right before 的药."""
    at = clause.text.find("的药")
    if at < 0 or clause.hard:
        return False
    stop = clause.start + at
    hits = [h for name in ("conditions", "body") for h in grammar.lexicon.words(name).find(passage.low, clause.start, stop)]
    hits += [h for name in ("complaints", "symptoms") for h, _ in passage.cues(grammar.lexicon.phrases(name), clause.start, stop, gap=2)]
    return any(stop - h.end <= 1 for h in hits)


_OF_MEDICINE = (
    "药", "治", "处方", "降糖", "降压", "降脂", "止", "退烧", "退热", "消炎", "消食", "痰", "镇痛", "镇咳", "通便", "安神", "助眠", "润喉",
    "平喘", "抗过敏",
)  # fmt: skip


def _is_pictured(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """药名太长打不出来 拍照发了 每样开两盒: so much of each thing that is on a photograph; 买药 名字不会写 拍了药盒: it says the name."""
    near = passage.around(clause, 0, 3)
    if "[图片]" not in passage.said.text and not any(w in c.text for c in near for w in ("图", "照", "拍")):
        return False
    if any(request_patterns.EACH_PICTURED.search(c.text) for c in near):
        return True
    asks = lexicon.says("nameless_medicine", clause.text) and not clause.text.endswith("了")
    if any(request_patterns.CANNOT_SPELL.search(c.text) for c in near):
        return asks or any(request_patterns.SO_MUCH.search(c.text) for c in near)
    return asks and len(clause.text) <= _NO_MORE


_NO_MORE = 4
"""Characters: 想开点药, and a photograph behind it."""


def _is_forgotten(passage: Passage, clause: Clause) -> bool:
    """那个啥胶囊来着 治胃的 没了; 药快没了 不记得叫什么: its name does not come to mind, and it runs out or is asked for."""
    near = passage.around(clause, 2, 3)
    if not any(request_patterns.NAME_FORGOTTEN.search(c.text) for c in near):
        return False
    return any(request_patterns.RUNS_LOW.search(c.text) or patterns.REFILL.search(c.text) for c in near)


def _is_of_something_else(text: str) -> bool:
    """药店关门了没, 药到了吗; 帮我去药店买点药 asks for medicine all the same."""
    shop = any(w in text for w in ("药店", "药房")) and patterns.REFILL.search(text) is None
    return shop or any(w in text for w in ("药费", "药钱", "上药", "火药", "收到", "到了", "送到", "谢谢", "感谢", "外卖", "寄"))


def _runs_out(text: str, lexicon: Lexicon) -> bool:
    """药莫得了: it is gone, whosever it is."""
    gone = lexicon.words("ran_out").first(text)
    return gone is not None and text[: gone.start].endswith(("药", "药都", "药也", "药又"))


def _pleads(clause: Clause) -> bool:
    """我的血压药忘在出租车上了 咋办."""
    helpless = any(w in clause.text for w in ("咋办", "咋整", "怎么办", "咋搞", "咋个办"))
    return helpless or talk_patterns.PLEADS.search(clause.text) is not None


def _says_only_what_for(passage: Passage, clause: Clause, grammar: Grammar) -> bool:
    """降压药 alone, 我要那个治脚气的, 上次那个药 再来两盒: wanted, and the name is still to be asked for."""
    text = clause.text
    near = passage.around(clause, 0, 3)
    asked = any(patterns.ASKING.search(c.text) or grammar.lexicon.words("requests").first(c.text) for c in near)
    illness = grammar.lexicon.words("conditions").first(text)
    if illness is not None and illness.word.endswith("药"):
        return len(illness.word) >= len(patterns.QUANTITY.sub("", text).strip()) - 1 or asked
    asked = asked or grammar.lexicon.says("asks_for", text)
    if request_patterns.WHAT_IT_DOES.search(text):
        return asked
    felt = (
        illness is not None
        or any(h.word.endswith("的药") for h in passage.hits_at("items", grammar.lexicon.items, clause))
        or grammar.lexicon.phrases("symptoms").may_be(passage.low, clause.start, clause.end)
    )
    return asked and (
        (patterns.WHAT_FOR.search(text) is not None and felt)
        or any(w in text for w in ("那个药", "这个药", "上次的药", "上次那药", "老药", "原来的药", "以前的药", "同样的药", "一样的药"))
    )


def _nameless_draft(
    kind: Kind, passage: Passage, clause: Clause, days: tuple[int, int, int] | None, grammar: Grammar, others: Sequence[Draft]
) -> Draft:
    draft = Draft(kind, clause.start)
    draft.mark(clause.start, clause.end, "药")
    rooms = passage.rooms
    mentions = mentions_in(passage, rooms, grammar.lexicon)
    group = Group(next((m for m in mentions if m.room), None), [], passage.start, passage.end)
    if group.mention is not None:
        draft.put("room", group.mention.room, group.mention.start, group.mention.end, "房间")
        if group.mention.name:
            draft.put("name", group.mention.name, group.mention.name_start, group.mention.name_end, "姓名")
    found = condition_in(passage, passage.clauses, (), grammar.lexicon)
    if found is not None:
        draft.put("condition", found[2], found[0], found[1], "病情")
    if days is not None:
        draft.put("days_left", days[2], days[0], days[1], "剩余")
    draft.for_another = "name" not in draft.fields and is_for_another(group, passage, mentions, others, grammar)
    passage.take([clause, *(c for c in passage.around(clause, 0, 3) if any(w in c.text for w in _WHY_NONE))])
    return draft


_WHY_NONE = ("忘", "落在", "落家", "丢", "不够吃", "不够用")
