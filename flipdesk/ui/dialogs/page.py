"""A page in a window of its own: a column that scrolls above a row of buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn


def page_button(theme: Theme, label: str, name: str, act: Callable[[], None]) -> Button:
    """Return a button that is pressed by Enter only while it has the focus."""
    button = Button(theme, label)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def lay_page(
    dialog: QDialog,
    theme: Theme,
    name: str,
    size: tuple[int, int],
    buttons: Sequence[Button],
    before: Sequence[Button] = (),
) -> QVBoxLayout:
    """Lay out a dialog as a page and return its column; `before` stand at the other end.

    It is as large as `size` says at usual text, and no larger than the window it belongs to.
    """
    inside = ColumnCanvas()
    column = QVBoxLayout(inside)
    Measures(theme, column, margins=(14, 12, 14, 8), gap=10)
    foot = QHBoxLayout()
    Measures(theme, foot, margins=(14, 0, 14, 12), gap=8)
    for button in before:
        foot.addWidget(button)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(ScrollColumn(inside, name), 1)
    whole.addLayout(foot)
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.size()
    width, height = map(theme.px, size)
    dialog.resize(min(width, room.width()), min(height, room.height()))
    return column
