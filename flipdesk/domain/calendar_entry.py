"""What is to stand in somebody's calendar, decided and frozen; nobody is named in it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One appointment. `uid` is the same for ever; the datetimes are aware, in `zone`."""

    uid: str
    starts: datetime
    ends: datetime
    zone: str
    summary: str
    place: str
    description: str
