"""Segments that become one drop-down list where there is no room for all of their words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSizePolicy, QStackedLayout, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.segments import HEIGHT, Segments

_NARROWEST = 72


class FoldingSegments(QWidget):
    """Wants the room of its segments and makes do with less; `chosen` carries a place."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.segments = Segments(theme, name, choices)
        self.chooser = QComboBox()
        self.chooser.setObjectName("folded_segments")
        self.chooser.setAccessibleName(name)
        self.chooser.addItems([text for text, _icon in choices])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        # What is not shown must not keep the other from being narrow.
        self.chooser.setMinimumWidth(theme.px(_NARROWEST))
        for widget in (self.segments, self.chooser):
            self._stack.addWidget(widget)
        self.chooser.currentIndexChanged.connect(self.segments.choose)
        self.segments.chosen.connect(self._on_segments_chosen)
        theme.changed.connect(self.updateGeometry)

    @property
    def is_folded(self) -> bool:
        """Whether the drop-down list stands in the place of the segments."""
        return self._stack.currentWidget() is self.chooser

    @property
    def has_focus(self) -> bool:
        """Whether the focus is on one of its own."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @override
    def sizeHint(self) -> QSize:
        height = max(self._theme.px(HEIGHT), self.chooser.sizeHint().height())
        return QSize(self.segments.sizeHint().width(), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_NARROWEST), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        had_focus = self.has_focus
        folds = event.size().width() < self.segments.sizeHint().width()
        self._stack.setCurrentWidget(self.chooser if folds else self.segments)
        if had_focus:
            chosen = self.segments.button(self.segments.current)
            (self.chooser if folds else chosen).setFocus()

    def _on_segments_chosen(self, place: int) -> None:
        self.chooser.setCurrentIndex(place)
        self.chosen.emit(place)
