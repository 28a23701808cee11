"""转运: a resident is moved to a hospital or another site. A request."""

from chat.context import Context
from chat.wording import Category, Count, Plain, Raw, Sentence, Who
from handlers._requests import Requests
from handlers._stays import close_stay, stays_in, tell_what_is_left
from models import Request
from reading.fields import Choice, Name, Room, Text
from reading.kind import STAFF, Kind

KIND = Kind(
    name="transfer",
    rank=60,
    label="转运",
    letter="Z",
    list_titles=("转运",),
    titles=("转运", "病例转运", "转院", "转诊"),
    fields=(
        Room(needed=True, bound=False),
        Name(),
        Choice(
            "reason",
            "原因",
            labels=("原因",),
            needed=True,
            ask="请问是阳性、就医还是换点？",
            sample="阳性",
            options={
                "positive": (
                    "阳性",
                    "复阳",
                    "复检阳",
                    "复核阳",
                    "复核为阳",
                    "复测阳",
                    "复查阳",
                    "单采阳",
                    "核酸阳",
                    "初筛阳",
                    "混阳",
                    "确诊",
                    "阳了",
                ),
                "medical": (
                    "就医",
                    "住院",
                    "治疗",
                    "看病",
                    "手术",
                    "生孩子",
                    "要生",
                    "分娩",
                    "待产",
                    "透析",
                    "产检",
                    "抢救",
                    "急诊",
                    "发热门诊",
                    "高烧",
                    "发烧",
                    "骨折",
                    "肺炎",
                    "肺部感染",
                    "加重",
                    "异常",
                    "疑似宫外孕",
                    "妇儿",
                    "人民医院",
                    "中医院",
                    "保健院",
                    "医院",
                    "妇幼",
                ),
                "site_change": ("换点", "转点", "换到", "号点", "隔离点", "酒店", "宾馆", "调点"),
            },
        ),
        Text("destination", "去向", labels=("去向", "目的地", "送往")),
    ),
    who=STAFF,
    site_only=True,
    example="#转运 305 张三 阳性 县人民医院",
    help="转运：房间 姓名 原因 去向",
    plain="transfer",
    digest="转运",
    group="病例转运",
    columns=("room", "name", "reason", "destination"),
)


LINE = "#解除隔离 305 张三 转运"
REASONS = {"positive": "阳性", "medical": "就医", "site_change": "换点"}


def wanted(request: Request) -> Sentence:
    """Why and whereto, for those who drive."""
    reason = Category(REASONS.get(request.details.get("reason") or ""))
    return Sentence("{reason} {destination}", reason=reason, destination=Raw(request.details.get("destination") or ""))


requests = Requests(KIND, wanted)
handle, complete, amend, withdraw = requests.handle, requests.complete, requests.amend, requests.withdraw


def done(request: Request, context: Context) -> None:
    """The person has gone: the stay ends with the transfer's reason."""
    if request.status not in ("delivered", "resolved"):
        return
    reason = REASONS.get(request.details.get("reason") or "", "")
    stays = stays_in(context, request.room or "", request.name)
    if len(stays) != 1:
        n = len(stays_in(context, request.room or ""))
        context.answer("{room} 在住 {n} 人，转走的是谁请写：{line}", room=Who(request.room), n=Count(n), line=Plain(LINE))
        return
    close_stay(stays[0], "transfer", f"转运：{reason}", context)
    context.answer("{who} 已转出，不再算在隔。", who=Who(stays[0].room, stays[0].name))
    tell_what_is_left(stays[0], context)
