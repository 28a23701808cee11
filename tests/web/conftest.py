"""One chromium and one house for all tests of a worker; without chromium they skip, saying so, except in CI."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.web.house import House
from tests.web.screenshot import CHROMIUM, FLAGS
from tests.web.ward import Ward
from tests.web.windows import Pool, Windows


@dataclass(frozen=True, slots=True)
class Chromium:
    """The browser and the event loop of the one who drives it."""

    pool: Pool
    loop: asyncio.AbstractEventLoop


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    if not Path(CHROMIUM).exists():
        reason = f"no chromium at {CHROMIUM}; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        loop = asyncio.get_running_loop()
        # Playwright leaves its loop behind as this thread's running one, and no other test could run one of its own.
        asyncio._set_running_loop(None)
        yield Chromium(Pool(launched), loop)
        asyncio._set_running_loop(loop)
        launched.close()


@pytest.fixture
def pool(chromium: Chromium) -> Iterator[Pool]:
    asyncio._set_running_loop(chromium.loop)
    yield chromium.pool
    asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("house")).running() as house:
        yield house


@pytest.fixture
def house(served: House) -> House:
    """The house with nothing said in it yet."""
    served.do(served.world.begin_again())
    return served


@pytest.fixture
def windows(pool: Pool, house: House) -> Iterator[Windows]:
    opened = Windows(pool, house)
    yield opened
    opened.close()
    assert opened.complaints == []


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """One dashboard over one lived day, for all files that only look and press: its clock is not moved."""
    made = Ward(tmp_path_factory.mktemp("ward"))
    yield made
    made.close()
