"""The front door: reads the settings, finds the command, hands over. Run without a command it is `run`."""

import argparse
import os
import sys
from pathlib import Path

from commands._logs import set_up_logs
from commands.base import OperatorError, load_commands
from config import BadSettings, read_settings

ENV_FILE = Path(".env")


def warn_of_readers(path: Path) -> None:
    """The file holds keys: one line on stderr when other people of this machine can read it."""
    if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        print(f"{path} can be read by others on this machine and holds secrets: chmod 600 {path}", file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Run one command; its exit code. An operator's mistake is one line on stderr and 2."""
    commands = load_commands()
    parser = argparse.ArgumentParser(prog="bot.py", description="隔离点群助手 gelibot")
    parser.set_defaults(command="run")
    names = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in commands.items():
        command.arguments(names.add_parser(name, help=command.command.help, description=command.command.help))
    chosen = parser.parse_args(arguments)
    warn_of_readers(ENV_FILE)
    try:
        settings = read_settings(os.environ, ENV_FILE)
        set_up_logs(settings.log_level)
        return commands[chosen.command or "run"].run(chosen, settings)
    except BadSettings as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    except OperatorError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
