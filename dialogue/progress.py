"""'我的药到了吗': somebody with an open ticket asks how it stands. A dialogue, not a record."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.context import Context
from chat.people import responsible_for
from chat.whose import room_of
from chat.wording import Plain, Sentence, age, hour
from dialogue.not_received import handed_over_lately
from dialogue.tickets import how_to_close
from models import OPEN_STATES, Person, Request
from reading.said import Reading

STATES = {"open": "已登记，还没有人接单", "accepted": "已有人接单", "prescribed": "已开方", "purchased": "已买好，等待送达"}
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "medication": ("药",),
    "repair": ("修", "师傅"),
    "supplies": ("东西", "物资", "快递", "包裹", "外卖", "我买的"),
    "": ("需求", "单", "我要的"),
}
"""Words for what was asked for, by kind; '' for any."""
_WHETHER = (
    "到了吗", "到了没", "到没", "到了么", "到了不", "到货", "到哪", "什么时候到", "几时到", "好久到", "多久到", "还没到",
    "什么时候送", "什么时候能送", "什么时候来", "几时送", "几时来", "送了吗", "送了没", "送来没", "送来了吗", "还没送", "送到没",
    "买了吗", "买了没", "买到了", "买到没", "有了吗", "有了没", "来了吗", "来了没", "怎么还没", "还要多久", "还要等", "怎么样了",
    "有人来修", "修了吗", "修了没", "什么时候修", "处理了吗", "处理了没", "好了吗", "好了没", "进度",
)  # fmt: skip
NOT_AGAIN = timedelta(minutes=15)
_LONGEST = 60
"""Characters; who writes more says more than a question."""


def asks_how_it_stands(text: str, readings: Sequence[Reading], context: Context) -> bool:
    """Whether the words ask about something that was asked for, in general or by the name of a thing.

    Also where they read like a new request, if they only name what is open already: 我买的奶粉什么时候能送来.
    """
    if len(text) > _LONGEST or not any(w in text for w in _WHETHER):
        return False
    if any(r.kind not in ("medication", "supplies") for r in readings):
        return False
    waiting = open_requests_of(context)
    if readings:
        return all(_asks_about_known(r, waiting) for r in readings)
    general = any(w in text for words in _ABOUT.values() for w in words)
    return general or any(named_by(r, text) for r in (*waiting, *handed_over_lately(context)))


def _asks_about_known(reading: Reading, requests: Sequence[Request]) -> bool:
    names = [str(item.get("name") or "") for item in reading.fields.get("items") or [] if item.get("quantity") is None]
    whole = len(names) == len(reading.fields.get("items") or [])
    return whole and all(any(named_by(r, name) for r in requests) for name in names)


def named_by(request: Request, text: str) -> bool:
    """Whether one of its things is named."""
    names = (str(item.get("name") or "") for item in request.details.get("items") or [])
    return any(len(name) > 1 and name in text for name in names)


def meant_by(text: str, requests: Sequence[Request]) -> list[Request]:
    """Those whose things are named, else those of the kind that is spoken of, else all."""
    return [r for r in requests if named_by(r, text)] or of_kind_said(text, requests) or list(requests)


def of_kind_said(text: str, requests: Sequence[Request]) -> list[Request]:
    """Those of the kind that is spoken of: 药, 修, 物资."""
    kinds = [kind for kind, words in _ABOUT.items() if kind and any(w in text for w in words)]
    return [r for r in requests if r.kind in kinds]


def open_requests_of(context: Context) -> list[Request]:
    """What this person asked for and still waits for; a bound resident also sees the room's."""
    wanted = select(Request).where(Request.site_id == context.site.id, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None))
    person = context.person
    mine = Request.asked_by == person.id
    if context.own_room:
        mine = mine | (Request.room == context.own_room)
    return list(context.session.scalars(wanted.where(mine).order_by(Request.id)))


def tell_how_it_stands(context: Context) -> None:
    """The state of each that is meant, and a reminder to the one in charge; else of what was handed over lately."""
    text, requests = context.words, open_requests_of(context)
    for request in meant_by(text, requests)[:5]:
        waited = age(context.now - request.opened_at)
        state = STATES[request.status]
        again = "我再催一下。" if _remind(request, context) else "刚催过，请再等等。"
        words = "{ticket} {state}，已等 {waited}，{again}"
        context.answer(words, ticket=Plain(request.ticket), state=Plain(state), waited=Plain(waited), again=Plain(again))
    if requests:
        return
    for request in meant_by(text, handed_over_lately(context))[-3:]:
        at = hour(request.closed_at or context.now, context.zone)
        context.answer("{ticket} {at} 已送达。没拿到请回复「没收到 {ticket}」", ticket=Plain(request.ticket), at=Plain(at))


def _remind(request: Request, context: Context) -> bool:
    """Whether the staff group is reminded: not again within a quarter of an hour."""
    before = request.details.get("reminded_at")
    if before and context.now - datetime.fromisoformat(str(before)) < NOT_AGAIN:
        return False
    request.details = {**request.details, "reminded_at": context.now.isoformat()}
    person = context.session.get(Person, request.in_charge) if request.in_charge else None
    kind = context.kinds.get(request.kind)
    mention = [person] if person else responsible_for(context.session, context.site, kind, request.category)
    said = Sentence(
        "{ticket} {who} 在问进度，请处理后回复{close}。",
        ticket=Plain(request.ticket),
        who=room_of(request),
        close=Plain(how_to_close(request, kind)),
    )
    context.speaker.to_groups("staff", said, mention=mention)
    return True
