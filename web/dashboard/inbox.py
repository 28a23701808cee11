"""What needs a human: messages that were set aside or are not text; handled once more, given to somebody, or done with."""

from collections.abc import Sequence

from sqlalchemy import select

from chat.speaking import Speaker
from chat.wording import Plain, Raw, Sentence
from models import Group, Message, Person, Post
from models.message import NEEDS_HUMAN
from models.store import is_store_error
from web.dashboard._paging import paged
from web.dashboard.base import Act, Deed, Look, Shown, View

PAGE = 30


def show(look: Look) -> Shown:
    """Oldest first. Words only for those who may read what people wrote."""
    wanted = select(Message).where(Message.site_id == look.here.id, Message.human.is_not(None))
    found, pages = paged(look, wanted, (Message.id,), PAGE)
    readable = look.visitor.may("words", look.here)
    if found and readable:
        look.seen.append("web inbox")
    groups = {g.id: g.name for g in look.session.scalars(select(Group).where(Group.site_id == look.here.id))}
    people = select(Person).where(Person.site_id == look.here.id, Person.role.in_(("staff", "medic", "leader")), Person.left_at.is_(None))
    return {
        **pages, "messages": found, "why": NEEDS_HUMAN, "groups": groups, "readable": readable,
        "people": list(look.session.scalars(people.where(Person.contact.is_not(None)).order_by(Person.id))),
    }  # fmt: skip


def _meant(act: Act) -> Message | None:
    wanted = select(Message).where(Message.id == act.number("message"), Message.site_id == act.here.id)
    return act.session.scalars(wanted.where(Message.human.is_not(None))).first()


def again(act: Act) -> Sequence[str]:
    """Handle it once more; its own account's inbox does it at once, and everything it says is queued as usual."""
    message = _meant(act)
    if message is None:
        return ("这条已经处理过了。",)
    if message.text is None or message.type.startswith("~"):
        return ("这条没有文字可以重新处理。",)
    act.session.add(act.line("web replay", message_id=message.id))
    message.tries, message.human, message.error = 0, None, None
    if message.account == act.desk.account:
        message.state = "ready"  # the bot's own loop takes it next
    else:
        _pasted(act, message)
    return ("已重新处理；还不行会再回到这里。",)


def _pasted(act: Act, message: Message) -> None:
    """What was pasted is no account's the bot listens to: handled here and now, and as ever nothing is said about it."""
    try:
        with act.session.begin_nested():
            act.desk.router(act.session, message)
            act.session.flush()
        message.state = "done"
    except Exception as error:  # as the bot's own loop would: it comes back to this page
        if is_store_error(error):
            raise
        message.human, message.error = "failed", type(error).__name__
    for post in act.session.scalars(select(Post).where(Post.message_id == message.id, Post.state == "queued")):
        post.end("failed", "replayed")


def give(act: Act) -> Sequence[str]:
    """Let somebody of the site look after it: they get the words in private, the staff group reads who has it."""
    message, person = _meant(act), act.session.get(Person, act.number("person"))
    if message is None:
        return ("这条已经处理过了。",)
    if person is None or person.site_id != act.here.id or not person.is_staff:
        return ("请选择本点的一位工作人员。",)
    why = NEEDS_HUMAN.get(message.human or "", "要人工看")
    said = Sentence("有一条消息要请您看（{why}）：{words}", why=Plain(why), words=Raw(message.text or "（没有文字）"))
    speaker = Speaker(act.session, act.here, act.desk.account, act.now)
    speaker.to_person(person, said, message_id=message.id)
    message.human = None
    act.session.add(act.line(f"web gave {person.id}", message_id=message.id))
    return (f"已转给{person.name or person.nick}。",)


def done(act: Act) -> Sequence[str]:
    """Somebody has seen to it."""
    message = _meant(act)
    if message is None:
        return ("这条已经处理过了。",)
    message.human = None
    act.session.add(act.line("web seen to", message_id=message.id))
    return ("已标为处理完。",)


VIEWS = (View("/site/<int:site>/inbox", "inbox.html", "inbox", show),)
DEEDS = (
    Deed("/site/<int:site>/inbox/again", "words", again),
    Deed("/site/<int:site>/inbox/give", "words", give),
    Deed("/site/<int:site>/inbox/done", "words", done),
)
