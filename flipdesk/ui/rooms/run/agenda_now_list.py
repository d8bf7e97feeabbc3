"""The agenda while it runs as a list to act on."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from typing_extensions import override

from flipdesk.domain.ids import AgendaItemId
from flipdesk.i18n import _
from flipdesk.ui.delegates.agenda_now_delegate import AgendaNowDelegate
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.agenda_now_model import AgendaNowModel
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AgendaNowList(RowList):
    """Enter and double click begin the chosen item, Del skips it, Alt+Up and Alt+Down move it."""

    begin_requested = Signal(str)
    skip_requested = Signal(str)
    move_requested = Signal(str, int)
    menu_requested = Signal(str, QPoint)

    def __init__(self, theme: Theme, model: AgendaNowModel) -> None:
        super().__init__(theme, _("Agenda"), AgendaNowDelegate(theme), fixed=True)
        self.setObjectName("agenda_now")
        self.setAccessibleDescription(
            _("Enter begins an item, Delete skips it, Alt with the arrow keys moves it.")
        )
        self.setModel(model)

    @property
    def chosen(self) -> AgendaItemId | None:
        """The item that keys and menu are about."""
        guid = self.currentIndex().data(Role.GUID)
        return None if guid is None else AgendaItemId(guid)

    def choose(self, item_id: AgendaItemId) -> None:
        """Make an item the chosen one."""
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if index.data(Role.GUID) == item_id:
                self.setCurrentIndex(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen, key = self.chosen, Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if chosen is not None and modifiers == Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.move_requested.emit(chosen, _MOVES[key])
        elif chosen is not None and modifiers == Qt.KeyboardModifier.NoModifier and key in _ENTER:
            self.begin_requested.emit(chosen)
        elif chosen is not None and key == Qt.Key.Key_Delete:
            self.skip_requested.emit(chosen)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.begin_requested.emit(index.data(Role.GUID))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        if self.chosen is not None:
            at = event.pos() if by_mouse else self.visualRect(self.currentIndex()).center()
            self.menu_requested.emit(self.chosen, self.viewport().mapToGlobal(at))
