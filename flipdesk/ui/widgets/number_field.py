"""The field for a whole number, such as minutes."""

from PySide6.QtWidgets import QSpinBox, QWidget

from flipdesk.ui.theme.theme import Theme

EDGE = 8


class NumberField(QSpinBox):
    """A spin box with an accessible name; its suffix is part of what is shown, not of value()."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        least: int = 0,
        most: int = 1440,
        value: int = 0,
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setValue(value)
        self.setSuffix(suffix)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        # A style sheet's padding does not reach the edit inside a spin box.
        self.lineEdit().setTextMargins(self._theme.px(EDGE), 0, 0, 0)
