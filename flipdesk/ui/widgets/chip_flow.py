"""Chips side by side that wrap onto new lines."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import (
    GAP,
    HEIGHT,
    ChipSpec,
    chip_width,
    flow_chips,
    flow_height,
    paint_chips,
)


class ChipFlow(QWidget):
    """A row of chips that wraps to as many lines as its width needs; one widget for all of them."""

    def __init__(
        self, theme: Theme, chips: Sequence[ChipSpec] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: tuple[ChipSpec, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self.set_chips(chips)

    @property
    def chips(self) -> tuple[ChipSpec, ...]:
        """The chips shown."""
        return self._chips

    def set_chips(self, chips: Sequence[ChipSpec]) -> None:
        """Show other chips."""
        self._chips = tuple(chips)
        self.setAccessibleName(", ".join(chip.spoken for chip in self._chips))
        self._restyle()

    def chip_at(self, point: QPoint) -> ChipSpec | None:
        """Return the chip under a point of this widget."""
        places = flow_chips(self._theme, self._chips, self.width())
        hits = (chip for chip, at in zip(self._chips, places, strict=True) if at.contains(point))
        return next(hits, None)

    @override
    def sizeHint(self) -> QSize:
        widths = [chip_width(self._theme, chip) for chip in self._chips]
        gaps = self._theme.px(GAP) * max(0, len(widths) - 1)
        return QSize(sum(widths) + gaps, self._theme.px(HEIGHT) if widths else 0)

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((chip_width(self._theme, chip) for chip in self._chips), default=0)
        return QSize(widest, self._theme.px(HEIGHT) if self._chips else 0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return flow_height(flow_chips(self._theme, self._chips, width))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            chip = self.chip_at(event.pos())
            QToolTip.showText(event.globalPos(), chip.full if chip else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        places = flow_chips(self._theme, self._chips, self.width())
        paint_chips(painter, self._theme, QPoint(0, 0), self._chips, places)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
