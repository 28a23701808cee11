"""撤回 通知3, 群发 通知3 居民群: a notice is taken back, or sent to groups that are named only now."""

import re

from chat.context import Context
from chat.wording import Count, Plain
from dialogue.notices import numbered, targets_of
from handlers._notice_targets import groups_meant
from handlers._notices import ask_which_groups, correct_a_notice, may_change, post_notice, withdraw_notice
from models import Notice
from reading.fields import Choice, Rest
from reading.kind import LEADERS, Kind
from reading.said import Reading

KIND = Kind(
    name="notice_step",
    label="通知办理",
    titles=("撤回", "撤回通知", "群发", "群发通知"),
    fields=(Choice("step", "动作", options={"withdraw": ("撤回", "撤回通知"), "send": ("群发", "群发通知")}), Rest()),
    who=LEADERS,
    example="撤回 通知3",
    help="撤回通知：撤回 通知3；指定群：群发 通知3 居民群",
    group="信息联络",
)

_ARGUMENT = re.compile(r"(?:撤回|群发)\s*(\d{1,6})")


def handle(reading: Reading, context: Context) -> None:
    """Do it, if the writer may. What is meant stands in the words, with or without blanks: 撤回通知3."""
    if correct_a_notice(context):
        return
    notice = numbered(context.session, _ARGUMENT.sub(r"通知\1", context.words))
    if notice is None or not may_change(notice, context):
        context.answer("没有找到这条通知，请核对编号，例如：「{line}」", line=Plain(KIND.example))
    elif notice.withdrawn_at is not None:
        context.answer("通知{n} 早已撤回，没有改动。", n=Count(notice.number))
    elif "群发" in context.words:
        _send(notice, context)
    else:
        context.answer("通知{n} 已撤回，已告知 {count} 个群。", n=Count(notice.number), count=Count(withdraw_notice(notice, context)))


def _send(notice: Notice, context: Context) -> None:
    where = context.words.partition(str(notice.number))[2].strip(" ，,：:到")
    meant = groups_meant(where, context) if where else None
    if meant is None or meant.problem:
        ask_which_groups(notice, meant.problem if meant else "ask", context)
        return
    had = {g.id for g in targets_of(context.session, notice)}
    new = [g for g in meant.groups if g.id not in had]
    if not new:
        context.answer("通知{n} 已经发过这些群，没有重发。", n=Count(notice.number))
        return
    notice.work_group = notice.work_group or meant.work_group
    post_notice(notice, new, context)
