"""Days and moments near now, as people say them."""

from datetime import UTC, date, datetime, timedelta

from flipdesk.domain.dates import (
    format_clock,
    format_date_medium,
    format_date_weekday,
    format_day_month,
)
from flipdesk.i18n import _, ngettext

_SOON = timedelta(hours=12)
_MANY_DAYS = 60


def near_day(day: date, today: date) -> str:
    """Return "i dag", "i går" or "i morgen", else the date."""
    words = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    away = (day - today).days
    if away in words:
        return words[away]
    return format_date_weekday(day) if abs(away) < 180 else format_date_medium(day)


def near_moment(moment: datetime, now: datetime) -> str:
    """Return "i går kl. 15.52"; both moments must be in the zone that is to be read."""
    return f"{near_day(moment.date(), now.date())} {format_clock(moment)}"


def near_due(day: date, today: date) -> str:
    """Return "30. apr.", with the year when it is another."""
    return format_day_month(day) if day.year == today.year else format_date_medium(day)


def days_from(day: date, today: date) -> str:
    """Return "om 8 dage", "i dag", or how long it is overdue."""
    away = (day - today).days
    if away == 0:
        return _("today")
    if away < -_MANY_DAYS:
        return _("long overdue")
    if away < 0:
        words = ngettext("{count} day ago", "{count} days ago", -away)
        return words.format(count=-away)
    return ngettext("in {count} day", "in {count} days", away).format(count=away)


def until(moment: datetime, now: datetime) -> str:
    """Return "om 38 min." or "om 3 timer" for what comes within half a day, else ""."""
    # Two moments of one zone are subtracted by the clock on the wall, which may change on the way.
    left = moment.astimezone(UTC) - now.astimezone(UTC)
    if left <= timedelta(0) or left > _SOON:
        return ""
    minutes = round(left.total_seconds() / 60)
    if minutes < 90:
        return _("in {count} min.").format(count=minutes)
    hours = round(minutes / 60)
    return ngettext("in {count} hour", "in {count} hours", hours).format(count=hours)
