"""The pane on top of Forbered: when and where, what for, and what is asked of people."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.agenda_days import day_of
from flipdesk.domain.dates import format_date_long, format_time
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.ui.rooms.prepare.head_editor import HeadEditor
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.autosave import Autosave
from flipdesk.ui.widgets.chip import ChipSpec
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.flat_label import FlatLabel
from flipdesk.ui.widgets.label import FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.tag_chip import TagChip


class HeadPane(Pane):
    """Heading and place open for writing where they stand; purpose and contribution save alone."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme)
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._session_id: SessionId | None = None
        self.setObjectName("head_pane")
        self.setAccessibleName(_("The session"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        hint = _("click to change")
        self.heading = FlatLabel(tools.theme, "", "heading", hint=hint)
        self.heading.setObjectName("session_time")
        self.place = FlatLabel(tools.theme, "", "body", "muted", hint=hint)
        self.place.setObjectName("session_place")
        self.chip = TagChip(tools.theme, ChipSpec(""))
        self.editor = HeadEditor(tools)
        self.purpose = Field(tools.theme, _("Purpose"))
        self.purpose.setObjectName("session_purpose")
        self.contribution = Field(tools.theme, _("Your contribution"))
        self.contribution.setObjectName("session_contribution")
        self._savers = (
            Autosave(self.purpose, self._saving("purpose")),
            Autosave(self.contribution, self._saving("contribution")),
        )
        self._lay_out()
        self.heading.clicked.connect(lambda: self._open_editor("date"))
        self.place.clicked.connect(lambda: self._open_editor("place"))
        self.editor.closed.connect(self._close_editor)
        self._close_editor()

    def show_record(self, record: SessionRecord) -> None:
        """Show a session; what was typed for the one before is stored first."""
        session = record.session
        if session.id != self._session_id:
            self.flush()
            self.editor.cancel()
        self._session_id = session.id
        self.heading.say(when_text(session, days_of(record)))
        self.place.say(session.place or _("Add the place"))
        slug = session.potential or ""
        code = record.codebook.potential(slug)
        full = code.title if code else ""
        self.chip.set_chip(ChipSpec(code.name if code else "", slug, full=full))
        self.chip.setVisible(code is not None)
        texts = (session.purpose, session.contribution)
        for saver, text in zip(self._savers, texts, strict=True):
            saver.show_text(text or "")

    def flush(self) -> None:
        """Store at once what has been typed."""
        for saver in self._savers:
            saver.flush()

    def edit_title(self) -> None:
        """Open the session's title for writing."""
        self._open_editor("title")

    def _saving(self, field: str) -> Callable[[str], None]:
        def save(text: str) -> None:
            session_id = self._session_id
            desk = self._workspace.desk
            if session_id is None or desk.base.sessions.get(session_id) is None:
                return
            value = text.strip() or None
            self._workspace.perform(
                lambda: desk.planning.change_session(session_id, **{field: value})
            )

        return save

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        Measures(self._theme, column, margins=(12, 12, 16, 12), gap=10)
        self._reading = QWidget()
        row = QHBoxLayout(self._reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.heading)
        row.addWidget(self.place)
        row.addStretch(1)
        row.addWidget(self.chip)
        column.addWidget(self._reading)
        column.addWidget(self.editor)
        self._grid = grid = QGridLayout()
        Measures(self._theme, grid, margins=(4, 0, 0, 0), gap=(10, 6))
        self._theme.changed.connect(self._fit_labels)
        self._fit_labels()
        for line, (words, field) in enumerate(
            ((_("Purpose"), self.purpose), (_("Your contribution"), self.contribution))
        ):
            grid.addWidget(FieldLabel(self._theme, words, field), line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.body.addLayout(column)

    def _fit_labels(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(96))

    def _open_editor(self, part: str) -> None:
        record = self._workspace.record
        if record is None:
            return
        self._reading.hide()
        self.editor.open(record, part)

    def _close_editor(self) -> None:
        back = self.editor.isVisibleTo(self) and self.editor.holds_focus
        self.editor.hide()
        self._reading.show()
        if back:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)


def days_of(record: SessionRecord) -> int:
    """Return how many days a session takes, by its run sheet and by when it is to end."""
    zone = zone_info(record.session.zone)
    starts, ends = record.session.starts.astimezone(zone), record.session.ends.astimezone(zone)
    nights = (ends.date() - starts.date()).days
    if nights == 1 and ends.time() < starts.time():
        nights = 0
    return max(1 + nights, *(day_of(item) for item in record.agenda), 1)


def when_text(session: Session, days: int = 1) -> str:
    """Return "Torsdag kl. 9.30–12.00", with the last day too when there are several."""
    zone = zone_info(session.zone)
    starts, ends = session.starts.astimezone(zone), session.ends.astimezone(zone)
    last = starts + timedelta(days=days - 1)
    words = _("{day} at {start}–{end}")
    if days > 1:
        words = _("{day} and {last} at {start}–{end}")
    if days > 2:
        words = _("{day} to {last} at {start}–{end}")
    return words.format(
        day=_weekday(starts).capitalize(),
        last=_weekday(last),
        start=format_time(starts),
        end=format_time(ends),
    )


def _weekday(day: date) -> str:
    return format_date_long(day).split(" ")[0].rstrip(",")
