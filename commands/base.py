"""The contract of a command's file, and the registry of all of them.

A file declares `COMMAND`, `arguments(parser)` and `run(args, settings)`, which gives the exit code.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

import commands
from config import Settings
from doors import register


class OperatorError(Exception):
    """A mistake of the operator or of the machine: one line on stderr, exit code 2, no traceback."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name and one line of help."""

    name: str
    help: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A command with its two functions."""

    command: Command
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Settings], int]


def load_commands(package: ModuleType = commands) -> Mapping[str, Loaded]:
    """Every command by name. Raises DoorError for a file that cannot be used."""
    return register(package, "COMMAND", lambda m: str(m.COMMAND.name), lambda m: Loaded(m.COMMAND, m.arguments, m.run))
