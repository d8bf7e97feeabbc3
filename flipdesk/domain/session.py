"""A FLIP session: when, where, what for, and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime

from flipdesk.domain.day_starts import DayStarts
from flipdesk.domain.ids import ParticipantId, SeriesId, SessionId
from flipdesk.domain.vocabulary import LegalBasis, SessionKind, SessionState

DEFAULT_CODEBOOK = "cubb-2021"
DEFAULT_ZONE = "Europe/Copenhagen"


@dataclass(frozen=True, slots=True)
class Session:
    """One session.

    `starts` and `ends` are aware datetimes of the plan; `zone` is the IANA name (or "+hh:mm") in
    which wall-clock times of the day are meant; `began` and `finished` are what really happened.
    """

    id: SessionId
    series_id: SeriesId
    title: str
    starts: datetime
    ends: datetime
    number: int | None = None
    kind: SessionKind = SessionKind.EMPLOYEE_FLIP
    codebook: str = DEFAULT_CODEBOOK
    potential: str | None = None
    zone: str = DEFAULT_ZONE
    place: str | None = None
    purpose: str | None = None
    contribution: str | None = None
    chair_id: ParticipantId | None = None
    minute_taker_id: ParticipantId | None = None
    legal_basis: LegalBasis | None = None
    delete_recording_on: date | None = None
    delete_key_on: date | None = None
    delete_reflections_on: date | None = None
    delete_minutes_on: date | None = None
    state: SessionState = SessionState.PLANNED
    began: datetime | None = None
    finished: datetime | None = None
    day_starts: DayStarts = ()
    """When later days begin that do not begin at the time of day of the first."""
