"""The value types a kind's fields are made of. A kind lists them; reading/ knows how each is found in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, the word people see, other words for it, the short question in Chinese, a sample of an answer."""

    name: str
    label: str
    labels: tuple[str, ...] = ()
    needed: bool = False
    ask: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Room(Field):
    """A room as on the door (305, A302, 3-502); the sender's binding fills it unless `bound` is False."""

    name: str = "room"
    label: str = "房间"
    labels: tuple[str, ...] = ("房号", "房间号", "房间", "住房", "房")
    ask: str = "请问您住哪个房间？"
    sample: str = "412"
    bound: bool = True


@dataclass(frozen=True, slots=True)
class Rooms(Field):
    """Several rooms, or floors with exceptions."""

    name: str = "rooms"
    label: str = "房间"
    labels: tuple[str, ...] = ("房号", "房间号", "房间")
    ask: str = "请问是哪些房间？"
    sample: str = "301 302"


@dataclass(frozen=True, slots=True)
class Name(Field):
    """The person concerned, as written, without greeting words."""

    name: str = "name"
    label: str = "姓名"
    labels: tuple[str, ...] = ("姓名", "名字", "称呼")
    ask: str = "请问怎么称呼？"
    sample: str = "张三"


@dataclass(frozen=True, slots=True)
class Temperature(Field):
    """Degrees Celsius, one decimal, 34.0 to 42.5; fever from 37.3 (第九版防控方案)."""

    name: str = "temperature"
    label: str = "体温"
    labels: tuple[str, ...] = ("体温", "温度")
    ask: str = "请报具体度数"
    sample: str = "36.5"


@dataclass(frozen=True, slots=True)
class Symptoms(Field):
    """A list of standard words; 'none' said in any way gives the empty list."""

    name: str = "symptoms"
    label: str = "症状"
    labels: tuple[str, ...] = ("症状", "有无症状", "有无不适", "身体状况")
    ask: str = "请问有什么症状？"
    sample: str = "无"


@dataclass(frozen=True, slots=True)
class Items(Field):
    """Things wanted: name, strength, quantity, unit. `of` says which lexicon: medicine or goods."""

    name: str = "items"
    label: str = "物品"
    labels: tuple[str, ...] = ("物品", "需要", "名称")
    ask: str = "请问要什么、多少？"
    sample: str = "牙膏 1支"
    of: str = "goods"


@dataclass(frozen=True, slots=True)
class Condition(Field):
    """The illness as said; 降压药 gives 高血压, 降糖药 gives 糖尿病; never inferred from a drug."""

    name: str = "condition"
    label: str = "病情"
    labels: tuple[str, ...] = ("病情", "病症", "病史", "病种", "病况", "病因", "疾病", "症状", "情况")
    ask: str = "请问是什么病情？"
    sample: str = "高血压"


@dataclass(frozen=True, slots=True)
class DaysLeft(Field):
    """Days of medicine left; 0 when it has run out."""

    name: str = "days_left"
    label: str = "剩余天数"
    labels: tuple[str, ...] = (
        "剩余", "还剩", "剩余药量", "剩余药量(天)", "剩余药量（天）", "可用天数", "够吃几天", "还能吃几天", "还够几天", "剩几天",
    )  # fmt: skip
    ask: str = "请问药还够几天？"
    sample: str = "2天"


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a few values, each with the words people use for it."""

    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """value -> words, the first of which is the label shown."""


@dataclass(frozen=True, slots=True)
class Flags(Field):
    """Any of a few values, each with its words."""

    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text(Field):
    """The rest of the words, as written."""

    name: str = "description"
    label: str = "情况"
    labels: tuple[str, ...] = ("情况", "说明", "描述", "备注", "问题", "故障描述", "故障情况", "具体情况")
    ask: str = "请问具体是什么情况？"
    sample: str = "腰痛，想请医生看看"


@dataclass(frozen=True, slots=True)
class Area(Field):
    """A place that is no guest room: 3楼走廊, 电梯和大堂."""

    name: str = "area"
    label: str = "区域"
    labels: tuple[str, ...] = ("区域", "地点", "位置")
    ask: str = "请问是哪里？"
    sample: str = "3楼走廊"


@dataclass(frozen=True, slots=True)
class Tickets(Field):
    """Ticket numbers (Y12, ｙ12, 用药12, 慈宾Y12), also from the quoted message."""

    name: str = "ticket"
    label: str = "单号"
    labels: tuple[str, ...] = ("单号", "编号")
    ask: str = "请问是哪一单？"
    sample: str = "Y12"


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A plain count with its unit (86份): fills `quantity` and `unit`."""

    name: str = "quantity"
    label: str = "数量"
    labels: tuple[str, ...] = ("数量", "份数")


@dataclass(frozen=True, slots=True)
class Days(Field):
    """A number of days: 3天, 延长三天."""

    name: str = "days"
    label: str = "天数"
    labels: tuple[str, ...] = ("天数", "延长")


@dataclass(frozen=True, slots=True)
class Date(Field):
    """A day, in the site's zone, as YYYY-MM-DD."""

    name: str = "admitted"
    label: str = "日期"
    labels: tuple[str, ...] = ("日期", "入住日期", "入住时间")


@dataclass(frozen=True, slots=True)
class Age(Field):
    """Years of age; 7个月 is no number of years."""

    name: str = "age"
    label: str = "年龄"
    labels: tuple[str, ...] = ("年龄", "岁数")


@dataclass(frozen=True, slots=True)
class Phone(Field):
    """A telephone number: kept for staff, never a room or a temperature."""

    name: str = "phone"
    label: str = "电话"
    labels: tuple[str, ...] = ("电话", "手机", "联系方式", "联系电话")


@dataclass(frozen=True, slots=True)
class Heading(Field):
    """The first words, up to a blank: what a thing is called."""

    name: str = "title"
    label: str = "标题"
    labels: tuple[str, ...] = ("标题",)


@dataclass(frozen=True, slots=True)
class Link(Field):
    """An address in the web."""

    name: str = "link"
    label: str = "链接"
    labels: tuple[str, ...] = ("链接", "网址")


@dataclass(frozen=True, slots=True)
class Rest(Field):
    """What stands behind the title word, as one short argument."""

    name: str = "argument"
    label: str = "内容"


@dataclass(frozen=True, slots=True)
class Audience(Field):
    """Whom a notice is for: 各隔离点, 二号点、五号点, 防控消毒组."""

    name: str = "targets"
    label: str = "对象"


@dataclass(frozen=True, slots=True)
class NeedsAnswer(Field):
    """Whether a notice wants 收到 as an answer."""

    name: str = "needs_ack"
    label: str = "需回复"


@dataclass(frozen=True, slots=True)
class Thanked(Field):
    """Who is thanked: 刘护士, 志愿者小龙, 大白."""

    name: str = "to"
    label: str = "对象"
