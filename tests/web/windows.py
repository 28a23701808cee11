"""Browser windows on the house, each a person with a storage of its own, and everything that went wrong in them."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as Tab
from sqlalchemy import select

from models import Message
from tests.web.house import House

WIDE, PHONE = (1200, 800), (360, 740)
PATIENCE = 15_000


class Pool:
    """Windows are dear (a process each) and are used again: emptied, not closed."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[bool, list[Tab]] = {True: [], False: []}
        self.complain: Callable[[bool, str], None] = lambda _wrong, _about: None

    def take(self, touch: bool) -> Tab:
        """An empty window."""
        return self._idle[touch].pop() if self._idle[touch] else self._new(touch)

    def give_back(self, tab: Tab, touch: bool) -> None:
        """Forget everything it was told."""
        tab.evaluate("localStorage.clear(); sessionStorage.clear()")
        tab.context.clear_cookies()
        tab.goto("about:blank")
        self._idle[touch].append(tab)

    def _new(self, touch: bool) -> Tab:
        context = self._browser.new_context(locale="zh-CN", has_touch=touch)
        context.set_default_timeout(PATIENCE)
        tab = context.new_page()
        tab.on("console", lambda message: self.complain(message.type in ("error", "warning"), message.text))
        tab.on("pageerror", lambda error: self.complain(True, str(error)))
        tab.on("dialog", lambda dialog: self.complain(True, dialog.message))
        tab.on("request", lambda request: self.complain(not request.url.startswith(("http://127.0.0.1:", "about:")), request.url))
        return tab


class Windows:
    """Opens windows on the house, each a person with a storage of its own, and collects their complaints: with any, a test has failed."""

    def __init__(self, pool: Pool, house: House) -> None:
        self._pool, self.house = pool, house
        self._open: list[tuple[Tab, bool]] = []
        self.complaints: list[str] = []
        pool.complain = self._complain

    def open(self, address: str = "", *, size: tuple[int, int] = WIDE, english: bool = False, touch: bool = False) -> Tab:
        """A window on an address of the house."""
        tab = self._pool.take(touch)
        self._open.append((tab, touch))
        if english:
            tab.context.add_cookies([{"name": "gelibot-language", "value": "en", "domain": "127.0.0.1", "path": "/"}])
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.goto(self.house.url + address)
        return tab

    def phone(self, address: str = "", *, english: bool = False) -> Tab:
        """A narrow one that is touched."""
        return self.open(address, size=PHONE, touch=True, english=english)

    def sandbox(self, group: str = "1-resident", *, english: bool = False) -> Tab:
        """A wide one on the sandbox that has the world already."""
        tab = self.open(f"#g%3A{group}", english=english)
        tab.locator(".room").first.wait_for(state="attached")
        return tab

    def close(self) -> None:
        """All of them, so that nobody listens any more."""
        self._pool.complain = lambda _wrong, _about: None
        for tab, touch in self._open:
            self._pool.give_back(tab, touch)

    def _complain(self, wrong: bool, about: str) -> None:
        if wrong:
            self.complaints.append(about)


def room(tab: Tab, name: str) -> Locator:
    return tab.get_by_role("navigation", name="会话").get_by_role("button", name=name)


def say(tab: Tab, text: str, who: str | None = None) -> None:
    if who:
        tab.locator("#speaker").select_option(who)
    tab.locator("#words").fill(text)
    tab.locator("#words").press("Enter")


def until_handled(house: House, text: str) -> None:
    """Wait until the bot is done with what was just said; before that nothing can be told of it."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        with house.world.store.read() as session:
            if session.scalar(select(Message.id).where(Message.text == text, Message.state == "done").limit(1)) is not None:
                return
        time.sleep(0.05)
    raise AssertionError(f"not handled: {text}")


def line(tab: Tab, text: str) -> Locator:
    return tab.get_by_role("log").get_by_role("article").filter(has_text=text)


def press(tab: Tab, text: str, button: str) -> None:
    """One of the things that can be done with a message."""
    line(tab, text).first.hover()
    line(tab, text).first.get_by_role("button", name=button).click()
