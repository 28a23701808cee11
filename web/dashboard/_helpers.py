"""What every template may use: names and things as the visitor may read them, times in the page's zone, addresses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from chat.wording import Health, Raw, Things, Who, age
from models import Site
from web.dashboard.base import Look

_ENGLISH_AGES = (("分钟", " min"), ("小时", " h"), ("天", " d"))


def helpers(look: Look) -> Mapping[str, Any]:
    """By the names templates use."""
    audience = look.visitor.audience

    def things(items: Sequence[Mapping[str, Any]] | None) -> str:
        return Things(items).told(audience) if items else ""

    return {
        "who": lambda room, name=None: Who(room, name).told(audience),
        "things": things,
        "raw": lambda text: Raw(text or "").told(audience),
        "health": lambda text: Health(str(text or "")).told(audience),
        "when": lambda moment: _when(look, moment),
        "ago": lambda moment: _ago(look, moment),
        "may": lambda right: look.visitor.may(right, look.site),
        "sites": sites_of(look),
        "base": f"/dashboard/site/{look.site.id}" if look.site is not None else "/dashboard",
        "now": look.now.astimezone(look.zone),
    }


def sites_of(look: Look) -> list[Site]:
    """The sites that are somebody's to know of."""
    wanted = select(Site).where(Site.kind == "site").order_by(Site.id)
    return [s for s in look.session.scalars(wanted) if look.visitor.above or look.visitor.may("site", s)]


def _when(look: Look, moment: datetime | None) -> str:
    """08:05 today, 08-07 08:05 on other days; in the page's zone."""
    if moment is None:
        return ""
    local = moment.astimezone(look.zone)
    return f"{local:%H:%M}" if local.date() == look.day else f"{local:%m-%d %H:%M}"


def _ago(look: Look, moment: datetime | None) -> str:
    if moment is None:
        return ""
    told = age(look.now - moment)
    for chinese, words in _ENGLISH_AGES if look.language == "en" else ():
        told = told.replace(chinese, words)
    return told
