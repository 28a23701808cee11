"""A kind of message, as its one file under handlers/ declares it. Only data: nothing here acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reading.fields import Field

ROLES = ("unknown", "resident", "staff", "medic", "leader", "hq", "operator", "bot")
PLACES = ("resident", "staff", "hq", "branch", "private")

ANYONE = frozenset({"unknown", "resident", "staff", "medic", "leader", "hq", "operator"})
STAFF = frozenset({"staff", "medic", "leader", "hq", "operator"})
LEADERS = frozenset({"leader", "hq", "operator"})
EVERYWHERE = frozenset(PLACES)


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything the house knows about one kind of message; help, rights, digest and export come out of it."""

    name: str
    label: str
    """Two or three Chinese characters people on site use for it: 用药."""
    titles: tuple[str, ...]
    """Words that open a titled message; the first is the one shown in help."""
    fields: tuple[Field, ...]
    example: str
    """The exact line to send."""
    help: str
    who: frozenset[str] = ANYONE
    where: frozenset[str] = EVERYWHERE
    site_only: bool = False
    """Whether it is about a room of a site: where no site is known (the command office, a branch) it is not filed but asked elsewhere."""
    letter: str | None = None
    """First letter of its ticket numbers, for requests."""
    cues: tuple[str, ...] = ()
    """Words that mark the kind in a plain sentence."""
    plain: str | None = None
    """The way plain sentences of this kind are recognised (see reading/plain.py); None: only titled."""
    list_titles: tuple[str, ...] = ()
    """Words in a jielong's title that make each of its entries one of these."""
    digest: str = ""
    """Label of its line in the digest; empty: not shown."""
    group: str = ""
    """Work group that takes care of it (健康观察, 后勤保障 …)."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Another work group for one category of it (emotional -> 人文关怀)."""
    columns: tuple[str, ...] = field(default=())
    """Fields that become columns of its export, in order."""
    command: bool = False
    """Whether its bare title is a command in every mouth, so that the wrong one is refused, not overheard."""
    rank: int = 90
    """Its place in help and digest: what matters most has the lowest."""

    def need(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)
