"""The ear: what is heard goes into the inbox, or, while the database is away, into the spool and from there into the inbox."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chat.inbox import Inbox
from chat.message import Heard
from chat.spool import Record, Spool
from chat.transport import Happening
from models.store import Refused, is_store_error

log = logging.getLogger("gelibot.ear")

SILENCE = 600.0
"""Seconds in which the same alarm is not told again."""

Alarm = Callable[[str], None]
"""Tells people who are not in the logs."""


class Ear:
    """The hearing half of an inbox that outlives its database. Raises the store's error only when the spool fails too."""

    def __init__(self, inbox: Inbox, spool: Spool | None = None, alarm: Alarm = lambda _words: None) -> None:
        self._inbox = inbox
        self._spool = spool
        self._alarm = alarm
        self._told: dict[str, float] = {}
        self.spooled = 0
        """Records that went through the spool in this life."""
        self._spooled_ids = {r.values["id"] for r in spool.records() if r.what == "note"} if spool else set()

    def note(self, ids: Sequence[str], now: datetime) -> list[bool]:
        """As Inbox.note. While it is in the spool nobody can say whether an id is new, so it is taken as new."""
        stored: list[bool] | None = self._try(
            lambda: self._inbox.note(ids, now), [Record("note", {"id": i, "now": now.isoformat()}) for i in ids]
        )
        if stored is not None:
            return stored
        fresh = []
        for one in ids:
            fresh.append(one not in self._spooled_ids)
            self._spooled_ids.add(one)
        return fresh

    def fill(self, heard: Sequence[Heard], now: datetime) -> None:
        """As Inbox.fill."""
        self._try(lambda: self._inbox.fill(heard, now), [Record("fill", _plain(asdict(h)) | {"now": now.isoformat()}) for h in heard])

    def happen(self, event: Happening, now: datetime) -> None:
        """As Inbox.happen."""
        self._try(lambda: self._inbox.happen(event, now), [Record("happen", _plain(asdict(event)) | {"now": now.isoformat()})])

    def give_up(self, external_id: str, reason: str, now: datetime) -> None:
        """As Inbox.give_up."""
        record = Record("give_up", {"id": external_id, "reason": reason, "now": now.isoformat()})
        self._try(lambda: self._inbox.give_up(external_id, reason, now), [record])

    def deaf(self, start: datetime, end: datetime, reason: str) -> None:
        """As Inbox.deaf."""
        record = Record("deaf", {"start": start.isoformat(), "end": end.isoformat(), "reason": reason})
        self._try(lambda: self._inbox.deaf(start, end, reason), [record])

    def drain(self) -> int:
        """Give the inbox what the spool holds, in order; how much. Doing it again after a crash in the middle changes nothing."""
        if self._spool is None or not self._spool.depth:
            return 0
        records = self._spool.records()
        for run in _runs(records):
            self._apply(run)
        self._spool.clear()
        self._spooled_ids.clear()
        log.warning("the database is back", extra={"from_spool": len(records)})
        return len(records)

    def _apply(self, run: list[Record]) -> None:
        """One bad record stops nothing: the others of its run go in one by one."""
        try:
            _APPLY[run[0].what](self._inbox, run)
        except Exception as error:
            if is_store_error(error):
                raise
            if len(run) == 1:
                log.error("a spooled record was left out", extra={"error": type(error).__name__, "id": run[0].values.get("id")})
                return
            for record in run:
                self._apply([record])

    def _try(self, store: Callable[[], Any], records: list[Record]) -> Any:
        """The store's answer; None when it went to the spool. What stands in the spool is older, so nothing may pass it."""
        if self._spool is not None and self._spool.depth:
            self._spool_on(self._spool, records)
            return None
        try:
            return store()
        except Exception as error:
            if self._spool is None or not is_store_error(error):
                raise
            self._begin_to_spool(self._spool, records, error)
            return None

    def _begin_to_spool(self, spool: Spool, records: list[Record], error: Exception) -> None:
        self._spool_on(spool, records)
        log.critical("the database is away: what is heard goes to the spool", extra={"error": type(error).__name__})
        self._tell("数据库写不进去，收到的消息先存在暂存文件里，没有丢，但不会有答复。请马上检查磁盘和数据库。")

    def _spool_on(self, spool: Spool, records: list[Record]) -> None:
        """Into the spool. If that fails too nothing is acknowledged: whoever told us waits and tells us again."""
        try:
            spool.append(records)
        except OSError as full:
            log.critical("the database is away and the spool takes nothing", extra={"error": type(full).__name__})
            self._tell("数据库和暂存文件都写不进去，机器人现在记不下任何消息，请马上检查磁盘。")
            raise Refused("the spool takes nothing") from None
        self.spooled += len(records)

    def _tell(self, words: str) -> None:
        """A disk that is full now and then must not cry every second."""
        last = self._told.get(words)
        if last is None or time.monotonic() - last > SILENCE:
            self._told[words] = time.monotonic()
            self._alarm(words)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def _runs(records: Sequence[Record]) -> list[list[Record]]:
    """Records that follow each other and are of one sort, a hundred at most: one transaction each."""
    runs: list[list[Record]] = []
    for record in records:
        if not runs or runs[-1][0].what != record.what or len(runs[-1]) == 100:
            runs.append([])
        runs[-1].append(record)
    return runs


def _moment(record: Record, name: str = "now") -> datetime:
    return datetime.fromisoformat(record.values[name])


def _note(inbox: Inbox, run: list[Record]) -> None:
    inbox.note([r.values["id"] for r in run], _moment(run[0]))


def _fill(inbox: Inbox, run: list[Record]) -> None:
    heard = [{k: v for k, v in r.values.items() if k != "now"} | {"sent": _moment(r, "sent")} for r in run]
    inbox.fill([Heard(**{**h, "mentions": tuple(h.get("mentions", ()))}) for h in heard], _moment(run[0]))


def _happen(inbox: Inbox, run: list[Record]) -> None:
    for record in run:
        values = {k: v for k, v in record.values.items() if k != "now"} | {"at": _moment(record, "at")}
        inbox.happen(Happening(**values | {"people": tuple((c, n) for c, n in values["people"])}), _moment(record))


def _give_up(inbox: Inbox, run: list[Record]) -> None:
    for record in run:
        inbox.give_up(record.values["id"], record.values["reason"], _moment(record))


def _deaf(inbox: Inbox, run: list[Record]) -> None:
    for record in run:
        inbox.deaf(_moment(record, "start"), _moment(record, "end"), record.values["reason"])


_APPLY: dict[str, Callable[[Inbox, list[Record]], None]] = {
    "note": _note,
    "fill": _fill,
    "happen": _happen,
    "give_up": _give_up,
    "deaf": _deaf,
}
