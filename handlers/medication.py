"""用药: somebody needs medicine. A request, from asked to handed over."""

from typing import Any

from chat.context import Context
from chat.wording import Sentence, Things
from handlers._needs import learn_from_medication
from handlers._requests import Requests, open_request
from models import Request
from reading.fields import Condition, DaysLeft, Items, Name, Room
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="medication",
    rank=20,
    label="用药",
    letter="Y",
    titles=("用药需求", "求药", "用药", "药品", "买药", "配药"),
    fields=(
        Room(needed=True),
        Name(labels=("姓名", "名字", "称呼", "患者", "病人", "用药人", "患者姓名", "病人姓名")),
        Condition(),
        Items(
            needed=True,
            of="medicine",
            label="药品",
            labels=("药品", "药名", "用药", "药物", "名称", "药"),
            ask="请问是什么药、要多少？",
            sample="硝苯地平缓释片 2盒",
        ),
        DaysLeft(),
    ),
    site_only=True,
    example="#用药 305 张三 高血压 硝苯地平缓释片 2盒",
    help="要药：写药名和数量",
    plain="items",
    list_titles=(
        "药品", "用药", "需要买药", "要买药", "买药", "求药", "配药", "药单", "购药", "药物", "缺药", "要药", "开药",
        "续药", "药登记", "药统计", "药汇总", "药需求", "带的药", "要的药", "买的药", "要买的药", "缺的药", "吃的药", "补药", "带药",
        "抓药", "代买药", "代购药", "代取药", "代领药", "采购药", "订药", "团购药", "捎药", "代买的药", "代购的药",
    ),
    digest="用药",
    group="健康观察",
    columns=("room", "name", "condition", "items", "days_left"),
)


def wanted(request: Request) -> Sentence:
    """What is asked for, as each audience may read it."""
    return Sentence("{things}", things=Things(request.details.get("items") or [], "药品"))


requests = Requests(KIND, wanted)
amend, withdraw = requests.amend, requests.withdraw


def handle(reading: Reading, context: Context) -> None:
    """Open a request; what it tells of the stay is remembered longer."""
    learn_from_medication(open_request(KIND, wanted, reading, context), context)


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Put an answer into it."""
    requests.complete(record_id, field, value, context)
    learn_from_medication(context.session.get_one(Request, (context.site.id, record_id)), context)
