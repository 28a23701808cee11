"""The outbox: claimed before it is said, within the budget, and never said twice because we do not know."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from chat.outbox import RETRY_AFTER, Outbox
from chat.pace import Pace
from chat.speaking import ANSWER, CONFIRM, DIGEST, EMERGENCY, REMINDER
from chat.transport import NotSent, Uncertain
from models import Person, Post, Site, Store

NOW = datetime(2022, 8, 7, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=3)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'outbox.sqlite3'}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="site", short="s"))
    return store


def queue(store: Store, text: str = "words", **how: Any) -> None:
    how = {"group_id": "g", "priority": ANSWER, "audience": "resident", "due_at": NOW} | how
    with store.begin() as session:
        session.add(Post(site_id=1, account="a", text=text, created_at=NOW, **how))


def make(store: Store, **pace: Any) -> Outbox:
    return Outbox(store, "a", Pace(**pace), ZONE)


def states(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return [(p.text, p.state) for p in session.scalars(select(Post).order_by(Post.id))]


def say_all(outbox: Outbox, now: datetime) -> list[str]:
    said = []
    while (claimed := outbox.claim(now)) is not None:
        said.append(claimed.utterance.text)
        outbox.sent(claimed, "id", now)
    return said


def test_answers_due_in_one_group_within_three_seconds_are_one_post(store: Store) -> None:
    queue(store, "one", mentions=[["c1", "张三"]])
    queue(store, "two", due_at=NOW + timedelta(seconds=2))
    queue(store, "elsewhere", group_id="h")
    outbox = make(store)
    assert outbox.claim(NOW + timedelta(seconds=2)) is None
    assert sorted(say_all(outbox, LATER)) == ["@张三 one\ntwo", "elsewhere"]


def test_confirmations_of_check_ins_are_one_line(store: Store) -> None:
    for room in ("301", "302 303", "301"):
        queue(store, room, gather="checkin", priority=CONFIRM)
    assert say_all(make(store), NOW + timedelta(seconds=30)) == ["已登记 3 间：301 302 303"]


def test_a_group_hears_one_post_in_three_seconds(store: Store) -> None:
    queue(store, "one")
    outbox = make(store)
    assert say_all(outbox, LATER) == ["one"]
    queue(store, "two")
    assert say_all(outbox, LATER + timedelta(seconds=1)) == []
    assert say_all(outbox, LATER + timedelta(seconds=6)) == ["two"]  # three, and up to two of jitter


def test_an_emergency_waits_for_nothing_and_stands_alone(store: Store) -> None:
    queue(store, "answer")
    queue(store, "J1", priority=EMERGENCY)
    outbox = make(store, per_minute=1, per_day=1, reserve=0)
    assert say_all(outbox, NOW) == ["J1"]
    queue(store, "J2", priority=EMERGENCY)
    assert say_all(outbox, NOW) == ["J2"]


def test_the_account_says_no_more_than_its_budget_a_minute_and_a_day(store: Store) -> None:
    for n in range(5):
        queue(store, f"{n}", group_id=f"g{n}")
    outbox = make(store, per_minute=2, per_day=4, reserve=0)
    assert len(say_all(outbox, LATER)) == 2
    assert len(say_all(outbox, LATER + timedelta(seconds=61))) == 2
    assert say_all(outbox, LATER + timedelta(seconds=200)) == []
    queue(store, "tomorrow", due_at=NOW + timedelta(days=1))
    assert say_all(outbox, LATER + timedelta(days=1)) == ["tomorrow"]  # the fifth is a day old: nobody wants it any more


def test_part_of_the_days_budget_is_kept_for_digests(store: Store) -> None:
    queue(store, "answer", group_id="g1")
    queue(store, "digest", group_id="g2", priority=DIGEST)
    assert say_all(make(store, per_day=1, reserve=1), LATER) == ["digest"]


def test_reminders_keep_quiet_at_night(store: Store) -> None:
    night = NOW.replace(hour=15, minute=0)  # 23:00 in Shanghai
    queue(store, "reminder", priority=REMINDER, due_at=night)
    assert say_all(make(store), night) == []
    assert say_all(make(store), night + timedelta(hours=8)) == ["reminder"]


def test_a_reminder_that_must_keep_quiet_does_not_slip_out_with_what_may_be_said(store: Store) -> None:
    night = NOW.replace(hour=15, minute=0)
    queue(store, "reminder", priority=REMINDER, due_at=night - timedelta(minutes=1))
    queue(store, "305", gather="checkin", priority=CONFIRM, due_at=night - timedelta(minutes=1))
    assert say_all(make(store), night) == ["已登记 1 间：305"]


def test_what_surely_was_not_said_is_tried_again_and_then_has_failed(store: Store) -> None:
    file = {"form": "workbook", "name": "b.xlsx", "content": {"tables": ["305"]}}
    queue(store, attachment=file)
    outbox, now = make(store), LATER
    for wait in RETRY_AFTER:
        claimed = outbox.claim(now)
        assert claimed is not None
        assert claimed.attachment == file
        outbox.not_sent(claimed, NotSent("reset before it was sent"), now)
        assert outbox.claim(now + timedelta(seconds=1)) is None
        now += wait + timedelta(seconds=3)
    claimed = outbox.claim(now)
    assert claimed is not None
    outbox.not_sent(claimed, NotSent("again"), now)
    assert states(store) == [("words", "failed")]
    with store.read() as session:
        assert session.scalars(select(Post.attachment)).one() == {**file, "content": {}}, "what it was made of is needed no more"


def test_what_may_have_been_said_is_never_said_again_blindly(store: Store) -> None:
    queue(store)
    outbox = make(store)
    claimed = outbox.claim(LATER)
    assert claimed is not None
    outbox.uncertain(claimed, Uncertain("timeout"), LATER)
    assert outbox.claim(LATER + timedelta(days=1)) is None
    assert states(store) == [("words", "uncertain")]


def test_hearing_ourselves_settles_what_was_uncertain(store: Store) -> None:
    queue(store, "one")
    queue(store, "two")
    outbox = make(store)
    claimed = outbox.claim(LATER)
    assert claimed is not None
    outbox.uncertain(claimed, Uncertain("timeout"), LATER)
    outbox.echoed("g", "something else", "x", LATER)
    outbox.echoed("g", "one\ntwo", "x", LATER)
    assert states(store) == [("one", "sent"), ("two", "sent")]


def test_after_a_crash_what_was_being_said_is_uncertain(store: Store) -> None:
    queue(store)
    make(store).claim(LATER)
    assert make(store).recover(LATER) == 1
    assert states(store) == [("words", "uncertain")]


def test_a_private_post_that_cannot_arrive_becomes_a_masked_line_and_the_staffs_text(store: Store) -> None:
    with store.begin() as session:
        session.add(Person(contact="c", site_id=1))
    fallback = {
        "group": "g",
        "audience": "resident",
        "masked": "305 张*",
        "staff_group": "st",
        "staff": "305 张* 药",
        "mention": ["c", "张三"],
    }
    queue(store, "305 张三 药", group_id=None, contact="c", audience="private", fallback=fallback)
    outbox = make(store)
    claimed = outbox.claim(LATER)
    assert claimed is not None
    outbox.not_sent(claimed, NotSent("not a friend", permanent=True), LATER)
    assert sorted(say_all(outbox, LATER + timedelta(seconds=4))) == ["305 张* 药", "@张三 305 张*"]
    with store.read() as session:
        assert session.scalars(select(Person.reachable)).one() is False


def test_a_digest_of_one_slot_is_one_row(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError

    queue(store, key="site_digest/2022-08-07")
    with pytest.raises(IntegrityError):
        queue(store, key="site_digest/2022-08-07")


def test_two_processes_never_claim_the_same_post(store: Store) -> None:
    queue(store)
    assert make(store).claim(LATER) is not None
    assert make(store).claim(LATER + timedelta(seconds=9)) is None
