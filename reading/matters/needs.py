"""Kinds that are recognised by their cues in plain sentences: repair, special situations, and any kind that says plain="words"."""

from collections.abc import Sequence
from itertools import pairwise

from reading.danger.dangers import Danger
from reading.expressions import patterns, talk_patterns
from reading.kind import Kind
from reading.matters.matters import draft_of
from reading.matters.meant import is_meant
from reading.matters.pleas import for_a_doctor, for_help
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentioned
from reading.talk.general import is_harmless
from reading.talk.told import is_only_told
from reading.talk.tone import Tone, is_past
from reading.values.categories import choice_of, is_said

"""Kinds that are recognised by their cues in plain sentences: repair, special situations, and any kind that says plain="words"."""


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
        if (choice_of(kind) is not None and sum(c.end - c.start for c in clauses) <= 3) or not is_meant(
            kind, clauses, passage, tone, grammar, drafts
        ):
            continue
        draft = draft_of(kind, clauses, passage, grammar, chosen[next(c.start for c in clauses if c.start in chosen)][1])
        _give_to_the_one_before(draft, clauses, passage, drafts, grammar)
        _name_again(draft, clauses, passage, drafts)
        out.append(draft)
        passage.take(clauses)
    return out


def _name_again(draft: Draft, clauses: Sequence[Clause], passage: Passage, drafts: Sequence[Draft]) -> None:
    """文武36.4，文小豆36.7。文小豆花生过敏: who has been named beside a temperature is named again by what is the matter."""
    for said in (d for d in drafts if "temperature" in d.fields and "name" in d.fields):
        name = str(said.fields["name"])
        told = max((end for _, _, end, _ in said.spans), default=said.at)
        again = next((c for c in clauses if c.start >= told and c.text.startswith(name.lower())), None)
        if again is not None and draft.kind.need("name"):
            draft.put("name", passage.clean.original(again.start, again.start + len(name)), again.start, again.start + len(name), "姓名")


def _give_to_the_one_before(draft: Draft, clauses: Sequence[Clause], passage: Passage, drafts: Sequence[Draft], grammar: Grammar) -> None:
    """我36.5 我爸38.1 耳朵疼 请派医生: what is told right behind the number of kin, with nobody before it, is theirs."""
    reports = [d for d in drafts if "temperature" in d.fields]
    last, choice = reports[-1] if len(reports) > 1 else None, choice_of(draft.kind)
    if last is None or choice is None or not last.for_another or "name" in last.fields:
        return
    told = max((end for _, _, end, _ in last.spans), default=last.at)
    begins = next((c.start for c in clauses if c.start >= told), passage.end)
    others = any(told <= m.start < clauses[-1].end for m in mentioned(passage, grammar.lexicon))
    others = others or draft.fields.get(choice.name) == [*choice.options][-1]  # 36.5 女儿36.4 想换个房间
    if not others and _STOPS.isdisjoint(passage.low[told:begins]):
        draft.for_another = True
        draft.fields.pop("name", None)  # 305 张三 36.4 我爸38.1 耳朵疼


_STOPS = frozenset("。\n;；!！")


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
            and not (clause.opens_another or clause.text.startswith(("我", *_NEIGHBOURS)))
            and not passage.around(clause, 1, 0)[0].opens_another
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
