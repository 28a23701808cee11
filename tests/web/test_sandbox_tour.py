"""The guided tour, as somebody walks it who never saw the bot; and the page in English."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.web.windows import PATIENCE, Windows, line
from web.tour import STEPS

pytestmark = pytest.mark.browser
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.drill  # a quarter of a minute of two cores
def test_the_tour_from_asking_for_medicine_to_the_picture(windows: Windows) -> None:
    tab = windows.sandbox()
    tab.locator("#tour-open").click()
    for number, step in enumerate(STEPS):
        expect(tab.locator("#tour-title")).to_have_text(f"第 {number + 1} 步，共 8 步：{step.title}")
        expect(tab.locator("#tour-words")).to_have_text(step.words)
        expect(tab.locator("#tour-next")).to_be_hidden()
        for part in step.parts:
            tab.locator("#tour-fill").click()
            expect(tab.locator("#speaker")).to_have_value(part.contact)
            expect(tab.locator("#words")).to_have_value(re.compile(re.escape(part.line.split("{")[0])))
            tab.locator("#send").click()
            expect(tab.locator("#words")).to_have_value("")
            expect(tab.locator("#tour")).to_have_attribute("data-done", str(step.parts.index(part) + 1), timeout=PATIENCE)
        expect(tab.locator("#tour-words")).to_have_text(step.seen)
        if number == 2:
            tab.locator("#tour-leave").click()
            expect(tab.locator("#tour")).to_be_hidden()
            tab.reload()
            tab.get_by_role("button", name="继续导览 3/8").click()
        tab.locator("#tour-next").click()
    expect(tab.locator("#tour-title")).to_have_text("走完了")
    picture = tab.locator("#log .bot .photo img").last
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 600
    assert "在隔 10 人" in line(tab, "日报】").inner_text()


def test_the_page_speaks_english_and_the_groups_chinese(windows: Windows) -> None:
    tab = windows.sandbox(english=True)
    assert tab.locator("html").get_attribute("lang") == "en"
    tab.locator("#tour-open").click()
    expect(tab.locator("#tour-title")).to_have_text("Step 1 of 8: Ask for medicine")
    tab.locator("#tour-fill").click()
    tab.locator("#send").click()
    expect(line(tab, "Y1 已记")).to_be_visible()
    line(tab, "二甲双胍").first.hover()
    tab.get_by_role("button", name="How was it read?").first.click()
    expect(tab.locator("#reading h3").first).to_contain_text("Read as")
    tab.keyboard.press("Escape")
    tab.locator("#more summary").click()
    for part in ("h1", ".clock-label", "#forward", "#tour-open", ".menu", ".with", "label[for=speaker]", "#send"):
        assert not HAN.search(tab.locator(part).first.inner_text().replace("接龙", "")), part
    tab.locator("#language").click()
    expect(tab.locator("h1")).to_have_text("隔离点群助手 · 沙盒")
