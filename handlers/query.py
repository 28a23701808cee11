"""待办 未报 进度 日报 …: somebody asks the bot; answered by role and place."""

from collections.abc import Callable

from sqlalchemy import select

from chat.context import Context
from chat.rights import refuse
from chat.whose import Whose
from chat.wording import Count, Plain, Sentence, Told, Who, age
from dialogue.notices import NUMBER
from dialogue.pictures import told_attached
from dialogue.progress import STATES, open_requests_of
from dialogue.shifts import duty_table
from dialogue.states import how_it_stands
from dialogue.tickets import called, find_ticket, not_found, ticket_in
from dialogue.weeklies import hq_week_said, week_said
from handlers._ask_export import export
from handlers._ask_help import help_text
from handlers._ask_history import history
from handlers._ask_hq import by_site
from handlers._ask_material import material
from handlers._ask_notices import not_confirmed
from handlers._ask_polls import tell_poll
from handlers._ask_roster import roster
from handlers._ask_round import delivery_round
from handlers._ask_tasks import tasks
from models import Message, Request
from models.message import NEEDS_HUMAN
from reading.fields import Choice, Rest
from reading.kind import Kind
from reading.said import Reading
from reports.digest import HALF_NAMES, digest_of, missing_by_floor
from reports.figures import half_day, open_requests
from reports.hq import hq_days, hq_text

WORDS = {
    "待办": ("待办", "待办事项", "代办"),
    "未报": ("未报", "谁没报", "未报名单", "没报名单", "谁还没报"),
    "查": ("查", "查询", "查一下", "查下"),
    "进度": ("进度",),
    "日报": ("日报",),
    "周报": ("周报",),
    "值班表": ("值班表", "排班表"),
    "名单": ("名单", "花名册"),
    "导出": ("导出",),
    "资料": ("资料",),
    "帮助": ("帮助", "使用说明"),
    "未收到": ("未收到", "谁没收到"),
    "任务": ("任务", "今日任务"),
    "历史": ("历史",),
    "派送单": ("派送单", "送货单"),
}

KIND = Kind(
    name="query",
    rank=75,
    label="查询",
    titles=tuple(word for words in WORDS.values() for word in words),
    fields=(
        Choice(
            "what",
            "查什么",
            needed=True,
            options=WORDS,
        ),
        Rest(),
    ),
    example="进度 Y12",
    help="查询：待办、未报、进度、日报、帮助",
)

LONGEST_LIST = 15


def handle(reading: Reading, context: Context) -> None:
    """Answer by role and place; a resident sees only their own."""
    what = str(reading.fields.get("what"))
    argument = str(reading.fields.get("argument") or "")
    answer = ANSWERS.get(what)
    if by_site(what, argument, context):
        return
    if answer is None:
        context.answer("“{what}”还没有做好。现在能查：{can}", what=Plain(what), can=Plain(" ".join(ANSWERS)))
    else:
        answer(argument, context)


def to_do(argument: str, context: Context) -> None:
    """待办: what is open, oldest first; a resident's own."""
    staff = context.is_staff
    requests = open_requests(context.session, context.site) if staff else open_requests_of(context)
    if argument:
        requests = [r for r in requests if argument in (r.room, r.ticket, context.kinds[r.kind].label)]
    context.lines += [_open_line(r, context) for r in requests[:LONGEST_LIST]]
    if len(requests) > LONGEST_LIST:
        context.answer("还有 {n} 单，可发「待办 305」按房间查。", n=Count(len(requests) - LONGEST_LIST))
    if not requests:
        context.answer("目前没有未完成的需求。")
    if staff:
        _needing_a_human(context)


def missing(argument: str, context: Context) -> None:
    """未报: who has not reported in this half-day, by floor."""
    half = "am" if context.sent.hour < 12 else "pm"
    figures = half_day(context.session, context.site, context.day, half)
    if context.is_staff:
        context.answer(
            "{half}体温：应报 {due}，已报 {done}，未报 {n}：{rooms}",
            half=Plain(HALF_NAMES[half]),
            due=Count(figures.due),
            done=Count(figures.done),
            n=Count(len(figures.missing)),
            rooms=Plain(missing_by_floor(figures.missing) or "全部已报"),
        )
    elif context.person.room and context.at_home:
        mine = any(s.room == context.person.room for s in figures.missing)
        context.answer("{room} {said}", room=Who(context.person.room), said=Plain("还没有报体温。" if mine else "已报体温。"))
    else:
        refuse(context)


def progress(argument: str, context: Context) -> None:
    """进度: one ticket, or all of one's own."""
    if not argument:
        to_do("", context)
        return
    ticket = ticket_in(argument)
    request = find_ticket(context, ticket)
    mine = request is not None and (request.asked_by == context.person.id or request.id in {r.id for r in open_requests_of(context)})
    if request is None or not (mine or context.is_staff):
        not_found(ticket, context)
        return
    context.lines.append(how_it_stands(request, called(request, context), context.zone, context.now))
    if attached := told_attached(request, context):
        context.answer("{attached}", attached=Plain(attached))


def digest(argument: str, context: Context) -> None:
    """日报: today's numbers so far; for the command office those of all sites."""
    if not context.is_staff or context.place == "resident":
        refuse(context)
        return
    if context.site.kind == "hq":
        everywhere = hq_days(context.session, context.day, context.now)
        days = [d for d in everywhere if argument and d.figures.site.called(argument)] or everywhere
        context.answer("{text}", text=Plain(hq_text(days, context.day, context.now, context.zone)))
        return
    text = digest_of(context.session, context.site, context.day, context.kinds.values(), context.now)
    context.answer("{text}", text=Plain(text))


def week(argument: str, context: Context) -> None:
    """周报: the last seven days, today among them; for the command office those of all sites."""
    if not context.is_staff or context.place == "resident":
        refuse(context)
    elif context.site.kind == "hq":
        context.lines.append(hq_week_said(context.session, context.day) or Sentence("还没有隔离点。"))
    else:
        context.lines.append(week_said(context.session, context.site, context.day, context.kinds.values(), context.now))


def on_duty(argument: str, context: Context) -> None:
    """值班表: who is on duty since when; for staff."""
    if not context.is_staff or context.place not in ("staff", "private"):
        refuse(context)
        return
    context.lines.append(duty_table(context.session, context.site, context.now))


def look_up(argument: str, context: Context) -> None:
    """查: a notice, a ticket or a room."""
    if NUMBER.search(argument):
        not_confirmed(argument, context)
    elif context.is_staff and argument and tell_poll(argument, context):
        return
    elif context.is_staff and context.place in ("staff", "private") and argument:
        history(argument, context)
    else:
        progress(argument, context)


ANSWERS: dict[str, Callable[[str, Context], None]] = {
    "待办": to_do,
    "未报": missing,
    "进度": progress,
    "日报": digest,
    "周报": week,
    "值班表": on_duty,
    "未收到": not_confirmed,
    "查": look_up,
    "任务": tasks,
    "历史": history,
    "派送单": delivery_round,
    "资料": material,
    "名单": roster,
    "导出": export,
    "帮助": help_text,
}


def _open_line(request: Request, context: Context) -> Sentence:
    return Sentence(
        "{ticket} {label} {who} {state}，已等 {waited}{lacks}",
        ticket=Plain(request.ticket),
        label=Plain(context.kinds[request.kind].label),
        who=Whose(request),
        state=Plain(STATES[request.status]),
        waited=Plain(age(context.now - request.opened_at)),
        lacks=Plain("，信息不全" if request.missing else ""),
    )


def _needing_a_human(context: Context) -> None:
    wanted = select(Message).where(Message.site_id == context.site.id, Message.human.is_not(None)).order_by(Message.id).limit(5)
    messages = list(context.session.scalars(wanted))
    if messages:
        lines = [
            Sentence(
                "{at} {trace}",
                at=Plain(f"{(m.sent_at or m.noted_at).astimezone(context.zone):%m-%d %H:%M}"),
                trace=Plain(m.trace or NEEDS_HUMAN.get(m.human or "", m.human or "")),
            )
            for m in messages
        ]
        context.answer("需人工查看：{lines}", lines=Told(lines, "；"))
