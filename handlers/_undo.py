"""Taking back what a message changed in stays, and no more: what was changed after it stays changed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from chat.context import Context
from models import Person, Stay, StayStep, step

UNDONE = "undone"
"""Beside what was before: this step does not count any more."""
_DATES = ("release_on", "day_one")
_ADD_UP = ("release_on", "extra_days")
"""Each step adds to these; the others are put in place of what was there."""


def undo(message_id: int, whats: Sequence[str], context: Context) -> list[Stay]:
    """Put stays back to what they would be without a recalled message. The steps stay, with one more."""
    wanted = select(StayStep).where(StayStep.site_id == context.site.id, StayStep.message_id == message_id, StayStep.what.in_(whats))
    rows = [r for r in context.session.scalars(wanted.order_by(StayStep.id.desc())) if not (r.before or {}).get(UNDONE)]
    return [undo_step(row, context) for row in rows]


def undo_step(row: StayStep, context: Context) -> Stay:
    """Put back what one step changed."""
    stay = context.session.get_one(Stay, (row.site_id, row.stay_id))
    before = dict(row.before or {})
    for name, was in before.items():
        if name != "binding":
            _put_back(stay, row, name, was, context)
    person = context.session.get(Person, stay.person_id) if stay.person_id else None
    if person is not None and before.get("binding"):
        person.binding = str(before["binding"])
    if person is not None and row.what == "move":
        person.room = stay.room
    row.before = {**before, UNDONE: True}
    step(context.session, stay, "withdrawn", context.now, context.person.id, note=row.what)
    return stay


def _put_back(stay: Stay, row: StayStep, name: str, was: Any, context: Context) -> None:
    later = [r for r in _later(row, context) if name in (r.before or {})]
    if not later:
        setattr(stay, name, _back(name, was))
        return
    after = dict(later[0].before or {})[name]
    if name in _ADD_UP and after is not None and was is not None:
        setattr(stay, name, _less(getattr(stay, name), _back(name, after), _back(name, was)))
        for one in later:
            _change(one, name, _kept(_less(_back(name, dict(one.before or {})[name]), _back(name, after), _back(name, was))))
    elif isinstance(after, dict):
        setattr(stay, name, _without(dict(getattr(stay, name) or {}), after, was or {}))
        for one in later:
            _change(one, name, _without(dict(dict(one.before or {})[name]), after, was or {}))
    else:
        _change(later[0], name, was)


def _later(row: StayStep, context: Context) -> list[StayStep]:
    """What happened to the stay after that step and still counts."""
    wanted = select(StayStep).where(StayStep.site_id == row.site_id, StayStep.stay_id == row.stay_id, StayStep.id > row.id)
    return [r for r in context.session.scalars(wanted.order_by(StayStep.id)) if not (r.before or {}).get(UNDONE)]


def _change(row: StayStep, name: str, value: Any) -> None:
    row.before = {**(row.before or {}), name: value}


def _less(now: Any, after: Any, was: Any) -> Any:
    """What is there now, without the difference that the step made."""
    return None if now is None else now - (after - was)


def _without(now: dict[str, Any], after: dict[str, Any], was: dict[str, Any]) -> dict[str, Any]:
    """Without the parts the step added or changed, unless they were changed again."""
    for part in [p for p in after if after[p] != was.get(p) and now.get(p) == after[p]]:
        if part in was:
            now[part] = was[part]
        else:
            del now[part]
    return now


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _back(name: str, value: Any) -> Any:
    if value is None:
        return None
    return date.fromisoformat(value) if name in _DATES else datetime.fromisoformat(value) if name == "ended_at" else value
