"""资料: anyone finds what staff have stored."""

from chat.context import Context
from chat.wording import Count, Plain, Public, Sentence, Told
from dialogue.materials import current, nearest
from models import Material

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
    said = [Sentence("{text}", text=Public(found.text))] if found.text else []
    said += [Sentence("{link}", link=Public(found.link))] if found.link else []
    said += [Sentence("文件《{file}》，请向工作人员索取", file=Public(found.file))] if found.file else []
    day = f"{found.at.astimezone(context.zone):%m-%d}"
    context.answer("{title}（{day}）：{said}", title=Public(found.title), day=Plain(day), said=Told(said))
