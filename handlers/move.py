"""换房: somebody moves to another room or another site. The stay goes on; where it was is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.speaking import Speaker
from chat.wording import Count, Plain, Sentence, Who
from handlers._acting import Acting
from handlers._entries import Entries
from handlers._stays import close_stay, keep_room, remember, stays_in, tell_what_is_left
from handlers._undo import undo
from models import WITHDRAWN, Entry, Need, Person, Request, Site, Stay, StayStep, needs_of, step
from reading.fields import Name, Room, Text
from reading.kind import STAFF, Kind
from reading.places.rooms import rooms_in

KIND = Kind(
    name="move",
    label="换房",
    titles=("换房", "换房间", "调房", "挪房", "挪房间"),
    fields=(
        Room(needed=True, bound=False),
        Name(),
        Text("to", "新房间", ("新房间", "换到", "新房号"), needed=True, ask="请问换到哪个房间？换点请写隔离点和房间。", sample="408"),
    ),
    who=STAFF,
    site_only=True,
    example="#换房 305 张三 408",
    help="换房：写原房间、姓名、新房间；换点写隔离点和房间",
    digest="换房",
    group="信息联络",
    columns=("room", "name", "to"),
)

KEPT = (
    "person_id", "name", "sex", "age", "phone", "category", "flags", "admitted", "plan", "plan_version", "day_one", "extra_days",
    "release_on", "survey",
)  # fmt: skip
"""What goes with a person to another site."""


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled move goes back, also one to another site: the stay goes on here, the one there never was."""
    mine = select(Entry.id).where(Entry.site_id == context.site.id, Entry.message_id == message_id, Entry.kind == KIND.name)
    if context.session.scalars(mine).first() is None:
        return False
    here = select(Stay).where(Stay.site_id == context.site.id, Stay.ended_at.is_(None))
    rooms = {s.id: s.room for s in context.session.scalars(here)}
    back = undo(message_id, ["move"], context)
    for stay in back:
        left = rooms.get(stay.id, stay.room)
        _requests_follow(stay, left, context)
        words = "已撤回换房，{who} 仍在原房间。" if stay.room != left else "{who} 之后又换过房，没有改动。"
        context.answer(words, who=Who(stay.room, stay.name))
    gone = undo(message_id, ["transfer"], context)
    for stay in gone:
        _not_there(stay, message_id, context)
        context.answer("已撤回换点，{who} 仍在本点。", who=Who(stay.room, stay.name))
    return entries.withdraw(message_id, context) or bool(back or gone)


def _move(entry: Entry, values: Mapping[str, Any], context: Context) -> bool:
    room, to, name = str(values["room"]), str(values["to"]), values.get("name")
    if name and _site_named(str(name), context) is not None:  # 换房 305 富蓝特408: that is no name
        name, to = None, f"{name}{to}"
    stays = stays_in(context, room, name)
    if not stays:
        context.answer("{who} 没有在住人员，没有改动。", who=Who(room, name))
        return False
    if len(stays) > 1 and name is None:
        context.answer("{room} 住着 {n} 人，请写明是谁，例如：{line}", room=Who(room), n=Count(len(stays)), line=Plain(KIND.example))
        return False
    site = _site_named(to, context)
    low = to.lower()
    rooms = [r.room for r in rooms_in(low, 0, len(low))]
    if not rooms:
        context.answer("请写明新房间，例如：{line}", line=Plain(KIND.example if site is None else f"#换房 {room} {site.short}408"))
    elif site is not None and site.id != context.site.id:
        _to_another_site(stays, site, rooms[-1], context)
        return True
    elif rooms[-1] == room:
        context.answer("{who} 已经在这个房间，没有改动。", who=Who(room, stays[0].name))
    else:
        _within(stays, rooms[-1], context)
        return True
    return False


def _within(stays: Sequence[Stay], to: str, context: Context) -> None:
    there = len(stays_in(context, to))
    keep_room(context, to)
    for stay in stays:
        old = stay.room
        person = context.session.get(Person, stay.person_id) if stay.person_id else None
        stay.room = to
        if person is not None:
            person.room = to
        _requests_follow(stay, old, context)
        remember(stay, "move", context, note=f"{old}→{to}", before={"room": old})
        shared = f"（同房已有 {there} 人）" if there else ""
        context.answer("{who} 已换到 {to}{shared}。", who=Who(old, stay.name), to=Who(to), shared=Plain(shared))


def _requests_follow(stay: Stay, left: str, context: Context) -> None:
    """What this person still waits for is to be carried to where they are now."""
    theirs = select(Request).where(Request.site_id == stay.site_id, Request.room == left, Request.closed_at.is_(None))
    for request in context.session.scalars(theirs):
        if request.name == stay.name or (stay.person_id is not None and request.asked_by == stay.person_id):
            request.room = stay.room


def _to_another_site(stays: Sequence[Stay], site: Site, to: str, context: Context) -> None:
    """The stay ends here and goes on there, with its plan, its days and its needs; both staff groups hear it."""
    keep_room(context, to, site.id)
    for stay in stays:
        close_stay(stay, "transfer", f"换点：{site.short}", context)
        new = Stay(site_id=site.id, room=to, started_at=context.sent, **{k: getattr(stay, k) for k in KEPT})
        context.session.add(new)
        came = {"note": f"来自{context.site.short}", "message_id": context.message.id}
        step(context.session, new, "intake", context.now, context.person.id, **came)
        for need in needs_of(context.session, stay.site_id, stay.id):
            same = {k: getattr(need, k) for k in ("kind", "words", "medicine", "run_out", "follow_up", "noted_at")}
            context.session.add(Need(site_id=site.id, stay_id=new.id, **same))
        person = context.session.get(Person, stay.person_id) if stay.person_id else None
        if person is not None:
            person.site_id, person.room, person.binding = site.id, to, "provisional"
        context.answer("{who} 已转到{site} {to}。", who=Who(stay.room, stay.name), site=Plain(site.short), to=Who(to))
        tell_what_is_left(stay, context)
        told = Sentence("{who} 从{site}转来，已登记在住。", who=Who(to, stay.name), site=Plain(context.site.short))
        Speaker(context.session, site, context.speaker.account, context.now).to_groups("staff", told)


def _not_there(stay: Stay, message_id: int, context: Context) -> None:
    """End what the move had begun in the other site, tell the staff there, and bring the person's own row back."""
    steps = select(StayStep).where(StayStep.message_id == message_id, StayStep.what == "intake", StayStep.site_id != stay.site_id)
    for begun in list(context.session.scalars(steps)):
        there = context.session.get_one(Stay, (begun.site_id, begun.stay_id))
        if there.name != stay.name or there.ended_at is not None:
            continue
        there.ended_at, there.end_reason = there.started_at, WITHDRAWN
        step(context.session, there, "withdrawn", context.now, context.person.id, note="move")
        site = context.session.get_one(Site, there.site_id)
        told = Sentence("{who} 转来的登记已被{site}撤回，不再算在住。", who=Who(there.room, there.name), site=Plain(context.site.short))
        Speaker(context.session, site, context.speaker.account, context.now).to_groups("staff", told)
    person = context.session.get(Person, stay.person_id) if stay.person_id else None
    if person is not None:
        person.site_id, person.room = stay.site_id, stay.room


def _site_named(text: str, context: Context) -> Site | None:
    sites = context.session.scalars(select(Site).where(Site.kind == "site"))
    return next((s for s in sites for n in (s.name, s.short, *s.aliases) if n and n in text), None)


entries, acting = Entries(KIND), Acting(KIND, _move)
handle, complete = acting.handle, acting.complete
