"""Every file under tests/conversations is a chat: what people say, and exactly what the bot answers.

`08:12 居民群 | 张三 > words`   somebody says something        `… | 张三 引用「words」 > words` quoting a message
`08:12 居民群 | 小助手 < words`  the bot says it next ('…' stands for anything)
`… | 外点王静 > words`            somebody of the second site      `2-staff < words`  the bot says it in another site's group
`08:12 居民群 | 张三 [图片]`      a picture, or `[图片 处方.jpg]`, `[文件 名单.xlsx]`: bytes that tests/files.py makes of the name
`08:12 居民群 | 小助手 [文件 须知.pdf]`  the bot hands out that file, byte by byte
`08:12 居民群 | 张三 [语音]`      `… | 张三 [撤回]` takes back their last message      `… | 张三 [入群]`
`14:20 工作群 | 王静 13:50发 > words`  sent at 13:50, heard only now
`-- 09:00`                     the clock moves on
`= Y1 delivered 412`           the request in the database; other states are in tests/states.py (在住 离开 需要 采样 摸排 附件)
"""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from models import Person, Request
from tests.files import content_of
from tests.states import STATES
from tests.world import ZONE, World

FILES = sorted((Path(__file__).parent / "conversations").glob("*.txt"))
GROUPS = {"居民群": "1-resident", "工作群": "1-staff", "富蓝特工作群": "2-staff", "指挥部群": "hq", "支部群": "branch", "私聊": None}
LINE = re.compile(
    r"^(?P<at>[\d: -]+?) (?P<group>\S+) \| (?P<who>\S+?)(?: (?P<sent>\d\d:\d\d)发)?(?: 引用「(?P<quote>.*?)」)?"
    r"(?: > (?P<said>.*)| \[(?P<act>撤回|入群|语音|图片|文件)(?: (?P<file>\S+))?\])$"
)
ELSEWHERE = re.compile(r"^(?P<group>[23]-\w+)(?P<to>) < ")
HANDED_OUT = re.compile(r"^[\d: -]+? (?P<group>\S+) \| 小助手 \[文件 (?P<file>\S+)\]$")
ANSWER = re.compile(r"^(?P<at>[\d: -]+?) (?P<group>\S+) \| 小助手(?:→(?P<to>\S+))? < (?P<text>.*)$", re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_bot_answers_as_written(path: Path, tmp_path: Path) -> None:
    world = World.new(tmp_path)
    chat = Chat(world)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            chat.step(line.replace("⏎", "\n"), f"{path.name}:{number}")
    assert chat.waiting == [], f"{path.name}: said but not written down"


class Chat:
    def __init__(self, world: World) -> None:
        self.world = world
        self.waiting: list[tuple[str, str]] = []
        self.last: dict[str, str] = {}
        with world.store.read() as session:
            everybody = [p for p in session.scalars(select(Person)) if p.name and p.contact]
        here = {str(p.name): (str(p.contact), p.nick) for p in everybody if p.site_id in (1, 9)}
        self.people = {f"外点{p.name}": (str(p.contact), p.nick) for p in everybody if p.site_id == 2} | here

    def step(self, line: str, where: str) -> None:
        if line.startswith("-- "):
            assert self.waiting == [], f"{where}: said but not written down: {self.waiting}"
            heard = self.world.move_to(line[3:].strip())
            self.waiting += [s for s in heard if not s[0].startswith(("2-", "3-"))]  # the other two sites have their own day
        elif line.startswith("= "):
            self.check(line[2:].split(), where)
        elif answer := ANSWER.match(line) or ELSEWHERE.match(line):
            self.expect(answer, where)
        elif handed := HANDED_OUT.match(line):
            self.expect_file(handed, where)
        elif said := LINE.match(line.split("\n")[0]):
            self.act(said, line, where)
        else:
            raise AssertionError(f"{where}: not understood: {line}")

    def act(self, said: re.Match[str], line: str, where: str) -> None:
        assert self.waiting == [], f"{where}: said but not written down: {self.waiting}"
        self.world.at(said["at"])
        contact, nick = self.who(said["who"])
        group = GROUPS[said["group"]]
        if said["act"] == "入群":
            self.world.happen("joined", group, contact=contact, people=((contact, nick),))
        elif said["act"] == "撤回":
            self.world.hear(contact, nick, group, "", type="recall", recalls=self.last[contact])
        elif said["act"] == "语音":
            self.world.hear(contact, nick, group, "", type="voice")
        elif said["act"]:
            self.last[contact] = self.world.hear_file(contact, nick, group, said["file"] or "照片.jpg")
        else:
            more: dict[str, Any] = {"quote_nick": "小助手", "quote_text": said["quote"]} if said["quote"] else {}
            if said["sent"]:
                hour, minute = (int(part) for part in said["sent"].split(":"))
                more["sent"] = self.world.clock.now().astimezone(ZONE).replace(hour=hour, minute=minute)
            text = "\n".join([said["said"], *line.split("\n")[1:]])
            self.last[contact] = self.world.hear(contact, nick, group, text, **more)
        self.waiting += self.world.speak()

    def who(self, name: str) -> tuple[str, str]:
        known, _, note = name.partition("(")
        if note.startswith("未登记") or known not in self.people:
            return f"stranger-{known}", known
        contact, nick = self.people[known]
        return contact or known, nick

    def expect(self, answer: re.Match[str], where: str) -> None:
        group = GROUPS.get(answer["group"], answer["group"])
        place = group or self.who(answer["to"] or "")[0]
        found = next((w for w in self.waiting if w[0] == place), None)
        assert found is not None, f"{where}: nothing was said there; waiting: {self.waiting}"
        self.waiting.remove(found)
        pattern = ".*".join(re.escape(part) for part in answer.string.split(" < ", 1)[1].split("…"))
        assert re.fullmatch(pattern, found[1], re.DOTALL), f"{where}:\n  expected {answer.string.split(' < ', 1)[1]}\n  said     {found[1]}"

    def expect_file(self, handed: re.Match[str], where: str) -> None:
        place, name = GROUPS[handed["group"]] or "", handed["file"]
        found = [file for to, file in self.world.network.files if to == place and file["name"] == name]
        assert found, f"{where}: not handed out there: {self.world.network.files}"
        assert self.world.files.shelf.path(found[-1]["content"]["hash"]).read_bytes() == content_of(name), where

    def check(self, words: list[str], where: str) -> None:
        if words[0] in STATES:
            STATES[words[0]](self.world, words[1:], where)
            return
        with self.world.store.read() as session:
            request = session.scalar(select(Request).where(Request.site_id == 1, Request.ticket == words[0]))
            assert request is not None, f"{where}: no request {words[0]}"
            shown = [request.status if request.withdrawn_at is None else "withdrawn", request.room or "-"]
            assert shown[: len(words) - 1] == words[1:], f"{where}: {shown}"
