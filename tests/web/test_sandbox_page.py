"""The sandbox page itself, in chromium, with the real bot at work."""

from __future__ import annotations

import re
import time
from base64 import b64decode
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, expect
from playwright.sync_api import Page as Tab

from tests.web.house import House
from tests.web.windows import PHONE, Pool, Windows, line, press, room, say, until_handled

pytestmark = pytest.mark.browser

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
LEAK = "#报修 302 水龙头漏水"
NASTY = (
    "<img src=x onerror=alert(1)><b>粗</b>",
    "\"><script>alert(1)</script>",
    "javascript:alert(1)//'\"`${alert(1)}",
    "</textarea></title><svg/onload=alert(1)>",
    "{{7*7}} {% raw %} &lt;b&gt; &#60;",
    "\u202e反过来\u202c 👩‍👩‍👧 𠮷 e\u0301",
)


def test_two_people_in_two_windows(windows: Windows) -> None:
    here, there = windows.sandbox(), windows.sandbox()
    expect(here.get_by_role("heading", name="慈宾居民群（17）")).to_be_visible()
    say(here, LEAK, "1-r3")
    expect(line(here, "X1 已记")).to_have_class("line bot")
    expect(line(there, "X1 已记").locator(".mention")).to_have_text("@302罗丽")
    expect(line(here, LEAK)).to_have_class("line mine")
    expect(line(there, LEAK)).to_have_class("line mine")
    there.get_by_label("以谁的身份说话").select_option("1-r1")
    expect(line(there, LEAK)).to_have_class("line other")
    press(there, LEAK, "引用")
    expect(there.locator("#quoting-text")).to_have_text(f"引用 302罗丽：{LEAK}")
    there.locator("#words").press_sequentially("我家也是 @罗")
    there.locator("#people").get_by_role("button", name="302罗丽").click()
    there.locator("#words").press("Enter")
    expect(line(here, "我家也是").locator(".quoted")).to_have_text(f"302罗丽：{LEAK}")
    expect(line(here, "我家也是").locator(".mention.me")).to_have_text("@302罗丽")
    assert windows.house.world.sandbox.bubbles[-1].mentions == ("1-r3",)
    press(here, LEAK, "撤回")
    expect(here.locator(".recalled").first).to_contain_text("你撤回了一条消息")
    expect(there.locator(".recalled").first).to_contain_text("“302罗丽”撤回了一条消息")
    expect(there.locator("#log .other").get_by_role("button", name="撤回")).to_have_count(0)


def test_unread_ones_are_counted_until_they_are_seen(windows: Windows) -> None:
    here, there = windows.sandbox(), windows.sandbox()
    say(here, LEAK, "1-r3")
    unread = room(there, "慈宾工作群").locator(".unread")
    expect(unread).to_have_text("1 条未读")
    expect(there).to_have_title(re.compile(r"^\(1\) "))
    room(there, "慈宾工作群").click()
    expect(line(there, "回复「接单 X1」")).to_be_visible()
    expect(unread).to_have_count(0)
    there.reload()
    expect(line(there, "回复「接单 X1」")).to_be_visible()
    expect(room(there, "慈宾工作群").locator(".unread")).to_have_count(0)
    there.locator('.room[data-key^="p:"]').first.click()
    say(there, "帮助")
    expect(line(there, "帮助").first).to_have_class("line mine")
    expect(there.locator("#log .line.bot").first).to_be_visible()
    expect(there.locator("#talk-about")).to_have_text("与人文小彭的私聊")


def test_pictures_files_and_long_words(windows: Windows) -> None:
    tab = windows.sandbox()
    tab.locator("#picture-file").set_input_files(FilePayload(name="药盒.png", mimeType="image/png", buffer=PIXEL))
    photo = tab.locator("#log .mine .bubble.photo img")
    expect(photo).to_have_attribute("alt", "302罗丽发的图片")
    assert photo.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1
    tab.locator("#any-file").set_input_files(FilePayload(name="登记<b>表.html", mimeType="text/html", buffer=b"<script>alert(1)</script>"))
    with tab.expect_download() as download:
        line(tab, "登记<b>表.html").get_by_role("link").click()
    assert Path(download.value.path()).read_bytes() == b"<script>alert(1)</script>"
    say(tab, "\n".join(f"第{n}行" for n in range(60)))
    words = line(tab, "第59行").locator(".words")
    expect(words).to_be_visible()
    folded = height(words)
    line(tab, "第59行").get_by_role("button", name="展开全文").click()
    assert height(words) > 4 * folded


def height(words: Locator) -> float:
    """In pixels, once it stands: a line is drawn anew when the bot has read it."""
    for _ in range(100):
        if (box := words.bounding_box()) is not None:
            return box["height"]
        time.sleep(0.02)
    raise AssertionError("it never stood still")


@pytest.mark.drill
def test_a_list_is_begun_and_joined_by_taps(windows: Windows) -> None:
    here, there = windows.sandbox(), windows.sandbox()
    here.locator("#list-new").click()
    here.get_by_role("button", name="体温上报").click()
    here.get_by_role("button", name="36.5").click()
    here.get_by_role("button", name="发送").last.click()
    there.locator("#speaker").select_option("1-r2")
    there.get_by_role("button", name="参加接龙").click()
    expect(there.locator("#jielong-others")).to_have_text("302罗丽 36.5")
    there.get_by_role("button", name="36.7").click()
    there.locator("#jielong-own").press("Enter")
    expect(line(here, "412李四 36.7").locator(".words")).to_have_text(
        "#接龙\n体温上报\n\n1. 302罗丽 36.5\n2. 412李四 36.7", use_inner_text=True
    )
    expect(line(here, "已登记").last).to_contain_text("412")


VILLAGE = "哈哈 那时候我们村办酒席要二十桌 一桌十个菜"
"""Has things and counts, and is ordinary talk."""
UNREAD = "你们帮我问哈那个嘛 麻烦咯 我那个东西好久没得了"
"""Asks for something, but not even a person could say what."""


def test_how_a_message_was_read(windows: Windows) -> None:
    tab = windows.sandbox()
    say(tab, "305 张三 365 无", "1-r1")
    until_handled(windows.house, "305 张三 365 无")
    press(tab, "305 张三 365 无", "机器人怎么读的")
    sheet = tab.get_by_role("dialog", name="这条消息机器人怎么读的")
    expect(sheet.get_by_role("heading", name="读作「健康打卡」")).to_be_visible()
    expect(sheet.locator("mark").nth(0)).to_have_text("305房间")
    expect(sheet.locator("dl")).to_contain_text("体温36.5")
    expect(sheet.locator(".warning")).to_contain_text("365 读作 36.5")
    tab.keyboard.press("Escape")
    say(tab, NASTY[0])
    until_handled(windows.house, NASTY[0])
    press(tab, NASTY[0], "机器人怎么读的")
    expect(sheet.locator(".read-text")).to_have_text(NASTY[0])
    expect(sheet).to_contain_text("没有读出要记的内容")
    tab.keyboard.press("Escape")
    say(tab, VILLAGE, "1-r1")
    until_handled(windows.house, VILLAGE)
    press(tab, VILLAGE, "机器人怎么读的")
    expect(sheet).to_contain_text("听着像闲聊，没有登记")
    tab.keyboard.press("Escape")
    say(tab, UNREAD, "1-r1")
    until_handled(windows.house, UNREAD)
    press(tab, UNREAD, "机器人怎么读的")
    expect(sheet).to_contain_text("没读懂，已请工作人员看")


def test_text_of_people_is_never_markup(windows: Windows) -> None:
    tab = windows.sandbox()
    before = tab.locator("#log *").evaluate_all("all => all.map(one => one.localName)")
    assert not {"b", "svg", "script"} & set(before)
    for words in NASTY:
        windows.house.do(windows.house.world.sandbox.speak("1-r1", words, "1-resident", words, quote=(words, words)))
    tab.locator("#list-new").click()
    tab.locator("#jielong-title").fill(NASTY[0])
    tab.locator("#jielong-own").fill(NASTY[1])
    tab.locator("#jielong-own").press("Enter")
    tab.get_by_role("button", name="参加接龙").click()
    expect(tab.locator("#jielong-others")).to_have_text(NASTY[1])
    tab.keyboard.press("Escape")
    for words in NASTY:
        expect(line(tab, words).first.locator(".nick")).to_have_text(words)
        expect(line(tab, words).first.locator(".quoted")).to_have_text(f"{words}：{words}")
    assert tab.locator("#log, #list, #composer").locator("b, svg, script, [onerror]").count() == 0
    expect(tab.locator("#speaker")).to_contain_text("反过来")


@pytest.mark.drill
def test_the_clock_moves_on_and_everything_begins_again(windows: Windows) -> None:
    here, there = windows.sandbox(), windows.sandbox("1-staff")
    expect(here.locator("#forward")).to_have_text(re.compile(r"快进到下一个定时消息（\d\d:\d\d .+）"))
    say(here, LEAK, "1-r3")
    expect(line(there, "X1 报修")).to_be_visible()
    here.locator("#more summary").click()
    here.get_by_role("button", name="快进 1 小时").click()
    expect(here.get_by_role("status")).to_contain_text("已到")
    for tab in (here, there):
        expect(tab.locator("#clock")).to_contain_text("11:1")
    expect(line(there, "X1").nth(1)).to_be_visible()
    expect(here.get_by_role("heading", name="慈宾工作群")).to_be_visible()
    shown = re.search(r"（(\d\d:\d\d) (.+)）", here.locator("#forward").inner_text())
    assert shown is not None
    here.locator("#forward").click()
    expect(here.get_by_role("status")).to_contain_text(f"已到 {shown[1]} {shown[2]}：发到 3 个会话")
    expect(here.get_by_role("heading", name="慈宾居民群")).to_be_visible()
    for tab in (here, there):
        expect(tab.locator("#clock")).to_contain_text(f"{shown[1]}:")
        expect(tab.locator("#forward")).not_to_contain_text(shown[0])
    here.locator("#more summary").click()
    here.get_by_role("button", name="全部重新开始").click()
    here.get_by_role("button", name="清空，重新开始").click()
    for tab in (here, there):
        expect(tab.locator("#clock")).to_contain_text("10:1")
        expect(tab.locator("#log .empty")).to_be_visible()
    say(here, LEAK, "1-r3")
    expect(line(here, "X1 已记")).to_be_visible()


def test_it_can_be_used_by_keyboard_alone(windows: Windows) -> None:
    tab = windows.sandbox()
    words = tab.get_by_label("消息", exact=True)
    words.press_sequentially("第一行")
    words.press("Shift+Enter")
    words.press_sequentially("第二行")
    words.press("Enter")
    expect(words).to_have_value("")
    expect(tab.locator("#log .mine .words")).to_have_text("第一行\n第二行", use_inner_text=True)
    words.press("Enter")
    expect(tab.locator("#log .mine")).to_have_count(1)
    tab.get_by_role("log").focus()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="引用").first).to_be_focused()
    assert tab.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    expect(tab.locator("#quoting-text")).to_contain_text("引用 302罗丽：第一行")
    expect(words).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("#quoting")).to_be_hidden()
    unlabelled = tab.locator("input, select, textarea").evaluate_all("all => all.filter(one => one.labels.length === 0).length")
    assert unlabelled == 0


def test_on_a_phone_one_goes_in_and_back(windows: Windows) -> None:
    tab = windows.phone()
    expect(tab.locator(".talk")).to_be_hidden()
    tab.locator("#tour-open").tap()
    room(tab, "慈宾居民群").tap()
    expect(tab.locator(".list")).to_be_hidden()
    say(tab, "很长的一句话" * 40 + "x" * 300)
    windows.house.do(windows.house.world.sandbox.speak("1-r1", "305" + "阿卜杜热合曼" * 9, "1-resident", "名字很长"))
    _fits(tab)
    for name in ("发送", "图片", "接龙"):
        box = tab.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        assert box["y"] + box["height"] <= PHONE[1]
        assert box["height"] >= 24
    line(tab, "很长的一句话").locator(".bubble").tap()
    line(tab, "很长的一句话").get_by_role("button", name="机器人怎么读的").tap()
    expect(tab.locator("#reading")).to_be_visible()
    _fits(tab)
    tab.get_by_role("button", name="关闭").tap()
    tab.get_by_role("button", name="返回会话列表").tap()
    expect(tab.locator(".talk")).to_be_hidden()
    tab.go_back()
    expect(tab.get_by_role("heading", name="慈宾居民群")).to_be_visible()


def _fits(tab: Tab) -> None:
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    for part in ("log", "reading-body"):
        assert tab.locator(f"#{part}").evaluate("one => one.scrollWidth <= one.clientWidth"), part


def test_a_window_that_was_away_catches_up(windows: Windows) -> None:
    tab, other = windows.sandbox(), windows.sandbox()
    tab.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true})")
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    for _ in range(200):
        if windows.house.live.windows == 1:
            break
        other.wait_for_timeout(25)
    assert windows.house.live.windows == 1, "a window nobody sees gives its connection back"
    say(other, "你不在的时候")
    expect(line(other, "你不在的时候")).to_be_visible()
    expect(line(tab, "你不在的时候")).to_have_count(0)
    tab.evaluate("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))")
    expect(line(tab, "你不在的时候")).to_be_visible()


def test_it_stops_at_once_though_windows_are_open(pool: Pool, tmp_path: Path) -> None:
    with House(tmp_path).running() as house:
        windows = Windows(pool, house)
        tab = windows.sandbox()
        start = time.monotonic()
    assert time.monotonic() - start < 1.5
    expect(tab.get_by_role("alert")).to_have_text("和机器人的连接断了，正在重连……")
    windows.close()
