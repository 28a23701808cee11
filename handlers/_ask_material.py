"""资料: anyone finds what staff have stored."""

from typing import Any

from chat.attachments import KEPT, attachment
from chat.context import Context
from chat.wording import Count, Plain, Public, Sentence, Told
from dialogue.materials import current, nearest
from models import Attachment, Material

LONGEST_LIST = 10


def material(argument: str, context: Context) -> None:
    """The nearest title; the choices when it is not clear; all titles when none was asked for."""
    stored = current(context)
    found = nearest(argument, stored) if argument else stored[:LONGEST_LIST]
    if argument and len(found) == 1:
        _show(found[0], context)
    elif found:
        titles = [Sentence("「资料 {title}」", title=Public(m.title)) for m in found]
        start = "有几份相近的，请发：" if argument else "现有 {n} 份资料，请发："
        context.answer(start + "{titles}", n=Count(len(stored)), titles=Told(titles, " "))
    else:
        context.answer("没有找到这份资料。{more}", more=Plain("发「资料」看全部标题。" if stored else "目前还没有存过资料。"))


def _show(found: Material, context: Context) -> None:
    """Its words, and its file if the bytes were kept."""
    file = context.session.get(Attachment, (found.site_id, found.attachment_id)) if found.attachment_id else None
    there = file is not None and file.hash is not None
    said = [Sentence("{text}", text=Public(found.text))] if found.text else []
    said += [Sentence("{link}", link=Public(found.link))] if found.link else []
    how = "文件《{file}》一并发来" if there else "文件《{file}》，请向工作人员索取"
    said += [Sentence(how, file=Public(found.file))] if found.file else []
    day = f"{found.at.astimezone(context.zone):%m-%d}"
    context.answer("{title}（{day}）：{said}", title=Public(found.title), day=Plain(day), said=Told(said))
    if file is not None and there:
        _hand_out(attachment(KEPT, found.file or found.title, {"hash": file.hash}), context)


def _hand_out(file: dict[str, Any], context: Context) -> None:
    """Where it was asked for."""
    if context.group is not None:
        context.speaker.file_to_group(context.group, file, message_id=context.message.id)
    else:
        context.speaker.file_to_person(context.person, file, message_id=context.message.id)
