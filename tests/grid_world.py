"""One cell of tests/grid.txt: messages through the real router, what is left of them, and all of it undone again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from chat.wording import number
from models import CheckIn, Entry, Loan, Material, Message, Need, Notice, Post, Question, Request, Sample, Shift, Stay, StayStep
from tests.world import ACCOUNT, World

PEOPLE = {"张三": ("1-r1", "305张三"), "李四": ("1-r2", "412李四"), "路人": ("a-stranger", "路人"),
          "王静": ("1-w1", "王护士"), "向阳": ("1-w2", "后勤小向"), "周正": ("1-w5", "点长周正"),
          "田志刚": ("hq-1", "县指田主任"), "外点周正": ("2-w5", "点长周正")}  # fmt: skip
GROUPS = {"居民群": "1-resident", "工作群": "1-staff", "指挥部群": "hq", "支部群": "branch", "私聊": None}
RECALLED = "[撤回]"
ALSO_SAID = ("cancelled", "without the right")
"""Forms where the last words count besides what is left."""
LATE = timedelta(hours=20)


class Undone(Exception):
    """Ends a cell: the next one finds the world as it was."""


@dataclass
class Grid:
    """One world for all cells, and the rows that a cell makes."""

    world: World
    made: list[Any] = field(default_factory=list)
    count: int = 0

    @contextmanager
    def watching(self) -> Iterator["Grid"]:
        """Remember every row that is made while this lasts."""

        def remember(session: Session, _: object) -> None:
            self.made.extend(session.new)

        event.listen(Session, "after_flush", remember)
        yield self
        event.remove(Session, "after_flush", remember)

    def left_by(self, who: str, where: str, messages: list[str], form: str) -> str:
        """What is in the database after the messages, in the order it came to be."""
        self.made.clear()
        first = ""
        try:
            with self.world.store.begin() as session:
                for line in messages:
                    by, at, text = by_another(line) or (who, where, line)
                    said = self._message(by, at, text, first, form)
                    first = first or said.external_id
                    session.add(said)
                    session.flush()
                    self.world.router(session, said)
                    said.state = "done"
                    session.flush()
                raise Undone
        except Undone:
            shown = [line for row in dict.fromkeys(self.made) if (line := shown_row(row))]
            posts = [row.text for row in self.made if isinstance(row, Post) and row.text]
            if form in ALSO_SAID:
                return f"{'; '.join(shown) or 'nothing'}, says {posts[-1].splitlines()[0][:16].strip() if posts else 'nothing'}"
            return "; ".join(shown) or (f"nothing, says {posts[-1].split()[0][:16]}" if posts else "nothing")

    def _message(self, who: str, where: str, text: str, first: str, form: str) -> Message:
        self.count += 1
        contact, nick = PEOPLE[who]
        now = self.world.clock.now()
        kind = "recall" if text == RECALLED else "jielong" if text.startswith("#接龙") else "text"
        quoted, text = quoted_in(text)
        return Message(
            account=ACCOUNT, external_id=f"g{self.count}", noted_at=now, sent_at=now - LATE if form == "late" else now, state="ready",
            talker=contact, nick=nick, group_id=GROUPS[where], text="" if kind == "recall" else text.replace("⏎", "\n"), type=kind,
            payload={"recalls": first} if kind == "recall" else {"quote_nick": "小助手", "quote_text": quoted} if quoted else {},
        )  # fmt: skip


def by_another(line: str) -> tuple[str, str, str] | None:
    """王静@工作群：取消 Y1 is said by her and there, not by the one of the cell."""
    head, colon, text = line.partition("：")
    who, at, where = head.partition("@")
    return (who, where, text) if colon and at and who in PEOPLE and where in GROUPS else None


def quoted_in(text: str) -> tuple[str, str]:
    """引用「Y1 已记」取消: what is quoted, and what is said."""
    if not text.startswith("引用「"):
        return "", text
    quoted, _, said = text.removeprefix("引用「").partition("」")
    return quoted, said


def shown_row(row: Any) -> str:
    """A row as one reads it aloud; in brackets what no longer counts; nothing for rows that are no record."""
    line = _words_of(row)
    over = getattr(row, "withdrawn_at", None) or getattr(row, "replaced_by", None)
    lacks = f" lacks {' '.join(row.missing)}" if getattr(row, "missing", None) else ""
    return f"({line})" if line and over else f"{line}{lacks}"


def _words_of(row: Any) -> str:
    if isinstance(row, Request):
        items = " ".join(f"{i['name']}×{_much(i)}" for i in row.details.get("items") or [])
        return " ".join(p for p in (row.ticket, row.status, row.room or "-", row.category, items) if p)
    if isinstance(row, CheckIn):
        said = (f"{row.day:%m-%d}{row.half}", row.room or "-", row.name, row.temperature, *(row.symptoms or []))
        return " ".join(str(p) for p in said if p)
    if isinstance(row, Entry):
        return " ".join(p for p in (row.kind, row.room) if p)
    if isinstance(row, Stay):
        return f"stay {row.room} {row.name}" + (" over" if row.ended_at else "")
    if isinstance(row, Question):
        return f"asked {row.field}" if row.state == "open" else ""
    shown = {StayStep: "step {0.what}", Sample: "sample {0.room} {0.result}", Need: "need {0.kind}", Shift: "shift {0.name}",
             Loan: "loan", Notice: "notice", Material: "material {0.title}"}  # fmt: skip
    words = next((form.format(row) for table, form in shown.items() if isinstance(row, table)), "")
    ended = getattr(row, "ended_at", None) is not None
    return f"{words} ended" if words and ended else words


def _much(item: dict[str, Any]) -> str:
    return "?" if item.get("quantity") is None else f"{number(float(item['quantity']))}{item.get('unit') or ''}"
