"""Whether the same need of the same room is open already: flagged for the staff, never merged."""

from itertools import pairwise
from typing import Any

from sqlalchemy import select

from chat.context import Context
from models import OPEN_STATES, Request

ALIKE = 0.3
"""Share of two descriptions' pairs of characters from which they are taken for the same matter."""


def repeats_of(request: Request, context: Context) -> list[Request]:
    """Open requests of that kind and room that seem to ask for the same."""
    if not request.room:
        return []
    wanted = select(Request).where(
        Request.site_id == context.site.id,
        Request.kind == request.kind,
        Request.room == request.room,
        Request.status.in_(OPEN_STATES),
        Request.withdrawn_at.is_(None),
    )
    return [r for r in context.session.scalars(wanted.order_by(Request.id)) if r.id != request.id and _same(r, request)]


def told_repeats(request: Request) -> str:
    """'同房 Y3 未完成，疑似重复。', or nothing."""
    tickets = request.details.get("repeats")
    return f"同房 {' '.join(tickets)} 未完成，疑似重复。" if tickets else ""


def _same(one: Request, other: Request) -> bool:
    """Two persons of one room are two needs; else it is the things, the sort of matter, or the words that are alike."""
    if one.name and other.name and one.name != other.name:
        return False
    if one.kind == "emergency":
        return True
    things, others = _things(one.details), _things(other.details)
    if things or others:
        return bool(things & others)
    if one.category != other.category:
        return False
    return _alike(str(one.details.get("description") or ""), str(other.details.get("description") or ""))


def _things(details: dict[str, Any]) -> set[str]:
    return {str(item.get("name")) for item in details.get("items") or []}


def _alike(one: str, other: str) -> bool:
    pairs, others = set(pairwise(one)), set(pairwise(other))
    shared = len(pairs & others)
    return bool(shared) and shared / min(len(pairs), len(others)) >= ALIKE
