"""A positive result: a transfer request at once, and everybody told who must act."""

from sqlalchemy import select

from chat.context import Context
from chat.people import medics_and_leader
from chat.speaking import EMERGENCY
from chat.wording import Health, Plain, Sentence, Who
from handlers import transfer
from handlers._requests import keep_request
from models import OPEN_STATES, Request, Stay
from reading.said import Reading


def send_for_transfer(stay: Stay, context: Context) -> None:
    """Open a transfer unless one is open; medics and the leader hear it at once, what it is only in private."""
    wanted = select(Request).where(
        Request.site_id == context.site.id, Request.kind == "transfer", Request.room == stay.room, Request.status.in_(OPEN_STATES),
        Request.withdrawn_at.is_(None),
    )  # fmt: skip
    known = next((r for r in context.session.scalars(wanted) if r.name in (None, stay.name)), None)
    if known is not None:
        context.answer("{ticket} 转运还没有办完。", ticket=Plain(known.ticket))
        return
    reading = Reading("transfer", {"room": stay.room, "name": stay.name, "reason": "positive"}, (), (), ())
    request = keep_request(transfer.KIND, reading, context)
    ticket, who = Plain(request.ticket), Who(stay.room, stay.name)
    called = medics_and_leader(context.session, context.site.id)
    alarm = Sentence("【转运】{ticket} {who} 请值班医护和点长马上处理，先不要出房间。回复「接单 {ticket}」", ticket=ticket, who=who)
    private = Sentence("【转运】{ticket} {who} {why}，请马上处理。回复「接单 {ticket}」", ticket=ticket, who=who, why=Health("核酸阳性"))
    context.speaker.to_groups("staff", alarm, priority=EMERGENCY, mention=called)
    for person in called:
        context.speaker.to_person(person, private, priority=EMERGENCY, message_id=context.message.id)
