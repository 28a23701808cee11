"""Queueing alerts for the second voice, inside the transaction that gives the reason for them."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.speaking import DIGEST, Speaker
from chat.wording import Sentence
from models import UNKNOWN_SITE, Alert, Post, Site

OVERDUE = timedelta(minutes=5)
"""A digest that could not be said for so long goes out by the second voice as well."""
LOOK_BACK = timedelta(hours=4)


def alert(speaker: Speaker, kind: str, key: str, sentence: Sentence) -> bool:
    """Queue what HQ may read (counts, sites, ticket numbers), once for its key. False: it was queued before."""
    return queue_alert(speaker.session, speaker.site.id, speaker.account, kind, key, sentence.told("hq"), speaker.now)


def alert_of_the_bot(session: Session, account: str, kind: str, key: str, text: str, now: datetime) -> bool:
    """The same about the bot itself: `text` is the house's own words."""
    return queue_alert(session, UNKNOWN_SITE, account, kind, key, text, now)


def queue_alert(session: Session, site_id: int, account: str, kind: str, key: str, text: str, now: datetime) -> bool:
    """Add the row, unless there is one for this key."""
    known = select(Alert.id).where(Alert.site_id == site_id, Alert.key == key)
    if session.scalar(known) is not None:
        return False
    session.add(Alert(site_id=site_id, account=account, kind=kind, key=key, text=text, created_at=now, due_at=now))
    session.flush()
    return True


def alert_of_stuck_digests(session: Session, account: str, now: datetime, *, reads: str) -> None:
    """A digest that WeChat does not take: whole if those who hear the second voice may read it, else the word that it is there."""
    stuck = select(Post).where(
        Post.account == account,
        Post.priority == DIGEST,
        Post.state.in_(("queued", "failed")),
        Post.due_at <= now - OVERDUE,
        Post.due_at > now - LOOK_BACK,
        Post.attachment.is_(None),  # its words are a post of their own
    )
    for post in session.scalars(stuck.order_by(Post.id)):
        site = session.get_one(Site, post.site_id)
        whole = post.audience == "hq" or (reads == "staff" and post.audience == "staff")
        text = post.text if whole else f"【{site.name}】日报已出，微信发不出去，请在电脑上看"
        queue_alert(session, post.site_id, account, "digest", f"digest/{post.id}", text, now)
