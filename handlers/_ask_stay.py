"""名单 305: one room's stays: the day of the plan, the planned release, the last swab, what they need."""

from chat.context import Context
from chat.wording import Category, Count, Health, Plain, Raw, Sentence, Told, Who
from handlers._stays import stays_in
from handlers.sampling import LABELS
from models import SURVEY_PARTS, Need, Stay, day_of, needs_of, plan_of
from models.need import NEED_KINDS
from reports.stays import sample_of

IN_PRIVATE = ("allergy", "chronic", "mood")
"""Needs whose words are health: the staff group reads which sort it is, the words are told in private."""


def tell_of_room(room: str, context: Context) -> bool:
    """A line for each stay of a room; whether somebody stays there."""
    stays = stays_in(context, room)
    for stay in stays:
        context.lines.append(_line(stay, context))
    return bool(stays)


def _line(stay: Stay, context: Context) -> Sentence:
    plan = plan_of(context.session, stay)
    days = (plan.days if plan else 0) + (stay.extra_days or 0)
    sample = sample_of(context.session, stay, stay.admitted)
    left = "、".join(SURVEY_PARTS[part] for part in stay.unasked)
    needs = needs_of(context.session, stay.site_id, stay.id)
    return Sentence(
        "{who} {plan} 第{k}天/共{n}天，计划 {release} 解除；核酸 {day}{result}；{survey}；需要：{needs}",
        who=Who(stay.room, stay.name),
        plan=Plain(stay.plan or "未定方案"),
        k=Count(day_of(stay, context.day)),
        n=Count(days),
        release=Plain(f"{stay.release_on:%m-%d}" if stay.release_on else "未定"),
        day=Plain(f"{sample.day:%m-%d} " if sample else "还没有"),
        result=Category(LABELS[sample.result]) if sample and sample.result != "positive" else Health("阳性" if sample else ""),
        survey=Plain(f"未摸排：{left}" if left else "已摸排"),
        needs=Told([_need(n) for n in needs], "、") if needs else Plain("无"),
    )


def _need(need: Need) -> Sentence:
    words = need.medicine or need.words
    shown = Health(words) if need.kind in IN_PRIVATE else Raw(words)
    ahead = f"（{need.run_out:%m-%d} 断药）" if need.run_out else f"（{need.follow_up:%m-%d} 回访）" if need.follow_up else ""
    return Sentence("{kind} {words}{ahead}", kind=Category(NEED_KINDS[need.kind]), words=shown, ahead=Plain(ahead))
