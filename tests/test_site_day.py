"""The day of tests/conversations/a_whole_site_day.txt is a whole one: long enough, of many people, and no kind is missing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from chat.context import Context
from handlers.base import Handle, Handler
from models import Message
from reading.said import Reading
from tests.test_conversations import Chat
from tests.world import World, known_handlers

DAY = Path(__file__).parent / "conversations" / "a_whole_site_day.txt"


def test_the_day_holds_every_kind_and_many_people(tmp_path: Path) -> None:
    done: set[str] = set()
    noting = {name: _noting(handler, done.add) for name, handler in known_handlers().items()}
    world = World.new(tmp_path, handlers=noting)
    chat = Chat(world)
    for number, line in enumerate(DAY.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            chat.step(line.replace("⏎", "\n"), f"{DAY.name}:{number}")
    with world.store.read() as session:
        said = session.scalar(select(func.count()).where(Message.type.not_like("~%"), Message.talker.is_not(None)).select_from(Message))
        people = session.scalar(select(func.count(Message.talker.distinct())).where(Message.type.not_like("~%")))
    assert set(noting) - done == set()
    assert (said or 0) >= 150
    assert (people or 0) >= 12


def _noting(handler: Handler, note: Callable[[str], None]) -> Handler:
    def handle(reading: Reading, context: Context) -> None:
        note(handler.kind.name)
        handler.handle(reading, context)

    noting: Handle = handle
    return replace(handler, handle=noting)
