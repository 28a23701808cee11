"""The day's digest goes out once per site and day, by the clock or by the leader's 发送, whichever is first."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from chat.attachments import attachment
from chat.speaking import DIGEST, Speaker
from chat.wording import Plain, Sentence
from models import Post
from reading.kind import Kind
from reports.care import site_day
from reports.digest import digest_text
from reports.pages import site_page


def sent_digest(speaker: Speaker, day: date) -> Post | None:
    """The digest that is out for that day, if any."""
    key = f"{_key(day)}/"
    wanted = select(Post).where(Post.site_id == speaker.site.id, Post.key.startswith(key, autoescape=True))
    return speaker.session.scalars(wanted.order_by(Post.id)).first()


def send_digest(speaker: Speaker, day: date, kinds: Iterable[Kind], late: str = "") -> bool:
    """Queue it for the staff groups; False when it is out already. A changed time makes no second one."""
    if sent_digest(speaker, day) is not None:
        return False
    found, kinds = site_day(speaker.session, speaker.site, day, speaker.now), list(kinds)
    said = Sentence("{text}{late}", text=Plain(digest_text(found, kinds, speaker.now)), late=Plain(late))
    out = speaker.to_groups("staff", said, priority=DIGEST, key=_key(day))
    picture = attachment("picture", f"{speaker.site.short}日报{day:%m%d}.png", site_page(found, kinds, speaker.now).as_data())
    speaker.file_to_groups("staff", picture, key=f"digest_picture/{day.isoformat()}")
    return bool(out)


def _key(day: date) -> str:
    return f"site_digest/{day.isoformat()}"
