"""回访: somebody looked in again on a mood; how it went, and when to look in next."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain, Who
from handlers._acting import Acting
from handlers._entries import Entries
from handlers._needs import keep_need, stay_meant
from models import Entry, Need, needs_of
from reading.expressions import patterns
from reading.fields import Name, Room, Text
from reading.kind import STAFF, Kind
from reading.text.numbers import number_of

KIND = Kind(
    name="followup",
    rank=72,
    label="回访",
    titles=("回访", "回访登记"),
    fields=(
        Room(needed=True, bound=False),
        Name(),
        Text("outcome", "结果", labels=("结果", "情况"), needed=True, ask="请问回访情况怎么样？", sample="情绪好转"),
    ),
    who=STAFF,
    site_only=True,
    example="回访 303 情绪好转",
    help="回访：写房间和情况；还要再访写几天后",
    digest="回访",
    group="人文关怀",
    columns=("room", "name", "outcome"),
)

_GOOD = ("好转", "稳定", "平稳", "正常", "恢复", "好多", "缓解", "开朗", "没事", "良好", "很好", "不错")
_BAD = ("不稳定", "没有好转", "没好转", "未好转", "不正常", "未缓解", "没缓解", "不平稳", "还是", "仍")


def withdraw(message_id: int, context: Context) -> bool:
    """The visit is due again as it was before."""
    wanted = select(Entry).where(Entry.site_id == context.site.id, Entry.message_id == message_id, Entry.kind == KIND.name)
    for entry in context.session.scalars(wanted.where(Entry.withdrawn_at.is_(None))):
        need = context.session.get(Need, (context.site.id, int(entry.details.get("need") or 0)))
        if need is not None:
            need.outcome = entry.details.get("before_outcome")
            before = entry.details.get("before_day")
            need.follow_up = date.fromisoformat(str(before)) if before else None
    return entries.withdraw(message_id, context)


def next_visit(outcome: str, day: date) -> date | None:
    """三天后再访: that day; better: none; else tomorrow."""
    said = next((m for m in patterns.COUNT_OF_DAYS.finditer(outcome) if m.group(2) and outcome.startswith("后", m.end())), None)
    count = number_of(said.group(1)) if said else None
    if count is not None:
        return day + timedelta(days=int(count))
    if "明天" in outcome or "后天" in outcome:
        return day + timedelta(days=2 if "后天" in outcome else 1)
    good = any(w in outcome for w in _GOOD) and not any(w in outcome for w in _BAD)
    return None if good else day + timedelta(days=1)


def _follow_up(entry: Entry, values: Mapping[str, Any], context: Context) -> bool:
    stay = stay_meant(context, entry.room, entry.name)
    if stay is None:
        context.answer("{who} 没有在住人员，没有改动。", who=Who(entry.room, entry.name))
        return False
    outcome = str(values["outcome"])
    known = needs_of(context.session, stay.site_id, stay.id, "mood")
    need = known[-1] if known else keep_need(stay, "mood", outcome, context)
    before = need.follow_up.isoformat() if need.follow_up else None
    context.session.flush()
    entry.details = {**entry.details, "need": need.id, "before_outcome": need.outcome, "before_day": before}
    need.outcome, need.follow_up = outcome[:200], next_visit(outcome, context.day)
    ahead = f"，{need.follow_up.month}月{need.follow_up.day}日再回访" if need.follow_up else "，不再安排回访"
    context.answer("{who} 回访已记{next}。", who=Who(stay.room, stay.name), next=Plain(ahead))
    return True


entries, acting = Entries(KIND), Acting(KIND, _follow_up)
handle, complete = acting.handle, acting.complete
