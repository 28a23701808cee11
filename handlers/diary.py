"""日记, 建议: people write down their days, gathered in the weekly digest; a suggestion also goes to the staff."""

from chat.context import Context
from chat.people import in_charge_of
from chat.wording import Raw, Sentence, Who
from handlers._entries import Entries
from reading.fields import Text
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="diary",
    label="日记",
    titles=("日记", "分享", "抗疫日记", "建议"),
    fields=(Text("text", "内容", needed=True, ask="请问想写什么？", sample="今天天气很好"),),
    example="#日记 隔离第3天，窗外的山很绿",
    help="写日记、分享、提建议",
    columns=("text",),
    group="人文关怀",
)

entries = Entries(KIND)
complete, amend, withdraw = entries.complete, entries.amend, entries.withdraw


def handle(reading: Reading, context: Context) -> None:
    """Keep it; who suggests something hears that it is passed on."""
    entries.handle(reading, context)
    if reading.missing or not context.words.lstrip(" #＃【").startswith("建议"):
        return
    context.answer("建议已收下，会转给工作人员，谢谢。")
    if context.place == "staff":
        return
    said = Sentence("【建议】{who}：{text}", who=Who(context.person.room, context.person.name), text=Raw(str(reading.fields.get("text"))))
    context.speaker.to_groups("staff", said, mention=in_charge_of(context.session, context.site.id, KIND.group))
