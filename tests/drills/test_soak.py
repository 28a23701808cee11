"""Five messages a second with the link cut again and again: memory and latency stay where they were.

In CI for a minute. DRILL_SOAK_MINUTES=60 is the long form, cut every five minutes.
"""

import os
import random
import re
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.drills.crowd import ROOMS, SURNAMES, move_in, residents, settle, staff_group
from tests.drills.ledger import Ledger, share
from tests.drills.process import Bot, await_that
from tests.gateway.drive import Gateway, own_gateway

MINUTES = float(os.environ.get("DRILL_SOAK_MINUTES", "1"))
CUT_EVERY = 300 if MINUTES >= 20 else 20
SITES, A_SECOND = 5, 5
TALK = ("今天天气真好", "早上好，大家都起来了吗", "谢谢工作人员", "几点吃午饭", "昨晚睡得不错")


class Soak:
    """People who report, talk, ask for things and get them, for as long as it takes."""

    def __init__(self, bot: Bot, gateway: Gateway, seed: int) -> None:
        self.bot, self.gateway, self.rng = bot, gateway, random.Random(seed)
        self.ledger = Ledger(gateway)
        self.waiting: deque[dict[str, Any]] = deque()
        self.handovers: deque[tuple[float, dict[str, Any]]] = deque()
        self.number = self.cuts = 0
        self.samples: list[tuple[float, float, int, float]] = []
        """Seconds since the start, MiB, descriptors, processor seconds."""

    def run(self, seconds: float) -> None:
        """Five a second; what was told to nobody, because the link was cut, is said again."""
        start = time.monotonic()
        next_cut, next_sample = CUT_EVERY, 0.0
        while (passed := time.monotonic() - start) < seconds:
            while self.number < passed * A_SECOND:
                self.waiting.append(self.something())
            told = [self.waiting.popleft() for _ in range(len(self.waiting))]
            heard = self.gateway.ask("hear", messages=told) if told else []
            self.waiting.extend(one for one, ok in zip(told, heard, strict=True) if not ok)
            self.hand_over()
            if passed >= next_cut:
                next_cut += CUT_EVERY
                self.cuts += 1
                self.gateway.ask("reset" if self.cuts % 2 else "end")
            if passed >= next_sample:
                next_sample += max(1, seconds / 120)
                self.samples.append((passed, self.bot.memory, self.bot.descriptors, self.bot.processor_seconds))
            time.sleep(0.2)
        self.ledger.read()

    def something(self) -> dict[str, Any]:
        """Mostly temperatures and talk; one in twenty asks for something."""
        site_id, n = self.rng.randint(1, SITES), self.rng.randrange(len(ROOMS))
        name, dice = f"{SURNAMES[n]}三", self.rng.random()
        if dice < 0.60:
            text = f"{ROOMS[n]} {name} 36.{self.rng.randrange(1, 9)} 无"
        elif dice < 0.95:
            text = self.rng.choice(TALK)
        else:
            text = self.rng.choice([f"#用药 {ROOMS[n]} 二甲双胍 1盒", f"#物资 {ROOMS[n]} 牙膏1支"])
        return self.one(text, f"{site_id}-r{n}", residents(site_id))

    def hand_over(self) -> None:
        """Staff bring what was asked for two minutes after the bot gave it a number."""
        before = len(self.ledger.said)
        self.ledger.read()
        now = time.monotonic()
        for _, to, text in self.ledger.said[before:]:
            if to.endswith("-residents@chatroom"):
                site_id = int(to.partition("-")[0])
                for ticket in re.findall(r"([YW]\d+) 已记", text):
                    brought = self.one(f"已送达 {ticket}", f"{site_id}-medic", staff_group(site_id))
                    self.handovers.append((now + min(120, MINUTES * 20), brought))
        while self.handovers and self.handovers[0][0] <= now:
            self.waiting.append(self.handovers.popleft()[1])

    def one(self, text: str, talker: str, group: str) -> dict[str, Any]:
        self.number += 1
        return {"id": f"msg-{self.number}", "text": text, "talker": talker, "group": group}

    def _work(self, start: float, end: float) -> float:
        """Processor seconds for one message, between two moments: what a busy machine does not change."""
        within = [(at, used) for at, _, _, used in self.samples if start <= at <= end]
        (first, before), (last, after) = within[0], within[-1]
        return (after - before) / (last - first) / A_SECOND

    def figures(self) -> tuple[str, float, float]:
        """In words, growth of memory, drift of latency: from the second sixth to the last, because the first is for warming up."""
        span = self.samples[-1][0] / 6
        first_at = min(self.ledger.told.values())
        memory = [median(m for at, m, *_ in self.samples if n * span <= at <= (n + 1) * span) for n in (1, 5)]
        slow = [self.ledger.until_safe(first_at + n * span, first_at + (n + 1) * span) for n in (1, 5)]
        growth, drift = memory[1] / memory[0] - 1, median(slow[1]) / median(slow[0]) - 1
        descriptors = [d for _, _, d, _ in self.samples[1:]]
        handled = self.bot.rows("SELECT (julianday(done_at) - julianday(noted_at)) * 86400 FROM message WHERE state = 'done' ORDER BY id")
        sixth = len(handled) // 6
        times = [[one for (one,) in handled[n * sixth : (n + 1) * sixth]] for n in (1, 5)]
        cpu = (self.samples[-1][3] - self.samples[0][3]) / (self.samples[-1][0] - self.samples[0][0])
        work = [self._work(n * span, (n + 1) * span) for n in (1, 5)]
        words = (
            f"soak: {MINUTES:g} min, {self.number} messages, {self.cuts} cuts; "
            f"memory {memory[0]:.1f} → {memory[1]:.1f} MiB ({growth:+.1%}), "
            f"most {max(m for _, m, *_ in self.samples):.1f}; descriptors {min(descriptors)}–{max(descriptors)}; until safe, median "
            f"{median(slow[0]) * 1000:.1f} → {median(slow[1]) * 1000:.1f} ms ({drift:+.1%}), p99 {share(slow[0], 0.99):.2f} → "
            f"{share(slow[1], 0.99):.2f} s; until handled, median {median(times[0]):.3f} → {median(times[1]):.3f} s; {cpu:.0%} of a core, "
            f"{work[0] * 1000:.1f} → {work[1] * 1000:.1f} ms of it a message ({work[1] / work[0] - 1:+.1%}); "
            f"{len(self.ledger.said)} posts said"
        )
        return words, growth, drift


@pytest.mark.drill
@pytest.mark.timeout(int(MINUTES * 60 + 300))
def test_memory_and_latency_stay_where_they_were(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with own_gateway() as gateway:
        gateway.ask("set", echo=True)
        budget = {"SEND_BUDGET_PER_MINUTE": "60", "SEND_BUDGET_PER_DAY": "5000", "QUIET_HOURS": "00:00-00:00"}
        bot = Bot(tmp_path, gateway, **budget)
        bot.operate("migrate")
        store = bot.store()
        settle(store, [datetime.now(UTC) + timedelta(hours=9)] * SITES, datetime.now(UTC))
        store.close()
        move_in(gateway, SITES)
        bot.start()
        try:
            gateway.wait_for(lambda: gateway.count("stream", "opened") == 1, 90)
            soak = Soak(bot, gateway, seed=7)
            soak.run(MINUTES * 60)
            left = "SELECT 1 FROM message WHERE state IN ('noted', 'ready') LIMIT 1"
            await_that(lambda: not bot.rows(left), 300)
            words, growth, drift = soak.figures()
        finally:
            bot.kill()
        with capsys.disabled():
            print(f"\n{words}")
        assert bot.rows("SELECT count(*) FROM message WHERE external_id LIKE 'msg-%' AND state <> 'done'") == [(0,)]
        assert len(soak.ledger.opened) == soak.cuts + 1
        if MINUTES >= 20:
            assert growth < 0.05
            assert drift < 0.10
        else:  # a minute is all warming up
            assert growth < 0.25
