"""Deadlines as a calendar file (.ics, RFC 5545): whole days that take up no time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flipdesk import __version__
from flipdesk.domain.deadline import Deadline
from flipdesk.exchange.calendar_file import plain_line, plain_text

if TYPE_CHECKING:
    from icalendar import Event


def write_deadlines(deadlines: Sequence[Deadline], made: datetime) -> bytes:
    """Return the file; `made` is aware, and a file made later replaces one made before."""
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", f"-//FlipDesk//FlipDesk {__version__}//DA")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for one in deadlines:
        file.add_component(_event(one, made.astimezone(UTC)))
    data: bytes = file.to_ical()
    return data


def _event(one: Deadline, made: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", made.replace(microsecond=0))
    event.add("last-modified", made.replace(microsecond=0))
    event.add("sequence", int(made.timestamp()) // 60)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", plain_line(one.summary))
    if one.description:
        event.add("description", plain_text(one.description))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event
