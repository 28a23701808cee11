"""What stands around a message changes nothing in it: a greeting before, thanks behind, commas for blanks."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from commands.read import said_from
from config import read_settings
from reading.said import Said
from tests.reading.groups import reader

EVERY = 15
"""So that it takes a second or two."""
SEVERAL = 0.01
"""The share of messages that may be read otherwise: 谢谢 behind a tale can make it thanks."""
WAYS: dict[str, Callable[[str], str]] = {
    "greeted": lambda text: f"护士你好，{text}",
    "called": lambda text: f"在吗 {text}",
    "thanked": lambda text: f"{text} 谢谢",
    "with commas": lambda text: re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "，", text),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_stands_around_a_message_changes_nothing(way: str) -> None:
    messages = list(_messages())
    unlike = [one["text"] for one in messages if _records(one) and _records(one) != _records({**one, "text": WAYS[way](one["text"])})]
    assert len(unlike) <= SEVERAL * len(messages), unlike


def _messages() -> Iterator[dict[str, Any]]:
    for file in sorted(Path(__file__).parent.glob("fresh_*_train.jsonl")):
        for line in file.read_text("utf-8").splitlines()[::EVERY]:
            yield json.loads(line)


def _records(message: dict[str, Any]) -> list[tuple[str, dict[str, object]]]:
    """The records without what is the message itself, word by word."""
    said: Said = said_from(message, read_settings({}))
    return [(r.kind, {n: v for n, v in r.fields.items() if n not in ("description", "text")}) for r in reader().read(said).readings]
