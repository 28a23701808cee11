"""The digest as a picture: counts and sites only, drawn by a process of its own after the words are out, small, no empty boxes."""

import ast
import asyncio
import json
import re
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from chat.attachments import attachment, made
from chat.service import Service
from chat.transport import NotSent, Utterance
from handlers.base import kinds_of, load_handlers
from models import Post, Site
from models.sample import RESIDENTS
from reports.care import site_day
from reports.pages import site_page
from reports.picture import BAD, NONE, WARN, Bar, Bars, Card, Chart, Line, Page, page_from
from tests.world import START, World

ROOT = Path(__file__).parent.parent
DRAWS = {"reports/canvas.py", "reports/drawing.py", "reports/make_file.py"}


def picture_of(found: Mapping[str, Any]) -> bytes:
    async def make() -> bytes:
        async with made(found) as path:
            return path.read_bytes()

    return asyncio.run(make())


def test_a_page_over_forty_sites_is_a_small_png_as_wide_as_a_phone() -> None:
    rows = tuple(Bar(f"酒店{n}", n, 92, f"{n}/92 发热{n} 未完5", BAD if n % 3 else NONE) for n in range(40))
    charts = tuple(Chart("需求", tuple("1234567"), (Line("新", (1, 2, None, 4, 5, 6, n)), Line("未完", (n,) * 7, WARN))) for n in range(2))
    page = Page("指挥部日报", "8月7日", (Card("体温℃", "594/736", "发热 8", BAD),) * 6, charts, (Bars("各点", rows),), ("其余 160 个点",))
    assert page_from(json.loads(json.dumps(page.as_data()))) == page
    content = picture_of(attachment("picture", "指挥部.png", page.as_data()))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", content[16:24])
    assert (wide, high > 2000) == (1080, True)
    assert 20_000 < len(content) < 300_000


def test_no_chinese_character_is_an_empty_box() -> None:
    from reports.canvas import MISSING, shown

    level_one = bytes(b for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for b in (high, low)).decode("gb2312", "ignore")
    assert len(level_one) > 6700
    kinds = kinds_of(load_handlers()).values()
    own = "".join(k.label + k.digest for k in kinds) + (ROOT / "reports" / "pages.py").read_text("utf-8")
    for text in (level_one, own.replace("\n", ""), "体温℃ ① 䶮 垭 澧 〓 · … —"):
        assert shown(text) == text
    assert shown("酒店😀\u202e\x07") == f"酒店{MISSING}"


def test_only_the_drawing_process_loads_matplotlib() -> None:
    for path in ROOT.glob("[a-z]*/**/*.py"):
        name = str(path.relative_to(ROOT))
        if name in DRAWS or name.startswith(("tests/", ".venv")) or "node_modules" in name:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            assert not {n for n in names if re.match(r"matplotlib|PIL|numpy|zhplot|reports\.(canvas|drawing|make_file)", n)}, name


def test_the_words_go_first_and_the_picture_holds_no_room_and_no_name(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r2", "412李四", "1-resident", "体温38.6")
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒")
    world.move_to("20:01")
    files = {(where, found["name"]): found for where, found in world.network.files}
    assert ("1-staff", "慈宾日报0807.png") in files
    assert ("hq", "指挥部日报0807.png") in files
    for found in files.values():
        said = json.dumps(found["content"], ensure_ascii=False)
        assert not any(re.search(rf"(?<!\d){room}(?!\d)", said) or name in said or f"{name[0]}*" in said for room, name in RESIDENTS)
    with world.store.read() as session:
        posts = list(session.scalars(select(Post).where(Post.group_id == "1-staff", Post.key.is_not(None)).order_by(Post.id)))
    assert [bool(p.attachment) for p in posts if "digest" in (p.key or "")] == [False, True]


def test_the_picture_says_what_the_text_says(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r2", "412李四", "1-resident", "体温38.6")
    with world.store.read() as session:
        day = site_day(session, session.get_one(Site, 1), START.date(), START.astimezone(UTC))
        cards = {c.label: (c.value, c.tone) for c in site_page(day, list(world.kinds.values()), START).cards}
        silent = site_page(site_day(session, session.get_one(Site, 2), START.date(), START), list(world.kinds.values()), START)
    assert cards["在隔"][0] == "10 人"
    assert cards["体温 上午"] == ("1/10", "bad")
    assert {c.label: c.value for c in silent.cards}["体温 上午"] == "未报"


@pytest.mark.parametrize("content", [{}, {"title": 1}])
def test_a_picture_that_cannot_be_drawn_is_surely_not_sent(content: dict[str, Any]) -> None:
    with pytest.raises(NotSent):
        picture_of(attachment("picture", "x.png", content))


def test_a_failed_picture_leaves_the_words_said(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    said: list[Utterance] = []

    class Network:
        async def say(self, what: Utterance) -> str:
            said.append(what)
            return "id"

    @asynccontextmanager
    async def fails(_wanted: Mapping[str, Any]) -> AsyncIterator[Path]:
        raise NotSent("no")
        yield Path()

    world.clock.moment = START.replace(hour=19, minute=31).astimezone(UTC)
    world.timetable.due(world.clock.now())
    service = Service(world.inbox, world.outbox, world.clock, world.timetable.due, make=fails)

    async def speak() -> None:
        while (claimed := world.outbox.claim(world.clock.now())) is not None:
            await service.say(Network(), claimed)  # type: ignore[arg-type]  # it only ever says

    for _ in range(4):  # a group hears one post in some seconds
        asyncio.run(speak())
        world.clock.moment += timedelta(seconds=20)
    service.writer.close()
    assert [what.group for what in said if "日报】" in what.text and what.group] == ["1-staff", "2-staff", "3-staff"]
    assert all(what.file is None for what in said)
    with world.store.read() as session:
        waiting = list(session.scalars(select(Post).where(Post.key.startswith("digest_picture"))))
    assert {(p.state, p.error) for p in waiting} == {("queued", "NotSent")}
