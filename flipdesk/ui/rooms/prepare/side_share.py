"""How panes under each other share a column: one list has the rows that the others can spare."""

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.scroll_column import ScrollColumn


class SideShare(QObject):
    """The others keep their least rows; what is left of a row goes to them."""

    def __init__(self, column: ScrollColumn, first: FittedList) -> None:
        super().__init__(column)
        self._column = column
        self._first = first
        self._least = first.least
        for watched in (column.viewport(), column.widget()):
            if watched is not None:
                watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        inside, first = self._column.widget(), self._first
        count, row = first.model().rowCount(), first.sizeHintForRow(0)
        if inside is None or row <= 0:
            return
        room = self._column.viewport()
        wrapped = inside.heightForWidth(room.width())
        needed = wrapped if wrapped >= 0 else inside.minimumSizeHint().height()
        given = min(first.least, count) - min(self._least, count)
        spare = room.height() - needed + given * row
        first.set_least(self._least + max(0, spare // row))
