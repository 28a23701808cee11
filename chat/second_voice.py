"""The second voice: alerts that go out through a webhook when WeChat may not carry them. Synchronous but for the sending itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from chat.alerts import alert_of_stuck_digests
from chat.webhook import NotTaken
from models import Alert, Store

PER_MINUTE = 20
"""What a group robot of WeCom takes."""
LONGEST = 1800
"""Bytes in one message: WeCom takes 2048."""
RETRY_AFTER = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
"""Between the tries; the last one again and again. Saying an alert twice does less harm than not saying it."""
GIVE_UP_AFTER = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Voiced:
    """One message of the second voice, and the alerts it stands for."""

    ids: tuple[tuple[int, int], ...]
    text: str


class SecondVoice:
    """The alerts of one account."""

    def __init__(self, store: Store, account: str, *, reads: str = "hq") -> None:
        self._store, self._account, self._reads = store, account, reads

    def claim(self, now: datetime) -> Voiced | None:
        """Take what is due, emergencies first, as many as one message holds; nothing if the minute is full."""
        with self._store.begin() as session:
            alert_of_stuck_digests(session, self._account, now, reads=self._reads)
            due = select(Alert).where(Alert.account == self._account, Alert.state == "queued", Alert.due_at <= now)
            found = sorted(session.scalars(due.order_by(Alert.id).limit(200)), key=lambda a: (a.kind != "emergency", a.id))
            fresh = [a for a in found if not _given_up(a, now)]
            if not fresh or self._within_minute(session, now) >= PER_MINUTE:
                return None
            chosen = _within_length(fresh)
            for one in chosen:
                one.tries, one.tried_at = one.tries + 1, now
                one.due_at = now + RETRY_AFTER[min(one.tries, len(RETRY_AFTER)) - 1]  # also if the process dies while it sends
            return Voiced(tuple((a.site_id, a.id) for a in chosen), _shortened("\n".join(a.text for a in chosen)))

    def sent(self, voiced: Voiced, now: datetime) -> None:
        """It was taken."""
        with self._store.begin() as session:
            for key in voiced.ids:
                one = session.get_one(Alert, key)
                one.state, one.sent_at, one.error = "sent", now, None

    def not_sent(self, voiced: Voiced, error: NotTaken, now: datetime) -> None:
        """It was not, or nobody knows: said again later."""
        with self._store.begin() as session:
            for key in voiced.ids:
                one = session.get_one(Alert, key)
                one.error = error.reason[:80]
                if error.too_often:
                    one.due_at = max(one.due_at, now + timedelta(minutes=1))

    def _within_minute(self, session: Session, now: datetime) -> int:
        """How often it has spoken within the last minute: the bundle shares its moment."""
        mine = select(func.count(distinct(Alert.tried_at))).where(
            Alert.account == self._account, Alert.tried_at > now - timedelta(minutes=1)
        )
        return session.scalar(mine) or 0


def _given_up(alert: Alert, now: datetime) -> bool:
    if now - alert.created_at <= GIVE_UP_AFTER:
        return False
    alert.state, alert.error = "failed", alert.error or "too late"
    return True


def _within_length(alerts: Sequence[Alert]) -> list[Alert]:
    """As many as fit, one at least."""
    chosen: list[Alert] = []
    length = 0
    for one in alerts:
        length += len(one.text.encode()) + 1
        if chosen and length > LONGEST:
            break
        chosen.append(one)
    return chosen


def _shortened(text: str) -> str:
    cut = text.encode()[:LONGEST].decode(errors="ignore")
    return text if cut == text else cut + "…"
