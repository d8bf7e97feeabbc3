"""Small facts across sessions, as Home and the dialogs show them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flipdesk.domain.ids import OutcomeId, SeriesId, SessionId
from flipdesk.domain.vocabulary import OutcomeKind, Role


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody from an earlier session, as last time."""

    name: str
    organisation: str
    unit: str
    role: Role
    initials: str = ""


@dataclass(frozen=True, slots=True)
class SeriesCount:
    """How far a series has come, and how many different people have taken part."""

    series_id: SeriesId
    held: int
    total: int
    people: int


@dataclass(frozen=True, slots=True)
class LiveOutcome:
    """Something that waits for somebody; `owner` is a name or empty."""

    id: OutcomeId
    session_id: SessionId
    kind: OutcomeKind
    text: str
    due: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class UnknownConsent:
    """Somebody expected in a session that is not yet held, who has not said yes or no."""

    session_id: SessionId
    name: str


class Touched(StrEnum):
    """What was worked on."""

    RUN_SHEET = "run_sheet"
    NOTES = "notes"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Touch:
    """When something of a session was last changed; `version` for minutes only."""

    session_id: SessionId
    what: Touched
    at: datetime
    version: int | None = None
