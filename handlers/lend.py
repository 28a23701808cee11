"""今日授权: a leader lets somebody of the staff do what leaders may, until midnight; 取消授权 ends it."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from chat.context import Context
from chat.rights import loans_of
from chat.wording import Count, Plain, Who, hour
from handlers._colleagues import colleague, name_said, nobody
from models import Loan, Person
from reading.fields import Choice, Rest
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="lend",
    label="今日授权",
    titles=("今日授权", "取消授权"),
    fields=(Choice("step", "动作", options={"lend": ("今日授权",), "end": ("取消授权",)}), Rest()),
    who=frozenset({"leader", "operator"}),
    where=frozenset({"staff", "private"}),
    example="今日授权 向阳",
    help="把点长权限借给一位工作人员到今晚12点：今日授权 向阳；收回：取消授权 向阳",
    command=True,
    rank=88,
)


def handle(reading: Reading, context: Context) -> None:
    """Lend, end, or show what is lent. What is lent cannot be lent on."""
    name = name_said(reading)
    ending = reading.fields.get("step") == "end" or context.words.lstrip("#＃ ").startswith("取消")
    if context.person.role not in KIND.who:
        context.answer("借来的权限不能再借给别人，请点长本人来发。")
    elif not name:
        _show(context)
    elif (person := colleague(name, context.person.site_id, ("staff", "medic"), context)) is None:
        nobody(KIND, context)
    elif ending:
        _end(person, context)
    else:
        _lend(person, context)


def _lend(person: Person, context: Context) -> None:
    if any(loan.person_id == person.id for loan in loans_of(context.session, context.site.id, context.now)):
        context.answer("{who} 今天已经有授权，没有改动。", who=Who(None, person.name))
        return
    tomorrow = context.now.astimezone(context.zone).date() + timedelta(days=1)
    until = datetime.combine(tomorrow, time(), context.zone)
    context.session.add(
        Loan(
            site_id=context.site.id, person_id=person.id, lent_by=context.person.id, lent_at=context.now, until=until,
            message_id=context.message.id,
        )
    )  # fmt: skip
    context.note("lent rights")
    context.answer("已授权 {who} 今天代行点长权限，到今晚 24:00 自动收回。收回请发「取消授权 姓名」", who=Who(None, person.name))


def _end(person: Person, context: Context) -> None:
    live = [loan for loan in loans_of(context.session, context.site.id, context.now) if loan.person_id == person.id]
    for loan in live:
        loan.ended_at = context.now
    if live:
        context.note("ended lent rights")
    context.answer("已收回 {who} 的授权。" if live else "{who} 现在没有授权，没有改动。", who=Who(None, person.name))


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled loan ends."""
    wanted = select(Loan).where(Loan.site_id == context.site.id, Loan.message_id == message_id, Loan.ended_at.is_(None))
    found = list(context.session.scalars(wanted))
    for loan in found:
        loan.ended_at = context.now
    return bool(found)


def _show(context: Context) -> None:
    live = loans_of(context.session, context.site.id, context.now)
    for loan in live:
        to, by = context.session.get(Person, loan.person_id), context.session.get(Person, loan.lent_by)
        context.answer(
            "{to}：{at} 由 {by} 授权，到今晚 24:00",
            to=Who(None, to.name if to else None),
            at=Plain(hour(loan.lent_at, context.zone)),
            by=Who(None, by.name if by else None),
        )
    context.answer("今日授权 {n} 人。", n=Count(len(live)))
