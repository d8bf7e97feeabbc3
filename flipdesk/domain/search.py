"""What one searches for in the knowledge base, and what comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Role

HitKind = Literal["reflection", "outcome"]


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find and what to narrow by; empty words find everything."""

    words: str = ""
    potentials: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One reflection or outcome that was found, the most telling first."""

    kind: HitKind
    id: str
    session_id: SessionId
    session_title: str
    series_title: str
    organisation: str
    starts: datetime
    at_ms: int | None
    role: Role | None
    text: str
    snippet: str
    potentials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many reflections carry one potential in one organisation."""

    potential: str
    organisation: str
    count: int
