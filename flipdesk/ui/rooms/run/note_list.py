"""The list of notes: plain keys change the chosen one, Enter edits it in its place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.delegates.reflection_delegate import ReflectionDelegate
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.notes_model import NotesModel
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex
_DIGITS = {Qt.Key(Qt.Key.Key_0 + number): number for number in range(1, 7)}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteDelegate(ReflectionDelegate):
    """Makes room for the editor in the row that is edited."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.edited = ""
        self.edited_height = 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.edited and index.data(Role.GUID) == self.edited:
            return QSize(0, self.edited_height)
        return super().sizeHint(option, index)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not self.edited or index.data(Role.GUID) != self.edited:
            super().paint(painter, option, index)


class NoteList(RowList):
    """Tells wishes about the chosen note; `edit_requested` also on a double click."""

    edit_requested = Signal()
    delete_requested = Signal()
    park_requested = Signal()
    potential_requested = Signal(int)
    potentials_cleared = Signal()
    menu_requested = Signal(QPoint)
    left = Signal()

    def __init__(self, theme: Theme, model: NotesModel, parent: QWidget | None = None) -> None:
        self._delegate = NoteDelegate(theme)
        super().__init__(theme, _("Notes"), self._delegate, parent=parent)
        self._notes = model
        self.setObjectName("notes")
        self.setModel(model)

    @property
    def chosen(self) -> Note | None:
        """The note that keys and menu change."""
        return self._notes.note(self.currentIndex())

    def choose(self, note_id: str) -> None:
        """Make a note the chosen one if it is shown."""
        index = self._notes.index_of(note_id)
        if index.isValid():
            self.setCurrentIndex(index)

    def open_editor(self, editor: QWidget, note_id: str) -> None:
        """Put an editor in the place of a note; it is deleted when it is closed."""
        self._delegate.edited = note_id
        self._delegate.edited_height = editor.height()
        index = self._notes.index_of(note_id)
        self.setIndexWidget(index, editor)
        self.scheduleDelayedItemsLayout()
        self.scrollTo(index)

    def fit_editor(self, editor: QWidget) -> None:
        """Give the edited row the height that its editor wants now."""
        height = editor.height()
        if height != self._delegate.edited_height:
            self._delegate.edited_height = height
            self.scheduleDelayedItemsLayout()

    def close_editor(self) -> None:
        """Show the edited note again."""
        index = self._notes.index_of(self._delegate.edited)
        self._delegate.edited = ""
        if index.isValid():
            self.setIndexWidget(index, None)  # type: ignore[arg-type] # Qt takes none
        self.scheduleDelayedItemsLayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keypad = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if keypad == Qt.KeyboardModifier.NoModifier and self._take(Qt.Key(event.key())):
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_requested.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        if self.chosen is not None:
            place = self.visualRect(self.currentIndex())
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            at = event.pos() if by_mouse else place.center()
            self.menu_requested.emit(self.viewport().mapToGlobal(at))

    def _take(self, key: Qt.Key) -> bool:
        if self.chosen is None and key != Qt.Key.Key_Escape:
            return False
        if key in _ENTER:
            self.edit_requested.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif key in _DIGITS:
            self.potential_requested.emit(_DIGITS[key])
        elif key == Qt.Key.Key_0:
            self.potentials_cleared.emit()
        elif key == Qt.Key.Key_P:
            self.park_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
