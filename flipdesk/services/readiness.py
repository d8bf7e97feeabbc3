"""Whether a session is ready to be run: only what can be seen to be true now."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flipdesk.domain.session_clock import planned_slots
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.domain.wall_clock import zone_info
from flipdesk.services.power import Power

BYTES_PER_HOUR = 346_000_000
"""What an hour of sound takes: one channel, 48 kHz, 16 bits."""
_SAFETY = 1.5


class CheckKind(StrEnum):
    MICROPHONE = "microphone"
    DISK = "disk"
    CONSENT = "consent"
    POWER = "power"
    SCREEN = "screen"
    ROLES = "roles"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be ready; `count` of `total` is what is missing, by kind.

    microphone: 1 when it has not been tried, or not heard, of 1; power: percent that the battery
    lacks, of 100, ready on mains; screen: a second one missing, of the two, which is never needed;
    disk: whole hours of sound that there is room for, of the hours wanted; consent: participants
    whose consent is unknown, of all; roles: chair and minute taker missing, of the two; time:
    minutes the run sheet is too long, of the minutes there are.
    """

    kind: CheckKind
    is_ready: bool
    count: int
    total: int
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is around the session: room on the disk, microphone, power and screens.

    `power` is None where nobody knows, and then nothing is said of it.
    """

    free_bytes: int
    is_heard: bool = False
    power: Power | None = None
    screens: int = 1


def readiness(record: SessionRecord, around: Surroundings) -> tuple[Check, ...]:
    """Return what was checked, in the order people look at it."""
    missing = int(not around.is_heard)
    return (
        Check(CheckKind.MICROPHONE, around.is_heard, missing, 1),
        _disk(record, around.free_bytes),
        _consent(record),
        *(() if around.power is None else (_power(around.power),)),
        _screen(around.screens),
        _roles(record),
        _time(record),
    )


def _power(power: Power) -> Check:
    lacks = 0 if power.percent is None else 100 - power.percent
    return Check(CheckKind.POWER, power.on_mains, lacks, 100)


def _screen(screens: int) -> Check:
    has_second = screens > 1
    return Check(CheckKind.SCREEN, has_second, int(not has_second), 2, is_optional=not has_second)


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
    """Compare each day with the hour at which the session is meant to end."""
    session = record.session
    zone = zone_info(session.zone)
    starts, ends = session.starts.astimezone(zone), session.ends.astimezone(zone)
    minutes = round((session.ends - session.starts).total_seconds() / 60)
    slots = planned_slots(session, record.agenda)
    if not slots:
        return Check(CheckKind.TIME, is_ready=False, count=0, total=minutes)
    last_day = max(slot.item.day or 1 for slot in slots)
    # A seminar may be planned with the end of its first day or of its last.
    missing_days = max(0, last_day - 1 - (ends.date() - starts.date()).days)
    last_end = ends + timedelta(days=missing_days)
    over = max(
        slot.planned_end - (last_end - timedelta(days=last_day - (slot.item.day or 1)))
        for slot in slots
    )
    too_long = max(0, round(over.total_seconds() / 60))
    return Check(CheckKind.TIME, too_long == 0, too_long, minutes)
