"""A time zone as calendars describe it (RFC 5545, 3.6.5), in the one form that Outlook understands.

Outlook reads a rule for each onset and no list of dates (MS-OXCICAL 2.1.3.1.1.19.2.2), which is
what icalendar writes; appointments in summer would come out an hour late.
"""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flipdesk.domain.wall_clock import zone_info

if TYPE_CHECKING:
    from icalendar import Timezone

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Rule:
    """The clocks change every year at the same time of such a day, "-1SU" of a month."""

    month: int
    day: str
    hour: int
    minute: int
    before: timedelta
    after: timedelta


def calendar_zone(zone: str, first: datetime, last: datetime) -> "Timezone | None":
    """Return the zone from the year before `first` on, None where it can be told by no rule.

    `zone` is an IANA name; a fixed "+hh:mm" has no name that a calendar would know.
    """
    info = zone_info(zone)
    if not isinstance(info, ZoneInfo) or not MINYEAR < first.year <= last.year < MAXYEAR - 1:
        return None
    years = range(first.year - 1, last.year + 2)
    onsets = [_onsets(info, year) for year in years]
    rules = {frozenset(_rule(info, one) for one in found) for found in onsets}
    (found,) = rules if len(rules) == 1 else (frozenset(),)
    if len(rules) != 1 or len(found) not in (0, 2):
        return None
    return _described(zone, info, onsets[0], first)


def _onsets(info: tzinfo, year: int) -> list[datetime]:
    """Return the moments of a year, in UTC, at which the clocks change."""
    found = []
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        following = moment + timedelta(days=1)
        if _offset(info, moment) != _offset(info, following):
            while _offset(info, moment) == _offset(info, moment + _HOUR):
                moment += _HOUR
            found.append(moment + _HOUR)
        moment = following
    return found


def _rule(info: tzinfo, onset: datetime) -> _Rule:
    before, after = _offset(info, onset - _HOUR), _offset(info, onset)
    wall = onset.replace(tzinfo=None) + before
    length = calendar.monthrange(wall.year, wall.month)[1]
    which = -1 if wall.day + 7 > length else (wall.day - 1) // 7 + 1
    day = f"{which}{_DAYS[wall.weekday()]}"
    return _Rule(wall.month, day, wall.hour, wall.minute, before, after)


def _described(zone: str, info: tzinfo, onsets: list[datetime], first: datetime) -> "Timezone":
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    described = Timezone()
    described.add("tzid", zone)
    for onset in onsets:
        rule = _rule(info, onset)
        part = TimezoneDaylight() if rule.after > rule.before else TimezoneStandard()
        part.add("dtstart", onset.replace(tzinfo=None) + rule.before)
        part.add("rrule", {"freq": "yearly", "bymonth": rule.month, "byday": rule.day})
        part.add("tzoffsetfrom", rule.before)
        part.add("tzoffsetto", rule.after)
        described.add_component(part)
    if not onsets:
        part = TimezoneStandard()
        part.add("dtstart", datetime(first.year - 1, 1, 1))
        part.add("tzoffsetfrom", _offset(info, first))
        part.add("tzoffsetto", _offset(info, first))
        described.add_component(part)
    return described


def _offset(info: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(info).utcoffset() or timedelta()
