"""Draws the pictures that docs/pictures shows, from an invented county: a quiet day, a bad day, HQ over 8 and 40 sites, a week.

python -m bench.pictures FOLDER
"""

import asyncio
import random
import sys
import tempfile
from datetime import UTC, timedelta
from pathlib import Path

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bench.digest import NOW, TODAY, ZONE, fill
from chat.attachments import attachment, made
from handlers.base import kinds_of, load_handlers
from models import CheckIn, Gap, Request, Site, Stay, Store, new_id
from reports.care import site_day
from reports.hq import hq_days
from reports.hq_lines import hq_lines
from reports.pages import hq_page, site_page
from reports.picture import Page
from reports.weekly import week_figures, week_page

HOTELS = ("慈利宾馆", "富蓝特酒店", "汉庭酒店", "澧水山庄", "零阳大酒店", "金慈酒店", "五雷山居", "江垭温泉")


def main(folder: Path) -> None:
    """Draw them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        asyncio.run(_draw(page, folder / f"{name}.png"))


def pages() -> dict[str, Page]:
    """The pages, by name."""
    found: dict[str, Page] = {}
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(f"sqlite:///{Path(scratch) / 'county.sqlite3'}")
        store.create()
        fill(store, 8, 46, 9)
        with store.begin() as session:
            _name(session)
            _quieten(session, 1)
            _worsen(session, 2)
        found |= {"quiet_day": _site(store, 1), "bad_day": _site(store, 2), "hq_8_sites": _hq(store), "week": _week(store, 3)}
        fill(store, 32, 20, 2, first_site=9)
        found["hq_40_sites"] = _hq(store)
        store.close()
    return found


def _site(store: Store, number: int) -> Page:
    kinds = list(kinds_of(load_handlers()).values())
    with store.read() as session:
        return site_page(site_day(session, session.get_one(Site, number), TODAY, NOW.astimezone(UTC)), kinds, NOW)


def _week(store: Store, number: int) -> Page:
    with store.read() as session:
        return week_page(week_figures(session, session.get_one(Site, number), TODAY), list(kinds_of(load_handlers()).values()))


def _hq(store: Store) -> Page:
    with store.read() as session:
        return hq_page(hq_days(session, TODAY, NOW.astimezone(UTC)), hq_lines(session, TODAY), TODAY, NOW, ZONE)


def _name(session: Session) -> None:
    chance = random.Random(7)
    for number, name in enumerate(HOTELS, 1):
        site = session.get_one(Site, number)
        site.name, site.short = name, name.removesuffix("酒店").removesuffix("大")
        rooms = [f"{3 + n // 20}{1 + n % 20:02}" for n in range(46)]
        for back in range(9):
            some = chance.sample(rooms, chance.randint(0, 9))
            session.execute(
                delete(CheckIn).where(CheckIn.site_id == number, CheckIn.day == TODAY - timedelta(days=back), CheckIn.room.in_(some))
            )


def _quieten(session: Session, number: int) -> None:
    """Everybody reported, nobody has a fever, everything asked for was brought."""
    session.execute(update(CheckIn).where(CheckIn.site_id == number).values(temperature=36.5))
    session.execute(update(Request).where(Request.site_id == number, Request.closed_at.is_(None)).values(closed_at=NOW, status="delivered"))
    session.execute(delete(CheckIn).where(CheckIn.site_id == number, CheckIn.day == TODAY))
    for n in range(46):
        for half in ("am", "pm"):
            _report(session, number, n, half, 36.5)


def _worsen(session: Session, number: int) -> None:
    """Fevers, an emergency, old requests, a gap; half of the people silent in the afternoon."""
    session.execute(delete(CheckIn).where(CheckIn.site_id == number, CheckIn.day == TODAY, CheckIn.half == "pm"))
    for n in range(24):
        _report(session, number, n, "pm", 38.2 if n < 3 else 36.6)
    for n, (kind, hours) in enumerate((("emergency", 1), ("medication", 30), ("medication", 9), ("situation", 26), ("repair", 3))):
        session.add(
            Request(site_id=number, kind=kind, ticket=f"B{n}", message_id=1, opened_at=NOW - timedelta(hours=hours), category="emotional")
        )
    session.add(Gap(account="a", started_at=NOW - timedelta(hours=5), ended_at=NOW - timedelta(hours=4), reason="network"))
    for stay in session.query(Stay).where(Stay.site_id == number).limit(5):
        stay.flags = ["老"]


def _report(session: Session, site: int, n: int, half: str, degrees: float) -> None:
    room = f"{3 + n // 20}{1 + n % 20:02}"
    session.add(
        CheckIn(site_id=site, id=new_id(), day=TODAY, half=half, room=room, name=f"人{n}", temperature=degrees, message_id=1, sent_at=NOW)
    )


async def _draw(page: Page, path: Path) -> None:
    async with made(attachment("picture", path.name, page.as_data())) as drawn:
        path.write_bytes(drawn.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
