"""What the bot will post next in a site, and what waits to be said now."""

from sqlalchemy import select

from chat.settings import Upcoming
from models import Group, Post
from web.dashboard.base import Look, Shown, View

MOST = 50


def show(look: Look) -> Shown:
    """The next day's scheduled posts, and the outbox of this site; private posts only by the fact, the staff's for who may read words."""
    queued = select(Post).where(Post.site_id == look.here.id, Post.state.in_(("queued", "claimed", "uncertain")), Post.act.is_(None))
    posts = list(look.session.scalars(queued.order_by(Post.priority, Post.due_at).limit(MOST)))
    readable = look.visitor.may("words", look.here)
    if readable and any(p.audience == "staff" for p in posts):
        look.seen.append("web next")
    named = select(Group).where(Group.id.in_({p.group_id for p in posts if p.group_id}))
    groups = {g.id: g.name or g.id for g in look.session.scalars(named)}
    ahead: dict[tuple[str, bool], list[Upcoming]] = {}
    for post in look.desk.agenda.upcoming(look.session, look.here, look.now):
        ahead.setdefault((post.label, post.on), []).append(post)
    return {
        "ahead": [(found[0], len(found)) for found in ahead.values()], "posts": posts, "groups": groups, "readable": readable,
        "states": {"queued": "等着发", "claimed": "正在发", "uncertain": "不知道发出没有"},
    }  # fmt: skip


VIEWS = (View("/site/<int:site>/next", "next.html", "site", show),)
