"""Processes that begin with everything imported: one server forks a life in milliseconds where a new Python needs a second.

What a life prints is read here; it waits for leave to begin, so that somebody may look over its shoulder first.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parent.parent.parent
OVER = "over "


class Nursery:
    """Lives of one function, `module:name`, one after the other. Close it."""

    def __init__(self, life: str) -> None:
        self.ended = 0
        """How the last life ended: minus the signal's number, or what it returned."""
        command = [sys.executable, "-m", "tests.drills.nursery", life]
        self._server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def bear(self, **arguments: Any) -> int:
        """A new process, which waits; its id."""
        self._send(json.dumps(arguments))
        return int(self._line())

    def begin(self) -> None:
        """Let it live."""
        self._send("begin")

    def said(self) -> Iterator[str]:
        """What it says, line by line, until it is dead, of itself or killed."""
        while not (line := self._line()).startswith(OVER):
            yield line
        self.ended = os.waitstatus_to_exitcode(int(line.removeprefix(OVER)))

    def close(self) -> None:
        """No more lives."""
        self._server.stdin.close()  # type: ignore[union-attr]
        self._server.wait(timeout=10)
        self._server.stdout.close()  # type: ignore[union-attr]

    def _send(self, line: str) -> None:
        self._server.stdin.write(f"{line}\n".encode())  # type: ignore[union-attr]
        self._server.stdin.flush()  # type: ignore[union-attr]

    def _line(self) -> str:
        line = cast(bytes, self._server.stdout.readline())  # type: ignore[union-attr]
        assert line.endswith(b"\n"), "the nursery itself is dead"
        return line.decode().rstrip("\n")


def say(line: str) -> None:
    """Said when this returns, whatever becomes of the process."""
    os.write(1, f"{line}\n".encode())


def serve(life: Callable[..., None]) -> None:
    """Fork, let it live, say that it is over."""
    for line in iter(sys.stdin.readline, ""):
        leave, give = os.pipe()
        child = os.fork()
        if child == 0:
            os.read(leave, 1)
            life(**json.loads(line))
            os._exit(0)
        say(str(child))
        sys.stdin.readline()  # not the child: it may be killed before it has read that it may begin
        os.write(give, b"1")
        say(f"{OVER}{os.waitpid(child, 0)[1]}")
        os.close(leave)
        os.close(give)


if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    serve(getattr(import_module(module), name))
