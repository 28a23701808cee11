"""Daily tasks in plain words: 医废12袋 已交接, 5楼走廊已消杀."""

from collections.abc import Sequence
from itertools import takewhile

from reading.expressions import patterns, work_patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.places.areas import are_all_places, area_in, area_worked_in, is_told_of, places_at
from reading.places.rooms import RoomHit, rooms_in
from reading.talk.tone import Tone
from reading.text.words import Hit
from reading.values.simple_values import count_in, waste_in


def tasks_in(passage: Passage, tone: Tone, grammar: Grammar, kind: Kind) -> list[Draft]:
    """医废12袋 已交接: a task word with a sign that it is done, in one clause or the one after."""
    if not passage.staff or (tone.teaches and not tone.hints) or work_patterns.SCHEDULED.search(passage.text):
        return []
    choice = next(f for f in kind.fields if isinstance(f, Choice))
    out: list[Draft] = []
    for clause in passage.free():
        found = [
            (h, v)
            for h, v in passage.cues(grammar.options(kind, choice.name), clause.start, clause.end)
            if work_patterns.COUNTED_AGENT.match(passage.low, h.end) is None and not _is_of_a_thing(passage.low, h)
        ]
        if not found or clause.start in passage.taken:
            continue
        found = [(h, v) for h, v in found if not _is_in_a_place(passage, h, grammar)] or found  # 医废间已消毒
        around = _with_next(passage, clause, grammar, kind, choice.name)
        if found[0][0].word.endswith("圈") and area_in(passage.low, clause.start, clause.end, grammar.lexicon) is None:
            continue  # 转了一圈: where, if it was a round
        if out and _has_its_place(out[-1], choice.name, found[0][1], passage, around, grammar):
            continue
        if _is_done(passage, around, grammar) or _all_done_later(passage, clause, grammar):
            if out and _goes_on(out[-1], choice.name, found[0][1], passage, around, grammar):
                passage.take(around)
                continue
            several = places_with_counts(kind, choice.name, found[0][1], passage, around[0].start, around[-1].end)
            out += several or [task_of(kind, choice.name, found[0][1], passage, around, grammar)]
            out[-1].mark(found[0][0].start, found[0][0].end, found[0][0].word)
            passage.take(around)
            passage.closed.add(clause.start)  # 早餐26份送好了 asks for nothing
    return out


def _is_of_a_thing(low: str, hit: Hit) -> bool:
    """水管爆了 喷了一地: nobody sprayed; 消防门都关着 is said of a door, and 垃圾袋一卷 is a wish."""
    if work_patterns.OF_A_PAPER.match(low, hit.end):
        return True
    if hit.word == "垃圾":
        carried = work_patterns.CARRIED_AWAY.search(low, hit.end, hit.end + 10) is not None
        return low.startswith(("袋", "桶", "箱", "铲", "夹"), hit.end) and not carried
    if hit.word == "送餐":
        return low.startswith(("车", "的小推车", "的推车", "小推车", "推车", "电梯"), hit.end)
    if hit.word == "消防":
        return low.startswith(("门", "车", "员", "队"), hit.end)
    spouts = low[hit.start - 1 : hit.start] in tuple("水管头狂直") or low.startswith(("一地", "一身", "满", "出"), hit.end)
    return hit.word.startswith("喷") and spouts


def _is_in_a_place(passage: Passage, hit: Hit, grammar: Grammar) -> bool:
    """医废间, 消防通道, 医废车: the name of a place, and no work."""
    if passage.low[hit.end : hit.end + 1] in _HOLDERS:
        return True
    places = passage.hits("areas", grammar.lexicon.words("areas"))
    return any(p.start <= hit.start and hit.end < p.end for p in places)


_HOLDERS = frozenset("车间房点桶站")


def _goes_on(
    last: Draft, choice: str, value: str | None, passage: Passage, around: Sequence[Clause], grammar: Grammar,
) -> bool:  # fmt: skip
    """3楼已消杀，用消毒液5升: the same task in other words says how much of it was told already, and is no second one."""
    start, end = around[0].start, around[-1].end
    count = count_in(passage.low, start, end)
    finished = grammar.lexicon.words("done").first(passage.low, start, end) is not None  # 早餐送完 午餐送完: two
    if last.fields.get(choice) != value or finished or (count and "quantity" in last.fields):
        return False
    if area_in(passage.low, start, end, grammar.lexicon):
        return False
    if count is not None:
        _put_count(last, count)
    return True


def _has_its_place(
    last: Draft, choice: str, value: str | None, passage: Passage, around: Sequence[Clause], grammar: Grammar,
) -> bool:  # fmt: skip
    """消防检查完 1到11楼灭火器都在有效期: where it was done is said with the next word of it."""
    area = area_in(passage.low, around[0].start, around[0].end, grammar.lexicon)
    told = last.fields.get(choice) == value and "area" not in last.fields and area is not None
    if told and area is not None and patterns.COUNT.search(passage.low, around[0].start, around[-1].end) is None:
        last.put("area", passage.clean.original(*area).strip(), *area, "区域")
        passage.take(around)
        return True
    return False


def _put_count(draft: Draft, count: tuple[int, int, float | int, str]) -> None:
    draft.put("quantity", count[2], count[0], count[1], "数量")
    if count[3]:
        draft.put("unit", count[3])


def _with_next(passage: Passage, clause: Clause, grammar: Grammar, kind: Kind, choice: str) -> list[Clause]:
    """The clause and those after it up to the next task, in the same sentence or line."""
    out = [clause]
    for following in passage.around(clause, 0, 5)[1:]:
        if out[-1].hard and following.line != clause.line and not following.text.startswith(("共", "一共", "总共", "合计")):
            break
        if passage.cues(grammar.options(kind, choice), following.start, following.end) and not are_all_places(following.text):
            break
        if following.start in passage.taken or work_patterns.TICKET.search(following.text):
            break
        out.append(following)
    return out


def places_with_counts(kind: Kind, choice: str, value: str | None, passage: Passage, start: int, end: int) -> list[Draft]:
    """2号楼 56份，3号楼 48份: as many records as places, when each place has its own count."""
    out = []
    for match in work_patterns.PLACE_AND_COUNT.finditer(passage.low, start, end):
        draft = Draft(kind, match.start())
        if value is not None:
            draft.put(choice, value)
        draft.put(
            "area", passage.clean.original(match.start("place"), match.end("place")), match.start("place"), match.end("place"), "区域"
        )
        draft.put("quantity", int(match.group("count")), match.start("count"), match.end("count"), "数量")
        if match.group("unit"):
            draft.put("unit", match.group("unit"))
        out.append(draft)
    return out if len(out) > 1 else []


def _place_before(passage: Passage, first: Clause, grammar: Grammar) -> Clause | None:
    """The clause before the task word may be the place: B栋电梯间+负一楼 消杀完毕."""
    before = passage.around(first, 1, 0)[0]
    if before is first or before.start in passage.taken or before.line != first.line:
        return None
    if before.text.isdigit() and before.text != "1" and passage.low.startswith("、", before.end):
        return before  # 3、4楼
    return before if area_in(passage.low, before.start, before.end, grammar.lexicon) else None


def _is_done(passage: Passage, clauses: Sequence[Clause], grammar: Grammar) -> bool:
    lexicon, low = grammar.lexicon, passage.low
    elsewhere = len(clauses) > 1 and area_in(low, clauses[1].start, clauses[1].end, lexicon) is not None
    if elsewhere and work_patterns.WAS_MADE.search(low, clauses[0].start, clauses[0].end):
        clauses = clauses[:1]  # 6楼的饭我送了 7楼还没
    full = work_patterns.WAS_FULL if any(c.text.startswith("已") for c in clauses[1:]) else work_patterns.NOTHING_FOUND
    if any(work_patterns.ONCE_DONE.search(c.text) for c in clauses):
        return False  # 消完毒一起送上来
    if any(c.asked or lexicon.says("not_done", work_patterns.NOTHING_FOUND.sub("", full.sub("", c.text))) for c in clauses):
        return False
    counts = patterns.COUNT.finditer(low, clauses[0].start, clauses[-1].end)
    counted = any(not low.endswith(("少", "少了", "缺", "缺了", "差", "加", "加了"), 0, m.start()) for m in counts)
    if counted or work_patterns.WAS_MADE.search(low, clauses[0].start, min(passage.end, clauses[-1].end + 2)):
        return True
    return any(lexicon.words("done").first(low, c.start, c.end) for c in clauses)


def _all_done_later(passage: Passage, clause: Clause, grammar: Grammar) -> bool:
    """301终末 302终末 都完了: said of both."""
    later = [c for c in passage.clauses if c.start > clause.start and c.line == clause.line and c.text.startswith(("都", "全", "均"))]
    return bool(later) and _is_done(passage, [clause, later[-1]], grammar)


def task_of(kind: Kind, choice: str, value: str | None, passage: Passage, clauses: Sequence[Clause], grammar: Grammar) -> Draft:
    """Where, how many, of what."""
    draft = Draft(kind, clauses[0].start)
    if value is not None:
        draft.put(choice, value)
    if (area := _area_of(passage, clauses, grammar, kind, choice)) is not None:
        draft.put("area", passage.clean.original(*area).strip(), *area, "区域")
    elif rooms := _rooms_of(passage, clauses):
        words = passage.clean.original(rooms[0].start, rooms[-1].end) if len(rooms) > 1 else rooms[0].room
        draft.put("area", words, rooms[0].start, rooms[-1].end, "区域")
    count = (waste_in if value == "medical_waste" else count_in)(passage.low, clauses[0].start, clauses[-1].end)
    if count is not None:
        _put_count(draft, count)
    return draft


def _area_of(passage: Passage, clauses: Sequence[Clause], grammar: Grammar, kind: Kind, choice: str) -> tuple[int, int] | None:
    """The places of the clauses, or what stands as a place before the word of the task: 采样台也消杀了."""
    for index, clause in enumerate(clauses):
        if index and are_all_places(clause.text):
            return _run_of_places(clauses[index:])
        left = before.start if clause is clauses[0] and (before := _place_before(passage, clause, grammar)) else clause.start
        area = area_worked_in(passage.low, left, clauses[-1].end, grammar.lexicon)  # 2楼 3楼 走廊: places run on over the clauses
        if area is None or (area[0] > clauses[0].end and is_told_of(passage.low, *area)):
            continue
        at = passage.clause_at(area[0])
        begins = _behind_the_cue(passage, at, grammar, kind, choice)
        if (stop := places_at(passage.low, begins, at.end)) is None or at not in clauses:
            return area
        run_on = stop == at.end and begins == at.start
        return _run_of_places(clauses[clauses.index(at) :]) if run_on else (min(area[0], begins), max(area[1], stop))
    first = clauses[0]
    cues = passage.cues(grammar.options(kind, choice), first.start, first.end)
    cue = next((h for h, _ in cues if h.start > first.start), None)
    if cue is not None and (stop := places_at(passage.low, first.start, cue.start)) is not None:
        return first.start, stop  # 样本存放间已消杀
    begins = _behind_the_cue(passage, first, grammar, kind, choice)
    if begins > first.start and are_all_places(passage.low[begins : first.end]) and count_in(passage.low, begins, first.end) is None:
        return begins, first.end  # 巡查完样本存放间
    return None


def _behind_the_cue(passage: Passage, clause: Clause, grammar: Grammar, kind: Kind, choice: str) -> int:
    """巡查大厅: where the place begins; 消毒间 is one itself."""
    cues = passage.cues(grammar.options(kind, choice), clause.start, clause.end)
    first = next((h for h, _ in cues if h.start == clause.start), None)
    end = first.end + passage.low.startswith(("完", "过", "了"), first.end) if first is not None else clause.start
    return clause.start if clause.end - end <= 1 else end


def _run_of_places(clauses: Sequence[Clause]) -> tuple[int, int]:
    """门口 通道 垃圾点: places clause by clause."""
    run = list(takewhile(lambda c: are_all_places(c.text), clauses))
    return run[0].start, run[-1].end


def _rooms_of(passage: Passage, clauses: Sequence[Clause]) -> list[RoomHit]:
    """502退房后终末消毒做完了, 505 506 507房终末消毒完成; 307转走了 房间已经消毒."""
    rooms = rooms_in(passage.low, clauses[0].start, clauses[0].end)
    if rooms:
        run = [rooms[0]]
        for room in reversed(rooms_in(passage.low, passage.start, rooms[0].start)):
            run += [room] if run[-1].start - room.end <= 1 else []
        return run[::-1]
    return passage.rooms if len(passage.rooms) == 1 and "房间" in clauses[0].text else []
