"""Strings that try to be more than words, in every field and at every output: they stay words."""

import csv
import io
import json
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from chat.audience import AUDIENCES
from chat.message import Heard
from chat.wording import Category, Health, Raw, Rooms, Sentence, Things, Who
from commands._logs import JsonLine
from models import Message, Person, Post, Site
from reports.cells import text_cell
from reports.tables import Span, Table
from reports.workbook import site_tables, write_workbook
from tests.injection import CORPUS
from tests.world import ZONE, World

FORMS = (
    "{s}", "#用药 305 {s} 1盒", "#特殊情形 305 {s}", "305 {s} 36.5 无", "#物资 305 牙膏{s}2支", "#报修 305 {s}", "#日记 {s}",
    "#接龙\n体温接龙\n1. 305 {s} 36.5\n2. 412 四 36.6", "更正 305 体温 {s}", "点赞 {s}",
)  # fmt: skip
EACH = int(os.environ.get("DRILL_FORMS", "1"))
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")


def unsayable(text: str) -> set[str]:
    """Control and direction characters: what a line on a phone must not hold."""
    return {
        c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069")
    }


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 400


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_part_of_a_sentence_says_more_than_words(audience: str) -> None:
    for string in CORPUS:
        item = {"name": string, "strength": string, "quantity": 1, "unit": string}
        parts: dict[str, Any] = {
            "who": Who(string, string), "things": Things([item], "药品"), "category": Category(string), "health": Health(string),
            "raw": Raw(string), "rooms": Rooms([string]),
        }  # fmt: skip
        said = Sentence("{who}|{things}|{category}|{health}|{raw}|{rooms}", **parts).told(audience)
        assert not unsayable(said), repr(string)
        assert "\n" not in said, repr(string)
        assert len(said) < 1200, repr(string)
        assert not re.search("[@＠] ?(所有人|全体成员|all)", said), repr(string)


def test_no_cell_is_a_formula_in_a_workbook_or_a_copy_saved_as_csv(tmp_path: Path) -> None:
    rows = tuple((string, [string], {"k": string}) for string in CORPUS)
    path = tmp_path / "book.xlsx"
    write_workbook(path, [Table("all", ("a", "b", "c"), rows)], ZONE, "慈宾")
    cells = [c for row in load_workbook(path).worksheets[0].iter_rows() for c in row if c.value is not None]
    assert len(cells) >= 3 * len(CORPUS) * 0.9
    assert {c.data_type for c in cells} <= {"s", "n"}
    assert not [c.value for c in cells if isinstance(c.value, str) and FORMULA.match(strip_unseen(c.value))]
    out = StringIO()
    csv.writer(out).writerows([[text_cell(s)] for s in CORPUS])
    assert not [r for r in csv.reader(io.StringIO(out.getvalue())) for c in r if FORMULA.match(strip_unseen(c))]


def strip_unseen(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc"))


def test_every_log_line_is_one_line_of_json() -> None:
    for string in CORPUS:
        record = logging.LogRecord("gelibot", logging.ERROR, "x", 1, "what happened", (), None)
        record.__dict__.update(reason=string)
        line = JsonLine().format(record)
        assert line.isascii()
        assert not unsayable(line)
        assert "\n" not in line
        assert json.loads(line)["reason"] == string


@pytest.fixture
def logged() -> Iterator[StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    logging.getLogger("gelibot").addHandler(handler)
    yield stream
    logging.getLogger("gelibot").removeHandler(handler)


def run(world: World, texts: list[tuple[str, str, str]]) -> None:
    """(text, nick, quote) each from a resident or, now and then, from a stranger in the residents' group."""
    now = world.clock.now()
    for n, (text, nick, quote) in enumerate(texts):
        who = f"1-r{1 + n % 10}" if n % 7 else f"stranger-{n % 5}"
        world.inbox.fill(
            [Heard(f"i{n}", "1-resident", who, nick, text, now + timedelta(seconds=n), quote_nick=nick, quote_text=quote)], now
        )
    world.handle()


def check(world: World, logged: StringIO, folder: Path) -> None:
    world.at("19:31")
    world.timetable.due(world.clock.now())
    with world.store.read() as session:
        posts = list(session.scalars(select(Post)))
        messages = list(session.scalars(select(Message)))
        roles = {p.contact: p.role for p in session.scalars(select(Person)) if p.contact and p.contact.startswith(("1-r", "stranger"))}
        site = session.get_one(Site, 1)
        day = world.clock.now().astimezone(ZONE).date()
        tables = site_tables(session, Span(site, day, day), list(world.kinds.values()))
        write_workbook(folder / "day.xlsx", tables, ZoneInfo(site.timezone), site.name)
    assert {m.state for m in messages} <= {"done", "ignored"}, "a handler failed"
    assert not logged.getvalue(), logged.getvalue()[:500]
    assert any("日报】" in p.text for p in posts)
    for post in posts:
        assert not unsayable(post.text), repr(post.text)
        assert not re.search("[@＠] ?(所有人|全体成员|all)", post.text), repr(post.text)
        assert all(len(m) == 2 for m in post.mentions)
    assert set(roles.values()) <= {"resident", "unknown"}, "somebody rose by words"
    cells = [c for sheet in load_workbook(folder / "day.xlsx") for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    assert not [c.value for c in cells if c.data_type == "f" or FORMULA.match(strip_unseen(c.value))]


def test_each_string_through_the_whole_bot(tmp_path: Path, logged: StringIO) -> None:
    world = World.new(tmp_path)
    small = [s for s in CORPUS if len(s) < 1000]
    forms = cycle(FORMS)
    run(world, [(next(forms).replace("{s}", s), small[-n - 1], small[n // 2]) for n, s in enumerate(small) if n % 8 == 0])
    check(world, logged, tmp_path)


@pytest.mark.drill
def test_every_string_in_some_forms_through_the_whole_bot(tmp_path: Path, logged: StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    world = World.new(tmp_path)
    forms = cycle(FORMS)
    texts = [(next(forms).replace("{s}", s), CORPUS[-n - 1], s) for n, s in enumerate(CORPUS) for _ in range(EACH)]
    run(world, texts)
    check(world, logged, tmp_path)
    with capsys.disabled():
        print(  # noqa: T201  a drill prints its figure
            f"\n{len(CORPUS)} strings in {EACH} forms each, as nickname and as quote: {len(texts)} messages, 0 more than words"
        )
