"""An invented crowd for the drills: sites with their groups and people, what they say, and the one effect each message must have."""

import random
from datetime import datetime, timedelta
from typing import Any

from jobs.base import BASELINE
from jobs.site_digest import JOB
from models import Group, Person, Site, Slot, Store
from tests.gateway.drive import Gateway

BOT = "wxid_bot"
ROOMS = tuple(f"{floor}0{door}" for floor in range(3, 9) for door in (1, 2, 3, 5, 8))
SURNAMES = "张李罗贺周尹龙戴苏姚王赵陈刘杨黄吴徐孙马朱胡郭何高林郑谢唐韩"
"""One to a room, in their order: enough people that none has to say much in a minute."""

SAYINGS: tuple[tuple[str, str | None], ...] = (
    ("医生在吗 我的降压药吃完了 硝苯地平缓释片 能帮忙买两盒吗", "request"),
    ("#用药 {room} 二甲双胍 1盒", "request"),
    ("#物资 {room} 牙膏1支 卫生纸2提", "request"),
    ("{room} {name} 36.{n} 无", "checkin"),
    ("#打卡 {room} {name} 38.{n} 咳嗽", "checkin"),
    ("今天天气真好", None),
    ("早上好，大家都起来了吗", None),
)
"""What is said, and the table its one row stands in (None: talk leaves none)."""


def move_in(gateway: Gateway, sites: int) -> None:
    """Everybody and every group at the gateway, and the bot logged in."""
    gateway.ask("people", people={BOT: "小助手"})
    for site_id in range(1, sites + 1):
        people, medic = residents_of(site_id), {f"{site_id}-medic": "王护士"}
        gateway.ask("people", people=people | medic)
        gateway.ask("group", id=residents(site_id), topic="居民群", members={BOT: "", **people})
        gateway.ask("group", id=staff_group(site_id), topic="工作群", members={BOT: "", **medic})
    gateway.ask("login", id=BOT)


def settle(store: Store, digests: list[datetime], now: datetime) -> None:
    """The same in the database: a site for each of the moments at which a digest is due."""
    for site_id, due in enumerate(digests, 1):
        with store.begin() as session:
            session.add(Site(id=site_id, name=f"第{site_id}宾馆", short=f"{site_id}宾", settings={"digest": f"{due:%H:%M}"}))
            session.flush()
            # As if the bot had been here for an hour: a new one does not make up for slots it did not live.
            session.add(Slot(site_id=site_id, job=JOB.name, subject=BASELINE, at=due - timedelta(hours=1), state="start", run_at=now))
            session.add(Group(id=residents(site_id), site_id=site_id, kind="resident"))
            session.add(Group(id=staff_group(site_id), site_id=site_id, kind="staff"))
            session.add(Person(contact=f"{site_id}-medic", site_id=site_id, role="medic", binding="confirmed", nick="王护士"))
            for (contact, nick), room in zip(residents_of(site_id).items(), ROOMS, strict=True):
                who = {"role": "resident", "binding": "confirmed", "room": room, "name": nick.removeprefix(room), "nick": nick}
                session.add(Person(contact=contact, site_id=site_id, **who))


def residents_of(site_id: int) -> dict[str, str]:
    """Their names in the group by their contact ids."""
    return {f"{site_id}-r{n}": f"{room}{surname}三" for n, (room, surname) in enumerate(zip(ROOMS, SURNAMES, strict=True))}


def residents(site_id: int) -> str:
    """The id of its residents' group."""
    return f"{site_id}-residents@chatroom"


def staff_group(site_id: int) -> str:
    """The id of its staff group."""
    return f"{site_id}-staff@chatroom"


def sayings(rng: random.Random, count: int, sites: int) -> tuple[list[dict[str, Any]], dict[str, str | None]]:
    """Messages for the gateway, some of them told twice, and the table of each one's effect by its id."""
    messages: list[dict[str, Any]] = []
    effects: dict[str, str | None] = {}
    decks: dict[tuple[int, int], list[tuple[str, str | None]]] = {}
    for number in range(count):
        site_id, n = rng.randint(1, sites), rng.randrange(len(ROOMS))
        # Nobody says the same again and again: who does is not listened to for a while.
        deck = decks.setdefault((site_id, n), [])
        if not deck:
            deck += rng.sample(SAYINGS, len(SAYINGS))
        template, effect = deck.pop()
        text = template.format(room=ROOMS[n], name=f"{SURNAMES[n]}三", n=rng.randrange(10))
        one = {"id": f"msg-{number}", "text": text, "talker": f"{site_id}-r{n}", "group": residents(site_id)}
        messages.append({**one, "times": 2 if rng.random() < 0.15 else 1})
        effects[one["id"]] = effect
    return messages, effects
