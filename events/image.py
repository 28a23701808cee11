"""A picture: it is attached to the request it belongs to; otherwise it is kept for staff."""

from sqlalchemy import func, select

from chat.context import Context
from dialogue.pictures import request_meant
from events._belongs import keep, tell
from models import Attachment, Request

EVENT = "image"
ADVICE = "处方可私发工作人员。"


def handle(context: Context) -> None:
    """Attach it; if the request only lacks its items, staff read them from the picture and nobody is asked again."""
    request = request_meant(context)
    first = request is not None and not _has_pictures(request, context)
    keep("image", request, context)
    if request is not None:
        tell("image", request, context, ADVICE if first and request.kind == "medication" and context.place == "resident" else "")


def _has_pictures(request: Request, context: Context) -> bool:
    """Whether the writer was advised before: once is enough."""
    known = select(func.count()).select_from(Attachment).join(Request, Request.id == Attachment.request_id)
    return bool(context.session.scalar(known.where(Request.site_id == request.site_id, Request.asked_by == request.asked_by)))
