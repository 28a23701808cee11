"""接单 已送达 …: staff move a request on, by ticket number, by quoting it, or by rooms; the one who asked may cancel."""

from chat.context import Context
from dialogue.tickets import find_ticket, not_found
from handlers._by_rooms import move_by_rooms
from handlers._moves import move
from handlers._steps_back import take_back
from handlers._update_words import WORDS
from reading.fields import Choice, Rooms, Text, Tickets
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="update",
    rank=70,
    label="处理",
    titles=("接单", "已开方", "已买", "已送达", "已处理", "完成", "取消", "误报"),
    fields=(
        Tickets(needed=True),
        Choice("status", "状态", needed=True, ask="请问是接单、已送达、已处理还是取消？", sample="已送达", options=WORDS),
        Rooms(),
        Text("note", "备注"),
    ),
    example="已送达 Y12",
    help="处理需求：接单、已开方、已买、已送达、已处理、取消，加单号",
    plain="update",
)


def handle(reading: Reading, context: Context) -> None:
    """Move the request of that ticket, or those of the rooms that were said."""
    status, ticket = reading.fields.get("status"), reading.fields.get("ticket")
    if not status:
        return
    if not ticket:
        move_by_rooms(str(status), reading, context)
        return
    request = find_ticket(context, str(ticket))
    if request is None:
        not_found(str(ticket), context)
    else:
        move(request, str(status), reading.fields.get("note"), context)


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled step was never taken."""
    return take_back(message_id, context)
