"""A member of the staff whom a leader names: 今日授权 向阳, 离岗 向阳. The registered name counts; a nickname means nobody."""

from collections.abc import Sequence

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain
from models import Person
from reading.kind import Kind
from reading.said import Reading


def name_said(reading: Reading) -> str:
    """The name behind the command, or ''."""
    return str(reading.fields.get("argument") or "").strip().lstrip("@").strip()


def colleague(name: str, site_id: int, roles: Sequence[str], context: Context) -> Person | None:
    """The one such person bound in that site, other than who says it."""
    wanted = select(Person).where(
        Person.site_id == site_id, Person.name == name, Person.role.in_(roles), Person.binding == "confirmed",
        Person.left_at.is_(None), Person.id != context.person.id,
    )  # fmt: skip
    found = list(context.session.scalars(wanted)) if name else []
    return found[0] if len(found) == 1 else None


def nobody(kind: Kind, context: Context) -> None:
    """Say that nobody, or more than one, has that name."""
    context.answer("没有找到这位工作人员，请写登记的姓名，例如「{line}」", line=Plain(kind.example))
