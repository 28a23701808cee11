"""Whom or what place a request is for. One that is for no room says so instead of leaving a gap."""

from dataclasses import dataclass

from chat.audience import SEES
from chat.wording import Raw, Who
from models import Request

FOR_SITE = "site"
"""Category of what a site itself needs (物资调运)."""


@dataclass(frozen=True, slots=True)
class Whose:
    """305 张*; 本点; 3楼走廊 (for those who may read people's words, else 公共区域); 房间未说. `named`: with the name."""

    request: Request
    named: bool = True

    def told(self, audience: str) -> str:
        """As that audience may read it; the command office reads no rooms."""
        request = self.request
        name = request.name if self.named else None
        if request.room or not SEES[audience].rooms:
            return Who(request.room, name).told(audience)
        if request.category == FOR_SITE:
            return "本点"
        if area := str(request.details.get("area") or ""):
            return Raw(area).told(audience) or "公共区域"
        return " ".join(p for p in ("房间未说", Who(None, name).told(audience)) if p)


def room_of(request: Request) -> Whose:
    """The same without the name."""
    return Whose(request, named=False)
