"""What sounds like danger to life and is none: figures of speech, animals, prices, lessons for whoever may need them."""

from reading.expressions import danger_patterns, talk_patterns
from reading.message.passage import Clause, Passage
from reading.text.words import Hit

_A_SENTENCE = 4
"""Characters beside a cry, below which it is taken at its word."""


def only_exclaims(passage: Passage, hit: Hit) -> bool:
    """隔着玻璃看月亮 救命 也太浪漫了吧: a cry beside a whole sentence in which nobody and no part of a body or house is named."""
    if danger_patterns.CRY.match(hit.word) is None or passage.rooms:
        return False
    told = " ".join([c.text for c in passage.clauses if talk_patterns.ASIDE.fullmatch(c.text) is None])  # 救我 我是新来的
    beside = danger_patterns.CRY.sub("", told)
    return len(beside) >= _A_SENTENCE and danger_patterns.OF_ONES_BODY.search(beside) is None


def is_of_a_game(passage: Passage, hit: Hit) -> bool:
    """残血了 快来救我 中路, 着火啦 十连三个金: who is to be saved, and what burns, is on a screen."""
    called = any(c in hit.word for c in "救s火刀杀砍捅") or hit.word in ("快来人", "来人啊", "快来人啊")  # 快来人 三缺一
    return called and danger_patterns.A_GAME.search(passage.text) is not None


def speaks_of_prices(passage: Passage) -> bool:
    """杀人啦 一斤辣椒十五块: what things cost; who is robbed of five hundred is in danger."""
    return talk_patterns.PRICED.search(passage.text) is not None and not any(c in passage.text for c in "抢偷骗敲")


def is_a_figure(passage: Passage, clause: Clause, hit: Hit) -> bool:
    """作业写到吐血, 无聊得要跳楼: the danger is how much of something harmless there is."""
    figure = danger_patterns.A_FIGURE.search(passage.low, clause.start, hit.end + 1)
    return figure is not None and figure.end() > hit.start and danger_patterns.IN_EARNEST.search(passage.text) is None


def nearly_came(passage: Passage, hit: Hit) -> bool:
    """看到价格差点晕过去: it did not, unless that was just now."""
    nearly = danger_patterns.NEARLY.search(passage.low, max(passage.start, hit.start - 3), hit.end)
    return nearly is not None and danger_patterns.JUST_NOW.search(passage.text) is None


def is_of_an_animal(passage: Passage, hit: Hit) -> bool:
    """我家猫吐血了: nobody stands between the animal and what happens to it, and it bit nobody."""
    if danger_patterns.OF_A_LIVING_THING.search(hit.word) is None:
        return False
    animal = danger_patterns.PET.search(passage.low, passage.start, hit.end)
    if animal is None or animal.end() >= hit.end:
        return False
    return danger_patterns.NOT_THE_ANIMAL.search(passage.low, animal.end(), max(hit.end, animal.end())) is None


def is_a_lesson(passage: Passage, hit: Hit) -> bool:
    """触电先断电源, 充电宝别放床上 会爆炸的: for whoever it may happen to, not of anybody here and now."""
    after = passage.low[hit.end : passage.clause_at(hit.end - 1).end]
    teaches = danger_patterns.A_LESSON.match(after) is not None
    warns = danger_patterns.TURNS_OUT.match(after) is not None and danger_patterns.WARNS.search(passage.text) is not None
    corrects = danger_patterns.CORRECTS.search(passage.text) is not None
    return (teaches or warns or corrects) and danger_patterns.HERE_AND_NOW.search(passage.text) is None
