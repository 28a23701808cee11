"""How well and how fast messages are read; beside it, on the same messages, what knowing only the titles would give.

python -m bench.reading [FILE.jsonl] [--worst N]        the N worst messages go to standard error
"""

import gc
import json
import statistics
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bench.score import WEIGHT, Tally, figures, judge
from bench.titles_only import titles_only
from commands._parts import make_reader
from commands.read import answer_to, said_from
from config import read_settings
from reading.reader import LONGEST, Reader
from reading.said import Said

VOICES = Path(__file__).parent.parent / "tests" / "reading"
REPEATED = (
    *("1. ", "2、", "：", "3", "305 36.5 ", "硝苯地平", "布洛芬1盒 ", "不", "\n", "a\n", "#接龙\n", "#接龙1. ", "用药\n", "#用药 "),
    *("张三 ", "301张三，", "我发烧了，", "我爸", "不是305是306", "Y12已送达 ", "@张三 ", "30mg*7片", "301-305", "3楼除305 "),
    *("藥", "\ufdfa", "36.5，", "还剩两天", "吗？", "301 张三 36.5 无 布洛芬1盒，我爸发烧了 谢谢\n"),
    "房号：305\n姓名：张三\n药品：布洛芬1盒\n",
)
Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def main(path: Path | None = None, worst: int = 0) -> dict[str, object]:
    """Read a file of labelled messages and score it."""
    path = path or max(VOICES.glob("fresh_*_held.jsonl"))
    labels = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    reader, settings = make_reader(), read_settings({})
    reader.warm_up()
    gc.freeze()  # as the bot does at start
    kinds = list(reader.kinds.values())
    said = [said_from(label, settings) for label in labels]
    ours = _scored(labels, lambda label: answer_to(label["id"], reader.read(said_from(label, settings))), worst)
    titles = _scored(labels, lambda label: titles_only(label, kinds), 0)
    return {"file": path.name, **ours, "speed": _speed(reader, said), "titles_only": titles}


def _scored(labels: Sequence[Mapping[str, Any]], answer: Answer, worst: int) -> dict[str, Any]:
    tally, judged = Tally(), []
    for label in labels:
        given = answer(label)
        faults = judge(label, given, tally)
        judged.append((sum(WEIGHT[sort] for sort, _ in faults), label, given, faults))
    for weight, label, given, faults in sorted(judged, key=lambda j: -j[0])[:worst]:
        if faults:
            _show(weight, label, given, faults)
    return {**figures(tally, len(labels)), "confusion": _table(tally.confusion)}


def _show(weight: float, label: Mapping[str, Any], given: Mapping[str, Any], faults: Sequence[tuple[str, str]]) -> None:
    print(f"{label['id']} {weight:g} {label['text']!r}", file=sys.stderr)
    print(f"   expected {_line(label['expect'])} ask {label.get('ask')}", file=sys.stderr)
    print(f"   read     {_line(given['readings'])} ask {given.get('ask')}", file=sys.stderr)
    print("".join(f"     - {sort}: {what}\n" for sort, what in faults), file=sys.stderr)


def _line(records: object) -> str:
    return json.dumps(records, ensure_ascii=False)


def _table(confusion: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Expected kind, then what it was read as; `talk` is nothing."""
    rows: dict[str, dict[str, int]] = {}
    for (wanted, got), count in sorted(confusion.items()):
        if count:
            rows.setdefault(wanted, {})[got] = count
    return rows


def _speed(reader: Reader, said: Sequence[Said]) -> dict[str, object]:
    """One core, the quickest and the median of nine passes: on a busy machine only the quickest tells what the work costs."""
    entries = "\n".join(f"{n}. {n % 30 + 301} 张三 36.{n % 10} 无" for n in range(1, 501))
    long_list = replace(said[0], text=f"#接龙\n健康打卡\n{entries}", quote=None)
    understood = reader.read(long_list)
    entries_read = len(understood.jielong.entries) if understood.jielong else 0
    return {
        "message": _compared(_milliseconds(lambda: [reader.read(s) for s in said], len(said)), 0.15),
        "list_of_500": {"entries": entries_read, **_compared(_milliseconds(lambda: reader.read(long_list)), 20)},
        "16_KiB_of_messages": _of_messages(reader, said),
        "16_KiB_of_nonsense": _worst(reader, said[0]),
    }


def _of_messages(reader: Reader, said: Sequence[Said]) -> dict[str, object]:
    """Many plain messages of residents as one; nothing for a file that has none."""
    plain = [s for s in said if s.sender.role == "resident" and s.quote is None and not {"#", "接", "_", "【"} & set(s.text)]
    together = "\n".join(s.text for s in plain if reader.read(s).readings)[: LONGEST // 3]
    if not together:
        return {}
    talk = replace(plain[0], text=together)
    records = len(reader.read(talk).readings)
    return {"characters": len(together), "records": records, **_compared(_milliseconds(lambda: reader.read(talk)), 50)}


def _worst(reader: Reader, said: Said) -> dict[str, object]:
    """The slowest of many texts of one thing over and over, as long as any that is parsed."""
    texts = {thing: thing * (LONGEST // len(thing.encode())) for thing in REPEATED}
    spent = {thing: _milliseconds(partial(reader.read, replace(said, text=text, quote=None)), passes=3) for thing, text in texts.items()}
    slowest = max(spent, key=lambda thing: spent[thing][0])
    return {"slowest": slowest, **_compared(spent[slowest], 50), "over_the_limit": sum(s[0] > 50 for s in spent.values()), "of": len(spent)}


def _compared(spent: tuple[float, float], limit: float) -> dict[str, object]:
    least, median = spent
    return {"ms": round(least, 4), "median_ms": round(median, 4), "limit_ms": limit, "within": least <= limit}


def _milliseconds(work: Callable[[], object], parts: int = 1, passes: int = 9) -> tuple[float, float]:
    spent = []
    for _ in range(passes):
        started = time.process_time()
        work()
        spent.append((time.process_time() - started) * 1000 / parts)
    return min(spent), statistics.median(spent)


if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m bench.reading", description="score readings of a file of labelled messages")
    parser.add_argument("file", nargs="?", type=Path, help="JSON lines; without it the newest set that was kept aside")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="also list the N worst messages on standard error")
    given = parser.parse_args()
    print(json.dumps(main(given.file, given.worst), indent=1, ensure_ascii=False))
