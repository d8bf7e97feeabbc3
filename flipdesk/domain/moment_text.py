"""A corrected moment as people write it: "10.41", "kl. 10:41:30", "-2 min", "+30 sek"."""

import re
from datetime import UTC, datetime, timedelta

_CLOCK = re.compile(r"(?:kl\.?|at)?\s*(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?", re.IGNORECASE)
_SHIFT = re.compile(
    r"([+\-−–])\s*(\d{1,4})(?::(\d{2}))?\s*(s|sek|sec|m|min|t|h|timer?|hours?)?\.?", re.IGNORECASE
)
_SECONDS = {"s": 1, "m": 60, "t": 3600, "h": 3600}


def read_moment(text: str, moment: datetime) -> datetime | None:
    """Return the moment meant by a text, None when it says none.

    A time of day is the one nearest to `moment`, in its zone; what begins with a sign is that much
    later or earlier, in minutes when no unit is given.
    """
    words = text.strip()
    shift = _SHIFT.fullmatch(words)
    if shift is not None:
        sign, whole, seconds, unit = shift.groups()
        span = int(whole) * _SECONDS[(unit or "m")[0].casefold()] + int(seconds or 0)
        return moment + timedelta(seconds=span if sign == "+" else -span)
    clock = _CLOCK.fullmatch(words)
    if clock is None:
        return None
    hour, minute, second = (int(part or 0) for part in clock.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    same_day = moment.replace(hour=hour, minute=minute, second=second, microsecond=0)
    days = (same_day + timedelta(days=by) for by in (-1, 0, 1))
    return min(days, key=lambda one: abs(one.astimezone(UTC) - moment.astimezone(UTC)))


def moment_between(
    newer: datetime | None, older: datetime | None, *, late: bool = False
) -> datetime | None:
    """Return a moment between two, a second from the older one, or from the newer when `late`.

    It is half-way when they are closer together; None between nothing.
    """
    span = timedelta(seconds=1)
    if newer is not None and older is not None:
        span = min(span, (newer - older) / 2)
    if newer is not None and (late or older is None):
        return newer - span
    return None if older is None else older + span
