"""Pictures and workbooks to download: the day's, or any kind's records over some days. Each workbook leaves a line in the trail."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from chat.attachments import attachment
from dialogue.books import site_book
from reports.care import site_day
from reports.hq import hq_days
from reports.hq_lines import hq_lines
from reports.pages import hq_page, site_page
from reports.tables import Span, table_of
from reports.workbook import write_workbook
from web.dashboard.base import Drawn, File, Look, Missing, Shown, View

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = timedelta(days=62)


def show(look: Look) -> Shown:
    """What there is."""
    return {"kinds": {k.name: k.label for k in look.desk.kinds.values() if k.columns}, "today": look.day}


def workbook(look: Look) -> Shown:
    """One kind's records, or everything that goes with a digest."""
    first, last = _day(look, "from"), _day(look, "to")
    if first > last or last - first > LONGEST:
        raise Missing
    span, name = Span(look.here, first, last), look.args.get("kind", "")
    kinds = list(look.desk.kinds.values())
    kind = look.desk.kinds.get(name)
    if name and (kind is None or not kind.columns):
        raise Missing
    tables = [table_of(look.session, span, kind)] if kind else site_book(look.session, span, kinds)
    look.seen.append(f"web workbook {name or 'day'}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(path, tables, look.zone, look.here.name)
        content = path.read_bytes()
    return File(content, f"{look.here.short}-{kind.label if kind else '日报'}-{first:%m%d}-{last:%m%d}.xlsx", XLSX)


def picture(look: Look) -> Shown:
    """The day's digest as the groups get it: counts only."""
    kinds = list(look.desk.kinds.values())
    page = site_page(site_day(look.session, look.here, look.day, look.now), kinds, look.now)
    return Drawn(attachment("picture", f"{look.here.short}日报{look.day:%m%d}.png", page.as_data()), "image/png")


def county_picture(look: Look) -> Shown:
    """All sites side by side, for the command office."""
    if not look.visitor.above:
        raise Missing
    days = hq_days(look.session, look.day, look.now)
    page = hq_page(days, hq_lines(look.session, look.day), look.day, look.now, look.zone)
    return Drawn(attachment("picture", f"指挥部日报{look.day:%m%d}.png", page.as_data()), "image/png")


def _day(look: Look, name: str) -> date:
    try:
        return date.fromisoformat(look.args.get(name) or look.day.isoformat())
    except ValueError:
        raise Missing from None


VIEWS = (
    View("/site/<int:site>/files", "files.html", "files", show, live=False),
    View("/site/<int:site>/workbook.xlsx", "", "files", workbook, live=False),
    View("/site/<int:site>/picture.png", "", "county", picture, live=False),
    View("/picture.png", "", "county", county_picture, live=False),
)
