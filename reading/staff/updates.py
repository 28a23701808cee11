"""Ticket numbers with what was done: Y12已送达; 接单 Y5 Y6; 已送达 (quoting the ticket); 3楼药全送了除305."""

from collections.abc import Sequence

from reading.expressions import patterns, work_patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.staff.besides import is_besides
from reading.staff.room_updates import LITTLE_WORDS, STOPPED, updates_of_rooms
from reading.talk.tone import CAME_OR_NOT
from reading.text.words import Hit, Words
from reading.values.tickets import TicketHit, tickets_in, tickets_of

_MINE = ("cancelled", "reopened")
_YET_TO_COME = (
    "要", "需", "需要", "记得", "请", "该", "得", "准备", "打算", "麻烦", "今天", "明天", "下午", "晚上",
    "必须", "务必", "一定", "尽快", "抓紧", "尽量", "争取", "优先", "马上", "赶紧", "前", "优先给", "先给", "先", "再", "能", "可以", "别",
    "待", "等", "未", "谁", "正在", "在", "一并", "一起", "一块",
)  # fmt: skip
"""Right before the word: it is still to be done."""
_ASKED = ("比如", "例如", "譬如", "格式", "哪里", "哪个", "到哪", "谁", "几点", "怎么", "什么时候", "是不是", "有没有", "还是没", "了还是")
_CAME_BACK = ("没人应", "没人开", "没人收", "没人在", "不开门", "退回", "带回来", "拒收", "但人不在", "但不在")
"""Behind 送了: it was brought, and is not there."""
_SAYS_SO = (
    "谢谢", "多谢", "辛苦了", "哈", "接单", "接了", "收到", "我来", "已接", "搞定", "好了", "ok",
    "取消", "取消吧", "取消了", "取消掉", "麻烦取消", "帮我取消", "帮取消",
)  # fmt: skip
"""Words that say once more what the update says."""


def updates_in(passage: Passage, grammar: Grammar, kind: Kind) -> list[Draft]:
    """One record for each ticket that is moved on."""
    choice = next(f for f in kind.fields if isinstance(f, Choice))
    tickets = tickets_of(passage, grammar)
    if not tickets and not passage.staff and passage.said.quote is None:
        return []
    clauses = passage.free()
    if any(
        c.asked or c.text.endswith(("吗", "没", "么", "呢", *CAME_OR_NOT)) or any(w in c.text for w in _ASKED)
        for c in _near(passage, tickets, clauses, grammar)
    ):
        return []
    marks = [(h, v) for c in clauses for h, v in passage.cues(grammar.options(kind, choice.name), c.start, c.end, gap=2)]
    marks = [m for m in [*_taken_up(passage, tickets), *marks] if _allowed(passage, m[1]) and not _is_to_come(passage, *m)]
    if not marks:
        return []
    if tickets and _answers_a_call(passage, tickets, marks, grammar):
        return []
    if tickets:
        return _of_tickets(passage, grammar, kind, choice.name, tickets, marks)
    return _of_quote(passage, grammar, kind, choice.name, marks) or updates_of_rooms(passage, grammar, kind, choice.name, marks)


def _near(passage: Passage, tickets: Sequence[TicketHit], clauses: Sequence[Clause], grammar: Grammar) -> Sequence[Clause]:
    """Where a question would be about the ticket; 能送两包纸吗 另外W3取消 is none."""
    if passage.staff or not tickets:
        return clauses[:2]
    near = [passage.around(passage.clause_at(ticket.start), 0, 1) for ticket in tickets]
    return [c for own, *behind in near for c in (own, *(b for b in behind if not is_besides(b, passage, grammar)))]


def _answers_a_call(passage: Passage, tickets: Sequence[TicketHit], marks: Sequence[tuple[Hit, str]], grammar: Grammar) -> bool:
    """收到J1 我马上去8楼: who was called to an emergency answers so, and takes nothing else on."""
    calls = {k.letter for k in grammar.plain("danger")}
    takes = all(value == "accepted" for _, value in marks) and all(t.ticket[0] in calls for t in tickets)
    return takes and passage.clauses[0].text.startswith("收到")


def _taken_up(passage: Passage, tickets: Sequence[TicketHit]) -> list[tuple[Hit, str]]:
    """接Y71, Y71 接: the bare verb right beside the ticket."""
    out = []
    for ticket in tickets:
        before, after = passage.low[: ticket.start].rstrip(" "), passage.low[ticket.end : passage.end].lstrip(" ")
        if before.endswith("接") and len(before) > passage.start:
            out.append((Hit(len(before) - 1, len(before), "接"), "accepted"))
        elif after.startswith("接") and not after[1:2].isalpha():
            at = passage.low.index("接", ticket.end)
            out.append((Hit(at, at + 1, "接"), "accepted"))
        elif after.startswith(("✅", "✔", "√", "☑")):
            out.append((Hit(ticket.end, ticket.end + 1, "✅"), "resolved"))
        elif (given := work_patterns.GIVEN.match(passage.low, ticket.end, passage.end)) is not None:
            out.append((Hit(given.start(), given.end(), given.group(0)), "delivered"))  # Y91给401了
    return out


def _is_to_come(passage: Passage, mark: Hit, status: str) -> bool:
    """Y12要送到前台, 您的药下午送到: it has not been done; but 麻烦取消 is said and done."""
    if status == "accepted" and passage.low.startswith("过", mark.end):
        return True  # T4我去看过了
    if status not in _MINE and passage.low.endswith(("没", "没有", "未", "不"), passage.clause_at(mark.start).start, mark.start):
        return True  # 还没买到
    if status in ("purchased", "delivered", "prescribed") and any(c in mark.word[1:] for c in "没未"):
        return True  # Y34药店缺货没买到
    if mark.word.endswith("关") and passage.low.startswith(("注", "照", "心"), mark.end):
        return True  # T17可以关注一下
    if status in (*_MINE, "accepted") or passage.low[mark.start : mark.end + 1].endswith(("了", "啦", "完", "咯")):
        return False
    return passage.low.endswith(_YET_TO_COME, passage.clause_at(mark.start).start, mark.start)


def _allowed(passage: Passage, status: str) -> bool:
    """The one who asked may cancel and say that it did not come; the rest is for staff."""
    return passage.staff or status in _MINE


def _of_tickets(
    passage: Passage, grammar: Grammar, kind: Kind, choice: str, tickets: Sequence[TicketHit], marks: Sequence[tuple[Hit, str]]
) -> list[Draft]:
    out: list[Draft] = []
    first = marks[0][0].start < tickets[0].start
    for ticket in tickets:
        before = [m for m in marks if m[0].start < ticket.start]
        after = [m for m in marks if m[0].start >= ticket.end]
        clause_end = passage.clause_at(ticket.start).end
        glued = bool(after) and (after[0][0].start - ticket.end <= 2 or after[0][0].end <= clause_end)
        if not before and not after:  # its only word is part of the ticket itself: 用药12
            continue
        stop = min((t.start for t in tickets if t.start > ticket.start), default=passage.end)
        dropped = [m for m in after if m[1] == "cancelled" and m[0].word != "找到了" and m[0].start < stop]  # 她自己解决了 取消吧
        mark = dropped[0] if dropped else after[0] if after and (glued or not (first and before)) else before[-1] if before else after[0]
        if _is_stopped(passage, ticket, mark[0]) or (not first and _tells_its_own(passage, ticket, mark[0])):
            continue
        told = any(d.fields["ticket"] == ticket.ticket and d.fields[choice] == mark[1] for d in out)
        if told or not _allowed(passage, mark[1]):
            continue
        draft = Draft(kind, min(ticket.start, mark[0].start))
        draft.put("ticket", ticket.ticket, ticket.start, ticket.end, "单号")
        draft.put(choice, mark[1])
        draft.mark(mark[0].start, mark[0].end, mark[0].word)
        out.append(draft)
        if mark[1] == "cancelled" and (why := work_patterns.WHY_CANCELLED.search(passage.low, ticket.end, max(ticket.end, mark[0].start))):
            draft.put("note", passage.clean.original(*why.span()), *why.span(), "备注")
    if out:
        _note(passage, out, tickets, grammar)
    return out


def _is_stopped(passage: Passage, ticket: TicketHit, mark: Hit) -> bool:
    """W20没货, Y52还在开方: this one has not moved on."""
    after = passage.low[ticket.end : passage.clause_at(ticket.start).end]
    if any(w in after for w in ("送错", "拿错", "发错")):
        return True  # W34送错了 送到了306
    done = mark.start >= ticket.end and "了" in passage.low[mark.end - 1 : mark.end + 1]  # W70下单了京东明天到
    if any(w in (passage.low[ticket.end : mark.start] if done else after) for w in ("明天", "再去", "等下", "待会", "后天")):
        return True
    if any(w in after for w in ("让", "叫", "请", "谁")) and (mark.start < ticket.start or "接" in mark.word):
        return True  # W50让四眼接
    back = passage.low[mark.end : min(passage.clause_at(mark.end).end + 10, passage.end)].partition("\n")[0]
    other = work_patterns.TICKET.search(back)
    if any(w in (back[: other.start()] if other is not None else back) for w in _CAME_BACK):
        return True  # Y12送了但没人应门
    beside = passage.low[ticket.end : min(ticket.end + 10, passage.end)].partition("\n")[0]
    other = work_patterns.TICKET.search(beside)
    beside = beside[: other.start()] if other is not None else beside  # Y301 开方 Y302 退回
    return passage.staff and mark.start < ticket.start and any(w in after or w in beside for w in STOPPED)  # 取消W4 另外牙膏没了


def _tells_its_own(passage: Passage, ticket: TicketHit, mark: Hit) -> bool:
    """Y92开了 Y93要先查肾功能: the word of the ticket before is not said of one that has words of its own."""
    clause = passage.clause_at(ticket.start)
    behind = passage.around(clause, 0, 1)[-1]
    alone = ticket.end == clause.end and behind is not clause and behind.line == clause.line
    after = passage.low[ticket.end : behind.end if alone and work_patterns.TICKET.search(behind.text) is None else clause.end]
    return mark.start < ticket.start and any(c not in LITTLE_WORDS and c not in "同样一起和、我你来" for c in after)


def _note(passage: Passage, drafts: Sequence[Draft], tickets: Sequence[TicketHit], grammar: Grammar) -> None:
    """The clauses of the update are understood; with one ticket, what follows in the same line is its note."""
    places = [t.start for t in tickets] + [s for d in drafts for n, s, _, _ in d.spans if n == "kind"]
    own = [c for c in passage.clauses if any(c.start <= p < c.end for p in places)]
    passage.take(own)
    passage.closed.update(c.start for c in own if tickets and not _asks(c, passage))  # W130泡面两箱已送607
    last = max(places)
    rest = [c for c in passage.clauses if c.start > last and c.line == own[-1].line]
    works = next((i for i, c in enumerate(rest) if _is_a_work(c, passage, grammar)), len(rest))
    rest = rest[: works if passage.staff else next((i for i, c in enumerate(rest) if is_besides(c, passage, grammar)), len(rest))]
    if not rest and len(drafts) == 1 and len(tickets) < 2 and "cancelled" not in drafts[0].fields.values():
        rest = _told_before(passage, drafts[0], own)
    if tickets and tickets[-1].ticket != drafts[-1].fields["ticket"]:
        return  # Y301 开方 Y302 退回 病历不全: told of the other
    if all(c.text in _SAYS_SO for c in rest):
        passage.take(rest)  # W2我来 接单
    elif drafts and not any(_asks(c, passage) or c.start in passage.taken for c in rest):
        drafts[-1].put("note", passage.original(rest))
        passage.take(rest)


def _told_before(passage: Passage, draft: Draft, own: Sequence[Clause]) -> list[Clause]:
    """Y11 没有30片装的 换成14片的 已买: what stands between the ticket, or the beginning, and how far it is."""
    mark = next(start for name, start, _, _ in draft.spans if name == "kind")
    first = passage.clause_at(draft.at) if len(own) > 1 else None
    between = [c for c in passage.clauses if c.start < passage.clause_at(mark).start and (first is None or c.start > first.start)]
    told = sum(len(run) for c in between for run in patterns.HANZI_RUN.findall(c.text))
    return between if told > 3 and (first is not None or passage.said.quote is not None) else []


def _is_a_work(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """早饭68份也送完了, 顺带消防检查了后院: counted, or done besides: a record of its own and no note."""
    kinds = [(k, f.name) for k in grammar.plain("task") for f in k.fields if isinstance(f, Choice)]
    besides = clause.opens_another or clause.text.startswith("接着")
    counted = besides or patterns.COUNT.search(passage.low, clause.start, clause.end) is not None
    return counted and any(passage.cues(grammar.options(k, name), clause.start, clause.end) for k, name in kinds)


_WISHES = (
    "另外", "还要", "需要", "帮我", "麻烦", "要一", "要两", "顺便", "想要", "又要", "又追", "另要", "再要", "还想要",
)  # fmt: skip


_ADDS = (
    "漏登", "漏记", "漏报", "漏了一", "漏写", "补一条", "补一个", "补一单", "补记", "补登", "再加一", "再加两",
    "再记", "再登", "新增", "加一单", "加一条", "另加",
)  # fmt: skip
"""What was forgotten and is told now: 漏了一个再记一下 511 托拉塞米1盒."""


def _asks(clause: Clause, passage: Passage) -> bool:
    """麻烦再带…, 206寸守义说再加一瓶…: a wish of its own, and no note."""
    if any(w in clause.text for w in _WISHES):
        return True
    if any(w in clause.text for w in _ADDS) and any(r.start >= clause.start for r in passage.rooms):
        return True  # 漏了一个再记一下 511 托拉塞米1盒
    placed = any(clause.start <= r.start <= clause.start + 3 for r in passage.rooms)
    return (
        placed
        and any(w in clause.text for w in ("加", "要", "想", "追", "补", "续", "再来"))
        and patterns.QUANTITY.search(clause.text) is not None
    )


def _of_quote(passage: Passage, grammar: Grammar, kind: Kind, choice: str, marks: Sequence[tuple[Hit, str]]) -> list[Draft]:
    """The ticket stands in the message that is quoted."""
    quote = passage.said.quote
    if quote is None or (marks[0][0].start - passage.start > 4 and len(passage.text) > 24) or not _allowed(passage, marks[0][1]):
        return []
    tickets = tickets_in(quote.text, 0, min(len(quote.text), 60), grammar.letters, Words(()))
    if tickets and passage.clauses[0].text == "收到" and tickets[0].ticket[0] in {k.letter for k in grammar.plain("danger")}:
        return []  # 收到 马上上去: whoever was called to an emergency says so, and it is accepted as a 收到
    if not tickets:
        return []
    draft = Draft(kind, marks[0][0].start)
    draft.put("ticket", tickets[0].ticket)
    draft.put(choice, marks[0][1])
    draft.mark(marks[0][0].start, marks[0][0].end, marks[0][0].word)
    _note(passage, [draft], (), grammar)
    return [draft]
