"""A site's floor plan, and one room: who stays there and what it needs."""

from collections import Counter

from sqlalchemy import select

from models import Request, Stay
from reports.rooms import STATES, floor_plan
from reports.stays import staying
from web.dashboard.base import Look, Missing, Shown, View


def plan(look: Look) -> Shown:
    """Rooms by floor, coloured and lettered by what they need; found by number."""
    wanted = look.args.get("find", "").strip().upper()[:20]
    floors = floor_plan(look.session, look.here, look.day, look.now)
    counts = Counter(room.state for rooms in floors.values() for room in rooms)
    only = look.args.get("state", "")
    shown = {
        floor: [r for r in rooms if (not wanted or wanted in r.number) and (only not in STATES or only in (r.state, *r.also))]
        for floor, rooms in floors.items()
    }
    return {"floors": {f: r for f, r in shown.items() if r}, "states": STATES, "counts": counts, "find": wanted, "only": only}


def room(look: Look) -> Shown:
    """Who stays in it, now and before, and its requests."""
    number = str(look.path["room"])
    stays = [s for s in staying(look.session, look.here) if s.room == number]
    past = select(Stay).where(Stay.site_id == look.here.id, Stay.room == number, Stay.ended_at.is_not(None))
    asked = select(Request).where(Request.site_id == look.here.id, Request.room == number).order_by(Request.id.desc()).limit(30)
    requests = list(look.session.scalars(asked))
    earlier = list(look.session.scalars(past.order_by(Stay.id.desc()).limit(10)))
    if not (stays or earlier or requests):
        raise Missing
    return {"number": number, "stays": stays, "earlier": earlier, "requests": requests, "kinds": look.desk.kinds}


VIEWS = (
    View("/site/<int:site>", "rooms.html", "site", plan),
    View("/site/<int:site>/room/<room>", "room.html", "site", room),
)
