"""Which of one person's reports of a half-day holds: the complete one sent last, in whatever order they are heard or recalled."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from chat.context import Context
from models import CheckIn, Person, Stay, StayStep

REACH = timedelta(days=2)
"""Who left so long before a report was sent has no part in its half-day."""


def settle(record: CheckIn, context: Context) -> CheckIn | None:
    """Reckon anew which report of the same person and half-day holds; that one.

    What lacks something replaces nothing, and stays when it was sent after what holds: the answer may still come.
    """
    mine = _not_corrected(_of_the_same(record, context), context)
    holds = max((one for one in mine if not one.missing), key=_sent, default=None)
    for one in mine:
        earlier = holds is not None and one.message_id != holds.message_id and _sent(one) < _sent(holds)
        one.replaced_by = holds.id if holds is not None and earlier else None
    return holds


def take_out(record: CheckIn, context: Context) -> None:
    """It was recalled: what it had replaced is reckoned as if it had never been."""
    record.withdrawn_at = context.now
    freed = select(CheckIn).where(CheckIn.site_id == record.site_id, CheckIn.replaced_by == record.id)
    for one in [record, *context.session.scalars(freed)]:
        settle(one, context)


def _sent(one: CheckIn) -> tuple[datetime, int]:
    return one.sent_at, one.id


def _of_the_same(record: CheckIn, context: Context) -> list[CheckIn]:
    """All of that person in that half-day: by name, in this room or another they had. Who gave no name is known by room and writer."""
    same = select(CheckIn).where(
        CheckIn.site_id == record.site_id, CheckIn.day == record.day, CheckIn.half == record.half, CheckIn.withdrawn_at.is_(None)
    )
    return list(context.session.scalars(same.where(_whose(record, context) | (CheckIn.id == record.id))))


def _whose(record: CheckIn, context: Context) -> ColumnElement[bool]:
    nameless = CheckIn.name.is_(None) & (CheckIn.room == record.room) & (CheckIn.reported_by == record.reported_by)
    if not record.name:
        return nameless
    own = (CheckIn.name == record.name) & CheckIn.room.in_(_rooms_of(record, context))
    writer = context.session.get(Person, record.reported_by) if record.reported_by else None
    return own | nameless if writer is not None and writer.name == record.name else own


def _rooms_of(record: CheckIn, context: Context) -> set[str]:
    """That room and all others that its lodger of that name had before or after it, in this stay or another."""
    lately = Stay.ended_at.is_(None) | (Stay.ended_at >= record.sent_at - REACH)
    named = list(context.session.scalars(select(Stay).where(Stay.site_id == record.site_id, lately, Stay.name == record.name)))
    had = {s.id: {s.room} for s in named}
    moves = select(StayStep).where(StayStep.site_id == record.site_id, StayStep.stay_id.in_(had), StayStep.what == "move")
    for move in context.session.scalars(moves):
        had[move.stay_id].add(str((move.before or {}).get("room") or ""))
    here = [s for s in named if record.room in had[s.id]]
    theirs = [s for s in named if s in here or (here and not any(_at_once(s, one) for one in here))]
    return {record.room or ""}.union(*(had[s.id] for s in theirs))


def _at_once(one: Stay, other: Stay) -> bool:
    """Whether two lived here at the same time: two people of one name, and not one who came again."""
    first, second = sorted((one, other), key=lambda s: (s.started_at, s.id))
    return first.ended_at is None or first.ended_at > second.started_at


def _not_corrected(mine: list[CheckIn], context: Context) -> list[CheckIn]:
    """Without those whose place was taken by what is not theirs (another room or name was put right) or not whole yet."""
    whole = {one.id for one in mine if not one.missing}
    others = {one.replaced_by for one in mine if one.replaced_by is not None} - whole
    wanted = select(CheckIn.id).where(CheckIn.site_id == context.site.id, CheckIn.id.in_(others), CheckIn.withdrawn_at.is_(None))
    taken = set(context.session.scalars(wanted)) if others else set()
    return [one for one in mine if one.replaced_by not in taken]
