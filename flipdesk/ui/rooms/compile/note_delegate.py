"""Rows of the notes in Bearbejd: headings of agenda items, notes, and the editor in its place."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from flipdesk.ui.delegates.reflection_delegate import COMPILE, ReflectionDelegate
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.row_delegate import Index
from flipdesk.ui.models.compile_note_rows import GroupRow
from flipdesk.ui.rooms.compile.note_editor import NoteEditor, NoteWordings
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_text, text_width

HEADING = 30
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteDelegate(ReflectionDelegate):
    """Headings and notes; Enter commits an edit, Shift+Enter is a new line, Esc leaves."""

    drafted = Signal(str, str)
    """GUID of a note and what stands in its editor, "" when that is nothing new."""
    split_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, compact=True, parent=parent)
        self.editor: NoteEditor | None = None
        self.wordings: Callable[[str], NoteWordings] = lambda _key: NoteWordings()
        """What the note of a GUID has said."""

    @override
    def row_height(self, row: object, width: int) -> int:
        return (
            self.theme.px(HEADING) if isinstance(row, GroupRow) else super().row_height(row, width)
        )

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        if isinstance(row, GroupRow):
            self._paint_heading(painter, rect, row)
        else:
            super().paint_row(painter, rect, row, selected=selected)

    @override
    def tooltip(self, row: object, rect: QRect, at: QHelpEvent) -> str:
        return row.spoken if isinstance(row, GroupRow) else super().tooltip(row, rect, at)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        key = str(index.data(Role.GUID))
        editor = NoteEditor(self.theme, self.wordings(key), parent)
        for part in editor.parts:
            part.installEventFilter(self)
        editor.draft.drafted.connect(lambda text: self.drafted.emit(key, text))
        self.editor = editor
        editor.split_requested.connect(lambda: self.split_requested.emit(key))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # A tag set while writing refreshes the row; what is being written must stay.
        if isinstance(editor, NoteEditor):
            editor.show_text(str(index.data(Qt.ItemDataRole.EditRole)))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, NoteEditor):
            editor.draft.stop()
            model.setData(index, editor.text.toPlainText())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        px, row = self.theme.px, option.rect
        left = row.x() + px(COMPILE.left + COMPILE.time - 8)
        if row.width() < px(380):
            left = row.x() + px(4)
        wide = row.right() - left - px(4)
        viewport = editor.parentWidget()
        most = row.height() if viewport is None else viewport.height() - px(4)
        least = editor.fitted_height(wide, most) if isinstance(editor, NoteEditor) else 0
        high = min(most, max(least, row.height() - px(3)))
        place = QRect(left, row.y() + px(1), wide, high)
        if viewport is not None and place.bottom() > viewport.height():
            place.moveBottom(max(place.height(), viewport.height() - px(2)))
        editor.setGeometry(place)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = watched.parent() if isinstance(watched, QWidget) else None
        if not isinstance(editor, NoteEditor):
            return super().eventFilter(watched, event)
        if editor.isHidden() or editor is not self.editor:
            # The view has let go of it already, and its parts lose the focus only now.
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._typed(editor, watched, event)
        return super().eventFilter(editor, event)

    def close_editor(self, *, save: bool) -> None:
        """Leave the editor that is open."""
        editor = self.editor
        if editor is not None and save:
            self.commitData.emit(editor)
        elif editor is not None:
            editor.draft.forget()
        if editor is not None:
            self.editor = None
            self.closeEditor.emit(editor)

    def _typed(self, editor: NoteEditor, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor(save=False)
            return True
        if event.key() in _ENTER and watched is editor.text:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                editor.text.insertPlainText("\n")
            else:
                self.close_editor(save=True)
            return True
        return False

    def _paint_heading(self, painter: QPainter, rect: QRect, row: GroupRow) -> None:
        px, theme = self.theme.px, self.theme
        painter.fillRect(rect, theme.colour("inset"))
        inside = rect.adjusted(px(14), 0, -px(14), 0)
        wide = text_width(theme, row.count_text, "caption")
        words = inside.adjusted(0, 0, -wide - px(8), 0)
        draw_text(painter, theme, words, row.title, "caption_strong", "text", LEFT)
        draw_text(painter, theme, inside, row.count_text, "caption", "muted", RIGHT)
