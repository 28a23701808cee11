"""A message was recalled: the records it made are marked withdrawn, nothing is deleted."""

from chat.context import Context
from dialogue.recalls import recall

EVENT = "recall"


def handle(context: Context) -> None:
    """Find the recalled message and let each kind withdraw what it had made of it; only its own writer can."""
    recalled = context.payload.get("recalls")
    if recalled:
        recall(context, str(recalled))
