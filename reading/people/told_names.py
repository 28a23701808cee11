"""The name behind a room where a title says that one may stand there: 603 高兴, A302 那日苏, of whatever people."""

from reading.expressions import patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.people.given_names import is_given_name
from reading.people.names import BETWEEN, word_as_name
from reading.places.rooms import RoomHit


def word_apart(passage: Passage, room: RoomHit, lexicon: Lexicon) -> tuple[int, int] | None:
    """#摸排 416 路过 半夜喊叫: a word that may be a family's name, with something else told behind it."""
    if (rarest := _rarest_name(passage, room, lexicon)) is not None and rarest[1] == passage.end:
        return rarest  # 特殊情形 1118 闪亮, and nothing else
    found = word_as_name(passage, room, lexicon) or rarest
    return found if found is not None and passage.low[found[1] : found[1] + 1] in _PARTING else None


_PARTING = (" ", ",", ":", "、", "/")


def _rarest_name(passage: Passage, room: RoomHit, lexicon: Lexicon) -> tuple[int, int] | None:
    """摸排：1203 药青松 肾功能不全: no word of ours, and it begins as hardly any family is called."""
    start = room.end
    while start < passage.end and passage.low[start] in BETWEEN:
        start += 1
    run = patterns.HANZI_RUN.match(passage.low, start, passage.end)
    words = run.group(0) if run is not None else ""
    if not 2 <= len(words) <= 3 or not is_given_name(words[1:]) or lexicon.vocabulary.first(words) is not None:
        return None
    seldom = words[0] in lexicon.words("rarest_surnames") or words[0] in lexicon.words("rare_surnames")
    return run.span() if run is not None and seldom and lexicon.words("kin").first(words) is None else None


def told_name(passage: Passage, room: RoomHit, kind: Kind, grammar: Grammar) -> tuple[int, int] | None:
    """A word that may be a family's name, or one that is no word of ours at all."""
    if (found := word_as_name(passage, room, grammar.lexicon)) is not None:
        return found
    start, low, lexicon = room.end, passage.low, grammar.lexicon
    while start < passage.end and low[start] in " :：-":
        start += 1
    run = patterns.HANZI_RUN.match(low, start, passage.end)
    if run is None or not 2 <= run.end() - run.start() <= 6 or "期" in run.group(0):
        return None
    if lexicon.words("after_names").at(low, run.start(), run.end()) is not None:
        return None
    ours = (lexicon.vocabulary, *map(lexicon.words, ("transfers", "kin", "recovered", "reporting", "yesterday", "says_normal")))
    reasons = any(grammar.options(kind, f.name).find(low, *run.span()) for f in kind.fields if isinstance(f, Choice))
    return None if reasons or any(words.says(low, *run.span()) for words in ours) else run.span()
