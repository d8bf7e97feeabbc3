"""Wall-clock times of a session's day, through midnight and the nights the clocks change."""

import re
from datetime import datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_FIXED = re.compile(r"([+-])(\d\d):(\d\d)")
_BEFORE_START = timedelta(hours=6)


def zone_info(zone: str) -> tzinfo:
    """Return the time zone of an IANA name or a fixed "+hh:mm"."""
    match = _FIXED.fullmatch(zone)
    if match is None:
        return ZoneInfo(zone)
    span = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(span if match[1] == "+" else -span)


def zone_of(moment: datetime, preferred: str) -> str:
    """Return the preferred zone if it has the moment's offset, else the offset as a fixed zone."""
    if moment.astimezone(ZoneInfo(preferred)).utcoffset() == moment.utcoffset():
        return preferred
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def place(
    wall: time, starts: datetime, zone: str, *, day: int = 1, after: datetime | None = None
) -> datetime:
    """Return the moment a wall-clock time means in a session that starts at `starts`.

    A time far before the start belongs to the small hours after it. Of the two 02.30 in the night
    the clocks go back, the first one not before `after` is meant. The offset is a fixed one.
    """
    local = starts.astimezone(zone_info(zone))
    base = local.date() + timedelta(days=day - 1)
    moment = datetime.combine(base, wall, local.tzinfo)
    earliest = local + timedelta(days=day - 1) - _BEFORE_START
    if moment.replace(tzinfo=None) < earliest.replace(tzinfo=None):
        moment += timedelta(days=1)
    if after is not None and moment.timestamp() < after.timestamp():
        second = moment.replace(fold=1)
        if second.timestamp() >= after.timestamp():
            moment = second
    return _fixed(moment)


def _fixed(moment: datetime) -> datetime:
    # Two moments of one ZoneInfo are subtracted by the clock on the wall, not by elapsed time.
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()), fold=0)


def wall_text(moment: datetime, zone: str) -> str:
    """Return "09:32", or "09:32:17" where the seconds are known."""
    local = moment.astimezone(zone_info(zone))
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def parse_wall(text: str) -> time:
    """Return the time of "09:32" or "09:32:17".

    Raises:
        ValueError: the text is not a time of day.
    """
    return time.fromisoformat(text)
