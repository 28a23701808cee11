"""A day's story through the real Node gateway, the real SDK and the running bot: from binding the groups to the delivered medicine."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.drills.process import Bot, await_that
from tests.gateway.drive import Gateway, node_gateway

pytestmark = pytest.mark.gateway

RESIDENTS = {"张三": "305", "罗丽": "302", "贺桂香": "303"}
SECRETS = (*RESIDENTS, "王静", "王护士", "硝苯地平", "咳嗽", "难受")


class Chat:
    """The phones of the site: people and groups at the gateway, and the bot beside it."""

    def __init__(self, gateway: Gateway, bot: Bot) -> None:
        self.gateway, self.bot = gateway, bot
        names = {**{name: f"{room}{name}" for name, room in RESIDENTS.items()}, "王静": "王护士", "小助手": "小助手"}
        self.people = {who: gateway.ask("person", name=nick) for who, nick in names.items()}
        residents = [self.people[who] for who in (*RESIDENTS, "小助手")]
        self.groups = {
            "居民群": gateway.ask("group", topic="慈利居民群", members=residents),
            "工作群": gateway.ask("group", topic="慈利工作群", members=[self.people["王静"], self.people["小助手"]]),
        }

    def say(self, who: str, where: str, text: str) -> None:
        """Somebody says something in a group, or to the bot alone (私聊)."""
        self.gateway.ask("say", by=self.people[who], to=self.groups.get(where, self.people["小助手"]), text=text)

    def hear(self, where: str, *parts: str, within: float = 15) -> None:
        """The bot says all of these there."""
        place = self.groups.get(where) or self.people[where]
        for part in parts:
            self.gateway.wait_for(partial(self._was_said, place, part), within)

    def said(self, where: str) -> str:
        """Everything the bot said there."""
        return "\n".join(line["heard"] for line in self._lines(self.groups[where]))

    def _lines(self, place: str) -> list[dict[str, Any]]:
        return [line for line in self.gateway.all("in", place) if line["by"] == self.people["小助手"]]

    def _was_said(self, place: str, part: str) -> bool:
        return any(part in line["heard"] for line in self._lines(place))


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """A bot that has the roster, is connected, and whose account has just been logged in."""
    with node_gateway() as gateway:
        bot = Bot(tmp_path, gateway)
        bot.operate("import", str(roster(tmp_path / "roster.xlsx")))
        chat = Chat(gateway, bot)
        before = gateway.ask("listeners")
        bot.start()
        try:
            await_that(lambda: gateway.ask("listeners") > before, 30)
            gateway.ask("login", id=chat.people["小助手"])
            yield chat
        finally:
            bot.kill()


def roster(path: Path) -> Path:
    book = Workbook()
    sites = book.create_sheet("隔离点")
    sites.append(["名称", "简称"])
    sites.append(["慈利宾馆", "慈宾"])
    residents = book.create_sheet("隔离人员")
    residents.append(["隔离点", "房间", "姓名"])
    for name, room in RESIDENTS.items():
        residents.append(["慈宾", room, name])
    book.save(path)
    return path


def code(chat: Chat, *what: str) -> str:
    """The line to type, as the operator's command prints it."""
    return chat.bot.operate("code", "--site", "慈宾", *what).splitlines()[0]


def test_from_binding_the_groups_to_the_delivered_medicine(chat: Chat) -> None:
    bind(chat)
    check_in(chat)
    ask_for_medicine(chat)
    deliver_it(chat)
    look_at_the_database(chat)
    log = chat.bot.stderr
    assert not [s for s in SECRETS if s in log or json.dumps(s)[1:-1] in log]
    assert "硝苯地平" not in chat.said("居民群")
    assert "张三 " not in chat.said("居民群").replace("@305张三 ", "")


def bind(chat: Chat) -> None:
    chat.say("王静", "私聊", code(chat, "--role", "medic", "--name", "王静"))
    chat.say("罗丽", "居民群", code(chat, "--group", "resident"))
    chat.say("王静", "工作群", code(chat, "--group", "staff"))
    chat.hear("王静", "已绑定：慈利宾馆 医护。")
    chat.hear("居民群", "本群已绑定为 慈利宾馆 居民群。")
    chat.hear("工作群", "本群已绑定为 慈利宾馆 工作群。")


def check_in(chat: Chat) -> None:
    """One is well, one has a fever, one says 正常 and is asked for the degrees."""
    chat.say("张三", "居民群", "305 张三 36.5 无")
    chat.say("罗丽", "居民群", "302 罗丽 38.4 咳嗽")
    chat.say("贺桂香", "居民群", "303 贺桂香 体温正常")
    chat.hear("居民群", "302 罗* 已登记，值班", "@303贺桂香")
    chat.hear("工作群", "【发热】302 罗* 体温异常")
    chat.hear("王静", "【发热】302 罗丽 38.4℃ 咳嗽")
    chat.say("贺桂香", "居民群", "36.4")


def ask_for_medicine(chat: Chat) -> None:
    chat.say("张三", "居民群", "医生在吗 我的降压药吃完了 硝苯地平缓释片 能帮忙买两盒吗")
    chat.hear("居民群", "@305张三 Y1 已记：药品 1 种，共 2 盒，请核对数量。")
    chat.hear("工作群", "@王护士 Y1 用药 305 张*：硝苯地平缓释片 2盒。原话：", "回复「接单 Y1」")
    chat.say("王静", "工作群", "接单 Y1")
    chat.hear("工作群", "@王护士 Y1 已接单。")
    chat.hear("居民群", "@305张三 305 Y1 已接单。")
    chat.say("张三", "居民群", "我的药到了吗")
    chat.say("罗丽", "居民群", "302 罗丽 我天天睡不着 心里难受 想找人说话")
    chat.hear("居民群", "@305张三 Y1 已有人接单，已等", "@302罗丽 T1 已记")
    chat.hear("工作群", "@王护士 Y1 305 在问进度", "T1 特殊情形 302 罗*：情绪。")


def deliver_it(chat: Chat) -> None:
    chat.say("王静", "工作群", "y1已送达")
    chat.hear("工作群", "@王护士 Y1 已送达。")
    chat.hear("居民群", "@305张三 305 Y1 已送达。")
    chat.say("王静", "工作群", "接单 Y1")
    chat.say("王静", "工作群", "已送达 Y7")
    chat.hear("工作群", "@王护士 Y1 目前是“已送达”，没有改动。", "没有找到")


def look_at_the_database(chat: Chat) -> None:
    chat.hear("居民群", "已登记 2 间：305 303", within=45)  # half a minute for more of its sort
    rows = chat.bot.rows
    assert rows("SELECT ticket, kind, status, room, category, missing FROM request ORDER BY id") == [
        ("Y1", "medication", "delivered", "305", None, "[]"),
        ("T1", "situation", "open", "302", "emotional", "[]"),
    ]
    steps = "SELECT s.status FROM request_step s JOIN request r ON r.id = s.request_id WHERE r.ticket = 'Y1' ORDER BY s.id"
    assert rows(steps) == [("open",), ("accepted",), ("delivered",)]
    assert rows("SELECT room, name, temperature, symptoms, missing FROM checkin ORDER BY room") == [
        ("302", "罗丽", 38.4, '["\\u54b3\\u55fd"]', "[]"),
        ("303", "贺桂香", 36.4, rows("SELECT symptoms FROM checkin WHERE room = '303'")[0][0], "[]"),
        ("305", "张三", 36.5, "[]", "[]"),
    ]
    assert rows('SELECT kind FROM "group" WHERE kind NOTNULL ORDER BY kind') == [("resident",), ("staff",)]
    assert rows("SELECT role, binding FROM person WHERE name = '王静'") == [("medic", "confirmed")]
    assert rows("SELECT role, binding, room FROM person WHERE name = '张三'") == [("resident", "provisional", "305")]
    await_that(lambda: rows("SELECT DISTINCT state, human FROM message ORDER BY state") == [("done", None), ("ignored", None)], 10)
    await_that(lambda: rows("SELECT DISTINCT state FROM post") == [("sent",)], 35)
