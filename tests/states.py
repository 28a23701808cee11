"""What a line `= 在住 305 张三 …` of a conversation looks up in the database. The invented county's first site."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Attachment, CheckIn, Need, Request, Sample, Stay, StayStep
from tests.files import content_of, is_picture
from tests.world import World

State = Callable[[World, Sequence[str], str], None]


def stay_of(session: Session, room: str, name: str, ended: bool = False) -> Stay | None:
    wanted = select(Stay).where(Stay.site_id == 1, Stay.room == room, Stay.name == name)
    found = list(session.scalars(wanted.order_by(Stay.id.desc())))
    return next((s for s in found if (s.ended_at is not None) == ended), None)


def staying(world: World, words: Sequence[str], where: str) -> None:
    """= 在住 room name [plan [release]]."""
    with world.store.read() as session:
        stay = stay_of(session, words[0], words[1])
        assert stay is not None, f"{where}: nobody"
        shown = [stay.plan, f"{stay.release_on:%m-%d}"]
        assert shown[: len(words) - 2] == list(words[2:]), f"{where}: {shown}"


def gone(world: World, words: Sequence[str], where: str) -> None:
    """= 离开 room name reason; and the step is in the history."""
    with world.store.read() as session:
        assert stay_of(session, words[0], words[1]) is None, f"{where}: still there"
        stay = stay_of(session, words[0], words[1], ended=True)
        assert stay is not None, f"{where}: never there"
        assert stay.end_reason == " ".join(words[2:]), f"{where}: {stay.end_reason}"
        steps = session.scalars(select(StayStep.what).where(StayStep.site_id == 1, StayStep.stay_id == stay.id)).all()
        assert {"release", "transfer", "withdrawn"} & set(steps), f"{where}: {steps}"


def needs(world: World, words: Sequence[str], where: str) -> None:
    """= 需要 room kind words/medicine [run-out or follow-up]; `无` for none of the kind."""
    with world.store.read() as session:
        stays = session.scalars(select(Stay.id).where(Stay.site_id == 1, Stay.room == words[0], Stay.ended_at.is_(None))).all()
        rows: Sequence[Any] = session.scalars(
            select(Need).where(Need.stay_id.in_(stays), Need.kind == words[1], Need.ended_at.is_(None))
        ).all()
        shown = [[(n.medicine or n.words).replace(" ", "_"), f"{n.run_out or n.follow_up or '-'}"[-5:], n.outcome or "-"] for n in rows]
        if words[2] == "无":
            assert shown == [], f"{where}: {shown}"
        else:
            assert list(words[2:]) in [s[: len(words) - 2] for s in shown], f"{where}: {shown}"


def samples(world: World, words: Sequence[str], where: str) -> None:
    """= 采样 room result…: all results of the room, the oldest first; (…) those that no longer count."""
    with world.store.read() as session:
        rows = session.scalars(select(Sample).where(Sample.site_id == 1, Sample.room == words[0]).order_by(Sample.id)).all()
        shown = [r.result if r.replaced_by is None and r.withdrawn_at is None else f"({r.result})" for r in rows]
        assert shown == list(words[1:]), f"{where}: {shown}"


def temperatures(world: World, words: Sequence[str], where: str) -> None:
    """= 体温 room 08-07下午 degrees or 缺…: all reports of the room in the order heard; (…) those that no longer count."""
    day, half = words[1][:5], {"上午": "am", "下午": "pm"}[words[1][5:]]
    with world.store.read() as session:
        wanted = select(CheckIn).where(CheckIn.site_id == 1, CheckIn.room == words[0], CheckIn.half == half)
        rows = session.scalars(wanted.order_by(CheckIn.id)).all()
        said = [(f"{r.temperature or '缺'}", r.replaced_by is None and r.withdrawn_at is None) for r in rows if f"{r.day:%m-%d}" == day]
    shown = [what if counts else f"({what})" for what, counts in said]
    assert shown == list(words[2:]), f"{where}: {shown}"


def survey(world: World, words: Sequence[str], where: str) -> None:
    """= 摸排 room parts still unasked."""
    with world.store.read() as session:
        stay = session.scalars(select(Stay).where(Stay.site_id == 1, Stay.room == words[0], Stay.ended_at.is_(None))).first()
        assert stay is not None, f"{where}: nobody"
        assert stay.unasked == list(words[1:]), f"{where}: {stay.unasked}"


def attached(world: World, words: Sequence[str], where: str) -> None:
    """= 附件 ticket name…: the files of the ticket in order, each with its very bytes on the shelf; name:why for one that was not kept."""
    with world.store.read() as session:
        request = session.scalar(select(Request.id).where(Request.site_id == 1, Request.ticket == words[0]))
        rows = session.scalars(select(Attachment).where(Attachment.request_id == request).order_by(Attachment.id)).all()
    assert len(rows) == len(words) - 1, f"{where}: {[(r.type, r.media, r.fate) for r in rows]}"
    for row, said in zip(rows, words[1:], strict=True):
        name, _, fate = said.partition(":")
        content = content_of(name)
        assert (row.type, row.fate or "") == ("image" if is_picture(name) else "file", fate), f"{where}: {name} {row.fate}"
        assert row.hash == (None if fate else hashlib.sha256(content).hexdigest()), f"{where}: {name}"
        assert row.hash is None or (row.size, world.files.shelf.path(row.hash).read_bytes()) == (len(content), content), f"{where}: {name}"


STATES: dict[str, State] = {
    "在住": staying, "离开": gone, "需要": needs, "采样": samples, "体温": temperatures, "摸排": survey, "附件": attached
}  # fmt: skip
