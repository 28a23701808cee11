"""收到: short, in the affirmative, and about a notice rather than about a thing that came."""

from reading.expressions import patterns, work_patterns
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.values.tickets import tickets_of

_WORDS = ("收到", "已阅", "已收悉", "收悉", "1收到", "已知悉", "知悉", "已知晓", "收倒", "已悉")


def _counts_itself_in(text: str, passage: Passage) -> bool:
    """1: the answer to 收到扣1, when that is quoted."""
    return text.strip(" .。!！+") == "1" and passage.said.quote is not None and "1" in passage.said.quote.text


def ack_in(passage: Passage, grammar: Grammar, kind: Kind) -> list[Draft]:
    """A confirmation, when the whole message is no more than that."""
    text = passage.text.strip()
    word = next((w for w in _WORDS if w in text), None) or ("1" if _counts_itself_in(text, passage) else None)
    if word is None or len(text) > 24 or len(passage.free()) < len(passage.clauses):
        return []
    answers = passage.staff and passage.clauses[0].text == word  # 收到，大门钥匙我带
    if not answers and grammar.lexicon.items.first(passage.low, passage.start, passage.end) is not None:
        return []  # 奶粉收到了: a thing came
    if grammar.lexicon.says("acks_not", work_patterns.REST_ASSURED.sub("", text)):
        return []
    after = patterns.NOTICE_NUMBER.sub("", text[text.find(word) + len(word) :])
    if after and not (
        after[0] in " ,，。.!！~～[;；、1" or not "\u4e00" <= after[0] <= "\u9fff" or grammar.lexicon.words("acks_go_on").at(after, 0)
    ):
        return []
    opens = text.find(word) <= 4 or any(c.text.strip().startswith(word) or c.text.strip().endswith(word) for c in passage.clauses)
    if not opens:
        return []
    tickets = tickets_of(passage, grammar)
    draft = Draft(kind, passage.start)
    at = passage.low.find(word, passage.start)
    draft.mark(at, at + len(word), word)
    if tickets:
        draft.put("ticket", tickets[0].ticket, tickets[0].start, tickets[0].end, "单号")
    passage.take(passage.clauses)
    return [draft]
