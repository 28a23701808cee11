"""方案变更: a plan got a new version and open stays were reckoned anew; the staff group is told once, room by room."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.speaking import CARE
from chat.wording import Count, Plain, Sentence
from jobs.base import Due, Job, JobContext
from models import Stay, StayStep

JOB = Job("plan_changes", "方案变更", grace=timedelta(days=3))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """One for each change; the steps of the stays say when it was."""
    changed = select(StayStep.note, StayStep.at).where(
        StayStep.site_id == context.site.id, StayStep.what == "plan", StayStep.at >= since, StayStep.at <= until
    )
    found = {(note or "", at) for note, at in context.session.execute(changed).all()}
    return [Due(at, note[:60]) for note, at in sorted(found, key=lambda pair: pair[1])]


def run(context: JobContext, due: Due) -> None:
    """Which plan, how many stays, and the planned release of each room as it is now."""
    steps = select(StayStep.stay_id).where(StayStep.site_id == context.site.id, StayStep.what == "plan", StayStep.at == due.at)
    stays = [context.session.get_one(Stay, (context.site.id, stay_id)) for stay_id in context.session.scalars(steps)]
    open_ones = [s for s in stays if s.ended_at is None and s.release_on is not None]
    if not open_ones:
        return
    days: dict[str, list[str]] = {}
    for stay in sorted(open_ones, key=lambda s: (str(s.release_on), s.room)):
        rooms = days.setdefault(f"{stay.release_on:%m-%d}", [])
        rooms += [] if stay.room in rooms else [stay.room]
    said = Sentence(
        "【方案变更】{what}，已重算 {n} 人的采样和解除日期：{days}。个别不同请用「延期」。",
        what=Plain(due.subject),
        n=Count(len(open_ones)),
        days=Plain("；".join(f"{day} 解除 {' '.join(rooms)}" for day, rooms in days.items())),
    )
    context.speaker.to_groups("staff", said, priority=CARE, key=f"{JOB.name}/{due.at.isoformat()}")
