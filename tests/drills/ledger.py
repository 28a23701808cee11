"""How long each message took, read from the gateway's ledger: told, safe (its payload is asked for only then), answered."""

import json
from typing import Any

from tests.gateway.drive import Gateway

MESSAGE_EVENT = 2


class Ledger:
    """Reads what is new in a gateway's ledger; times are seconds since the epoch."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._read = 0
        self.told: dict[str, float] = {}
        self.safe: dict[str, float] = {}
        self.said: list[tuple[float, str, str]] = []
        """When, where, what."""
        self.opened: list[float] = []

    def read(self) -> list[dict[str, Any]]:
        """Take in the new lines, and give them."""
        lines = self._gateway.saw[self._read :]
        self._read += len(lines)
        for line in lines:
            if line.get("event") == MESSAGE_EVENT:
                self.told.setdefault(str(json.loads(line["payload"])["messageId"]), line["at"])
            elif line.get("rpc") == "MessagePayload":
                self.safe.setdefault(line["id"], line["at"])
            elif "sent" in line:
                self.said.append((line["at"], line["to"], line.get("text", "")))
            elif line.get("stream") == "opened":
                self.opened.append(line["at"])
        return lines

    def until_safe(self, since: float = 0, until: float = float("inf")) -> list[float]:
        """Seconds from told to safe of the messages told in that time, those of our own left out."""
        return [
            self.safe[one] - at for one, at in self.told.items() if since <= at < until and one in self.safe and not one.startswith("sent-")
        ]


def share(values: list[float], part: float) -> float:
    """The value that so large a part of them does not exceed; nan of none."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else float("nan")
