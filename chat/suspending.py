"""Roles belong to a contact id. Where ids may mean other people from now on, roles rest until they are bound again."""

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.speaking import Speaker
from chat.wording import Count, Sentence, Who
from models import Person, Site
from reading.kind import STAFF

SUSPENDED = "suspended"
"""A binding: what they may do is known, and waits for a new code. Staff are still called in an emergency, and may answer it."""
NEW_ACCOUNT = (
    "登录的微信账号换了，为防认错人，本点 {n} 位工作人员的身份先暂停，居民也要重新确认。"
    "请每位工作人员用新的绑定码重新绑定；紧急呼叫和收到照常。"
)
HAS_LEFT = "{who} 离开了本群，办理的身份先暂停。回来后请用新的绑定码重新绑定；不再来的请点长发「离岗 姓名」。"


def suspend_all(session: Session, speaker_for: Callable[[Site], Speaker], key: str) -> int:
    """Everybody's ids may be new: nobody is anybody until bound again, each site's staff are told; how many of the staff rest."""
    bound = select(Person).where(Person.contact.is_not(None), Person.left_at.is_(None), Person.binding.in_(("confirmed", "provisional")))
    resting: dict[int, int] = {}
    for person in session.scalars(bound):
        if person.role in STAFF:
            resting[person.site_id] = resting.get(person.site_id, 0) + 1
        # A resident's room is free for whoever now says that it is theirs, and staff confirm.
        person.binding = SUSPENDED if person.binding == "confirmed" else "none"
    for site_id, count in resting.items():
        speaker = speaker_for(session.get_one(Site, site_id))
        speaker.to_groups(_group_of(speaker), Sentence(NEW_ACCOUNT, n=Count(count)), key=key)
    return sum(resting.values())


def suspend(person: Person, speaker: Speaker, key: str) -> None:
    """One of the staff left their own group."""
    person.binding = SUSPENDED
    speaker.to_groups(_group_of(speaker), Sentence(HAS_LEFT, who=Who(None, person.name or person.nick)), key=key)


def reinstate(people: Iterable[Person]) -> list[Person]:
    """Bind the suspended again as they were; those it was."""
    resting = [person for person in people if person.binding == SUSPENDED]
    for person in resting:
        person.binding = "confirmed"
    return resting


def _group_of(speaker: Speaker) -> str:
    return "hq" if speaker.site.kind == "hq" else "staff"
