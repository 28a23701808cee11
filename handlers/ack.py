"""收到: somebody confirms a notice."""

from chat.context import Context
from chat.wording import Plain
from dialogue.tickets import called
from handlers._alarm import accept, meant_by_ack, open_to
from handlers._entries import Entries
from handlers._notices import acknowledge, withdraw_acknowledgements
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="ack",
    label="收到",
    titles=("收到",),
    fields=(),
    example="收到",
    help="确认通知：回复“收到”",
    plain="ack",
)


entries = Entries(KIND)
complete = entries.complete


def handle(reading: Reading, context: Context) -> None:
    """An emergency is answered by whoever was called for it; every other 收到 is a notice's, or kept."""
    waiting = open_to(context.person, context)
    emergency = meant_by_ack(waiting, context)
    if emergency is not None:
        accept(emergency, context)
        return
    if not acknowledge(context):
        entries.handle(reading, context)
    for request in [r for r in waiting if r.status == "open"][:3]:
        context.answer("{ticket} 还没有人应答。您去处理的话，请回复「收到 {ticket}」", ticket=Plain(called(request, context)))


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled 收到 does not count."""
    counted = withdraw_acknowledgements(message_id, context)
    return entries.withdraw(message_id, context) or counted
