"""The dashboard put together: every view behind the gate, with its right checked, its reading audited, in one app."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

from quart import Blueprint, Quart, Response, redirect, render_template, request
from quart.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from chat.attachments import made
from models import UNKNOWN_SITE, Audit, Site
from web import gate
from web.dashboard._helpers import helpers
from web.dashboard.base import Act, Deed, Desk, Drawn, Elsewhere, File, Look, Missing, View, load_views
from web.doorway import Doorway
from web.english import translator
from web.gate import Gate
from web.guard import guard
from web.rights import Visitor

log = logging.getLogger("gelibot.web")

PREFIX = "/dashboard"
MOST_BYTES = 5_000_000
"""A county's roster as a workbook."""
Handler = Callable[..., Awaitable[ResponseReturnValue]]


class Board:
    """All views and deeds over one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gate = Gate(desk)
        self.doorway = Doorway(desk, self._gate)
        self._written: set[tuple[str, int, str]] = set()
        """By the token of forms and site what is in the audit trail: a page that renews itself writes nothing twice."""

    def routes(self) -> Blueprint:
        """Everything under /dashboard."""
        routes = Blueprint("dashboard", __name__, url_prefix=PREFIX)
        self.doorway.add_to(routes)
        views, deeds = load_views()
        for view in views:
            routes.add_url_rule(view.path, endpoint=f"view {view.path}".replace(".", "_"), view_func=self._viewer(view))
        for deed in deeds:
            routes.add_url_rule(deed.path, endpoint=f"deed {deed.path}".replace(".", "_"), view_func=self._doer(deed), methods=["POST"])
        return routes

    def _viewer(self, view: View) -> Handler:
        async def shown(**path: Any) -> ResponseReturnValue:
            visitor = await self._gate.visitor()
            if visitor is None:
                return ("", 401) if gate.FRAGMENT in request.headers else redirect(f"{PREFIX}/login", 303)
            return await self._show(view, visitor, path)

        return shown

    async def _show(self, view: View, visitor: Visitor, path: Mapping[str, Any]) -> ResponseReturnValue:
        look_at = await asyncio.to_thread(self._look, view, visitor, path, dict(request.args))
        if look_at is None:
            return await self._message("这里没有可看的内容，或者不归您看。", 403, visitor)
        values, seen, site = look_at
        fragment = gate.FRAGMENT in request.headers
        await self._note(visitor, site, seen, fragment)
        if isinstance(values, Elsewhere):
            return redirect(f"{PREFIX}{values.path}", 303)
        if isinstance(values, Drawn):
            async with made(values.wanted) as file:
                values = File(file.read_bytes(), str(values.wanted["name"]), values.type)
        if isinstance(values, File):
            headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(values.name)}"}
            return Response(values.content, 200, headers, content_type=values.type)
        return await self._page(view, visitor, site, values, fragment)

    def _look(self, view: View, visitor: Visitor, path: Mapping[str, Any], args: Mapping[str, str]) -> Any:
        """What the view shows, within one reading transaction; None: it is not theirs to see, or not there."""
        with self._desk.store.read() as session:
            try:
                site = _site_of(session, visitor, view.right, path)
                look = Look(session, self._desk, visitor, site, self._desk.clock.now(), args, path, gate.language())
                values = view.show(look)
            except Missing:
                return None
            if not isinstance(values, File | Drawn | Elsewhere):
                values = {**values, **helpers(look)}
            return values, look.seen, site

    async def _page(
        self, view: View, visitor: Visitor, site: Site | None, values: Mapping[str, Any], fragment: bool
    ) -> ResponseReturnValue:
        language = gate.language()
        said = [] if fragment else self._desk.notes.pop(visitor.csrf, [])
        frame = "dashboard/_fragment.html" if fragment else "dashboard/_frame.html"
        page = await render_template(
            f"dashboard/{view.template}", **values, t=translator(language), lang=language, frame=frame, visitor=visitor, csrf=visitor.csrf,
            site=site, said=said, live=view.live, address=request.full_path.rstrip("?"), open_door=self._desk.open_door,
        )  # fmt: skip
        if not fragment:
            return page
        stamp = hashlib.sha256(page.encode()).hexdigest()[:16]
        if request.headers[gate.FRAGMENT] == stamp:
            return "", 204
        return Response(page, 200, {gate.FRAGMENT: stamp}, content_type="text/html; charset=utf-8")

    async def _note(self, visitor: Visitor, site: Site | None, seen: list[str], fragment: bool) -> None:
        """Every view of health detail leaves a line; only saying that a page renews itself does not spare it the first one."""
        at, where = self._desk.clock.now(), UNKNOWN_SITE if site is None else site.id
        fresh = [what for what in seen if not fragment or (visitor.csrf, where, what) not in self._written]
        lines = [Audit(site_id=where, at=at, person_id=visitor.person_id, what=what[:40]) for what in fresh]
        if lines:
            await self._gate.write(lambda session: session.add_all(lines))
            self._written.update((visitor.csrf, where, what) for what in fresh)

    def _doer(self, deed: Deed) -> Handler:
        async def done(**path: Any) -> ResponseReturnValue:
            visitor = await self._gate.visitor()
            if visitor is None:
                return redirect(f"{PREFIX}/login", 303)
            form = dict(await request.form)
            if not gate.own_form(form.get("csrf")):
                return await self._message("这张表单不是这个页面的，请刷新后再试。", 403, visitor)
            files = {name: file.read() for name, file in (await request.files).items()}
            said = await self._do(deed, visitor, path, form, files)
            if said is None:
                return await self._message("这里没有可做的，或者不归您做。", 403, visitor)
            self._desk.notes[visitor.csrf] = said
            back = form.get("back", "")
            return redirect(back if back.startswith(f"{PREFIX}/") and "\\" not in back else f"{PREFIX}/", 303)

        return done

    async def _do(
        self, deed: Deed, visitor: Visitor, path: Mapping[str, Any], form: Mapping[str, str], files: Mapping[str, bytes]
    ) -> list[str] | None:
        def act(session: Session) -> list[str] | None:
            try:
                site = _site_of(session, visitor, deed.right, path)
            except Missing:
                return None
            return list(deed.do(Act(session, self._desk, visitor, site, self._desk.clock.now(), form, files)))

        def outside() -> list[str] | None:
            with self._desk.store.read() as session:
                return act(session)

        # Long work in many transactions: the bot's own writer goes on between them.
        return await asyncio.to_thread(outside) if deed.outside else await self._gate.write(act)

    async def _message(self, words: str, status: int, visitor: Visitor) -> ResponseReturnValue:
        language = gate.language()
        page = await render_template(
            "dashboard/message.html", words=words, t=translator(language), lang=language, visitor=visitor, frame="dashboard/_frame.html",
            csrf=visitor.csrf, site=None, said=[], live=False, address=f"{PREFIX}/", open_door=self._desk.open_door,
        )  # fmt: skip
        return page, status


def _site_of(session: Session, visitor: Visitor, right: str, path: Mapping[str, Any]) -> Site | None:
    """The site an address belongs to, if any. Raises Missing: there is none, or the right to it is not theirs."""
    if any(isinstance(one, int) and one.bit_length() > 63 for one in path.values()):
        raise Missing  # no database has such a number
    site = session.get(Site, path["site"]) if "site" in path else None
    if ("site" in path and (site is None or site.id == UNKNOWN_SITE)) or not visitor.may(right, site):
        raise Missing
    return site


def add_dashboard(app: Quart, desk: Desk) -> str | None:
    """Put the dashboard into an app that is guarded already; the set-up secret, if nobody has an account yet."""
    board = Board(desk)
    app.register_blueprint(board.routes())
    return board.doorway.setup_code


def make_dashboard(desk: Desk, host: str, port: int, origin: str | None) -> tuple[Quart, str | None]:
    """The dashboard alone, as it runs beside the bot."""
    app = Quart("web")
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config[gate.BEHIND_A_PROXY] = origin is not None
    guard(app, host, port, origin)
    app.register_error_handler(Exception, _failed)

    async def home() -> ResponseReturnValue:
        return redirect(f"{PREFIX}/", 303)

    app.add_url_rule("/", view_func=home)
    return app, add_dashboard(app, desk)


async def _failed(error: Exception) -> ResponseReturnValue:
    """Quart would log the exception's text, and a database's exception carries what people wrote."""
    if isinstance(error, HTTPException):
        return error.name, error.code or 500
    log.error("a request failed", extra={"error": type(error).__name__})
    return "服务器出错了，请看日志", 500
