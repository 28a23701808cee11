"""Invented histories of one site, and the same history as a bad network would tell it: copies, any order, hours late, restarts between."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event, select

from chat.message import Heard
from chat.wechat_payload import moment
from models import CheckIn, Entry, Message, Request, Store
from reading.reader import Reader
from tests.drills.crowd import ROOMS, SURNAMES
from tests.world import START, World

GROUP = "1-resident"
ITEMS = ("布洛芬", "二甲双胍", "硝苯地平缓释片", "阿莫西林", "板蓝根", "蒙脱石散")
GOODS = ("牙膏", "洗发水", "卫生纸", "矿泉水", "毛巾", "拖鞋")
State = list[tuple[Any, ...]]
READERS: dict[frozenset[tuple[str, str]], Reader] = {}
"""All these worlds have the same words of their own: one reader serves them, a second to make each."""


def history(rng: random.Random) -> list[Heard]:
    """What people of one site say in a day and a half, in order; some of it recalled."""
    sent, said = START, []
    for number in range(rng.randint(8, 24)):
        sent += timedelta(seconds=rng.choice([1, 40, 600, 3600, 3 * 3600]) + rng.randrange(60))
        n = rng.randrange(5)
        room, name = ROOMS[n], f"{SURNAMES[n]}三"
        text = rng.choice(
            [
                f"{room} {name} 36.{rng.randrange(1, 10)} 无",
                f"{room} {name} 37.{rng.randrange(3, 10)} 咳嗽",
                f"#用药 {room} {name} {rng.choice(ITEMS)} {number + 1}盒",
                f"#物资 {room} {name} {rng.choice(GOODS)}{number + 1}个",
                f"#报修 {room} 第{number + 1}个灯不亮",
                f"#特殊情形 {room} {name} 睡不着，第{number + 1}天",
                f"谢谢工作人员 {number}",
            ]
        )
        stamp = sent.timestamp() * rng.choice([1, 1000])
        said.append(Heard(f"m{number}", GROUP, f"1-h{n}", f"{room}{name}", text, moment(stamp, sent)))
        if rng.random() < 0.1:
            one = rng.choice(said)
            if one.type == "text":
                said.append(replace(one, id=f"recall-{number}", type="recall", text="", recalls=one.id, sent=sent))
    return said


def as_told_by_a_bad_network(said: list[Heard], rng: random.Random) -> list[list[Heard]]:
    """The same in pieces: each told one to five times, late by up to two days, in another order."""
    copies = [one for one in said for _ in range(rng.choice([1, 1, 1, 2, 5]))]
    late = rng.choice([timedelta(), timedelta(minutes=5), timedelta(hours=6), timedelta(hours=48)])
    copies.sort(key=lambda one: one.sent + late * rng.random())
    pieces: list[list[Heard]] = []
    while copies:
        size = rng.choice([1, 2, 7, 200])
        pieces.append(copies[:size])
        copies = copies[size:]
    return pieces


@cache
def begun() -> bytes:
    """The database file of a world whose clock has been looked at once."""
    with TemporaryDirectory() as folder:
        World.new(Path(folder)).store.close()  # the last to leave, it writes everything into the one file
        return Path(folder, "test.sqlite3").read_bytes()


@cache
def the_store(folder: Path) -> Store:
    """One for all histories told in that folder, one after the other: it remembers the statements it has compiled."""
    store = Store(f"sqlite:///{folder / 'history.sqlite3'}")
    event.listen(store.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    return store


def a_world(folder: Path) -> World:
    """What World.new gives, without the time it takes: there are many worlds."""
    store = the_store(folder)
    store.close()
    folder.joinpath("history.sqlite3").write_bytes(begun())
    return sharing(World(store))


def sharing(world: World) -> World:
    """Share the reader."""
    world.router._readers = READERS
    return world


def in_order(folder: Path, said: list[Heard]) -> State:
    """The state when everything is heard the moment it is said."""
    world = a_world(folder)
    for one in said:
        world.clock.moment = max(world.clock.moment, one.sent)
        world.inbox.fill([one], world.clock.now())
    world.handle()
    found = state(world.store)
    world.store.close()
    return found


def badly(folder: Path, pieces: list[list[Heard]], rng: random.Random) -> tuple[State, int]:
    """The state after the bad network, and how often the bot was started anew: also between an id and its payload."""
    world, restarts = a_world(folder), 0
    end = max(one.sent for piece in pieces for one in piece) + timedelta(hours=48)
    step = (end - START) / max(len(pieces), 1)
    for piece in pieces:
        world.clock.moment = max(world.clock.moment + step, *(one.sent for one in piece))
        fresh = world.inbox.note([one.id for one in piece], world.clock.now())
        if rng.random() < 0.15:  # killed with the ids committed and no payload; the next life fetches what is unfilled
            world, restarts = sharing(World(world.store)), restarts + 1
            wanted = set(world.inbox.unfilled())
            piece = [one for one in piece if one.id in wanted]
        else:
            piece = [one for one, new in zip(piece, fresh, strict=True) if new]
        world.inbox.fill(piece, world.clock.now())
        if rng.random() < 0.5:
            world.inbox.work(world.clock.now())
    world.handle()
    found = state(world.store)
    world.store.close()
    return found, restarts


def state(store: Store) -> State:
    """All records, each with the message it came from; without what only says when it was heard (ids, ticket numbers)."""
    with store.read() as session:
        external = {m.id: m.external_id for m in session.scalars(select(Message))}
        of: Callable[[int | None], str] = lambda one: external.get(one or 0, "?")  # noqa: E731
        rows: State = [
            ("request", of(r.message_id), r.kind, r.room, r.name, r.status, str(r.details.get("items")), r.withdrawn_at is not None)
            for r in session.scalars(select(Request))
        ]
        rows += [
            (
                "checkin",
                of(c.message_id),
                c.room,
                c.name,
                f"{c.day} {c.half}",
                c.temperature,
                str(c.symptoms),
                c.counts,
                bool(c.withdrawn_at),
            )
            for c in session.scalars(select(CheckIn))
        ]
        rows += [("entry", of(e.message_id), e.kind, str(e.day)) for e in session.scalars(select(Entry))]
        rows += [("message", m.external_id, m.state, m.human) for m in session.scalars(select(Message))]
    return sorted(rows, key=str)


def doubled(found: State) -> int:
    """Records beyond the one that a message may leave."""
    return sum(n - 1 for n in Counter((row[0], row[1]) for row in found).values())
