"""Messages that need a human and belong to no site: those above give them to one. What they say is read only there."""

from collections.abc import Sequence

from sqlalchemy import select

from models import UNKNOWN_SITE, Message, Site
from models.message import NEEDS_HUMAN
from web.dashboard._helpers import sites_of
from web.dashboard.base import Act, Deed, Look, Shown, View

MOST = 100


def show(look: Look) -> Shown:
    """The oldest first: when, why, from which group's id; no words, no names."""
    wanted = select(Message).where(Message.site_id == UNKNOWN_SITE, Message.human.is_not(None)).order_by(Message.id).limit(MOST)
    return {"messages": list(look.session.scalars(wanted)), "why": NEEDS_HUMAN, "to": sites_of(look)}


def give(act: Act) -> Sequence[str]:
    """From then on it stands in that site's own list; or it is nobody's and done with."""
    wanted = select(Message).where(Message.id == act.number("message"), Message.site_id == UNKNOWN_SITE)
    message = act.session.scalars(wanted.where(Message.human.is_not(None))).first()
    if message is None:
        return ("这条已经处理过了。",)
    to = act.form.get("to", "")
    site = act.session.get(Site, act.number("to"))
    if to and (site is None or site.kind != "site"):
        return ("没有这个隔离点。",)
    if site is not None:
        message.site_id = site.id
    else:
        message.human = None
    act.session.add(act.line("web lost message", site_id=message.site_id, message_id=message.id))
    return (f"已交给{site.name}。" if site is not None else "已标为处理完。",)


VIEWS = (View("/lost", "lost.html", "roster", show),)
DEEDS = (Deed("/lost", "roster", give),)
