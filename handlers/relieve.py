"""离岗: somebody leaves their post. It is free for the next, whose code then binds; what they had in hand is named."""

from sqlalchemy import select

from chat.context import Context
from chat.people import post_of
from chat.rights import loans_of, role_of
from chat.wording import Plain, Who
from dialogue.shifts import shift_of
from handlers._colleagues import colleague, name_said, nobody
from models import OPEN_STATES, Person, Request
from reading.fields import Rest
from reading.kind import LEADERS, Kind
from reading.said import Reading

KIND = Kind(
    name="relieve",
    label="离岗",
    titles=("离岗",),
    fields=(Rest(),),
    who=LEADERS,
    where=frozenset({"staff", "hq", "private"}),
    example="离岗 向阳",
    help="有人离开岗位：离岗 向阳；接替的人再用绑定码绑定",
    command=True,
    rank=88,
)


def handle(reading: Reading, context: Context) -> None:
    """Unbind the one person of that name; nobody relieves themselves."""
    above = role_of(context) in ("hq", "operator")
    site_id = context.site.id if above else context.person.site_id
    person = colleague(name_said(reading), site_id, ("staff", "medic", "leader", "hq"), context)
    if person is None:
        nobody(KIND, context)
    else:
        _relieve(person, context)


def _relieve(person: Person, context: Context) -> None:
    post = post_of(person)
    shift = shift_of(context.session, person.site_id, person.id)
    if shift is not None:
        shift.ended_at, shift.ended_by = max(context.sent, shift.started_at), context.message.id
    for loan in loans_of(context.session, person.site_id, context.now):
        if loan.person_id == person.id:  # else it would be theirs again with a new code before midnight
            loan.ended_at = context.now
    mine = select(Request.ticket).where(
        Request.site_id == person.site_id, Request.in_charge == person.id, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None)
    )
    tickets = list(context.session.scalars(mine.order_by(Request.id)))
    person.role, person.level, person.binding = "unknown", None, "none"
    person.work_group = person.position = ""
    context.note(f"relieved {person.id}")
    left = f"手上还有 {' '.join(tickets)}，请重新接手。" if tickets else ""
    words = "{who} 已离岗{post}。{left}接替的人请私聊发绑定码。"
    context.answer(words, who=Who(None, person.name), post=Plain(f"，{post} 空出" if post else ""), left=Plain(left))
