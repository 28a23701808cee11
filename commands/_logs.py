"""Logs: one JSON line each on stderr, with ids and words of the code only, never what people wrote."""

import json
import logging
import sys
from datetime import UTC, datetime

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLine(logging.Formatter):
    """A record as one line of JSON; control characters are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "what": record.getMessage(),
        }
        line |= {k: v for k, v in vars(record).items() if k not in _OWN}
        return json.dumps(line, ensure_ascii=True, default=str)


def set_up_logs(level: str) -> None:
    """Our own loggers at that level; everybody else's libraries only warn, because some of them log message text."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("gelibot").setLevel(level)
