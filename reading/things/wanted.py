"""Whether a thing that is named is asked for: not refused, not had already, not talked about, not broken."""

from reading.expressions import patterns, request_patterns, talk_patterns, work_patterns
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.message.suggestions import sort_of
from reading.talk.general import asks_the_neighbours, is_advice, is_price_talk
from reading.talk.tone import CAME_OR_NOT, Tone, asks_only, asks_whether_there_is
from reading.things.asking import asked_here, asked_with_it, asks
from reading.things.bare import is_a_wish, is_bare, is_had, is_recipe, stands_bare
from reading.things.complained_of import is_a_dish, is_complained_of, of_a_diet
from reading.things.item import Item
from reading.things.refused import is_refused
from reading.things.talked_about import is_talked_about
from reading.things.told_of import has_happened
from reading.values.days import days_left_in


def is_wanted(item: Item, passage: Passage, tone: Tone, grammar: Grammar, told: Kind | None) -> bool:
    """Whether somebody asks for this thing here and now."""
    if is_refused(item, passage, grammar.lexicon):
        return False
    if told is not None:
        return True
    if tone.teaches and not (item.counted and passage.rooms and stands_bare(item, passage, grammar.lexicon)):
        return False
    dreamt = tone.dreams and not _is_meant_now(item, passage, grammar.lexicon)
    if dreamt and not (item.counted and _has_no_dream(item, passage, grammar.lexicon)):
        return False
    following = passage.around(item.clause, 0, 1)[-1]
    seen_to = following is not item.clause and not item.clause.hard and work_patterns.SEEN_TO.match(following.text) is not None
    if passage.staff and (item.clause.text.endswith(CAME_OR_NOT) or seen_to):
        return False  # 410换床垫 已换
    if (is_advice(passage) or is_price_talk(passage)) and not _says_only_how_much(passage, item, grammar.lexicon):
        return False
    if has_happened(item, passage, grammar.lexicon):
        return False
    if is_talked_about(item, passage, tone, grammar) or not _may_be_meant(item, passage, grammar):
        return False
    if talk_patterns.ONE_OR_OTHER.search(item.clause.text):
        return False
    urged = item.counted and item.clause.text.endswith("嘛") and item.clause.text[-2:-1] == item.unit  # 红糖一包嘛
    urged = urged or (item.counted and item.clause.text.endswith("吧") and is_a_wish(item, passage, grammar.lexicon))  # 氨氯地平吧 一盒
    if asks_only(passage, item.clause, grammar.lexicon) and not urged and not (item.counted and asked_here(passage, item, grammar)):
        return asks_whether_there_is(passage, item.clause, item.start, grammar.lexicon) and not passage.staff
    if not item.counted:
        if talk_patterns.MADE_DO.search(passage.text) and not talk_patterns.BEGS.search(passage.text):
            return False
        return not is_complained_of(passage, item, grammar) and _has_reason(passage, item, tone, grammar)
    if _is_to_be_changed(item, passage, grammar):
        return False
    if not asked_here(passage, item, grammar) and not is_a_wish(item, passage, grammar.lexicon):
        return False  # 馒头吃了三个
    unknown = not item.known and item.sort != "medicine"
    if unknown and is_complained_of(passage, item, grammar) and not asks(passage, item.clause, grammar.lexicon):
        return False  # 床板塌了一块
    drug = item.sort == "medicine" and is_a_wish(item, passage, grammar.lexicon)
    return not tone.advises or drug or (item.known and _is_whole(passage, item)) or asked_here(passage, item, grammar)


def _is_to_be_changed(item: Item, passage: Passage, grammar: Grammar) -> bool:
    """电热水壶不通电 来换一个; 饭里有猪肉 给弄个清真的; 他吃不了盒饭 每顿给碗白粥: the count asks to put right what is complained of."""
    counted_in = passage.clause_at(item.spans[0][0] if item.spans else item.start)
    if counted_in is not item.clause:
        complained_of = is_complained_of(passage, item, grammar)
        if complained_of and request_patterns.COMES_TO_CHANGE.search(counted_in.text):
            return True
        if is_a_dish(item, grammar) and ((complained_of and item.unit not in _SOLD_BY) or item.unit in ("碗", "份", "顿", "餐")):
            return True
    served = item.unit in ("碗", "份") or item.name.endswith(("饭", "餐"))
    return served and is_a_dish(item, grammar) and of_a_diet(passage, grammar)


_SOLD_BY = frozenset(("箱", "瓶", "袋", "包", "罐", "桶", "提", "斤", "听", "盒"))
"""牛奶五箱 不要太甜的: no kitchen serves so much."""


def _may_be_meant(item: Item, passage: Passage, grammar: Grammar) -> bool:
    """An unknown word needs more to be a thing; staff ask for a room, or for the site in words of their own."""
    lexicon = grammar.lexicon
    listed = item.known or item.sort == "medicine" or item.name in lexicon.words("goods")
    unknown = not listed and sort_of(item.name, lexicon) != "medicine"
    if unknown and (asks_the_neighbours(passage) or not (asked_with_it(passage, item, grammar) or _beside_known(passage, item, grammar))):
        return False
    if not passage.staff or passage.rooms:
        return True
    return item.counted and _is_for_the_site(passage, lexicon) and not lexicon.says("granted", passage.text)


def _is_for_the_site(passage: Passage, lexicon: Lexicon) -> bool:
    """点上缺口罩20箱; but 84液还有7瓶 酒精4桶 手套快见底了 only counts what is there."""
    said = lexicon.words("staff_requests").find(passage.low, passage.start, passage.end)
    counts = work_patterns.THERE_STILL_IS.search(passage.text) is not None
    return any(not (counts and h.word in _RUNS_LOW) for h in said)


_RUNS_LOW = ("不够了", "快用完", "用完了", "告急", "见底", "缺")


def _has_no_dream(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """雨衣一件 出去那天有雨; but not 出去那天吃三碗米粉."""
    return not lexicon.words("dreams").says(passage.low, passage.start, item.end) and stands_bare(item, passage, lexicon)


def _is_meant_now(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """后天就出去了 拉拉裤麻烦给我们两包: a medicine, or what is asked for in so many words, in clauses that dream of nothing."""
    clauses = [item.clause, *(passage.clause_at(start) for start, _ in item.spans)]
    meant = item.sort == "medicine" or any(talk_patterns.BEGS.search(c.text) for c in clauses)
    return meant and not any(lexicon.says("dreams", c.text) for c in clauses)


def _beside_known(passage: Passage, item: Item, grammar: Grammar) -> bool:
    """An unknown name in a list of counted, known things is one more of them."""
    known = passage.hits("items", grammar.lexicon.items)
    elsewhere = any(not item.clause.start <= hit.start < item.clause.end for hit in known)
    if not item.counted or elsewhere:
        return item.counted
    return _is_whole(passage, item) and (item.unit != "个" or item.name[-1] in _OF_A_TOOL)


_OF_A_TOOL = frozenset("膏刷巾纸刀盆杯袋梳鞋袜裤衣被枕垫帽伞笔灯壶锅碗筷勺皂粉水夹架针线子器机篮桶盒箱瓶板套罩钩扇球锁扣挠尺铲帘毯席凳椅桌")
"""What things to be bought end in: 放药的小盒子一个, but 巴西五个."""


def _says_only_how_much(passage: Passage, item: Item, lexicon: Lexicon) -> bool:
    """红牛6罐, 依巴斯汀10mg 1盒, and its price in the next clause: those clauses ask by themselves."""
    clauses = [item.clause, *(passage.clause_at(start) for start, _ in item.spans)]
    if item.unit is None or any(talk_patterns.PRICED.search(c.text) or c.text[-1].isdigit() for c in clauses):
        return False  # 一箱橙子58: that is its price
    return stands_bare(item, passage, lexicon)


def _is_whole(passage: Passage, item: Item) -> bool:
    """The clause is the thing and its count and nothing else: 榴莲一个, 小号自封袋一卷."""
    end = max([e for _, e in item.spans] + [item.end])
    before = passage.low[item.clause.start : item.start]
    return before in ("", item.strength) and item.clause.end - end <= 1 and item.unit is not None


def _has_reason(passage: Passage, item: Item, tone: Tone, grammar: Grammar) -> bool:
    """Not counted: then a verb of asking, or that it has run out, or days left must stand beside it."""
    if is_recipe(passage) and not talk_patterns.BEGS.search(passage.text):
        return False
    whole = _is_whole_name(passage, item, grammar.lexicon)
    around = _near(item, passage, 3 if whole else 1)
    begs = item.sort == "medicine" and talk_patterns.BEGS.search(passage.text) is not None
    if (begs or not tone.advises) and any(asks(passage, c, grammar.lexicon) for c in around):
        return asks_whether_there_is(passage, item.clause, item.start, grammar.lexicon) or not any(
            asks_only(passage, c, grammar.lexicon) for c in around if c.end > item.start
        )
    if item.known and whole and any(patterns.QUANTITY.search(c.text) for c in passage.around(item.clause, 2, 1)):
        return not is_had(item, passage, grammar.lexicon)
    if item.sort == "medicine" and item.known and whole and _is_needed_daily(item, passage, grammar.lexicon):
        return True
    return item.sort == "medicine" and any(_runs_low(c, passage, grammar) for c in passage.around(item.clause, 0, 4))


def _near(item: Item, passage: Passage, before: int) -> list[Clause]:
    """The clauses around it, two of them behind it; those that only tell how a medicine is taken are not counted."""
    near = passage.around(item.clause, before, 5)
    at, counted = near.index(item.clause) + 1, 0
    while at < len(near) and counted < _BEHIND:
        taken = item.sort == "medicine" and request_patterns.HOW_IT_IS_TAKEN.search(near[at].text) is not None
        counted += not taken or near[at].asked
        at += 1
    return near[:at]


_BEHIND = 2
"""Clauses: 左氧氟沙星0.5g 一天一片 医生说连吃五天 麻烦给配齐 is read all the same."""


def _is_needed_daily(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """恩替卡韦分散片 我乙肝不能停的 麻烦快点: only named, and somebody cannot do without it."""
    following = [c for c in passage.around(item.clause, 0, 3) if c is not item.clause]
    said = any(request_patterns.CANNOT_STOP.search(c.text) for c in following)
    return said and not any(asks_only(passage, c, lexicon) for c in following)


def _runs_low(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """还剩三天, 只剩两颗了, 要一个月的量: said of a medicine it is reason enough."""
    if days_left_in(passage.low, clause.start, clause.end, grammar.lexicon) is not None:
        return True
    return request_patterns.NEARLY_OUT.search(clause.text) is not None or request_patterns.AMOUNT_FOR.search(clause.text) is not None


def _is_whole_name(passage: Passage, item: Item, lexicon: Lexicon) -> bool:
    """The clause is nothing but the thing, perhaps numbered; so is what stands between two strokes: 抽纸两提/拖鞋/肥皂一块."""
    low, clause = passage.low, item.clause
    start, stop = low.rfind("/", clause.start, item.start) + 1 or clause.start, low.find("/", item.end, clause.end)
    before, stop = low[start : item.start].lstrip(), clause.end if stop < 0 else stop
    also = next((w for w in _ALSO if before.startswith(w)), "")
    if also and _goes_on_counting(item, passage, lexicon):
        before = before.removeprefix(also)
    end = item.end + next((len(w) for w in ("若干", "少许", "一些", "适量", "各种") if low.startswith(w, item.end)), 0)
    return stop - end <= 1 and len(before) <= 3 and not any("\u4e00" <= c <= "\u9fff" for c in before)


_ALSO = ("还有", "另外", "再就是", "以及", "外加", "再加", "加上", "加个", "还加", "和")


def _goes_on_counting(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """布洛芬一盒, 还有西瓜霜: one more of the list. But 布洛芬吃了一盒 还有西瓜霜 tells what is still there."""
    before = passage.around(item.clause, 1, 0)[0]
    return before is not item.clause and patterns.QUANTITY.search(before.text) is not None and is_bare(before, item, passage, lexicon)
