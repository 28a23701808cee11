"""查 明天早餐: what a list says, all its versions together."""

from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from chat.wording import Count, Raw, Sentence, Told
from models import Entry

NEWER_THAN = timedelta(days=3)
LONGEST_LIST = 40


def tell_poll(title: str, context: Context) -> bool:
    """The newest list with these words in its title; whether there is one. Its lines are people's words: for staff."""
    wanted = select(Entry).where(
        Entry.site_id == context.site.id, Entry.kind == "poll", Entry.day >= context.day - NEWER_THAN, Entry.withdrawn_at.is_(None)
    )
    polls = context.session.scalars(wanted.order_by(Entry.id.desc()))
    found = next((p for p in polls if len(title) > 1 and title in str(p.details.get("title") or "")), None)
    if found is None:
        return False
    lines = [str(line) for line in found.details.get("lines") or []]
    context.answer(
        "{title} {n} 条：{lines}",
        title=Raw(str(found.details.get("title"))),
        n=Count(len(lines)),
        lines=Told([Sentence("{line}", line=Raw(line)) for line in lines[:LONGEST_LIST]], "；"),
    )
    return True
