"""Things that are named and not asked for: had already, of the past or of others, broken, used, of the meals, in a film."""

from reading.expressions import danger_patterns, mention_patterns, patterns, talk_patterns, work_patterns
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.talk.tone import Tone, is_past
from reading.things.asking import asked_here, asks
from reading.things.bare import stands_bare
from reading.things.beside_another import did_harm
from reading.things.complained_of import is_a_dish, of_a_diet
from reading.things.item import Item
from reading.things.item_counts import ASKED_FOR

_AMONG_NEIGHBOURS = (
    "有人一起", "谁一起", "有没有人一起", "哪个一起", "一起吗", "有没有人用", "有没有人吃", "有人用过", "有人吃过", "谁用过", "谁吃过",
    "有人有", "有没有同款", "有同款", "哪间有", "哪屋有", "哪个房间有", "谁有", "谁家有", "哪位有", "哪个有", "边个有",
)  # fmt: skip


def is_talked_about(item: Item, passage: Passage, tone: Tone, grammar: Grammar) -> bool:
    """Had already, of the past, offered to others, seen in a film."""
    lexicon, clause = grammar.lexicon, item.clause
    thanked = mention_patterns.THANKED_FOR.match(clause.text) and lexicon.says("helpers", clause.text)
    sought = not item.counted and talk_patterns.SKILL_SOUGHT.search(clause.text) is not None  # 有没有打羽毛球的
    begs = talk_patterns.BEGS.search(passage.text) is not None
    played = not item.known and item.sort != "medicine" and danger_patterns.A_GAME.search(passage.text) is not None  # 三国杀来个主公
    regretted = any(mention_patterns.REGRETS.search(c.text) for c in passage.around(clause, 0, 1))
    if not begs and (played or regretted):
        return True
    if thanked or sought or any(w in clause.text for w in _AMONG_NEIGHBOURS):
        return True  # 谢谢志愿者帮我送水上来; asked of the neighbours
    if _is_of_others_or_then(item, passage, lexicon) or mention_patterns.PEOPLE_SEEN.search(clause.text):
        return True
    if _is_only_named(item, passage, lexicon) or _is_broken_or_used(item, passage) or _is_of_the_meals(item, passage, grammar):
        return True
    if any(w in passage.low[clause.start : item.start] for w in ("去医院", "到医院", "上医院", "回医院", "去换", "去做")):
        return True
    near = passage.around(clause, int(item.counted and not asks(passage, clause, lexicon)), 0)
    if any(lexicon.says("given_away", c.text) for c in near) or _was_got(item, passage, lexicon):
        return True
    here = item.counted and (_in_another_size(item, passage, lexicon) or asked_here(passage, item, grammar))
    if (is_past(passage, clause, lexicon) and not here) or (tone.offers and not _asks_itself(item, grammar)):
        return True
    return tone.tells and not asked_here(passage, item, grammar) and not (item.counted and stands_bare(item, passage, lexicon))


def _is_of_others_or_then(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """被子1床 in what must be taken to school; 小时候发烧 奶奶再给我一瓶汽水, with nothing of now before it."""
    if passage.once(("others",), lambda: mention_patterns.LIST_OF_OTHERS.search(passage.text)) and "帮" not in passage.text:
        return True
    since = passage.once(("since",), lambda: talk_patterns.LONG_SINCE.search(passage.low, passage.start, passage.end))
    if since is None or since.start() > item.start or (item.sort == "medicine" and stands_bare(item, passage, lexicon)):
        return False  # 坐月子那年落下的 正天丸一盒
    stop = max(item.clause.end, *(passage.clause_at(start).end for start, _ in item.spans)) if item.spans else item.clause.end
    return talk_patterns.OF_TODAY.search(passage.low, since.end(), stop) is None


def _is_only_named(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """Something else is wanted in its place, or it is compared, addressed, prepared, or for sale somewhere."""
    clause, low = item.clause, passage.low
    before = low[max(clause.start, item.start - 3) : item.start]
    instead = not item.counted and low.startswith(("的话", "就换", "就要", "就买"), item.end)
    lacking = before.endswith(("没有", "没", "冇", "冇得"))
    if lacking and (instead or (not item.counted and _is_replaced(item, passage))):
        return True  # 没有布洛芬的话对乙酰氨基酚也行
    if before.endswith("像") or (before.endswith("要的") and low.startswith("是", item.end) and not item.counted):
        return True  # 喉咙像吞刀片; 304要的奶粉是3段不是2段
    if (
        item.name in lexicon.words("kin")
        and not item.counted
        and low.startswith(("咳", "烧", "发", "吐", "拉", "痛", "疼", "们"), item.end)
    ):
        return True  # 娃娃咳得凶, 麻烦娃娃们了
    if not item.counted and did_harm(item, passage, lexicon):
        return True
    if not item.counted and _is_changed_for_another(item, low, lexicon):
        return True
    if item.name in lexicon.words("kin") and low.startswith(("要", "用", "想", "需", "的", ":"), item.end):
        return True  # 娃娃要：拉拉裤1包
    if is_handled(item, lexicon) or (not item.counted and mention_patterns.IS_KEPT.search(low, clause.start, item.start)):
        return True
    if not item.counted and low.startswith(("里没", "里面没", "里头没", "里少", "里忘", "里漏"), item.end):
        return True  # 送双筷子 饭盒里没放
    bad = mention_patterns.TOLERATES_NOT.match(low, item.end) or low.startswith(_OF_NO_USE, item.end)
    if bad and not item.counted:
        return True  # 我对青霉素过敏: what somebody must not have
    sold = any(w in clause.text for w in ("卖断货", "卖光", "卖完", "脱销", "抢光", "抢购"))
    return sold or (item.counted and low.startswith(_HAVING, item.end))  # how things stand in the shops


def _is_changed_for_another(item: Item, low: str, lexicon: Lexicon) -> bool:
    """医生让我把氨氯地平换成贝那普利 两盒; 布洛芬换成颗粒 is the same in another form."""
    change = mention_patterns.CHANGED_FOR.match(low, item.end)
    other = lexicon.items.at(low, change.end(), item.clause.end) if change is not None else None
    return other is not None and other not in lexicon.words("forms") and other not in lexicon.words("modifiers")


def is_handled(item: Item, lexicon: Lexicon) -> bool:
    """切水果 割了手, 削地瓜削到手: what was being done with it, and none is asked for."""
    done = item.name.startswith(("喷一", "擦一", "抹一", "涂一", "洗一", "消一"))  # 喷一遍酒精
    return not item.counted and (done or (item.name[0] in _HANDS and item.name[1:].lower() in lexicon.items))


_HANDS = "切削剁煮洗晾晒端捡倒喷塞"


def _is_broken_or_used(item: Item, passage: Passage) -> bool:
    """镜前灯坏了一个, 昨晚把饭盒都摔了, 止痛药吃了一片不管用: told of what became of it."""
    clause, low = item.clause, passage.low
    if not item.counted and mention_patterns.HURT_BY_IT.search(low, item.end, clause.end):
        return True
    count = item.spans[0][0] if item.spans else None
    behind = count is not None and item.end < count and not low.startswith(ASKED_FOR, count)
    if behind and count is not None and item.sort != "medicine" and patterns.GONE_BAD.search(low, item.end, count):
        return True  # but 地高辛 快断了 各来一盒
    if any(low.startswith(("坏的", "好的"), end) for _, end in item.spans):
        return True  # 体温枪两把坏的 一把好的
    thrown = not item.counted and ("把" in low[max(clause.start, item.start - 3) : item.start] or low.startswith("都摔", item.end))
    if thrown and mention_patterns.THROWN.search(low, item.end, clause.end) and item.name.lower() not in low[item.end : passage.end]:
        return True
    if (
        not item.counted
        and mention_patterns.BROKEN_NOW.match(low, item.end, clause.end)
        and item.name[-1].lower() in low[clause.end : passage.end]
    ):
        return True  # 水杯摔裂了 再要一个吸管杯
    if not item.counted and mention_patterns.PROPPED.search(clause.text):
        return True
    if work_patterns.WORKED.search(clause.text) or (count is not None and work_patterns.WORN.search(low, clause.start, count)):
        return True  # 吃完退烧药降到36.9了, 盖两床被子还抖
    if count is not None and count < item.start and patterns.DONE_WITH.search(low, clause.start, count):
        return True  # 摔了两个杯子
    if not item.counted and any(w in clause.text for w in ("不管用", "不顶用", "没效果", "不见效", "不起作用")):
        return True
    first = min((s for s, _ in item.spans), default=clause.start)
    taken = mention_patterns.TAKING.search(low, clause.start, min(first, item.start))
    return bool(taken) and item.sort == "medicine" and item.unit in ("粒", "片", "颗", "丸", "勺", "滴")  # 超过38.5要吃布洛芬一粒


def _is_replaced(item: Item, passage: Passage) -> bool:
    """药房讲没有松龄血脉康 就换脑心通胶囊."""
    behind = passage.around(item.clause, 0, 1)[-1]
    return behind is not item.clause and behind.text.startswith(("就", "那就", "换", "那换", "改"))


def _is_of_the_meals(item: Item, passage: Passage, grammar: Grammar) -> bool:
    """孩子吃不饱 多给一份饭; 能加俩鸡腿不 盒饭不够造; 每顿给碗白粥: the kitchen is to do otherwise, nothing is to be bought."""
    clause = item.clause
    if item.name in _MEALS and (passage.low.startswith(("有", "里有"), item.end) or of_a_diet(passage, grammar)):
        return True
    if not is_a_dish(item, grammar):
        return False
    if any(w in clause.text for w in ("每顿", "每餐", "顿顿", "餐餐", "天天给")):
        return True
    count = min((s for s, _ in item.spans), default=clause.start)
    added = item.counted and not {"加", "多"}.isdisjoint(passage.low[max(clause.start, count - 1) : count + 1])
    return added and of_a_diet(passage, grammar)


def _was_got(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """昨天送的牛奶, 包里有两盒药: had already; 上次买的缬沙坦吃完了, 上次给的就挺好 再来1盒 want more of it."""
    low, start = passage.low, item.clause.start
    before = passage.around(item.clause, 1, 0)[0]
    if mention_patterns.HAS_IT.fullmatch(before.text) and item.start == start and not asks(passage, item.clause, lexicon):
        return True
    got_before = lexicon.words("got_before")
    got = got_before.find(low, start, item.start) if passage.says(got_before) else []
    if got and lexicon.words("requests").first(low, got[-1].end, item.start) is None:  # 拖鞋断掉了帮我买一双
        counted = bool(item.spans) and low.startswith(("再", "还要", "照"), passage.clause_at(item.spans[0][0]).start)
        again = counted or _in_another_size(item, passage, lexicon)
        return not again and not lexicon.says("ran_out", low[item.end : item.clause.end])
    return patterns.HAS_INSIDE.search(low, start, min([item.start, *(s for s, _ in item.spans)])) is not None


def _in_another_size(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """昨天送的是80mg的 我要160mg的: had in one strength, and wanted in the other; but 80mg 160mg都收到了."""
    if not item.resized or item.sized_in is None:
        return False
    return item.counted or asks(passage, item.sized_in, lexicon)


_HAVING = tuple(f"{by}{got}" for by in ("", "都", "已", "已经", "全") for got in ("收到了", "拿到了", "送来了", "送到了", "领到了"))
_MEALS = frozenset(
    {"饭", "餐", "菜", "饭菜", "盒饭", "早餐", "午餐", "晚餐", "中餐", "早饭", "午饭", "晚饭", "中饭", "加餐", "主食", "米饭"}
)
_FAILED = (
    "没用", "不管用", "不顶用", "没效", "不见效", "不见好", "压不住", "不起作用", "不对症", "不能用", "不能吃", "吃不得", "用不得",
    "没处", "没地方", "没地儿",
)  # fmt: skip
_OF_NO_USE = tuple(
    f"{did}{much}{bad}"
    for did in ("", "吃了", "用了", "喝了", "擦了", "含了")
    for much in ("", "都", "也", "根本", "又")
    for bad in _FAILED
)
"""布洛芬没用, 湿衣服没处洗: somebody has it."""


def _asks_itself(item: Item, grammar: Grammar) -> bool:
    """The verb of asking stands in the thing's own clause: somebody who offers does not ask."""
    return patterns.ASKING.search(item.clause.text) is not None and (item.counted or grammar.lexicon.says("wants", item.clause.text))
