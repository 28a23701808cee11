"""Of which sort a special situation is: of the body, the mood, the food, or something else."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns, talk_patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.text.words import Hit
from reading.values.symptoms import is_denied


def is_said(hit: Hit, clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """Not denied, no 能不能吃, no telephone of somebody who does not answer: 老板电话打不通 is no fault."""
    low = passage.low
    if clause.text == "没人接" or talk_patterns.ASIDE.fullmatch(clause.text) is not None:
        return False  # 1012 没人接; 你们也要注意身体
    if _means_something_else(hit, low) or _is_not_so(hit, clause, low) or _belongs_to_a_thing(hit, clause, passage, grammar):
        return False
    if low.endswith(grammar.lexicon.feared, clause.start, hit.start) and grammar.lexicon.says("faults", hit.word):
        return False  # 怕停电 要手电筒一支
    if hit.word.startswith(_WHY_ANOTHER_REPORTS) and patterns.REPORTS_FOR.search(passage.text) is not None:
        return False  # 替1311报一下 36.9 他手机坏了
    empty = hit.word.startswith(("没电", "没网", "没信号")) and low.endswith(_OWN_DEVICES, clause.start, hit.start)
    if empty or hit.word.startswith("电池"):
        return False  # 手机没电了
    if hit.word[0] in "没不":
        return low[hit.start - 1 : hit.start + 2] not in ("能不能", "要不要", "会不会", "有没有", "用不用")
    if _is_a_sigh(hit, clause, passage) or _is_advice(hit, clause, low) or _fails_at_work(hit, clause, low, grammar):
        return False
    if any(w in low[clause.start : hit.start] for w in _OUT_THERE):
        return not hit.word.startswith(_AT_HOME)
    if _is_a_call(hit, clause, low):
        return False
    if hit.word.endswith(_DUE) and low.startswith(("查", "时", "后", "说", "结果", "的时候", "那天", "完", "过"), hit.end):
        return False  # 产检查出来缺铁
    if hit.word.startswith(_DUE) and low.endswith(("还没", "还没有", "没人", "没法", "没能", "没来得及"), clause.start, hit.start):
        return True  # 伤口还没拆线
    return not is_denied(low, hit.start, clause.start, grammar.lexicon)


def _means_something_else(hit: Hit, low: str) -> bool:
    """我一直烧水洗澡; 从窗户看不见西边."""
    if hit.word in ("看不见", "看不清") and request_patterns.OUT_OF_VIEW.match(low, hit.end):
        return True
    if hit.word.endswith("倒了") and hit.word.startswith(_UPSET):
        return True  # 热水瓶倒了 烫到脚背
    if hit.word.endswith(("没吃", "没喝", "没动")) and low.startswith("完", hit.end):
        return True  # 饭没吃完 太多了
    if hit.word.endswith("在烧") and low[hit.start - 1 : hit.start] in tuple("壶水锅汤茶灶"):
        return True  # 水壶还在烧
    cooked = hit.word.endswith("烧") and low[hit.end : hit.end + 1] in tuple("水饭菜烤汤茶")
    return cooked or (hit.word[0] == "烧" and low[hit.start - 1 : hit.start] in tuple("水汤茶壶"))


def _is_not_so(hit: Hit, clause: Clause, low: str) -> bool:
    """没有不舒服; 灯没坏; 想和我老婆住一间 misses nobody; 昨天反映的噪音今天没有了; 失眠就数羊."""
    if talk_patterns.REMEDIED.match(low, hit.end) and low[hit.start - 1 : hit.start] not in ("一", "老"):
        return True
    pets = talk_patterns.OF_A_PET.search(low, max(0, clause.start - 1), hit.start) is not None
    if pets and not any(w in hit.word for w in ("没人", "丢", "走失", "养")):
        return True
    if hit.word[0] == "不" and low.endswith(_NOTHING, clause.start, hit.start):
        return True
    if any(w in hit.word for w in _NOT_SO) or (hit.word.startswith(_WITH_THEM) and not hit.word.endswith(("家", "家里"))):
        return True
    behind = low[hit.end : hit.end + 8].lstrip(" 今天现在已经都就也早")
    if behind.startswith(("不要紧", "没关系", "不碍事", "无所谓", "倒没事")):
        return True  # 助听器没电了不要紧
    return behind.startswith(("没有了", "没了", "消失了")) and low[hit.start] not in "药水热"


_WITH_THEM = ("想和", "想跟", "想同", "想给", "想帮", "想替", "想为", "想让", "想请", "想叫", "想把", "想问")
"""Something is to be done with or for somebody: 想给崽崽补钙."""


def _is_a_sigh(hit: Hit, clause: Clause, passage: Passage) -> bool:
    """咳 我就说嘛."""
    return hit.word[0] == "咳" and not clause.text.strip("咳") and len(passage.clauses) > 1 and clause is passage.clauses[0]


def _is_advice(hit: Hit, clause: Clause, low: str) -> bool:
    """发烧超过38.5要吃布洛芬."""
    above = low.startswith(("超过", "高于", "达到"), hit.end)
    return above and any(w in clause.text for w in ("要吃", "就吃", "才吃", "再吃", "得吃", "要用"))


def _fails_at_work(hit: Hit, clause: Clause, low: str, grammar: Grammar) -> bool:
    """鱼塘增氧机跳闸了: nothing that is repaired here."""
    if clause.text.startswith("家里") and hit.word.startswith(_AT_HOME):
        return True
    of_a_device = "没人" not in hit.word and grammar.lexicon.says("faults", hit.word)
    if of_a_device and talk_patterns.EXPLAINED.match(low, hit.end):
        return True
    if talk_patterns.NO_FIXTURE.match(low, hit.start) or low[hit.start - 1 : hit.start] in _BEATING:
        return True  # 楼上天天敲地板吵得睡不着
    before_it = next((w for w in ("门口", "电梯口", "窗口") if hit.word.startswith(w)), None)
    if before_it and grammar.lexicon.words("fixtures").first(hit.word, len(before_it)) is None:
        return of_a_device  # 门口的垃圾袋破了
    return of_a_device and grammar.lexicon.says("workplaces", low[clause.start : hit.start])


def _is_a_call(hit: Hit, clause: Clause, low: str) -> bool:
    """老板电话打不通; but 房间里电话打不通 is a fault."""
    of_a_call = hit.word.startswith(("电话", "手机")) and any(c in hit.word for c in "打接通应响")
    return of_a_call and clause.start < hit.start and low[hit.start - 1] not in "的个部间里内"


def _belongs_to_a_thing(hit: Hit, clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """空调房, 药店里, 感冒药: part of another word; 体温计摔了, 婆婆的药没了: said of a thing, and nobody fell or died."""
    word, low = hit.word, passage.low
    others = passage.once(
        ("other words",), lambda: [m.span() for m in talk_patterns.ANOTHER_WORD.finditer(low, passage.start, passage.end)]
    )
    if any((start < hit.start < end) or (start <= hit.start and hit.end < end) or (start < hit.end < end) for start, end in others):
        return True
    if word.endswith("没了") and "药" in word:
        return True
    if any(h.start <= hit.start and hit.end <= h.end and h.end - h.start > len(word) for h in passage.hits("items", grammar.lexicon.items)):
        return True  # 湿润烧伤膏, 止咳糖浆
    if word[0] in "摔掉" and clause.text.startswith(_OWN_THINGS):
        return True
    if not word.startswith("摔"):
        return False
    things = grammar.lexicon.items.values
    broken = low.startswith(("坏", "碎", "烂", "裂"), hit.start + 1) and not low.endswith(("人", "我"), 0, hit.start)
    return broken or any(low[hit.start - width : hit.start] in things for width in (2, 3))


_BEATING = tuple("敲砸跺捶踹")
_UPSET = ("热水瓶", "暖瓶", "暖壶", "水壶", "热水壶", "烧水壶", "开水瓶", "保温壶", "水杯", "杯子")
"""Vessels that fall over; nothing of them is broken."""
_OUT_THERE = ("家里", "老家", "店里", "出租屋", "出租房", "我家那")
_WHY_ANOTHER_REPORTS = ("手机", "不会用")
_DUE = ("拆线", "换药", "复查", "复诊", "产检", "透析", "打疫苗", "输液", "化疗", "放疗")
_OWN_THINGS = ("手机", "平板", "电脑", "眼镜", "杯子", "碗", "耳机", "遥控")
_NOTHING = ("没有", "没啥", "没什么", "没", "冇", "冇得", "没得", "无", "并无")
_NOT_SO = ("不是漏", "不是堵", "不是停", "没碎", "没破", "没裂", "没坏", "没堵", "没漏", "没断", "没停", "不是坏", "够不着", "没哭", "没闹")
_AT_HOME = (
    "花洒", "淋浴", "下水", "插座", "风扇", "抽油烟机", "洗衣机", "热水器", "马桶", "水管", "水", "电", "门", "窗", "锁", "灯", "冰箱",
    "空调", "煤气", "房子", "停电", "停水", "断网", "断电", "跳闸", "没网", "宽带", "屋顶", "房顶", "墙", "天花", "瓦",
)  # fmt: skip
"""我家里的水管爆了 is no fault of this house."""
_OWN_DEVICES = tuple(
    f"{thing}{word}"
    for thing in ("手机", "电瓶", "电池", "充电宝", "平板", "电脑", "手表", "耳机", "电动车", "车子", "手电筒")
    for word in ("", "快", "都快", "要", "也", "又", "已经", "马上", "就")
)


def choice_of(kind: Kind) -> Choice | None:
    """The field by which records of this kind are sorted, if it has one."""
    return next((f for f in kind.fields if isinstance(f, Choice)), None)


def category_of(kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> str | None:
    """The option whose words are there; of several the one named last in the kind's file, which is the more particular."""
    key = ("category", kind.name, *(c.start for c in clauses))
    return passage.once(key, lambda: _category_of(kind, clauses, passage, grammar))


def _category_of(kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> str | None:
    choice = choice_of(kind)
    if choice is None:
        return None
    order, found = list(choice.options), _values_in(kind, choice.name, clauses, passage, grammar)
    if order[0] in found and (asked := _asked_for(kind, choice.name, clauses, passage, grammar)) is not None:
        return asked
    if found and any(request_patterns.TO_BE_TOGETHER.search(c.text) for c in clauses):
        return order[-1]  # 想换到跟我老婆一间
    if order[-1] in found and "emotional" in found and not _wants_it_settled(clauses, passage, grammar):
        found = [value for value in found if value != order[-1]]  # 资料全在学校 天天失眠 心里慌得不行
    if "physical" in found and set(found) <= {"physical", "emotional"} and _is_uneasy(kind, choice.name, clauses, passage, grammar):
        return "emotional"
    if not found and any(passage.cues(grammar.lexicon.phrases("sleepless"), c.start, c.end) for c in clauses):
        found.append("emotional")
    if order[-1] in found and any(w in c.text for c in clauses for w in ("签字", "赶回", "回去一趟", "到场")):
        return order[-1]  # 我爸要做手术 要我签字
    if set(found) == {""}:
        return order[-1]  # the word for all that is left over counts only alone
    found = [value for value in found if value in order]
    doctor = order[0] in found and any(grammar.lexicon.says("doctor", c.text) or request_patterns.VISIT.search(c.text) for c in clauses)
    if doctor and (order[-1] not in found or any(w in c.text for c in clauses for w in ("医", "护士", "大夫"))):
        return order[0]  # a doctor is asked for: then it is the body, whatever else is said
    return max(found, key=lambda value: (found.count(value), value == "dietary", order.index(value))) if found else None


_WHO_IT_IS = ("孕妇", "产妇", "宝妈")
_WHO_IS_ILL = ("病人", "患者", "的病人")
"""Behind a word of illness: 化疗病人 太油的闻着就想吐 is of the food."""
_QUARREL = ("吵架", "争执", "矛盾", "闹矛盾", "闹别扭", "拌嘴", "吵起来")
_APPETITE = (
    "不想吃饭",
    "不想吃东西",
    "不想吃",
    "吃不下",
    "吃不下饭",
    "没胃口",
    "不吃饭",
    "不肯吃饭",
    "不肯吃",
    "不思饮食",
    "茶饭不思",
    "没动筷",
    "没动筷子",
    "饭没动",
    "饭都没动",
    "没吃饭",
    "饭也不吃",
    "饭都不吃",
    "不吃东西",
    "不吃不喝",
    "饭也没动",
    "没怎么吃",
    "没怎么吃饭",
    "没怎么动",
    "一口没吃",
    "饭原样",
    "饭菜原样",
    "菜原样",
)
"""Of which sort a matter is they only say when nothing else does: 502 孕妇 想吃酸的; 人很焦躁 不想吃饭."""


def _wants_it_settled(clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """Whether somebody is to do something about it, or others disturb; 半夜喊叫 劝不住 is told of whom one tries to soothe."""
    if any(w in passage.text for w in _SOOTHED):
        return False
    helps = grammar.lexicon.phrases("help")
    return any(grammar.lexicon.says("nuisance", c.text) or passage.cues(helps, c.start, c.end) for c in clauses)


_SOOTHED = ("劝不住", "劝不动", "哄不住", "哄不好", "安抚不", "怎么劝", "怎么哄")


def _values_in(kind: Kind, choice: str, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> list[str]:
    """The options whose words are there; quarrels, appetite and who somebody is count only when nothing else is said."""
    found, beside, whose = list[str](), list[str](), list[str]()
    mild = grammar.lexicon.words("mild_matters")
    for clause in clauses:
        for hit, value in passage.cues(grammar.options(kind, choice), clause.start, clause.end):
            if hit.word in _WHO_IT_IS or passage.low.startswith(_WHO_IS_ILL, hit.end):
                whose.append(value)
            elif hit.word in _QUARREL or hit.word.endswith(_APPETITE) or hit.word in mild:
                beside.append(value)
            elif is_said(hit, clause, passage, grammar):
                found.append(value if hit.word not in ("其他", "其它", "投诉") else "")
    return found or beside or whose


def _asked_for(kind: Kind, choice: str, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> str | None:
    """我做过胃切除手术 能不能下午加一碗粥: of the sort of what is asked for, whatever the reason."""
    for clause in clauses:
        if passage.cues(grammar.lexicon.phrases("help"), clause.start, clause.end):
            values = {
                v
                for hit, v in passage.cues(grammar.options(kind, choice), clause.start, clause.end)
                if is_said(hit, clause, passage, grammar)
            }
            if values == {"dietary"}:
                return "dietary"
    return None


def _is_uneasy(kind: Kind, choice: str, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """整宿睡不着 心慌得很: a heart that beats, with sleeplessness, is of the mood; a tooth that aches all night is not."""
    if not any(passage.cues(grammar.lexicon.phrases(n), c.start, c.end) for c in clauses for n in ("sleepless", "emotional")):
        return False
    said = [h.word for c in clauses for h, value in passage.cues(grammar.options(kind, choice), c.start, c.end) if value == "physical"]
    weeps = any(passage.cues(grammar.lexicon.phrases("emotional"), c.start, c.end) for c in clauses)
    return all(any(w in word for w in (_OF_UNEASE + _IN_TEARS if weeps else _OF_UNEASE)) for word in said)


_OF_UNEASE = ("心慌", "心悸", "心神", "心里慌", "睡", "失眠", "手抖", "发抖", "心跳", "出汗")
_IN_TEARS = ("坐不住", "子转", "胸口闷", "胸闷", "心口闷", "胸口堵", "头发")
"""What is of the mood when somebody also cries or despairs; alone it is of the body."""
