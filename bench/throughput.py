"""Messages per second, durable (SQLite, FULL), from the inbox to a queued answer; beside it the bare inserts of the same file.

python -m bench.throughput [MESSAGES]
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, insert, select

from chat.message import Heard
from models import Message, Post, Store, new_id
from tests.world import START, World

TEXTS = ("医生您好 我的硝苯地平缓释片吃完了 能买2盒吗", "305 张三 36.5 无", "今天天气真好", "#物资 牙膏1支 卫生纸2提", "打卡 36.6 无不适")


def main(count: int) -> dict[str, object]:
    """Hear `count` messages in bursts of 100 and handle them all."""
    with tempfile.TemporaryDirectory() as folder:
        world = World.new(Path(folder))
        heard = [Heard(f"b{n}", "1-resident", f"1-r{n % 10 + 1}", "nick", TEXTS[n % len(TEXTS)], world.clock.now()) for n in range(count)]
        started = time.perf_counter()
        for n in range(0, count, 100):
            world.inbox.fill(heard[n : n + 100], world.clock.now())
        stored = time.perf_counter() - started
        world.handle()
        total = time.perf_counter() - started
        with world.store.read() as session:
            posts = session.scalar(select(func.count()).select_from(Post)) or 0
            done = session.scalar(select(func.count()).select_from(Message).where(Message.state == "done")) or 0
        bare = _bare(world.store, count)
        world.store.close()
    return {
        "messages": count,
        "handled": done,
        "answers_queued": posts,
        "stored_per_second": round(count / stored),
        "from_inbox_to_queued_answer_per_second": round(count / total),
        "limit_per_second": 50,
        "bare_inserts_per_second": round(count / bare),
    }


def _bare(store: Store, count: int) -> float:
    """The peer: one insert and one durable commit per message, no reading, no answer."""
    rows = [
        {"account": "bare", "id": new_id(), "external_id": f"x{n}", "noted_at": START, "payload": {}, "nick": "", "type": "text"}
        for n in range(count)
    ]
    started = time.perf_counter()
    for row in rows:
        with store.begin() as session:
            session.execute(insert(Message).values(**row, state="ignored", tries=0, site_id=0))
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000), indent=1))
