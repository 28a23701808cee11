"""Every database that a test opens is closed after it: Python 3.13 warns of connections left open, and warnings are errors."""

from collections.abc import Iterator
from typing import Any

import pytest

from models import Store


@pytest.fixture(autouse=True)
def _stores_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Store] = []
    make = Store.__init__

    def remember(self: Store, *args: Any) -> None:
        make(self, *args)
        opened.append(self)

    monkeypatch.setattr(Store, "__init__", remember)
    yield
    for store in opened:
        store.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show the figures of drills that ran in processes of their own."""
    reports = [r for outcome in ("passed", "failed") for r in terminalreporter.stats.get(outcome, [])]
    for figures in (value for report in reports if report.when == "call" for name, value in report.user_properties if name == "figures"):
        terminalreporter.write_line(figures)
