"""What somebody may see and do in the dashboard: by role and site, as in chat."""

from dataclasses import dataclass

from models import Site
from reading.kind import LEADERS, STAFF

OF_SITE = frozenset({"staff", "medic", "leader"})
ABOVE = frozenset({"hq", "operator"})
"""They belong to no site: the command office reads masked names; the operator counts only, and messages without their words."""

RIGHTS = {
    "county": LEADERS,
    "site": OF_SITE | {"hq"},
    "health": OF_SITE,
    "words": OF_SITE,
    "step": OF_SITE | {"hq"},
    "inbox": STAFF,
    "paste": LEADERS - {"operator"},
    "files": frozenset({"leader", "medic"}),
    "machine": LEADERS,
    "times": LEADERS,
    "people": LEADERS,
    "lexicon": LEADERS,
    "roster": ABOVE,
    "plans": ABOVE,
    "retention": ABOVE,
    "any": STAFF,
}
"""health: a person's timeline, full names, illness · words: what people wrote · files: workbooks · machine: the bot's own health."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the page."""

    person_id: int
    name: str
    role: str
    """What they act as now: a leader's rights may be lent."""
    site_id: int
    csrf: str
    contact: str | None = None

    @property
    def above(self) -> bool:
        """Whether all sites are theirs to look at."""
        return self.role in ABOVE

    def may(self, right: str, site: Site | None = None) -> bool:
        """Whether they have that right, and in that site."""
        if self.role not in RIGHTS[right]:
            return False
        return site is None or self.above or (site.id == self.site_id and site.kind == "site")

    @property
    def audience(self) -> str:
        """As whom they read names and things (chat/audience.py)."""
        return "private" if self.role in OF_SITE else "staff"
