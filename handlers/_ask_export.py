"""导出: the site's tables of the last days as a workbook, in private, to those who may take files from the dashboard too."""

from datetime import timedelta

from chat.context import Context
from chat.rights import refuse, role_of
from chat.speaking import ANSWER
from chat.wording import Count, Plain, Sentence
from dialogue.books import book_of_site
from reports.tables import Span

DAYS = 7
READERS = frozenset({"medic", "leader"})
"""Of the site itself; as `files` in web/rights.py."""
WARNING = "{site} 近 {n} 天的表格，含姓名和病情，请勿转发。收不到文件请先加我为好友。"


def export(argument: str, context: Context) -> None:
    """Names and illness are in it: never to a group, and it leaves a trace."""
    own = context.site.kind == "site" and context.person.site_id == context.site.id
    if not own or role_of(context) not in READERS or context.place not in ("staff", "private"):
        refuse(context)
        return
    span = Span(context.site, context.day - timedelta(days=DAYS - 1), context.day)
    said = Sentence(WARNING, site=Plain(context.site.short), n=Count(DAYS))
    book = book_of_site(context.session, span, list(context.kinds.values()))
    context.speaker.to_person(context.person, said, priority=ANSWER, message_id=context.message.id)
    context.speaker.file_to_person(context.person, book, message_id=context.message.id)
    context.note("exported")
    if context.place != "private":
        context.answer("表格已私信发给您。")
