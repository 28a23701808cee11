"""How much the account says: per group and minute, thrifty towards the end of the day, silent when WeChat complains."""

from datetime import timedelta

import pytest

from chat.breaker import LONGEST, PAUSE, Breaker, is_notice
from chat.outbox import Outbox
from chat.pace import Pace
from chat.speaking import ANSWER, CARE, CONFIRM, DIGEST, EMERGENCY, REMINDER
from chat.transport import NotSent, Uncertain
from models import Store
from tests.test_outbox import LATER, NOW, ZONE, make, queue, say_all, states, store

__all__ = ["store"]


def refuse(outbox: Outbox, now: object, error: NotSent | Uncertain) -> str:
    """The next saying meets that error; what it would have been."""
    claimed = outbox.claim(now)  # type: ignore[arg-type]
    assert claimed is not None
    (outbox.not_sent if isinstance(error, NotSent) else outbox.uncertain)(claimed, error, now)  # type: ignore[arg-type]
    return claimed.utterance.text


TOO_OFTEN = NotSent("too often", throttled=True)


def test_one_group_hears_no_more_than_its_share_of_a_minute_but_always_the_digest(store: Store) -> None:
    outbox = make(store, per_group_minute=3)
    said = []
    for n in range(10):
        now = LATER + timedelta(seconds=5 * n)
        queue(store, str(n), due_at=now - timedelta(seconds=3))
        said += say_all(outbox, now)
    queue(store, "digest", priority=DIGEST)
    assert said == ["0", "1", "2"]
    assert say_all(outbox, now + timedelta(seconds=5)) == ["digest"]


def test_the_pause_between_two_posts_is_a_little_different_each_time(store: Store) -> None:
    outbox, pauses = make(store, per_day=100), set()
    for hour in range(4):  # of twenty pauses no more than three that differ would be a chance of one in millions
        now = LATER + timedelta(hours=hour)
        for n in range(6):
            queue(store, f"{hour}/{n}", due_at=now - timedelta(seconds=9))
            start = now
            while not say_all(outbox, now):
                now += timedelta(milliseconds=100)
            pauses.add((now - start) / timedelta(seconds=1))
    pauses.discard(0)
    assert len(pauses) > 3
    assert 3 <= min(pauses) < max(pauses) <= 5


def test_near_the_end_of_the_days_budget_confirmations_and_reminders_wait_for_more_of_their_sort(store: Store) -> None:
    outbox = make(store, per_day=10, reserve=0, per_minute=100)
    for n in range(8):
        queue(store, str(n), group_id=f"g{n}")
    assert len(say_all(outbox, LATER)) == 8
    now = LATER + timedelta(minutes=1)
    queue(store, "301", gather="checkin", priority=CONFIRM, due_at=now)
    queue(store, "reminder", group_id="h", priority=REMINDER, due_at=now)
    queue(store, "answer", group_id="i", due_at=now)
    assert say_all(outbox, now + timedelta(minutes=1)) == ["answer"]
    queue(store, "302", gather="checkin", priority=CONFIRM, due_at=now + timedelta(minutes=4))
    assert say_all(outbox, now + timedelta(minutes=5)) == ["reminder"]  # and that was the day's last
    assert ("301", "queued") in states(store)


def test_what_waited_for_too_long_is_not_said_any_more(store: Store) -> None:
    queue(store, "301", gather="checkin", priority=CONFIRM)
    queue(store, "answer", group_id="h")
    queue(store, "digest", group_id="i", priority=DIGEST)
    queue(store, "J1", group_id="j", priority=EMERGENCY)
    assert say_all(make(store), NOW + timedelta(hours=2)) == ["J1", "answer", "digest"]
    queue(store, "late", group_id="k")
    assert say_all(make(store), NOW + timedelta(hours=7)) == []
    assert [s for s in states(store) if s[1] == "failed"] == [("301", "failed"), ("late", "failed")]


def test_a_scheduled_post_that_waited_longer_than_its_job_makes_sense_is_dropped(store: Store) -> None:
    queue(store, "reminder", key="checkin_reminder/2022-08-07T09:00", priority=REMINDER)
    queue(store, "in private", key="checkin_reminder/2022-08-07T09:00/7", group_id=None, contact="c", priority=CARE)
    queue(store, "list", key="refill/2022-08-07T09:00", group_id="h", priority=REMINDER)
    queue(store, "digest", key="checkin_reminder/digest", group_id="i", priority=DIGEST)
    queue(store, "warning", key="lookalike/7/x", group_id="j", priority=CARE)
    lasts = {"checkin_reminder": timedelta(minutes=30), "refill": timedelta(hours=8)}
    outbox = Outbox(store, "a", Pace(), ZONE, lasts)
    assert say_all(outbox, NOW + timedelta(minutes=31)) == ["warning", "digest", "list"]
    assert [text for text, state in states(store) if state == "failed"] == ["reminder", "in private"]


def test_when_wechat_complains_only_emergencies_go_out_for_half_an_hour_then_one_post_tries(store: Store) -> None:
    for name in ("one", "two", "three"):
        queue(store, name, group_id=name)
    outbox = make(store)
    assert refuse(outbox, LATER, TOO_OFTEN) == "one"
    queue(store, "J1", priority=EMERGENCY)
    assert say_all(outbox, LATER + PAUSE / 2) == ["J1"]
    outbox = make(store)  # it outlives the process
    after = LATER + PAUSE
    trying = outbox.claim(after)
    assert trying is not None
    assert outbox.claim(after + timedelta(minutes=5)) is None  # one post tries, the others wait for what becomes of it
    outbox.sent(trying, "id", after + timedelta(minutes=5))
    assert say_all(outbox, after + timedelta(minutes=5)) == ["two", "three"]
    assert {state for _, state in states(store)} == {"sent"}


def test_refused_again_it_waits_longer_each_time_and_no_try_is_spent(store: Store) -> None:
    outbox, now, pauses = make(store), LATER, []
    for _ in range(6):
        queue(store, "digest", priority=DIGEST, group_id="h")
        refuse(outbox, now, TOO_OFTEN)
        start = now
        while outbox.claim(now) is None:
            now += timedelta(minutes=10)
        outbox.recover(now)  # the process died while it tried: nobody knows, so it waits again
        pauses.append(now - start)
        now += PAUSE
    assert pauses[:3] == [PAUSE, 2 * PAUSE, 4 * PAUSE]
    assert max(pauses) == LONGEST
    assert "failed" not in {state for _, state in states(store)}


def test_a_complaint_is_wechats_own_message_and_not_what_people_say() -> None:
    assert is_notice("other", "操作过于频繁，请稍后再试。")
    assert not is_notice("text", "操作过于频繁，请稍后再试。")
    assert not is_notice("other", "<msg>操作过于频繁</msg>")


@pytest.mark.parametrize("trying", [True, False])
def test_posts_that_were_under_way_when_it_opened_do_not_lengthen_the_pause(trying: bool) -> None:
    opened = Breaker().refused(NOW)
    again = (opened.tried() if trying else opened).refused(NOW + PAUSE / 2)
    assert again.refusals == (2 if trying else 1)


def test_an_emergency_that_is_refused_is_tried_again_soon(store: Store) -> None:
    queue(store, "J1", priority=EMERGENCY)
    outbox = make(store)
    assert refuse(outbox, LATER, TOO_OFTEN) == "J1"
    assert say_all(outbox, LATER + timedelta(seconds=30)) == ["J1"]
    assert ANSWER > EMERGENCY
