"""The hours of later days in a session file: `session.day_starts`."""

from datetime import time
from typing import Any

from flipdesk.domain.day_starts import DayStarts
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects, text_of
from flipdesk.i18n import _


def read_day_starts(session: Object, problems: Problems) -> DayStarts:
    """Return the hours of later days; what is wrong about one is noted, and it is left out."""
    found: dict[int, time] = {}
    for index, element in objects(session, "day_starts"):
        day, text = element.get("day"), text_of(element, "starts")
        if not isinstance(day, int) or text is None:
            continue
        if day in found:
            path = ("session", "day_starts", index, "day")
            problems.add(path, _("is there twice"))
            continue
        try:
            found[day] = time.fromisoformat(text)
        except ValueError:
            continue
    return tuple(sorted(found.items()))


def write_day_starts(own: DayStarts) -> list[dict[str, Any]]:
    return [{"day": day, "starts": _hour(begins)} for day, begins in own]


def _hour(begins: time) -> str:
    """Return "08:30", or "08:30:15" where it has seconds."""
    exact = begins.second or begins.microsecond
    return begins.isoformat() if exact else begins.isoformat("minutes")
