"""Taking in a roster: first what would change, row by row, then the same file for good."""

from collections.abc import Sequence

from web.dashboard.base import Act, Deed, Look, Shown, View

KEPT = 5
"""Rosters being looked at, of all browsers together; the oldest is forgotten first."""


def show(look: Look) -> Shown:
    """The form, and what the last upload of this browser would change."""
    _, preview = look.desk.uploads.get(look.visitor.csrf, (b"", None))
    return {"preview": preview}


def look_first(act: Act) -> Sequence[str]:
    """Read it, change nothing, and remember the file for the second press."""
    content = act.files.get("roster", b"")
    if not content:
        return ("请选择一个 xlsx 文件。",)
    try:
        told = act.desk.office.take_in(content, act.now, keep=False)
    except ValueError as error:
        return (f"{error}。",)
    act.desk.uploads.pop(act.visitor.csrf, None)
    while len(act.desk.uploads) >= KEPT:
        act.desk.uploads.pop(next(iter(act.desk.uploads)))
    act.desk.uploads[act.visitor.csrf] = content, list(told)
    return (f"看过了 {len(told)} 行，还没有改动任何东西。",)


def take_in(act: Act) -> Sequence[str]:
    """The file that was looked at, for good. Rows that are wrong are left out, as the preview said."""
    if act.visitor.csrf not in act.desk.uploads:
        return ("请先上传文件看一遍。",)
    content, _ = act.desk.uploads.pop(act.visitor.csrf)
    told = act.desk.office.take_in(content, act.now, keep=True)
    with act.desk.store.begin() as session:
        session.add(act.line("web roster"))
    bad = sum(1 for line in told if "✗" in line)
    return (f"已导入 {len(told) - bad} 行" + (f"，{bad} 行有错没有导入。" if bad else "。"),)


VIEWS = (View("/roster", "roster.html", "roster", show, live=False),)
DEEDS = (Deed("/roster/look", "roster", look_first, outside=True), Deed("/roster/keep", "roster", take_in, outside=True))
