"""Danger to life, now. A false alarm is mild, a missed danger is not: only clear signs of past, fiction, fun or teaching silence it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.danger.alarm_pairs import pairs_in
from reading.expressions import danger_patterns, patterns, talk_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.talk.exaggerated import is_a_figure, is_a_lesson, is_of_a_game, is_of_an_animal, nearly_came, only_exclaims, speaks_of_prices
from reading.talk.general import is_advice
from reading.talk.tone import Tone, is_of_a_film, is_past
from reading.text.words import Hit
from reading.values.symptoms import is_denied


@dataclass(slots=True)
class Danger:
    """What was found: the words, their clause, and whether it is over."""

    hit: Hit
    clause: Clause
    past: bool


def dangers_in(passage: Passage, tone: Tone, lexicon: Lexicon) -> list[Danger]:
    """Every danger in the passage that is meant."""
    if tone.sells or tone.forwards or (tone.teaches and not passage.rooms):
        return []  # staff who teach name no room; 大家快来 502大出血 is no lesson
    somewhere = any(passage.may_have(lexicon.phrases(name), gap) for name, gap in _GAPS.items())
    pairs = pairs_in(passage, lexicon)
    if not somewhere and not pairs and not passage.once(("measured",), lambda: _speaks_of_values(passage)):
        return []
    out = []
    for clause in passage.clauses:
        for hit in (*_hits(passage, clause, lexicon), *(p for p in pairs if clause.start <= p.start < clause.end)):
            if not _is_not_meant(passage, clause, hit, tone, lexicon):
                out.append(Danger(hit, clause, _is_over(passage, clause, hit, lexicon)))
    return out


_GAPS = {"dangers": 7, "dangers_apart": 14}
"""How many characters may stand between the parts of a cue of each list."""


def happens_elsewhere(passage: Passage, lexicon: Lexicon) -> bool:
    """Whether the words point away from the writer's own room."""
    return lexicon.says("elsewhere", passage.text)


def _hits(passage: Passage, clause: Clause, lexicon: Lexicon) -> Sequence[Hit]:
    low = passage.low
    near_end = min(passage.end, clause.end + 10) if not clause.hard else clause.end
    found = [h for h, _ in passage.cues(lexicon.phrases("dangers"), clause.start, near_end, _GAPS["dangers"]) if h.start < clause.end]
    found += _apart(passage, clause, lexicon)
    for pattern in _MEASURES if passage.once(("measured",), lambda: _speaks_of_values(passage)) else ():
        found += [Hit(m.start(), m.end(), m.group(0)) for m in pattern.finditer(low, clause.start, near_end) if m.start() < clause.end]
    masked = lexicon.words("not_dangers").find(low, clause.start, clause.end) if found else []
    return [h for h in found if not any(m.start <= h.start and h.start < m.end for m in masked)]


_MEASURES = (patterns.OVERDOSE, patterns.LOW_PRESSURE, patterns.LOW_OXYGEN, patterns.ODD_SUGAR, patterns.ODD_PULSE)


def _speaks_of_values(passage: Passage) -> bool:
    """Whether a measured value or a number of pills could be a danger."""
    span = passage.start, passage.end
    return patterns.LOW_VALUE.search(passage.low, *span) is not None or patterns.OVERDOSE.search(passage.low, *span) is not None


def _apart(passage: Passage, clause: Clause, lexicon: Lexicon) -> list[Hit]:
    """怀孕七个月 下面有血: two things that are a danger together, unless the words between deny or end it."""
    end = min(passage.end, clause.end + 16)
    found = [
        h for h, _ in passage.cues(lexicon.phrases("dangers_apart"), clause.start, end, _GAPS["dangers_apart"]) if h.start < clause.end
    ]
    return [h for h in found if not patterns.PARTED.search(passage.low, h.start, min(h.end + 2, passage.end))]


def _is_not_meant(passage: Passage, clause: Clause, hit: Hit, tone: Tone, lexicon: Lexicon) -> bool:
    low = passage.low
    if is_denied(low, hit.start, clause.start, lexicon) and not hit.word.startswith(("不", "没")):
        return True
    if patterns.DENIED_INSIDE.search(hit.word) or _is_another_word(low, hit, lexicon):
        return True
    if "最后一" in hit.word and lexicon.says("going_home", passage.text):
        return True  # the last day here, not of a life
    forbids = is_advice(passage) or talk_patterns.FORBIDS.search(passage.text) is not None
    if forbids and talk_patterns.IN_CONSEQUENCE.search(clause.text):
        return True  # 头孢别跟酒一起吃 要出人命的
    habit = danger_patterns.BY_HABIT.search(low, clause.start, max(clause.end, hit.end))
    if habit is not None and danger_patterns.HAPPENS.search(passage.text) is None:
        return True  # 安安吃芒果嘴会肿 水果别再发芒果
    if hit.word == "地震" and talk_patterns.OF_A_QUAKE.search(low, passage.start, passage.end) is None:
        return True  # 刚才是不是地震了 床在摇: it is over, and nobody came to harm
    if "以为" in low[max(clause.start, hit.start - 4) : hit.start] or lexicon.says("far_away", clause.text):
        return True  # 雷打得我还以为地震
    weak = lexicon.words("weak_dangers").first(hit.word) is not None
    calls = lexicon.says("calls", danger_patterns.NO_CALL.sub("", passage.text))
    if _is_no_earnest(passage, clause, hit, weak, calls, tone, lexicon):
        return True
    heard = talk_patterns.HEARSAY.search(low, passage.start, clause.end)
    if heard is not None and _is_a_rumour(passage, heard.group(0), calls):
        return True
    if lexicon.words("in_general").at(low, hit.end) is not None:
        return True  # 心绞痛发作时使用
    if _is_supposed(passage, clause, hit, lexicon) and not any(w in low[hit.end : hit.end + 8] for w in ("了", "快")):
        return True
    last = passage.clause_at(hit.end - 1)
    if not lexicon.words("asks_about").first(low, max(clause.start, hit.start - _ASKED_NEAR), max(clause.end, last.end)):
        return False  # 喂是前台吗我心口痛得不得了 asks for somebody
    return ((last.asked or last.text.endswith(("吗", "呢", "啊"))) and not weak) or not _is_of_somebody(passage, lexicon)


def _is_another_word(low: str, hit: Hit, lexicon: Lexicon) -> bool:
    """护士给我倒了|杯水, 离着火|车站近, 药不能当饭: only the beginning of a harmless word, or turned into something else."""
    if hit.word[-1].isdigit() and low[hit.end : hit.end + 1].isdigit():
        return True  # 布洛芬没了 一盒 1204: no call for 120
    if len(hit.word) <= _OF_ONE_CUE and patterns.NOT_THAT.search(hit.word) is not None:
        return True
    goes_on = lexicon.words("cut_short").values
    return any(low.startswith(tuple(goes_on[end].split("/")), hit.end) for end in goes_on if hit.word.endswith(end))


_OF_ONE_CUE = 10
"""Characters: what is longer are two signs, between which anything may stand."""
_ASKED_NEAR = 8
"""Characters before a danger in which a question is still about it."""


def _is_no_earnest(passage: Passage, clause: Clause, hit: Hit, weak: bool, calls: bool, tone: Tone, lexicon: Lexicon) -> bool:
    """A cry over a film or a price, a figure of speech, a game, a joke. `weak`: people say it lightly; `calls`: they call for somebody."""
    if weak and not calls and (lexicon.says("mundane", passage.text) or _was_seen(passage, passage.end, lexicon)):
        return True  # 救救我 这集太好哭了
    if weak and not calls and (only_exclaims(passage, hit) or speaks_of_prices(passage)):
        return True
    if not calls and (
        is_a_figure(passage, clause, hit) or is_of_an_animal(passage, hit) or is_a_lesson(passage, hit) or nearly_came(passage, hit)
    ):
        return True
    if (weak and lexicon.says("laughing", passage.text)) or is_of_a_game(passage, hit) or _is_harmless(passage, hit, lexicon):
        return True
    if (
        tone.jokes
        and not _is_of_the_writers_life(passage, lexicon)
        and (weak or _ends_laughing(passage.clauses[-1].text) or lexicon.words("jokes").first(passage.low, clause.start, clause.end))
    ):
        return True
    return not calls and _was_seen(passage, clause.end, lexicon)


def _is_of_the_writers_life(passage: Passage, lexicon: Lexicon) -> bool:
    """我不想活了 哈哈: whoever says so shyly is asked after all the same; 老板说再不上班就跳楼 is a tale."""
    said = talk_patterns.OWN_LIFE.search(passage.low, passage.start, passage.end)
    return said is not None and "说" not in passage.text and not lexicon.says("mundane", passage.text)


def _was_seen(passage: Passage, end: int, lexicon: Lexicon) -> bool:
    """刷到个跳楼的: heard of, or seen on a screen. 老伴看新闻的时候突然嘴歪了 is somebody who is here, while a film was on."""
    told = lexicon.words("fiction").first(passage.low, passage.start, end)
    if told is None and not is_of_a_film(passage):
        return False
    if told is not None and not lexicon.says("pastimes", told.word):
        return True
    here = talk_patterns.MEANWHILE.search(passage.text) is not None
    return not here or talk_patterns.SOMEBODY_SEEN.search(passage.text) is not None


def _is_of_somebody(passage: Passage, lexicon: Lexicon) -> bool:
    """药吃多了会不会有副作用 names nobody and no room: asked in general."""
    named = any(c in passage.low[passage.start : passage.end] for c in "我他她佢俺咱人")
    return named or lexicon.words("kin").first(passage.low, passage.start, passage.end) is not None or bool(passage.rooms)


def _is_a_rumour(passage: Passage, heard: str, calls: bool) -> bool:
    """听隔壁讲 有个小伙子跳窗跑了: of no room, and nobody is called."""
    if talk_patterns.A_RUMOUR.search(passage.text):
        return True
    third_hand = heard[:2] in _THIRD_HAND or (heard.endswith(_AMONG_OTHERS) and "我" not in passage.text.partition(heard)[2])
    return third_hand and not (calls or passage.rooms or patterns.OF_NOW.search(passage.text))


_THIRD_HAND = ("听隔", "听楼", "听邻", "听别", "听人", "听网", "听群", "听朋")
_AMONG_OTHERS = ("走", "阳了")
"""小区拉走的那个烧到40度, 单位阳了两个: as far as the pattern reads it."""


def _ends_laughing(text: str) -> bool:
    return text.startswith(_LAUGHTER) or text.endswith(_LAUGHTER)


_LAUGHTER = ("哈哈", "嘿嘿", "嘻嘻", "233", "hhh")


def _is_harmless(passage: Passage, hit: Hit, lexicon: Lexicon) -> bool:
    """插头冒火花 叫电工来看看 is a fault, 喊不应 of somebody hard of hearing no faint, 嗓子哑了 说不出话 no stroke."""
    end = max(hit.end, passage.clause_at(hit.end - 1).end)  # 老公吐血了 快来人 马桶堵了: the call is for both
    said = passage.low[hit.start : min(hit.end + 4, end)]
    why = lexicon.words("harmless")
    return any(any(w in said for w in why.values[h.word].split("/")) for h in passage.hits("harmless", why))


_OR_ELSE = ("还是", "还是直接", "还是先", "还是自己")


def _is_supposed(passage: Passage, clause: Clause, hit: Hit, lexicon: Lexicon) -> bool:
    """如果 胸痛 puts a case across clauses; 不要进来 我想永远睡着 warns of nothing."""
    if lexicon.says("risks", passage.low[max(clause.start, hit.start - 4) : hit.start]):
        return True  # 充电宝放床上容易着火
    lately = max(passage.start, hit.start - 14)
    either = passage.low.endswith(_OR_ELSE, passage.start, hit.start)  # 万一半夜不舒服 是打座机还是直接打120
    first = passage.start if either else lately
    before = (passage.low[start : hit.start] for start in (first, max(clause.start, hit.start - 14)))
    far, near = (text.replace("主要是", "") for text in before)  # 主要是他心口痛 puts no case
    return lexicon.says("hypothetical", near) or lexicon.says("conditional", far)


def _is_over(passage: Passage, clause: Clause, hit: Hit, lexicon: Lexicon) -> bool:
    """It was once, or yesterday and is not any more."""
    text = clause.text
    if danger_patterns.OVER.search(passage.low, hit.end, clause.end) or _is_spoken_of_again(passage, clause, hit):
        return True  # 刚才晕倒的阿姨没事了
    if lexicon.says("still", text):
        return False
    recovered = lexicon.says("is_over", passage.low[clause.end : max(clause.end, hit.end) + 14])
    lately = lexicon.says("lately", text.replace("过去", "")) and "开始" not in text  # 晕过 was once, 晕过去了 and 昨晚开始胸痛 are now
    lately = lately and patterns.OF_NOW.search(passage.low, clause.end, max(clause.end, hit.end)) is None  # 昨天说想死 今天没开门
    return recovered or lately or is_past(passage, clause, lexicon) or _is_of_another_life(passage, clause)


def _is_spoken_of_again(passage: Passage, clause: Clause, hit: Hit) -> bool:
    """前天那个晕倒的保安今天上班了; 昨天那个老人又晕倒了 is now."""
    if not passage.low.startswith(("的", "了的"), hit.end):
        return False
    return danger_patterns.THAT_ONE.search(passage.low, clause.start, hit.end) is not None


def _is_of_another_life(passage: Passage, clause: Clause) -> bool:
    """七六年我在部队 发疟疾烧到41度: the clauses before it say when that was, and nothing says that it is of now."""
    told = passage.around(clause, 2, 0)
    return any(talk_patterns.IN_THOSE_DAYS.search(c.text) for c in told) and not any(patterns.OF_NOW.search(c.text) for c in told)
