"""The clock: each slot once; late and saying so, or written down as missed; a job that raises stops nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from chat.speaking import Speaker
from jobs.base import Due, Job, JobContext, Scheduled, Timetable, daily, load_jobs
from models import Gap, Post, Site, Slot, Store
from tests.world import ZONE, World


def at(hour: int, minute: int = 0, day: int = 7) -> datetime:
    return datetime(2022, 8, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'jobs.sqlite3'}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="site", short="s"))
    return store


def timetable(store: Store, *times: str, fail: bool = False, grace: timedelta = timedelta(hours=4)) -> tuple[Timetable, list[datetime]]:
    ran: list[datetime] = []

    def run(context: JobContext, due: Due) -> None:
        if fail:
            raise ValueError("a bug in a job")
        ran.append(due.at)

    scheduled: Mapping[str, Scheduled] = {
        "j": Scheduled(Job("j", "测试", grace), lambda c, since, until: daily(c, times, since, until), run)
    }
    return Timetable(store, scheduled, {}, "a", {}), ran


def rows(store: Store) -> list[tuple[datetime, str]]:
    with store.read() as session:
        return [(s.at, s.state) for s in session.scalars(select(Slot).where(Slot.state != "start").order_by(Slot.at))]


def test_a_slot_runs_once(store: Store) -> None:
    table, ran = timetable(store, "09:00")
    for moment in (at(8), at(8, 59), at(9), at(9, 0), at(9, 1), at(23)):
        table.due(moment)
    assert ran == [at(9)]


def test_two_processes_run_it_once(store: Store) -> None:
    first, ran_first = timetable(store, "09:00")
    second, ran_second = timetable(store, "09:00")
    first.due(at(8))
    first.due(at(9))
    second.due(at(9))
    assert ran_first + ran_second == [at(9)]


def test_a_new_bot_does_not_make_up_for_days_it_did_not_live(store: Store) -> None:
    table, ran = timetable(store, "09:00")
    table.due(at(12))
    assert ran == []


def test_down_across_its_time_it_runs_late_once_and_the_older_are_missed(store: Store) -> None:
    table, ran = timetable(store, "09:00", "10:00", "11:00")
    table.due(at(8))
    table.due(at(11, 30))
    assert ran == [at(11)]
    assert rows(store) == [(at(9), "missed"), (at(10), "missed"), (at(11), "done")]


def test_too_late_it_is_missed_and_not_run(store: Store) -> None:
    table, ran = timetable(store, "09:00", grace=timedelta(minutes=30))
    table.due(at(8))
    table.due(at(10))
    assert ran == []
    assert rows(store) == [(at(9), "missed")]


def test_a_job_that_raises_is_written_down_and_not_tried_again(store: Store) -> None:
    table, _ = timetable(store, "09:00", fail=True)
    table.due(at(8))
    table.due(at(9))
    table.due(at(9, 1))
    assert rows(store) == [(at(9), "failed")]


def test_a_clock_that_steps_back_runs_nothing_twice(store: Store) -> None:
    table, ran = timetable(store, "09:00")
    for moment in (at(8), at(9, 5), at(8, 5), at(9, 0), at(9, 30)):
        table.due(moment)
    assert ran == [at(9)]


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Helsinki", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"]),
    start=st.datetimes(datetime(2022, 1, 1), datetime(2023, 12, 1)),
    hour=st.integers(0, 23),
)
def test_in_every_zone_a_daily_post_has_one_slot_for_each_day_it_exists(zone: str, start: datetime, hour: int) -> None:
    site = Site(id=1, name="s", short="s", timezone=zone, settings={})
    now = start.replace(tzinfo=UTC)
    context = JobContext(None, site, now, Speaker(None, site, "a", now))  # type: ignore[arg-type]
    found = daily(context, [f"{hour:02}:30"], now, now + timedelta(days=20))
    days = [d.at.astimezone(ZoneInfo(zone)).date() for d in found]
    assert len(set(days)) == len(days)
    assert 19 <= len(days) <= 21


def test_the_digest_is_posted_once_for_its_slot_and_says_when_it_is_late(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.clock.moment = at(20, 15)
    world.timetable.due(world.clock.now())
    world.timetable.due(world.clock.now())
    said = [text for where, text in world.speak() if where == "1-staff" and "日报】" in text]
    assert len(said) == 1
    assert said[0].endswith("（补发，原定 19:30）")
    with world.store.read() as session:
        assert len([p for p in session.scalars(select(Post)) if p.key and p.key.endswith("/1-staff") and "site_digest" in p.key]) == 1


def test_a_site_has_its_own_times(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    with world.store.begin() as session:
        session.get_one(Site, 2).settings = {"digest": "18:00"}
    said = world.move_to("18:05")
    assert [where for where, text in said if "日报】" in text] == ["2-staff"]


def test_every_job_can_tell_when_it_is_next(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    ahead = world.timetable.next_after(world.clock.now())
    assert ahead == (at(9), load_jobs()["checkin_reminder"].job.label)


def test_an_overdue_request_is_told_once_per_stage(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒")
    assert [t for w, t in world.move_to("08:40") if w == "1-staff"] == [
        "@王护士 Y1 用药 305 张* 已等 30分钟，还没有人接单。回复「接单 Y1」"
    ]
    assert [t for w, t in world.move_to("08:55") if w == "1-staff"] == []
    world.say("1-w1", "王护士", "1-staff", "接单 Y1")
    assert any("已等 6小时，还没有送到或处理完" in t for w, t in world.move_to("14:10") if w == "1-staff")
    world.say("1-w1", "王护士", "1-staff", "已送达 Y1")
    world.say("1-r1", "305张三", "1-resident", "没收到 Y1")
    assert any("Y1 用药 305 张* 已等" in t for w, t in world.move_to("20:20") if w == "1-staff")


def test_raw_words_are_purged_after_their_time_and_the_ids_stay(tmp_path: Path) -> None:
    from models import Message

    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒")
    world.at("08-16 04:00")
    world.timetable.due(world.clock.now())
    with world.store.read() as session:
        message = session.scalars(select(Message)).one()
        assert (message.text, message.external_id) == (None, "m1")


def test_a_gap_is_told_once_to_the_groups_with_a_request_to_say_it_again(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.inbox.deaf(at(8, 5), at(8, 12), "connection lost")
    world.inbox.deaf(at(8, 20), at(8, 20) + timedelta(seconds=4), "stream ended")
    told = [t for w, t in world.move_to("08:30") if w == "1-resident"]
    assert told == ["刚才 08:05 到 08:12 我掉线了，这段时间的消息可能没收到。有需求或体温没得到回应的，请再发一次。"]
    assert world.move_to("08:40") == []
    assert any("失联 08:05–08:12" in t for _, t in world.say("1-w1", "王护士", "1-staff", "日报"))


def test_a_link_that_breaks_again_and_again_is_told_once_when_it_has_settled(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    for n in range(4):
        start = at(8, 5) + timedelta(seconds=25 * n)
        world.inbox.deaf(start, start + timedelta(seconds=15), "reset")
    world.inbox.deaf(at(8, 20), at(8, 21), "silent")
    world.inbox.deaf(at(8, 20) + timedelta(seconds=30), at(8, 21) + timedelta(seconds=20), "logged out")
    told = [t.partition("，")[0] for minute in range(5, 30) for w, t in world.move_to(f"08:{minute:02}") if w == "1-resident"]
    assert told == ["刚才 08:05 到 08:06 我掉线了 4 次", "刚才 08:20 到 08:21 我掉线了"]
    with world.store.read() as session:
        assert all(gap.announced_at for gap in session.scalars(select(Gap)))


def test_a_job_that_cannot_tell_its_times_stops_no_other_and_leaves_a_trace(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def broken(context: JobContext, since: datetime, until: datetime) -> list[Due]:
        raise ValueError("a bug in slots")

    table, ran = timetable(store, "09:00")
    table._scheduled = {"a": Scheduled(Job("a", "坏的", timedelta(hours=1)), broken, lambda c, d: None), **table._scheduled}
    table.due(at(8))
    table.due(at(9))
    assert ran == [at(9)]
    assert table.next_after(at(9)) == (at(9, day=8), "测试")
    logged = [r for r in caplog.records if getattr(r, "job", None) == "a"]
    assert logged
    assert len(vars(logged[0])["trace"]) == 8
