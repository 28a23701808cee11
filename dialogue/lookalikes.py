"""A nickname that passes for one of the staff's: the staff group is told once, and nobody else."""

from sqlalchemy import select

from chat.context import Context
from chat.nicknames import folded, resembles
from chat.suspending import SUSPENDED
from chat.wording import Plain, Raw, Sentence, Who
from dialogue.notices import PLACES
from models import Person, Post
from reading.kind import STAFF


def watch(context: Context, person: Person) -> None:
    """Compare somebody's nickname with those of the bound staff, each nickname once."""
    if person.is_staff or context.group is None or not person.nick or person.nick == person.nick_seen:
        return
    person.nick_seen = person.nick
    bound = select(Person).where(
        Person.site_id == context.site.id, Person.role.in_(STAFF), Person.binding.in_(("confirmed", SUSPENDED)), Person.left_at.is_(None)
    )
    taken_for = next((p for p in context.session.scalars(bound.order_by(Person.id)) if _passes_for(person, p)), None)
    if taken_for is None:
        return
    key = f"lookalike/{person.id}/{folded(person.nick)}"[:160]
    if context.session.scalar(select(Post.id).where(Post.site_id == context.site.id, Post.key.startswith(key, autoescape=True))) is None:
        _alarm(person, taken_for, key, context)


def _passes_for(person: Person, staff: Person) -> bool:
    return any(resembles(person.nick, name) for name in (staff.nick, staff.name) if name)


def _alarm(person: Person, staff: Person, key: str, context: Context) -> None:
    context.note("lookalike nickname")
    said = Sentence(
        "【留意】{place}里有人昵称叫「{nick}」，像{who}，但不是本人绑定的微信号。不要按昵称认人，请核实；对方发的办理消息我不会执行。",
        place=Plain(PLACES[context.place]),
        nick=Raw(person.nick),
        who=Who(None, staff.name),
    )
    context.speaker.to_groups("hq" if context.site.kind == "hq" else "staff", said, mention=(staff,), key=key)
