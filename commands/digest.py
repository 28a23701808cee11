"""digest: a site's digest of one day, or the roll-up over all sites, on standard output."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chat.clock import RealClock
from commands._files import save_picture, save_workbook
from commands._parts import day_said, find_site, open_store, stored_database
from commands.base import Command, OperatorError
from config import Settings
from dialogue.books import hq_tables, site_book
from dialogue.weeklies import week_said
from handlers.base import kinds_of, load_handlers
from models import Site
from reports.care import site_day
from reports.digest import digest_text
from reports.figures import WEEK
from reports.hq import hq_days, hq_text
from reports.hq_lines import hq_lines
from reports.hq_weekly import hq_week_page, hq_week_text, hq_weeks
from reports.pages import hq_page, site_page
from reports.picture import Page
from reports.tables import Span
from reports.weekly import week_figures, week_page

COMMAND = Command("digest", "print a site's digest of one day, or the roll-up over all sites")


def arguments(parser: ArgumentParser) -> None:
    """The site or HQ, and the day."""
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--site", help="the site's name, short name or alias")
    whose.add_argument("--hq", action="store_true", help="all sites side by side, worst first")
    parser.add_argument("--date", help="the day as 2022-08-07; today if left out")
    parser.add_argument("--week", action="store_true", help="the seven days that end with the day, instead of the day")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="also draw the day's picture (a PNG)")
    parser.add_argument("--workbook", type=Path, metavar="FILE", help="also write the xlsx (of HQ: counts and sites only)")


def run(args: Namespace, settings: Settings) -> int:
    """Print what leaders would read."""
    store = open_store(stored_database(settings), used_by=None)
    found = None if args.hq else find_site(store, args.site)
    now, zone = RealClock().now(), ZoneInfo(found.timezone) if found else settings.timezone
    day = day_said(args.date, now, zone)
    now = min(now, datetime.combine(day + timedelta(days=1), time(), zone))  # a past day is told as of its end
    with store.read() as session:
        wish = _Wish(session, session.get_one(Site, found.id) if found else None, day, now, args, settings)
        page = _one_site(wish) if found else _all_sites(wish)
    store.close()
    if args.picture:
        save_picture(args.picture, page)
    return 0


@dataclass(frozen=True, slots=True)
class _Wish:
    session: Session
    site: Site | None
    day: date
    now: datetime
    args: Namespace
    settings: Settings


def _all_sites(wish: _Wish) -> Page:
    session, day, now, zone = wish.session, wish.day, wish.now, wish.settings.timezone
    days = hq_days(session, day, now)
    if not days:
        raise OperatorError("there is no site yet (see: python bot.py import)")
    if wish.args.workbook:
        kinds = kinds_of(load_handlers()).values()
        save_workbook(wish.args.workbook, hq_tables(session, days, day, kinds, now), zone, "指挥部")
    if wish.args.week:
        weeks, lines = hq_weeks(session, day), hq_lines(session, day)
        print(hq_week_text(weeks, lines))
        return hq_week_page(weeks, lines, day, now, zone)
    print(hq_text(days, day, now, zone))
    return hq_page(days, hq_lines(session, day), day, now, zone)


def _one_site(wish: _Wish) -> Page:
    assert wish.site is not None
    session, site, day, now = wish.session, wish.site, wish.day, wish.now
    kinds = list(kinds_of(load_handlers()).values())
    if wish.args.workbook:
        first = day - timedelta(days=WEEK - 1) if wish.args.week else day
        tables = site_book(session, Span(site, first, day), kinds)
        save_workbook(wish.args.workbook, tables, ZoneInfo(site.timezone), site.name)
    if wish.args.week:
        print(week_said(session, site, day, kinds, now).told("staff"))
        return week_page(week_figures(session, site, day), kinds)
    found = site_day(session, site, day, now)
    print(digest_text(found, kinds, now))
    return site_page(found, kinds, now)
