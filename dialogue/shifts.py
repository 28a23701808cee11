"""Who is on duty, and what the next ones must know."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chat.whose import Whose
from chat.wording import Count, Plain, Rooms, Sentence, Told, Who, age, hour
from models import Person, Request, Shift, Site, Stay, StayStep
from reading.kind import Kind
from reports.figures import half_day, open_requests

LONGEST = 8
"""Lines about open requests in one hand-over note."""


def open_shifts(session: Session, site_id: int) -> list[tuple[Shift, Person]]:
    """Everybody on duty in that site, longest first."""
    wanted = (
        select(Shift, Person)
        .join(Person, Person.id == Shift.person_id)
        .where(Shift.site_id == site_id, Shift.ended_at.is_(None), Shift.withdrawn_at.is_(None))
    )
    return [(shift, person) for shift, person in session.execute(wanted.order_by(Shift.started_at, Shift.id)).all()]


def shift_of(session: Session, site_id: int, person_id: int) -> Shift | None:
    """The shift this person is on."""
    return next((s for s, p in open_shifts(session, site_id) if p.id == person_id), None)


def duty_line(shift: Shift, person: Person, now: datetime, zone: ZoneInfo) -> Sentence:
    """健康观察 王* 早班 08:00 起（3小时）."""
    since = shift.started_at.astimezone(zone)
    at = f"{since:%H:%M}" if since.date() == now.astimezone(zone).date() else f"{since:%m-%d %H:%M}"
    return Sentence(
        "{position}{who}{name} {at} 起（已 {long}）",
        position=Plain(f"{person.work_group} " if person.work_group else ""),
        who=Who(None, person.name or person.nick),
        name=Plain(f" {shift.name}" if shift.name else ""),
        at=Plain(at),
        long=Plain(age(now - shift.started_at)),
    )


def duty_table(session: Session, site: Site, now: datetime) -> Sentence:
    """Who is on duty since when."""
    on = open_shifts(session, site.id)
    if not on:
        return Sentence("现在没有人签到。上班请发「签到」或「接班」。")
    lines = [duty_line(shift, person, now, ZoneInfo(site.timezone)) for shift, person in on]
    return Sentence("当前值班 {n} 人：\n{lines}", n=Count(len(on)), lines=Told(lines))


def handover(session: Session, site: Site, kinds: Mapping[str, Kind], now: datetime) -> Sentence:
    """The note for whoever comes next: emergencies, what is open by age, fevers, arrivals and departures, who is on."""
    zone = ZoneInfo(site.timezone)
    waiting = open_requests(session, site)
    urgent = [r for r in waiting if r.kind == "emergency"]
    rest = [r for r in waiting if r.kind != "emergency"]
    lines = [Sentence("紧急未结 {n}：{which}", n=Count(len(urgent)), which=_tickets(urgent, kinds, now))] if urgent else []
    lines.append(
        Sentence("未完成 {n} 单：{which}", n=Count(len(rest)), which=_tickets(rest, kinds, now)) if rest else Sentence("未完成：今日无")
    )
    lines.append(_fevers(session, site, now.astimezone(zone)))
    lines.append(_moves(session, site, now.astimezone(zone)))
    on = [duty_line(shift, person, now, zone) for shift, person in open_shifts(session, site.id)]
    nobody = Sentence("在岗：还没有人接班，请接班的同事发「接班」")
    lines.append(Sentence("在岗 {n} 人：{who}", n=Count(len(on)), who=Told(on, "；")) if on else nobody)
    return Sentence("【交接】{at}\n{lines}", at=Plain(hour(now, zone)), lines=Told(lines))


def _tickets(requests: Sequence[Request], kinds: Mapping[str, Kind], now: datetime) -> Told:
    shown = [
        Sentence(
            "{ticket} {label} {who} 已等 {waited}",
            ticket=Plain(r.ticket),
            label=Plain(kinds[r.kind].label if r.kind in kinds else ""),
            who=Whose(r),
            waited=Plain(age(now - r.opened_at)),
        )
        for r in requests[:LONGEST]
    ]
    if len(requests) > LONGEST:
        shown.append(Sentence("还有 {n} 单，发「待办」看全部", n=Count(len(requests) - LONGEST)))
    return Told(shown, "；")


def _fevers(session: Session, site: Site, local: datetime) -> Sentence:
    rooms = [r for half in ("am", "pm") for r in half_day(session, site, local.date(), half).fever]
    rooms = list(dict.fromkeys(rooms))
    return Sentence("今日发热 {n} 间：{rooms}", n=Count(len(rooms)), rooms=Rooms(rooms)) if rooms else Sentence("今日发热：今日无")


def _moves(session: Session, site: Site, local: datetime) -> Sentence:
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    count = select(func.count()).select_from(Stay).where(Stay.site_id == site.id)
    came = session.scalar(count.where(Stay.started_at >= midnight)) or 0
    left = session.scalar(count.where(Stay.ended_at >= midnight)) or 0
    steps = select(func.count()).select_from(StayStep).where(StayStep.site_id == site.id, StayStep.what == "move", StayStep.at >= midnight)
    moved = session.scalar(steps) or 0
    said = "今日入住 {came} 人，离开 {left} 人" + ("，换房 {moved} 人" if moved else "")
    return Sentence(said, came=Count(came), left=Count(left), moved=Count(moved))
