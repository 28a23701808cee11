"""The outbox: claim, spend from the budget, say; then sent, failed or uncertain. Synchronous but for the saying itself."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chat.breaker import Breaker, breaker_of, keep
from chat.budget import Budget
from chat.pace import Pace
from chat.speaking import ANSWER, DIGEST, EMERGENCY
from chat.transport import NotSent, Uncertain, Utterance
from chat.wording import clean, gathered, sayable
from models import Person, Post, Store

log = logging.getLogger("gelibot.outbox")

RETRY_AFTER = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=15))
"""Surely unsent posts are tried again after these waits, then they have failed."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One saying: the posts it stands for and what will be said."""

    lead: tuple[int, int]
    ids: tuple[tuple[int, int], ...]
    utterance: Utterance
    attachment: Mapping[str, Any] | None = None
    """The file to make and say; see chat/attachments.py."""


class Outbox:
    """What one account has to say."""

    def __init__(self, store: Store, account: str, pace: Pace, zone: ZoneInfo, lasts: Mapping[str, timedelta] | None = None) -> None:
        self._store = store
        self._lasts = lasts or {}
        self.account = account
        self.pace = pace
        self._zone = zone

    def recover(self, now: datetime) -> int:
        """After a crash: what was claimed may have been said, so it is uncertain, never said again blindly."""
        with self._store.begin() as session:
            found = list(session.scalars(select(Post).where(Post.account == self.account, Post.state == "claimed")))
            for post in found:
                post.end("uncertain", "the process ended while it was being said")
            keep(session, self.account, breaker_of(session, self.account).unclear(now))
        return len(found)

    def claim(self, now: datetime) -> Claimed | None:
        """Take the next saying that is due and within the budget; committed as claimed before anybody says it."""
        with self._store.begin() as session:
            due = select(Post).where(Post.account == self.account, Post.state == "queued", Post.due_at <= now)
            due = due.order_by(Post.priority, Post.due_at, Post.id).limit(500).with_for_update(skip_locked=True)
            found = list(session.scalars(due))
            if not found:
                return None
            budget = Budget(session, self.account, self.pace, self._zone, now, self._lasts)
            breaker = breaker_of(session, self.account)
            posts = [p for p in found if not _dropped(p, budget) and budget.allows(p)]
            posts = [p for p in posts if p.priority == EMERGENCY or not breaker.holds_back(now)]
            bundle = self._next(posts, budget)
            if not bundle:
                return None
            if breaker.is_half_open(now) and bundle[0].priority != EMERGENCY:
                keep(session, self.account, breaker.tried())
            return self._mark(bundle, now)

    def _next(self, posts: Sequence[Post], budget: Budget) -> list[Post]:
        """The posts of the next saying; none if nothing's time has come."""
        waiting: set[str] = set()  # groups whose time has not come: their other posts need no second look
        for first in posts:
            if not _alone(first) and first.group_id in waiting:
                continue
            bundle = self._bundle(first, posts, budget)
            if bundle:
                return bundle
            if not _alone(first) and first.group_id:
                waiting.add(first.group_id)
        return []

    def _bundle(self, first: Post, posts: Sequence[Post], budget: Budget) -> list[Post]:
        """The posts to say together with this one, or none if it is not their time yet."""
        if first.group_id is None or _alone(first):
            return [first] if budget.group_is_free(first) else []
        together = [p for p in posts if p.group_id == first.group_id and not _alone(p)]
        ripe = [p for p in together if budget.now - p.due_at >= budget.wait_of(p)]
        if not ripe:
            return []
        if not any(p.gather for p in ripe):  # an answer is no reason to tell of check-ins before their half-minute is over
            together = [p for p in together if not p.gather]
        if not budget.group_is_free(first):
            return []
        return self._within_length(sorted(together, key=lambda p: (p.due_at, p.id)))

    def _within_length(self, posts: Sequence[Post]) -> list[Post]:
        chosen: list[Post] = []
        length = 0
        for post in posts:
            length += len(post.text) + 1
            if chosen and length > self.pace.longest:
                break
            chosen.append(post)
        return chosen

    def _mark(self, bundle: Sequence[Post], now: datetime) -> Claimed:
        lead = bundle[0]
        text = _text_of(bundle)
        for post in bundle:
            post.state, post.claimed_at, post.lead_id, post.lead = "claimed", now, lead.id, post is lead
            post.tries += 1
        lead.said_text = text
        mentions = list(dict.fromkeys(m[0] for p in bundle for m in p.mentions))
        utterance = Utterance(text=text, group=lead.group_id, contact=lead.contact, mentions=mentions, act=lead.act)
        return Claimed((lead.site_id, lead.id), tuple((p.site_id, p.id) for p in bundle), utterance, lead.attachment)

    def sent(self, claimed: Claimed, said_as: str | None, now: datetime) -> None:
        """It was said."""
        with self._store.begin() as session:
            for post in self._posts(session, claimed):
                post.sent_at, post.said_as = now, said_as
                post.end("sent")
                if post.contact:
                    session.execute(update(Person).where(Person.contact == post.contact).values(reachable=True))
            if breaker_of(session, self.account).trying:
                keep(session, self.account, Breaker())

    def not_sent(self, claimed: Claimed, error: NotSent, now: datetime) -> None:
        """Surely not said: tried again later, or said another way, or failed."""
        with self._store.begin() as session:
            breaker = breaker_of(session, self.account)
            if error.throttled or breaker.trying:
                keep(session, self.account, breaker.refused(now) if error.throttled else breaker.unclear(now))
            for post in self._posts(session, claimed):
                post.error = type(error).__name__
                post.lead = False
                if post.state != "claimed":
                    continue
                if error.throttled and post.priority != EMERGENCY:  # the breaker says when; it was no try
                    post.state, post.tries = "queued", post.tries - 1
                elif error.permanent or post.tries > len(RETRY_AFTER):
                    post.end("failed", post.error)
                    self._fall_back(session, post, now)
                else:
                    post.state, post.due_at = "queued", now + RETRY_AFTER[post.tries - 1]

    def uncertain(self, claimed: Claimed, error: Uncertain, now: datetime) -> None:
        """It may have been said: settled by its echo or by a person."""
        with self._store.begin() as session:
            for post in self._posts(session, claimed):
                if post.state == "claimed":
                    post.end("uncertain", type(error).__name__)
            keep(session, self.account, breaker_of(session, self.account).unclear(now))

    def throttled(self, now: datetime) -> None:
        """WeChat complained that we speak too often."""
        with self._store.begin() as session:
            keep(session, self.account, breaker_of(session, self.account).refused(now))

    def echoed(self, group: str | None, text: str, said_as: str, now: datetime) -> None:
        """We heard ourselves say it: whatever was unclear about it is settled."""
        with self._store.begin() as session:
            wanted = select(Post).where(
                Post.account == self.account, Post.lead, Post.state.in_(("claimed", "uncertain")), Post.said_text == text
            )
            wanted = wanted.where(Post.group_id == group) if group else wanted.where(Post.group_id.is_(None))
            lead = session.scalars(wanted.order_by(Post.id)).first()
            if lead is None:
                return
            for post in session.scalars(select(Post).where(Post.site_id == lead.site_id, Post.lead_id == lead.id)):
                post.sent_at, post.said_as = now, said_as
                post.end("sent")

    def _posts(self, session: Session, claimed: Claimed) -> list[Post]:
        return [session.get_one(Post, key) for key in claimed.ids]

    def _fall_back(self, session: Session, post: Post, now: datetime) -> None:
        """A private post that cannot arrive becomes a masked line in the group and the staff's text in theirs."""
        if post.contact is None or not post.fallback:
            return
        session.execute(update(Person).where(Person.contact == post.contact).values(reachable=False))
        plan = post.fallback
        if plan["group"]:
            session.add(self._instead(post, plan["group"], plan["audience"], plan["masked"], [plan["mention"]], now))
        if plan["staff_group"] and plan["staff_group"] != plan["group"]:
            session.add(self._instead(post, plan["staff_group"], "staff", plan["staff"], [], now))

    def _instead(self, post: Post, group: str, audience: str, text: str, mentions: list[list[str]], now: datetime) -> Post:
        return Post(
            site_id=post.site_id, account=post.account, audience=audience, group_id=group, text=text, mentions=mentions,
            priority=min(post.priority, ANSWER), message_id=post.message_id, created_at=now, due_at=now,
        )  # fmt: skip


def _alone(post: Post) -> bool:
    """Whether it is said in a post of its own."""
    return post.priority in (EMERGENCY, DIGEST) or post.key is not None or post.attachment is not None


def _dropped(post: Post, budget: Budget) -> bool:
    """Give up what waited too long to be said."""
    if not budget.is_stale(post):
        return False
    post.end("failed", "stale")
    return True


def _text_of(bundle: Sequence[Post]) -> str:
    """All lines of a bundle; those of one gathering are one line where its first stands."""
    lines, seen = [], set()
    for post in bundle:
        if post.gather is None:
            lines.append(_mentioned(post) + post.text)
        elif post.gather not in seen:
            seen.add(post.gather)
            lines.append(gathered(post.gather, [p.text for p in bundle if p.gather == post.gather]))
    return "\n".join(lines)


def _mentioned(post: Post) -> str:
    return sayable("".join(f"@{clean(name, 40)} " for _, name in post.mentions if name))
