"""Drives a gateway that runs as a child process: commands in, answers and ledger out."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import pytest

HERE = Path(__file__).parent
TOKEN = "insecure_6f1c1d0e-3a52-4b8e-9d2f-0a1b2c3d4e5f"


class Gateway:
    """A gateway process. Use it as a context; after `kill` it can be started again on the same port, with nobody in it."""

    def __init__(self, command: list[str], port: int, environment: Mapping[str, str] | None = None) -> None:
        self._command, self._environment = command, {**os.environ, **(environment or {})}
        self.port, self.endpoint, self.token = port, f"127.0.0.1:{port}", TOKEN
        self.saw: list[dict[str, Any]] = []
        self._answers: dict[int, dict[str, Any]] = {}
        self._news = threading.Condition()
        self._n = 0
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the process and wait until it listens."""
        before = self.count("listening")
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self._environment
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()
        self.wait_for(lambda: self.count("listening") > before, 30)

    def ask(self, do: str, **more: Any) -> Any:
        """Give a command and wait for its answer."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._n += 1
        n = self._n
        self._process.stdin.write(json.dumps({"n": n, "do": do, **more}) + "\n")
        self._process.stdin.flush()
        self.wait_for(lambda: n in self._answers, 10)
        answer = self._answers.pop(n)
        assert "error" not in answer, answer
        return answer["result"]

    def all(self, key: str, value: object = None) -> list[dict[str, Any]]:
        """The lines of the ledger that have this key (with this value)."""
        with self._news:
            return [line for line in self.saw if key in line and (value is None or line[key] == value)]

    def count(self, key: str, value: object = None) -> int:
        """How many of them."""
        return len(self.all(key, value))

    def wait_for(self, condition: Callable[[], bool], seconds: float = 10) -> None:
        """Block until it holds; from async code use `until`, or the bot in this process stands still too."""
        with self._news:
            assert self._news.wait_for(condition, seconds), f"not seen within {seconds} s; the last lines: {self.saw[-5:]}"

    def kill(self) -> None:
        """SIGKILL, also when it is stopped."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        if self._reader is not None:
            self._reader.join(5)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process = None

    def stop(self) -> None:
        """SIGSTOP: the process stands still with its connections open."""
        self._signal(signal.SIGSTOP)

    def cont(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):  # anything else is the Node packages talking to themselves
                self._take(json.loads(line))

    def _take(self, line: dict[str, Any]) -> None:
        with self._news:
            if "saw" in line:
                self.saw.append({**line["saw"], "at": time.time()})
            else:
                self._answers[line["n"]] = line
            self._news.notify_all()


def own_gateway(port: int | None = None) -> Gateway:
    """Our own gateway: faults on order, nothing but Python needed."""
    port = port or free_port()
    return Gateway([sys.executable, str(HERE / "own_gateway.py"), str(port)], port)


def node_gateway(port: int | None = None) -> Gateway:
    """The real Node gateway. Skips where it is not installed, except in CI, where that is a failure."""
    node, modules = shutil.which("node"), HERE / "node" / "node_modules" / "wechaty-puppet-service"
    if node is None or not modules.is_dir():
        why = "the Node gateway is not installed: `npm ci` in tests/gateway/node"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    port = port or free_port()
    return Gateway([node, str(HERE / "node" / "gateway.mjs"), str(port), TOKEN], port, {"WECHATY_LOG": "silent"})


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait for something in this process or in the ledger, without holding up the loop."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"did not become true within {seconds} s"
        await asyncio.sleep(0.01)
