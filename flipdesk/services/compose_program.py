"""Compose what is sent out before a session: the program, and the entries for calendars.

They go to everybody, so they hold what is meant for everybody: when, where, what for, what each is
asked to bring, and the items with their times. No names, and nothing of what the team has noted
for itself: purpose and way of an item, minutes to spare, Plan B and materials stay in the run
sheet.
"""

from collections.abc import Iterator
from datetime import datetime

from flipdesk.domain.calendar_entry import CalendarEntry
from flipdesk.domain.danish import sort_key
from flipdesk.domain.dates import format_date_long, format_time, format_when
from flipdesk.domain.paper import (
    Block,
    Cell,
    Facts,
    Grid,
    GridColumn,
    Heading,
    Paper,
    PaperKind,
    Text,
)
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.session_days import SessionDay, session_days
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance
from flipdesk.i18n import _, speaking
from flipdesk.services.recording_notice import recording_notice

_STAYS_AWAY = frozenset({Attendance.REGRETS, Attendance.ABSENT})


def compose_program(record: SessionRecord, language: str, made: datetime) -> Paper:
    """Return the program in `language` ("da" or "en"); `made` is aware."""
    with speaking(language):
        days = session_days(record.session, record.agenda)
        title = _("Programme for {name}").format(name=record.full_title)
        return Paper(
            kind=PaperKind.PROGRAM,
            language=language,
            identifier=f"urn:flipdesk:program:{record.session.id}:{language}",
            title=title,
            subtitle=when(days),
            below=title,
            author=record.series.organisation.strip() or "FlipDesk",
            organisation=record.series.organisation.strip(),
            made=made,
            blocks=tuple(_blocks(record, days)),
            banner=banner(record),
            name=record.full_title,
            held_on=record.held_on,
        )


def compose_entries(record: SessionRecord, language: str) -> tuple[CalendarEntry, ...]:
    """Return an entry for each day, with the program of that day."""
    with speaking(language):
        days = session_days(record.session, record.agenda)
        return tuple(_entry(record, day, days) for day in days)


def when(days: tuple[SessionDay, ...]) -> str:
    """Return "Torsdag den 22. april 2021 kl. 9.30-12.00"."""
    return capital(format_when(days[0].starts, days[-1].ends))


def day_heading(day: SessionDay) -> str:
    """Return "Dag 2: fredag den 23. april 2021"."""
    name = format_date_long(day.starts)
    return _("Day {number}: {date}").format(number=day.number, date=name)


def banner(record: SessionRecord) -> str:
    """Return what warns that a session is the invented example, "" for any other."""
    if not record.series.is_sample:
        return ""
    return _("Example: people and places are invented.")


def _blocks(record: SessionRecord, days: tuple[SessionDay, ...]) -> Iterator[Block]:
    facts = tuple(_facts(record))
    if facts:
        yield Facts(_("About the session"), facts)
    for day in days:
        heading = _("Programme") if len(days) == 1 else day_heading(day)
        yield Heading(heading)
        if day.slots:
            yield _program(day, heading)
        else:
            yield Text(_("What happens on the day will follow."))
    yield Heading(_("Recording"))
    for sentence in recording_notice(record.session):
        yield Text(sentence)
    yield Text(_("We are here to learn from each other. Nobody is evaluated."))


def _facts(record: SessionRecord) -> Iterator[tuple[str, str]]:
    session = record.session
    said = (
        (_("Place"), session.place or ""),
        (_("Purpose"), session.purpose or ""),
        (_("Your contribution"), session.contribution or ""),
        (_("Who comes"), _organisations(record)),
    )
    return ((label, text.strip()) for label, text in said if text.strip())


def _organisations(record: SessionRecord) -> str:
    """Return "Aalborg Universitet og Nordby Kommune", "" when there is only one to name."""
    coming = (one for one in record.participants if one.attendance not in _STAYS_AWAY)
    names = {one.organisation.strip() for one in coming if one.organisation} - {""}
    *others, last = sorted(names, key=sort_key) or [""]
    if not others:
        return ""
    return _("{names} and {last}").format(names=", ".join(others), last=last)


def _program(day: SessionDay, caption: str) -> Grid:
    rows = [(Cell(strong=time), Cell(title)) for time, title in _lines(day)]
    columns = (GridColumn(_("Time"), 14), GridColumn(_("What"), 86))
    return Grid(caption, columns, tuple(rows))


def _lines(day: SessionDay) -> Iterator[tuple[str, str]]:
    """Yield the items of a day and its end, each with its time."""
    zone = day.starts.tzinfo
    for slot in day.slots:
        yield format_time(slot.planned_start.astimezone(zone)), slot.item.title.strip()
    # A plan that is too long ends when it does; the preflight of the session says so to the team.
    planned = max((slot.planned_end for slot in day.slots), default=day.ends)
    ends = day.ends if day.ends.timestamp() >= planned.timestamp() else planned
    yield format_time(ends.astimezone(zone)), _("We end")


def _entry(record: SessionRecord, day: SessionDay, days: tuple[SessionDay, ...]) -> CalendarEntry:
    summary = record.full_title
    if len(days) > 1:
        place = days.index(day) + 1
        words = _("{name}, day {number} of {count}")
        summary = words.format(name=summary, number=place, count=len(days))
    return CalendarEntry(
        uid=f"{record.session.id}-{day.number}",
        starts=day.starts,
        ends=day.ends,
        zone=record.session.zone,
        summary=summary,
        place=(record.session.place or "").strip(),
        description="\n".join(_description(record, day)),
    )


def _description(record: SessionRecord, day: SessionDay) -> Iterator[str]:
    session = record.session
    for label, text in (
        (_("Purpose"), session.purpose),
        (_("Your contribution"), session.contribution),
    ):
        if text and text.strip():
            yield f"{label}: {text.strip()}"
    if day.slots:
        yield ""
        for time, title in _lines(day):
            yield f"{time} {title}"
    yield ""
    yield " ".join(recording_notice(session))
