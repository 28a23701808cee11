"""Every sentence of the bot, for every audience: no full name, drug, illness, degree or phone where product rule 3 forbids it.

What the bot says is read where it is written down already, in the conversations (each is proved by tests/test_conversations.py),
and from the templates in the code, told with canaries in every gap. Nothing is run, so it costs next to nothing.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from chat.audience import AUDIENCES
from chat.wording import Category, Health, Part, Raw, Rooms, Sentence, Things, Who
from handlers.base import kinds_of, load_handlers
from models.sample import RESIDENTS, STAFF
from reading.lexicon import Lexicon

ROOT = Path(__file__).parent.parent
FOLDERS = ("handlers", "events", "jobs", "dialogue", "chat")
GROUPS = {"居民群": "resident", "工作群": "staff", "富蓝特工作群": "staff", "指挥部群": "hq", "支部群": "branch"}
SAID = re.compile(r"^(?:[\d: -]+? (?P<group>\S+) \| 小助手|(?P<other>[23])-(?P<kind>resident|staff))(?P<private>→\S+)? < (?P<text>.*)$")
NAMES = frozenset(name for _, name in RESIDENTS) | {s[2] for s in STAFF} | {"邹凯", "王强", "方晴"}
PHONE, DEGREES = re.compile(r"1[3-9]\d{9}"), re.compile(r"(?<![\d:])(?:3[4-9]|4[0-2])\.\d")
ROOM, MASKED = re.compile(r"(?<![\d-])[2-8]\d{2}(?![\d天人份元])"), re.compile(r"[\u4e00-\u9fff]\*")
HOUSE_WORDS = {"药品", "配药", "发热"}
"""Of the lexicon, but counted in digests and not said of anybody."""
PUBLISHED = re.compile(r"【通知\d+(?: 更正)?】.*|资料「.*?」|(?<=：)通知\d+：.*|《.*?》")
"""What a leader or a member of staff wrote for all to read."""
RAW = re.compile(r"昵称叫「.*?」|原话：.*?。回复「|【(?:补收)?紧急】.*?请|留言：.*|【建议】.*")
"""Words as written: staff read them beside our reading, with numbers of phones hidden."""
UNMASKED = {
    ("handlers/bind.py", "site.name"): "a site",
    ("events/joined.py", "context.site.name"): "a site",
    ("handlers/privacy.py", "context.site.name"): "a site",
    ("handlers/intake.py", "plan.name"): "a plan",
    ("dialogue/shifts.py", "shift.name"): "白班, one of a few words",
    ("handlers/duty.py", "name"): "白班, one of a few words",
    ("handlers/checkin.py", "said"): "a day and a half-day",
    ("jobs/meal_count.py", "name"): "午餐",
    ("handlers/_ask_material.py", "found.text"): "staff stored it for all to read",
    ("handlers/_ask_notices.py", "notice.text"): "leaders wrote it for all to read",
    ("handlers/_notices.py", "notice.text"): "leaders wrote it for all to read",
    ("handlers/query.py", "text"): "the digest, made of counts and rooms by reports/",
}
"""The only people's words and names that leave as they are, and why they may."""
PERSONAL = {"name", "nick", "words", "text", "description", "symptoms", "phone", "temperature", "condition", "medicine", "note",
            "answers", "outcome", "said", "raw", "label_text", "quote_text", "strength"}  # fmt: skip
CANARIES: tuple[Part, ...] = (
    Who("305", "张三丰"), Rooms(["305"]), Raw("张三丰 硝苯地平缓释片 高血压 13900000305"), Health("高血压 38.5℃"), Category("情绪"),
    Things([{"name": "硝苯地平缓释片", "strength": "5mg", "quantity": 2, "unit": "盒"}], "药品"),
)  # fmt: skip


@cache
def own_examples() -> tuple[str, ...]:
    """The house's own sample lines, which name an invented person and a drug; the longest first."""
    kinds = kinds_of(load_handlers()).values()
    lines = {k.example for k in kinds} | {f.sample for k in kinds for f in k.fields if len(f.sample) > 4}
    lines |= {"305 张三 36.5 无", "我要硝苯地平缓释片 2盒", "房号 姓名 36.5 无", "回复：36.5", "例如「305 张三」",
              "摸排 305 张三 身体好 情绪稳定 普通饮食 无用药"}  # fmt: skip
    return tuple(sorted(lines, key=len, reverse=True))


@cache
def unfit() -> re.Pattern[str]:
    """Drugs, illnesses and symptoms."""
    lexicon = Lexicon.load()
    words = {word for name in ("medicines", "conditions", "symptoms") for word in lexicon.words(name) if len(word) > 1}
    return re.compile("|".join(sorted(map(re.escape, words - HOUSE_WORDS), key=len, reverse=True)))


def too_much(text: str, audience: str) -> list[str]:
    """What of a text its audience may not read."""
    if audience == "private":
        return []
    text = PUBLISHED.sub("", text)
    for sample in own_examples():
        text = text.replace(sample, "")
    found = PHONE.findall(text)
    if audience == "staff":
        text = RAW.sub("", text)
        return found + [name for name in NAMES if name in text] + DEGREES.findall(text)
    text = re.sub(r"@\S+", "", text)  # a mention prints the contact's own name
    found += [name for name in NAMES if name in text] + unfit().findall(text) + DEGREES.findall(text)
    return found + (ROOM.findall(text) + MASKED.findall(text) if audience == "hq" else [])


def posts() -> Iterator[tuple[str, str, str]]:
    """Where it stands, who reads it, what it says: every post of every conversation."""
    for path in sorted((ROOT / "tests" / "conversations").glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if found := SAID.match(line):
                audience = found["kind"] or ("private" if found["private"] else GROUPS.get(found["group"], "private"))
                text = found["text"].replace("⏎", "\n")
                yield f"{path.name}:{number}", audience, re.sub(r"^(?:@\S+ )+", "", text)


def calls(*names: str) -> Iterator[tuple[str, ast.Call, dict[str, str]]]:
    """Every call of those names in the code, with the file's own constants."""
    for path in sorted(p for folder in FOLDERS for p in (ROOT / folder).glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        known = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            if isinstance(node, ast.Call) and name in names and node.args:
                yield path.relative_to(ROOT).as_posix(), node, known


def templates() -> set[str]:
    """Every template of the house: constants in the first place of Sentence(…) and answer(…), by name or in an expression."""
    found = set()
    for _, call, known in calls("Sentence", "answer"):
        for node in ast.walk(call.args[0]):
            words = node.value if isinstance(node, ast.Constant) else known.get(node.id) if isinstance(node, ast.Name) else None
            if isinstance(words, str):
                found.add(words)
    return found


def test_no_post_of_any_conversation_tells_its_readers_too_much() -> None:
    said = list(posts())
    assert {audience for _, audience, _ in said} == set(AUDIENCES)
    assert [f"{where} ({audience}): {found}" for where, audience, text in said if (found := too_much(text, audience))] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_template_tells_its_readers_too_much_whatever_is_put_in(audience: str) -> None:
    every = templates()
    assert len(every) > 200
    faults = []
    for template in sorted(every):
        gaps = re.findall(r"\{(\w+)\}", template)
        for canary in CANARIES:
            told = Sentence(template, **dict.fromkeys(gaps, canary)).told(audience)
            # A whole sentence of the raw words is what staff may read; its names are the writer's own affair.
            allowed = isinstance(canary, Raw) and audience == "staff"
            # A room that stands in the template itself is one of the house's examples.
            if found := [f for f in too_much(told, audience) if not (allowed and f == "张三") and not (f.isdigit() and f in template)]:
                faults.append(f"{template!r}: {found}")
    assert faults == []


def test_what_people_wrote_leaves_only_through_a_part_that_knows_its_readers() -> None:
    """Plain and Public say the same to everybody: nothing personal may be put into them, but for the places listed with their reason."""
    faults, met = [], set()
    for file, call, _ in calls("Plain", "Public"):
        for node in ast.walk(call.args[0]):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in PERSONAL:
                key = (file, ast.unparse(node))
                met.add(key)
                if key not in UNMASKED:
                    faults.append(f"{file}:{call.lineno}: {ast.unparse(call)}")
    assert faults == []
    assert set(UNMASKED) - met == set(), "listed, but no longer in the code"


def test_the_check_itself_finds_what_it_looks_for() -> None:
    assert too_much("305 张三 已记", "resident") == ["张三"]
    assert too_much("305 张*：硝苯地平缓释片", "branch") == ["硝苯地平缓释片"]
    assert too_much("305 张* 38.5", "staff") == ["38.5"]
    assert too_much("电话13900000305", "staff") == ["13900000305"]
    assert too_much("慈宾 305 张*", "hq") == ["305", "张*"]
    assert too_much("305 张*：硝苯地平缓释片 2盒。原话：我叫张三。回复「接单 Y1」", "staff") == []
