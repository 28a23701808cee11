"""特殊情形: illness, mood, diet or another matter that needs a person. A request."""

from collections.abc import Mapping
from typing import Any

from chat.context import Context
from chat.wording import Category, Count, Plain, Sentence, Who
from handlers._needs import learn_from_situation
from handlers._requests import Requests, open_request
from handlers._stays import stays_in
from handlers._survey import is_survey, take_in
from models import SURVEY_PARTS, Request
from reading.fields import Choice, Name, Room, Text
from reading.kind import Kind
from reading.said import Reading
from reports.digest import CATEGORY_NAMES

KIND = Kind(
    name="situation",
    rank=40,
    label="特殊情形",
    letter="T",
    list_titles=("特殊情形", "特殊情况", "情况上报"),
    titles=(
        "特殊情形", "特殊情况", "摸排", "摸排情况", "情况摸排", "摸排登记", "特殊情形摸排登记", "情况上报",
        "特殊情形摸排", "特殊情况上报", "特殊情形上报",
    ),
    fields=(
        Room(needed=True),
        Name(),
        Choice(
            "category",
            "类别",
            labels=("类别", "类型"),
            needed=True,
            ask="请问是身体、情绪、饮食还是其他方面？",
            sample="身体",
            options={
                "physical": ("身体", "{physical}", "{symptoms}", "{complaints}", "{conditions}"),
                "emotional": ("情绪", "心理", "{emotional}"),
                "dietary": ("饮食", "餐食", "{dietary}"),
                "other": ("其他", "其它", "{other}"),
            },
        ),
        Text(needed=True),
    ),
    site_only=True,
    example="#特殊情形 305 张三 身体 腰痛想请医生看看",
    help="身体、情绪、饮食等特殊情况：直接说",
    cues=("{symptoms}", "{complaints}", "{physical}", "{emotional}", "{sleepless}", "{dietary}", "{other}"),
    plain="words",
    digest="特殊情形",
    group="人文关怀",
    groups={"physical": "健康观察", "emotional": "人文关怀", "dietary": "后勤保障"},
    columns=("room", "name", "category", "description"),
)


def wanted(request: Request) -> Sentence:
    """Which sort of matter it is; the description itself is in the raw words."""
    return Sentence("{category}", category=Category(CATEGORY_NAMES.get(request.category or "")))


requests = Requests(KIND, wanted)
amend, withdraw = requests.amend, requests.withdraw


def handle(reading: Reading, context: Context) -> None:
    """Open a request; what it tells of the stay is remembered longer. A line of the sweep is no request but answers."""
    text = str(reading.fields.get("description") or "")
    swept = context.words.lstrip("#＃【[ ").startswith("摸排") and context.is_staff
    if swept and reading.fields.get("room") and is_survey(text):
        take_survey(reading.fields, context)
        return
    learn_from_situation(open_request(KIND, wanted, reading, context), context)


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Put an answer into it."""
    requests.complete(record_id, field, value, context)
    learn_from_situation(context.session.get_one(Request, (context.site.id, record_id)), context)


def take_survey(values: Mapping[str, Any], context: Context) -> None:
    """摸排 305 身体好 情绪稳定 …: the parts that are known now, needs kept, and a request for what somebody must see to."""
    room, name = str(values["room"]), values.get("name")
    stays = stays_in(context, room, name)
    if not stays:
        context.answer("{who} 没有在住人员，没有改动。", who=Who(room, name))
        return
    if len(stays) > 1:
        context.answer("{room} 住着 {n} 人，请写明是谁，例如：{line}", room=Who(room), n=Count(len(stays)), line=Plain(SURVEY_LINE))
        return
    stay = stays[0]
    matters = take_in(stay, str(values.get("description") or ""), context)
    left = "、".join(SURVEY_PARTS[part] for part in stay.unasked)
    if left:
        context.answer("{who} 已记，还差：{left}", who=Who(room, stay.name), left=Plain(left))
    else:
        context.answer("{who} 已摸排。", who=Who(room, stay.name))
    for matter in matters:
        category = "emotional" if matter.part == "mood" else "physical"
        fields = {"room": room, "name": stay.name, "category": category, "description": matter.words}
        open_request(KIND, wanted, Reading(KIND.name, fields, (), (), ()), context)


SURVEY_LINE = "摸排 305 张三 身体好 情绪稳定 普通饮食 无用药"
