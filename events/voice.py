"""A voice message: nobody here can hear it, so the writer is told how to make it text, and staff that it is there."""

from chat.context import Context
from chat.wording import Sentence, Who

EVENT = "voice"


def handle(context: Context) -> None:
    """Mark it for a human."""
    if context.place not in ("resident", "private"):
        return
    context.message.human = "voice"
    context.answer("语音我听不了，请长按语音转文字，再发一次。")
    context.speaker.to_groups("staff", Sentence("{who} 发来一条语音，请听一下。", who=Who(context.person.room, context.person.name)))
