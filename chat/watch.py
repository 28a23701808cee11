"""The watch over our own hearing: who is told, and when, that the bot is deaf, logged out, or speaks for another account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chat.alerts import alert_of_the_bot
from chat.breaker import breaker_of
from chat.speaking import Speaker
from chat.suspending import suspend_all
from models import Meta, Store

DEAF_AFTER = timedelta(seconds=60)
"""A shorter silence happens: the link comes back by itself. A dead link is found 60 to 75 s after its last word: known within 90."""
WARM_UP = timedelta(seconds=30)
"""The bot itself has just started and may not be connected yet."""
OWN_ID = "own_id"
NEW_ACCOUNT = (
    "【群助手】登录的微信账号换了。{n} 位工作人员的身份先暂停，居民须重新确认，请用绑定码重新绑定；群若不认得也须重新绑定。"
    "如果确定网关不换各人的编号，可在主机上运行 python bot.py reinstate 一次恢复。"
)
Line = tuple[str, str, str]
"""An alert: its kind, what it is the only one for, its words."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How things stand with the account."""

    deaf_since: datetime | None = None
    """The last moment at which all was heard; None: all is."""
    logged_out: bool = False
    bot: str | None = None
    """The account's own contact id."""


class Watch:
    """Looks every few seconds; only the writer calls it."""

    def __init__(self, store: Store, account: str, zone: ZoneInfo, started: datetime) -> None:
        self._store, self._account, self._zone, self._started = store, account, zone, started
        self._told: datetime | None = None

    def look(self, hearing: Hearing, now: datetime) -> None:
        """Queue the alerts it takes."""
        with self._store.begin() as session:
            for kind, key, text in (*self._of_hearing(hearing, now), *self._of_breaker(session), *self._of_account(session, hearing, now)):
                alert_of_the_bot(session, self._account, kind, f"{kind}/{key}", text, now)

    def _of_hearing(self, hearing: Hearing, now: datetime) -> Iterator[Line]:
        since = hearing.deaf_since
        if since is not None and (hearing.logged_out or now >= max(since + DEAF_AFTER, self._started + WARM_UP)):
            self._told = self._told or since
            kind = "logout" if hearing.logged_out else "deaf"
            yield kind, since.isoformat(timespec="seconds"), self._deaf(kind, since)
        elif since is None and self._told is not None:
            told, self._told = self._told, None
            yield "back", told.isoformat(timespec="seconds"), self._back(told, now)

    def _of_breaker(self, session: Session) -> Iterator[Line]:
        until = breaker_of(session, self._account).until
        if until is not None:
            end = self._hour(datetime.fromisoformat(until))
            yield "throttled", until, f"【群助手】微信提示发送太频繁，{end} 前只发紧急消息，其余会晚到。"

    def _of_account(self, session: Session, hearing: Hearing, now: datetime) -> Iterator[Line]:
        """A new own id: with some gateways everybody's ids are new then. Roles rest, and never follow a name."""
        known = session.get(Meta, OWN_ID)
        if hearing.bot and known is not None and known.value != hearing.bot:
            key = f"account/{hearing.bot}/{now.isoformat(timespec='seconds')}"
            count = suspend_all(session, lambda site: Speaker(session, site, self._account, now), key)
            yield "account", key.removeprefix("account/"), NEW_ACCOUNT.format(n=count)
        if hearing.bot:
            session.merge(Meta(key=OWN_ID, value=hearing.bot))

    def _deaf(self, kind: str, since: datetime) -> str:
        if kind == "logout":
            return f"【群助手】微信账号 {self._hour(since)} 起已退出登录，收不到也发不出消息。请在网关上重新扫码。"
        return f"【群助手】{self._hour(since)} 起收不到群消息，正在重连。请检查网关；急事请打电话。"

    def _back(self, since: datetime, now: datetime) -> str:
        return f"【群助手】已恢复。{self._hour(since)}–{self._hour(now)} 的群消息可能没收到，已在群里请大家重发。"

    def _hour(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).strftime("%m-%d %H:%M")
