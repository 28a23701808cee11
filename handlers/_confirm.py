"""绑定 305 张三, 绑定 全部 除 305: staff confirm who a contact is; nothing is confirmed by a nickname alone."""

import re
from collections.abc import Sequence

from sqlalchemy import select

from chat.context import Context
from chat.wording import Count, Plain, Sentence, Told, Who
from models import Person

_ALL = re.compile(r"(?:全部|所有)\s*(?:除了?|但不含)?\s*(.*)")
_ONE = re.compile(r"([A-Za-z]?\d[\dA-Za-z-]*)\s*(?:房间|房|室|号)?\s*([\u4e00-\u9fff·]{2,8})?")


def confirm(typed: str, context: Context) -> bool:
    """Confirm residents if the words ask for it; whether they did."""
    every, one = _ALL.fullmatch(typed), _ONE.fullmatch(typed)
    if every is None and one is None:
        return False
    waiting = _provisional(context)
    if every is not None:
        excepted = {w.upper() for w in re.findall(r"[A-Za-z]?\d[\dA-Za-z-]*", every[1])}
        _confirm([p for p in waiting if (p.room or "").upper() not in excepted], context)
    elif one is not None:
        _confirm([p for p in waiting if p.room == one[1].upper() and one[2] in (None, p.name)], context)
    return True


def _provisional(context: Context) -> list[Person]:
    wanted = select(Person).where(Person.site_id == context.site.id, Person.binding == "provisional", Person.left_at.is_(None))
    return list(context.session.scalars(wanted.order_by(Person.room, Person.id)))


def _confirm(people: Sequence[Person], context: Context) -> None:
    for person in people:
        person.binding = "confirmed"
        context.note(f"confirmed {person.id}")
    if not people:
        context.answer("没有待确认的人，没有改动。本人先在居民群发「房号 姓名」，例如「305 张三」，再来确认。")
        return
    who = Told([Sentence("{who}", who=Who(p.room, p.name)) for p in people], "、")
    context.answer("已确认 {n} 人：{who}。", n=Count(len(people)), who=who)
    left = len(_provisional(context))
    if left:
        context.answer("还有 {n} 人待确认，可发「{line}」", n=Count(left), line=Plain("绑定 全部"))
