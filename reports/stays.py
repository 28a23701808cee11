"""Stays → who is due for what: sampling, release, 摸排, 回访, refills, meals. Days are the site's own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Need, Plan, Request, Sample, Site, Stay, all_plans, day_of, needs_of, samples_of
from reports.queries import lodgers
from reports.records import Lodger, Swab, bounds

REFILL_AHEAD = timedelta(days=2)
SURVEY_WITHIN = timedelta(hours=24)
RESULTS = ("negative", "positive")
"""What came of a swab: it counts also for people who have gone since."""
DONE = ("sampled", *RESULTS)


@dataclass(frozen=True, slots=True)
class Sampling:
    """A day's sampling: who is due by plan, and what came of it."""

    due: tuple[Lodger, ...]
    left: tuple[Lodger, ...]
    """Due and neither sampled nor with a result."""
    results: dict[str, int]


def staying(session: Session, site: Site) -> list[Stay]:
    """Everybody in the site now, by room."""
    return list(session.scalars(select(Stay).where(Stay.site_id == site.id, Stay.ended_at.is_(None)).order_by(Stay.room, Stay.id)))


def sampling_on(session: Session, site: Site, day: date) -> Sampling:
    """Who is to be sampled on that day, of those who were in the site at its end (or are there now)."""
    end = bounds(site, day)[1]
    swabs = [Swab(s.day, s.stay_id, s.result) for s in samples_of(session, site.id, day).values()]
    plans = {(p.name, p.version): p for p in all_plans(session)}
    return sampling_from(lodgers(session, site, end, end), swabs, plans, day)


def sampling_from(there: Sequence[Lodger], swabs: Sequence[Swab], plans: Mapping[tuple[str, int], Plan], day: date) -> Sampling:
    """Due is a sampling day of the plan, or the last day of an extended stay."""
    results = {swab.stay_id: swab.result for swab in swabs}
    due = []
    for stay in there:
        plan = plans.get((stay.plan or "", stay.plan_version or 0))
        last = plan.days + stay.extra_days if plan and stay.extra_days else None
        if plan is not None and (day_of(stay, day) in plan.sampling_days or day_of(stay, day) == last):
            due.append(stay)
    left = [s for s in due if results.get(s.id) not in DONE]
    ids = {s.id for s in there}
    counted = [result for stay_id, result in results.items() if stay_id in ids or result in RESULTS]
    return Sampling(tuple(due), tuple(left), dict(Counter(counted)))


def leaving_on(session: Session, site: Site, day: date) -> list[Stay]:
    """Whose planned release is that day."""
    return [s for s in staying(session, site) if s.release_on == day]


def not_surveyed(session: Session, site: Site) -> list[Stay]:
    """Stays with a part of the 摸排 that nobody knows."""
    return [s for s in staying(session, site) if s.unasked]


def follow_ups(session: Session, site: Site, day: date) -> list[tuple[Stay, Need]]:
    """Moods to be looked after again by that day."""
    return [(s, n) for s, n in _needs(session, site, "mood") if n.follow_up is not None and n.follow_up <= day]


def running_out(session: Session, site: Site, day: date) -> list[tuple[Stay, Need]]:
    """Medicines that last two days at most, unless a refill was asked for lately."""
    found = [(s, n) for s, n in _needs(session, site, "chronic") if n.run_out is not None and n.run_out <= day + REFILL_AHEAD]
    return [(s, n) for s, n in found if not _asked_lately(session, site, s, n)]


def meals(session: Session, site: Site) -> tuple[int, dict[str, list[str]]]:
    """How many eat here, and the rooms of each special portion: one for each person, with all of their diets together."""
    portions: dict[int, tuple[str, list[str]]] = {}
    for stay, need in _needs(session, site, "diet"):
        portions.setdefault(stay.id, (stay.room, []))[1].append(need.words)
    diets: dict[str, list[str]] = {}
    for room, words in portions.values():
        diets.setdefault("+".join(sorted(dict.fromkeys(words))), []).append(room)
    return len(staying(session, site)), {diet: sorted(rooms) for diet, rooms in sorted(diets.items())}


def sample_of(session: Session, stay: Stay, since: date) -> Sample | None:
    """The newest result of a stay that counts, not older than that day."""
    wanted = select(Sample).where(
        Sample.site_id == stay.site_id, Sample.stay_id == stay.id, Sample.day >= since, Sample.replaced_by.is_(None),
        Sample.withdrawn_at.is_(None),
    )  # fmt: skip
    return session.scalars(wanted.order_by(Sample.day.desc(), Sample.id.desc())).first()


def _needs(session: Session, site: Site, kind: str) -> list[tuple[Stay, Need]]:
    stays = {s.id: s for s in staying(session, site)}
    return [(stays[n.stay_id], n) for n in needs_of(session, site.id, kind=kind) if n.stay_id in stays]


def _asked_lately(session: Session, site: Site, stay: Stay, need: Need) -> bool:
    """Whether a request for that medicine is open, or was handed over since the run-out day was told or comes near."""
    assert need.run_out is not None
    running_out = datetime.combine(need.run_out - timedelta(days=3), time(), ZoneInfo(site.timezone))
    wanted = select(Request).where(
        Request.site_id == site.id, Request.kind == "medication", Request.room == stay.room, Request.withdrawn_at.is_(None),
        Request.status != "cancelled",
    )  # fmt: skip
    found = [r for r in session.scalars(wanted) if r.closed_at is None or r.closed_at >= max(need.noted_at, running_out)]
    return any(r.name in (None, stay.name) and _is_for(r, need) for r in found)


def _is_for(request: Request, need: Need) -> bool:
    """The medicine by name, or what it is taken for; a request with a picture instead of names may be for any."""
    medicine = need.medicine or ""
    names = [str(item.get("name") or "") for item in request.details.get("items") or []]
    condition = str(request.details.get("condition") or "")
    told = any(name and medicine and (name in medicine or medicine in name) for name in names)
    return not names or told or bool(condition and condition in f"{medicine} {need.words}")
