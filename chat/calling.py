"""Calling people in an emergency: the ladder from the medic on duty to the command office, and who was called (product.md, rule 11)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.alerts import alert
from chat.people import medics_and_leader
from chat.speaking import EMERGENCY, Speaker
from chat.whose import Whose
from chat.wording import Plain, Raw, Sentence, Who, age
from models import Call, Group, Person, Request, Shift, Site

EVERY = timedelta(minutes=5)
"""Between two steps of the ladder, and between two calls to everybody when all were called."""


def ladder(session: Session, site: Site) -> list[list[Person]]:
    """Medics and first leader; second level; third level; command office. A level without anybody is left out: the next moves up."""
    at_once = _on_duty_first(session, site.id, medics_and_leader(session, site.id))
    reachable = (Person.contact.is_not(None), Person.left_at.is_(None))
    of_site = select(Person).where(Person.site_id == site.id, Person.role == "leader", *reachable)
    leaders = list(session.scalars(of_site.order_by(Person.id)))
    office = list(session.scalars(select(Person).where(Person.role == "hq", *reachable).order_by(Person.id)))
    steps = [at_once, *([p for p in leaders if p.level == level] for level in (2, 3)), office]
    return [step for step in steps if step]


def _on_duty_first(session: Session, site_id: int, people: list[Person]) -> list[Person]:
    """The medics who are signed in, if any are; else all. Leaders are always called."""
    shifts = select(Shift.person_id).where(Shift.site_id == site_id, Shift.ended_at.is_(None), Shift.withdrawn_at.is_(None))
    on_duty = set(session.scalars(shifts))
    medics = [p for p in people if p.role == "medic"]
    here = [p for p in medics if p.id in on_duty]
    return [p for p in people if p.role != "medic" or not here or p in here]


def call_out(request: Request, speaker: Speaker, since: datetime) -> None:
    """Call whoever's turn it is `since` the first call: every level that is due and was not called, or everybody once more."""
    session, site, now = speaker.session, speaker.site, speaker.now
    steps = ladder(session, site)
    due = steps[: int((now - since) / EVERY) + 1]
    known = {c.person_id: c for c in calls_of(session, request)}
    fresh = [(n, p) for n, step in enumerate(due) for p in step if p.id not in known]
    again = [] if fresh else [(n, p) for n, step in enumerate(due) for p in step]
    for n, person in fresh or again:
        _note(session, request, known.get(person.id), person, n, now)
    _say(request, speaker, [p for _, p in fresh or again], now - since)
    _by_the_second_voice(request, speaker, now - since)


def calls_of(session: Session, request: Request) -> list[Call]:
    """Everybody who was called for it, first to last."""
    wanted = select(Call).where(Call.site_id == request.site_id, Call.request_id == request.id)
    return list(session.scalars(wanted.order_by(Call.called_at, Call.id)))


def _note(session: Session, request: Request, call: Call | None, person: Person, step: int, now: datetime) -> None:
    if call is not None:
        call.times, call.last_at = call.times + 1, now
        return
    session.add(Call(site_id=request.site_id, request_id=request.id, person_id=person.id, step=step, times=1, called_at=now, last_at=now))


def _say(request: Request, speaker: Speaker, people: Sequence[Person], waited: timedelta) -> None:
    """In the staff group by mention, and to each in private; the command office's group reads the site and the ticket only."""
    ticket, site = request.ticket, speaker.site
    here = [p for p in people if p.role != "hq"]
    above = [p for p in people if p.role == "hq"]
    alarm = _alarm(request, ticket, waited, speaker.session)
    if here or not above:
        speaker.to_groups("staff", alarm, priority=EMERGENCY, mention=here)
    for person in here:
        speaker.to_person(person, alarm, priority=EMERGENCY, message_id=request.message_id)
    if not above:
        return
    words = "【紧急】{full} 已 {waited}无人应答，请马上联系该点，并回复「收到 {full}」"
    said = Sentence(words, full=Plain(f"{site.short}{ticket}"), waited=Plain(age(waited)))
    for person in above:
        speaker.to_person(person, said, priority=EMERGENCY, message_id=request.message_id)
    for group in speaker.session.scalars(select(Group).where(Group.kind == "hq").order_by(Group.id)):
        speaker.to_group(group, said, priority=EMERGENCY, mention=above)
    if not here:
        told = Sentence("【紧急】{ticket} 已 {waited}无人应答，已报指挥部。", ticket=Plain(ticket), waited=Plain(age(waited)))
        speaker.to_groups("staff", told, priority=EMERGENCY)


def _by_the_second_voice(request: Request, speaker: Speaker, waited: timedelta) -> None:
    """Once for each call; it may name the site and the ticket, nobody and nothing else."""
    words = "【紧急】{full} {waited}，请马上联系该点"
    how_long = f"已 {age(waited)}无人应答" if waited >= EVERY else "刚刚发生"
    said = Sentence(words, full=Plain(f"{speaker.site.short}{request.ticket}"), waited=Plain(how_long))
    alert(speaker, "emergency", f"emergency/{request.id}/{int(waited / EVERY)}", said)


def _alarm(request: Request, ticket: str, waited: timedelta, session: Session) -> Sentence:
    return Sentence(
        "【紧急】{ticket} {who}{by}：{raw}。{unanswered}请马上处理，并回复「收到 {ticket}」",
        ticket=Plain(ticket),
        who=Whose(request),
        by=_written_by(request, session),
        raw=Raw(str(request.details.get("words") or "")),
        unanswered=Plain(f"已 {age(waited)}无人应答，" if waited >= EVERY else ""),
    )


def _written_by(request: Request, session: Session) -> Sentence:
    """Nobody knows the room: how the one who wrote is called in the group, so that they can be found."""
    person = session.get(Person, request.asked_by) if request.asked_by and not request.room else None
    return Sentence("（群昵称 {nick}）", nick=Who(None, person.nick)) if person is not None and person.nick else Sentence("")
