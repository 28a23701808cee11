"""Signing in and out, setting up the first account, setting one's password with a one-time code, and the language."""

import asyncio
import hmac

from quart import Blueprint, Response, abort, redirect, render_template, request
from quart.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import UNKNOWN_SITE, Account, Audit, Person, Site
from web import accounts, gate
from web.dashboard.base import Desk
from web.english import translator
from web.gate import Gate

HOME = "/dashboard/"
WRONG = "名字或密码不对，或者试得太多了。请过十分钟再试，或联系管理员。"
TOO_SHORT = f"密码至少 {accounts.SHORTEST} 个字符。"
NAME_LENGTH = 40


class Doorway:
    """The pages somebody sees who is not signed in."""

    def __init__(self, desk: Desk, doorman: Gate) -> None:
        self._desk = desk
        self._gate = doorman
        self.setup_code = None if desk.open_door or self._has_account() else accounts.fresh_code()
        """Printed at the start as long as nobody has an account; makes the first one, once."""

    def add_to(self, routes: Blueprint) -> None:
        """Register the addresses."""
        routes.add_url_rule("/login", view_func=self.login)
        posts = {"login": self.enter, "setup": self.set_up, "invited": self.invited, "as": self.enter_as, "logout": self.leave}
        for name, post in posts.items():
            routes.add_url_rule(f"/{name}", endpoint=f"post-{name}", view_func=post, methods=["POST"])
        routes.add_url_rule("/language", view_func=self.choose_language)

    async def login(self) -> ResponseReturnValue:
        """The form; in the sandbox the people one can be."""
        return await self._form()

    async def _form(self, problem: str = "", status: int = 200) -> ResponseReturnValue:
        key = gate.fresh_form_key()
        people = await asyncio.to_thread(self._people) if self._desk.open_door else []
        page = await render_template(
            "dashboard/login.html", t=translator(gate.language()), lang=gate.language(), csrf=gate.form_token(key), people=people,
            problem=problem, open_door=self._desk.open_door, setup=self.setup_code is not None, invited="invited" in request.args,
        )  # fmt: skip
        response = Response(page, status)
        self._gate.set_cookie(response, gate.FORM_COOKIE, key)
        return response

    async def enter(self) -> ResponseReturnValue:
        """Name and password. Failures are counted, the answer is the same for all of them."""
        form = await self._own_form()
        name, password, now = form.get("name", "").strip(), form.get("password", ""), self._desk.clock.now()
        where = gate.address()  # the writer's thread knows of no request
        person_id = await asyncio.to_thread(self._check, name, password)
        if person_id is None:
            await self._gate.write(lambda session: accounts.note_failure(session, name, where, now))
            return await self._form(WRONG, 403)
        return await self._signed_in(person_id, "signed in")

    def _check(self, name: str, password: str) -> int | None:
        now = self._desk.clock.now()
        with self._desk.store.read() as session:
            if accounts.too_many(session, name, gate.address(), now):
                return None
            account = accounts.account_named(session, name)
        right = accounts.fits(password, account.secret if account else None)
        return account.person_id if right and account is not None else None

    async def set_up(self) -> ResponseReturnValue:
        """The first account, with the secret that was printed at the start."""
        form = await self._own_form()
        name, password, now = form.get("name", "").strip()[:NAME_LENGTH], form.get("password", ""), self._desk.clock.now()
        right = hmac.compare_digest(form.get("code", "").strip().upper().encode(), (self.setup_code or "").encode())
        where = gate.address()
        blocked = await asyncio.to_thread(self._blocked, "setup")
        if self.setup_code is None or not right or blocked or not name:
            await self._gate.write(lambda session: accounts.note_failure(session, "setup", where, now))
            return await self._form(WRONG, 403)
        if len(password) < accounts.SHORTEST:
            return await self._form(TOO_SHORT, 422)
        self.setup_code = None
        secret = await asyncio.to_thread(accounts.secret_of, password)
        account = await self._gate.write(lambda session: accounts.first_account(session, name, secret, now))
        return await self._signed_in(account.person_id, "first account")

    async def invited(self) -> ResponseReturnValue:
        """One's own password, with the code an administrator handed over."""
        form = await self._own_form()
        name, code, password, now = form.get("name", "").strip(), form.get("code", ""), form.get("password", ""), self._desk.clock.now()
        if len(password) < accounts.SHORTEST:
            return await self._form(TOO_SHORT, 422)
        where = gate.address()
        secret = await asyncio.to_thread(accounts.secret_of, password)
        blocked = await asyncio.to_thread(self._blocked, name)

        def take(session: Session) -> int | None:
            account = None if blocked else accounts.take_invitation(session, name, code, now)
            if account is None:
                accounts.note_failure(session, name, where, now)
                return None
            account.secret = secret
            accounts.sign_out_everywhere(session, account.person_id)
            return account.person_id

        person_id = await self._gate.write(take)
        return await self._form(WRONG, 403) if person_id is None else await self._signed_in(person_id, "password set")

    async def enter_as(self) -> ResponseReturnValue:
        """In the sandbox: be one of its invented people."""
        if not self._desk.open_door:
            abort(404)
        wanted = (await self._own_form()).get("person", "")
        chosen = next((person_id for person_id, _, _ in await asyncio.to_thread(self._people) if str(person_id) == wanted), None)
        return await self._form(status=403) if chosen is None else await self._signed_in(chosen, "signed in")

    async def leave(self) -> ResponseReturnValue:
        """Sign out."""
        await self._own_form()
        token = request.cookies.get(gate.COOKIE, "")
        await self._gate.write(lambda session: accounts.sign_out(session, token))
        response = redirect("/dashboard/login", 303)
        self._gate.clear(response)  # type: ignore[arg-type]
        return response

    async def choose_language(self) -> ResponseReturnValue:
        """Chinese or English, remembered by this browser."""
        back = request.args.get("back", HOME)
        response = redirect(back if back.startswith(HOME) and "\\" not in back else HOME, 303)
        # For the sandbox page too, whose script changes it.
        wanted = "en" if request.args.get("to") == "en" else "zh"
        response.set_cookie(gate.LANGUAGE_COOKIE, wanted, path="/", max_age=31_536_000, samesite="Lax", secure=self._desk.secure)
        return response

    async def _signed_in(self, person_id: int, what: str) -> ResponseReturnValue:
        now = self._desk.clock.now()

        def begin(session: Session) -> str:
            person = session.get_one(Person, person_id)
            session.add(Audit(site_id=person.site_id, at=now, person_id=person.id, what=what))
            return accounts.sign_in(session, person_id, now)

        token = await self._gate.write(begin)
        response = redirect(HOME, 303)
        self._gate.set_cookie(response, gate.COOKIE, token)  # type: ignore[arg-type]
        return response

    async def _own_form(self) -> dict[str, str]:
        form = await request.form
        if not gate.own_form(form.get("csrf")):
            abort(403)
        return dict(form)

    def _blocked(self, name: str) -> bool:
        with self._desk.store.read() as session:
            return accounts.too_many(session, name, gate.address(), self._desk.clock.now())

    def _has_account(self) -> bool:
        with self._desk.store.read() as session:
            return session.scalar(select(Account.person_id).where(Account.secret.is_not(None)).limit(1)) is not None

    def _people(self) -> list[tuple[int, str, str]]:
        """Everybody of the staff, those first who see most."""
        order = ("hq", "operator", "leader", "medic", "staff")
        wanted = select(Person, Site).join(Site, Site.id == Person.site_id).where(Person.role.in_(order), Person.left_at.is_(None))
        with self._desk.store.read() as session:
            found = [(p, s) for p, s in session.execute(wanted).all()]
        found.sort(key=lambda pair: (order.index(pair[0].role), pair[1].id, pair[0].id))
        return [(p.id, p.name or p.nick, s.short if s.id != UNKNOWN_SITE else "") for p, s in found]
