"""No expression takes longer than the text is long, and none is passed over where it would have found something."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from reading import expressions
from reading.lexicon import Lexicon
from reading.text.clean import Cleaner
from reading.text.english import English
from reading.text.words import Words
from reading.things.item_tokens import LOOKED_FOR
from reading.things.requests import BARRED
from tests.drills.nonsense import nonsense

EXPRESSIONS = Path(expressions.__file__).parent
REGISTERED = [
    (name, value)
    for file in sorted(EXPRESSIONS.glob("*.py"))
    for name, value in vars(import_module(f"reading.expressions.{file.stem}")).items()
    if isinstance(value, re.Pattern)
]
PATTERNS = dict(REGISTERED)
PUMPS = ["1", "12", "1 ", "36.", "1.", "1-", "1/", "-3", "1mg*", "一", "一 ", "(1", "(", "[", "【", "#", "# ", "@a", " ", "\n"]
PUMPS += [" \n", "-", "_", "a", "a1", "3x", "*", ":", "1:", "，", "张", "张三", "要", "要1盒", "剩", "剩一", "每天1", "第一"]
PUMPS += ["http://", "℃", "①", "「a:", "<u>"]
LONG = 6000
"""Characters; the short text has a tenth of them."""


def test_no_two_expressions_have_the_same_name() -> None:
    assert [name for name, count in Counter(name for name, _ in REGISTERED).items() if count > 1] == []


@pytest.mark.parametrize("name", PATTERNS)
def test_an_expression_takes_ten_times_as_long_for_ten_times_the_text(name: str) -> None:
    for pump in dict.fromkeys([*PUMPS, *_words_of(PATTERNS[name])]):
        short, long = (_seconds(PATTERNS[name], pump, size) for size in (LONG // 10, LONG))
        if long > 0.02 and long > short * 20:  # a busy machine is no fault of the expression: look once more
            short, long = (min(_seconds(PATTERNS[name], pump, size) for _ in range(5)) for size in (LONG // 10, LONG))
        assert long < 0.02 or long < short * 20, (pump, short, long)


def test_a_trap_would_be_seen() -> None:
    trap = re.compile(r"\d*x")
    assert _seconds(trap, "1", LONG) > max(0.02, _seconds(trap, "1", LONG // 10) * 20)


@pytest.mark.parametrize("name", sorted(file.stem.removesuffix("_more") for file in (EXPRESSIONS.parent / "lexicon").glob("*.txt")))
def test_a_list_of_words_takes_ten_times_as_long_for_ten_times_the_text(name: str) -> None:
    words = _lexicon().words(name)
    for pump in {max(words, key=len)[:-1] or "一", next(iter(words))[:1], "不"} if len(words) else ():
        short, long = (min(_spent(partial(_find, words, pump), size // len(pump)) for _ in range(3)) for size in (LONG // 10, LONG))
        assert long < 0.05 or long < short * 20, pump


@pytest.mark.parametrize("look", [*LOOKED_FOR, *BARRED], ids=lambda look: look[0].pattern[:20])
def test_whatever_is_found_has_one_of_the_characters_it_is_looked_for_by(look: tuple[Any, ...]) -> None:
    pattern, *_, needed = look
    for text in _texts():
        assert not any(needed.isdisjoint(m.group(0)) for m in pattern.finditer(text)), text


@pytest.mark.parametrize(
    ("early", "names"),
    [
        ("MAY_BE_ROOM", ["ROOM", "ROOM_RANGE"]),
        ("MAY_BE_DEGREES", ["TEMPERATURE", "TEMPERATURE_SPOKEN", "TEMPERATURE_SPACED", "TEMPERATURE_BARE", "DIGITS_BROKEN"]),
        ("HAS_DIGIT", ["TEMPERATURE", "CALENDAR", "PHONE", "AGE", "TICKET", "TICKET_WORD"]),
        ("HAS_COUNT", ["DAYS", "DAYS_LABELLED", "TEMPERATURE_SPOKEN"]),
        ("MAY_BE_DAYS", ["DAYS", "DAYS_AHEAD", "DAYS_LABELLED"]),
        ("LOW_VALUE", ["LOW_OXYGEN", "LOW_PRESSURE", "ODD_SUGAR", "ODD_PULSE"]),
    ],
)
def test_what_is_left_out_early_would_have_found_nothing(early: str, names: list[str]) -> None:
    for text in _texts():
        assert PATTERNS[early].search(text) or not any(PATTERNS[name].search(text) for name in names), text


def _find(words: Words, pump: str, times: int) -> object:
    return words.find(pump * times)


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def _texts() -> tuple[str, ...]:
    """Labelled and invented messages, as they are matched in."""
    cleaner, here = Cleaner(English(_lexicon().words("english"))), Path(__file__).parent
    written = [json.loads(line)["text"] for file in sorted(here.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    invented = [said.text for said in nonsense(600, seed=3) if len(said.text) < 2000]
    return tuple(cleaner.clean(text).low for text in (*written, *invented))


def _words_of(pattern: re.Pattern[str]) -> Iterator[str]:
    """What stands in the expression itself, each alone and before a number: the beginnings of its own matches."""
    for word in re.findall(r"[\u4e00-\u9fff]+|(?<!\\)[A-Za-z]{2,}", pattern.pattern)[:12]:
        yield word[:4].lower()
        yield word[:2].lower() + "1"


def _seconds(pattern: re.Pattern[str], pump: str, size: int) -> float:
    return _spent(lambda n: sum(1 for _ in pattern.finditer(pump * n + "!")), size // len(pump))


def _spent(work: Callable[[int], object], times: int) -> float:
    start = time.process_time()
    work(times)
    return time.process_time() - start
