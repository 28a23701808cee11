"""The breaker: WeChat said that we speak too often, so for half an hour only emergencies go out, then one post tries the water.

Speaking on lengthens the penalty (see the reports in docs/reliability.md); so each refusal after a pause doubles the next one.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models import Meta

PAUSE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)
_NOTICE = re.compile("操作频繁|过于频繁|频率过快|too frequent", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Breaker:
    """Closed (until is None), open until a moment, or half open: past it, until the one post that tries has come through."""

    until: str | None = None
    refusals: int = 0
    trying: bool = False

    def holds_back(self, now: datetime) -> bool:
        """Whether nothing but an emergency may go out."""
        return self.until is not None and (self.trying or now < datetime.fromisoformat(self.until))

    def is_half_open(self, now: datetime) -> bool:
        """Whether the next post is the one that tries."""
        return self.until is not None and not self.holds_back(now)

    def refused(self, now: datetime) -> "Breaker":
        """Open, for longer each time. What was under way when it opened does not count again."""
        if self.until is not None and not self.trying and now < datetime.fromisoformat(self.until):
            return self
        pause = min(PAUSE * 2**self.refusals, LONGEST)
        return Breaker((now + pause).isoformat(), self.refusals + 1)

    def tried(self) -> "Breaker":
        """One post is under way."""
        return Breaker(self.until, self.refusals, trying=True)

    def unclear(self, now: datetime) -> "Breaker":
        """The try came to no clear end, or the process did: wait again, no longer than before."""
        return Breaker((now + PAUSE).isoformat(), self.refusals) if self.trying else self


def breaker_of(session: Session, account: str) -> Breaker:
    """The account's breaker; it outlives the process."""
    row = session.get(Meta, _key(account))
    return Breaker(**json.loads(row.value)) if row is not None else Breaker()


def keep(session: Session, account: str, breaker: Breaker) -> None:
    """Write it down."""
    session.merge(Meta(key=_key(account), value=json.dumps(asdict(breaker))))


def is_notice(type: str, text: str) -> bool:
    """Whether it is WeChat's own complaint: it arrives as a message of no known type. People's words never are of that type."""
    return type == "other" and len(text) < 100 and "<" not in text and _NOTICE.search(text) is not None


def _key(account: str) -> str:
    return f"breaker/{account}"
