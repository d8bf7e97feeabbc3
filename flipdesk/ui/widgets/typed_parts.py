"""Dates and times as one types them: with the dots between their parts, over what stood there."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit
from typing_extensions import override

_BETWEEN = ".,:-/ "


class TypedParts(QObject):
    """Sees a field's keys before it does.

    Qt goes on to the next part by itself after two digits, and a dot then skips that part; over
    what is selected as a whole it loses the first part.
    """

    def __init__(self, field: QDateTimeEdit) -> None:
        super().__init__(field)
        self._field = field
        self._typed_in = -1
        field.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        field, typed = self._field, event.text()
        if typed and typed in _BETWEEN:
            here = field.currentSectionIndex()
            if here == self._typed_in and here + 1 < field.sectionCount():
                field.setSelectedSection(field.sectionAt(here + 1))
            self._typed_in = -1
            return True
        if typed.isalnum():
            if field.lineEdit().selectedText() == field.text():
                field.setSelectedSection(field.sectionAt(0))
            self._typed_in = field.currentSectionIndex()
        return False
