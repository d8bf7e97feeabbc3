"""Counting by months."""

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date | None:
    """Return the same day of a later month, or of an earlier one, its last day when it is shorter;
    None when the calendar does not reach so far.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
