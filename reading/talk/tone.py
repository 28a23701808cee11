"""What sort of talk a message is: selling, offering, teaching, asking, joking, telling of others. Requests are none of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.expressions import patterns, request_patterns, talk_patterns, work_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.talk.put_off import is_put_off
from reading.text.words import Hit, Words


@dataclass(slots=True)
class Tone:
    """The talk a message is made of."""

    sells: bool
    """Or says what there is in stock."""
    offers: bool
    advises: bool
    teaches: bool
    hints: bool
    """Teaches, but only in words that reports have as well: 明早, 门口."""
    tells: bool
    """Of television, of what others say."""
    jokes: bool
    preaches: bool
    dreams: bool
    """Of what people will do when they are out."""
    forwards: bool


def tone_of(passage: Passage, lexicon: Lexicon) -> Tone:
    """Look at the whole message once."""
    hits = [
        h for h in lexicon.tones.find(passage.low, passage.start, passage.end) if not (is_put_off(passage.low, h) or _is_aside(passage, h))
    ]
    said = {name for hit in hits for name in lexicon.tones.values[hit.word].split()}

    if "fiction" in said and talk_patterns.SHAKEN.search(passage.text):
        said.discard("fiction")  # 又梦见那天 吓醒好几次: what is dreamt, and what it does to the dreamer
    strong = "instructions" in said or "preaching" in said or "@所有人" in passage.clean.text[passage.start : passage.end]
    strong = strong or (passage.staff and work_patterns.ORDER.match(passage.low, passage.start, passage.end) is not None)
    weak = "instructions_weak" in said and not passage.rooms
    case = "hypothetical" in said and not lexicon.says("none", passage.text) and not _is_of_a_room(passage, hits, lexicon)
    opening = passage.low[passage.start : passage.start + 6]
    return Tone(
        "ads" in said or (passage.staff and patterns.STOCK.search(passage.low, passage.start, passage.end) is not None),
        "offers" in said or talk_patterns.COME_TO_ME.search(passage.text) is not None,
        "advice" in said,
        passage.staff and (strong or weak or case),
        weak and not strong and not case,
        ("fiction" in said or is_of_a_film(passage) or patterns.REPORTED_SPEECH.search(passage.text) is not None)
        and not lexicon.says("nuisance", passage.text),
        "jokes" in said,
        "preaching" in said,
        "dreams" in said,
        "发错群" in passage.text
        or opening.startswith(("转:", "转：", "转发", "转自", "【转"))
        or (not passage.staff and lexicon.words("forwarded").says(passage.low, passage.start, min(passage.end, passage.start + 24))),
    )


def _is_aside(passage: Passage, hit: Hit) -> bool:
    """天花板往下滴水 祝大家早日解除: courtesy beside what is told makes no sermon of it."""
    return len(passage.clauses) > 1 and talk_patterns.ASIDE.fullmatch(passage.clause_at(hit.start).text) is not None


def is_of_a_film(passage: Passage) -> bool:
    """一直在刷那个救人的视频, 追到第12集: seen on a screen."""
    return passage.once(("film",), lambda: _is_of_a_film(passage.text))


def _is_of_a_film(text: str) -> bool:
    return not _ON_A_SCREEN.isdisjoint(text) and talk_patterns.FILMED.search(text) is not None


_ON_A_SCREEN = frozenset("集视频播影剧片目综说闻局主二派球守镜赛")


def _is_of_a_room(passage: Passage, hits: Sequence[Hit], lexicon: Lexicon) -> bool:
    """503不吃猪肉 不要放: what somebody does not want is no teaching when a room is named; 如果, 碰到 always are."""
    conditional = lexicon.words("conditional")
    return not any(h.word in conditional for h in hits) and bool(passage.rooms)


CAME_OR_NOT = ("到没有", "了没有", "好没有", "来没有", "到没", "了没")
"""送到没有, 买了没: asked about what is under way already."""


def asks_only(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """A question that wants an answer, not a thing: 饭前吃还是饭后吃, 多少钱."""
    return passage.once(("asks only", clause.start, clause.end), lambda: _asks_only(passage, clause, lexicon))


def _asks_only(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    if _is_asked(lexicon.words("questions_hard"), passage, clause) or patterns.EITHER_OR.search(clause.text):
        return True
    asked = clause.asked or (clause.text.endswith(_QUESTION_ENDS) and not _only_states(clause.text))
    if not asked and not _is_asked(lexicon.words("questions"), passage, clause):
        return False
    orders = clause.text.startswith(("给我", "给俺", "给咱")) and clause.text.endswith(("嘛", "吧"))  # 给我拿点去痛片嘛
    orders = orders or (clause.text.endswith("嘛") and patterns.ENDS_IN_A_COUNT.search(clause.text) is not None)  # 红糖一包嘛
    orders = orders or (request_patterns.CHANGES_IT.search(clause.text) is not None)  # 换氨溴索吧
    orders = orders or request_patterns.WILL_YOU.search(clause.text) is not None
    return not orders and not lexicon.says("pleas", clause.text)


_QUESTION_ENDS = (*CAME_OR_NOT, "吗", "么", "嘛", "呢", "没", "不", "啵", "不咯", "吧", "伐")


def _asks_when(clause: Clause) -> bool:
    """饭前吃还是饭后吃, 饭前吃吗."""
    return (
        "还是" in clause.text or ("饭前" in clause.text and "饭后" in clause.text) or clause.asked or clause.text.endswith(_QUESTION_ENDS)
    )


def _is_asked(words: Words, passage: Passage, clause: Clause) -> bool:
    """谁都不想理, 什么也吃不下 and 这几天 ask nothing."""
    low = passage.low
    for hit in words.find(low, clause.start, clause.end) if passage.says(words) else ():
        if low.startswith(_IN_A_DRUG, hit.start):
            continue
        if hit.word == "么" and low.endswith(("这", "那", "多", "恁"), clause.start, hit.start):
            continue  # 这么关着我觉得快不正常了
        none = low.endswith(("没有", "没", "没得", "冇", "冇得", "不"), clause.start, hit.start)
        if hit.word[0] in "哪什啥么" and none and not low.endswith(("有没有", "有没"), clause.start, hit.start):
            continue  # 没有哪里不舒服, 没什么症状
        if hit.word.startswith("怎么") and low[hit.start - 1 : hit.start] in ("没", "不", "未"):
            continue  # 三天没怎么吃饭
        anything = hit.word[0] in "谁什啥哪怎么" and talk_patterns.ALL_OF_THEM.match(low, hit.end, clause.end) is not None
        twice = hit.word in ("什么", "啥", "么子") and _only_states(clause.text)
        lately = hit.word[0] == "几" and hit.start > 0 and low[hit.start - 1] in "这那十好前头爷娘哥姐弟妹们俺咱"
        lately = lately or (hit.word == "几天" and low[hit.end : hit.end + 1] in tuple("没不都冇未"))
        somebody = hit.word == "有人" and low[hit.end : hit.end + 1] in tuple("在把敲老总一天半吵抽偷拿骂打闯跟盯对往从")
        if (
            hit.word in ("快递", "外卖", "过期", "寄到", "可以寄")
            and not (clause.asked or passage.staff)
            and talk_patterns.WENT_ASTRAY.search(low, hit.start, clause.end)
        ):
            continue  # 快递被人拿错了, 护照过期了
        if (
            hit.word[0] == "几"
            and low.find("了", clause.start, hit.start) >= 0
            and not clause.asked
            and not clause.text.endswith(_QUESTION_ENDS)
        ):
            continue  # 身上起了零零星星几个疹子
        counts_as = hit.word == "算" and low.startswith(("算旷", "算了", "算好", "算命", "算账"), hit.start)
        of_meals = hit.word in ("饭前", "饭后") and not _asks_when(clause)  # 饭后头晕, 饭后吃
        goes_on = (hit.word == "还是" and _goes_on(low, hit, clause)) or (hit.word == "呢" and _only_states(clause.text))
        goes_on = goes_on or (hit.word in ("嘛", "呢") and patterns.HAS_COUNT.match(low, hit.end, clause.end) is not None)  # 体温嘛36.2
        goes_on = goes_on or (hit.word == "好久" and low[hit.start - 1] == "了")  # 哭了好久
        if not anything and not twice and not lately and not somebody and not counts_as and not of_meals and not goes_on:
            return True
    return False


_IN_A_DRUG = ("吗丁啉", "吗啉胍", "吗氯贝", "吗替麦", "吗多明", "吗叮", "吗啡", "吗特灵")


def _only_states(text: str) -> bool:
    """好着呢, 还烧着呢, 还没到呢, 吃什么吐什么 ask nothing."""
    if any(text.count(word) > 1 for word in ("什么", "啥", "么子")):
        return True
    return text.endswith("呢") and (
        text.endswith(("着呢", "没呢", "才呢", "都没有呢", "也没有呢", "好呢")) or text.startswith(("还", "都还", "正", "才"))
    )


def _goes_on(low: str, hit: Hit, clause: Clause) -> bool:
    """血压还是高, 还是不舒服 tell; 吃还是不吃, 是A还是B ask."""
    before, after = low[clause.start : hit.start], low[hit.end : clause.end]
    either = clause.asked or "是" in before or (after[:1] == "不" and after[1:2] == before[-1:]) or after.endswith(("呢", "吗"))
    if not either and not before[-1:].isdigit() and patterns.TEMPERATURE.match(low, hit.end, clause.end):
        return True  # 孩子还是38.2
    return not either and after.startswith(tuple("高低不没很有痛疼咳烧痒晕吐拉睡难老那这一想麻发头喉嗓闷肿凉冷热坏漏堵红"))


def asks_whether_there_is(passage: Passage, clause: Clause, index: int, lexicon: Lexicon) -> bool:
    """有没有多的被子, 有奥美拉唑吗: a polite way to ask for the thing that begins at `index`."""
    before = passage.low[clause.start : index]
    if any(w in clause.text for w in _ASKED_OF_ALL) or talk_patterns.SKILL_SOUGHT.search(clause.text):
        return False
    asked = clause.text.endswith(("吗", "么", "没", "嘛", "伐", "勿", "冇"))
    return lexicon.says("asks_for", clause.text) or (before.endswith(("有", "还有")) and asked)


_ASKED_OF_ALL = (
    "有没有人", "超市有没有", "药店有没有", "外面有没有", "楼下有没有",
    "地方", "时间段", "的时间", "都有吗", "都有么", "都有没", "每间", "每个", "每人",
    "可以放", "能放", "可放", "能存", "可以存", "冷藏", "保存",
)  # fmt: skip


def asks_for_a_doctor(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """麻烦医生上来看看; 医生能不能上来一趟 is a plea as well, 医生几点来 only asks."""
    if not asks_only(passage, clause, lexicon) or request_patterns.BEGS_SOFTLY.match(clause.text):
        return lexicon.says("doctor", clause.text) or request_patterns.VISIT.search(clause.text) is not None
    pleads = request_patterns.VISIT.search(clause.text) and request_patterns.MAY_IT_BE.search(clause.text)
    return bool(pleads) and not lexicon.says("when_asked", clause.text)


def is_past(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """The clause tells of long ago."""
    return passage.once(("past", clause.start, clause.end), lambda: _is_of_long_ago(passage.low, clause, lexicon))


def _is_of_long_ago(low: str, clause: Clause, lexicon: Lexicon) -> bool:
    """以前不这样, 之前从没疼过 tell what is new."""
    if talk_patterns.IN_THOSE_DAYS.search(clause.text) and not patterns.OF_NOW.search(clause.text):
        return True
    hits = lexicon.words("past").find(low, clause.start, clause.end)
    return any(not low.startswith(NEVER, h.end) for h in hits)


NEVER = (
    "不",
    "没",
    "从不",
    "从没",
    "从来",
    "都不",
    "都没",
    "也不",
    "也没",
    "挺",
    "好好",
    "很好",
    "蛮好",
    "爱说",
    "爱笑",
    "开朗",
    "话多",
    "活泼",
)
"""Behind 以前: it was otherwise then."""
