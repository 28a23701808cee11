"""A drill prints its figure. Where several processes share the drills their prints lead nowhere, so the figures travel with the reports."""

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Any

import pytest


class Told:
    """What drills use of capsys, for a process whose output nobody reads."""

    def __init__(self, node: pytest.Item) -> None:
        self._node = node

    @contextmanager
    def disabled(self) -> Iterator[None]:
        """What is printed meanwhile is shown with the results: tests/conftest.py."""
        with redirect_stdout(StringIO()) as printed:
            yield
        self._node.user_properties.append(("figures", printed.getvalue().strip()))


@pytest.fixture
def capsys(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Any:
    """The usual one, unless this is one of several processes."""
    return Told(request.node) if hasattr(request.config, "workerinput") else capsys
