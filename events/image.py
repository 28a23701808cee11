"""A picture: it is attached to the request it belongs to; otherwise it is kept for staff."""

from sqlalchemy import func, select

from chat.context import Context
from chat.whose import room_of
from chat.wording import Plain, Sentence
from dialogue.pictures import request_meant, stop_asking
from dialogue.tickets import called
from models import Attachment, Request

EVENT = "image"


def handle(context: Context) -> None:
    """Attach it; if the request only lacks its items, staff read them from the picture and nobody is asked again."""
    request = request_meant(context)
    first = request is not None and not _has_pictures(request, context)
    context.session.add(
        Attachment(
            site_id=request.site_id if request else context.site.id,
            request_id=request.id if request else None,
            message_id=context.message.id,
            type="image",
            at=context.sent,
        )
    )
    if request is None:
        return
    if context.is_staff:
        context.answer("{ticket} 已附上图片。", ticket=Plain(called(request, context)))
        return
    advice = "处方可私发工作人员。" if first and request.kind == "medication" and context.place == "resident" else ""
    context.answer("{ticket} 已收到图片。{advice}", ticket=Plain(request.ticket), advice=Plain(advice))
    if "items" in request.missing:
        request.missing = [m for m in request.missing if m != "items"]
        stop_asking(context)
    where = "请看群里原图并核对" if context.group else "图在私聊里，请联系本人核对"
    said = Sentence(
        "{ticket} {who} 发来图片，{where}。回复「接单 {ticket}」", ticket=Plain(request.ticket), who=room_of(request), where=Plain(where)
    )
    context.speaker.to_groups("staff", said)


def _has_pictures(request: Request, context: Context) -> bool:
    """Whether the writer was advised before: once is enough."""
    known = select(func.count()).select_from(Attachment).join(Request, Request.id == Attachment.request_id)
    return bool(context.session.scalar(known.where(Request.site_id == request.site_id, Request.asked_by == request.asked_by)))
