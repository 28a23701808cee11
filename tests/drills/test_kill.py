"""`kill -9` at random moments while people write: every message has one effect, no answer lacks its row, each digest is said once."""

import json
import os
import random
import re
import time
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.drills.crowd import move_in, sayings, settle, staff_group
from tests.drills.effects import check_effects
from tests.drills.process import Bot, await_that
from tests.gateway.drive import Gateway, own_gateway

ZONE = ZoneInfo("Asia/Shanghai")
MESSAGE_EVENT = 2
KILLS = int(os.environ.get("DRILL_KILLS", "34"))
"""Of the longer form; many more by hand."""
MOMENTS = {"starting": 2, "connected": 2, "later": 4, "speaking": 2}
"""When a life ends, and how often: while it starts, as soon as it is connected, some time later, or the moment it says something.
Besides, whatever was planned, one ends the moment the first digest is being said."""


class Drill:
    """One run: the gateway with its ledger, the bot with its lives, the crowd with its messages."""

    def __init__(self, folder: Path, gateway: Gateway, *, seed: int, kills: int, messages: int, digests: list[datetime]) -> None:
        self.gateway, self.kills, self.sites = gateway, kills, len(digests)
        self.rng = random.Random(seed)
        self.bot = Bot(folder, gateway, SEND_BUDGET_PER_MINUTE="60", SEND_BUDGET_PER_DAY="5000", QUIET_HOURS="00:00-00:00")
        self.bot.operate("migrate")
        store = self.bot.store()
        settle(store, digests, datetime.now(UTC))
        store.close()
        move_in(gateway, self.sites)
        said, self.effects = sayings(self.rng, messages, self.sites)
        self.to_say = deque(said)
        self.share = messages / kills
        self.killed: Counter[str] = Counter()

    def live_and_die(self, number: int) -> None:
        """One life: people write while it starts and while it runs, until its moment has come."""
        links, said = self.gateway.count("stream", "opened"), self.gateway.count("asked_to_say")
        moment = self.rng.choices(list(MOMENTS), list(MOMENTS.values()))[0]
        wait = {"starting": (0.3, 1.8), "connected": (0, 0.1), "later": (0.3, 4), "speaking": (5, 5)}[moment]
        until = time.monotonic() + self.rng.uniform(*wait) if moment == "starting" else float("inf")
        connected = False
        goal = len(self.effects) - self.share * (number + 1)
        self.bot.start()
        while time.monotonic() < until:
            if self.gateway.count("stream", "opened") > links and not connected:
                connected, until = True, min(until, time.monotonic() + self.rng.uniform(*wait))
            saying = [line["asked_to_say"] for line in self.gateway.all("asked_to_say")[said:]]
            if not self.killed["digest"] and any("日报】" in text for text in saying):
                moment = "digest"
                break
            if moment == "speaking" and saying:
                break
            if len(self.to_say) > goal and self.rng.random() < (0.5 if connected else 0.015):
                self.gateway.ask("hear", messages=[self.to_say.popleft() for _ in range(min(len(self.to_say), self.rng.randint(1, 4)))])
            time.sleep(self.rng.uniform(0, 0.04))
        self.bot.kill()
        self.killed[moment] += 1

    def last_life(self, patience: float) -> Counter[str]:
        """Nobody kills any more: what never reached the database is sent again, and everything is handled and said."""
        before = self.gateway.count("stream", "opened")
        self.bot.start()
        self.gateway.wait_for(lambda: self.gateway.count("stream", "opened") > before, 30)
        self.gateway.ask("hear", messages=list(self.to_say))
        figures = self.lost()
        self.gateway.ask("replay")
        await_that(lambda: self.bot.rows("SELECT count(*) FROM message WHERE external_id LIKE 'msg-%'")[0][0] == len(self.effects), 60)
        waiting = "SELECT 1 FROM message WHERE state IN ('noted', 'ready') LIMIT 1"
        await_that(lambda: not self.bot.rows(waiting), 60)
        await_that(lambda: not self.bot.rows("SELECT 1 FROM post WHERE state IN ('queued', 'claimed') LIMIT 1"), patience)
        await_that(lambda: not self.bot.rows(waiting), 60)  # the echo of what was said last
        self.bot.kill()
        return figures

    def lost(self) -> Counter[str]:
        """What was told to nobody, and what was written to a process that was killed before it had read or noted it."""
        dropped = {told(line) for line in self.gateway.all("dropped", MESSAGE_EVENT)}
        written = {told(line) for line in self.gateway.all("event", MESSAGE_EVENT)}
        noted = {row[0] for row in self.bot.rows("SELECT external_id FROM message")}
        mine = self.effects.keys()
        return Counter(unheard=len((dropped - noted - written) & mine), unread=len((written - noted) & mine))


def told(line: dict[str, Any]) -> str:
    return str(json.loads(line["payload"]).get("messageId"))


def check_answers(drill: Drill) -> None:
    """Whatever the gateway was asked to say stands in the database as said or as uncertain, and no ticket is confirmed twice."""
    asked = Counter((line["to"], line["asked_to_say"]) for line in drill.gateway.all("asked_to_say"))
    posts = drill.bot.rows("SELECT coalesce(group_id, contact), said_text FROM post WHERE lead AND state IN ('sent', 'uncertain')")
    assert not asked - Counter(posts), "said and not in the database, or said more often than that"
    confirmed = Counter((to, ticket) for to, text in asked.elements() for ticket in re.findall(r"([A-Z]\d+) (?:已记|用药|物资)", text))
    assert set(confirmed.values()) == {1}
    echoes = drill.bot.rows("SELECT DISTINCT state, human FROM message WHERE external_id LIKE 'sent-%'")
    assert set(echoes) <= {("ignored", None)}, "it listens to itself"
    assert not drill.bot.rows("SELECT 1 FROM post WHERE message_id NOT IN (SELECT id FROM message)")


def check_digests(drill: Drill) -> None:
    """Each site's slot exists once, its digest was said at most once, and if nobody may have read it the database says so."""
    digests = [line for line in drill.gateway.all("asked_to_say") if "日报】" in line["asked_to_say"]]
    assert {line["to"] for line in digests} <= {staff_group(n) for n in range(1, drill.sites + 1)}
    for site_id in range(1, drill.sites + 1):
        assert drill.bot.rows("SELECT state FROM slot WHERE job = 'site_digest' AND subject = '' AND site_id = ?", site_id) == [("done",)]
        said = [line for line in digests if line["to"] == staff_group(site_id)]
        state = drill.bot.rows("SELECT state FROM post WHERE key LIKE 'site_digest/%' AND site_id = ?", site_id)
        assert len(said) <= 1
        assert state in ([("sent",)], [("uncertain",)])
        assert said or state == [("uncertain",)]


def run_and_check(folder: Path, *, seed: int, kills: int, messages: int, digests: list[datetime], patience: float) -> str:
    with own_gateway() as gateway:
        gateway.ask("set", echo=True)
        drill = Drill(folder, gateway, seed=seed, kills=kills, messages=messages, digests=digests)
        try:
            for number in range(kills):
                drill.live_and_die(number)
            uncertain = drill.bot.rows("SELECT count(*) FROM post WHERE lead AND state = 'uncertain'")[0][0]
            lost = drill.last_life(patience)
        finally:
            drill.bot.kill()
        missing, doubled = check_effects(drill.bot, drill.effects)
        check_answers(drill)
        check_digests(drill)
        assert drill.bot.rows("PRAGMA integrity_check") == [("ok",)]
        left = drill.bot.rows("SELECT count(*) FROM post WHERE lead AND state = 'uncertain'")[0][0]
        said = gateway.count("asked_to_say")
    return (
        f"seed {seed}: {drill.killed.total()} kills {dict(drill.killed)}, {messages} messages, {lost['unheard']} told to nobody and "
        f"{lost['unread']} killed unread (all sent again), {said} posts said, {uncertain} of them uncertain ({left} after their echo); "
        f"{missing} lost, {doubled} doubled"
    )


def full_minute(minutes: int) -> datetime:
    """A full minute of the site's clock, so many minutes from now."""
    return datetime.now(ZONE).replace(second=0, microsecond=0) + timedelta(minutes=minutes)


def test_killed_a_few_times_while_people_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = run_and_check(tmp_path, seed=7, kills=8, messages=150, digests=[full_minute(0), full_minute(0)], patience=60)
    with capsys.disabled():
        print(f"\n{figures}")


@pytest.mark.drill
@pytest.mark.timed  # lives of a few seconds mean something only where nobody else uses the machine
@pytest.mark.timeout(900)
def test_killed_thirty_times_while_a_thousand_messages_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed = random.SystemRandom().randrange(10_000)
    with capsys.disabled():
        print(f"\nseed {seed}")
    digests = [full_minute(1), full_minute(2), full_minute(2)]
    figures = run_and_check(tmp_path, seed=seed, kills=KILLS, messages=30 * KILLS, digests=digests, patience=150)
    with capsys.disabled():
        print(figures)
