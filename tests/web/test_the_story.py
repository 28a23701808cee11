"""The README's story, told over its page's own endpoints to the real `bot.py`: medicine to the end, check-ins, a situation, the digest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.web.house import free_port

ROOT = Path(__file__).parent.parent.parent
RESIDENTS, STAFF = "1-resident", "1-staff"
PATIENCE = 15.0
STORY = (
    ("1-r1", RESIDENTS, "医生您好，我的二甲双胍快没了，能帮我买2盒吗，谢谢", "Y1 已记：药品 1 种，共 2 盒，请核对数量"),
    ("1-w1", STAFF, "接单 Y1", "Y1 已接单"),
    ("1-w1", STAFF, "已送达 Y1", "Y1 已送达"),
    ("1-r1", RESIDENTS, "305 张三 36.5 无", "已登记 1 间：305"),
    ("1-r2", RESIDENTS, "38.5 头痛", "412 李* 已登记，值班医护会联系您"),
    ("1-r3", RESIDENTS, "体温正常", "请报具体度数"),
    ("1-r4", RESIDENTS, "我天天睡不着 心里好难受", "T1 已记"),
    ("1-w1", STAFF, "日报", "【慈利宾馆 日报】"),
)


class Phone:
    """Somebody at the page of a running bot."""

    def __init__(self, address: str) -> None:
        self._address = address

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Origin": self._address, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self._address}/api/{path}", data, headers), timeout=PATIENCE) as answer:
            return json.load(answer)

    def say(self, who: str, group: str, words: str, answered: str) -> str:
        """Say it and wait for the bot's answer; its whole text."""
        self._ask("speak", {"contact": who, "group": group, "text": words})
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for bubble in reversed(self._ask(f"bubbles?group={group}")["bubbles"]):
                if bubble["bot"] and answered in bubble["text"]:
                    return str(bubble["text"])
            time.sleep(0.25)
        raise AssertionError(f"nobody answered {answered} to {words}")


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("WECHATY", "DATABASE"))}
    settings = clean | {"DATA_DIR": str(tmp_path), "WEB_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "bot.py"], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert f"http://127.0.0.1:{port}" in process.stdout.readline()
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
            break
        except OSError:
            time.sleep(0.1)
    yield Phone(f"http://127.0.0.1:{port}")
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


def test_the_digest_says_exactly_what_happened(phone: Phone) -> None:
    digest = [phone.say(*turn) for turn in STORY][-1]
    assert "在隔 10 人：新入 0，离开 0" in digest
    halves = [[int(n) for n in found] for found in re.findall(r"体温..：应报 (\d+)，已报 (\d+)，未报 (\d+)，发热 (\d+)", digest)]
    assert sorted(halves) == [[10, 0, 10, 0], [10, 2, 8, 1]]
    assert "发热 1（412），缺度数或房间 1" in digest
    assert "用药：新 1，完成 1，未完 0" in digest
    assert "特殊情形：新 1，完成 0，未完 1（不到 1 小时）：情绪 1" in digest
    assert all(f"{nothing}：今日无" in digest for nothing in ("紧急", "物资", "报修", "转运"))
