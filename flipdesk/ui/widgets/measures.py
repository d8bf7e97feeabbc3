"""Margins and gaps that follow the text size, also while the window is open."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QGridLayout, QLayout, QWidget

from flipdesk.ui.theme.theme import Theme


class Measures(QObject):
    """Keeps to a layout, or to a widget's own margins, and goes with it.

    All in logical px at 100 %: margins left, top, right and bottom; `gap` between the parts of a
    box, and across and down in a grid or a form.
    """

    def __init__(
        self,
        theme: Theme,
        target: QLayout | QWidget,
        *,
        margins: tuple[int, int, int, int] | None = None,
        gap: int | tuple[int, int] | None = None,
    ) -> None:
        super().__init__(target)
        self._theme = theme
        self._target = target
        self._margins = margins
        self._gap = gap
        theme.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        px, target, gap = self._theme.px, self._target, self._gap
        if self._margins is not None:
            left, top, right, bottom = self._margins
            target.setContentsMargins(px(left), px(top), px(right), px(bottom))
        if isinstance(target, QGridLayout | QFormLayout) and gap is not None:
            across, down = gap if isinstance(gap, tuple) else (gap, gap)
            target.setHorizontalSpacing(px(across))
            target.setVerticalSpacing(px(down))
        elif isinstance(target, QBoxLayout) and isinstance(gap, int):
            target.setSpacing(px(gap))
