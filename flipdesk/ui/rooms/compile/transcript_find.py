"""Looking for words in a transcript; it is there from Ctrl+F to Esc."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TranscriptFind(QWidget):
    """Enter goes to the next hit, Shift+Enter to the one before, Esc closes."""

    looked_for = Signal(str)
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(12, 4, 12, 6), gap=8)
        self.field = Field(
            theme, _("Find in the transcript"), hint=_("Words"), icon="search", height=28
        )
        self.field.setObjectName("transcript_find")
        self.field.textChanged.connect(self.looked_for)
        self.field.installEventFilter(self)
        self._found = Caption(theme, "")
        self._found.setObjectName("transcript_found")
        row.addWidget(self.field, 1)
        row.addWidget(self._found)
        self.hide()

    def open_bar(self) -> None:
        """Begin to look, or go on."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Mark nothing any more."""
        self.field.clear()
        self.hide()
        self.closed.emit()

    def say(self, found: str) -> None:
        """Say how much was found."""
        self._found.setText(found)
        if found:
            announce(self, found)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in _ENTER:
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step_wanted.emit(-1 if is_back else 1)
                return True
        return super().eventFilter(watched, event)
