"""The week as it is said: the counts, then what people wrote in their diaries and in thanks, as each audience may read it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chat.attachments import attachment
from chat.speaking import DIGEST, Speaker
from chat.wording import Count, Plain, Raw, Sentence, Told, Who
from models import Site
from reading.kind import Kind
from reports.digest import within
from reports.hq_lines import HqLines, hq_lines
from reports.hq_weekly import SiteWeek, hq_week_page, hq_week_text, hq_weeks
from reports.weekly import Voice, Week, voices, week_figures, week_page, week_text

COUNTS, QUOTED = 17, 3
"""Lines of counts, and of each sort of words: together not more than a phone shows."""


def week_said(session: Session, site: Site, last: date, kinds: Iterable[Kind], now: datetime) -> Sentence:
    """One site's week."""
    return _site_said(session, week_figures(session, site, last), kinds, now)


def hq_week_said(session: Session, last: date) -> Sentence | None:
    """The week of all sites, counts and sites only; None while there is no site."""
    weeks = hq_weeks(session, last)
    return _hq_said(weeks, hq_lines(session, last)) if weeks else None


def send_week(speaker: Speaker, last: date, kinds: Iterable[Kind], late: str) -> None:
    """Queue the week for the site's staff groups, or the command office's group: words, then the picture."""
    session, site, kinds = speaker.session, speaker.site, list(kinds)
    if site.kind == "hq":
        weeks, lines = hq_weeks(session, last), hq_lines(session, last)
        if not weeks:
            return
        where, said, page = "hq", _hq_said(weeks, lines), hq_week_page(weeks, lines, last, speaker.now, ZoneInfo(site.timezone))
    else:
        week = week_figures(session, site, last)
        where, said, page = "staff", _site_said(session, week, kinds, speaker.now), week_page(week, kinds)
    speaker.to_groups(where, Sentence("{said}{late}", said=Told([said]), late=Plain(late)), priority=DIGEST, key=f"week/{last.isoformat()}")
    picture = attachment("picture", f"{site.short}周报{last:%m%d}.png", page.as_data())
    speaker.file_to_groups(where, picture, key=f"week_picture/{last.isoformat()}")


def _site_said(session: Session, week: Week, kinds: Iterable[Kind], now: datetime) -> Sentence:
    lines = within(week_text(week, kinds, now), COUNTS)
    diaries, thanks = (voices(session, week.site, week.days[-1].day, kind) for kind in ("diary", "thanks"))
    parts = [Sentence("{text}", text=Plain("\n".join(lines))), *_quoted("日记和建议", diaries), *_quoted("感谢", thanks)]
    return Sentence("{all}", all=Told(parts))


def _hq_said(weeks: Sequence[SiteWeek], lines: HqLines) -> Sentence:
    return Sentence("{text}", text=Plain(hq_week_text(weeks, lines)))


def _quoted(label: str, said: Sequence[Voice]) -> list[Sentence]:
    """How many, and the newest few of them in their own words."""
    if not said:
        return [Sentence("{label}：本周无", label=Plain(label))]
    lines = [
        Sentence("· {who}：{text}{to}", who=Who(v.room, v.name), text=Raw(v.text), to=Sentence("（致{to}）" if v.to else "", to=Raw(v.to)))
        for v in said[-QUOTED:]
    ]
    more = f"，最近 {QUOTED} 条" if len(said) > QUOTED else ""
    return [Sentence("{label} {n} 条{more}：\n{lines}", label=Plain(label), n=Count(len(said)), more=Plain(more), lines=Told(lines))]
