"""Bubbles as the page gets them: plain data, told apart by the conversation they stand in."""

from collections.abc import Iterable, Sequence
from typing import Any

from chat.sandbox import Bubble

PAGE = 100
"""Bubbles handed out at once; older ones are asked for."""
PREVIEW = 60


def key_of(bubble: Bubble) -> str:
    """The conversation it stands in: a group, or what one person and the bot say to each other."""
    return f"g:{bubble.group}" if bubble.group is not None else f"p:{bubble.contact}"


def as_data(bubble: Bubble) -> dict[str, Any]:
    """One bubble for the browser. What was recalled is not sent any more."""
    quote = {"nick": bubble.quote[0], "text": bubble.quote[1]} if bubble.quote else None
    return {
        "id": bubble.id,
        "key": key_of(bubble),
        "contact": bubble.contact,
        "nick": bubble.nick,
        "text": "" if bubble.recalled else bubble.text,
        "at": bubble.at.isoformat(),
        "bot": bubble.from_bot,
        "quote": None if bubble.recalled else quote,
        "type": bubble.type,
        "recalled": bubble.recalled,
        "mentions": list(bubble.mentions),
        "file": {"size": bubble.file.size, "picture": bubble.file.picture is not None} if bubble.file and not bubble.recalled else None,
    }


def conversations(bubbles: Iterable[Bubble]) -> dict[str, dict[str, Any]]:
    """Per conversation how many bubbles it has and the last of them, shortened."""
    found: dict[str, dict[str, Any]] = {}
    last: dict[str, Bubble] = {}
    for bubble in bubbles:
        key = key_of(bubble)
        found.setdefault(key, {"count": 0})["count"] += 1
        last[key] = bubble
    for key, bubble in last.items():
        data = as_data(bubble)
        found[key]["last"] = {**data, "text": data["text"][:PREVIEW], "quote": None}
    return found


def page_of(bubbles: Iterable[Bubble], key: str, before: str | None) -> tuple[Sequence[Bubble], bool]:
    """The newest bubbles of a conversation, or those before a given one; and whether there are older ones."""
    mine = [bubble for bubble in bubbles if key_of(bubble) == key]
    if before is not None:
        ids = [bubble.id for bubble in mine]
        mine = mine[: ids.index(before)] if before in ids else []
    return mine[-PAGE:], len(mine) > PAGE
