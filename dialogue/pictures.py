"""Pictures that belong to a request: sent just before it, just after it, quoting it, or just after its ticket was named."""

from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain
from dialogue.quoted import ticket_behind
from dialogue.tickets import find_ticket
from models import OPEN_STATES, Attachment, Message, Question, Request
from reading.expressions import work_patterns

WITHIN = timedelta(minutes=10)
NOT_KEPT = ("too_big", "wrong_type", "unfetched")
_IN_PICTURE = ("见图", "如图", "看图", "图片", "照片", "处方见")


def request_meant(context: Context) -> Request | None:
    """Which request a picture belongs to; a resident's only to one of their own."""
    quote = str(context.payload.get("quote_text") or "")
    ticket = _first_ticket(quote) or ticket_behind(context, str(context.payload.get("quote_nick") or ""), quote)
    if ticket is None and context.is_staff:
        ticket = _named_lately(context)
    found = find_ticket(context, ticket) if ticket else None
    if found is not None and (context.is_staff or found.asked_by == context.person.id):
        return found
    return None if quote else _asked_lately(context)


def attach_earlier(request: Request, context: Context) -> None:
    """见图 after the picture: what the writer sent in the last ten minutes and belongs to nothing yet; the items need no asking."""
    if not any(word in context.words for word in _IN_PICTURE):
        return
    sent = select(Attachment).join(Message, Message.id == Attachment.message_id)
    sent = sent.where(
        Attachment.site_id == context.site.id,
        Attachment.request_id.is_(None),
        Attachment.at >= context.sent - WITHIN,
        Message.talker == context.person.contact,
        Message.type == "image",
    )
    found = list(context.session.scalars(sent))
    for attachment in found:
        attachment.request_id = request.id
    if found:
        request.missing = [m for m in request.missing if m != "items"]
        advice = "处方可私发工作人员。" if request.kind == "medication" and context.place == "resident" else ""
        context.answer("已附上您刚才发的图片。{advice}", advice=Plain(advice))


def told_attached(request: Request, context: Context) -> str:
    """附件：图片 2 张、文件 1 个, and what could not be kept; '' for none."""
    rows = context.session.execute(
        select(Attachment.type, Attachment.fate).where(Attachment.site_id == request.site_id, Attachment.request_id == request.id)
    ).all()
    pictures, lost = sum(kind == "image" for kind, _ in rows), sum(fate in NOT_KEPT for _, fate in rows)
    counted = [f"图片 {pictures} 张"] * (pictures > 0) + [f"文件 {len(rows) - pictures} 个"] * (pictures < len(rows))
    return f"附件：{'、'.join(counted)}{f'（{lost} 个没能保存，请看群里原件）' if lost else ''}" if rows else ""


def stop_asking(context: Context) -> None:
    """The picture is the answer: the question about the items is dropped."""
    asked = select(Question).where(Question.contact == context.person.contact, Question.state == "open", Question.field == "items")
    for question in context.session.scalars(asked):
        question.state = "dropped"


def _asked_lately(context: Context) -> Request | None:
    wanted = select(Request).where(
        Request.site_id == context.site.id,
        Request.asked_by == context.person.id,
        Request.status.in_(OPEN_STATES),
        Request.opened_at >= context.sent - WITHIN,
        Request.withdrawn_at.is_(None),
    )
    return context.session.scalars(wanted.order_by(Request.id.desc())).first()


def _named_lately(context: Context) -> str | None:
    """The ticket a member of staff wrote last: 已送达 Y1, then the photo."""
    said = select(Message.text).where(
        Message.account == context.message.account,
        Message.talker == context.message.talker,
        Message.group_id == context.message.group_id,
        Message.sent_at >= context.sent - WITHIN,
        Message.type == "text",
    )
    last = context.session.scalars(said.order_by(Message.id.desc())).first()
    return _first_ticket(last or "")


def _first_ticket(text: str) -> str | None:
    found = work_patterns.TICKET.search(text[:60])
    return f"{found.group(1).upper()}{int(found.group(2))}" if found else None
