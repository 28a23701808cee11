"""入住: a resident arrives. Opens a stay."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chat.context import Context
from chat.wording import Count, Plain, Who
from handlers._acting import Acting
from handlers._entries import Entries
from handlers._needs import keep_need
from handlers._stays import keep_room, let_go, open_stays, remember, stays_in
from handlers._undo import undo
from models import WITHDRAWN, Entry, Plan, Stay, all_plans, day_of, newest_plan, put_on_plan, usual_plan
from reading.fields import Age, Choice, Date, Field, Flags, Name, Phone
from reading.fields import Room as RoomField
from reading.kind import STAFF, Kind

KIND = Kind(
    name="intake",
    label="入住",
    titles=("入住", "入住登记", "接收", "新入住", "新入住登记", "新接收"),
    fields=(
        RoomField(needed=True, bound=False),
        Name(needed=True),
        Choice("sex", "性别", labels=("性别",), options={"男": ("男",), "女": ("女",)}),
        Age(),
        Phone(),
        Choice(
            "category",
            "类别",
            labels=("类别", "类型", "人员类别"),
            needed=True,
            ask="请问是密接、次密接、入境、高风险区还是其他？",
            sample="密接",
            options={
                "密接": ("密接", "密切接触者"),
                "次密接": ("次密接",),
                "入境": ("入境",),
                "高风险区": ("高风险区", "高风险"),
                "其他": ("其他", "其它"),
            },
        ),
        Date(),
        Field("plan", "方案", labels=("方案", "隔离方案", "隔离政策")),
        Flags(
            "flags",
            "标记",
            options={"孕": ("孕", "孕妇"), "幼": ("幼", "儿童"), "老": ("老", "老人"), "慢病": ("慢病",), "残": ("残", "残疾")},
        ),
    ),
    who=STAFF,
    site_only=True,
    example="#入住 305 张三 男 45 密接",
    help="登记入住：房间 姓名 性别 年龄 类别",
    digest="入住",
    group="信息联络",
    columns=("room", "name", "sex", "age", "category", "admitted", "plan", "flags"),
    list_titles=("入住", "接收"),
)


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled intake never was: the stay it opened ends where it began, and nobody is bound to it."""
    opened = [s for s in undo(message_id, ["intake"], context) if s.ended_at is None]
    for stay in opened:
        stay.ended_at, stay.end_reason = stay.started_at, WITHDRAWN
        let_go(stay, context)
        context.answer("{who} 的入住登记已撤回。", who=Who(stay.room, stay.name))
    return entries.withdraw(message_id, context) or bool(opened)


def _open_stay(entry: Entry, values: Mapping[str, Any], context: Context) -> bool:
    room, name = str(values["room"]), str(values["name"])
    stays = stays_in(context, room)
    if any(s.name == name for s in stays):
        context.answer("{who} 已经在住，没有改动。", who=Who(room, name))
        return False
    if _lives_elsewhere(room, name, context):
        return False
    plan = _plan(values, context)
    if plan is None:
        names = " ".join(dict.fromkeys(p.name for p in all_plans(context.session)))
        context.answer("{who} 没有登记：没有这个隔离方案。现有：{names}", who=Who(room, name), names=Plain(names))
        return False
    keep_room(context, room)
    admitted = date.fromisoformat(values["admitted"]) if values.get("admitted") else context.day
    known = {k: values.get(k) for k in ("sex", "age", "phone", "category")}
    stay = Stay(
        site_id=context.site.id, room=room, name=name, admitted=admitted, started_at=context.sent, flags=values.get("flags") or [], **known
    )  # fmt: skip
    put_on_plan(stay, plan)
    context.session.add(stay)
    remember(stay, "intake", context, note=plan.name)
    for flag in stay.flags:
        keep_need(stay, "care", str(flag), context)
    shared = f"（同房已有 {len(stays)} 人）" if stays else ""
    context.answer(
        "{who} 已登记入住{shared}。{plan} 第{n}天，计划 {day} 解除。",
        who=Who(room, name), shared=Plain(shared), plan=Plain(plan.name), n=Count(day_of(stay, context.day)),
        day=Plain(f"{stay.release_on:%m-%d}"),
    )  # fmt: skip
    if len(context.made) == 1 and context.message.type != "jielong":
        context.answer("请在24小时内摸排，回复：{line}", line=Plain(f"摸排 {room} 身体好 情绪稳定 普通饮食 无用药"))
    return True


def _lives_elsewhere(room: str, name: str, context: Context) -> bool:
    """The same person cannot move in twice; who moved is moved with 换房, and a namesake is told apart."""
    other = next((s for s in open_stays(context) if s.name == name), None)
    if other is None:
        return False
    line = f"换房 {other.room} {name} {room}" if context.place == "private" else f"换房 {other.room} {room}"
    context.answer(
        "{who} 没有登记：{other} 已有同名在住。换了房间请发：{line}；确是同名，请在姓名后加字区别。",
        who=Who(room, name), other=Who(other.room), line=Plain(line),
    )  # fmt: skip
    return True


def _plan(values: Mapping[str, Any], context: Context) -> Plan | None:
    """The plan that is named, else the usual one; None: named, but nobody knows it."""
    if values.get("plan"):
        return newest_plan(context.session, str(values["plan"]))
    words = context.words.replace(" ", "") if context.message.type != "jielong" else ""
    named = next((p.name for p in all_plans(context.session) if f"{p.name}" in words), None)
    admitted = date.fromisoformat(values["admitted"]) if values.get("admitted") else context.day
    return newest_plan(context.session, named) if named else usual_plan(context.session, context.site, admitted)


entries, acting = Entries(KIND), Acting(KIND, _open_stay)
handle, complete = acting.handle, acting.complete
