"""The clock as an argument: real time, or real time moved forward for the sandbox."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The moment, aware UTC."""


class RealClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The moment, aware UTC."""
        return datetime.now(UTC)


class MovedClock:
    """Real time plus an offset that only grows: the sandbox's clock can be moved on, never back while its world lasts."""

    def __init__(self, real: Clock, offset: timedelta = timedelta()) -> None:
        self._real = real
        self._first = offset
        self.offset = offset

    def now(self) -> datetime:
        """The moved moment, aware UTC."""
        return self._real.now() + self.offset

    def move_to(self, moment: datetime) -> None:
        """Move on to a later moment; an earlier one is ignored."""
        self.offset += max(moment - self.now(), timedelta())

    def start_again(self) -> None:
        """Back to where it began: only for a world that is made anew and remembers nothing."""
        self.offset = self._first


class SetClock:
    """A clock that stands until it is set: for replays and tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment
