"""Who moves in, moves, stays longer, is transferred or goes home, as staff say it."""

from tests.counting.book import Living, Log, Need
from tests.counting.teller import ALONE, LONER, NEXT_DOOR, NURSE, PEOPLE, ROOMS, STAFF, Teller, act


def free(t: Teller, room: str) -> bool:
    """Two live in a room at most."""
    return sum(one.until is None and not one.off and one.room == room for one in t.book.livings) < 2


@act(8)
def comes(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody moves in, into an empty room or to somebody else."""
    here = {one.name for one in t.book.livings if one.until is None and not one.off}
    away = {one.name for one in t.next_door}
    names = [n for n in (*PEOPLE, LONER) if n not in here | away]
    name = names[a % len(names)] if names else None
    room = ALONE if name == LONER else ROOMS[b % len(ROOMS)]
    if name is None or not free(t, room):
        return
    plan = ("", "5+3", "14天", "")[c % 4]
    flag = "老" if a % 3 == 0 else ""
    living = t.note(Living(t.sent, NURSE[0], name, [room], plan or t.book.usual_plan(t.today()), t.today(), flag))
    text = f"#入住 {room} {name} 男 40 密接 {flag}" + (f" 方案：{plan}" if plan else "")
    said = t.say(NURSE, STAFF, text, living, t.note(Log(t.sent, NURSE[0], "intake")))
    # Nobody takes it back once more is known of them: whose a report of somebody is who never moved in, is anybody's guess.
    said.back = lambda: living.until is None and not t.knows_more(living)


@act(3)
def is_released(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody goes home before the planned day, with the reason."""
    one = t.living(a)
    if one is None:
        return
    one.until, one.why = t.sent, "转居家"
    bound = t.bound.pop(t.contact(one.name)[0], None)
    said = t.say(NURSE, STAFF, f"#解除隔离 {one.room} {one.name} 转居家", t.note(Log(t.sent, NURSE[0], "release")))

    def back() -> bool:
        if any(x.name == one.name and x.sent >= one.until for x in t.book.livings if x is not one and one.until is not None):
            return False
        one.until, one.why = None, ""
        if bound is one:
            t.bound[t.contact(one.name)[0]] = one
        return True

    said.back = back


@act(3)
def moves(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody gets another room; what they reported before counts."""
    one, room = t.living(a), ROOMS[b % len(ROOMS)]
    if one is None or one.name == LONER or room == one.room or not free(t, room):
        return
    said = t.say(NURSE, STAFF, f"#换房 {one.room} {one.name} {room}", t.note(Log(t.sent, NURSE[0], "move")))
    for need in t.book.needs:
        if need.is_open and need.room == one.room and need.name == one.name:
            need.room = room
    one.rooms.append(room)
    said.final = True


@act(2)
def changes_site(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody is moved to the next site, or comes back from there."""
    room = ROOMS[b % len(ROOMS)]
    if t.next_door and c % 2 and free(t, room):
        old = t.next_door.pop()
        new = t.note(Living(t.sent, NURSE[0], old.name, [room], old.plan, old.first_day, old.flag, old.extra))
        t.say(("2-w1", "王护士"), NEXT_DOOR, f"#换房 201 {new.name} 慈宾{room}").final = True
        return
    one = t.living(a)
    if one is not None and not t.next_door:
        one.until, one.why = t.sent, "换点"
        t.bound.pop(t.contact(one.name)[0], None)
        t.next_door.append(one)
        t.say(NURSE, STAFF, f"#换房 {one.room} {one.name} 富蓝特201", t.note(Log(t.sent, NURSE[0], "move"))).final = True


@act(2)
def stays_longer(t: Teller, a: int, b: int, c: int) -> None:
    """An extension adds up."""
    one = t.living(a)
    if one is None:
        return
    days = 1 + c % 3
    one.extra += days
    said = t.say(NURSE, STAFF, f"#延期 {one.room} {one.name} {days}天 复核{t.count}号", t.note(Log(t.sent, NURSE[0], "extend")))

    def back() -> bool:
        if one.until is not None:
            return False
        one.extra -= days
        return True

    said.back = back


@act(3)
def is_to_be_transferred(t: Teller, a: int, b: int, c: int) -> None:
    """A transfer is asked for; only when it is done the person has gone."""
    one = t.living(a)
    if one is not None:
        need = Need(t.sent, NURSE[0], "transfer", t.ticket("transfer"), one.room, one.name, reason="就医")
        t.say(NURSE, STAFF, f"#转运 {one.room} {one.name} 就医 县医院", t.note(need))
