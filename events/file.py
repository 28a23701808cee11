"""A file: kept for staff; after 存资料 with its title it is that material, else it may belong to a request. Its name is a label only."""

from chat.context import Context
from chat.wording import Public, Sentence, Who
from dialogue.materials import attach_file
from dialogue.pictures import request_meant
from events._belongs import keep, tell

EVENT = "file"


def handle(context: Context) -> None:
    """Staff's files may be material; a resident's belongs to the request it follows or quotes; of every other staff are told."""
    label = " ".join(context.words.split())[:120]
    material = attach_file(context, label) if context.is_staff else None
    request = request_meant(context) if material is None else None
    kept = keep("file", request, context, label)
    if material is not None:
        material.attachment_id = kept.id
        context.answer("资料「{title}」已收到文件《{file}》。", title=Public(material.title), file=Public(material.file or ""))
    elif request is not None:
        tell("file", request, context)
    elif not context.is_staff and context.place in ("resident", "private"):
        context.message.human = "file"
        said = Sentence("{who} 发来一个文件，请看一下。", who=Who(context.person.room, context.person.name))
        context.speaker.to_groups("staff", said)
