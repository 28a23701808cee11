"""What staff and leaders may say: sampling, steps of requests, shifts, tasks, notices, settings; and what the network does."""

from datetime import timedelta

from commands._plans import take_in_plan
from tests.counting.book import STEPS, Living, Log, Need, Swab, Told, Turn
from tests.counting.teller import AIDE, LEADER, NURSE, RESIDENTS, STAFF, Teller, act

WORDS = {"accepted": "接单", "prescribed": "已开方", "purchased": "已买", "delivered": "已送达", "resolved": "已处理", "cancelled": "取消"}
PLAN_ROW = {"名称": "7+3", "替代": "", "天数": "8", "采样日": "1、2、4、8", "启用日期": "2020-01-01", "默认": ""}


def today_of(t: Teller, one: Living) -> str:
    """What counts for somebody today."""
    found = [s.result for s in t.book.swabs if s.living is one and not s.off and s.day == t.today()]
    return found[-1] if found else ""


@act(5)
def is_sampled(t: Teller, a: int, b: int, c: int) -> None:
    """One person or a whole room. A result belongs to the last sample of three days; a positive one asks for a transfer."""
    one = t.living(a)
    if one is None:
        return
    word, result = (("已采", "sampled"), ("拒采", "refused"), ("阴性", "negative"), ("阳性", "positive"), ("已采", "sampled"))[b % 5]
    meant = [x for x in t.book.there(t.sent) if x.until is None and x.room == one.room and (c % 2 or x is one)]
    name = "" if c % 2 else f"{one.name} "
    if result == "sampled":  # what came out today is not undone by 已采
        meant = [x for x in meant if today_of(t, x) not in ("negative", "positive")]
    facts: list[Swab | Need | Log] = [t.note(Log(t.sent, NURSE[0], "sampling"))] if meant else []
    for living in meant:
        day = t.today()
        last = [s for s in t.book.swabs if s.living is living and not s.off and s.day >= day - timedelta(days=3)]
        if result in ("negative", "positive") and last:
            day = max(s.day for s in last)
        facts.append(t.note(Swab(t.sent, NURSE[0], living, day, result)))
        known = [n for n in t.book.needs if n.kind == "transfer" and n.is_open and n.room == living.room and n.name in ("", living.name)]
        if result == "positive" and not known:
            need = Need(t.sent, NURSE[0], "transfer", t.ticket("transfer"), living.room, living.name, reason="阳性")
            facts.append(t.note(need))
    t.say(NURSE, STAFF, f"#核酸 {one.room} {name}{word}", *facts)


@act(9)
def moves_a_request_on(t: Teller, a: int, b: int, c: int) -> None:
    """接单, 已送达, 已处理, 取消: any step that may follow."""
    need = t.picked([n for n in t.book.needs if n.is_open], a)
    if need is None:
        return
    steps = STEPS[need.kind]
    left = steps[steps.index(need.state) + 1 :] if need.state in steps else steps
    step = (*left, "cancelled")[(b + c) % (len(left) + 1)]
    if need.kind == "emergency":
        if step == "accepted":
            return
        word = "误报" if step == "cancelled" else "已处理"
    else:
        word = WORDS[step]
    before, gone = need.state, []
    if step in ("delivered", "resolved", "cancelled"):
        need.closed = max(t.sent, need.sent)
    need.state = step
    if need.kind == "transfer" and step in ("delivered", "resolved"):
        gone = [x for x in t.book.livings if not x.off and x.until is None and x.room == need.room and x.name == need.name]
        for one in gone:
            one.until, one.why = max(t.sent, one.sent), "转运"
            t.bound.pop(t.contact(one.name)[0], None)
    said, closed = t.say(NURSE, STAFF, f"{word} {need.ticket}"), need.closed

    def back() -> bool:
        if need.off or (need.state, need.closed) != (step, closed) or gone:
            return False
        need.state, need.closed = before, None
        return True

    said.back = back


@act(2)
def asker_cancels(t: Teller, a: int, b: int, c: int) -> None:
    """取消 by the one who asked; an emergency is not ended by it."""
    need = t.picked([n for n in t.book.needs if n.is_open and n.by.startswith("c-") and not n.lacks], a)
    if need is not None and not t.waiting(need.by):
        t.say((need.by, f"小{need.by[-1]}"), RESIDENTS, f"取消 {need.ticket}").final = True
        if need.kind != "emergency":
            need.state, need.closed = "cancelled", max(t.sent, need.sent)


@act(2)
def did_not_get_it(t: Teller, a: int, b: int, c: int) -> None:
    """没收到: open again, and so not done."""
    over = [n for n in t.book.needs if n.state in ("delivered", "resolved") and not n.off and n.by.startswith("c-")]
    need = t.picked([n for n in over if n.closed is not None and t.heard - timedelta(days=1) < n.closed < t.sent], a)
    if need is not None and not t.waiting(need.by):
        t.say((need.by, f"小{need.by[-1]}"), RESIDENTS, f"没收到 {need.ticket}").final = True
        need.state, need.closed = "accepted", None


@act(4, late=True)
def does_a_task(t: Teller, a: int, b: int, c: int) -> None:
    """Disinfection, meals, a round."""
    task, text = (("disinfection", "#消杀 3楼走廊"), ("meals", "#送餐 午餐86份"), ("patrol", "#巡查 1-8楼"))[b % 3]
    t.say(AIDE, STAFF, text, t.note(Log(t.sent, AIDE[0], "task", task)))


@act(4)
def comes_or_goes_on_duty(t: Teller, a: int, b: int, c: int) -> None:
    """签到, 签退; what makes no sense changes nothing."""
    who = (NURSE, AIDE)[a % 2]
    mine = [x for x in t.book.turns if x.by == who[0] and not x.off]
    turn = next((x for x in mine if x.until is None), None)
    if b % 3 and turn is None:
        t.say(who, STAFF, "签到", t.note(Turn(t.sent, who[0])))
    elif turn is not None and b % 3 == 0:
        turn.until = max(t.sent, turn.sent)
        said = t.say(who, STAFF, "签退")

        def back() -> bool:
            if turn.off or any(x.by == who[0] and not x.off and x.until is None for x in t.book.turns):
                return False
            turn.until = None
            return True

        said.back = back
    else:
        t.say(who, STAFF, "签到" if b % 3 else "签退").final = True


@act(2)
def tells_everybody(t: Teller, a: int, b: int, c: int) -> None:
    """A notice that asks for 收到."""
    told = t.note(Told(t.sent, LEADER[0], len(t.book.notices) + 1))
    t.say(LEADER, STAFF, "#通知 全体工作人员 下午培训，收到请回复", told)


@act(4)
def confirms(t: Teller, a: int, b: int, c: int) -> None:
    """收到, once or twice, of one notice."""
    notice = t.picked([n for n in t.book.notices if not n.off and t.heard - n.sent < timedelta(days=3)], a)
    if notice is not None:
        who = (NURSE, AIDE, ("1-w3", "人文小彭"))[b % 3]
        ack = Turn(t.sent, who[0])  # any fact will do: it has a writer and can be taken back
        if who[0] not in {x.by for x in notice.heard if not x.off}:
            notice.heard.append(ack)
        t.say(who, STAFF, f"收到 通知{notice.number}", ack)


@act(1)
def corrects_a_notice(t: Teller, a: int, b: int, c: int) -> None:
    """Its new text has to be confirmed again."""
    notice = t.picked([n for n in t.book.notices if not n.off], a)
    if notice is not None:
        notice.sent, notice.heard = t.sent, []
        t.say(LEADER, STAFF, f"更正通知{notice.number}：下午{2 + c % 4}点培训，收到请回复").final = True


@act(2)
def sets_something(t: Teller, a: int, b: int, c: int) -> None:
    """Times of the posts change no figure; looking at them neither; nor does confirming who people are."""
    words = ("设置 上午打卡截止 10:00", "设置 日报 20:30", "设置 下午打卡开始 16:00", "排程", "绑定 全部", "待办")
    t.say(LEADER, STAFF, words[(a + c) % len(words)]).final = True


@act(1)
def the_county_changes_a_plan(t: Teller, a: int, b: int, c: int) -> None:
    """A new version of the plan: who is on it is reckoned anew."""
    with t.world.store.begin() as session:
        take_in_plan(session, PLAN_ROW, t.heard)
    t.book.plans["7+3"] = (8, {1, 2, 4, 8})


@act(5)
def takes_back(t: Teller, a: int, b: int, c: int) -> None:
    """Whoever wrote one of the last messages recalls it."""
    last = [s for s in t.spoken[-6:] if not s.final and s.sent < t.sent]
    said = t.picked(last, a)
    if said is None or t.waiting(said.contact) or (said.back is not None and not said.back()):
        return
    for fact in said.facts:
        if not isinstance(fact, Need) or fact.is_open:
            fact.off = True
    said.final = True
    t.say((said.contact, said.nick), said.group, "", type="recall", recalls=said.id).final = True


@act(3)
def the_network_repeats_itself(t: Teller, a: int, b: int, c: int) -> None:
    """The same message is told once more: silence."""
    said = t.picked(t.spoken[-8:], a)
    if said is not None and said.text:
        t.world.hear(said.contact, said.nick, said.group, said.text, id=said.id, sent=said.sent)
