"""columns: the table of purposes, classes and retention of every column, as it stands in docs/privacy.md."""

from argparse import ArgumentParser, Namespace
from itertools import groupby

from commands.base import Command
from config import Settings
from models.columns import CLASSES, KEPT, all_columns, tables

COMMAND = Command("columns", "print what each column is for, its class and how long it is kept (Markdown)")


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(args: Namespace, settings: Settings) -> int:
    """Print the table."""
    print(table(), end="")
    return 0


def table() -> str:
    """The whole table, one row for columns that are alike."""
    lines = [f"Classes: {'; '.join(f'**{k}** {v}' for k, v in CLASSES.items())}.", ""]
    lines += [f"Kept: {'; '.join(f'**{k}** {v}' for k, v in KEPT.items())}.", ""]
    lines += ["| table | columns | class | kept | what for |", "| --- | --- | --- | --- | --- |"]
    holds = tables()
    for name, columns in groupby(all_columns(), key=lambda c: c.table):
        first = f"**{name}**: {holds[name]}"
        for (sort, kept, purpose), alike in groupby(columns, key=lambda c: (c.sort, c.kept, c.purpose)):
            lines.append(f"| {first} | {', '.join(c.name for c in alike)} | {sort} | {kept} | {purpose} |")
            first = ""
    return "\n".join(lines) + "\n"
