"""How long things are kept: four clocks that run from the end of a session, and what is due."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from flipdesk.domain.ids import DeletionId, SeriesId, SessionId
from flipdesk.domain.session import Session
from flipdesk.domain.wall_clock import zone_info


class Kept(StrEnum):
    """What is kept for a time of its own; the key list is that of the whole series."""

    SOUND = "sound"
    KEY = "key"
    REFLECTIONS = "reflections"
    MINUTES = "minutes"


FIELDS = {
    Kept.SOUND: "delete_recording_on",
    Kept.KEY: "delete_key_on",
    Kept.REFLECTIONS: "delete_reflections_on",
    Kept.MINUTES: "delete_minutes_on",
}
"""The field of a session in which its own day stands."""


@dataclass(frozen=True, slots=True)
class KeepingTimes:
    """For how many months after a session things are kept unless it has a day of its own.

    A clock that is not in `months` does not run.
    """

    months: dict[Kept, int] = field(default_factory=dict)

    def day(self, kept: Kept, session: Session) -> date | None:
        """Return when a session's part is due, None when nobody has chosen."""
        own: date | None = getattr(session, FIELDS[kept])
        return own or self.usual_day(kept, session)

    def usual_day(self, kept: Kept, session: Session) -> date | None:
        """Return when it would be due without a day of its own."""
        months = self.months.get(kept)
        if months is None:
            return None
        held = (session.finished or session.ends).astimezone(zone_info(session.zone)).date()
        return months_after(held, months)


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time has come, or comes on a day.

    `sessions` are the one it is about, or all of the series when it is the key list. `count` says
    how much it is: of sound the minutes, else how many things.
    """

    kept: Kept
    day: date
    series_id: SeriesId
    title: str
    sessions: tuple[SessionId, ...]
    count: int

    @property
    def session_id(self) -> SessionId:
        """Return the session it is about, of a series the last one."""
        return self.sessions[-1]


@dataclass(frozen=True, slots=True)
class Deletion:
    """That something was deleted when its time had come; no names, and no content."""

    id: DeletionId
    kept: Kept
    session_id: SessionId | None
    series_id: SeriesId | None
    due_on: date | None
    deleted: datetime


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of its month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
