"""The times of a session file: moments, dates and wall-clock times of the session's day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfoNotFoundError

from flipdesk.domain.day_starts import DayStarts, day_start
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.wall_clock import parse_wall, place, zone_info, zone_of

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_WALL = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1900, 2200)
_LONGEST_PAST_MIDNIGHT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SessionDay:
    """What places wall-clock times: when the session starts, and in which time zone."""

    starts: datetime
    zone: str
    day_starts: DayStarts = ()

    def local(self, moment: datetime) -> datetime:
        """Return the same moment with the offset it has in the session's zone."""
        return with_offset(moment, self.zone)


def with_offset(moment: datetime, zone: str) -> datetime:
    """Return a moment in a zone with a fixed offset, which knows no doubled hours."""
    local = moment.astimezone(zone_info(zone))
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


def read_moment(text: str) -> datetime | None:
    """Return the moment a text says, None when it says none."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None


def write_moment(moment: datetime, zone: str) -> str:
    return with_offset(moment, zone).isoformat()


def read_date(text: str) -> date | None:
    """Return the date a text says, None when it says none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def is_zone(name: str) -> bool:
    """Return whether this names a time zone, as "Europe/Copenhagen" or "+02:00" do."""
    try:
        zone_info(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def natural_zone(starts: datetime) -> str:
    """Return the zone that is meant when a file names none."""
    return zone_of(starts, DEFAULT_ZONE)


class WrongTimeError(ValueError):
    """A time of day that cannot be meant."""


class NoSuchTimeError(WrongTimeError):
    """A time of day that the clocks skip that night."""


class TooEarlyError(WrongTimeError):
    """An end before its beginning."""


def read_wall(
    text: str,
    session_day: SessionDay,
    *,
    day: int = 1,
    after: datetime | None = None,
    begun: datetime | None = None,
) -> datetime:
    """Return the moment that "09:32", or a whole moment, means in a session.

    `after` is the last thing known to have happened, which decides between the two 02.30 of a
    night in autumn; `begun` is the beginning of what ends here.

    Raises:
        WrongTimeError: it can mean no moment.
    """
    whole = read_moment(text)
    if whole is not None:
        return session_day.local(whole)
    if not _WALL.fullmatch(text):
        raise WrongTimeError(text)
    moment = _placed(parse_wall(text), session_day, day, after)
    if begun is not None and moment < begun:
        later = _placed(parse_wall(text), session_day, day, after, nights=1)
        if later - begun > _LONGEST_PAST_MIDNIGHT:
            raise TooEarlyError(text)
        return later
    return moment


def _placed(
    wall: time, session_day: SessionDay, day: int, after: datetime | None, nights: int = 0
) -> datetime:
    starts, zone = session_day.starts, session_day.zone
    if day in dict(session_day.day_starts):
        starts, day = day_start(starts, day, zone, session_day.day_starts), 1
    moment = place(wall, starts, zone, day=day + nights, after=after)
    local = session_day.local(moment)
    if local.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTimeError(str(wall))
    return local


def write_wall(
    moment: datetime,
    session_day: SessionDay,
    *,
    day: int = 1,
    after: datetime | None = None,
    begun: datetime | None = None,
) -> str:
    """Return the time of day that `read_wall` takes for this moment, else the whole moment."""
    local = session_day.local(moment)
    exact = local.time().isoformat()
    text = exact.removesuffix(":00") if len(exact) == len("00:00:00") else exact
    try:
        if read_wall(text, session_day, day=day, after=after, begun=begun) == moment:
            return text
    except WrongTimeError:
        pass
    return local.isoformat()
