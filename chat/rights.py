"""Who may do what where: one function, asked by the router, by help and by kinds with finer rights."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.context import Context
from chat.suspending import SUSPENDED
from models import Loan, Person
from reading.kind import Kind

REFUSED = "这条我处理不了，请联系工作人员。"
"""The same words for everybody and everything that is not allowed."""


def loans_of(session: Session, site_id: int, now: datetime) -> Sequence[Loan]:
    """What is lent in a site at this moment."""
    live = select(Loan).where(Loan.site_id == site_id, Loan.ended_at.is_(None), Loan.lent_at <= now, Loan.until > now)
    return list(session.scalars(live.order_by(Loan.id)))


def role_of(context: Context) -> str:
    """What the writer acts as here: people of another site as nobody."""
    return role_now(context.session, context.person, context.now) if context.at_home else "unknown"


def role_now(session: Session, person: Person, now: datetime) -> str:
    """Their role, a leader while that is lent; a resident nobody binds any more is unknown."""
    if person.role in ("staff", "medic") and any(loan.person_id == person.id for loan in loans_of(session, person.site_id, now)):
        return "leader"
    return "unknown" if person.role == "resident" and person.binding in ("none", SUSPENDED) else person.role


def may(kind: Kind, context: Context) -> bool:
    """Whether the writer may say this kind here."""
    return role_of(context) in kind.who and context.place in kind.where


def refuse(context: Context) -> None:
    """Say the vague line, once in an answer, and leave a trace."""
    context.note("refused")
    if not any(line.template == REFUSED for line in context.lines):
        context.answer(REFUSED)
