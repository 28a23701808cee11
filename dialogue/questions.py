"""The bot's questions: asked once for all records of a message, remembered for half an hour, answered in any form."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from chat.context import Asked, Context
from chat.wording import Plain
from models import Question
from reading.said import Said

REMEMBERED = timedelta(minutes=30)
SLACK = timedelta(minutes=5)
"""What was said before the question is no answer to it (after a gap much is heard at once); clocks may differ by so much."""
_FIRST = ("room", "rooms", "temperature", "items")
"""What is asked for first when several fields are missing."""


def ask_what_is_missing(context: Context) -> None:
    """Turn what handlers lack into one short question, with the line to send, and remember it."""
    if not context.asked or context.person.contact is None:
        return
    field_name = min((a.field for a in context.asked), key=lambda f: _FIRST.index(f) if f in _FIRST else len(_FIRST))
    about = [a for a in context.asked if a.field == field_name]
    field = context.kinds[about[0].kind].need(field_name)
    if field is None:
        return
    drop_open(context)
    context.session.add(
        Question(
            site_id=context.site.id,
            group_id=context.group.id if context.group else None,
            contact=context.person.contact,
            field=field_name,
            records=[[a.kind, a.record_id] for a in about],
            asked_at=context.now,
            expires_at=context.now + REMEMBERED,
        )
    )
    ask = "请问是哪个房间？" if field_name == "room" and context.is_staff else field.ask
    context.answer("{ask}回复：{sample}", ask=Plain(ask if ask.endswith(("？", "。")) else f"{ask}。"), sample=Plain(field.sample))
    context.asked = []


def open_question(context: Context) -> Question | None:
    """The question this person was asked here and has not answered in time."""
    group_id = context.group.id if context.group else None
    wanted = select(Question).where(
        Question.contact == context.person.contact,
        Question.state == "open",
        Question.site_id == context.site.id,
        Question.expires_at >= context.sent,
        Question.asked_at <= context.sent + SLACK,
    )
    wanted = wanted.where(Question.group_id == group_id) if group_id else wanted.where(Question.group_id.is_(None))
    return context.session.scalars(wanted.order_by(Question.id.desc())).first()


def drop_open(context: Context) -> None:
    """A newer question takes the place of an older one."""
    question = open_question(context)
    if question is not None:
        question.state = "dropped"


def drop_about(record_id: int, contact: str | None, context: Context) -> None:
    """Nobody waits any more for what that record lacks: it was cancelled, closed or recalled."""
    asked = select(Question).where(Question.contact.in_((contact, context.person.contact)), Question.state == "open")
    for question in context.session.scalars(asked):
        left = [r for r in question.records if int(r[1]) != record_id]
        if len(left) < len(question.records):
            question.records, question.state = left or question.records, "open" if left else "dropped"


def answered(question: Question, said: Said, context: Context) -> tuple[list[Asked], Any] | None:
    """The records a message completes and the value it gives, or None when it is no answer."""
    kinds: Mapping[str, Any] = context.kinds
    kind = kinds.get(str(question.records[0][0]))
    field = kind.need(question.field) if kind else None
    if field is None:
        return None
    value = context.reader.answer(field, said)
    if value is None:
        return None
    question.state = "answered"
    return [Asked(str(k), int(i), question.field) for k, i in question.records], value
