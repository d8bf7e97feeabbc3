"""The pane: a surface with a header and room for a body."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import Box, draw_box
from flipdesk.ui.widgets.label import ElidedLabel, Label
from flipdesk.ui.widgets.measures import Measures

HEADER = 38


class PaneHeader(QWidget):
    """The 38 px at the top of a pane with a line under it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.row = QHBoxLayout(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bottom = self.height() - 1
        painter.fillRect(0, bottom, self.width(), 1, self._theme.colour("border"))
        painter.end()

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEADER))
        self.row.setContentsMargins(px(14), 0, px(14), 1)
        self.row.setSpacing(px(8))
        self.update()


class Pane(QFrame):
    """A pane; the body goes into `body`, controls at the right of the header into `header_layout`.

    Without a title there is no header. The body has no margins: rows run from edge to edge.
    """

    def __init__(
        self, theme: Theme, title: str = "", note: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._focus_target: QWidget | None = None
        self._lead: QWidget | None = None
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._header = PaneHeader(theme, self)
        self._title = Label(theme, title, "strong")
        self._title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._note = ElidedLabel(theme, note, "body", "muted")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._header.row.addWidget(self._title)
        self._header.row.addWidget(self._note, 1)
        self.header_layout = QHBoxLayout()
        Measures(theme, self.header_layout, gap=8)
        self._header.row.addLayout(self.header_layout)
        self._header.setVisible(bool(title))
        outer.addWidget(self._header)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        outer.addLayout(self.body, 1)
        theme.changed.connect(self.update)

    def lead_focus_to(self, widget: QWidget) -> None:
        """Say which widget takes the focus when the pane is given it, as by F6.

        A focus proxy would keep Tab from the controls in the header.
        """
        self._focus_target = widget

    def lead_with(self, widget: QWidget) -> None:
        """Put something in front of the title, in whose place it stands while it is shown."""
        self._lead = widget
        self._header.row.insertWidget(0, widget)

    def show_lead(self, *, shown: bool) -> None:
        """Say whether what leads stands in the place of the title."""
        if self._lead is not None:
            self._lead.setVisible(shown)
            self._title.setVisible(not shown)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._header.setVisible(bool(title))

    def set_note(self, note: str) -> None:
        """Change the muted note beside the title."""
        self._note.setText(note)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._focus_target is not None:
            self._focus_target.setFocus(event.reason())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour
        box = Box(colour("surface"), colour("border"), self._theme.px(8))
        draw_box(painter, self.rect(), box)
        painter.end()
