"""The inbox: nothing lost, nothing twice, one bad message stops nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from chat.inbox import Inbox
from chat.message import Heard
from chat.transport import Happening
from models import Entry, Group, Message, Site, Store

NOW = datetime(2022, 8, 7, 0, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'inbox.sqlite3'}")
    store.create()
    with store.begin() as session:
        for n in (1, 2):
            session.add(Site(id=n, name=f"site {n}", short=f"s{n}"))
            session.flush()
            session.add(Group(id=f"g{n}", site_id=n, kind="resident"))
    return store


def write_down(session: Session, message: Message) -> None:
    """The effect of these tests: one entry per message, and words that break things."""
    if message.text == "poison":
        raise ValueError("a bug in a handler")
    entry = Entry(
        site_id=message.site_id, kind="thanks", day=NOW.date(), message_id=message.id, sent_at=NOW, details={"text": message.text}
    )
    session.add(entry)
    if message.text == "locked":
        raise OperationalError("insert", {}, Exception("database is locked"))


def silent(session: Session, message: Message) -> None:
    """No apology."""


def heard(number: int, text: str = "hello", group: str = "g1") -> Heard:
    return Heard(f"m{number}", group, "c", "nick", text, NOW)


def effects(store: Store) -> list[str]:
    with store.read() as session:
        return [e.details["text"] for e in session.scalars(select(Entry).order_by(Entry.message_id))]


def states(store: Store) -> dict[str, str]:
    with store.read() as session:
        return {m.external_id: m.state for m in session.scalars(select(Message))}


def make(store: Store, route: Callable[[Session, Message], None] = write_down) -> Inbox:
    return Inbox(store, "a", route, silent)


def test_an_id_is_new_once(store: Store) -> None:
    inbox = make(store)
    assert inbox.note(["m1", "m2", "m1"], NOW) == [True, True, False]
    assert inbox.note(["m2", "m3"], NOW) == [False, True]
    assert inbox.unfilled() == ["m1", "m2", "m3"]


def test_the_same_message_twice_has_one_effect(store: Store) -> None:
    inbox = make(store)
    inbox.fill([heard(1)], NOW)
    inbox.work(NOW)
    inbox.fill([heard(1, "changed")], NOW)
    inbox.work(NOW)
    assert effects(store) == ["hello"]


def test_a_poison_message_is_set_aside_and_the_others_of_its_batch_are_handled(store: Store) -> None:
    inbox = make(store)
    inbox.fill([heard(1, "a"), heard(2, "poison"), heard(3, "b")], NOW)
    assert inbox.work(NOW) == 3
    assert effects(store) == ["a", "b"]
    assert states(store) == {"m1": "done", "m2": "aside", "m3": "done"}
    with store.read() as session:
        aside = session.scalars(select(Message).where(Message.state == "aside")).one()
        assert (aside.human, aside.error, aside.text) == ("failed", "ValueError", "poison")
        assert aside.trace


def test_a_message_set_aside_can_be_replayed_after_the_handler_is_mended(store: Store) -> None:
    make(store).fill([heard(1, "poison")], NOW)
    make(store).work(NOW)
    mended = make(
        store, lambda s, m: s.add(Entry(site_id=1, kind="x", day=NOW.date(), message_id=m.id, sent_at=NOW, details={"text": "mended"}))
    )
    assert mended.replay("m1")
    mended.work(NOW)
    assert effects(store) == ["mended"]
    assert not mended.replay("m1")


def test_a_store_error_sets_nothing_aside(store: Store) -> None:
    inbox = make(store)
    inbox.fill([heard(1, "a"), heard(2, "locked")], NOW)
    with pytest.raises(OperationalError):
        inbox.work(NOW)
    assert states(store) == {"m1": "ready", "m2": "ready"}
    assert effects(store) == []


def test_a_store_error_is_no_try_however_often_it_comes(store: Store) -> None:
    inbox = make(store)
    inbox.fill([heard(1, "a"), heard(2, "locked")], NOW)
    for _ in range(5):
        with pytest.raises(OperationalError):
            inbox.work(NOW)
    assert states(store) == {"m1": "ready", "m2": "ready"}
    with store.read() as session:
        assert set(session.scalars(select(Message.tries))) == {0}


def test_a_message_that_kills_the_process_is_set_aside_after_three_tries_and_takes_no_other_along(store: Store) -> None:
    def die(session: Session, message: Message) -> None:
        if message.external_id == "m1":
            raise SystemExit
        write_down(session, message)

    make(store).fill([heard(1), heard(2, "after")], NOW)
    for _ in range(2):
        with pytest.raises(SystemExit):
            make(store, die).work(NOW)
    third = make(store, die)
    assert third.work(NOW) == 1, "before its last try the other has its turn"
    assert third.work(NOW + timedelta(seconds=9)) == 0, "a process that is ended all the time must not use it up"
    assert states(store) == {"m1": "ready", "m2": "done"}
    with pytest.raises(SystemExit):
        third.work(NOW + timedelta(seconds=10))
    assert make(store).work(NOW) == 1
    assert states(store) == {"m1": "aside", "m2": "done"}
    assert effects(store) == ["after"]


def test_tries_are_committed_before_the_attempt(store: Store) -> None:
    seen = []

    def look(session: Session, message: Message) -> None:
        with store.read() as other:
            seen.append(other.scalars(select(Message.tries)).one())

    make(store).fill([heard(1)], NOW)
    make(store, look).work(NOW)
    assert seen == [1]


def test_a_batch_is_of_one_site(store: Store) -> None:
    sizes = []
    inbox = make(store)
    inbox.fill([heard(1), heard(2), heard(3, group="g2"), heard(4)], NOW)
    while n := inbox.work(NOW):
        sizes.append(n)
    assert sizes[0] == 3
    assert sum(sizes) == 4


def test_a_payload_on_its_way_holds_up_what_came_after_it_for_three_seconds(store: Store) -> None:
    inbox = make(store)
    inbox.note(["m1"], NOW)
    inbox.fill([heard(2)], NOW)
    assert inbox.work(NOW + timedelta(seconds=2)) == 0
    assert inbox.work(NOW + timedelta(seconds=4)) == 1
    inbox.fill([heard(1, "late")], NOW)
    assert inbox.work(NOW + timedelta(seconds=5)) == 1
    assert sorted(effects(store)) == ["hello", "late"]


def test_a_payload_that_never_comes_is_for_a_human(store: Store) -> None:
    inbox = make(store)
    inbox.note(["m1"], NOW)
    inbox.give_up("m1", "TimeoutError", NOW)
    assert states(store) == {"m1": "aside"}


def test_characters_that_a_database_refuses_are_no_reason_to_lose_a_message(store: Store) -> None:
    inbox = make(store)
    inbox.fill([heard(1, "a\x00b\ud800c")], NOW)
    inbox.work(NOW)
    assert effects(store) == ["ab?c"]


def test_our_own_message_is_no_message(store: Store) -> None:
    inbox = make(store)
    inbox.fill([Heard("m1", "g1", "bot", "小助手", "Y1 已记", NOW, from_self=True)], NOW)
    assert inbox.work(NOW) == 0


def test_half_a_character_in_a_name_or_a_quote_loses_no_message(store: Store) -> None:
    inbox = Inbox(store, "a", write_down, silent)
    odd = "\ud800张三\x00"
    inbox.fill([Heard("m1", "g1", "c", odd, odd, NOW, quote_nick=odd, quote_text=odd)], NOW)
    inbox.happen(Happening("joined", "e1", NOW, "g1", contact="c", nick=odd, people=(("c", odd),), text=odd), NOW)
    with store.read() as session:
        found = {m.external_id: m for m in session.scalars(select(Message))}
    assert (found["m1"].nick, found["m1"].text, found["m1"].payload) == ("?张三", "?张三", {"quote_nick": "?张三", "quote_text": "?张三"})
    assert (found["event:e1"].nick, found["event:e1"].payload["people"]) == ("?张三", [["c", "?张三"]])
