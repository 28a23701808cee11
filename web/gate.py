"""Who is at the door: cookies, the token every form carries, and looking up who a browser is signed in as."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from quart import Response, current_app, request
from sqlalchemy.orm import Session

from chat.rights import role_now
from models import SignIn
from web.accounts import hashed, signed_in
from web.dashboard.base import Desk
from web.rights import Visitor

COOKIE, FORM_COOKIE, LANGUAGE_COOKIE = "gelibot", "gelibot-form", "gelibot-language"
FRAGMENT = "X-Fragment"
"""Header of a page that fetches itself anew: it does not count as somebody being there."""
TOUCH_EVERY = timedelta(minutes=1)
BEHIND_A_PROXY = "BEHIND_A_PROXY"
"""Of the app's config: without a proxy anybody could claim to come from elsewhere."""

R = TypeVar("R")


class Gate:
    """Knows who each request comes from."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def visitor(self) -> Visitor | None:
        """Who looks, or nobody. A page somebody opens keeps them signed in, one that renews itself does not."""
        token = request.cookies.get(COOKIE)
        if not token:
            return None
        found = await asyncio.to_thread(self._look_up, token)
        if found is None:
            return None
        visitor, seen = found
        if FRAGMENT not in request.headers and self._desk.clock.now() - seen > TOUCH_EVERY:
            await self.write(lambda session: self._touch(session, token))
        return visitor

    def _look_up(self, token: str) -> tuple[Visitor, Any] | None:
        now = self._desk.clock.now()
        with self._desk.store.read() as session:
            found = signed_in(session, token, now, self._desk.idle)
            if found is None:
                return None
            row, person = found
            role, name = role_now(session, person, now), person.name or person.nick
            return Visitor(person.id, name, role, person.site_id, form_token(token), person.contact), row.seen_at

    def _touch(self, session: Session, token: str) -> None:
        row = session.get(SignIn, hashed(token))
        if row is not None:
            row.seen_at = self._desk.clock.now()

    async def write(self, work: Callable[[Session], R]) -> R:
        """Do it in one transaction in the one thread that writes."""

        def transaction() -> R:
            with self._desk.store.begin() as session:
                return work(session)

        return await self._desk.service.writer.run(transaction)

    def set_cookie(self, response: Response, name: str, value: str) -> None:
        """A cookie scripts cannot read and other sites cannot make the browser send with a form."""
        response.set_cookie(name, value, path="/dashboard", httponly=True, samesite="Lax", secure=self._desk.secure)

    def clear(self, response: Response) -> None:
        """Signed out."""
        response.delete_cookie(COOKIE, path="/dashboard", httponly=True, samesite="Lax", secure=self._desk.secure)


def form_token(key: str) -> str:
    """What every form of a browser with that cookie must carry: no other site can know it."""
    return hashlib.sha256(f"form:{key}".encode()).hexdigest()


def own_form(sent: str | None) -> bool:
    """Whether the form that was sent was made for this browser."""
    keys = (request.cookies.get(COOKIE), request.cookies.get(FORM_COOKIE))
    return any(key is not None and hmac.compare_digest(form_token(key).encode(), (sent or "").encode()) for key in keys)


def fresh_form_key() -> str:
    """The key of a browser that is not signed in yet."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def language() -> str:
    """The language this browser chose: zh or en."""
    return "en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "zh"


def address() -> str:
    """Where the request comes from: behind our own proxy, what the proxy itself says, which is the last entry."""
    told = request.headers.get("X-Forwarded-For", "") if current_app.config.get(BEHIND_A_PROXY) else ""
    return told.rpartition(",")[2].strip() or request.remote_addr or "?"
