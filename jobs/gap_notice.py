"""失联公告: after a time in which nothing could be heard, the groups are told from when to when, and asked to say it again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.speaking import CARE
from chat.wording import Count, Plain, Sentence, hour
from jobs.base import Due, Job, JobContext
from models import UNKNOWN_SITE, Gap

JOB = Job("gap_notice", "失联公告", grace=timedelta(hours=4), switch=False)
SHORTEST = timedelta(seconds=10)
"""A shorter gap is written down only."""
SETTLED = timedelta(seconds=30)
"""A link that breaks again within this time is one trouble, and told once."""
MOST_SPANS = 3


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """One for each trouble, when the link has stood for a while; about the last gap of it."""
    return [
        Due(gaps[-1].ended_at + SETTLED, str(gaps[-1].id)) for gaps in _troubles(context, until) if gaps[-1].ended_at + SETTLED <= until
    ]


def run(context: JobContext, due: Due) -> None:
    """Tell every group of the site, once."""
    gaps = next((g for g in _troubles(context, due.at) if str(g[-1].id) == due.subject), [])
    for gap in gaps:
        gap.announced_at = gap.announced_at or context.now
    if not gaps:
        return
    said = Sentence(
        "刚才 {spans} 我掉线了{times}，这段时间的消息可能没收到。有需求或体温没得到回应的，请再发一次。",
        spans=Plain(_spans(gaps, context)),
        times=Sentence(" {n} 次", n=Count(len(gaps))) if len(gaps) > MOST_SPANS else Plain(""),
    )
    for kind in ("resident", "staff"):
        context.speaker.to_groups(kind, said, priority=CARE, key=f"{JOB.name}/{due.subject}/{kind}")


def _troubles(context: JobContext, until: datetime) -> list[list[Gap]]:
    """The gaps of a day that are long enough to be told, those together that came before the one before was told."""
    ended = select(Gap).where(Gap.site_id == UNKNOWN_SITE, Gap.ended_at <= until, Gap.ended_at > until - timedelta(days=1))
    troubles: list[list[Gap]] = []
    for gap in context.session.scalars(ended.order_by(Gap.ended_at, Gap.id)):
        if gap.ended_at - gap.started_at < SHORTEST:
            continue
        if troubles and gap.ended_at < troubles[-1][-1].ended_at + SETTLED:
            troubles[-1].append(gap)
        else:
            troubles.append([gap])
    return troubles


def _spans(gaps: Sequence[Gap], context: JobContext) -> str:
    """From when to when; what overlaps (logged out while the link was down) is one."""
    spans: list[tuple[datetime, datetime]] = []
    for gap in sorted(gaps, key=lambda g: g.started_at):
        if spans and gap.started_at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], gap.ended_at))
        else:
            spans.append((gap.started_at, gap.ended_at))
    if len(spans) > MOST_SPANS:
        spans = [(spans[0][0], spans[-1][1])]
    return "、".join(f"{hour(start, context.zone)} 到 {hour(end, context.zone)}" for start, end in spans)
