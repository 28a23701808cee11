"""Takes the pictures of the README anew, in Chinese and in English: python -m tests.web.screenshot [FOLDER]."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

if TYPE_CHECKING:
    from tests.web.house import House

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDE, PHONE = (1200, 760), (360, 740)
DAY = (
    ("1-r1", "305张三", "1-resident", "医生您好，我的二甲双胍快没了，能帮我买2盒吗，谢谢"),
    ("1-w1", "王护士", "1-staff", "接单 Y1"),
    ("1-r2", "412李四", "1-resident", "#接龙\n体温上报\n\n1. 305张三 36.5\n2. 412李四 36.8\n3. 302罗丽 正常"),
    ("1-r3", "302罗丽", "1-resident", "302罗丽 37.6 咳嗽"),
    ("1-r4", "303贺桂香", "1-resident", "我天天睡不着 心里好难受"),
    ("2-r2", "412李四", "2-resident", "空调坏了，能来修一下吗"),
    ("3-r1", "305张三", "3-resident", "#打卡 305 张三 36.4 无"),
    ("hq-1", "县指田主任", "hq", "#通知 今晚 20:00 全员核酸采样，请各点提前通知到每个房间，收到请回复"),
    ("1-w2", "后勤小向", "1-staff", "收到"),
    ("1-w1", "王护士", "1-staff", "已送达 Y1"),
    ("1-w5", "点长周正", "1-staff", "发送"),
)


def take_all(folder: Path) -> None:
    """Live a morning in a house of our own and photograph it."""
    from tests.web.house import House

    with TemporaryDirectory() as data, House(Path(data)).running() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page()
        for contact, nick, group, words in DAY:
            house.do(house.world.sandbox.speak(contact, nick, group, words))
            tab.wait_for_timeout(1500)
        tab.wait_for_timeout(6000)  # the digest's picture is drawn by a process of its own
        for language in ("zh", "en"):
            save(folder / f"sandbox-{language}.png", [sandbox(browser, house, language)])
            save(folder / f"phone-{language}.png", phones(browser, house, language))
            county, rooms, small = dashboard(browser, house, language)
            save(folder / f"county-{language}.png", [county])
            save(folder / f"rooms-{language}.png", [rooms, small])
        browser.close()


def open_tab(browser: Browser, house: House, language: str, size: tuple[int, int], address: str = "") -> Tab:
    """A window in that language."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", has_touch=size == PHONE)
    for path in ("/", "/dashboard"):
        context.add_cookies([{"name": "gelibot-language", "value": language, "domain": "127.0.0.1", "path": path}])
    tab = context.new_page()
    tab.goto(house.url + address)
    tab.wait_for_timeout(900)
    return tab


def sandbox(browser: Browser, house: House, language: str) -> bytes:
    """The staff group with the digest, the tour beside it."""
    tab = open_tab(browser, house, language, WIDE, "#g%3A1-staff")
    tab.locator("#tour-open").click()
    tab.wait_for_timeout(1500)
    return shot(tab)


def phones(browser: Browser, house: House, language: str) -> list[bytes]:
    """The list of groups, a talk, and how a message was read."""
    tab = open_tab(browser, house, language, PHONE)
    taken = [shot(tab)]
    tab.locator('[data-key="g:1-resident"]').tap()
    tab.wait_for_timeout(900)
    taken.append(shot(tab))
    line = tab.get_by_role("article").filter(has_text="体温上报").first
    line.scroll_into_view_if_needed()
    line.locator(".bubble").tap()
    line.locator(".how").tap()
    tab.wait_for_timeout(500)
    return [*taken, shot(tab)]


def dashboard(browser: Browser, house: House, language: str) -> list[bytes]:
    """The county, the rooms of a site, and the same on a phone."""
    tab = open_tab(browser, house, language, WIDE, "dashboard/login")
    tab.locator("button[name=person], button[type=submit]").first.click()
    taken = []
    for size, address in ((WIDE, "dashboard/county"), ((820, 740), "dashboard/site/1"), (PHONE, "dashboard/site/1")):
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.goto(house.url + address)
        tab.wait_for_timeout(500)
        taken.append(shot(tab))
    return taken


def shot(tab: Tab) -> bytes:
    """What the window shows now."""
    return tab.screenshot()


def save(path: Path, taken: list[bytes]) -> None:
    """Side by side, in 255 colours: sharp, and small enough for a repository."""
    pictures = [Image.open(BytesIO(one)).convert("RGB") for one in taken]
    width = sum(one.width for one in pictures) + 24 * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(one.height for one in pictures)), "white")
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width + 24
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(255, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    take_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
