"""任务: what was logged today, and what is still missing."""

from chat.context import Context
from chat.rights import refuse
from chat.wording import Plain, Raw, Sentence, Told, hour, number
from reports.records import TaskLog
from reports.tasks import LABELS, task_day


def tasks(argument: str, context: Context) -> None:
    """任务: what was logged today and what is still missing, for staff."""
    if not context.is_staff or context.place not in ("staff", "private"):
        refuse(context)
        return
    days = [task_day(context.session, context.site, context.day, task, context.now) for task in LABELS]
    shown = [d for d in days if d.done or d.due]
    for day in shown:
        context.answer(
            "{task}：{done}{missing}",
            task=Plain(LABELS[day.task]),
            done=Told([_done_line(e, context) for e in day.done[-6:]], "、") if day.done else Plain("今日无"),
            missing=Plain(f"；{' '.join(hour(m, context.zone) for m in day.missing)} 前未记" if day.missing else ""),
        )
    if not shown:
        context.answer("今天还没有任务记录。做完请发，例如：「消杀 3楼走廊」")


def _done_line(entry: TaskLog, context: Context) -> Sentence:
    quantity = entry.details.get("quantity")
    much = f"{number(float(quantity))}{entry.details.get('unit') or ''}" if quantity is not None else ""
    return Sentence(
        "{at} {area}{much}" if entry.details.get("area") else "{at}{much}",
        at=Plain(hour(entry.sent_at, context.zone)),
        area=Raw(str(entry.details.get("area") or "")),
        much=Plain(f" {much}" if much else ""),
    )
