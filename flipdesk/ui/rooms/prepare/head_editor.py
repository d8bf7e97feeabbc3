"""Title, date, time, place and potential of a session, opened for writing where they stand."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, pgettext
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.time_field import TimeField


class HeadEditor(QWidget):
    """Enter, or leaving the row, stores what changed; Esc leaves everything as it was."""

    closed = Signal()

    def __init__(self, tools: RoomTools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._record: SessionRecord | None = None
        self._about = tools.commands.action("session.about")
        self.setObjectName("head_editor")
        self.title = Field(tools.theme, _("Title"))
        self.date = DateField(tools.theme, _("Date"))
        self.begins = TimeField(tools.theme, _("From"))
        self.ends = TimeField(tools.theme, _("To"))
        self.place = Field(tools.theme, _("Place"))
        self.potential = QComboBox()
        self.potential.setAccessibleName(_("Potential"))
        for name in ("title", "date", "begins", "ends", "place", "potential"):
            field: QWidget = getattr(self, name)
            field.setObjectName(f"head_{name}")
            field.installEventFilter(self)
        self._lay_out()

    @property
    def holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def open(self, record: SessionRecord, part: str) -> None:
        """Show the row for a session, with the focus in one of its fields."""
        session = record.session
        zone = zone_info(session.zone)
        starts, ends = session.starts.astimezone(zone), session.ends.astimezone(zone)
        self.title.setText(session.title)
        self.date.setDate(QDate(starts.year, starts.month, starts.day))
        self.begins.setTime(QTime(starts.hour, starts.minute))
        self.ends.setTime(QTime(ends.hour, ends.minute))
        self.place.setText(session.place or "")
        self.place.setCursorPosition(0)
        self.potential.clear()
        self.potential.addItem(pgettext("potential", "none"), None)
        for code in record.codebook.potentials:
            self.potential.addItem(f"{code.number} {code.name}", code.slug)
        self.potential.setCurrentIndex(max(0, self.potential.findData(session.potential)))
        self.show()
        self._record = record
        field: QWidget = getattr(self, part)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, (QLineEdit, QAbstractSpinBox)):
            field.selectAll()

    def cancel(self) -> None:
        """Close the row and leave everything as it was."""
        if self._record is not None:
            self._record = None
            self.closed.emit()

    def commit(self) -> None:
        """Store what changed and close the row."""
        record = self._record
        if record is None:
            return
        self._record = None
        session, desk = record.session, self._workspace.desk
        changed = {
            name: value
            for name, value in self._fields(session).items()
            if getattr(session, name) != value
        }
        if changed and desk.base.sessions.get(session.id) is not None:
            self._workspace.perform(lambda: desk.planning.change_session(session.id, **changed))
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = event.type() == QEvent.Type.Hide or (
            event.type() == QEvent.Type.FocusOut
            and not self.holds_focus
            and QApplication.activePopupWidget() is None
        )
        if left:
            self.commit()
        return super().eventFilter(watched, event)

    def _fields(self, session: Session) -> dict[str, Any]:
        zone = zone_info(session.zone)
        day = date(*_parts(self.date.date()))
        begins, ends = _clock(self.begins.time()), _clock(self.ends.time())
        was_begun, was_ended = session.starts.astimezone(zone), session.ends.astimezone(zone)
        starts = datetime.combine(day, begins, zone)
        if begins == was_begun.time().replace(second=0) and ends == was_ended.time():
            # Lengths are added in UTC, for the clocks may change on the way.
            length = session.ends - session.starts
            end = (starts.astimezone(UTC) + length).astimezone(zone)
        else:
            last = day if ends > begins else day + timedelta(days=1)
            end = datetime.combine(last, ends, zone)
        return {
            "title": self.title.text().strip() or session.title,
            "starts": starts,
            "ends": end,
            "place": self.place.text().strip() or None,
            "potential": self.potential.currentData(),
        }

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        Measures(self._theme, grid, margins=(4, 0, 0, 0), gap=(8, 2))
        self.about_button = Button(self._theme, _("More"), kind="quiet")
        self.about_button.setObjectName("head_about")
        self.about_button.setAccessibleName(self._about.text())
        self.about_button.setToolTip(self._about.text())
        self.about_button.clicked.connect(self._about.trigger)
        self.about_button.installEventFilter(self)
        grid.addWidget(self.about_button, 1, 6)
        columns: tuple[tuple[QWidget, int], ...] = (
            (self.title, 4),
            (self.date, 2),
            (self.begins, 1),
            (self.ends, 1),
            (self.place, 5),
            (self.potential, 2),
        )
        for column, (field, stretch) in enumerate(columns):
            grid.addWidget(Caption(self._theme, field.accessibleName()), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, stretch)


def _parts(day: QDate) -> tuple[int, int, int]:
    return day.year(), day.month(), day.day()


def _clock(at: QTime) -> time:
    return time(at.hour(), at.minute())
