"""The head of the minutes: time and place, people, recording and status."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from flipdesk.domain.danish import sort_key
from flipdesk.domain.dates import (
    format_clock,
    format_date_long,
    format_date_medium,
    format_when,
)
from flipdesk.domain.document_snapshot import HeadRow, Line
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.participant import Participant
from flipdesk.domain.potential_mark import potential_marks
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, Audience, MinutesState, Role
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.minutes_voices import Voices


def head(record: SessionRecord, voices: Voices, status: str) -> tuple[HeadRow, ...]:
    """Return the rows of the head table; a row with nothing to say is left out."""
    session = record.session
    is_short = voices.audience is Audience.DECISIONS
    by_attendance = {kind: _with_attendance(record, kind) for kind in Attendance}
    came = [one for one in record.participants if one.attendance.came]
    rows = (
        (_("Time and place"), _time_and_place(record, voices)),
        (_("Purpose"), _lines(voices.text(session.purpose or ""))),
        (_("Potential"), () if is_short else _potential(record)),
        (_("Chair"), _lines(voices.listed(session.chair_id))),
        (_("Minute taker"), _lines(voices.listed(session.minute_taker_id))),
        (_("Participants"), _by_institution(record, came, voices, is_short=is_short)),
        (_("Regrets"), _people(record, by_attendance[Attendance.REGRETS], voices)),
        (_("Absent"), _people(record, by_attendance[Attendance.ABSENT], voices)),
        (
            _("Attendance not noted"),
            _people(record, by_attendance[Attendance.INVITED], voices),
        ),
        (_("Codebook"), _lines(record.codebook.title) if voices.are_pseudonyms else ()),
        (_("Recording"), () if is_short else _recording(record)),
        (_("Status"), _lines(status)),
    )
    return tuple(HeadRow(label, lines) for label, lines in rows if lines)


def status_sentence(standing: Standing, version: int, written: datetime) -> str:
    """Return "Udkast, version 1, skrevet den 22. april 2021." and what belongs to its state."""
    sentence = _("{state}, version {version}, written {date}.").format(
        state=capital(word(standing.state)), version=version, date=format_date_medium(written)
    )
    if standing.state is MinutesState.COMMENTS and standing.comments_by is not None:
        deadline = _("Comments in the document are welcome until {date}.")
        return f"{sentence} {deadline.format(date=format_date_long(standing.comments_by))}"
    if standing.state is MinutesState.APPROVED and standing.approval is not None:
        on = format_date_long(standing.approval.on)
        by = standing.approval.by
        told = _("Approved on {date} by {by}.") if by else _("Approved on {date}.")
        return f"{sentence} {told.format(date=on, by=by)}"
    return sentence


def _time_and_place(record: SessionRecord, voices: Voices) -> tuple[Line, ...]:
    session = record.session
    zone = zone_info(session.zone)
    when = format_when(session.starts.astimezone(zone), session.ends.astimezone(zone))
    return (Line(capital(when)), *_lines(voices.text(session.place or "")))


def _potential(record: SessionRecord) -> tuple[Line, ...]:
    slug = record.session.potential or record.series.potential
    if slug is None:
        return ()
    code = record.codebook.potential(slug)
    return (Line(code.title if code else "", marks=potential_marks(record.codebook, [slug])),)


def _recording(record: SessionRecord) -> tuple[Line, ...]:
    session = record.session
    offsets = [one.at_ms for one in record.reflections] + [one.at_ms for one in record.markers]
    if not record.recordings and all(offset is None for offset in offsets):
        return (Line(_("No.")),)
    sentences = [_("Yes.")]
    if session.legal_basis:
        sentences.append(_("Legal basis: {basis}.").format(basis=word(session.legal_basis)))
    if session.delete_recording_on:
        when = format_date_medium(session.delete_recording_on)
        sentences.append(_("To be deleted no later than {date}.").format(date=when))
    return (Line(" ".join(sentences)),)


def _with_attendance(record: SessionRecord, attendance: Attendance) -> list[Participant]:
    return [one for one in record.participants if one.attendance is attendance]


def _by_institution(
    record: SessionRecord, people: list[Participant], voices: Voices, *, is_short: bool
) -> tuple[Line, ...]:
    """Return each institution and its people, in Danish order; on one line each if short."""
    lines: list[Line] = []
    by_institution: dict[str, list[Participant]] = defaultdict(list)
    for one in people:
        by_institution[one.organisation or ""].append(one)
    for institution in sorted(by_institution, key=sort_key):
        members = _sorted(by_institution[institution], voices)
        if is_short:
            names = ", ".join(_with_times(record, one, voices, detail=False) for one in members)
            lines.append(Line(f"{institution}: {names}" if institution else names))
            continue
        if institution:
            lines.append(Line(institution, strong=True))
        lines += [Line(_with_times(record, one, voices, detail=True)) for one in members]
    return tuple(lines)


def _people(record: SessionRecord, people: list[Participant], voices: Voices) -> tuple[Line, ...]:
    lines = []
    for one in _sorted(people, voices):
        text = _with_times(record, one, voices, detail=True)
        has_place = one.organisation and not voices.are_pseudonyms
        lines.append(Line(f"{text}, {one.organisation}" if has_place else text))
    return tuple(lines)


def _sorted(people: Iterable[Participant], voices: Voices) -> list[Participant]:
    return sorted(people, key=lambda one: sort_key(voices.listed(one.id) or ""))


def _with_times(record: SessionRecord, one: Participant, voices: Voices, *, detail: bool) -> str:
    """Return "Åse Bjerre, teamleder, Team Aktivitetsparate (kom kl. 9.47)".

    A pseudonym says the role already, and a unit would give the person away.
    """
    words = [voices.listed(one.id) or ""]
    if detail and not voices.are_pseudonyms:
        role = "" if one.role is Role.OTHER else word(one.role)
        words += [part for part in (role, one.unit) if part]
    times = _times(record, one)
    return ", ".join(words) + (f" ({times})" if times else "")


def _times(record: SessionRecord, one: Participant) -> str:
    zone = zone_info(record.session.zone)
    times = []
    if one.arrived:
        times.append(_("came {time}").format(time=format_clock(one.arrived.astimezone(zone))))
    elif one.attendance is Attendance.LATE:
        times.append(word(one.attendance))
    if one.left:
        times.append(_("left {time}").format(time=format_clock(one.left.astimezone(zone))))
    return ", ".join(times)


def _lines(text: str | None) -> tuple[Line, ...]:
    return (Line(text.strip()),) if text and text.strip() else ()
