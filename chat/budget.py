"""What the account has said and may still say: per group, per minute, per day, and in quiet hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chat.pace import Pace
from chat.settings import quiet_span
from chat.speaking import DIGEST, EMERGENCY, REMINDER
from models import Post, Site

MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Budget:
    """One look at the budget, at one moment; asked again for the next saying."""

    session: Session
    account: str
    pace: Pace
    zone: ZoneInfo
    now: datetime
    lasts: Mapping[str, timedelta] = field(default_factory=dict)
    """How long a scheduled post makes sense, by the name its key begins with."""
    minute: int = 0
    """Posts said within the last minute."""
    today: int = 0
    """Posts said since midnight in the bot's zone."""

    def __post_init__(self) -> None:
        """Count what was said."""
        said = select(func.count()).select_from(Post).where(Post.account == self.account, Post.lead)
        midnight = self.now.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
        self.minute = self.session.scalar(said.where(Post.claimed_at > self.now - MINUTE)) or 0
        self.today = self.session.scalar(said.where(Post.claimed_at >= midnight)) or 0

    @property
    def thrifty(self) -> bool:
        """Whether the day's budget nears its end."""
        return self.today >= self.pace.thrifty_from * (self.pace.per_day - self.pace.reserve)

    def allows(self, post: Post) -> bool:
        """Whether it may be said by now. An emergency is never held back."""
        if post.priority == EMERGENCY:
            return True
        most = self.pace.per_day - (0 if post.priority == DIGEST else self.pace.reserve)
        return self.minute < self.pace.per_minute and self.today < most and not self._is_quiet(post)

    def is_stale(self, post: Post) -> bool:
        """Whether it waited for so long that nobody could make sense of it. Private answers and acts wait for ever."""
        if post.priority in (EMERGENCY, DIGEST) or post.act:
            return False
        if post.key:  # what the clock says keeps its sense as long as its job says, and other keyed words for ever
            lasts = self.lasts.get(post.key.partition("/")[0])
            return lasts is not None and self.now - post.created_at > lasts
        if post.group_id is None:
            return False
        longest = self.pace.stale if post.gather else self.pace.too_late
        if post.priority >= REMINDER and not post.gather:
            longest *= 2
        return self.now - post.due_at > longest

    def wait_of(self, post: Post) -> timedelta:
        """How long a post waits for company."""
        own = self.pace.gather if post.gather else self.pace.hold
        return max(own, self.pace.thrifty) if self.thrifty and post.priority >= REMINDER else own

    def group_is_free(self, post: Post) -> bool:
        """Whether its group has heard nothing for long enough, and not too much within the minute."""
        if post.priority == EMERGENCY or post.group_id is None:
            return True
        said = self._said_in(post.group_id)
        if len(said) >= self.pace.per_group_minute and post.priority != DIGEST:
            return False
        # The last saying itself decides how long the next one waits: the same answer each time it is asked.
        return not said or self.now - said[0][1] >= self.pace.gap + self.pace.jitter * (said[0][0] * 2654435761 % 997 / 997)

    def _said_in(self, group_id: str) -> Sequence[tuple[int, datetime]]:
        """What was said there within the last minute, the newest first."""
        wanted = select(Post.id, Post.claimed_at).where(
            Post.account == self.account, Post.lead, Post.group_id == group_id, Post.claimed_at > self.now - MINUTE
        )
        return [(one, at) for one, at in self.session.execute(wanted.order_by(Post.claimed_at.desc())).all() if at is not None]

    def _is_quiet(self, post: Post) -> bool:
        """Whether it is a reminder in quiet hours: the site's own in its own zone, else the bot's."""
        if post.priority < REMINDER or post.gather:
            return False
        site = self.session.get(Site, post.site_id)
        own = quiet_span(site) if site is not None else None
        local = self.now.astimezone(ZoneInfo(site.timezone) if site is not None and own else self.zone)
        pace = replace(self.pace, quiet_from=own[0], quiet_until=own[1]) if own else self.pace
        return pace.is_quiet(local.hour * 60 + local.minute)
