"""rights: print who may say what where, as docs/rights.md keeps it; made from the kinds' own files."""

from argparse import ArgumentParser, Namespace

from commands.base import Command
from config import Settings
from handlers.base import kinds_of, load_handlers
from reading.kind import PLACES, ROLES

COMMAND = Command("rights", "print the table of who may say what where (docs/rights.md)")
SHOWN = tuple(r for r in ROLES if r != "bot")


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(args: Namespace, settings: Settings) -> int:
    """Print it."""
    print(table(), end="")
    return 0


def table() -> str:
    """One row per kind: each role with a mark, then the places."""
    lines = ["# Rights", "", "Made by `python bot.py rights`; a test compares them.", ""]
    lines += ["Staff, leaders and residents of another site count as unknown in a site's groups; hq and operators do not.", ""]
    lines += [f"| kind | {' | '.join(SHOWN)} | places |", f"| --- |{' --- |' * (len(SHOWN) + 1)}"]
    for kind in sorted(kinds_of(load_handlers()).values(), key=lambda k: k.name):
        marks = " | ".join("yes" if role in kind.who else "–" for role in SHOWN)
        lines.append(f"| `{kind.name}` {kind.label} | {marks} | {', '.join(p for p in PLACES if p in kind.where)} |")
    return "\n".join(lines) + "\n"
