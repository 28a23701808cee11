"""What a leader should fix before the digest goes out: what is missing, what looks wrong. Counts and rooms only."""

from models import floor_of
from reports.care import Day
from reports.digest import HALF_NAMES, missing_by_floor
from reports.figures import HalfDay

MANY = 30
"""Missing people above which floors are counted instead of rooms named."""


def to_fix(day: Day) -> list[str]:
    """One line each, the missing first."""
    if day.silent:
        return ["今天没有收到任何上报：日报会写“未报”。"]
    return _missing(day) + _wrong(day)


def _missing(day: Day) -> list[str]:
    lines = [
        f"缺：体温{HALF_NAMES[name]}未报 {len(half.missing)}（{_who(half)}）" for name, half in day.figures.halves.items() if half.missing
    ]
    incomplete = sum(half.incomplete for half in day.figures.halves.values())
    lines += [f"缺：{incomplete} 条体温没有度数或房间"] if incomplete else []
    unclear = sum(r.incomplete for r in day.figures.requests.values())
    lines += [f"缺：{unclear} 单需求信息不全"] if unclear else []
    if day.care.sampling.left:
        lines.append(f"缺：核酸未采 {len(day.care.sampling.left)}（{missing_by_floor(day.care.sampling.left)}）")
    lines += [f"缺：未记录 {'、'.join(day.care.tasks_missing)}"] if day.care.tasks_missing else []
    return lines + ([f"缺：{day.figures.human} 条消息需人工查看"] if day.figures.human else [])


def _who(half: HalfDay) -> str:
    if len(half.missing) <= MANY:
        return missing_by_floor(half.missing)
    floors: dict[str, int] = {}
    for stay in half.missing:
        floors[floor_of(stay.room)] = floors.get(floor_of(stay.room), 0) + 1
    return "，".join(f"{floor}楼 {n} 人" for floor, n in floors.items())


def _wrong(day: Day) -> list[str]:
    """What is possible but should be looked at before it is reported upward."""
    figures, before = day.figures, day.yesterday
    lines = [f"看：{half.unlisted} 条体温不在名单上（{HALF_NAMES[name]}）" for name, half in figures.halves.items() if half.unlisted]
    expected = before.in_stay + figures.new_stays - figures.ended_stays
    if figures.in_stay != expected:
        lines.append(f"看：在隔 {figures.in_stay}，按昨日 {before.in_stay} 加新入减离开应为 {expected}")
    for name, half in figures.halves.items():
        if half.due and not half.done and before.halves[name].done:
            lines.append(f"看：体温{HALF_NAMES[name]}一个也没有，昨日有 {before.halves[name].done}")
    if figures.gaps:
        lines.append(f"看：今天失联 {len(figures.gaps)} 次，可能有遗漏")
    return lines
