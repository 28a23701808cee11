"""A stretch of a message, with its title when it has one."""

from dataclasses import dataclass

from reading.kind import Kind


@dataclass(slots=True)
class Section:
    """A stretch of the text: its kind and title when it has one, and where its words begin and end."""

    kind: Kind | None
    title: str
    title_start: int
    start: int
    end: int
    remark: str = ""
    """What stands in brackets behind the title: 特殊情况（其他）."""
