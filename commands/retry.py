"""retry: handle once more one message that was set aside, by the trace id that stands in the log and in 待办."""

from argparse import ArgumentParser, Namespace

from chat.inbox import ready_again
from commands._parts import open_store, stored_database
from commands.base import Command, OperatorError
from config import Settings
from models import Message

COMMAND = Command("retry", "handle once more a message that was set aside; by its trace id")


def arguments(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("trace", help="eight letters and digits, as in the log and in 待办")


def run(args: Namespace, settings: Settings) -> int:
    """Make it ready; the running bot, or the next one, takes it up. What it did before was rolled back, so it has one effect."""
    store = open_store(stored_database(settings), used_by=None)
    try:
        with store.begin() as session:
            found = ready_again(session, Message.trace == args.trace.strip().lower())
    finally:
        store.close()
    if not found:
        raise OperatorError(f"no message set aside has the trace {args.trace}, or its words are purged")
    print("ready: the running bot handles it within a second, or the next one when it starts")
    return 0
