"""Small facts about sessions, the people in them and what was agreed, as reports count them."""

from dataclasses import dataclass
from datetime import date

from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Attendance, OutcomeStatus


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that was begun, by its title and day."""

    id: SessionId
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held: where, in which year, for how long, and who came."""

    session_id: str
    organisation: str
    year: int
    length_ms: int
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttendanceCount:
    """How many of the participants of a series, or of a session, came, came late, or did not."""

    id: str
    title: str
    attendance: Attendance
    count: int


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """An action, the day of the session it was agreed in, and how it stands."""

    outcome_id: str
    agreed_on: date
    status: OutcomeStatus
    due: date | None
