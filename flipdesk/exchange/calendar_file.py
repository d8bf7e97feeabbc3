"""Calendar files (.ics, RFC 5545): appointments that Outlook and every other calendar takes in.

No attendees and no organiser: they would make it an invitation, and name people. No X-WR-CALNAME:
Outlook would open a calendar of its own for it. It does so anyway for several days when such a
file is opened; imported, the days come into one's own calendar.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk import __version__
from flipdesk.domain.calendar_entry import CalendarEntry
from flipdesk.errors import BugError
from flipdesk.exchange.calendar_zone import calendar_zone

if TYPE_CHECKING:
    from icalendar import Event

SUFFIX = ".ics"
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write_calendar(entries: Sequence[CalendarEntry], made: datetime) -> bytes:
    """Return the file; `made` is aware, and a file made later replaces one made before.

    Times stand in their zone where Outlook can be told of it and the clock shows them once, and in
    UTC else.
    """
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", f"-//FlipDesk//FlipDesk {__version__}//DA")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    described = set()
    for zone in dict.fromkeys(entry.zone for entry in entries):
        moments = [one for entry in entries if entry.zone == zone for one in _ends(entry)]
        component = calendar_zone(zone, min(moments), max(moments))
        if component is not None:
            file.add_component(component)
            described.add(zone)
    for entry in entries:
        file.add_component(_event(entry, made.astimezone(UTC), is_zoned=entry.zone in described))
    data: bytes = file.to_ical()
    return data


def check_calendar(path: Path) -> None:
    """Read a file as a calendar would.

    Raises:
        BugError: it holds no appointment that can be read.
    """
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    except ValueError as error:
        raise BugError(f"{path.name} is no calendar: {error}") from error
    if not events or any(event.errors for event in events):
        raise BugError(f"{path.name} is a calendar without sound appointments")


def _event(entry: CalendarEntry, made: datetime, *, is_zoned: bool) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made.replace(microsecond=0))
    event.add("last-modified", made.replace(microsecond=0))
    # Outlook wants a number that grows; seconds would soon leave the 31 bits it has.
    event.add("sequence", int(made.timestamp()) // 60)
    zoned = is_zoned and all(map(_is_shown_once, _ends(entry)))
    starts, ends = (one if zoned else one.astimezone(UTC) for one in _ends(entry))
    event.add("dtstart", starts)
    if entry.ends.timestamp() > entry.starts.timestamp():
        event.add("dtend", ends)
    event.add("summary", plain_line(entry.summary))
    if entry.place:
        event.add("location", plain_line(entry.place))
    if entry.description:
        event.add("description", plain_text(entry.description))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("x-microsoft-cdo-busystatus", "BUSY")
    return event


def plain_text(text: str) -> str:
    """Return text that can break no line of the file: its own lines apart by line feeds alone."""
    return _FORBIDDEN.sub("\ufffd", _BREAKS.sub("\n", text))


def plain_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(plain_text(text).split())


def _ends(entry: CalendarEntry) -> tuple[datetime, datetime]:
    return entry.starts, entry.ends


def _is_shown_once(moment: datetime) -> bool:
    """Whether the clock on the wall shows this once that night, and not twice or never."""
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()
