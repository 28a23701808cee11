"""排程: what will be posted next here, when, and what is switched off."""

from chat.context import Context
from chat.wording import Count, Plain
from reading.fields import Rest
from reading.kind import STAFF, Kind
from reading.said import Reading

KIND = Kind(
    name="schedule",
    label="排程",
    titles=("排程",),
    fields=(Rest(),),
    who=STAFF,
    where=frozenset({"staff", "hq", "private"}),
    example="排程",
    help="看接下来会发什么：排程",
    command=True,
    rank=86,
)
LONGEST = 24
"""Lines; posts of one minute share one."""


def handle(reading: Reading, context: Context) -> None:
    """The next day's posts in order; the line to change one."""
    ahead = context.agenda.upcoming(context.session, context.site, context.now)
    if not ahead:
        context.answer("接下来 24 小时没有排定的消息。")
    minutes: dict[str, list[str]] = {}
    for post in ahead:
        at = f"{post.at.astimezone(context.zone):%m-%d %H:%M}"
        minutes.setdefault(at, []).append(post.label if post.on else f"{post.label}（已关）")
    for at, labels in list(minutes.items())[:LONGEST]:
        context.answer("{at} {labels}", at=Plain(at), labels=Plain("、".join(dict.fromkeys(labels))))
    if left := sum(len(labels) for labels in list(minutes.values())[LONGEST:]):
        context.answer("还有 {n} 条。", n=Count(left))
    context.answer("点长可发「设置 日报 19:30」改时间，「设置 日报 关」关掉。")
