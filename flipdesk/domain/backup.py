"""A backup of the knowledge base: what is known of it, and which are kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

RUNNING, SESSION_END, CLOSING = "running", "session-end", "closing"
BY_HAND, BEFORE_RESTORE = "by-hand", "before-restore"
OWN_ACCORD = (RUNNING, SESSION_END, CLOSING)
"""Why FlipDesk makes a backup without being asked; these alone give way to newer ones."""
LEAST = 3
"""So many of the newest are always there."""

_STEPS: tuple[tuple[timedelta, Callable[[datetime], object]], ...] = (
    (timedelta(hours=2), lambda made: made),
    (timedelta(days=1), lambda made: (made.date(), made.hour)),
    (timedelta(days=14), lambda made: made.date()),
    (timedelta(weeks=8), lambda made: made.isocalendar()[:2]),
    (timedelta(days=366), lambda made: (made.year, made.month)),
)
"""How old, and what of that age shares one backup: all, an hour's, a day's, a week's, a month's."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was true of a backup when it was checked. It names nobody."""

    made: datetime
    reason: str
    bytes: int
    sha256: str
    schema: int
    rows: Mapping[str, int]
    """How many rows each table holds."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the folder of backups; without a manifest it was never counted and hashed."""

    path: Path
    made: datetime | None
    reason: str
    bytes: int
    manifest: Manifest | None

    @property
    def seems_whole(self) -> bool:
        """Whether it has the size it was checked with; only reading it tells more."""
        return self.manifest is not None and self.manifest.bytes == self.bytes

    @property
    def gives_way(self) -> bool:
        """Whether it may go when there are enough newer ones."""
        return self.seems_whole and self.reason in OWN_ACCORD and self.made is not None


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which moments of backups are kept: ever fewer the older they are, never under LEAST.

    Grandfather, father, son: of each hour, day, week and month the newest.
    """
    newest_first = sorted(moments, reverse=True)
    found, seen = set(newest_first[:LEAST]), set[object]()
    for made in newest_first:
        for number, (age, shared) in enumerate(_STEPS):
            if now - made <= age:
                mark = (number, shared(made))
                if mark not in seen:
                    found.add(made)
                seen.add(mark)
                break
    return frozenset(found)
