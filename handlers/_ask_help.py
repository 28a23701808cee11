"""帮助: what this person can say here, short; one kind with the exact line to send."""

from rapidfuzz import fuzz

from chat.context import Context
from chat.rights import may
from chat.wording import Plain
from reading.kind import Kind

EXAMPLES = 3
NEAR = 50
"""Points of likeness from which a title is offered for one nobody knows."""


def help_text(argument: str, context: Context) -> None:
    """All labels in one line with a few examples, or one kind in one line."""
    can = [k for k in context.kinds.values() if may(k, context) and k.titles]
    if not argument:
        context.answer("可以发：{labels}", labels=Plain("、".join(dict.fromkeys(k.label for k in can))))
        context.answer("例如：{lines}", lines=Plain("；".join(_line(k) for k in can[:EXAMPLES])))
        context.answer("想看写法，发「帮助 {label}」", label=Plain(can[0].label if can else "用药"))
        return
    found = next((k for k in can if argument in (k.label, *k.titles)), None)
    if found is not None:
        context.answer("{label}：{help}。例如：{line}", label=Plain(found.label), help=Plain(found.help), line=Plain(_line(found)))
        return
    near = sorted(can, key=lambda k: -_likeness(argument, k))[:3]
    near = [k for k in near if _likeness(argument, k) >= NEAR] or can[:3]
    lines = "」「".join(f"帮助 {k.label}" for k in near)
    context.answer("没有这一项。您是不是想看：「{lines}」", lines=Plain(lines))


def _line(kind: Kind) -> str:
    return kind.example.replace("\n", " ")


def _likeness(asked: str, kind: Kind) -> float:
    return max(fuzz.ratio(asked, title) for title in (kind.label, *kind.titles))
