"""Whether a complaint is only told: asked about, long ago, of others, in fun, over, liked."""

from collections.abc import Sequence

from reading.expressions import patterns, talk_patterns
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.talk.tone import NEVER, asks_only, is_past
from reading.text.words import Words


def is_only_told(cued: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """Asked, long ago, or about others."""
    lexicon = grammar.lexicon
    ago = _tells_of_long_ago(passage, cued, lexicon) and not any(lexicon.says("again", c.text) for c in cued)
    others = lexicon.says("not_mine", talk_patterns.BY_OTHERS.sub("", passage.text)) and not any(
        _is_of_the_writer(c, lexicon) or lexicon.says("nuisance", c.text) for c in cued
    )
    either = any(patterns.EITHER_OR.search(c.text) for c in passage.clauses)
    if (
        talk_patterns.OF_NO_CONCERN.search(passage.text)
        or others
        or ago
        or either
        or is_for_later(passage)
        or _is_well_again(cued, passage, grammar)
        or (cued and _speaks_to_one(cued[0]))
    ):
        return True
    told = (
        (asks_only(passage, c, lexicon) and not _tells_first(passage, c, lexicon))
        or (is_of_then(passage, c, lexicon) and not lexicon.says("still_ill", c.text))
        for c in cued
    )
    return bool(cued) and all(told)


def _speaks_to_one(clause: Clause) -> bool:
    """你少吃点辣 is advice; 你们少送了一份饭 is said to those who bring it."""
    text = clause.text
    if text.startswith("你们") and any(c in text for c in "送给发漏拿"):
        return False
    return text.startswith("你") and not text.startswith("你好")


def _is_of_the_writer(clause: Clause, lexicon: Lexicon) -> bool:
    """老公在别的点 我心里慌得要命: whoever else is spoken of, this is the writer's own."""
    own = clause.text.startswith(("我", "俺")) and not clause.text.startswith("我们")
    return own and not lexicon.words("kin").says(clause.text[:4]) and not lexicon.says("not_mine", clause.text[:6])


def _tells_first(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """我这两天走几步就心累你看几时有空来听一下: in one breath it is told what is the matter, and only then asked."""
    if clause.end - clause.start < _LONG_BREATH:
        return False
    asked = [h.start for name in ("questions", "questions_hard") if (h := lexicon.words(name).first(passage.low, clause.start, clause.end))]
    until = min(asked, default=clause.end)
    return any(lexicon.phrases(name).find(passage.low, clause.start, until) for name in _TOLD)


_TOLD = ("complaints", "symptoms", "emotional", "sleepless")
_LONG_BREATH = 20
"""Characters; nobody asks so long without first saying something."""


def _tells_of_long_ago(passage: Passage, cued: Sequence[Clause], lexicon: Lexicon) -> bool:
    """去年, 小时候; but not 以前不这样, nor what is compared behind it: 我今儿该去透析了 上回就晚了."""
    if talk_patterns.IN_THOSE_DAYS.search(passage.text) and not patterns.OF_NOW.search(passage.text):
        return True
    hits = lexicon.words("long_ago").find(passage.low, passage.start, passage.end)
    until = cued[0].end if cued and _TODAY.says(cued[0].text) else passage.end
    return any(h.start < until and not passage.low.startswith(NEVER, h.end) for h in hits)


_TODAY = Words(("今天", "今儿", "今日", "今早", "今晚", "现在", "刚", "这会儿", "这两天", "这几天", "眼下"))


def is_of_then(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """前几年我得过肺炎 咳了一个月: it, or the clause before it, is of long ago, and nothing says that it is of now."""
    if is_past(passage, clause, lexicon):
        return True
    before = [c for c in passage.around(clause, 1, 0) if c is not clause and not c.hard and is_past(passage, c, lexicon)]
    return bool(before) and not clause.text.startswith(_DAILY) and not any(patterns.OF_NOW.search(c.text) for c in (clause, before[0]))


_DAILY = ("天天", "每天", "整天", "成天", "老是", "总是", "一天到晚")
"""Of now, whatever it is about: 我妈念叨我爸走的那天 天天抹眼泪."""


def is_in_fun(kind: Kind, cued: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """Laughter makes fun of anything; 热死了, 饿死了 only of what they are said of: 空调坏了 热死了 is none."""
    jokes = grammar.lexicon.words("jokes").find(passage.low, passage.start, passage.end)
    if any(not grammar.lexicon.says("suffering", j.word) for j in jokes):
        return True
    cues = [h for c in cued for h, _ in passage.cues(grammar.cues(kind), c.start, c.end)]
    return all(any(j.start < h.end and h.start < j.end for j in jokes) for h in cues)


def _is_well_again(cued: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """昨天也拉肚子 今天好了; 灯修好了: told, and no longer so."""
    lexicon = grammar.lexicon
    well = [c for c in passage.clauses if c.start not in passage.taken and _is_well(c.text, lexicon) and not c.asked]
    if not cued or not well or well[-1].start < cued[-1].start:
        return False
    return not any(c.start > well[-1].start and c.text.startswith(_BUT) for c in passage.clauses)


_BUT = ("但", "不过", "可是", "只是", "又", "还是", "还在", "照样", "依旧", "仍")
"""水管不漏了 但是热水还是没有; 空调修过了 还是滴水."""


def _is_well(text: str, lexicon: Lexicon) -> bool:
    """没事了, 好了: and nothing beside it that takes it back."""
    if talk_patterns.CARED_FOR.search(text):
        return True
    hit = lexicon.words("recovered").first(text)
    return hit is not None and not lexicon.says("recovered_not", text[: hit.start] + " " + text[hit.end :])


def is_for_later(passage: Passage) -> bool:
    """手机屏碎了 出去再换: what is to be seen to when they are out."""
    return passage.once(("later",), lambda: "去" in passage.text and talk_patterns.WHEN_OUT.search(passage.text) is not None)


def is_liked_or_asked(clause: Clause, grammar: Grammar, helps: bool) -> bool:
    """隔壁小姐姐唱歌好好听; 请问几号能出解除证明."""
    asked = clause.asked or any(w in clause.text for w in ("请问", "想问", "问下", "问一下", "求问"))
    if talk_patterns.RULE_ASKED.search(clause.text):
        return True
    return (asked and grammar.lexicon.says("when_asked", clause.text)) or (not helps and grammar.lexicon.says("praise", clause.text))
