"""Notices that wait for 收到: which one is meant, who was expected, who is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.wording import Count, Plain, Sentence, Told, Who
from models import Acknowledgement, Group, Message, Notice, NoticeTarget, Person, Site, Stay
from reports.digest import missing_by_floor

NUMBER = re.compile(r"(?:通知|公告)\s*(?:第|#|＃)?\s*(\d{1,6})")
_GLUED = re.compile(r"^\s*[#＃]?\s*(撤回|群发|更正|改)((?:通知|公告)\s*\d{1,6})")
_CANCELLED = re.compile(r"^\s*[#＃]?\s*取消\s*((?:通知|公告)\s*\d{1,6})")
WAITS = timedelta(days=3)
"""A bare 收到 counts for a notice of this age at most."""
PLACES = {"resident": "居民群", "staff": "工作群", "hq": "指挥部群", "branch": "支部群"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one group stands on one notice: expected, confirmed, and who is missing (people, or stays in a residents' group)."""

    group: Group
    expected: int
    missing: tuple[Person | Stay, ...]

    @property
    def done(self) -> int:
        """How many have confirmed."""
        return self.expected - len(self.missing)


def numbered(session: Session, words: str) -> Notice | None:
    """The notice whose number the words name (通知3)."""
    found = NUMBER.search(words)
    return session.scalar(select(Notice).where(Notice.number == int(found.group(1)))) if found else None


def unglued(words: str) -> str:
    """撤回通知3 and 取消通知3 as 撤回 通知3: a title is read only where a blank follows it."""
    return _GLUED.sub(r"\1 \2 ", _CANCELLED.sub(r"撤回 \1", words))


def newest_in(session: Session, group_id: str, now: datetime) -> list[Notice]:
    """Notices that still wait for 收到 in a group, newest first."""
    wanted = (
        select(Notice)
        .join(NoticeTarget, NoticeTarget.notice_id == Notice.id)
        .where(NoticeTarget.group_id == group_id, Notice.needs_ack, Notice.withdrawn_at.is_(None), Notice.sent_at >= now - WAITS)
    )
    return list(session.scalars(wanted.order_by(Notice.sent_at.desc(), Notice.number.desc())))


def targets_of(session: Session, notice: Notice) -> list[Group]:
    """The groups it was posted to."""
    wanted = select(Group).join(NoticeTarget, NoticeTarget.group_id == Group.id).where(NoticeTarget.notice_id == notice.id)
    return list(session.scalars(wanted.order_by(Group.site_id, Group.kind)))


def standing(session: Session, notice: Notice, group: Group) -> Standing:
    """Who of the group's people has not confirmed this version."""
    said = select(Acknowledgement).where(
        Acknowledgement.notice_id == notice.id,
        Acknowledgement.group_id == group.id,
        Acknowledgement.version == notice.version,
        Acknowledgement.withdrawn_at.is_(None),
    )
    acks = list(session.scalars(said))
    people, rooms = {a.person_id for a in acks}, {a.room for a in acks}
    if group.kind == "resident":
        stays = _stays(session, group.site_id)
        return Standing(group, len(stays), tuple(s for s in stays if s.room not in rooms))
    expected = expected_people(session, notice, group)
    return Standing(group, len(expected), tuple(p for p in expected if p.id not in people))


def expected_people(session: Session, notice: Notice, group: Group) -> list[Person]:
    """Staff of the group's site; in a branch group everybody who was ever heard there. The writer is not asked."""
    if group.kind == "branch":
        heard = select(Message.talker).where(Message.group_id == group.id, Message.talker.is_not(None)).distinct()
        wanted = select(Person).where(Person.contact.in_(heard))
    else:
        roles = ("hq", "operator") if group.kind == "hq" else ("staff", "medic", "leader")
        wanted = select(Person).where(Person.site_id == group.site_id, Person.role.in_(roles), Person.binding == "confirmed")
    found = session.scalars(wanted.where(Person.left_at.is_(None), Person.contact.is_not(None)).order_by(Person.id))
    return [p for p in found if p.id != notice.written_by and notice.work_group in (None, p.work_group)]


def standing_line(session: Session, notice: Notice, found: Standing) -> Sentence:
    """慈宾工作群：应收 4，已收 1，未收 3：王* 向* 彭*."""
    site = session.get_one(Site, found.group.site_id)
    return Sentence(
        "{place}：应收 {due}，已收 {done}，未收 {n}{who}",
        place=Plain(group_name(found.group, site)),
        due=Count(found.expected),
        done=Count(found.done),
        n=Count(len(found.missing)),
        who=names_of(found.missing),
    )


def group_name(group: Group, site: Site) -> str:
    """慈宾工作群; the command office's own group needs no site before it."""
    return PLACES["hq"] if group.kind == "hq" else f"{site.short}{PLACES[group.kind or 'resident']}"


def names_of(missing: Sequence[Person | Stay]) -> Sentence:
    """Rooms by floor, or people as the audience may read them; nothing where it may read neither."""
    stays = [m for m in missing if isinstance(m, Stay)]
    if stays:
        return Sentence("{rooms}", rooms=_RoomsByFloor(tuple(stays)))
    people = [Sentence("{who}", who=Who(None, p.name or p.nick)) for p in missing if isinstance(p, Person)]
    return Sentence("{who}", who=_Behind(Told(people[:20], " ")))


@dataclass(frozen=True, slots=True)
class _RoomsByFloor:
    stays: tuple[Stay, ...]

    def told(self, audience: str) -> str:
        return "" if audience == "hq" else f"：{missing_by_floor(self.stays)}"


@dataclass(frozen=True, slots=True)
class _Behind:
    names: Told

    def told(self, audience: str) -> str:
        text = self.names.told(audience)
        return f"：{text}" if text else ""


def _stays(session: Session, site_id: int) -> list[Stay]:
    return list(session.scalars(select(Stay).where(Stay.site_id == site_id, Stay.ended_at.is_(None)).order_by(Stay.room, Stay.id)))
