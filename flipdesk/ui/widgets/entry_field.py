"""A one-line field in which Enter is an answer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from flipdesk.ui.widgets.field import Field


class EntryField(Field):
    """Enter goes no further: the window would press the button that has the focus by then."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
