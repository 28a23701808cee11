"""绑定: a one-time code binds a group to a site, or a contact to a role."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from chat.context import Context
from chat.people import holder_of, post_of
from chat.suspending import SUSPENDED
from chat.wording import Plain, Who
from handlers._confirm import confirm
from models import UNKNOWN_SITE, Account, Code, Message, Person, Request, Shift, SignIn, Site, WrongCode
from models.code import hash_of
from reading.fields import Text
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="bind",
    label="绑定",
    titles=("绑定",),
    fields=(Text("code", "绑定码", needed=True, ask="请问绑定码是多少？", sample="ABCD2345"),),
    example="#绑定 ABCD2345",
    help="用一次性码绑定群或人员",
)

GROUP_LABELS = {"resident": "居民群", "staff": "工作群", "hq": "指挥部群", "branch": "支部群"}
ROLE_LABELS = {"resident": "隔离人员", "staff": "工作人员", "medic": "医护", "leader": "点长", "hq": "指挥部"}
MOST_WRONG = 3
WRONG_WITHIN = timedelta(minutes=10)


def handle(reading: Reading, context: Context) -> None:
    """Use the code if it is good; every other case gets the same words."""
    typed = str(reading.fields.get("code") or "").split()
    if not typed:
        context.answer("请把绑定码一起发来，例如：{line}", line=Plain(KIND.example))
        return
    # A code may look like a room (A2345678): it is a room only when it is no code.
    may_confirm = context.is_staff and context.person.binding != SUSPENDED and context.place in ("staff", "private")
    if may_confirm and _good_code(typed[0], context) is None and confirm(str(reading.fields["code"]).strip(), context):
        return
    # The code itself is a secret for its ten minutes: it is not kept with the message.
    context.message.text = f"#{KIND.titles[0]} ***"
    code = None if _too_many_wrong(context) else _good_code(typed[0], context)
    if code is None:
        context.session.add(WrongCode(site_id=UNKNOWN_SITE, contact=context.person.contact or "", at=context.now))
        context.note("wrong code")
        context.answer("绑定码不对或已过期，请向工作人员重新要一个。")
        return
    roster = _roster_row(code, context)
    work_group, position = _post(code, roster)
    holder = holder_of(context.session, context.person, code.site_id, work_group, position)
    if holder is not None:
        context.note("post taken")
        words = "岗位「{post}」现在由 {who} 担任，一岗一人，没有绑定。要换人请点长发「离岗 {who}」，再发一次绑定码。"
        context.answer(words, post=Plain(post_of(holder)), who=Who(None, holder.name))
        return
    code.used_at, code.used_by = context.now, context.person.contact
    site = context.session.get_one(Site, code.site_id)
    context.note(f"bound {code.purpose} {code.grants}")
    if code.purpose == "group":
        _bind_group(code, site, context)
    else:
        person = context.person
        _bind_person(code, site, person)
        person.work_group, person.position = work_group or person.work_group, position or person.position
        if roster is not None:
            _take_over(roster, person, context)
        post = f" {post_of(person)}" if post_of(person) else ""
        context.answer("已绑定：{site} {role}{post}。", site=Plain(site.name), role=Plain(ROLE_LABELS[person.role]), post=Plain(post))


def _too_many_wrong(context: Context) -> bool:
    since = context.now - WRONG_WITHIN
    wrong = select(func.count()).select_from(WrongCode).where(WrongCode.contact == (context.person.contact or ""), WrongCode.at > since)
    return (context.session.scalar(wrong) or 0) >= MOST_WRONG


def _good_code(typed: str, context: Context) -> Code | None:
    code = context.session.scalar(select(Code).where(Code.hash == hash_of(typed)))
    if code is None or code.used_at is not None or code.expires_at < context.now:
        return None
    return code if (code.purpose == "group") == (context.group is not None) else None


def _bind_group(code: Code, site: Site, context: Context) -> None:
    group = context.group
    if group is None:
        return
    group.site_id, group.kind, group.leave_after = site.id, code.grants, None
    # What arrives from now on belongs to the site, also what is already waiting in the inbox.
    context.session.execute(update(Message).where(Message.group_id == group.id, Message.state == "ready").values(site_id=site.id))
    context.answer("本群已绑定为 {site} {kind}。", site=Plain(site.name), kind=Plain(GROUP_LABELS[code.grants]))


def _bind_person(code: Code, site: Site, person: Person) -> None:
    role = code.grants
    person.role, person.level = (role[:-1], int(role[-1])) if role[-1].isdigit() else (role, 1 if role == "leader" else None)
    person.site_id, person.binding = site.id, "confirmed"
    person.name = code.name or person.name
    person.left_at = None


def _roster_row(code: Code, context: Context) -> Person | None:
    """The person of that name whom the workbook brought, known without a contact until now, or whose old id rests."""
    if code.purpose == "group" or not code.name or code.grants == "resident":
        return None
    known = select(Person).where(
        Person.site_id == code.site_id, Person.name == code.name, Person.role.not_in(("unknown", "resident")),
        Person.contact.is_(None) | ((Person.binding == SUSPENDED) & (Person.id != context.person.id)),
    )  # fmt: skip
    found = list(context.session.scalars(known))
    return found[0] if len(found) == 1 else None


def _take_over(roster: Person, person: Person, context: Context) -> None:
    """One person, one row: what the roster's did in the dashboard, and its way in there, are theirs."""
    session = context.session
    if session.get(Account, person.id) is not None:  # theirs from an earlier post counts
        session.execute(delete(Account).where(Account.person_id == roster.id))
    for whose in (Account.person_id, SignIn.person_id, Request.in_charge, Shift.person_id):
        session.execute(update(whose.class_).where(whose == roster.id).values({whose: person.id}))
    if roster.contact is None:
        session.delete(roster)
    else:  # the same person under another id: what they did stays theirs
        roster.role, roster.level, roster.binding = "unknown", None, "none"
        roster.position, roster.left_at = "", context.now


def _post(code: Code, roster: Person | None) -> tuple[str, str]:
    """Work group and position: as the code says, else as the roster does."""
    group = code.work_group or (roster.work_group if roster else "") or ""
    return group, code.position or (roster.position if roster else "") or ""
