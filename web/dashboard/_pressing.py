"""A button pressed is a message nobody had to type: the same right, the same handler, the same posts, in one transaction."""

from collections.abc import Sequence

from models import Message, Person, new_id
from reading.said import Reading
from web.dashboard.base import Act

ACCOUNT = "web"


def press(act: Act, reading: Reading, words: str, *, here: bool = False) -> Sequence[str]:
    """Let the bot handle it as if this person had written it; its answer.

    `here`: it is about the page's site also for those above, whose own site is the command office.
    """
    person = act.session.get_one(Person, act.visitor.person_id)
    number = new_id()
    site_id = act.here.id if here or not act.visitor.above else person.site_id
    message = Message(
        account=ACCOUNT, id=number, external_id=f"web:{number}", state="done", tries=1, noted_at=act.now, done_at=act.now, site_id=site_id,
        talker=person.contact, nick=person.nick, type="text", text=words, payload={}, sent_at=act.now,
    )  # fmt: skip
    act.session.add(message)
    act.session.flush()
    answer = act.desk.router.act(act.session, message, person, reading)
    return answer.splitlines()
