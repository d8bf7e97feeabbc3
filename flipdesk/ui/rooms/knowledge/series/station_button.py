"""One station of the two cycles: how much stands there, and what it is called."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from flipdesk.domain.cycles import CycleStation
from flipdesk.i18n import ngettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import Box, draw_box, draw_focus_ring, draw_text, middle

WIDTH, SIDE, ABOVE, LINES = 148, 10, 6, 2
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


class StationButton(QPushButton):
    """Checked while what stands at the station is shown."""

    def __init__(self, theme: Theme, station: CycleStation, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._theme = theme
        self.station = station
        self.count = 0
        self.setObjectName(f"station_{station}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.set_count(0)
        theme.changed.connect(self.updateGeometry)

    def set_count(self, count: int) -> None:
        """Say how much stands here."""
        self.count = count
        words = ngettext("{title}, {count} note", "{title}, {count} notes", count)
        self.setAccessibleName(words.format(title=self.text(), count=count))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px, theme = self._theme.px, self._theme
        height = 2 * px(ABOVE) + theme.line("strong") + LINES * theme.line("caption")
        return QSize(px(WIDTH), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px, rect = self._theme, self._theme.px, self.rect()
        chosen = self.isChecked()
        ground = theme.colour("accent_tint" if chosen else "raised")
        line = theme.colour("accent" if chosen else "border_strong")
        draw_box(painter, rect, Box(ground, line, px(8)))
        inner = rect.adjusted(px(SIDE), px(ABOVE), -px(SIDE), -px(ABOVE))
        ink = "text" if self.count else "muted"
        painter.setFont(theme.font("caption"))
        words = painter.boundingRect(inner, _WRAPPED, self.text())
        high = theme.line("strong") + words.height()
        top = QRect(inner.x(), middle(rect, high), inner.width(), theme.line("strong"))
        painter.setPen(theme.colour(ink))
        painter.drawText(words.translated(0, top.bottom() + 1 - words.y()), _WRAPPED, self.text())
        count = str(self.count) if self.count else "·"
        draw_text(painter, theme, top, count, "strong", ink, _CENTRE)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, px(8))
        painter.end()
