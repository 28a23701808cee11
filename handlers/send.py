"""发送: the leader has the day's digest sent now; the clock does not send it again."""

from chat.context import Context
from chat.wording import Plain, hour
from dialogue.digests import send_digest, sent_digest
from reading.fields import Rest
from reading.kind import LEADERS, Kind
from reading.said import Reading

KIND = Kind(
    name="send",
    rank=85,
    label="发送",
    titles=("发送",),
    fields=(Rest(),),
    who=LEADERS,
    where=frozenset({"staff", "private"}),
    example="发送",
    help="马上发出今天的日报",
)


def handle(reading: Reading, context: Context) -> None:
    """Send today's digest, or say when it went out."""
    out = sent_digest(context.speaker, context.day)
    if out is not None:
        context.answer("今天的日报 {at} 已发出，不会再发。看最新数字请发「日报」。", at=Plain(hour(out.created_at, context.zone)))
    elif not send_digest(context.speaker, context.day, context.kinds.values()):
        context.answer("本点还没有绑定工作群，日报发不出去。请先在工作群里发绑定码。")
    elif context.group is None:
        context.answer("日报已发到工作群。")
