"""What the dashboard asks of the commands: taking in a roster, looking at it first, and feeding a pasted chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from chat.shelf import Shelf
from commands._parts import Parts
from commands._rows import BadRow
from commands._workbook import SHEETS
from commands.base import OperatorError
from commands.import_ import rows_in, take_in_row
from commands.replay import feed
from config import Settings
from handlers.base import kinds_of, load_handlers
from models import Base, Site, Store
from reading.reader import Reader
from web.dashboard.base import Desk

MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class CommandsOffice:
    """Implements the dashboard's Office with the commands' own functions."""

    store: Store
    settings: Settings
    reader: Reader

    def take_in(self, workbook: bytes, now: datetime, *, keep: bool) -> Sequence[str]:
        """Row by row what changes and what is wrong; without `keep` everything is rolled back at the end."""
        from openpyxl import load_workbook

        try:
            book = load_workbook(BytesIO(workbook), read_only=True, data_only=True)
            rows = list(rows_in(book))
            book.close()
        except (OSError, BadZipFile, KeyError, ValueError, OperatorError) as error:
            raise ValueError(str(error) if isinstance(error, OperatorError) else "这个文件不是能读的 xlsx 工作簿") from None
        if len(rows) > MOST_ROWS:
            raise ValueError(f"一次最多 {MOST_ROWS} 行")
        with self.store.begin() as session:
            told = [self._row(session, sheet, number, row, now) for sheet, number, row in rows]
            if not keep:
                session.rollback()
        return told

    def _row(self, session: Session, sheet: str, number: int, row: Mapping[str, str], now: datetime) -> str:
        """A bad row is rolled back alone; the others stay."""
        changes = _Changes(session)
        try:
            with session.begin_nested():
                changed = take_in_row(session, sheet, row, now)
        except BadRow as error:
            return f"{sheet} 第{number}行：✗ {error}"
        finally:
            changes.stop()
        return f"{sheet} 第{number}行：{'；'.join(changes.told) or '有变化'}" if changed else f"{sheet} 第{number}行：没有变化"

    def take_in_row(self, sheet: str, row: Mapping[str, str], now: datetime) -> bool:
        """One row, typed into a form."""
        try:
            with self.store.begin() as session:
                return take_in_row(session, sheet, dict.fromkeys(SHEETS[sheet].columns, "") | dict(row), now)
        except BadRow as error:
            raise ValueError(str(error)) from None

    def replay(self, site: Site, kind: str, transcript: str) -> Mapping[str, int]:
        """The same as `replay`."""
        return feed(self.store, self.settings, site, kind, transcript, self.reader)


class _Changes:
    """Listens to a session and says what rows it made and which values it changed."""

    def __init__(self, session: Session) -> None:
        self.told: list[str] = []
        self._session = session
        event.listen(session, "before_flush", self._look)

    def stop(self) -> None:
        """Listen no more."""
        event.remove(self._session, "before_flush", self._look)

    def _look(self, session: Session, *_: Any) -> None:
        for made in session.new:
            if name := _NAMES.get(made.__class__.__name__):
                self.told.append(f"新增{name}")
        for record in session.dirty:
            if isinstance(record, Base):
                self.told += _changed(record)


_NAMES = {
    "Site": "隔离点", "Group": "群", "Person": "人员", "Room": "房间", "Stay": "在住", "Need": "长期需要", "Plan": "方案", "Word": "词",
}  # fmt: skip
_FIELDS = {
    "name": "名称", "short": "简称", "aliases": "别名", "kind": "类型", "timezone": "时区", "role": "角色", "level": "级别",
    "position": "岗位", "work_group": "工作组", "sex": "性别", "age": "年龄", "phone": "电话", "category": "类别", "flags": "标记",
    "plan": "方案", "site_id": "隔离点", "release_on": "计划解除",
}  # fmt: skip


def _changed(record: Base) -> list[str]:
    told = []
    for attribute in inspect(record).attrs:
        history = attribute.history
        if history.deleted and attribute.key in _FIELDS:
            old, new = history.deleted[0], history.added[0] if history.added else None
            told.append(f"{_FIELDS[attribute.key]} {_shown(old)} → {_shown(new)}")
    return told


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(str(v) for v in value) or "空"
    return "空" if value in (None, "") else str(value)


def make_desk(parts: Parts, service: Any, settings: Settings, account: str, shelf: Shelf, *, open_door: bool) -> Desk:
    """The dashboard's view of a running bot."""
    return Desk(
        store=parts.store, clock=parts.clock, agenda=parts.timetable, service=service, router=parts.router, kinds=kinds_of(load_handlers()),
        account=account, data_dir=settings.data_dir, shelf=shelf,
        office=CommandsOffice(parts.store, settings, parts.reader), zone=settings.timezone,
        idle=settings.web_idle, open_door=open_door, secure=(settings.web_origin or "").startswith("https:"),
    )  # fmt: skip
