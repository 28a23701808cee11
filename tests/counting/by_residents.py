"""What residents may say: check-ins in all their forms, what they need, thanks; and what they are asked and answer."""

from datetime import timedelta

from tests.counting.book import Fixed, Half, Living, Log, Need, Report
from tests.counting.teller import ALONE, LONER, NURSE, RESIDENTS, STAFF, STRANGER, Teller, act

MISSPELT = {"张三": "张山", "李四": "李思", "王五": "王武", "赵六": "赵陆", "钱七": "钱启", "孙八": "孙拔", "周九": "周久"}
DEGREES = (36.2, 36.5, 36.8, 37.2, 37.3, 38.4)
WANTED = (
    ("medication", "用药", "布洛芬 1盒", ""),
    ("supplies", "物资", "牙膏1支", ""),
    ("situation", "特殊情形", "身体 腰痛想请医生看看", "physical"),
    ("situation", "特殊情形", "情绪 睡不着很着急", "emotional"),
    ("situation", "特殊情形", "饮食 想吃清淡一点", "dietary"),
    ("emergency", "紧急", "老人晕倒了", ""),
    ("repair", "报修", "灯不亮", ""),
)


def clashes(t: Teller, name: str, half: Half, nameless: bool) -> bool:
    """What somebody said of themselves in one half-day with and without their name cannot be told to be the same person's."""
    own = [r for r in t.book.reports if r.name == LONER or (r.by == t.contact(LONER)[0] and not r.name)]
    own = [r for r in own if r.half == half and not r.off and r.lacks != "temperature"]
    return name == LONER and any((not r.name) != nameless for r in own)


def reported(t: Teller, one: Living, degrees: float | None, by: str, half: Half | None = None, lacks: str = "", name: str = "?") -> Report:
    """A fact."""
    made = Report(t.sent, by, one.name if name == "?" else name, one.room, half or t.book.half(t.sent), degrees, lacks)
    found: Report = t.note(made)
    return found


@act(8)
def reports(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody reports their own temperature; who is not known yet writes who they are, and is known from then on."""
    one, degrees = t.living(a), DEGREES[b % 6]
    if one is None:
        return
    who, half = t.contact(one.name), t.book.half(t.sent)
    about, bound = t.waiting(who[0]), t.is_bound(one)
    if t.unclear(who[0]) or clashes(t, one.name, half, False):
        return
    whole = f"{one.room} {one.name} {degrees} 无"
    text = (f"{degrees} 无", f"体温{degrees}", whole, f"#打卡 {degrees}")[c % 4] if bound else whole
    if isinstance(about, Report):
        if about.lacks == "temperature":
            about.degrees, about.lacks = degrees, ""
            t.say(who, RESIDENTS, text)
        return
    if isinstance(about, Need):
        text = f"#打卡 {whole}"
    t.say(who, RESIDENTS, text, reported(t, one, degrees, who[0]))
    if not bound:
        t.bound[who[0]] = one


@act(2)
def says_who_they_are(t: Teller, a: int, b: int, c: int) -> None:
    """305 张三."""
    one = t.living(a)
    who = t.contact(one.name) if one else ("", "")
    if one is not None and not t.is_bound(one) and not t.waiting(who[0]) and not t.unclear(who[0]):
        t.say(who, RESIDENTS, f"{one.room} {one.name}")
        t.bound[who[0]] = one


@act(2)
def forgets_the_number(t: Teller, a: int, b: int, c: int) -> None:
    """体温正常 is no temperature: the bot asks."""
    one = t.living(a)
    if one is None or not t.is_bound(one) or t.waiting(t.contact(one.name)[0]) or t.unclear(t.contact(one.name)[0]):
        return
    who = t.contact(one.name)
    report = reported(t, one, None, who[0], lacks="temperature")
    t.say(who, RESIDENTS, "体温正常", report)
    t.ask(who[0], report)


@act(2)
def forgets_the_room(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody nobody knows says a temperature or a wish and no room."""
    one = next((x for x in t.book.there(t.sent) if x.name == LONER and x.until is None), None)
    who = t.contact(LONER)
    if one is None or t.is_bound(one) or t.waiting(who[0]) or t.unclear(who[0]) or clashes(t, LONER, t.book.half(t.sent), True):
        return
    if c % 2:
        report = reported(t, one, DEGREES[b % 6], who[0], lacks="room", name="")
        report.room = ""
        t.say(who, RESIDENTS, f"{report.degrees}", report)
        t.ask(who[0], report)
    else:
        need = t.note(Need(t.sent, who[0], "supplies", t.ticket("supplies"), name=LONER, lacks="room"))
        t.say(who, RESIDENTS, "#物资 牙膏1支", need)
        t.ask(who[0], need)


@act(4)
def answers(t: Teller, a: int, b: int, c: int) -> None:
    """Whoever was asked answers, in time or not at all."""
    for name in (*(one.name for one in t.book.livings), LONER):
        who = t.contact(name)
        about = t.waiting(who[0])
        if about is None:
            continue
        if about.lacks == "room":
            t.say(who, RESIDENTS, ALONE)
            about.room = ALONE
        elif isinstance(about, Report):
            about.degrees = DEGREES[b % 6]
            t.say(who, RESIDENTS, f"{about.degrees}")
        about.lacks = ""
        return


@act(6, late=True)
def is_reported(t: Teller, a: int, b: int, c: int) -> None:
    """Staff report for somebody; sometimes what was measured the evening before."""
    one, half = t.living(a), t.book.half(t.sent)
    if one is None:
        return
    text, degrees = f"#打卡 {one.room} {one.name} ", DEGREES[b % 6]
    evening = (t.today() - timedelta(days=1), "pm")
    if c % 5 == 0 and t.book.half(one.sent) <= evening:
        half, text = evening, text + "昨晚"
    if not clashes(t, one.name, half, False):
        t.say(NURSE, STAFF, f"{text}{degrees} 无", reported(t, one, degrees, NURSE[0], half))


@act(3, late=True)
def is_reported_by_room(t: Teller, a: int, b: int, c: int) -> None:
    """Staff, or whoever it is, report a room without saying of whom; or under a name that is not quite theirs."""
    one, half = t.living(a), t.book.half(t.sent)
    if one is None:
        return
    who, group = (NURSE, STAFF) if c % 2 else (STRANGER, RESIDENTS)
    name = MISSPELT[one.name] if a % 3 == 0 else ""
    evening = (t.today() - timedelta(days=1), "pm")
    when = "昨晚" if b % 5 == 0 and t.book.half(one.sent) <= evening else ""
    degrees = DEGREES[b % 6]
    made = reported(t, one, degrees, who[0], evening if when else half, name=name)
    t.say(who, group, " ".join(filter(None, ("#打卡", one.room, name, f"{when}{degrees}", "无"))), made)


@act(1, late=True)
def is_on_no_list(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody reports whom nobody has registered, from a room in which nobody lives."""
    t.count += 1
    made = Report(t.sent, NURSE[0], f"外人{t.count}", "999", t.book.half(t.sent), DEGREES[b % 6])
    t.say(NURSE, STAFF, f"#打卡 999 生客{'甲乙丙丁'[c % 4]} {made.degrees} 无", t.note(made))
    made.name = f"生客{'甲乙丙丁'[c % 4]}"


@act(3)
def chains_a_list(t: Teller, a: int, b: int, c: int) -> None:
    """A list of temperatures that grows: every version repeats all lines, and only what is new in it says something."""
    day, half = t.book.half(t.sent)
    lines = t.lists.setdefault((day, half), {})
    new = []
    for n in range(1 + c % 2):
        one = t.living(a + n)
        if one is None or clashes(t, one.name, (day, half), False):
            continue
        degrees = DEGREES[(b + n) % 6]
        if lines.get(f"{one.room} {one.name}") != degrees:
            lines[f"{one.room} {one.name}"] = degrees
            new.append(reported(t, one, degrees, "c-list"))
    if new:
        title = f"#接龙\n{day.month}月{day.day}日{'上午' if half == 'am' else '下午'}体温"
        rows = [f"{n}. {who} {degrees}" for n, (who, degrees) in enumerate(lines.items(), 1)]
        t.say(("c-list", "热心人"), RESIDENTS, "\n".join([title, *rows]), *new).final = True


@act(3)
def corrects(t: Teller, a: int, b: int, c: int) -> None:
    """The newest temperature of a room was wrong; its writer says so, or staff do."""
    held = sorted(t.book.holding(t.book.reports), key=lambda r: r.sent)
    report = t.picked(held, a % 3)
    if report is None or report.by == "c-list" or report.degrees == DEGREES[b % 6] or report.room == "999":
        return
    if report.sent >= t.sent or any(r.room == report.room and r.sent > report.sent for r in held):
        return
    lacking = [r for r in t.book.reports if r.lacks and not r.off and r.sent > report.sent]
    if any(r.room in (report.room, "") or r.name == report.name for r in lacking):
        return  # it would be anybody's guess whether that number is what was lacking
    here = any(one.name == report.name and one.until is None for one in t.book.there(t.sent))
    own = here and report.by.startswith("c-") and c % 2 == 0 and not t.waiting(report.by) and not t.unclear(report.by)
    if own and any(r.by == report.by and r.sent > report.sent for r in held):
        return
    who = (report.by, f"小{report.name[-1]}") if own else NURSE
    degrees = DEGREES[b % 6]
    made = t.note(Report(t.sent, report.by, report.name, report.room, report.half, degrees))
    fixed = t.note(Fixed(t.sent, who[0]))
    where = "" if own else f" {report.room}"
    t.say(who, RESIDENTS if own else STAFF, f"更正{where} 体温 {degrees}", made, fixed)


@act(6, late=True)
def needs(t: Teller, a: int, b: int, c: int) -> None:
    """Somebody asks for something, with room and name; the same words again are another request."""
    one = t.living(a)
    if one is None:
        return
    who = t.contact(one.name)
    kind, title, words, category = WANTED[b % 7]
    about = t.waiting(who[0])
    if t.unclear(who[0]) or (isinstance(about, Need) and about.kind == kind):
        return
    name = one.name if kind not in ("repair", "emergency") else ""
    need = t.note(Need(t.sent, who[0], kind, t.ticket(kind), one.room, name, category))
    said = t.say(who, RESIDENTS, f"#{title} {one.room} {name} {words}", need)
    if kind == "emergency":
        said.back, said.facts = (lambda: True), []  # taking it back ends nothing


@act(1, late=True)
def thanks(t: Teller, a: int, b: int, c: int) -> None:
    """A thank-you or a page of a diary."""
    kind, text = (("thanks", "#感谢 王护士 采样很轻"), ("diary", "#日记 今天在窗台上种了葱"))[c % 2]
    t.say(("c-list", "热心人"), RESIDENTS, text, t.note(Log(t.sent, "c-list", kind)))


@act(1)
def speaks(t: Teller, a: int, b: int, c: int) -> None:
    """A voice message: a human must listen."""
    t.say(("c-list", "热心人"), RESIDENTS, "", type="voice").final = True
    t.book.voices += 1


@act(1)
def talks(t: Teller, a: int, b: int, c: int) -> None:
    """Ordinary talk means nothing."""
    t.say(("c-list", "热心人"), RESIDENTS, ("大家早上好", "今天天气真好", "晚安")[c % 3])
