"""Which of one person's reports of a half-day holds: the complete one sent last, in whatever order they are heard or recalled."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from chat.context import Context
from handlers._stays import rooms_of
from models import CheckIn, Person


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
    own = (CheckIn.name == record.name) & CheckIn.room.in_(rooms_of(record.room, record.name, context))
    writer = context.session.get(Person, record.reported_by) if record.reported_by else None
    return own | nameless if writer is not None and writer.name == record.name else own


def _not_corrected(mine: list[CheckIn], context: Context) -> list[CheckIn]:
    """Without those whose place was taken by what is not theirs (another room or name was put right) or not whole yet."""
    whole = {one.id for one in mine if not one.missing}
    others = {one.replaced_by for one in mine if one.replaced_by is not None} - whole
    wanted = select(CheckIn.id).where(CheckIn.site_id == context.site.id, CheckIn.id.in_(others), CheckIn.withdrawn_at.is_(None))
    taken = set(context.session.scalars(wanted)) if others else set()
    return [one for one in mine if one.replaced_by not in taken]
