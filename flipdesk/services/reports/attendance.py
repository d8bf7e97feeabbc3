"""Who came: on time, late, with regrets, or not at all; by series, or by session of one series."""

from datetime import datetime

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope
from flipdesk.domain.vocabulary import Attendance
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase


def attendance(base: KnowledgeBase, scope: Scope, _now: datetime) -> Report:
    """Return rows of series, or of the sessions when one series is chosen."""
    is_one = len(scope.series) == 1
    counts: dict[tuple[str, Attendance], int] = {}
    titles: dict[str, str] = {}
    for one in base.session_counts.attendance(scope):
        key, title = (
            (one.session_id, one.session_title) if is_one else (one.series_id, one.series_title)
        )
        titles[key] = title
        counts[key, one.attendance] = counts.get((key, one.attendance), 0) + one.count
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
        summary=(summary.format(came=came, count=sum(counts.values())),) if rows else (),
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
