"""What people wrote, turned into attempts at markup in every column that holds words: no page takes any for its own."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import JSON, String, select, update
from sqlalchemy.orm import Session

from models import Base, Person, Site, Stay
from models.columns import all_columns
from tests.injection import HTML
from tests.web.test_for_everybody import pages_of
from tests.web.ward import DAY
from tests.web.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.drill]

OWN_WORDS = ("need.kind", "sample.result", "stay.category", "request.category", "account.name")
"""Columns of people's affairs whose few values are the bot's own words."""
TRIES = [
    *HTML, "'-alert(1)-'", '" onmouseover="alert(1)', "</title><script>alert(1)</script>", "<details open ontoggle=alert(1)>",
    "<base href=//evil>",
]  # fmt: skip
BORN = "iframe, base, meta[http-equiv=refresh], math, details[ontoggle], [onload], [onerror], [onmouseover], img[src=x], a[href*=evil]"
"""What would stand in a page that took one of them for markup; none of it is used by a page of ours."""


def written_over(value: Any, tries: Any, longest: int | None) -> Any:
    """The same with an attempt in the place of every text."""
    if isinstance(value, dict):
        return {key: written_over(one, tries, longest) for key, one in value.items()}
    if isinstance(value, list):
        return [written_over(one, tries, longest) for one in value]
    return next(tries)[:longest] if isinstance(value, str) else value


def poison(session: Session, first: int) -> int:
    """Write over what people wrote, in every table; how many values that were. The three who look keep their names, to be picked."""
    tries, count = cycle([*TRIES[first:], *TRIES[:first]]), 0
    for one in all_columns():
        table = Base.metadata.tables[one.table]
        column = table.columns[one.name]
        words = one.sort == "A" or one.table == "word"
        if not words or f"{one.table}.{one.name}" in OWN_WORDS or not isinstance(column.type, JSON | String):
            continue
        keys = list(table.primary_key.columns)
        for row in session.execute(select(*keys, column)).all():
            *key, value = row
            if (one.table == "person" and value in ("田志刚", "小机", "周正")) or not value or one.name == "room":
                continue
            new = written_over(value, tries, getattr(column.type, "length", None))
            session.execute(update(table).where(*(k == v for k, v in zip(keys, key, strict=True))).values({one.name: new}))
            count += 1
    return count


@pytest.mark.parametrize("first", range(0, len(TRIES), 9))
def test_no_page_takes_words_for_markup(windows: Windows, first: int) -> None:
    house = windows.house
    for contact, nick, group, text in DAY:
        house.do(house.world.sandbox.speak(contact, nick, group, text))
    with house.world.store.begin() as session:
        session.add(Person(site_id=9, role="operator", binding="confirmed", name="小机", nick="小机"))
        session.flush()
        session.execute(update(Site).where(Site.id == 3).values(name=TRIES[first][:30]))
        assert poison(session, first) > 100
        stay = session.scalars(select(Stay.id).where(Stay.site_id == 1, Stay.room == "302")).one()
    tab = windows.sandbox()
    expect(tab.get_by_role("article").first).to_be_visible()
    for group in ("1-resident", "1-staff", "2-resident"):
        tab.goto(f"{house.url}#g%3A{group}")
        assert (group, tab.locator(BORN).count()) == (group, 0)
    seen = 0
    for name in ("田志刚", "小机", "周正"):
        tab.goto(house.url + "dashboard/login")
        tab.get_by_role("button", name=name).first.click()
        for address in pages_of(house.app, stay):
            answer = tab.request.get(house.url.rstrip("/") + address)
            assert answer.status in (200, 403), address
            if answer.ok and "text/html" in answer.headers["content-type"]:
                tab.goto(house.url.rstrip("/") + address)
                assert (address, tab.locator(BORN).count()) == (address, 0)
                seen += 1
    assert seen > 25
