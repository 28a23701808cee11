"""People of a site: who they are in chat, one-time codes to bind groups and people, and who may sign in here."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from dialogue.notices import PLACES
from models import Account, Person, Site
from models.code import LASTS, make_code
from reading.kind import LEADERS
from web.accounts import invite, sign_out_everywhere
from web.dashboard._paging import paged
from web.dashboard.base import Act, Deed, Look, Shown, View

STAFF_ROLES = ("leader", "medic", "staff", "hq", "operator")
ROLE_NAMES = {"staff": "工作人员", "medic": "医护", "leader": "负责人", "hq": "指挥部", "operator": "管理员", "resident": "隔离人员"}
BINDINGS = {"confirmed": "已确认", "suspended": "已暂停", "provisional": "待确认", "none": "未绑定"}
GRANTS = {kind: PLACES[kind] for kind in ("resident", "staff", "branch")}
OFFICE_GRANTS = {kind: PLACES[kind] for kind in ("hq", "branch")}
ROLES = {"staff": "工作人员", "medic": "医护", "leader1": "点长", "leader2": "二级负责人", "leader3": "三级负责人"}
PAGE = 50


def show(look: Look) -> Shown:
    """Staff first, then residents; found by name or room, paged."""
    find = look.args.get("find", "").strip()[:40]
    site_id = look.here.id
    wanted = select(Person).where(Person.site_id == site_id, Person.left_at.is_(None), Person.role.in_((*STAFF_ROLES, "resident")))
    if find:
        wanted = wanted.where(or_(Person.name.contains(find, autoescape=True), Person.room == find.upper()))
    people, pages = paged(look, wanted, (Person.role == "resident", Person.room, Person.id), PAGE)
    accounts = {a.person_id: a for a in look.session.scalars(select(Account).where(Account.person_id.in_([p.id for p in people])))}
    return {
        **pages, "people": people, "accounts": accounts, "find": find, "roles": ROLE_NAMES,
        "bindings": BINDINGS, "grants": GRANTS if look.here.kind == "site" else OFFICE_GRANTS,
        "codes": ROLES if look.here.kind == "site" else {"hq": "指挥部"},
    }  # fmt: skip


def office(look: Look) -> Shown:
    """The people of the command office: the same page for its site."""
    look.site = look.session.scalar(select(Site).where(Site.kind == "hq").order_by(Site.id))
    return show(look) if look.site is not None else {"people": [], "count": 0, "page": 1, "pages": 1, "find": "", "grants": {}, "codes": {}}


def code(act: Act) -> Sequence[str]:
    """A one-time code for a group or a person, shown once. Nobody hands out more than they are."""
    grants, name = act.form.get("grants", ""), act.form.get("name", "").strip()[:40]
    purpose = "group" if grants in (*GRANTS, "hq") and act.form.get("for") == "group" else "person"
    if purpose == "person" and grants not in (*ROLES, "hq"):
        return ("请选择要绑定什么。",)
    if "hq" in (grants, act.here.kind) and not act.visitor.above:
        return ("指挥部的码由指挥部或管理员发。",)
    row, secret = make_code(act.here.id, purpose, grants, act.now, name or None)
    act.session.add(row)
    act.session.add(act.line(f"web code {purpose} {grants}"))
    minutes = int(LASTS.total_seconds()) // 60
    return (f"请在{'那个群里' if purpose == 'group' else '和机器人的私聊里'}发这一行（{minutes} 分钟内，一次有效）：", f"#绑定 {secret}")


def account(act: Act) -> Sequence[str]:
    """Give somebody of the staff a way in: a login name and a one-time code, shown once."""
    person, name = _meant(act), "".join(act.form.get("login", "").split())[:40]
    if person is None or not name:
        return ("请选择一位工作人员并写登录名。",)
    secret = invite(act.session, person, name, act.now)
    if secret is None:
        return (f"登录名 {name} 已经有人用了。",)
    act.session.add(act.line(f"web account {person.id}"))
    return (f"请当面告诉{person.name or person.nick}：登录名 {name}，一次性码（24 小时内）", secret)


def end_account(act: Act) -> Sequence[str]:
    """They are signed out at once and cannot come back."""
    person = _meant(act)
    found = act.session.get(Account, person.id) if person is not None else None
    if person is None or found is None:
        return ("没有这个账号。",)
    found.ended_at, found.invite, found.secret = act.now, None, None
    sign_out_everywhere(act.session, person.id)
    act.session.add(act.line(f"web account ended {person.id}"))
    return (f"{person.name or person.nick}不能再登录。",)


def _meant(act: Act) -> Person | None:
    """Somebody of that site's staff; leaders of the same rank or above are for those above."""
    person = act.session.get(Person, act.number("person"))
    if person is None or person.site_id != act.here.id or not person.is_staff or person.left_at is not None:
        return None
    return None if person.role in LEADERS and not act.visitor.above else person


VIEWS = (
    View("/site/<int:site>/people", "people.html", "people", show, live=False),
    View("/people", "people.html", "roster", office, live=False),
)
DEEDS = (
    Deed("/site/<int:site>/people/code", "people", code),
    Deed("/site/<int:site>/people/account", "people", account),
    Deed("/site/<int:site>/people/end", "people", end_account),
)
