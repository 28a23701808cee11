"""One person's stay as a timeline: what was reported, asked, done, changed. Every look leaves a line in the audit trail."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from dialogue.changes import LABELS as FIELDS
from dialogue.states import LABELS as STATES
from models import SURVEY_PARTS, Change, CheckIn, Request, RequestStep, Sample, Stay, StayStep, day_of, needs_of, plan_of
from models.need import NEED_KINDS
from reports.digest import HALF_NAMES, RESULTS
from reports.figures import FEVER
from web.dashboard.base import Look, Missing, Shown, View
from web.explain import shown

STEPS = {
    "intake": "入住", "plan": "方案变更", "extend": "延期", "move": "换房", "transfer": "转运", "release": "解除隔离", "withdrawn": "撤回",
    "open": "登记", "reopened": "没收到，重新打开",
}  # fmt: skip
MOST = 200


class Moment(NamedTuple):
    """One thing that happened."""

    at: datetime
    title: tuple[str, ...]
    """Phrases of ours, each to be shown in the reader's language."""
    words: str
    tone: str = ""


def show(look: Look) -> Shown:
    """Newest first, with what holds now above it."""
    stay = look.session.get(Stay, (look.here.id, int(look.path["stay"])))
    if stay is None:
        raise Missing
    look.seen.append(f"web stay {stay.id}")
    moments = sorted((m for told in (_checkins, _requests, _samples, _steps, _changes) for m in told(look, stay)), reverse=True)
    plan = plan_of(look.session, stay)
    return {
        "stay": stay, "moments": moments[:MOST], "needs": needs_of(look.session, stay.site_id, stay.id), "need_kinds": NEED_KINDS,
        "day_of": day_of(stay, look.day), "days": (plan.days if plan else 0) + (stay.extra_days or 0), "survey_parts": SURVEY_PARTS,
    }  # fmt: skip


def _checkins(look: Look, stay: Stay) -> Iterator[Moment]:
    """Of this person, or nameless of a room where nobody else stays; those of later half-days only."""
    wanted = select(CheckIn).where(CheckIn.site_id == stay.site_id, CheckIn.room == stay.room, CheckIn.day >= stay.admitted)
    wanted = wanted.where(or_(CheckIn.name == stay.name, CheckIn.name.is_(None)), CheckIn.sent_at <= (stay.ended_at or look.now))
    for c in look.session.scalars(wanted.order_by(CheckIn.id.desc()).limit(MOST)):
        state = "已撤回" if c.withdrawn_at else "已被更正" if c.replaced_by else ""
        degrees = f"{c.temperature:.1f}°C" if c.temperature is not None else "没有度数"
        symptoms = "、".join(str(s) for s in c.symptoms) if c.symptoms else ""
        fever = c.temperature is not None and c.temperature >= FEVER and not state
        yield Moment(c.sent_at, (f"{HALF_NAMES[c.half]}体温", state), f"{degrees} {symptoms}".strip(), "red" if fever else "")


def _requests(look: Look, stay: Stay) -> Iterator[Moment]:
    wanted = select(Request).where(Request.site_id == stay.site_id, Request.room == stay.room, Request.opened_at >= stay.started_at)
    wanted = wanted.where(or_(Request.name == stay.name, Request.name.is_(None)), Request.opened_at <= (stay.ended_at or look.now))
    found = {r.id: r for r in look.session.scalars(wanted.order_by(Request.id.desc()).limit(MOST))}
    steps = select(RequestStep).where(RequestStep.site_id == stay.site_id, RequestStep.request_id.in_(found)).order_by(RequestStep.id)
    for s in look.session.scalars(steps):
        request = found[s.request_id]
        kind = look.desk.kinds.get(request.kind)
        title = (request.ticket, kind.label if kind else request.kind, STEPS.get(s.status) or STATES.get(s.status, s.status))
        words = str(request.details.get("words") or "") if s.status == "open" else s.note or ""
        asked = s.status == "open"
        tone = "red" if asked and request.kind == "emergency" else "green" if s.status in STATES and not asked else ""
        yield Moment(s.at, title, words, tone)


def _samples(look: Look, stay: Stay) -> Iterator[Moment]:
    wanted = select(Sample).where(Sample.site_id == stay.site_id, Sample.stay_id == stay.id).order_by(Sample.id)
    for s in look.session.scalars(wanted):
        state = "已撤回" if s.withdrawn_at else "已被更正" if s.replaced_by else ""
        title = ("核酸", f"{s.day:%m-%d}", RESULTS.get(s.result, s.result), state)
        yield Moment(s.sent_at, title, "", "red" if s.result == "positive" else "")


def _steps(look: Look, stay: Stay) -> Iterator[Moment]:
    wanted = select(StayStep).where(StayStep.site_id == stay.site_id, StayStep.stay_id == stay.id).order_by(StayStep.id)
    for s in look.session.scalars(wanted):
        yield Moment(s.at, (STEPS.get(s.what, s.what),), s.note or "")


def _changes(look: Look, stay: Stay) -> Iterator[Moment]:
    wanted = select(Change).where(Change.site_id == stay.site_id, Change.room == stay.room, Change.at >= stay.started_at)
    for c in look.session.scalars(wanted.where(Change.at <= (stay.ended_at or look.now)).order_by(Change.id).limit(MOST)):
        words = f"{shown(c.before.get('value'))} → {shown(c.after.get('value'))}"
        yield Moment(c.at, ("更正", c.ticket or "", FIELDS.get(c.field, c.field)), words)


VIEWS = (View("/site/<int:site>/stay/<int:stay>", "stay.html", "health", show),)
