"""Who came: on time, late, with regrets, or not at all; by series, or by session of one series."""

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row
from flipdesk.domain.report_text import plain_number
from flipdesk.domain.vocabulary import Attendance
from flipdesk.i18n import _
from flipdesk.services.reports.asked import Asked


def attendance(asked: Asked) -> Report:
    """Return rows of series, or of the sessions when one series is chosen."""
    base, scope = asked.base, asked.scope
    is_one = len(scope.series) == 1
    counts: dict[tuple[str, Attendance], int] = {}
    titles: dict[str, str] = {}
    for one in base.counts.sessions.attendance(scope, by_session=is_one):
        titles[one.id] = one.title
        counts[one.id, one.attendance] = one.count
    names = {
        Attendance.PRESENT: _("Came"),
        Attendance.LATE: _("Came late"),
        Attendance.REGRETS: _("Sent regrets"),
        Attendance.ABSENT: _("Stayed away"),
        Attendance.INVITED: _("Not noted"),
    }
    known = [one for one in names if one is not Attendance.INVITED or _has(counts, one)]
    rows = tuple(
        Row(
            key,
            title,
            tuple(Cell(counts.get((key, one), 0), door=_door(key, is_one=is_one)) for one in known),
        )
        for key, title in titles.items()
    )
    came = sum(count for (_key, how), count in counts.items() if how.came)
    summary = _("{came} of {count} who were invited came.")
    return Report(
        name="attendance",
        form=Form.BARS,
        head=_("Session") if is_one else _("Series"),
        columns=tuple(Column(str(one), names[one]) for one in known),
        rows=rows,
        summary=(summary.format(came=plain_number(came), count=plain_number(sum(counts.values()))),)
        if rows
        else (),
        notes=(
            _("Counted are participants of sessions that were held, once for each session."),
            _("Series stand in alphabetical order, never by number."),
        ),
        missing=_("Note in a session who is there."),
    )


def _has(counts: dict[tuple[str, Attendance], int], how: Attendance) -> bool:
    return any(one is how and count for (_key, one), count in counts.items())


def _door(key: str, *, is_one: bool) -> Door:
    return Door(session_id=SessionId(key)) if is_one else Door(series_id=SeriesId(key))
