"""What restoring a backup would change, counted row by row."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """How many things come back, go away, and become again what they were."""

    back: int = 0
    gone: int = 0
    other: int = 0

    def __bool__(self) -> bool:
        return bool(self.back or self.gone or self.other)


@dataclass(frozen=True, slots=True)
class SessionDifference:
    """A session that comes back (`is_back`), goes away (`is_gone`), or becomes what it was.

    `notes` are reflections, outcomes and marks; `rest` is all else that belongs to the session.
    """

    title: str
    starts: datetime | None
    is_back: bool
    is_gone: bool
    notes: Difference
    minutes: Difference
    rest: Difference


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """`rest` belongs to no session: people, organisations, knowledge items, settings."""

    sessions: tuple[SessionDifference, ...]
    rest: Difference

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        return not self.sessions and not self.rest
