"""Somebody's initials as a button: round for practice, square for research."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.participant import Participant
from flipdesk.domain.passage_consent import is_against
from flipdesk.domain.vocabulary import Attendance
from flipdesk.domain.words import word
from flipdesk.i18n import _, pgettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import CENTRE, Box, draw_box, draw_text

HEIGHT = 40
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PersonButton(QAbstractButton):
    """Muted until somebody has come and after they have left; ringed while they have the floor."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speaks = False
        self.person: Participant | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_person(self, person: Participant, *, speaks: bool, log: str = "") -> None:
        """Show somebody, whether they have the floor, and when they came and left."""
        self.person, self._speaks = person, speaks
        self.setText(person.initials)
        self.setObjectName(f"person_{person.initials}")
        research = person.role.is_research
        self.setProperty("focus_radius", 6 if research else HEIGHT // 2)
        voice = pgettext("voice", "research") if research else pgettext("voice", "practice")
        parts = [person.name, voice, word(person.attendance)]
        if person.attendance is Attendance.INVITED:
            parts.append(_("not here yet"))
        if person.left is not None:
            parts.append(_("has left"))
        if log:
            parts.append(log)
        if is_against(person):
            parts.append(word(person.consent.recording))
        if speaks:
            parts.append(_("has the floor"))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(", ".join([person.name, word(person.role), *parts[2:]]))
        self.update()

    @property
    def is_muted(self) -> bool:
        person = self.person
        return person is None or not person.attendance.came or person.left is not None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button by itself would go to the next one whichever way the arrow points.
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(44), self._theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour, px = self._theme.colour, self._theme.px
        research = self.person is not None and self.person.role.is_research
        radius = px(6) if research else self.height() / 2
        if self._speaks:
            box = Box(colour("accent_tint"), colour("accent"), radius, 2)
        else:
            pressed = self.isDown() or self.underMouse()
            ground = colour("accent_tint" if pressed else "raised")
            box = Box(ground, colour("border_strong"), radius)
        if self.is_muted and not self._speaks:
            self._draw_dashed(painter, radius)
        else:
            draw_box(painter, self.rect(), box)
        ink = "muted" if self.is_muted else "text"
        role: FontRole = "body" if self.is_muted else "strong"
        draw_text(painter, self._theme, self.rect(), self.text(), role, ink, CENTRE)
        painter.end()

    def _draw_dashed(self, painter: QPainter, radius: float) -> None:
        """Draw the line of somebody who is not in the room, told apart by more than its colour."""
        pen = QPen(self._theme.colour("border_strong"), 1, Qt.PenStyle.DashLine)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
