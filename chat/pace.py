"""How often the account may speak: WeChat blocks chatty ones. Figures only; chat/budget.py counts with them."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """Figures of the send budget. Sources of the defaults: reports of blocked accounts, see docs/architecture.md."""

    hold: timedelta = timedelta(seconds=3)
    """Answers due in one group within this time are one post."""
    gather: timedelta = timedelta(seconds=30)
    """Confirmations of check-ins wait this long for more of their sort."""
    gap: timedelta = timedelta(seconds=3)
    """Between two posts in one group."""
    jitter: timedelta = timedelta(seconds=2)
    """Up to so much longer, a little different each time: a machine's rhythm is what WeChat looks for."""
    per_minute: int = 20
    per_group_minute: int = 10
    """Of them, in one group."""
    per_day: int = 400
    reserve: int = 60
    """Of the day's posts, kept for emergencies and digests."""
    thrifty_from: float = 0.8
    """Part of the day's budget after which reminders and confirmations wait for more of their sort."""
    thrifty: timedelta = timedelta(minutes=5)
    """How long they then wait."""
    stale: timedelta = timedelta(hours=1)
    """A confirmation that could not be said for so long is not said any more."""
    too_late: timedelta = timedelta(hours=6)
    """The same for an answer; a reminder has the quiet hours besides.
    Scheduled posts have their job's own time; emergencies and digests never grow stale here."""
    quiet_from: int = 22 * 60
    """Minute of the day in which reminders fall silent."""
    quiet_until: int = 6 * 60 + 30
    longest: int = 1500
    """Characters in one post."""

    def is_quiet(self, minute: int) -> bool:
        """Whether reminders keep silent in that minute of the day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= minute < self.quiet_until
        return minute >= self.quiet_from or minute < self.quiet_until


SANDBOX_PACE = Pace(
    hold=timedelta(seconds=0.5),
    gather=timedelta(seconds=2),
    gap=timedelta(seconds=0.5),
    jitter=timedelta(),
    per_minute=600,
    per_group_minute=600,
    per_day=100_000,
    reserve=0,
)
"""For the page and for replays, where nobody blocks anybody."""
