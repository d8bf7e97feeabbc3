"""The two cycles as a picture: practice at the left, research at the right, the FLIP between."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.domain.cycles import PRACTICE, RESEARCH, CycleStation
from flipdesk.i18n import N_, _
from flipdesk.ui.rooms.knowledge.series.station_button import StationButton
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import draw_text

_TITLES = {
    CycleStation.NEED: N_("What presses in practice"),
    CycleStation.PROPOSED: N_("Proposals and agreements"),
    CycleStation.TRIED: N_("Being tried"),
    CycleStation.LEARNT: N_("Experience brought back"),
    CycleStation.DISCUSSED: N_("Talked about in the FLIP"),
    CycleStation.KNOWN: N_("What research brings"),
    CycleStation.ASKED: N_("Asked of research"),
    CycleStation.ANSWERED: N_("Answered by research"),
    CycleStation.NEW_KNOWLEDGE: N_("New knowledge"),
}
# Degrees, anticlockwise from three o'clock; both cycles leave the FLIP upwards.
_PRACTICE_AT = dict(zip((*PRACTICE[1:], PRACTICE[0]), (80, 152, 208, 280), strict=True))
_RESEARCH_AT = dict(zip((*RESEARCH[1:], RESEARCH[0]), (100, 28, -28, 260), strict=True))
_FLIP = (CycleStation.DISCUSSED,)
_ORDER = (*PRACTICE, *_FLIP, *RESEARCH)
_ARROW = 6
_ARROWS = (0, 45, 118, 180, 242, 315)


class CyclesView(QWidget):
    """`chosen` carries the station somebody wants to see."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("series_cycles")
        self.setAccessibleName(_("The two cycles of the series"))
        self.stations = {
            station: StationButton(theme, station, _(_TITLES[station]), self) for station in _ORDER
        }
        for button in self.stations.values():
            button.toggled.connect(self._on_toggled)
        self.stations[CycleStation.DISCUSSED].setChecked(True)
        theme.changed.connect(self._arrange)

    @staticmethod
    def title(station: CycleStation) -> str:
        """Return what a station is called."""
        return _(_TITLES[station])

    @property
    def current(self) -> CycleStation:
        """The station that is chosen."""
        return next(one for one, button in self.stations.items() if button.isChecked())

    def show_counts(self, counts: Mapping[CycleStation, int]) -> None:
        """Show how much stands at each station."""
        for station, button in self.stations.items():
            button.set_count(counts.get(station, 0))

    @override
    def minimumSizeHint(self) -> QSize:
        _wide, high = self._station_size()
        return QSize(0, 5 * high)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        names = (_("Practice"), _("Research"))
        for loop, name in zip(self._loops(), names, strict=True):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("border_strong"), px(2)))
            painter.drawEllipse(loop)
            for degrees in _ARROWS:
                self._draw_arrow(painter, loop, degrees, clockwise=name == names[1])
            middle = loop.center().toPoint()
            place = QRect(middle - QPoint(px(60), px(12)), QSize(px(120), px(24)))
            draw_text(painter, theme, place, name, "heading", "muted", Qt.AlignmentFlag.AlignCenter)
        painter.end()

    def _draw_arrow(
        self, painter: QPainter, loop: QRectF, degrees: float, *, clockwise: bool
    ) -> None:
        """Draw an arrow head on the loop, pointing the way things go round."""
        step = -1 if clockwise else 1
        at, onward = _on(loop, degrees), _on(loop, degrees + step)
        way = onward - at
        way /= math.hypot(way.x(), way.y())
        across = QPointF(-way.y(), way.x())
        size = self._theme.px(_ARROW)
        back = at - way * size
        head = QPolygonF([at + way * size, back + across * size, back - across * size])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("border_strong"))
        painter.drawPolygon(head)

    def _station_size(self) -> tuple[int, int]:
        hint = self.stations[CycleStation.DISCUSSED].sizeHint()
        return min(hint.width(), max(self.width() // 4 - self._theme.px(8), 1)), hint.height()

    def _loops(self) -> tuple[QRectF, QRectF]:
        """Return where the two loops run; they touch at the FLIP."""
        wide, high = self._station_size()
        inner = QRectF(self.rect()).adjusted(wide / 2, high, -wide / 2, -high)
        half = inner.width() / 2
        left = QRectF(inner.x(), inner.y(), half, inner.height())
        return left, left.translated(half, 0)

    def _arrange(self) -> None:
        wide, high = self._station_size()
        left, right = self._loops()
        places = {one: _on(left, degrees) for one, degrees in _PRACTICE_AT.items()}
        places |= {one: _on(right, degrees) for one, degrees in _RESEARCH_AT.items()}
        places[CycleStation.DISCUSSED] = QPointF(left.right(), left.center().y())
        for station, at in places.items():
            corner = (at - QPointF(wide / 2, high / 2)).toPoint()
            self.stations[station].setGeometry(QRect(corner, QSize(wide, high)))
        self.updateGeometry()
        self.update()

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt calls it
        if on:
            self.chosen.emit(self.current)


def _on(loop: QRectF, degrees: float) -> QPointF:
    """Return the point of an ellipse at an angle."""
    angle = math.radians(degrees)
    return loop.center() + QPointF(
        math.cos(angle) * loop.width() / 2, -math.sin(angle) * loop.height() / 2
    )
