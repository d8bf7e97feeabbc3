"""Whether a session is ready to be run: only what can be seen to be true now."""

from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.agenda import schedule
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import RecordingConsent

BYTES_PER_HOUR = 346_000_000
"""What an hour of sound takes: one channel, 48 kHz, 16 bits."""
_SAFETY = 1.5


class CheckKind(StrEnum):
    DISK = "disk"
    CONSENT = "consent"
    ROLES = "roles"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be ready; `count` of `total` is what is missing, by kind.

    disk: whole hours of sound that there is room for, of the hours wanted; consent: participants
    whose consent is unknown, of all; roles: chair and minute taker missing, of the two; time:
    minutes the run sheet is too long, of the minutes there are.
    """

    kind: CheckKind
    is_ready: bool
    count: int
    total: int


def readiness(record: SessionRecord, free_bytes: int) -> tuple[Check, ...]:
    """Return what was checked, in the order people look at it."""
    return (_disk(record, free_bytes), _consent(record), _roles(record), _time(record))


def _disk(record: SessionRecord, free_bytes: int) -> Check:
    session = record.session
    wanted = (session.ends - session.starts).total_seconds() / 3600 * _SAFETY
    hours = free_bytes / BYTES_PER_HOUR
    return Check(CheckKind.DISK, hours >= wanted, int(hours), round(wanted))


def _consent(record: SessionRecord) -> Check:
    unknown = [
        one for one in record.participants if one.consent.recording is RecordingConsent.UNKNOWN
    ]
    everybody = len(record.participants)
    return Check(CheckKind.CONSENT, bool(everybody) and not unknown, len(unknown), everybody)


def _roles(record: SessionRecord) -> Check:
    session = record.session
    missing = [session.chair_id, session.minute_taker_id].count(None)
    return Check(CheckKind.ROLES, missing == 0, missing, 2)


def _time(record: SessionRecord) -> Check:
    """Compare the day on which the session ends; the days before it have no end of their own."""
    session = record.session
    slots = schedule(record.agenda, session.starts, session.starts)
    minutes = round((session.ends - session.starts).total_seconds() / 60)
    if not slots:
        return Check(CheckKind.TIME, is_ready=False, count=0, total=minutes)
    over = round((slots[-1].planned_end - session.ends).total_seconds() / 60)
    return Check(CheckKind.TIME, over <= 0, max(0, over), minutes)
