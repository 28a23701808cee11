"""The dashboard in chromium: signing in, every view on a wide screen and a phone, every step by a press, live, by keyboard.

One story in one test, so that it takes one browser and one server however the tests are spread; what takes long is a drill.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from dialogue.states import LINES, steps_of
from models import Request, Stay
from tests.web.house import free_port
from tests.web.test_for_everybody import pages_of
from tests.web.ward import NASTY, PASSWORD, Ward
from tests.web.windows import Pool
from web import accounts
from web.serve import serve

# A browser that goes on to the next page drops what it was still loading; Quart then leaves the file to the collector.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """In a thread of its own: chromium's driver keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


class Served:
    """The dashboard on a port of its own, and a window that complains about everything that goes wrong in it."""

    def __init__(self, ward: Ward, port: int, pool: Pool) -> None:
        self.ward = ward
        self.url = f"http://127.0.0.1:{port}"
        self.complaints: list[str] = []
        # A wrong password is answered with 403, and chromium says so.
        pool.complain = lambda wrong, about: self.complaints.append(about) if wrong and "403" not in about else None
        self.window: Page = pool.take(False)
        self.window.set_viewport_size(WIDE)  # type: ignore[arg-type]

    def sign_in(self, name: str) -> None:
        """Out, and in again as somebody else."""
        self.window.context.clear_cookies()
        self.window.goto(f"{self.url}/dashboard/login")
        self.window.get_by_label("登录名").fill(name)
        self.window.get_by_label("密码").fill(PASSWORD)
        self.window.get_by_role("button", name="登录").click()

    def go(self, path: str) -> Page:
        """Open a page."""
        self.window.goto(f"{self.url}/dashboard{path}")
        return self.window


@pytest.fixture
def served(tmp_path: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(accounts, "COST", 2**4)
    port = free_port()
    ward = apart(lambda: Ward(tmp_path, port))
    ward.world.hear("1-r7", "506龙飞", "1-resident", "救命 我爸胸口疼喘不上气")
    for contact, name in (("1-w5", "zhou"), ("1-w1", "wang"), ("hq-1", "tian")):
        ward.account(contact, name)
    ward.account("operator", "xiao")
    stop, loop = asyncio.Event(), asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve(ward.app, "127.0.0.1", port, stop.wait)))
    thread.start()
    shown = Served(ward, port, pool)
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.05)
    yield shown
    pool.complain = lambda _wrong, _about: None
    pool.give_back(shown.window, False)
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    loop.close()
    ward.close()


def test_the_dashboard_in_a_browser(served: Served) -> None:
    for part in (first_start, signing_in_and_out, a_press_moves_a_request, new_without_a_reload, by_keyboard, english):
        part(served)
        assert (part.__name__, served.complaints) == (part.__name__, [])


@pytest.mark.drill
def test_every_view_and_every_step_in_a_browser(served: Served) -> None:
    for part in (first_start, every_view_fits, other_presses, every_step_is_one_press):
        part(served)
        assert (part.__name__, served.complaints) == (part.__name__, [])


def first_start(served: Served) -> None:
    """The secret that was printed makes the first account."""
    window = served.go("/")
    window.get_by_label("设置码").fill(served.ward.setup or "")
    window.get_by_label("登录名").fill("admin")
    window.get_by_label("密码").fill(PASSWORD)
    window.get_by_role("button", name="设置并登录").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("全县 3 个点")
    window.get_by_role("button", name="退出").click()


def signing_in_and_out(served: Served) -> None:
    """Wrong, right, out, and back does not bring it back."""
    window = served.go("/site/1")
    expect(window).to_have_url(f"{served.url}/dashboard/login")
    window.get_by_label("登录名").fill("zhou")
    window.get_by_label("密码").fill("not the password")
    window.get_by_role("button", name="登录").click()
    expect(window.get_by_role("alert")).to_contain_text("不对")
    window.get_by_label("登录名").fill("zhou")
    window.get_by_label("密码").fill(PASSWORD)
    window.get_by_label("密码").press("Enter")
    expect(window.get_by_role("heading", level=1)).to_have_text("房间")
    window.get_by_role("button", name="退出").click()
    expect(window.get_by_label("密码")).to_be_visible()
    window.go_back()
    expect(window.get_by_label("密码")).to_be_visible()


def every_view_fits(served: Served) -> None:
    """On a wide screen and on a phone of 360 pixels, every page there is."""
    with served.ward.world.store.read() as session:
        stay = session.scalars(select(Stay.id).where(Stay.site_id == 1, Stay.room == "302")).one()
    left = set(pages_of(served.ward.app, stay)) - {"/dashboard/login", "/dashboard/lost"}
    for name in ("zhou", "tian", "xiao"):
        served.sign_in(name)
        expect(served.window.get_by_role("button", name="退出")).to_be_visible()
        for address in sorted(left):
            answer = served.window.request.get(served.url + address)
            if answer.ok:
                left.remove(address)
                if "text/html" in answer.headers["content-type"] and answer.url.endswith(address):
                    _look(served, address.removeprefix("/dashboard"))
    assert left == set()


def _look(served: Served, path: str) -> None:
    window = served.go(path)
    told = window.evaluate(
        """() => [document.querySelectorAll("h1").length, document.querySelectorAll("main").length, document.documentElement.lang,
        [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(
            (one) => !one.labels.length && !one.getAttribute("aria-label")).length,
        [...document.querySelectorAll("table")].filter((one) => !one.caption).length]"""
    )
    assert (path, told) == (path, [1, 1, "zh-Hans", 0, 0])
    for size in (PHONE, WIDE):
        window.set_viewport_size(size)  # type: ignore[arg-type]
        assert (path, window.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0) == (path, True)


def a_press_moves_a_request(served: Served) -> None:
    """On a phone: the page comes back with the bot's answer, and the next step first."""
    served.sign_in("wang")
    served.window.set_viewport_size(PHONE)  # type: ignore[arg-type]
    window = served.go("/site/1/requests")
    assert window.evaluate("document.documentElement.scrollWidth") <= 360
    window.get_by_role("button", name="Y1 接单").click()
    expect(window.get_by_role("status")).to_have_text("Y1 已接单。")
    expect(window.get_by_role("button", name="Y1 已开方")).to_be_visible()
    assert _status(served, "Y1") == "accepted"
    window.set_viewport_size(WIDE)  # type: ignore[arg-type]


def other_presses(served: Served) -> None:
    """A round ticked off, a message that needs a human given to somebody and seen to, a post switched off."""
    served.sign_in("zhou")
    window = served.go("/site/1/rounds?floor=3")
    window.get_by_label("W1 送到").check()
    window.get_by_role("button", name="勾选的已送达").click()
    expect(window.get_by_label("W1 送到")).to_have_count(0)
    assert _status(served, "W1") == "delivered"
    window = served.go("/site/1/inbox")
    window.get_by_label("转给谁").first.select_option(label="王静（健康观察）")
    window.get_by_role("button", name="转给", exact=True).first.click()
    expect(window.get_by_role("status")).to_contain_text("王静")
    served.ward.world.hear("1-r7", "506龙飞", "1-resident", "", type="voice")
    served.go("/site/1/inbox").get_by_role("button", name="已看过").click()
    expect(window.get_by_text("没有要人工看的消息。")).to_be_visible()
    window = served.go("/site/1/times")
    window.get_by_role("button", name="续药 关").click()
    expect(window.get_by_role("button", name="续药 开")).to_be_visible()


def every_step_is_one_press(served: Served) -> None:
    """Each step of each kind that has tickets, and what was handed over back again."""
    served.ward.world.hear("1-w1", "王护士", "1-staff", "#转运 412 李四 到 县人民医院")
    served.sign_in("wang")
    pressed = set()
    for kind in served.ward.desk.kinds.values():
        ticket = f"{kind.letter}1"
        for step in steps_of(kind) if kind.letter else ():
            with served.ward.world.store.begin() as session:
                session.execute(update(Request).where(Request.site_id == 1, Request.ticket == ticket).values(status="open"))
            word = "误报" if kind.name == "emergency" and step == "cancelled" else LINES[step]
            _press(served, ticket, word)
            assert (ticket, step, _status(served, ticket)) == (ticket, step, step)
            if step in ("delivered", "resolved"):
                _press(served, ticket, LINES["reopened"])
                assert (ticket, _status(served, ticket)) == (ticket, "accepted")
            pressed.add((kind.name, step))
    assert len(pressed) == 24
    assert {step for _, step in pressed} == LINES.keys() - {"reopened"}


def _press(served: Served, ticket: str, word: str) -> None:
    window = served.go(f"/site/1/requests?which=all&find={ticket}")
    window.get_by_role("button", name=f"{ticket} {word}", exact=True).click()
    expect(window.get_by_role("status")).to_contain_text(ticket)


def _status(served: Served, ticket: str) -> str:
    with served.ward.world.store.read() as session:
        return session.scalars(select(Request.status).where(Request.site_id == 1, Request.ticket == ticket)).one()


def new_without_a_reload(served: Served) -> None:
    """What somebody says in the group is on the page that is open."""
    window = served.go("/site/1/requests")
    window.evaluate("window.stayed = true")
    served.ward.world.hear("1-r8", "610戴芳", "1-resident", f"#物资 610 戴芳 洗发水1瓶 {NASTY}")
    window.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(window.get_by_role("rowheader", name="W2")).to_be_visible()
    assert window.evaluate("window.stayed") is True
    assert window.locator("img[src=x]").count() == 0


def by_keyboard(served: Served) -> None:
    """Past the bar, and from page to page."""
    window = served.go("/site/1/missing")
    window.keyboard.press("Tab")
    expect(window.get_by_role("link", name="跳到正文")).to_be_focused()
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main"
    window.get_by_role("link", name="需求", exact=True).focus()
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", level=1)).to_have_text("需求")
    expect(window.get_by_role("link", name="需求", exact=True)).to_have_attribute("aria-current", "page")


def english(served: Served) -> None:
    """And back."""
    window = served.go("/site/1/duty")
    window.get_by_role("link", name="English").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Duty and tasks")
    window.get_by_role("link", name="中文").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("值班与任务")
