"""通知: leaders and HQ tell the groups something, and want to know who has read it."""

from typing import Any

from sqlalchemy import select

from chat.context import Context
from dialogue.questions import drop_about
from handlers._notice_targets import groups_meant
from handlers._notices import ask_which_groups, post_notice, withdraw_notice
from models import Notice, next_notice
from reading.fields import Audience, NeedsAnswer, Text
from reading.kind import LEADERS, Kind
from reading.said import Reading
from reading.text.audience import wants_answer

KIND = Kind(
    name="notice",
    label="通知",
    titles=("通知", "公告", "紧急通知", "重要通知", "补充通知", "工作通知", "重要公告", "紧急公告"),
    fields=(
        Text("text", "内容", needed=True, ask="请问通知什么？", sample="下午3点培训，收到请回复"),
        Audience(),
        NeedsAnswer(),
    ),
    who=LEADERS,
    example="#通知 各点今晚8点前报人数，收到请回复",
    help="发通知：写内容，需要回复请写“收到请回复”",
    digest="通知",
    group="信息联络",
    columns=("text", "targets", "needs_ack"),
)


def handle(reading: Reading, context: Context) -> None:
    """Keep it under a number and post it, or ask for what is not said: the text, or the groups."""
    notice = Notice(
        site_id=context.site.id,
        number=next_notice(context.session),
        text=str(reading.fields.get("text") or ""),
        needs_ack=bool(reading.fields.get("needs_ack")),
        written_by=context.person.id,
        message_id=context.message.id,
        sent_at=context.sent,
    )
    context.session.add(notice)
    context.session.flush()
    context.made.append([KIND.name, notice.id])
    if notice.text:
        _send(notice, context)
    else:
        context.ask(KIND.name, notice.id, "text")


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Its text, said later."""
    notice = context.session.get_one(Notice, (context.site.id, record_id))
    if field == "text" and not notice.text and notice.withdrawn_at is None:
        notice.text, notice.needs_ack = str(value), wants_answer(str(value))
        _send(notice, context)


def withdraw(message_id: int, context: Context) -> bool:
    """The message was recalled: so is the notice, in every group that had it."""
    wanted = select(Notice).where(Notice.site_id == context.site.id, Notice.message_id == message_id, Notice.withdrawn_at.is_(None))
    found = list(context.session.scalars(wanted))
    for notice in found:
        withdraw_notice(notice, context)
        drop_about(notice.id, context.person.contact, context)
    return bool(found)


def _send(notice: Notice, context: Context) -> None:
    meant = groups_meant(notice.text, context)
    if meant.problem:
        ask_which_groups(notice, meant.problem, context)
        return
    notice.work_group = meant.work_group
    post_notice(notice, meant.groups, context)
