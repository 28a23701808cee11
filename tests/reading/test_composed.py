"""Messages put together from parts: what the parts say is what is read, in whatever way they are joined."""

import random
from collections.abc import Callable

import pytest

from reading.said import Sender
from tests.reading.groups import RESIDENT, STAFF, STRANGER, read

EACH = 150
SEVERAL = 0.02
"""The share that may be misread: joined by chance, some say something else (电煮锅两个 还有马桶堵了)."""
Record = tuple[object, ...]
Composed = tuple[Sender, str, list[Record]]
"""Who writes what, and the records it must give."""
DIGITS = "零一二三四五六七八九"
MEDICINES = ("布洛芬", "硝苯地平缓释片", "二甲双胍", "连花清瘟", "蒙脱石散", "优甲乐", "益心舒胶囊", "尼麦角林片", "强力感冒片")
GOODS = ("洗发水", "纸巾", "矿泉水", "拖鞋", "指甲刀", "垃圾袋", "洗脸巾", "折叠桌", "防滑垫", "放大镜")
COMPLAINTS = (
    "我不吃猪肉",
    "孩子对鸡蛋过敏别放蛋",
    "我要开隔离证明",
    "隔壁太吵了能不能换房",
    "我睡不着心里慌想找人聊聊",
    "我牙疼得厉害想请医生看看",
)
FAULTS = ("马桶堵了", "空调不制冷", "热水器没热水", "门锁坏了", "水龙头滴水", "插座没电")
FINE = ("无症状", "没有不舒服", "没什么症状", "一切正常")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙", ("建国", "桂英", "文博", "海燕", "浩然", "静", "德福")


def a_wish(rng: random.Random) -> tuple[str, list[Record]]:
    kind, thing, unit = rng.choice([("medication", rng.choice(MEDICINES), "盒"), ("supplies", rng.choice(GOODS), "个")])
    number = rng.choice((1, 2, 3))
    count = rng.choice((f"{' 一两三'[number]}{unit}", f"{number}{unit}", f"{number} {unit}"))
    words = rng.choice((f"要{count}{thing}", f"{thing}{count}", f"麻烦带{count}{thing}", f"{thing}要{count}", f"{thing} {count}"))
    return words, [(kind, "305", thing, number, unit)]


def a_report(rng: random.Random) -> tuple[str, list[Record]]:
    whole, tenth = rng.choice((36, 37, 38)), rng.randrange(10)
    number = rng.choice(
        (f"{whole}.{tenth}", f"{whole}度{tenth}", f"{whole}点{tenth}", f"体温{whole}.{tenth}", f"三十{DIGITS[whole - 30]}度{DIGITS[tenth]}")
    )
    return f"{number}{rng.choice(('', *(f' {fine}' for fine in FINE)))}", [("checkin", "305", whole + tenth / 10)]


def a_fault(rng: random.Random) -> tuple[str, list[Record]]:
    return rng.choice(FAULTS), [("repair", "305")]


def a_complaint(rng: random.Random) -> tuple[str, list[Record]]:
    return rng.choice(COMPLAINTS), [("situation", "305")]


def two_needs(rng: random.Random) -> Composed:
    first, second = rng.sample((a_wish, a_report, a_fault, a_complaint), 2)
    (one, records), (other, more) = first(rng), second(rng)
    words = rng.choice(("", "", "护士你好，")) + one + rng.choice((" ", "，", "；", "\n", "。", " 另外", " 还有")) + other
    return RESIDENT, words + rng.choice(("", "", " 谢谢")), records + more


def dictated(rng: random.Random) -> Composed:
    room = f"{rng.randint(2, 9)}{rng.randint(1, 28):02d}"
    spoken = "".join("幺" if digit == "1" else DIGITS[int(digit)] for digit in room)
    who = rng.choice(("", "喂", "你好", "护士你好", "那个")) + rng.choice(("我是{}的", "我住{}", "我是{}房的")).format(spoken)
    whole, tenth = rng.choice((36, 37)), rng.randrange(1, 10)
    thing, fault = rng.choice(MEDICINES), rng.choice(FAULTS)
    words, record = rng.choice(
        (
            (f"我量了三十{DIGITS[whole - 30]}度{DIGITS[tenth]}{rng.choice(FINE)}", ("checkin", room, whole + tenth / 10)),
            (f"帮我买两盒{thing}谢谢", ("medication", room, thing, 2, "盒")),
            (f"我们房间{fault}麻烦来个师傅", ("repair", room)),
        )
    )
    return STRANGER, who + words, [record]


def a_list(rng: random.Random) -> Composed:
    """Lines of a list, numbered and divided in any of the ways people have."""
    kind, title = rng.choice((("checkin", "早体温"), ("medication", "用药登记"), ("supplies", "物资需求")))
    mark, divided = rng.choice(("{}. ", "{}、", "{}.", "({})")), rng.choice((" ", "，"))
    lines, records = [], list[Record]()
    for number, floor in enumerate(rng.sample(range(2, 20), rng.randint(2, 5)), 1):
        room, name = f"{floor}{rng.randint(1, 28):02d}", rng.choice(SURNAMES) + rng.choice(GIVEN)
        thing, count = rng.choice(MEDICINES if kind == "medication" else GOODS), rng.choice((1, 2))
        said = f"36.{number}" if kind == "checkin" else f"{thing}{count}盒"
        records.append((kind, room, 36 + number / 10) if kind == "checkin" else (kind, room, thing, count, "盒"))
        lines.append(mark.format(number) + divided.join((room, name, said)))
    return RESIDENT, f"#接龙\n{title}\n" + "\n".join(lines), records


def a_title_in_each_line(rng: random.Random) -> Composed:
    """What one person wants and reports, each in a line under its own title; perhaps with whose it is above."""
    room, (medicine, thing, number) = "512", (rng.choice(MEDICINES), rng.choice(GOODS), rng.randint(1, 4))
    lines: list[tuple[tuple[str, ...], str, Record]] = [
        (("体温", "打卡", "体温上报"), "36.7 无", ("checkin", room, 36.7)),
        (("用药", "求药", "药品"), f"{medicine}{number}盒", ("medication", room, medicine, number, "盒")),
        (("物资", "代购", "生活用品"), f"{thing}{number}个", ("supplies", room, thing, number, "个")),
        (("报修", "维修"), rng.choice((*FAULTS, "花洒断了")), ("repair", room)),
        (("特殊情形", "情况上报"), rng.choice(COMPLAINTS), ("situation", room)),
    ]
    parted = rng.choice(("{} ", "{}：", "#{} ", "【{}】"))
    said = rng.sample(lines, rng.randint(2, 4))
    above = rng.choice(("512\n", "512王建国\n", "您好\n我是512王建国\n", "房间 512\n姓名 王建国\n"))
    words = "\n".join(parted.format(rng.choice(titles)) + matter for titles, matter, _ in said)
    return rng.choice((RESIDENT, STRANGER)), above + words + rng.choice(("", "\n谢谢")), [record for *_, record in said]


def a_form(rng: random.Random) -> Composed:
    """A form with labels in the words of whoever drew it up, some of which are of no field."""
    kind, titles, things = rng.choice(
        (
            ("medication", ("【配药】", "💊用药需求", "购药需求登记表"), ("药名", "需要药品", "药品名称")),
            ("supplies", ("#代购", "生活物资需求：", "【物资申领】"), ("物品", "所需物资", "品名")),
        )
    )
    room, thing = f"{rng.randint(2, 9)}{rng.randint(1, 28):02d}", rng.choice(MEDICINES if kind == "medication" else GOODS)
    who = [(rng.choice(("房号", "所在房间", "房 号")), room), (rng.choice(("姓名", "使用人", "姓 名")), "王桂英")]
    rng.shuffle(who)
    wish = [(rng.choice(things), thing), (rng.choice(("数量", "需要数量", "几盒", "需要")), f"{rng.randint(1, 4)}盒")]
    beside = [("用法", "一日三次"), ("联系电话", "13812345678"), ("家属姓名", "李德福"), ("备注", "无"), ("日期", "8月7日")]
    lines = who + wish + rng.sample(beside, rng.randint(0, 2))
    words = rng.choice(("\n", "\n", "，", " ")).join(f"{label}：{value}" for label, value in lines)
    return RESIDENT, f"{rng.choice(titles)}\n{words}", [(kind, room, thing, int(wish[1][1][0]), "盒")]


def of_staff(rng: random.Random) -> Composed:
    """Two pieces of work in one message, one below the other."""
    room, number = f"{rng.randint(2, 19)}{rng.randint(1, 28):02d}", rng.randint(2, 40)
    works: list[tuple[str, Record]] = [
        (f"W{number} 已送达", ("update", None, f"W{number}")),
        (f"医废{number}袋 已转运", ("task", None, number)),
        (f"午餐送完了 一共{number}份", ("task", None, number)),
        (f"{room}已采", ("sampling", (room,))),
        (f"{room} 王桂英要抽纸两提", ("supplies", room, "抽纸", 2, "提")),
        (f"摸排 {room} 王桂英 想家一直哭", ("situation", room)),
        (f"解除隔离 {room} 王桂英", ("release", (room,))),
    ]
    first, second = rng.sample(works, 2)
    return STAFF, f"{first[0]}\n{second[0]}", [first[1], second[1]]


def in_one_line(rng: random.Random) -> Composed:
    """The same and more of them behind one another, divided by next to nothing."""
    room, other, number = *(f"{floor}{rng.randint(1, 28):02d}" for floor in rng.sample(range(2, 20), 2)), rng.randint(2, 40)
    works: list[tuple[str, Record]] = [
        (f"W{number}已送达", ("update", None, f"W{number}")),
        (f"Y{number}我接了", ("update", None, f"Y{number}")),
        (f"医废{number}袋 已交接", ("task", None, number)),
        (f"早餐{number}份送完了", ("task", None, number)),
        ("{}都采了", ("sampling", ("{}",))),
        ("{}王桂英拒采", ("sampling", ("{}",))),
        ("{}还要一袋无糖麦片", ("supplies", "{}", "无糖麦片", 1, "袋")),
        ("{}王桂英血压180/110 头胀痛", ("situation", "{}")),
        ("{}门锁坏了", ("repair", "{}")),
        ("{} 王桂英 36.4", ("checkin", "{}", 36.4)),
    ]
    pair = [(words, record) for words, record in rng.sample(works, 2)]
    words = [said.format(where) for (said, _), where in zip(pair, (room, other), strict=True)]
    records = [_in_room(record, where) for (_, record), where in zip(pair, (room, other), strict=True)]
    return STAFF, rng.choice(("，", " ", "；", "。")).join(words), records


def _in_room(record: Record, room: str) -> Record:
    return tuple((room,) if part == ("{}",) else room if part == "{}" else part for part in record)


@pytest.mark.parametrize(
    "compose",
    [two_needs, dictated, a_list, a_title_in_each_line, a_form, of_staff, in_one_line],
    ids=lambda compose: compose.__name__,
)
def test_the_whole_says_what_its_parts_say(compose: Callable[[random.Random], Composed]) -> None:
    rng = random.Random(compose.__name__)
    unlike = []
    for _ in range(EACH):
        sender, words, records = compose(rng)
        found = [record for one in read(words, sender) for record in _records(one)]
        if sorted(map(str, found)) != sorted(map(str, records)):
            unlike.append((words, found))
    assert len(unlike) <= SEVERAL * EACH, unlike


def _records(one: dict[str, object]) -> list[Record]:
    kind, room = one["kind"], one.get("room")
    items = one.get("items")
    if isinstance(items, list):
        return [(kind, room, item["name"], item["quantity"], item["unit"]) for item in items]
    if isinstance(rooms := one.get("rooms"), list):
        return [(kind, tuple(rooms))]
    more = one.get("temperature", one.get("ticket", one.get("quantity")))
    return [(kind, room, more) if more is not None else (kind, room)]
