"""The loop of the second voice: it never ends, and holds nobody up."""

import asyncio
import logging

from chat.second_voice import SecondVoice
from chat.service import Service
from chat.webhook import NotTaken, Webhook

log = logging.getLogger("gelibot.second_voice")

NAP = 2.0
"""Seconds between two looks at the alerts."""


async def voice_for_ever(service: Service, voice: SecondVoice, webhook: Webhook, *, nap: float = NAP) -> None:
    """Send what is queued, one message after the other."""
    while True:
        try:
            spoke = await voice_once(service, voice, webhook)
        except Exception as error:  # the database is away, say: the service itself complains of that
            log.error("the second voice failed", extra={"error": type(error).__name__})
            spoke = False
        if not spoke:
            await asyncio.sleep(nap)


async def voice_once(service: Service, voice: SecondVoice, webhook: Webhook) -> bool:
    """Send the next message, if there is one."""
    clock = service.clock
    voiced = await service.writer.run(lambda: voice.claim(clock.now()))
    if voiced is None:
        return False
    try:
        await asyncio.to_thread(webhook.send, voiced.text)
    except NotTaken as error:
        refused = error
        log.warning("the second voice was not heard", extra={"reason": refused.reason})
        await service.writer.run(lambda: voice.not_sent(voiced, refused, clock.now()))
    else:
        await service.writer.run(lambda: voice.sent(voiced, clock.now()))
    return True
