"""隐私: who keeps what, why, how long, and how to object. The text has a version; who was shown which is in the audit trail."""

from chat.context import Context
from chat.wording import Plain
from reading.fields import Rest
from reading.kind import Kind
from reading.said import Reading

VERSION = "2022-08"
NOTICE = (
    "隐私说明（{version}）\n谁：{site} 和县指挥部，经群助手。\n为什么：处理您的需求、健康打卡和应急，依据疫情防控要求。\n"
    "记什么：房间、姓名、需求、体温症状和您发来的原话、图片；群里只显示房号和姓。\n谁能看：本点工作人员；指挥部只看数字。\n"
    "多久：原话保留 {days} 天后清除，登记记录到本次防控结束。\n不同意或要更正、删除：发「更正」，或私下告诉工作人员；不影响您求助。"
)

KIND = Kind(
    name="privacy",
    label="隐私",
    titles=("隐私", "隐私说明"),
    fields=(Rest(),),
    example="隐私",
    help="看记了什么、谁能看：隐私",
    rank=87,
)


def handle(reading: Reading, context: Context) -> None:
    """Say it, and note which version was shown."""
    days = (context.site.settings or {}).get("retention_days") or context.agenda.defaults.get("retention_days") or "7"
    context.note(f"privacy notice {VERSION}")
    context.answer(NOTICE, version=Plain(VERSION), site=Plain(context.site.name), days=Plain(str(days)))
