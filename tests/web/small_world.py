"""A world for the page: two groups, a handful of people, a bot that answers 「收到：…」 and one scheduled post."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chat.clock import MovedClock, RealClock
from chat.inbox import Inbox
from chat.outbox import Outbox
from chat.pace import SANDBOX_PACE
from chat.sandbox import Sandbox
from chat.sandbox_files import SandboxFiles
from chat.service import Service
from chat.speaking import ANSWER
from jobs.base import Due, Job, JobContext, Scheduled, Timetable, daily
from models import Group, Message, Person, Post, Site, Store
from web.world import SandboxWorld

ACCOUNT = "sandbox"
RESIDENTS, STAFF, HQ = "g-resident", "g-staff", "g-hq"


def people() -> list[Person]:
    """Who is there: two residents, a medic, the site's first leader, somebody of the command office."""
    return [
        Person(site_id=1, contact="c-305", role="resident", binding="confirmed", name="张安", room="305", nick="305 张安"),
        Person(site_id=1, contact="c-412", role="resident", binding="provisional", name="李顺", room="412", nick="412 李顺"),
        Person(site_id=1, contact="c-wang", role="medic", name="王宁", nick="王护士", work_group="健康观察"),
        Person(site_id=1, contact="c-zhao", role="leader", level=1, name="赵平", nick="赵点长"),
        Person(site_id=2, contact="c-sun", role="hq", name="孙和", nick="孙主任"),
    ]


def fill(store: Store) -> None:
    """Make the tables and the rows everybody starts with."""
    store.create()
    with store.begin() as session:
        session.add_all([Site(id=1, name="慈宾酒店", short="慈宾"), Site(id=2, name="指挥部", short="指挥部", kind="hq")])
        session.flush()
        session.add_all(
            [
                Group(id=RESIDENTS, account=ACCOUNT, site_id=1, kind="resident", name="慈宾居民群"),
                Group(id=STAFF, account=ACCOUNT, site_id=1, kind="staff", name="慈宾工作群"),
                Group(id=HQ, account=ACCOUNT, site_id=2, kind="hq", name="指挥部群"),
            ]
        )
        session.add_all(people())


def answer(session: Session, message: Message) -> None:
    """The bot of this world: it says that it heard."""
    if message.type in ("text", "image"):
        said = post(message.site_id, message.group_id, f"收到：{message.text or '图片'}", message.sent_at or message.noted_at)
        said.contact = None if message.group_id else message.talker
        said.mentions = [[message.talker, message.nick]] if message.group_id else []
        session.add(said)


def post(site: int, group: str | None, text: str, now: datetime) -> Post:
    """Something to say at once."""
    audience = "resident" if group else "private"
    return Post(site_id=site, account=ACCOUNT, audience=audience, group_id=group, text=text, priority=ANSWER, created_at=now, due_at=now)


def rounds(context: JobContext, since: datetime, until: datetime) -> list[Due]:
    """Every full hour, so that there is always a next one."""
    return daily(context, [f"{hour:02}:00" for hour in range(24)], since, until)


def remind(context: JobContext, due: Due) -> None:
    """The scheduled post."""
    context.session.add(post(1, STAFF, f"整点巡查 {due.at.astimezone(context.zone):%H:%M}", context.now))


PATROL = Scheduled(Job("patrol", "整点巡查", timedelta(hours=1)), rounds, remind)


def build(store: Store, prefix: str = "s1-") -> SandboxWorld:
    """The world over a store. Its service still has to be run."""
    zone = ZoneInfo("Asia/Shanghai")
    clock = MovedClock(RealClock())
    # Ten past ten, whenever the tests run: no full hour comes by itself in the middle of one.
    clock.move_to((clock.now().astimezone(zone) + timedelta(days=1)).replace(hour=10, minute=10))
    timetable = Timetable(store, {"patrol": PATROL}, {}, ACCOUNT, {})
    service = Service(Inbox(store, ACCOUNT, answer, answer), Outbox(store, ACCOUNT, SANDBOX_PACE, zone), clock, timetable.due, nap=0.05)
    files = SandboxFiles(Path(str(store.url.database)).parent / "files")
    return SandboxWorld(store, Sandbox(service, clock, prefix, files), clock, timetable, service)
