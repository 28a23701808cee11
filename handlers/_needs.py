"""What a stay remembers: diets, allergies, medicines and moods, taken from what people say. A request ends; a need stays."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from chat.context import Context
from chat.wording import Raw, Who
from handlers._stays import remember, stays_in
from models import Need, Request, Stay, needs_of

DIETS: Mapping[str, tuple[str, ...]] = {
    "素食": ("素食", "吃素", "全素", "素菜"),
    "清真": ("清真", "回民", "不吃猪", "不吃大肉", "穆斯林"),
    "无糖": ("无糖", "低糖", "控糖", "少糖", "糖尿病餐", "不含糖"),
    "低盐": ("低盐", "少盐", "清淡"),
    "低嘌呤": ("低嘌呤", "不吃海鲜", "痛风餐"),
    "软食": ("软食", "软饭", "嚼不动", "咬不动", "稀饭", "煮烂", "半流"),
    "流食": ("流食", "流质"),
    "忌辣": ("不吃辣", "不能吃辣", "忌辣", "不要辣", "免辣"),
    "婴儿辅食": ("辅食",),
    "孕妇餐": ("孕妇餐",),
}
OTHER_DIET = ("忌口", "不能吃", "不吃", "吃不了")
CHRONIC = ("高血压", "糖尿病", "冠心病", "心脏病", "痛风", "甲状腺", "甲亢", "甲减", "癫痫", "哮喘", "高血脂", "肾病", "帕金森", "抑郁")
NO_ALLERGY = (
    "无过敏", "没过敏", "没有过敏", "不过敏", "无药物过敏", "无食物过敏", "没有药物过敏", "没有食物过敏", "没药物过敏",
    "过敏史无", "过敏史：无", "无任何过敏",
)  # fmt: skip


def diets_in(text: str) -> list[str]:
    """The diets a text asks for, by the name the kitchen uses; other things not eaten as they were said."""
    found = [diet for diet, words in DIETS.items() if any(w in text for w in words)]
    return found or ([text.strip()[:40]] if any(w in text for w in OTHER_DIET) else [])


def allergy_in(text: str) -> str | None:
    """What somebody is allergic to: 对青霉素过敏 gives 青霉素."""
    at = text.find("过敏")
    if at < 0 or any(w in text for w in NO_ALLERGY):
        return None
    before, after = text[:at], text[at + 2 :].lstrip("史源原：: ")
    for stop in " ，,。；;、\n":
        before, after = before.rsplit(stop, 1)[-1], after.split(stop, 1)[0]
    return before.rsplit("对", 1)[-1].strip() or after or None


def stay_meant(context: Context, room: str | None, name: str | None) -> Stay | None:
    """The stay somebody speaks of: by name, by who writes, else the first in the room."""
    stays = stays_in(context, room) if room else []
    own = [s for s in stays if s.name == name] or [s for s in stays if s.person_id == context.person.id]
    return next(iter(own or stays), None)


def keep_need(stay: Stay, kind: str, words: str, context: Context, **more: Any) -> Need:
    """Write a need down; one that is known already is brought up to date."""
    context.session.flush()
    same = [n for n in needs_of(context.session, stay.site_id, stay.id, kind) if n.words == words or (kind == "mood")]
    if kind == "chronic":
        same = [n for n in needs_of(context.session, stay.site_id, stay.id, kind) if n.medicine == more.get("medicine")]
    need = same[0] if same else Need(site_id=stay.site_id, stay_id=stay.id, kind=kind, noted_at=context.now, message_id=context.message.id)
    need.words = words[:200]
    for name, value in more.items():
        if value is not None:  # who says nothing of the days takes nothing back
            setattr(need, name, value)
    if more.get("run_out") is not None:
        need.noted_at = context.now
    if not same:
        context.session.add(need)
    return need


def learnt(stay: Stay, part: str, words: str, context: Context) -> None:
    """A part of the 摸排 is known; how it was before can be put back."""
    remember(stay, "survey", context, before={"survey": dict(stay.survey or {})})
    stay.survey = {**(stay.survey or {}), part: words[:100]}


def run_out_after(day: date, days: int) -> date:
    """The first day without the medicine, counted from a day on which there is medicine for so many days."""
    return day + timedelta(days=days)


def learn_from_situation(request: Request, context: Context) -> None:
    """Illness, mood or diet that was told counts for its part of the 摸排; diets, allergies and moods become needs."""
    stay = stay_meant(context, request.room, request.name)
    text = str(request.details.get("description") or "")
    if stay is None or request.missing:
        return
    learnt(stay, {"emotional": "mood", "dietary": "diet"}.get(request.category or "", "physical"), text, context)
    if allergen := allergy_in(text):
        keep_need(stay, "allergy", allergen, context)
    if request.category == "dietary":
        for diet in diets_in(text):
            keep_need(stay, "diet", diet, context)
    if request.category == "emotional":
        keep_need(stay, "mood", text, context, follow_up=context.day + timedelta(days=1))


def learn_from_medication(request: Request, context: Context) -> None:
    """A medicine somebody takes for long, and the day it runs out."""
    stay = stay_meant(context, request.room, request.name)
    if stay is None or request.missing:
        return
    days, condition = request.details.get("days_left"), str(request.details.get("condition") or "")
    learnt(stay, "medicine", condition or "有用药", context)
    if days is None and not any(c in condition for c in CHRONIC):
        return
    for item in request.details.get("items") or []:
        run_out = run_out_after(context.day, int(days)) if days is not None else None
        keep_need(stay, "chronic", condition, context, medicine=str(item.get("name") or "")[:80], run_out=run_out)


def ask_how_long(request: Request, context: Context) -> None:
    """A medicine taken for long was handed over: the line that says how long it lasts now, for the next refill."""
    stay = stay_meant(context, request.room, request.name)
    if stay is None or request.kind != "medication" or request.status != "delivered" or context.place == "resident":
        return
    names = {str(i.get("name")) for i in request.details.get("items") or []}
    known = [n for n in needs_of(context.session, stay.site_id, stay.id, "chronic") if n.medicine in names]
    if known:
        context.answer("请补记够吃几天，例如：摸排 {room} {medicine}够30天", room=Who(stay.room), medicine=Raw(known[0].medicine or ""))
