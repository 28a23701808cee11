"""Said to the second voice at once, past the database: for when the database itself is what has failed."""

import threading
import time
from collections.abc import Callable, Sequence

from chat.webhook import NotTaken, Webhook

WAITS = (0.0, 5.0, 30.0, 120.0)
"""Seconds before each try."""


def shouter(webhook: Webhook | None, waits: Sequence[float] = WAITS) -> Callable[[str], None]:
    """A function that sends words in a thread of its own and holds nobody up; without a webhook it says nothing."""

    def shout(words: str) -> None:
        if webhook is not None:
            threading.Thread(target=_send, args=(webhook, words, waits), daemon=True, name="shouting").start()

    return shout


def _send(webhook: Webhook, words: str, waits: Sequence[float]) -> None:
    for wait in waits:
        time.sleep(wait)
        try:
            webhook.send(words)
        except NotTaken:
            continue
        return
