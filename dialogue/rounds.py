"""The delivery round of a floor: room, thing, mark. For whoever climbs the stairs, on a phone or printed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.wording import Count, Plain, Sentence, Things, Told, Who
from models import OPEN_STATES, Request, Site, floor_of

MARK = "□"
CARRIED = ("medication", "supplies")


def floors_waiting(session: Session, site: Site) -> Mapping[str, Sequence[Request]]:
    """Accepted medicine and things by floor, floors and rooms in their order; what nobody accepted yet is not at hand."""
    wanted = select(Request).where(
        Request.site_id == site.id,
        Request.kind.in_(CARRIED),
        Request.status.in_([s for s in OPEN_STATES if s != "open"]),
        Request.withdrawn_at.is_(None),
        Request.room.is_not(None),
    )
    found = sorted(session.scalars(wanted), key=lambda r: (_order(floor_of(r.room or "")), r.room or "", r.id))
    floors: dict[str, list[Request]] = {}
    for request in found:
        floors.setdefault(floor_of(request.room or ""), []).append(request)
    return floors


def round_of(floor: str, requests: Sequence[Request]) -> Sentence:
    """□ 305 张* Y1 硝苯地平缓释片 2盒 — one line each, and the line that closes them all."""
    lines = [
        Sentence(
            "{mark} {who} {ticket} {things}",
            mark=Plain(MARK),
            who=Who(r.room, r.name),
            ticket=Plain(r.ticket),
            things=Things(r.details.get("items") or []) if r.details.get("items") else Plain("见原话或图片"),
        )
        for r in requests
    ]
    return Sentence(
        "{floor}楼派送 {n} 件：\n{lines}\n送完回复「{floor}楼全送了」，有没送到的「{floor}楼全送了除{room}」",
        floor=Plain(floor),
        n=Count(len(requests)),
        lines=Told(lines),
        room=Who(requests[0].room),
    )


def _order(floor: str) -> tuple[int, str]:
    digits = "".join(c for c in floor if c.isdigit())
    return (int(digits) if digits else 0, floor)
