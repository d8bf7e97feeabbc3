"""The one-line field."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme


class Field(QLineEdit):
    """A line edit of the theme's height with an accessible name, and an icon if wanted."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        text: str = "",
        hint: str = "",
        icon: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._height = height
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._icon_action: QAction | None = None
        if icon:
            place = QLineEdit.ActionPosition.LeadingPosition
            self._icon_action = self.addAction(theme.icon(icon), place)
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(self._height))

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px(self._height))
        self.updateGeometry()
