"""已送达 305; 3楼药全送了除305: which of the open requests are meant. What is not sure is answered with the choices."""

from sqlalchemy import select

from chat.context import Context
from chat.people import responsible_for
from chat.rights import refuse
from chat.whose import Whose
from chat.wording import Plain, Raw, Sentence, Who
from dialogue.not_wanted import names_only_some, no_longer_wanted
from dialogue.states import LINES, possible
from handlers._moves import move, reopen
from models import OPEN_STATES, Request, floor_of
from reading.said import Reading

_ALL = ("全", "都", "所有")


def move_by_rooms(status: str, reading: Reading, context: Context) -> None:
    """Move what those rooms or floors wait for; of one room with several only what was surely meant."""
    fields = reading.fields
    rooms, floors, excepted = (list(fields.get(name) or []) for name in ("rooms", "floors", "except"))
    if not context.is_staff:
        if status == "cancelled" and not context.payload.get("quote_text"):
            not_wanted(no_longer_wanted(context), context)
        else:
            refuse(context)
        return
    if not rooms and not floors:
        line = f"误报 {_newest_alarm(context)}" if "误报" in context.words else f"{LINES[status]} Y12"
        context.answer("请问是哪一单？请带上单号，例如：{line}", line=Plain(line))
        return
    waiting = [r for r in _able(status, context) if fields.get("about") in (None, r.kind) and r.room not in excepted]
    if floors:
        _floors([str(f) for f in floors], status, waiting, context, round_only=status == "delivered" and not fields.get("about"))
    everything = any(word in context.words for word in _ALL)
    for room in (r for r in rooms if r not in excepted):
        _one_room(room, status, [r for r in waiting if r.room == room], everything, context)


def _newest_alarm(context: Context) -> str:
    wanted = select(Request.ticket).where(
        Request.site_id == context.site.id, Request.kind == "emergency", Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None)
    )
    return context.session.scalar(wanted.order_by(Request.id.desc()).limit(1)) or "J1"


def _floors(floors: list[str], status: str, waiting: list[Request], context: Context, *, round_only: bool) -> None:
    """`round_only`: what nobody accepted was on no delivery round, so it was not handed over either."""
    there = [r for r in waiting if r.room and floor_of(r.room) in floors]
    found = [r for r in there if not round_only or r.status != "open"]
    for request in found:
        move(request, status, None, context)
    if left := [r.ticket for r in there if r not in found]:
        context.answer("{left} 还没有人接单，没有改动。", left=Plain(" ".join(left)))
    elif not found:
        context.answer("{floor}楼没有能改成“{label}”的需求。", floor=Plain("、".join(floors)), label=Plain(LINES[status]))


def _one_room(room: str, status: str, found: list[Request], everything: bool, context: Context) -> None:
    if len(found) == 1 or (found and everything):
        for request in found:
            move(request, status, None, context)
    elif found:
        choices = " ".join(f"{r.ticket}{context.kinds[r.kind].label}" for r in found)
        context.answer(
            "{room} 有 {choices} 几单未完成，请带上单号，例如：{line} {first}",
            room=Who(room),
            choices=Plain(choices),
            line=Plain(LINES[status]),
            first=Plain(found[0].ticket),
        )
    else:
        context.answer("{room} 没有能改成“{label}”的需求。", room=Who(room), label=Plain(LINES[status]))


def _able(status: str, context: Context) -> list[Request]:
    """The open requests that can take that step: a repair is not handed over. Danger is never closed with a whole floor."""
    wanted = select(Request).where(Request.site_id == context.site.id, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None))
    found = context.session.scalars(wanted.order_by(Request.id))
    return [r for r in found if r.kind != "emergency" and status in possible(r, context.kinds.get(r.kind))]


def not_received(handed_over: list[Request], context: Context) -> None:
    """没收到 without a number: the one that was handed over, or the choices."""
    if len(handed_over) == 1:
        reopen(handed_over[0], context)
        return
    tickets = " ".join(f"{r.ticket}{context.kinds[r.kind].label}" for r in handed_over)
    context.answer("请问是哪一单没收到？{tickets}。回复：{line}", tickets=Plain(tickets), line=Plain(f"没收到 {handed_over[0].ticket}"))


def not_wanted(meant: list[Request], context: Context) -> None:
    """药不用了 without a number: the one that is meant, or the choices; of one thing among several staff are told."""
    if not meant:
        context.answer("您目前没有可以取消的需求。")
    elif len(meant) > 1:
        tickets = " ".join(f"{r.ticket}{context.kinds[r.kind].label}" for r in meant)
        words = "请问取消哪一单？{tickets}。回复：{line}"
        context.answer(words, tickets=Plain(tickets), line=Plain(f"取消 {meant[0].ticket}"))
    elif names_only_some(meant[0], context.words):
        ticket = Plain(meant[0].ticket)
        context.answer("{ticket} 里这一样不要了，已告诉工作人员。整单不要请回复：取消 {ticket}", ticket=ticket)
        kind = context.kinds[meant[0].kind]
        said = Sentence("{ticket} {who} 说有一样不要了，请核对。原话：{raw}", ticket=ticket, who=Whose(meant[0]), raw=Raw(context.words))
        context.speaker.to_groups("staff", said, mention=responsible_for(context.session, context.site, kind, meant[0].category))
    else:
        move(meant[0], "cancelled", None, context)
