"""What a method section has to tell of the sessions behind a study (R42)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flipdesk.domain.vocabulary import Role, SessionKind


@dataclass(frozen=True, slots=True)
class MethodCounts:
    """Counts of sessions that were held, the openly fictional example left out.

    `minutes` are the lengths of the sessions, shortest and longest first, and `total_minutes` of
    all of them; `recorded_minutes` is how much sound there is. `came` counts people who took part
    by the role they had first, each once; `attendances` counts them once a session. `codebooks` are
    the keys of those the sessions point at.
    """

    sessions: Mapping[SessionKind, int] = field(default_factory=dict)
    series: int = 0
    organisations: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    minutes: tuple[int, int] = (0, 0)
    total_minutes: int = 0
    recorded_minutes: int = 0
    came: Mapping[Role, int] = field(default_factory=dict)
    attendances: int = 0
    reflections: int = 0
    coded: int = 0
    outcomes: int = 0
    codebooks: tuple[str, ...] = ()

    @property
    def session_count(self) -> int:
        return sum(self.sessions.values())

    @property
    def people(self) -> int:
        return sum(self.came.values())
