"""What pictures and files share that belong to a request: kept, the writer answered, the staff told, and nobody asked again for items."""

from chat.context import Context
from chat.whose import room_of
from chat.wording import Plain, Sentence
from dialogue.pictures import stop_asking
from dialogue.tickets import called
from models import Attachment, Request

NAMES = {"image": ("图片", "原图"), "file": ("文件", "原件")}


def keep(kind: str, request: Request | None, context: Context, label: str = "") -> Attachment:
    """A row for it; its bytes are fetched later if it belongs to a request or a material."""
    site_id, request_id = (request.site_id, request.id) if request else (context.site.id, None)
    row = Attachment(
        site_id=site_id, request_id=request_id, message_id=context.message.id, type=kind, label=label, at=context.sent,
    )  # fmt: skip
    context.session.add(row)
    context.session.flush()
    return row


def tell(kind: str, request: Request, context: Context, advice: str = "") -> None:
    """The writer that it is there; the staff where to look, unless it came from one of them."""
    what, original = NAMES[kind]
    if context.is_staff:
        context.answer("{ticket} 已附上{what}。", ticket=Plain(called(request, context)), what=Plain(what))
        return
    context.answer("{ticket} 已收到{what}。{advice}", ticket=Plain(request.ticket), what=Plain(what), advice=Plain(advice))
    if "items" in request.missing:
        request.missing = [m for m in request.missing if m != "items"]
        stop_asking(context)
    where = f"请看群里{original}并核对" if context.group else f"{what}在私聊里，请联系本人核对"
    said = Sentence(
        "{ticket} {who} 发来{what}，{where}。回复「接单 {ticket}」",
        ticket=Plain(request.ticket), who=room_of(request), what=Plain(what), where=Plain(where),
    )  # fmt: skip
    context.speaker.to_groups("staff", said)
