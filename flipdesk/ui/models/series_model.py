"""The series of a knowledge base as rows, with the sessions of those that are unfolded."""

from PySide6.QtCore import QModelIndex, QObject

from flipdesk.domain.dates import format_date_weekday
from flipdesk.domain.ids import SeriesId
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import SessionKind, SessionState
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.services.overview import SeriesOverview
from flipdesk.ui.delegates.roles import Tone
from flipdesk.ui.delegates.series_delegate import SeriesRow, SessionRow
from flipdesk.ui.models.keyed_rows import KeyedListModel

_LOOKS: dict[SessionState, tuple[str, Tone]] = {
    SessionState.PLANNED: ("circle", "muted"),
    SessionState.RUNNING: ("circle-dot", "accent"),
    SessionState.ENDED: ("circle-check", "success"),
}


class SeriesModel(KeyedListModel):
    """Series and sessions in one list; keys are their GUIDs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[SeriesOverview, ...] = ()
        self._unfolded: set[SeriesId] = set()

    def show_series(self, series: tuple[SeriesOverview, ...]) -> None:
        """Show these series, leaving those unfolded that are."""
        self._series = series
        rows: list[tuple[str, object]] = []
        for one in series:
            is_open = one.series.id in self._unfolded
            rows.append((one.series.id, series_row(one, is_open=is_open)))
            if is_open:
                rows += [(session.id, session_row(session)) for session in one.sessions]
        self.show_rows(rows)

    def fold(self, series_id: SeriesId, *, unfolded: bool) -> None:
        """Show or hide the sessions of a series."""
        if unfolded:
            self._unfolded.add(series_id)
        else:
            self._unfolded.discard(series_id)
        self.show_series(self._series)

    def is_unfolded(self, series_id: SeriesId) -> bool:
        return series_id in self._unfolded

    def series_at(self, index: QModelIndex) -> SeriesOverview | None:
        """Return the series of a row, None when the row is a session."""
        key = self.key_at(index)
        return next((one for one in self._series if one.series.id == key), None)

    def session_at(self, index: QModelIndex) -> Session | None:
        key = self.key_at(index)
        sessions = (session for one in self._series for session in one.sessions)
        return next((session for session in sessions if session.id == key), None)


def series_row(one: SeriesOverview, *, is_open: bool) -> SeriesRow:
    """Return a series as Home shows it."""
    count = one.count
    held = ngettext("{held} of {total} held", "{held} of {total} held", count.total)
    people = ngettext("{count} participant", "{count} participants", count.people)
    about = [people.format(count=count.people)]
    if one.sessions:
        about.insert(0, group_text(one.sessions[-1].kind))
    if one.series.is_sample:
        about.insert(0, _("Fictional example"))
    none = _("no session yet")
    return SeriesRow(
        title=one.series.title,
        about=" · ".join(about),
        potential=one.series.potential or "",
        held=count.held,
        total=count.total,
        held_text=held.format(held=count.held, total=count.total) if count.total else none,
        is_open=is_open,
    )


def group_text(kind: SessionKind) -> str:
    """Return who meets in sessions of a kind; the kind itself where that says it best."""
    groups = {
        SessionKind.EMPLOYEE_FLIP: _("Employees"),
        SessionKind.LEADER_FLIP: _("Leaders"),
        SessionKind.LEADER_SEMINAR: _("Leaders"),
        SessionKind.BROKER_SEMINAR: _("Knowledge brokers"),
        SessionKind.TRAINING_GROUP: _("Colleagues"),
    }
    return groups.get(kind) or word(kind)


def session_row(session: Session) -> SessionRow:
    """Return a session of an unfolded series."""
    icon, tone = _LOOKS[session.state]
    local = session.starts.astimezone(zone_info(session.zone))
    return SessionRow(session.title, format_date_weekday(local), word(session.state), icon, tone)
