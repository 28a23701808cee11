"""Danger in words that no rule knows: 摸她鼻子底下凉丝丝的 人往后仰. What people write in danger has a sound of its own."""

from reading.danger.dangers import Danger
from reading.expressions import danger_patterns, patterns, talk_patterns
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.talk.general import is_advice
from reading.talk.tone import Tone, is_past
from reading.text.words import Hit

_ALARM = 1.2
"""Log-odds of danger from which somebody is called. By weights learned without them 3 in 1,000 messages that call for nobody are above."""
_HEARD = "听着像危险："
"""The cue, with the fragments that spoke most for it: whoever asks why somebody was called sees that no rule did."""
_SHORT = 6
"""Chinese characters below which a message says too little: 心率 72 血氧 97."""
_SILENCED = (
    "is_over", "recovered", "laughing", "fiction", "hypothetical", "conditional", "far_away", "past", "lately", "mundane", "outside_heat",
)  # fmt: skip
"""Lists of words beside which only a rule may call: past, fiction, fun, a case that is put."""


def alarming_in(passage: Passage, tone: Tone, grammar: Grammar) -> list[Danger]:
    """The whole passage as one danger, when it sounds like nothing else."""
    if len("".join(patterns.HAN_WORD.findall(passage.text))) < _SHORT or (passage.staff and not passage.rooms):
        return []
    if tone.sells or tone.offers or tone.advises or tone.teaches or tone.tells or tone.jokes or tone.preaches or tone.dreams:
        return []
    if grammar.alarm.odds(passage.text) <= _ALARM:
        return []
    if is_advice(passage) or talk_patterns.FORBIDS.search(passage.text) or danger_patterns.WISHES.search(passage.text):
        return []  # 牙龈肿得老高 想请医生来看看: of 1,150 dangers that sound so one was told so politely
    if any(grammar.lexicon.says(name, passage.text) for name in _SILENCED) or is_past(passage, passage.clauses[0], grammar.lexicon):
        return []
    cue = _HEARD + " ".join(grammar.alarm.strongest(passage.text))
    return [Danger(Hit(passage.start, passage.end, cue), passage.clauses[0], False)]
