"""The digit box of a potential."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import digit_of, draw_digit


class PotentialDigit(QWidget):
    """A square with a potential's number on its fill, size logical px wide."""

    def __init__(
        self,
        theme: Theme,
        slug: str,
        size: int = 24,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self.set_potential(slug, name)

    def set_potential(self, slug: str, name: str = "") -> None:
        """Show another potential; name is for tooltip and screen readers."""
        self._slug = slug
        digit = digit_of(self._theme, slug)
        self.setAccessibleName(name or _("Potential {digit}").format(digit=digit))
        self.setToolTip(name)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        large = self._size >= 32
        radius = self._theme.px(6 if large else 4)
        role: FontRole = "title" if large else "digit"
        draw_digit(painter, self._theme, self.rect(), self._slug, radius=radius, role=role)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
