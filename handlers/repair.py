"""报修: something in a room or a public area is broken. A request."""

from chat.wording import Raw, Sentence
from handlers._requests import Requests
from models import Request
from reading.fields import Area, Room, Text
from reading.kind import Kind

KIND = Kind(
    name="repair",
    rank=50,
    label="报修",
    letter="X",
    list_titles=("报修", "维修"),
    titles=("报修", "维修"),
    fields=(Room(needed=True), Area(), Text(needed=True, sample="空调不制冷")),
    site_only=True,
    example="#报修 305 空调不制冷",
    help="东西坏了：写哪里、什么坏了",
    cues=(
        "{fixtures} {faults}",
        "没热水/没有热水/没暖气/没有暖气/没热气/没空调/没冷气/没灯/没照明/冇热水/停水/停电/断电/没电了/没水了/没网/断网/跳闸/漏水/没网络/没有网络/没信号/冇网/冇水/冇电",
        "莫得/没得/冇得/木得/无 热水/网络/信号/暖气",
        "莫得/没得/冇得/木得 水/电/网",
        "跳电/热水没有/水不出/水出不来/上不到网/上不去网/上不了网",
        "水太小/水流太小/水流小/水压太低/出水小/出水慢/水发黄/水很黄/水是黄的/水浑/水有铁锈",
        "电梯/客梯/货梯/扶梯 卡在/停在/卡到/停到 楼/层/中间/半空/不动/不走",
        "电梯/客梯/货梯/扶梯/梯门 夹人/夹到人/关不上/关不拢/关不严/不关门/不停层/异响",
        "修/换 灯泡/灯管/灯/龙头/锁/马桶/空调/水管",
    ),
    plain="words",
    digest="报修",
    group="后勤保障",
    columns=("room", "area", "description"),
)


def wanted(request: Request) -> Sentence:
    """Where in the room it is; a place that is no room stands in its stead, and what is broken is in the raw words."""
    return Sentence("{area}", area=Raw((request.details.get("area") or "") if request.room else ""))


requests = Requests(KIND, wanted)
handle, complete, amend, withdraw = requests.handle, requests.complete, requests.amend, requests.withdraw
