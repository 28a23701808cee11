"""Two signs that are a danger together, in whatever order and clause: a fall and a mind that wanders, a chest that hurts and cold sweat."""

from reading import patterns
from reading.lexicon import Lexicon
from reading.passage import Passage
from reading.symptoms import is_denied
from reading.tone import is_past
from reading.words import Hit

_WITHIN = 40
"""Characters between the two signs."""


def pairs_in(passage: Passage, lexicon: Lexicon) -> list[Hit]:
    """From the one sign to the other, for every two that belong together."""
    words, together = lexicon.words("alarm_signs"), lexicon.words("alarm_pairs")
    found = words.find(passage.low, passage.start, passage.end)
    if len({words.values[h.word] for h in found}) < 2 or lexicon.says("weathered", passage.text):
        return []
    signs = [h for h in found if _is_there(h, passage, lexicon)]
    out = []
    for index, first in enumerate(signs):
        for second in signs[index + 1 :]:
            if second.start - first.end > _WITHIN:
                break
            sorts = words.values[first.word], words.values[second.word]
            if f"{sorts[0]}+{sorts[1]}" in together or f"{sorts[1]}+{sorts[0]}" in together:
                out.append(Hit(first.start, second.end, passage.low[first.start : second.end]))
                break
    return out


def _is_there(sign: Hit, passage: Passage, lexicon: Lexicon) -> bool:
    """Not denied, not of long ago, not done away with behind it: 胸闷没有, 不晕了."""
    clause = passage.clause_at(sign.start)
    after = passage.low[sign.end : min(sign.end + 3, clause.end)]
    again = any(w in passage.low[sign.end : sign.end + 14] for w in ("又", "现在"))  # 心梗过 现在又是那种感觉
    gone = (after.startswith(("没有", "不了", "好了", "过", "正常", "退")) and not again) or patterns.DENIED_INSIDE.search(
        sign.word
    ) is not None
    return not gone and not is_denied(passage.low, sign.start, clause.start, lexicon) and not is_past(passage, clause, lexicon)
