"""The requests of a site: what is open and how old, found and paged, moved on with one press through the same handler as in chat."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select

from dialogue.states import LINES, possible, told
from models import OPEN_STATES, Attachment, Person, Request
from reading.said import Reading
from reports.digest import CATEGORY_NAMES
from web.dashboard._paging import paged
from web.dashboard._pressing import press
from web.dashboard.base import Act, Deed, Look, Shown, View

PAGE = 40
WHOSE = {"open": "未完", "new": "未接单", "all": "全部"}


def board(look: Look, *, kind: str = "", title: str = "需求") -> Shown:
    """Emergencies, then the oldest first, so that nobody is forgotten."""
    which, kind, find = look.args.get("which", "open"), look.args.get("kind", kind), look.args.get("find", "").strip()[:40]
    found = _filtered(look, which, kind, find)
    urgent = (Request.kind == "emergency").desc()
    order = (Request.opened_at.desc(), Request.id.desc()) if which == "all" else (urgent, Request.opened_at, Request.id)
    if look.visitor.may("words", look.here):
        look.seen.append("web requests")
    rows, pages = paged(look, found, order, PAGE)
    return {
        **pages, "rows": [_row(look, r) for r in rows], "which": which, "kind": kind, "find": find,
        "whose": WHOSE, "kinds": {k.name: k.label for k in look.desk.kinds.values() if k.letter}, "in_charge": _names(look, rows),
        "files": _files(look, rows),
        "title": title,
    }  # fmt: skip


def _filtered(look: Look, which: str, kind: str, find: str) -> Select[Request]:
    found = select(Request).where(Request.site_id == look.here.id)
    if which != "all":
        found = found.where(Request.withdrawn_at.is_(None), Request.status.in_(("open",) if which == "new" else OPEN_STATES))
    if kind in look.desk.kinds:
        found = found.where(Request.kind == kind)
    if find:
        wanted = [Request.ticket == find.upper(), Request.room == find.upper()]
        # A name is found by those who may read names.
        if look.visitor.audience == "private":
            wanted.append(Request.name.contains(find, autoescape=True))
        found = found.where(or_(*wanted))
    return found


def _row(look: Look, request: Request) -> dict[str, Any]:
    kind = look.desk.kinds.get(request.kind)
    return {
        "request": request, "label": kind.label if kind else request.kind, "state": told(request),
        "category": CATEGORY_NAMES.get(request.category or ""), "late": _lateness(request, look.now),
        "steps": [(step, _word(request, step)) for step in possible(request, kind)],
    }  # fmt: skip


def _word(request: Request, step: str) -> str:
    """What the button says: the word people send; an emergency is not cancelled, it was a false alarm."""
    return "误报" if request.kind == "emergency" and step == "cancelled" else LINES[step]


def _lateness(request: Request, now: datetime) -> str:
    """Amber after six hours, red after a day and for an emergency."""
    hours = (now - request.opened_at).total_seconds() / 3600
    if not request.is_open:
        return "green"
    return "red" if hours >= 24 or request.kind == "emergency" else "amber" if hours >= 6 else ""


def _names(look: Look, rows: Sequence[Request]) -> dict[int, str]:
    ids = {r.in_charge for r in rows if r.in_charge}
    found = look.session.execute(select(Person.id, Person.name, Person.nick).where(Person.id.in_(ids))).all()
    return {int(i): name or nick for i, name, nick in found}


def _files(look: Look, rows: Sequence[Request]) -> dict[int, list[Attachment]]:
    """What came with them and is kept, for those who may open it."""
    found: dict[int, list[Attachment]] = {}
    if look.visitor.may("health", look.here):
        mine = (Attachment.site_id == look.here.id, Attachment.request_id.in_([r.id for r in rows]), Attachment.hash.is_not(None))
        for one in look.session.scalars(select(Attachment).where(*mine).order_by(Attachment.id)):
            found.setdefault(int(one.request_id or 0), []).append(one)
    return found


def step(act: Act) -> Sequence[str]:
    """Move a request on, as '已送达 Y12' would."""
    ticket, status = act.form.get("ticket", "")[:12], act.form.get("status", "")
    if status not in LINES:
        return ("没有这一步。",)
    request = act.session.scalar(select(Request).where(Request.site_id == act.here.id, Request.ticket == ticket))
    word = _word(request, status) if request else LINES[status]
    return press(act, Reading("update", {"ticket": ticket, "status": status}), f"{word} {act.here.short}{ticket}")


def situations(look: Look) -> Shown:
    """The special situations alone."""
    return board(look, kind="situation", title="特殊情形")


VIEWS = (
    View("/site/<int:site>/requests", "requests.html", "site", board),
    View("/site/<int:site>/situations", "requests.html", "site", situations),
)
DEEDS = (Deed("/site/<int:site>/step", "step", step),)
