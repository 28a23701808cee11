"""物资: somebody needs things; from staff also for the site itself. A request."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.whose import FOR_SITE
from chat.wording import Plain, Sentence, Things
from dialogue.tickets import full_ticket
from handlers._requests import Requests, open_request
from models import Group, Request
from reading.fields import Items, Name, Room
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="supplies",
    rank=30,
    label="物资",
    letter="W",
    titles=("物资需求", "物资", "生活用品", "代购", "补给", "物资调运"),
    fields=(Room(needed=True), Name(), Items(needed=True, of="goods")),
    site_only=True,
    example="#物资 305 牙膏1支 卫生纸2提",
    help="要东西：写名称和数量",
    plain="items",
    list_titles=(
        "物资",
        "代购",
        "补给",
        "生活用品",
        "代买",
        "采购",
        "团购",
        "订购",
        "日用品",
        "补货",
        "物品",
        "购买",
        "买东西",
        "买水果",
        "买水",
        "买菜",
        "要买",
    ),
    digest="物资",
    group="后勤保障",
    columns=("room", "name", "items"),
)


def wanted(request: Request) -> Sentence:
    """What is asked for, as each audience may read it."""
    return Sentence("{things}", things=Things(request.details.get("items") or [], "物品"))


requests = Requests(KIND, wanted)
amend, withdraw = requests.amend, requests.withdraw


def handle(reading: Reading, context: Context) -> None:
    """Open a request; from staff without a room it is for the site itself, and the command office hears of it by counts."""
    by_staff = context.is_staff and context.place in ("staff", "private") and context.site.kind == "site"
    if not by_staff or reading.fields.get("room"):
        requests.handle(reading, context)
        return
    for_site = replace(reading, missing=tuple(m for m in reading.missing if m != "room"))
    request = open_request(KIND, wanted, for_site, context)
    request.category = FOR_SITE
    if not request.missing:
        _tell_the_office(request, context)


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Put an answer into it; what the site needs is passed on once it is known."""
    request = context.session.get_one(Request, (context.site.id, record_id))
    lacked = bool(request.missing)
    requests.complete(record_id, field, value, context)
    if request.category == FOR_SITE and lacked and not request.missing:
        _tell_the_office(request, context)


def _tell_the_office(request: Request, context: Context) -> None:
    full = Plain(full_ticket(request, context.site))
    words = "【物资调运】{full}：{things}。回复「接单 {full}」，送到后「已送达 {full}」"
    said = Sentence(words, full=full, things=Things(request.details.get("items") or [], "物品"))
    for group in context.session.scalars(select(Group).where(Group.kind == "hq").order_by(Group.id)):
        context.speaker.to_group(group, said, message_id=context.message.id)
    context.answer("{ticket} 是本点物资调运，已报指挥部。要给某个房间请写房号，例如：#物资 305 牙膏1支", ticket=Plain(request.ticket))
