"""axe-core on every page the application has, found by itself from the routes: no serious fault for people with other eyes and hands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from quart import Quart
from sqlalchemy import select

from models import Person, Stay
from tests.web.ward import DAY
from tests.web.windows import WIDE, Windows, line, press

pytestmark = [pytest.mark.browser, pytest.mark.drill]

AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
NO_PAGES = ("/static/", "/api/", "/dashboard/language")


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        reason = "axe-core is not installed: make test does it, with npm"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text("utf-8")


def faults(tab: Tab, axe: str, what: str) -> Iterator[str]:
    """What is seriously wrong, each with the first element it is wrong with."""
    tab.evaluate(axe)
    found: dict[str, Any] = tab.evaluate(RUN)
    for fault in found["violations"]:
        if fault["impact"] in ("serious", "critical"):
            yield f"{what}: {fault['id']}: {fault['nodes'][0]['target']} {fault['nodes'][0].get('failureSummary', '')[:200]}"


def pages_of(app: Quart, stay: int) -> list[str]:
    """Every page that can be looked at, with a site, a room and a stay where its address wants one."""
    values = {"site": 1, "room": "305", "stay": stay}
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(NO_PAGES) and "attachment" not in rule.arguments:
            built = rule.build({name: values[name] for name in rule.arguments})
            assert built is not None
            found.append(built[1])
    return sorted(found)


def test_no_page_has_a_serious_fault(windows: Windows, axe: str) -> None:
    house = windows.house
    for contact, nick, group, text in DAY:
        house.do(house.world.sandbox.speak(contact, nick, group, text))
    with house.world.store.begin() as session:
        session.add(Person(site_id=9, role="operator", binding="confirmed", name="小机", nick="小机"))
        stay = session.scalars(select(Stay.id).where(Stay.site_id == 1, Stay.room == "302")).one()
    tab = windows.open("dashboard/login")
    wrong = list(faults(tab, axe, "login"))
    left = pages_of(house.app, stay)
    assert len(left) > 20
    for name in ("田志刚", "小机", "周正"):  # nobody may see everything: health is not for the technician, nor the machine for a site
        tab.goto(house.url + "dashboard/login")
        tab.get_by_role("button", name=name).first.click()
        expect(tab.locator("#main")).to_be_visible()
        left = [address for address in left if not looked_at(tab, house.url.rstrip("/") + address, axe, wrong)]
    assert (wrong, left) == ([], [])


def looked_at(tab: Tab, address: str, axe: str, wrong: list[str]) -> bool:
    """Whether whoever is signed in may see the page; what is wrong with it is added. A download is no page."""
    answer = tab.request.get(address)
    assert answer.status in (200, 403), address
    if answer.ok and "text/html" in answer.headers["content-type"]:
        tab.goto(address)
        wrong += faults(tab, axe, address)
    return answer.ok


def test_the_sandbox_has_no_serious_fault_whatever_is_open(windows: Windows, axe: str) -> None:
    tab = windows.sandbox()
    said = windows.house.world.sandbox.speak("1-r1", "305张三", "1-resident", "#接龙\n体温上报\n\n1. 305张三 36.5", quote=("李四", "早"))
    windows.house.do(said)
    expect(line(tab, "已登记")).to_be_visible()
    tab.locator("#tour-open").click()
    expect(tab.locator("#tour-title")).not_to_be_empty()
    wrong = list(faults(tab, axe, "talk and tour"))
    press(tab, "体温上报", "机器人怎么读的")
    wrong += faults(tab, axe, "reading")
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="参加接龙").click()
    wrong += faults(tab, axe, "list")
    tab.keyboard.press("Escape")
    tab.locator("#more summary").click()
    tab.locator("#words").evaluate("one => { one.value = '@'; one.dispatchEvent(new Event('input')); }")
    wrong += faults(tab, axe, "menu and mentions")
    tab.locator("#reset").click()
    wrong += faults(tab, axe, "begin again")
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(windows.house.url)
    wrong += faults(tab, axe, "phone")
    tab.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    assert wrong == []
