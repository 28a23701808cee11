"""Things somebody asks for in plain words: medicines and goods, for whom, and what says that they are asked for."""

from collections.abc import Sequence
from dataclasses import replace

from reading.expressions import count_patterns, patterns, report_patterns, request_patterns, talk_patterns
from reading.expressions.patterns import Match, Pattern
from reading.fields import Condition, DaysLeft, Items
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.message.suggestions import sort_of, suggestion_for
from reading.people.mentions import Mention, is_a_group, mentioned, name_before_a_thing
from reading.talk.tone import Tone
from reading.text.words import Hit
from reading.things.beside_another import without_the_told
from reading.things.concerned import Group, by_person, tell_whose
from reading.things.conditions import complaint_in, condition_in, illness_alone
from reading.things.item import Item
from reading.things.item_tokens import may_hold_a_thing
from reading.things.items import items_in
from reading.things.items_unique import unique, without_second_best
from reading.things.nameless import nameless_request
from reading.things.numbering import list_numbers_in
from reading.things.refused import has_enough, name_end, without_the_taken_back
from reading.things.slips import put_right
from reading.things.wanted import is_wanted
from reading.values.days import days_left_in
from reading.values.tickets import tickets_of


def barred_in(passage: Passage, mentions: Sequence[Mention], grammar: Grammar) -> list[Hit]:
    """Stretches that are no thing: rooms with names, days, calendar days, telephone numbers, degrees."""
    low, out = passage.low, [Hit(m.start, m.end, "") for m in mentions if m.room]
    out += [Hit(*place, "") for m in mentions if (place := name_before_a_thing(m, passage, grammar.lexicon)) is not None]
    out += [Hit(m.start, m.end, "") for m in mentions if is_a_group(m, passage)]
    if patterns.HAS_DIGIT.search(low, passage.start, passage.end):
        degrees = patterns.TEMPERATURE.finditer(low, passage.start, passage.end)
        out += [Hit(m.start(), m.end(), "") for m in degrees if not _is_of_a_thing(low, m)]
        things = {h.end for h in passage.hits("items", grammar.lexicon.items)}
        out += list_numbers_in(passage, passage.hits("items", grammar.lexicon.items))
        tickets = [
            t
            for t in tickets_of(passage, grammar)
            if low[t.start] != "x" or len(low[: t.start].rstrip()) not in things or passage.clause_at(t.start).start in passage.closed
        ]
        out += [Hit(t.start, t.end, t.ticket) for t in tickets]  # 数据线 x1 is no ticket
    if "1、" in passage.text:
        out += _numbers_of_a_list(passage)
    characters = set(passage.text)
    for pattern, needed in BARRED:
        if not needed.isdisjoint(characters):
            out += [Hit(m.start(), m.end(), "") for m in pattern.finditer(low, passage.start, passage.end)]
    illnesses = grammar.lexicon.words("conditions")
    return (
        out
        + [h for h in passage.hits("conditions", illnesses) if illnesses.values[h.word] != h.word and h.word.endswith("药")]
        + [h for h in passage.hits("items", grammar.lexicon.items) if h.word.endswith("的药")]
    )


def _is_of_a_thing(low: str, degrees: Match[str]) -> bool:
    """12.5mg, 150/12.5, 运动鞋42.5码, 白酒52度: what a thing is like, and nobody's temperature."""
    if low[degrees.start() - 1 : degrees.start()] == "/" or low.startswith("码", degrees.end()) or int(degrees.group("whole")) > 45:
        return True
    return patterns.STRENGTH.match(low, degrees.start()) is not None


def _numbers_of_a_list(passage: Passage) -> list[Hit]:
    """配药：1、比索洛尔5mg 2、呋塞米20mg: 1, 2, 3 before 、 number the things, and count none."""
    numbers = list(request_patterns.BEFORE_A_STROKE.finditer(passage.low, passage.start, passage.end))
    first = numbers[0].start() if numbers else passage.start
    if len(numbers) < 2 or (first > passage.start and passage.low[first - 1] not in ":：\n药买要"):
        return []
    return [Hit(m.start(), m.end(), "") for n, m in enumerate(numbers, 1) if m.group(0) == str(n)]


_OF_DAYS = frozenset("天日星周礼月")
BARRED: tuple[tuple[Pattern[str], frozenset[str]], ...] = (
    (patterns.CALENDAR, frozenset("月/-.年")),
    (patterns.PHONE, frozenset("01")),
    (patterns.AGE, frozenset("岁")),
    (patterns.CODE, frozenset("码号位证")),
    (count_patterns.ON_A_DEVICE, frozenset("示数测量氧夹")),
    (count_patterns.PERSON_SIZE, frozenset("岁月米m分")),
    (patterns.DAYS, _OF_DAYS),
    (patterns.DAYS_LABELLED, _OF_DAYS),
    (report_patterns.TEMPERATURE_SPOKEN, frozenset("度点,，.。、")),
    (patterns.LINK, frozenset("/")),
    (talk_patterns.PHONE_MODEL, frozenset("机苹华荣红")),
    (request_patterns.PHOTOGRAPHED, frozenset("照图见写印拍发")),
)
"""What is no thing, and the characters of which each has at least one."""


def requests_in(passage: Passage, tone: Tone, grammar: Grammar, told: Kind | None, drafts: Sequence[Draft]) -> list[Draft]:
    """Every request for medicine or goods in the clauses nobody has understood yet."""
    kinds = {f.of: k for k in grammar.plain("items") for f in k.fields if isinstance(f, Items)}
    if not kinds or (told is None and (tone.sells or tone.forwards)):
        return []
    lexicon = grammar.lexicon
    clauses = [
        c for c in passage.clauses if c.start not in passage.closed and (c.start not in passage.taken or _has_more(passage, c, grammar))
    ]
    holding = clauses if told is not None else [c for c in clauses if may_hold_a_thing(passage, c, lexicon)]
    mentions = mentioned(passage, lexicon) if holding else []
    names = [Hit(start, end, "") for d in drafts for name, start, end, _ in d.spans if name == "name"]  # 李子涵 is no plum
    items = items_in(passage, holding, barred_in(passage, mentions, grammar) + names, lexicon, told is not None) if holding else []
    dangers = [(start, end) for d in drafts if d.kind.plain == "danger" for name, start, end, _ in d.spans if name == "kind"]
    wanted = [i for i in items if is_wanted(i, passage, tone, grammar, told) and not _was_swallowed(i, dangers)]
    items = without_second_best(without_the_taken_back(items, put_right(items, wanted, passage), passage), passage, lexicon)
    items = without_the_told(items, passage, grammar) if told is None else items
    if not items:
        return nameless_request(passage, clauses, tone, grammar, kinds, drafts) if told is None else []
    out: list[Draft] = []
    for group in by_person(passage, mentions, items, grammar):
        out += _drafts(group, passage, grammar, kinds, mentions, told, drafts)
    return out


def _was_swallowed(item: Item, dangers: Sequence[tuple[int, int]]) -> bool:
    """我弟把整瓶安眠药吞下去了: the thing that is the danger is not asked for."""
    return any((start < item.end and item.start < end) or 0 <= start - item.end <= 3 for start, end in dangers)


def without_classes(items: Sequence[Item], lexicon: Lexicon) -> list[Item]:
    """水果 苹果5斤: the class that only announces the things is none of them."""
    out = []
    if any(i.counted and not _is_insulin(i) and i.sort == "medicine" for i in items):
        items = [i for i in items if i.counted or not _is_insulin(i)]  # 胰岛素打完了 诺和锐1支
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        if item.counted or item.strength or following is None or not _stands_for(item, following, lexicon):
            out.append(item)
    return out


def _stands_for(item: Item, following: Item, lexicon: Lexicon) -> bool:
    """The class of what follows, or what is used up and to be replaced by it: 牙膏用完了 帮忙买支高露洁, 没有厚裤子 买条秋裤."""
    name = _as_read(item)
    if not following.counted:  # 膏药贴完了 麝香壮骨膏买上
        return item.sort == following.sort == "medicine" and name in lexicon.words("generics") and _ran_out_before(item, following, lexicon)
    if _is_a_class(name, lexicon) or (name.endswith("药") and item.sort == following.sort == "medicine"):
        return True  # 便秘药用完了 乳果糖口服液2瓶
    lacking = item.clause.text.endswith(("没有", "没货", "缺货", "没得"))  # 硝苯地平没有 改成卡托普利一盒
    used_up = (lacking or lexicon.says("ran_out", item.clause.text)) and not lexicon.says("wants", item.clause.text)
    alike = not set(item.name).isdisjoint(following.name.strip("子"))
    lacks = alike and lexicon.says("lacking", item.clause.text)
    goods = item.sort == "goods" and following.sort in ("goods", None)
    if item.clause is following.clause and goods:  # 尿不湿快没了拉拉裤要两包, in one breath
        between = item.clause.text[item.end - item.clause.start : following.start - item.clause.start]
        return lexicon.words("ran_out").first(between) is not None
    drug = item.sort == following.sort == "medicine" and used_up and any(w in following.clause.text for w in ("先", "换", "改", "代替"))
    replaced = drug or (goods and (used_up or lacks))
    asked = following.clause.text.startswith(("改", "换")) or patterns.ASKING.search(following.clause.text) is not None
    return replaced and following.clause is not item.clause and asked


def _as_read(item: Item) -> str:
    """鈣片 as 钙片: the name as it stands in the text that is read, whatever characters it was written in."""
    return item.clause.text[item.start - item.clause.start : item.end - item.clause.start]


def _ran_out_before(item: Item, following: Item, lexicon: Lexicon) -> bool:
    return following.clause is not item.clause and lexicon.says("ran_out", item.clause.text)


def _is_insulin(item: Item) -> bool:
    """The word for all of them, without a maker."""
    return item.name in ("安眠药", "安眠藥", "胰岛素", "胰岛素笔芯", "胰島素", "胰島素筆芯", "笔芯", "筆芯", "insulin", "insulin pen")


def _is_a_class(name: str, lexicon: Lexicon) -> bool:
    """奶粉, 宝宝奶粉, 便秘药."""
    if name.endswith("药") and name[:-1] in (*lexicon.words("conditions"), *lexicon.words("symptoms")):
        return True
    modifier = lexicon.words("modifiers").at(name, 0)
    return name in lexicon.words("generics") or (modifier is not None and name[len(modifier) :] in lexicon.words("generics"))


def is_nameless(item: Item, lexicon: Lexicon, passage: Passage) -> bool:
    """胃药有没有, 胃药两盒 牌子想不起来了: only of what sort the medicine is; its name is still to be asked for."""
    told = item.counted and not any(request_patterns.NAME_FORGOTTEN.search(c.text) for c in passage.around(item.clause, 0, 2)[1:])
    bare = not told and item.strength is None and item.sort == "medicine" and item.name.endswith(("药", "藥"))
    return bare and not item.name.endswith("膏药") and item.name.replace("藥", "药").replace(" ", "") in lexicon.words("generics")


def _has_more(passage: Passage, clause: Clause, grammar: Grammar) -> bool:
    """A clause that gave a temperature may still ask for a thing."""
    items = grammar.lexicon.items
    if "的药" in clause.text:
        return True  # 给点止咳的药
    if passage.hits("items", items) and items.says(passage.low, clause.start, clause.end):
        return True
    return request_patterns.SO_MANY_WANTED.search(passage.low, clause.start, clause.end) is not None


def _drafts(
    group: Group,
    passage: Passage,
    grammar: Grammar,
    kinds: dict[str, Kind],
    mentions: Sequence[Mention],
    told: Kind | None,
    others: Sequence[Draft],
) -> list[Draft]:
    by_kind: dict[str, list[Item]] = {}
    for item in without_classes(unique(group.items), grammar.lexicon):
        kind = told if told is not None else kinds.get(sort_of(item.name, grammar.lexicon, item.sort, item.unit))
        if kind is not None:
            by_kind.setdefault(kind.name, []).append(item)
    out = []
    for name, items in by_kind.items():
        draft = Draft(grammar.kinds[name], items[0].start)
        _fill(draft, items, group, passage, grammar, others)
        tell_whose(draft, items, group, passage, grammar, mentions, others)
        out.append(draft)
    for item in group.items:
        passage.take([item.clause, *(passage.clause_at(start) for start, _ in item.spans)])
    return out


def _fill(draft: Draft, items: Sequence[Item], group: Group, passage: Passage, grammar: Grammar, others: Sequence[Draft]) -> None:
    fields = draft.kind.fields
    wanted = next(f for f in fields if isinstance(f, Items))
    if not all(is_nameless(i, grammar.lexicon, passage) for i in items):
        end = max([items[-1].end, *(e for _, e in items[-1].spans)])
        draft.put(wanted.name, [i.as_field() for i in items], items[0].start, end, "物品")
    draft.mark(items[0].start, items[0].end, items[0].name)
    if wanted.of == "medicine":
        draft.warnings += [f"{i.name} → {near}？" for i in items if (near := suggestion_for(i.name, grammar.lexicon))]
    clauses = [
        c if group.start <= c.start and c.end <= group.end else replace(c, start=max(c.start, group.start), end=min(c.end, group.end))
        for c in passage.between(group.start, group.end)
    ]
    barred = [Hit(i.start, i.end, i.name) for i in items]
    barred += [h for h in passage.hits("items", grammar.lexicon.items) if not h.word.endswith(("药", "药膏", "药水", "喷剂", "喷雾"))]
    if any(isinstance(f, Condition) for f in fields):
        told = _wants_a_doctor(passage) or any(_has_symptoms(d) for d in others)
        found = condition_in(passage, clauses, barred, grammar.lexicon, grammar.lexicon.words("symptoms") if told else None)
        if found is None and not _wants_a_doctor(passage):
            found = complaint_in(passage, _not_reported(clauses, passage, others, grammar), barred, grammar.lexicon)
        if (found := found or illness_alone(passage, clauses, barred)) is not None:
            draft.put("condition", found[2], found[0], found[1], "病情")
    if any(isinstance(f, DaysLeft) for f in fields):
        for clause in clauses:
            days = days_left_in(passage.low, clause.start, clause.end, grammar.lexicon)
            of_then = any(w in clause.text for w in ("上次", "上回")) and not any(i.clause is clause for i in items)
            if days is None or of_then:
                continue
            if not _of_goods(passage, clause, items) and not _of_what_is_enough(passage, clause, items, grammar.lexicon):
                draft.put("days_left", days[2], days[0], days[1], "剩余")
                break


def _not_reported(clauses: Sequence[Clause], passage: Passage, others: Sequence[Draft], grammar: Grammar) -> Sequence[Clause]:
    """36.5 给我先生一盒保济丸 他饭后肚胀: beside the writer's own report only what is told of kin; a situation keeps what it has."""
    told = [d for d in others if "temperature" in d.fields or d.kind.name == "situation"]
    if any(d.for_another or d.kind.name == "situation" or d.fields.get("symptoms") for d in told):
        return ()
    kin = [m.start for m in mentioned(passage, grammar.lexicon) if m.kin]
    return [c for c in clauses if not told or any(c.start <= at < c.end for at in kin)]


def _has_symptoms(draft: Draft) -> bool:
    """36.8 流鼻涕 求感冒灵: the report has it already; in 36.9 痛经 求散利痛 it has none, and it is what the medicine is for."""
    return bool(draft.fields.get("symptoms"))


def _wants_a_doctor(passage: Passage) -> bool:
    """Then the complaint is a special situation of its own, not only the reason for the medicine."""
    return any(w in passage.text for w in ("请医生", "叫医生", "医生来", "医生上", "医生看", "看看", "看一下", "看下"))


def _of_what_is_enough(passage: Passage, clause: Clause, items: Sequence[Item], lexicon: Lexicon) -> bool:
    """二甲双胍还有10天的不急 玻璃酸钠滴眼液要一瓶: so long lasts what is not asked for."""
    others = [h for h in passage.hits_at("items", lexicon.items, clause) if all(h.end <= i.start or i.end <= h.start for i in items)]
    return any(has_enough(passage, name_end(h, clause, lexicon), clause) for h in others)


def _of_goods(passage: Passage, clause: Clause, items: Sequence[Item]) -> bool:
    """奶粉没了 says nothing about the medicine in the next clause."""
    return all(i.clause is not clause for i in items) and any(
        w in clause.text for w in ("奶粉", "纸", "牛奶", "尿不湿", "尿片", "尿布", "水没", "电")
    )
