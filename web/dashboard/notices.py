"""The notices that reached a site's groups in the last week, and who has not confirmed them."""

from datetime import timedelta

from sqlalchemy import select

from dialogue.notices import PLACES, standing, targets_of
from models import Notice, NoticeTarget, Person, Stay
from web.dashboard.base import Look, Shown, View

LATELY = timedelta(days=7)
MOST = 20


def show(look: Look) -> Shown:
    """The newest first; of those that ask for 收到, how each of this site's groups stands."""
    wanted = select(Notice).join(NoticeTarget, NoticeTarget.notice_id == Notice.id).where(NoticeTarget.site_id == look.here.id)
    wanted = wanted.where(Notice.withdrawn_at.is_(None), Notice.sent_at > look.now - LATELY).distinct()
    notices = []
    for notice in look.session.scalars(wanted.order_by(Notice.sent_at.desc(), Notice.id.desc()).limit(MOST)):
        groups = [g for g in targets_of(look.session, notice) if g.site_id == look.here.id]
        standings = [standing(look.session, notice, g) for g in groups] if notice.needs_ack else []
        told = [
            {
                "place": PLACES[s.group.kind or "resident"], "done": s.done, "expected": s.expected,
                "rooms": sorted({m.room for m in s.missing if isinstance(m, Stay)}),
                "people": [m.name or m.nick for m in s.missing if isinstance(m, Person)],
            }
            for s in standings
        ]  # fmt: skip
        notices.append({"notice": notice, "standings": told})
    return {"notices": notices}


VIEWS = (View("/site/<int:site>/notices", "notices.html", "site", show),)
