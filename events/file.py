"""A file: kept for staff; after 存资料 with its title it is that material, else it may belong to a request. Its name is a label only."""

from chat.context import Context
from chat.whose import room_of
from chat.wording import Plain, Public, Sentence, Who
from dialogue.materials import attach_file
from dialogue.pictures import request_meant, stop_asking
from dialogue.tickets import called
from models import Attachment, Request

EVENT = "file"


def handle(context: Context) -> None:
    """Staff's files may be material; a resident's belongs to the request it follows or quotes; of every other staff are told."""
    label = " ".join(context.words.split())[:120]
    material = attach_file(context, label) if context.is_staff else None
    request = request_meant(context) if material is None else None
    _keep(label, request, context)
    if material is not None:
        context.answer("资料「{title}」已收到文件《{file}》。", title=Public(material.title), file=Public(material.file or ""))
    elif request is not None:
        _tell(request, context)
    elif not context.is_staff and context.place in ("resident", "private"):
        context.message.human = "file"
        said = Sentence("{who} 发来一个文件，请看一下。", who=Who(context.person.room, context.person.name))
        context.speaker.to_groups("staff", said)


def _keep(label: str, request: Request | None, context: Context) -> None:
    site_id, request_id = (request.site_id, request.id) if request else (context.site.id, None)
    row = Attachment(
        site_id=site_id, request_id=request_id, message_id=context.message.id, type="file", label=label, at=context.sent,
    )  # fmt: skip
    context.session.add(row)


def _tell(request: Request, context: Context) -> None:
    context.answer("{ticket} 已附上文件。", ticket=Plain(called(request, context)))
    if context.is_staff:
        return
    if "items" in request.missing:
        request.missing = [m for m in request.missing if m != "items"]
        stop_asking(context)
    where = "请看群里原件并核对" if context.group else "文件在私聊里，请联系本人核对"
    words = "{ticket} {who} 发来文件，{where}。回复「接单 {ticket}」"
    said = Sentence(words, ticket=Plain(request.ticket), who=room_of(request), where=Plain(where))
    context.speaker.to_groups("staff", said)
