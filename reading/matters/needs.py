"""Kinds that are recognised by their cues in plain sentences: repair, special situations, and any kind that says plain="words"."""

from collections.abc import Sequence
from itertools import pairwise

from reading.danger.dangers import Danger
from reading.expressions import patterns, request_patterns, talk_patterns, work_patterns
from reading.kind import Kind
from reading.matters.matters import draft_of, place_in
from reading.matters.pleas import for_a_doctor, for_help
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentioned
from reading.talk.general import asks_the_neighbours, is_cooking, is_far_away, is_harmless, is_lesson, is_supposed
from reading.talk.told import is_in_fun, is_liked_or_asked, is_of_then, is_only_told
from reading.talk.tone import Tone, asks_for_a_doctor, is_past
from reading.values.categories import category_of, choice_of, is_said


def needs_in(passage: Passage, tone: Tone, grammar: Grammar, drafts: Sequence[Draft]) -> list[Draft]:
    """Every record of such a kind in the clauses nobody has understood yet."""
    if _is_all_talk(passage, tone):
        return []
    chosen: dict[int, tuple[Kind, str]] = {}
    kinds = [k for k in grammar.plain("words") if passage.beginnings(grammar.cues(k))]
    for clause in passage.free() if kinds else ():
        found = _kind_of(clause, kinds, passage, grammar) or _over_two(clause, kinds, passage, grammar)
        if found is not None:
            chosen[clause.start] = found
    out: list[Draft] = for_a_doctor(passage, tone, grammar, drafts) if not chosen else []
    for draft in out:
        _name_again(draft, passage.clauses, passage, drafts)
    if not (chosen or out) and all("temperature" in d.fields or d.kind.plain in ("update", "correction") for d in drafts):
        return for_help(passage, grammar, drafts)
    for kind, clauses in _runs(passage, chosen):
        if (choice_of(kind) is not None and sum(c.end - c.start for c in clauses) <= 3) or not _is_enough(
            kind, clauses, passage, tone, grammar, drafts
        ):
            continue
        draft = draft_of(kind, clauses, passage, grammar, chosen[next(c.start for c in clauses if c.start in chosen)][1])
        _name_again(draft, clauses, passage, drafts)
        out.append(draft)
        passage.take(clauses)
    return out


def _name_again(draft: Draft, clauses: Sequence[Clause], passage: Passage, drafts: Sequence[Draft]) -> None:
    """文武36.4，文小豆36.7。文小豆花生过敏: who has been named beside a temperature is named again by what is the matter."""
    for said in (d for d in drafts if "temperature" in d.fields and "name" in d.fields):
        name = str(said.fields["name"])
        again = next((c for c in clauses if c.start > said.at and c.text.startswith(name.lower())), None)
        if again is not None and draft.kind.need("name"):
            draft.put("name", passage.clean.original(again.start, again.start + len(name)), again.start, again.start + len(name), "姓名")


def _is_all_talk(passage: Passage, tone: Tone) -> bool:
    """Selling, teaching, telling; but 自从听说隔壁有阳性 我婆婆一直发抖 能不能请医生跟她聊聊 is no rumour."""
    if tone.sells or tone.teaches or tone.forwards:
        return True
    if not (tone.tells or tone.offers or tone.preaches or tone.dreams) or talk_patterns.BEGS.search(passage.text):
        return False
    return tone.offers or tone.preaches or tone.dreams or talk_patterns.MAY_WE.search(passage.text) is None


def _kind_of(clause: Clause, kinds: Sequence[Kind], passage: Passage, grammar: Grammar) -> tuple[Kind, str] | None:
    """The kind whose cue stands in this clause, with the cue; the more particular kind first."""
    for kind in kinds:
        for hit, _ in passage.cues(grammar.cues(kind), clause.start, clause.end):
            if is_said(hit, clause, passage, grammar):
                return kind, hit.word
    return None


def _over_two(clause: Clause, kinds: Sequence[Kind], passage: Passage, grammar: Grammar) -> tuple[Kind, str] | None:
    """空调 不制冷: the thing is one short clause, what is wrong with it the next."""
    behind = passage.around(clause, 0, 2)[1:]
    named = len(behind) > 1 and not patterns.HANZI_RUN.search(behind[0].text)  # wifi 305_5G 连不上
    following = behind[1] if named else behind[0] if behind else clause
    thing = grammar.lexicon.words("fixtures").at(passage.low, clause.start, clause.end)
    if thing is None or following is clause or clause.hard or clause.end - clause.start > len(thing) + 5:
        return None
    if _kind_of(following, kinds, passage, grammar) is not None or "好了" in clause.text or "不用" in following.text:
        return None  # 灯好了，不用修了
    for kind in kinds:
        for hit, _ in passage.cues(grammar.cues(kind), clause.start, following.end):
            if hit.start == clause.start and hit.end > following.start and is_said(hit, clause, passage, grammar):
                return kind, hit.word
    return None


def _runs(passage: Passage, chosen: dict[int, tuple[Kind, str]]) -> list[tuple[Kind, list[Clause]]]:
    """Neighbouring clauses of one kind are one record, with the free clauses between and the asking around them."""
    runs: list[tuple[Kind, list[Clause]]] = []
    for clause, following in pairwise([*passage.clauses, None]):
        assert clause is not None
        found = chosen.get(clause.start)
        if (
            found is not None
            and runs
            and runs[-1][0] is not found[0]
            and choice_of(runs[-1][0]) is None
            and (
                any(w in clause.text for w in _DONE_TO_PEOPLE)
                or (clause.end - clause.start <= 6 and not _goes_on(following, found[0], chosen))
            )
            and not clause.text.startswith(("我", *_BESIDES, *_NEIGHBOURS))
            and not passage.around(clause, 1, 0)[0].text.startswith(_BESIDES)
        ):
            runs[-1][1].append(clause)  # 水龙头滴水 吵得睡不着: what the fault does to people
        elif found is not None:
            if runs and runs[-1][0] is found[0]:
                runs[-1][1].append(clause)
            else:
                runs.append((found[0], [clause]))
        elif runs and clause.start not in passage.taken:
            runs[-1][1].append(clause)
    if runs:
        first = runs[0][1][0].start
        lead = [c for c in passage.free() if c.start < first]
        runs[0][1][:0] = lead
    return runs


def _goes_on(clause: Clause | None, kind: Kind, chosen: dict[int, tuple[Kind, str]]) -> bool:
    """马桶堵了 脚崴了 肿得很高 需要医生: of what is told with more words, or asks for a doctor, the fault is not the cause."""
    return clause is not None and (
        chosen.get(clause.start, (None, ""))[0] is kind or any(w in clause.text for w in ("医生", "护士", "大夫"))
    )


_BESIDES = ("另外", "还有", "顺便", "对了", "然后", "再一个", "再就是", "再有")
"""What begins another matter, before it or in a clause of its own."""
_NEIGHBOURS = ("楼上", "楼下", "隔壁", "对面", "对门")
_DONE_TO_PEOPLE = (
    "冻得",
    "冷得",
    "热得",
    "吵得",
    "吵死",
    "吵人",
    "熏得",
    "闷得",
    "晃得",
    "臭得",
    "呛得",
    "吹得",
    "冻感冒",
    "闻了",
    "闻着",
    "睡不",
)


def _is_enough(kind: Kind, clauses: Sequence[Clause], passage: Passage, tone: Tone, grammar: Grammar, drafts: Sequence[Draft]) -> bool:
    """Whether a person means this now, for themselves or theirs."""
    helps = any(_asks_for_help(c, passage, grammar) for c in clauses)
    placed = bool(passage.rooms) or place_in(kind, clauses, passage, grammar) is not None
    if passage.staff and (not placed or any(work_patterns.AMONG_STAFF.search(c.text) for c in passage.clauses)):
        return False  # 305早餐没送到 谁漏了; 解除证明 401-403 已打印
    cued = [c for c in clauses if passage.cues(grammar.cues(kind), c.start, c.end)]
    if (
        talk_patterns.TO_YOU.search(passage.text)
        or is_lesson(cued, passage)
        or is_harmless(passage, grammar.lexicon)
        or is_cooking(cued)
        or is_supposed(cued, passage)
    ):
        return False
    if not helps and ((tone.jokes and is_in_fun(kind, cued, passage, grammar)) or tone.advises or is_only_told(cued, passage, grammar)):
        return False
    grave = [c for c in cued if not _is_mild(c, kind, passage, grammar)]
    if choice_of(kind) is not None and cued and all(is_liked_or_asked(c, grammar, helps) for c in grave or cued):
        return False
    if not helps and _is_put_up_with(kind, clauses, passage, grammar):
        return False
    if asks_the_neighbours(passage) and category_of(kind, clauses, passage, grammar) == "other":
        return False
    if not helps and cued and not grave:
        return False  # 今天网课讲到第36页
    said = [h.word for c in cued for h, _ in passage.cues(grammar.cues(kind), c.start, c.end)]
    if said and all("没电" in word and "插" not in word for word in said) and _asks_for_batteries(drafts, cued):
        return False  # 遥控器没电了 要两节电池
    if choice_of(kind) is None and not helps and _is_replaced(cued, passage, grammar, drafts):
        return False
    return choice_of(kind) is None or _is_its_own_matter(kind, clauses, passage, grammar, drafts, helps)


def _is_put_up_with(kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """米饭有点硬 我牙好 没事: said of meals and things; of the body or the mood somebody asks all the same."""
    last = passage.clauses[-1]
    liked = grammar.lexicon.says("praise", last.text) and not passage.cues(grammar.cues(kind), last.start, last.end)
    content = liked or talk_patterns.CONTENT.fullmatch(last.text) is not None
    return content and category_of(kind, clauses, passage, grammar) in (None, "dietary", "other")


def _asks_for_help(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """麻烦饭里莫放花生; 前年送医院割了 is of long ago, and 麻烦了 alone is courtesy."""
    if (
        talk_patterns.COURTESY.match(clause.text)
        or clause.text in _ONLY_ASKS
        or clause.text.endswith(_MADE_TROUBLE)
        or talk_patterns.HAS_BEEN.search(clause.text)
    ):
        return False
    if request_patterns.KEPT_SECRET.search(clause.text):
        return False
    if not passage.cues(grammar.lexicon.phrases("help"), clause.start, clause.end):
        return False
    return talk_patterns.PLEADS.search(clause.text) is not None or not is_of_then(passage, clause, grammar.lexicon)


_ONLY_ASKS = frozenset(f"{please}{ask}" for please in ("麻烦", "想", "请", "麻烦请") for ask in ("问", "问下", "问一下", "问一声", "问问"))
"""麻烦问一下: how somebody begins, and no plea."""
_MADE_TROUBLE = ("添麻烦了", "跑一趟", "跑一趟了", "有劳了", "有劳", "费心了", "受累了")
"""给你们添麻烦了, 辛苦跑一趟: courtesy, and no plea."""


def _is_replaced(cued: Sequence[Clause], passage: Passage, grammar: Grammar, drafts: Sequence[Draft]) -> bool:
    """轮椅坐垫破了 想要一个气垫: somebody's own things are broken, and others are asked for."""
    aids = grammar.lexicon.words("aids")
    own = bool(cued) and all(aids.first(passage.low, c.start, c.end) is not None for c in cued)
    return own and any(d.kind.plain == "items" for d in drafts)


_SLIGHT = (
    "没底",
    "慌",
    "慌慌",
    "意义",
    "意思",
    "没人理我",
    "想撞墙",
    "撞墙",
    "紧张",
    "丢人",
    "受不了了",
    "担心",
    "不踏实",
    "抑郁症",
    "焦虑症",
)
"""Moods that are only why somebody wants a thing."""


def _is_mild(clause: Clause, kind: Kind, passage: Passage, grammar: Grammar) -> bool:
    """网课, 机票: what nobody need see to unless they are asked; 快递被人拿错, 工资还没结 are matters, 网课没得网 is no fault of ours."""
    mild = grammar.lexicon.words("mild_matters")
    said = [h.word for h, _ in passage.cues(grammar.cues(kind), clause.start, clause.end)]
    return all(word in mild if choice_of(kind) is not None else mild.at(word, 0) is not None for word in said)


def _asks_for_a_doctor(clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    return any(request_patterns.FOR_A_DOCTOR.search(c.text) is not None and asks_for_a_doctor(passage, c, grammar.lexicon) for c in clauses)


def _asks_for_batteries(drafts: Sequence[Draft], cued: Sequence[Clause]) -> bool:
    """Whether what has no power runs on what is asked for: no socket, no whole room."""
    return not any(c in clause.text for clause in cued for c in "屋房") and any(
        "电池" in str(item.get("name")) for d in drafts for item in d.fields.get("items") or ()
    )


def _is_its_own_matter(
    kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar, drafts: Sequence[Draft], helps: bool
) -> bool:
    """A complaint beside a temperature or a medicine belongs to it, unless help is asked for as well."""
    category = category_of(kind, clauses, passage, grammar)
    bodily = category in (None, "physical")
    if bodily and talk_patterns.ANIMAL.search(passage.text) and not any(m.kin or m.me for m in mentioned(passage, grammar.lexicon)):
        return False  # 那只橘猫胖得都走不动了
    cued = [c for c in clauses if passage.cues(grammar.cues(kind), c.start, c.end)]
    if (bodily or category == "dietary") and not helps and all(is_far_away(c.end, passage) for c in cued):
        return False
    if bodily and any("temperature" in d.fields or d.kind.plain == "temperature" for d in drafts):
        return helps
    if any(d.kind.plain == "items" for d in drafts) and category == "emotional" and not helps:
        moods = [h.word for c in clauses for h, _ in passage.cues(grammar.lexicon.phrases("emotional"), c.start, c.end)]
        return any(not word.endswith(_SLIGHT) for word in moods)  # 吹风机有没有 头发湿睡不着; 泡面吃完了 人生没有意义了
    if any(d.kind.plain == "items" for d in drafts) and category == "dietary" and not helps:
        return _is_a_diet(clauses, grammar, drafts)
    if any(d.kind.plain == "items" for d in drafts) and category not in ("emotional", "dietary"):
        noisy = any(grammar.lexicon.says("nuisance", c.text) for c in clauses)
        doctor = bodily and (
            grammar.lexicon.says("seen_to", work_patterns.HAS_SEEN.sub("", passage.text)) or _asks_for_a_doctor(clauses, passage, grammar)
        )
        asks = any(request_patterns.ASKS_FOR_A_CHANGE.search(c.text) for c in clauses if passage.cues(grammar.cues(kind), c.start, c.end))
        return doctor if bodily else helps or noisy or asks
    return True


def _is_a_diet(clauses: Sequence[Clause], grammar: Grammar, drafts: Sequence[Draft]) -> bool:
    """我不吃猪肉 另外要两包纸: two matters; 我不吃辣 来两桶泡面 and 软毛牙刷2支 我牙口不好 are one."""
    if any(talk_patterns.MEALS.search(c.text) for c in clauses):
        return True
    foods = any(grammar.lexicon.says("food", item["name"].lower()) for d in drafts for item in d.fields.get("items", ()))
    return not foods and any(talk_patterns.DIET.search(c.text) for c in clauses)


def weathered(passage: Passage, dangers: Sequence[Danger], grammar: Grammar) -> list[Draft]:
    """前天晚上胸闷得厉害 后来缓过来了: a danger of these days that is over is still a special situation; one of long ago is not."""
    kind = next((k for k in grammar.plain("words") if choice_of(k) is not None), None)
    choice = choice_of(kind) if kind else None
    lexicon = grammar.lexicon
    late = [d for d in dangers if d.past and (not is_past(passage, d.clause, lexicon) or lexicon.says("lately", d.clause.text))]
    late = late if (not passage.staff or passage.rooms) and not talk_patterns.HEARSAY.search(passage.text) else []
    if kind is None or choice is None or not late or is_harmless(passage, grammar.lexicon) or is_only_told([], passage, grammar):
        return []
    draft = draft_of(kind, passage.clauses, passage, grammar, late[0].hit.word)
    draft.put(choice.name, next(iter(choice.options)))
    passage.take(passage.clauses)
    return [draft]
