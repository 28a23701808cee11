"""What the sandbox page needs of the running bot, handed in by the command that starts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from chat.clock import MovedClock
from chat.sandbox import Sandbox
from chat.service import Service
from jobs.base import Timetable
from models import Store
from reading.kind import Kind
from web.explain import Understand
from web.reset import begin_again


@dataclass(frozen=True, slots=True)
class SandboxWorld:
    """One sandbox, shared by every browser window that looks at it."""

    store: Store
    sandbox: Sandbox
    clock: MovedClock
    timetable: Timetable
    service: Service
    title: str = "隔离点群助手 · 沙盒"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    """The zone in which the page shows every time."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    understand: Understand | None = None

    async def begin_again(self) -> None:
        """Everything that was said and done is gone, for every window; the clock begins where it began."""
        async with self.sandbox.held():
            self.clock.start_again()
            await self.service.writer.run(begin_again, self.store, self.clock.now())
            self.sandbox.bubbles.clear()
            self.sandbox.files.forget()
        await self.service.tick()
