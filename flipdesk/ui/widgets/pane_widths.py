"""The widths of the panes beside a main one: dragged or moved by keys, one grip for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.width_grip import WidthGrip

GAP = 12
_NARROWEST = 0.7
"""Of a pane's usual width."""
_MAIN_LEAST = 320
_UNBOUND = 16_777_215


@dataclass(frozen=True)
class SidePane:
    """A pane of a width in logical px at 100 %, before or after the main one."""

    pane: QWidget
    width: int
    is_after: bool = False


class PaneWidths(QObject):
    """Keeps every side pane at its width and gives the main one the rest.

    `grips` stand in the gaps and belong to `parent`, whose layout places them.
    """

    changed = Signal()
    """Somebody has chosen other widths."""

    def __init__(
        self, theme: Theme, main: QWidget, sides: Sequence[SidePane], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._main = main
        self._sides = tuple(sides)
        self._usual = tuple(side.width for side in sides)
        self._chosen = self._usual
        self._room = 0
        self.grips = tuple(WidthGrip(theme, side.pane, parent) for side in sides)
        for place, grip in enumerate(self.grips):
            grip.hide()
            grip.moved.connect(partial(self._on_grip_moved, place))
            grip.restored.connect(partial(self._set, place, self._usual[place]))

    @property
    def chosen(self) -> tuple[int, ...]:
        """The widths in logical px at 100 %; empty when they are the usual ones."""
        return () if self._chosen == self._usual else self._chosen

    def choose(self, widths: Sequence[int]) -> None:
        """Take widths in logical px at 100 %; others than one for each pane mean the usual."""
        self._chosen = tuple(widths) if len(widths) == len(self._sides) else self._usual
        if self._room:
            self.fit(self._room)

    def fit(self, room: int) -> None:
        """Lay the panes out in a room of so many px, the gaps among them."""
        self._room = room
        widths = [self._theme.px(width) for width in self._chosen]
        for place, (side, grip) in enumerate(zip(self._sides, self.grips, strict=True)):
            least, most = self._bounds(place, widths)
            widths[place] = max(least, min(most, widths[place]))
            side.pane.setFixedWidth(widths[place])
            grip.setFixedWidth(self._theme.px(GAP))
            grip.show()

    def left_over(self) -> int:
        """Return how many px there are for the main pane."""
        taken = sum(side.pane.minimumWidth() for side in self._sides)
        return self._room - taken - len(self._sides) * self._theme.px(GAP)

    def let_go(self) -> None:
        """Take the grips away and let the panes be as wide as they like."""
        self._room = 0
        for side, grip in zip(self._sides, self.grips, strict=True):
            side.pane.setMinimumWidth(0)
            side.pane.setMaximumWidth(_UNBOUND)
            grip.hide()

    def _bounds(self, place: int, widths: Sequence[int]) -> tuple[int, int]:
        # The usual width is always allowed: it is what the room was drawn with.
        px, side = self._theme.px, self._sides[place]
        usual = px(side.width)
        least = min(usual, max(px(side.width * _NARROWEST), side.pane.minimumSizeHint().width()))
        main = max(px(_MAIN_LEAST), self._main.minimumSizeHint().width())
        taken = sum(widths) - widths[place] + len(widths) * px(GAP) + main
        return least, max(usual, self._room - taken)

    def _on_grip_moved(self, place: int, by: int) -> None:
        side = self._sides[place]
        widths = [one.pane.width() for one in self._sides]
        least, most = self._bounds(place, widths)
        wanted = widths[place] + (-by if side.is_after else by)
        self._set(place, round(max(least, min(most, wanted)) / self._theme.text_scale))

    def _set(self, place: int, width: int) -> None:
        self._chosen = (*self._chosen[:place], width, *self._chosen[place + 1 :])
        self.fit(self._room)
        self.changed.emit()
