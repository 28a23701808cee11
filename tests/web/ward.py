"""The dashboard over the invented county: a day's messages, people who may look, and a client that keeps its cookies."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from quart.datastructures import FileStorage
from sqlalchemy import select

from chat.service import Service
from chat.shelf import Shelf
from commands._office import CommandsOffice
from config import read_settings
from handlers.base import kinds_of, load_handlers
from models import Account, Person, Site
from reading.lexicon import Lexicon
from reading.reader import Reader
from tests.world import ACCOUNT, ZONE, World
from web import accounts
from web.board import make_dashboard
from web.dashboard.base import Desk

PORT = 8080
NASTY = "<img src=x onerror=alert(1)>\"'</script><b>粗</b>{{7*7}}"
PASSWORD = "long enough 密码"

DAY = (
    ("1-r1", "305张三", "1-resident", "#用药 305 张三 硝苯地平缓释片 30mg*7片 2盒 还剩2天"),
    ("1-r2", "412李四", "1-resident", "#打卡 412 李四 36.5 无"),
    ("1-r3", "302罗丽", "1-resident", "#打卡 302 罗丽 37.8 发热 咳嗽"),
    ("1-r4", "303贺桂香", "1-resident", "#物资 303 贺桂香 卫生纸2提 牙膏1支"),
    ("1-r5", "308周建军", "1-resident", "#特殊情形 308 周建军 情绪低落 晚上睡不着"),
    ("1-r6", "410尹红", "1-resident", f"#报修 410 尹红 {NASTY}"),
    ("1-w1", "王护士", "1-staff", "签到"),
    ("1-w2", "后勤小向", "1-staff", "签到"),
    ("1-w2", "后勤小向", "1-staff", "接单 W1"),
    ("1-w5", "点长周正", "1-staff", "#通知 明天上午8点全员核酸，请在房间等候 收到请回复"),
    ("1-w5", "点长周正", "1-staff", "#采样 3楼除305都采了"),
    ("1-w2", "后勤小向", "1-staff", "#消杀 3楼 84消毒液 2桶"),
    ("2-r1", "305张三", "2-resident", "#用药 305 张三 阿莫西林 1盒"),
)


@cache
def reader() -> Reader:
    """One for all wards of a process: what it compiles on first use takes a second."""
    return Reader(list(kinds_of(load_handlers()).values()), Lexicon.load())


def live_a_day(world: World) -> None:
    """What the pages show: requests in several states, a fever, a notice, a swab, a log, and a message nobody understood."""
    for contact, nick, group, text in DAY:
        world.hear(contact, nick, group, text)
    world.hear("1-r7", "506龙飞", "1-resident", "", type="voice")
    world.speak()


def desk_over(world: World, folder: Path, *, open_door: bool = False) -> Desk:
    """A desk over a world; its service is never run, only its writer is used."""
    service = Service(world.inbox, world.outbox, world.clock, world.timetable.due)
    settings = read_settings({"DATA_DIR": str(folder)})
    return Desk(
        store=world.store, clock=world.clock, agenda=world.timetable, service=service, router=world.router, kinds=world.kinds,
        account=ACCOUNT, data_dir=folder, shelf=Shelf(folder / "files"),
        office=CommandsOffice(world.store, settings, world.reader), zone=ZONE, open_door=open_door,
    )  # fmt: skip


class Ward:
    """The app, and who is signed in to it."""

    def __init__(self, folder: Path, port: int = PORT, *, open_door: bool = False) -> None:
        self.world = World.new(folder, reader=reader())
        if not open_door:
            live_a_day(self.world)
        self.desk = desk_over(self.world, folder, open_door=open_door)
        self.app, self.setup = make_dashboard(self.desk, "127.0.0.1", port, None)
        self.loop = asyncio.new_event_loop()

    def person(self, contact: str) -> Person:
        with self.world.store.read() as session:
            return session.scalars(select(Person).where(Person.contact == contact)).one()

    def operator(self) -> Person:
        """The technician: no contact in chat."""
        with self.world.store.begin() as session:
            found = session.scalar(select(Person).where(Person.role == "operator"))
            if found is None:
                found = Person(site_id=9, role="operator", binding="confirmed", name="小机", nick="小机")
                session.add(found)
            return found

    def signed_in(self, contact: str) -> Client:
        """A browser of that person."""
        person = self.operator() if contact == "operator" else self.person(contact)
        with self.world.store.begin() as session:
            return Client(self, accounts.sign_in(session, person.id, self.world.clock.now()))

    def stranger(self) -> Client:
        """A browser nobody has signed in with."""
        return Client(self, None)

    def account(self, contact: str, name: str) -> None:
        """Somebody with a password."""
        person = self.operator() if contact == "operator" else self.person(contact)
        with self.world.store.begin() as session:
            session.merge(Account(person_id=person.id, name=name, secret=accounts.secret_of(PASSWORD), made_at=self.world.clock.now()))

    def site(self, number: int) -> Site:
        with self.world.store.read() as session:
            return session.get_one(Site, number)

    def close(self) -> None:
        self.desk.service.writer.close()
        self.loop.close()
        self.world.store.close()


class Client:
    """One browser: looks at pages, presses buttons, follows where it is sent."""

    def __init__(self, ward: Ward, token: str | None) -> None:
        self.ward = ward
        self._http = ward.app.test_client()
        if token is not None:
            self._http.set_cookie(f"127.0.0.1:{PORT}", "gelibot", token, path="/dashboard")
        self.status = 0
        self.text = ""
        self.path = "/dashboard/"
        self.headers: Mapping[str, str] = {}

    def get(self, path: str, **headers: str) -> str:
        """Look at a page."""
        self.path = path
        return self._run(self._http.get(path, headers={"Host": f"127.0.0.1:{PORT}", **headers}))

    def post(self, path: str, form: Mapping[str, Any] | None = None, *, csrf: str | None = None, **headers: str) -> str:
        """Send a form as the page would, with its token; then look where it leads."""
        token = self.token() if csrf is None else csrf
        sent = {"Host": f"127.0.0.1:{PORT}", "Origin": f"http://127.0.0.1:{PORT}", **headers}
        body = {"csrf": token, **(form or {})}
        self._run(self._http.post(path, form={k: str(v) for k, v in body.items()}, headers={k: v for k, v in sent.items() if v}))
        return self._followed()

    def upload(self, path: str, name: str, content: bytes) -> str:
        """Send a file; then look where it leads."""
        file = FileStorage(BytesIO(content), filename="名册.xlsx", name=name)
        sent = {"Host": f"127.0.0.1:{PORT}", "Origin": f"http://127.0.0.1:{PORT}"}
        form = {"csrf": self.token(), "back": self.path}
        self._run(self._http.post(path, form=form, files={name: file}, headers=sent))
        return self._followed()

    def _followed(self) -> str:
        for _ in range(3):
            if self.status == 303:
                self.get(self.headers["Location"])
        return self.text

    def download(self, path: str) -> bytes:
        """The bytes of a file."""

        async def bytes_of() -> bytes:
            answer = await self._http.get(path, headers={"Host": f"127.0.0.1:{PORT}"})
            assert answer.status_code == 200
            return bytes(await answer.get_data(as_text=False))

        return self.ward.loop.run_until_complete(bytes_of())

    def token(self) -> str:
        """The token of the forms on this browser's pages."""
        if 'name="csrf"' not in self.text:
            self.get("/dashboard/")
            self._followed()
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.text)
        return found[1] if found else ""

    def _run(self, request: Any) -> str:
        async def answered() -> str:
            answer = await request
            self.status, self.headers = answer.status_code, answer.headers
            return str(await answer.get_data(as_text=True))

        self.text = self.ward.loop.run_until_complete(answered())
        return self.text


def workbook(sheet: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    """A roster with one sheet."""
    book = Workbook()
    page = book.create_sheet(sheet)
    for row in (heads, *rows):
        page.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
