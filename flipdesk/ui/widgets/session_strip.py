"""The strip on top of every room: which session, how long, and whether it is recorded."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import ChipSpec
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.widgets.potential_digit import PotentialDigit
from flipdesk.ui.widgets.recording_pill import RecordingPill
from flipdesk.ui.widgets.tag_chip import TagChip

HEIGHT = 48


class SessionStrip(QWidget):
    """48 px that never scroll away; a room's own buttons go into `right_layout`.

    When space is short, place and date go first, then the expected end, never the pill.
    """

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("session_strip")
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._digit = PotentialDigit(theme, "")
        self._title = Label(theme, "", "strong")
        self._note = Label(theme, "", "body", "muted")
        self._chip = TagChip(theme, ChipSpec(""))
        self._end = Label(theme, "", "body", "muted")
        self._plan_and_end = ("", "")
        self._pause_text = ""
        self._session_title = ""
        self.right_layout = QHBoxLayout()
        self.pill = RecordingPill(theme)
        for label in (self._title, self._note, self._end):
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        for widget in (self._digit, self._title, self._note, self._chip):
            self._row.addWidget(widget)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._row.addStretch(1)
        self._row.addWidget(self._end)
        self._row.addLayout(self.right_layout)
        self._row.addWidget(self.pill)
        theme.changed.connect(self._restyle)
        self.set_session("", "", "")
        self.set_state("")
        self.set_end("", "")
        self._restyle()

    def set_session(
        self, title: str, note: str = "", potential: str = "", potential_name: str = ""
    ) -> None:
        """Show a title, a muted note (place and date), and a potential's digit when given."""
        self._session_title = title
        self._title.setToolTip(title)
        self._note.setText(note)
        self._digit.set_potential(potential, potential_name)
        self._digit.setVisible(bool(potential))
        self.setAccessibleName(f"{title}, {note}" if note else title)
        self._fit()

    def set_state(self, text: str) -> None:
        """Show the session's state as a chip, none for ""."""
        self._chip.set_chip(ChipSpec(text))
        self._chip.setVisible(bool(text))
        self._fit()

    def set_end(self, plan_text: str, end_text: str, pause_text: str = "") -> None:
        """Show the planned against the expected end, as clock times; nothing for "".

        `pause_text` is since when the agenda clock stands still, "" while it runs.
        """
        self._plan_and_end, self._pause_text = (plan_text, end_text), pause_text
        strong = f'<b style="color:{self._theme.colour("text").name()}">{escape(end_text)}</b>'
        words = _("Plan {plan} · expected end {end}")
        text = words.format(plan=escape(plan_text), end=strong) if end_text else ""
        if text and pause_text:
            text += " · " + _("pause since {time}").format(time=escape(pause_text))
        self._end.setText(text)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(HEIGHT))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("border"))
        painter.end()

    def _fit(self) -> None:
        # Only what differs is changed: every change asks for a layout, which comes back here.
        room = self.width() - self._taken()
        end_wanted = self._wanted(self._end)
        note_wanted = self._wanted(self._note)
        with_end = end_wanted if end_wanted <= room else 0
        with_note = note_wanted if end_wanted + note_wanted <= room else 0
        for label, shown in ((self._end, with_end), (self._note, with_note)):
            if label.isHidden() == bool(shown):
                label.setVisible(bool(shown))
        left = room - with_end - with_note
        metrics = self._title.fontMetrics()
        width = max(self._theme.px(60), metrics.horizontalAdvance(self._session_title) + left)
        end = Qt.TextElideMode.ElideRight
        title = metrics.elidedText(self._session_title, end, width) if left < 0 else ""
        if self._title.text() != (title or self._session_title):
            self._title.setText(title or self._session_title)

    def _taken(self) -> int:
        spacing, margins = self._row.spacing(), self._row.contentsMargins()
        shown = [one for one in (self._digit, self._chip, self.pill) if not one.isHidden()]
        width = margins.left() + margins.right() + self.right_layout.sizeHint().width()
        width += self._title.fontMetrics().horizontalAdvance(self._session_title) + 1
        return width + sum(one.sizeHint().width() for one in shown) + spacing * (len(shown) + 2)

    def _wanted(self, label: Label) -> int:
        return label.sizeHint().width() + self._row.spacing() if label.text() else 0

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEIGHT))
        self._row.setContentsMargins(px(16), 0, px(16), 1)
        self._row.setSpacing(px(12))
        self.right_layout.setSpacing(px(12))
        self.set_end(*self._plan_and_end, self._pause_text)
        self.update()
