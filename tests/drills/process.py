"""The running bot as a child process beside a gateway: started, killed, started again, and its operator's commands."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from models import Store
from tests.gateway.drive import Gateway

ROOT = Path(__file__).parent.parent.parent


class Bot:
    """`bot.py run` over one folder of data. Its stderr is kept over all its lives."""

    def __init__(self, folder: Path, gateway: Gateway, **settings: str) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._data.mkdir()
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("WECHATY", "DATABASE", "SEND_", "DIGEST", "QUIET", "LOG_"))}
        self._environment = clean | {
            "DATA_DIR": str(self._data),
            "PYTHONUTF8": "1",
            "WECHATY_PUPPET_SERVICE_ENDPOINT": gateway.endpoint,
            "WECHATY_PUPPET_SERVICE_TOKEN": gateway.token,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin a life."""
        assert self._process is None
        with (self._folder / "stderr").open("ab") as errors, (self._folder / "stdout").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, str(ROOT / "bot.py"), "run"],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
            )

    def kill(self) -> None:
        """SIGKILL: no good-bye, no clean-up. Fails if it was dead already."""
        if self._process is None:
            return
        ended_by_itself = self._process.poll()
        self._process.kill()
        self._process.wait()
        self._process = None
        assert ended_by_itself is None, f"it had ended by itself with {ended_by_itself}: {self.stderr[-2000:]}"

    @property
    def memory(self) -> float:
        """Its resident memory in MiB."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @property
    def descriptors(self) -> int:
        """How many files and sockets it holds open."""
        assert self._process is not None
        return len(list(Path(f"/proc/{self._process.pid}/fd").iterdir()))

    @property
    def processor_seconds(self) -> float:
        """The processor's time it has used, user and system."""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def operate(self, *arguments: str) -> str:
        """Run one of the operator's commands beside it; what it prints."""
        command = [sys.executable, str(ROOT / "bot.py"), *arguments]
        done = subprocess.run(
            command, cwd=self._folder, env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    @property
    def stderr(self) -> str:
        """Everything it ever logged."""
        path = self._folder / "stderr"
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def database(self) -> Path:
        """Its SQLite file."""
        return self._data / "gelibot.sqlite3"

    def store(self) -> Store:
        """Its database, opened by us as well; close it."""
        return Store(f"sqlite:///{self.database}")

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in its database."""
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return connection.execute(sql, values).fetchall()


def await_that(condition: Callable[[], object], seconds: float) -> None:
    """Wait until it holds, looking again and again."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"did not become true within {seconds} s"
        time.sleep(0.1)
