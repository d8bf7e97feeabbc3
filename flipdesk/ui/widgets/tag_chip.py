"""A tag chip as a widget."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import HEIGHT, ChipSpec, chip_width, paint_chip


class TagChip(QWidget):
    """A chip that cannot be operated; it never shrinks."""

    def __init__(self, theme: Theme, chip: ChipSpec, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self._restyle)
        self.set_chip(chip)

    @property
    def chip(self) -> ChipSpec:
        """What the chip says."""
        return self._chip

    def set_chip(self, chip: ChipSpec) -> None:
        """Say something else."""
        self._chip = chip
        self.setAccessibleName(chip.spoken)
        self.setToolTip(chip.full)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._theme, self._chip), self._theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self._theme, self.rect(), self._chip)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
