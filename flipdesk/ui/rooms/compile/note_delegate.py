"""Rows of the notes in Bearbejd: headings of agenda items, notes, and the editor in its place."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QPlainTextEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.reflection_delegate import COMPILE, ReflectionDelegate
from flipdesk.ui.delegates.row_delegate import Index
from flipdesk.ui.models.compile_note_rows import GroupRow
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_text, text_width

HEADING = 30
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteDelegate(ReflectionDelegate):
    """Headings and notes; Enter commits an edit, Shift+Enter is a new line, Esc leaves."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, compact=True, parent=parent)

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
        editor = QPlainTextEdit(parent)
        editor.setObjectName("note_editor")
        editor.setAccessibleName(_("Text of the note"))
        editor.setFont(self.theme.font("body"))
        editor.setTabChangesFocus(True)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # A tag set while writing refreshes the row; what is being written must stay.
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.document().setModified(False)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        px, row = self.theme.px, option.rect
        left = row.x() + px(COMPILE.left + COMPILE.time + COMPILE.initials - 6)
        if row.width() < px(380):
            left = row.x() + px(COMPILE.left)
        least = 3 * self.theme.line("body") + px(16)
        place = QRect(
            left, row.y() + px(1), row.right() - left - px(4), max(least, row.height() - px(3))
        )
        viewport = editor.parentWidget()
        if viewport is not None and place.bottom() > viewport.height():
            place.moveBottom(max(place.height(), viewport.height() - px(2)))
        editor.setGeometry(place)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in _ENTER and isinstance(editor, QPlainTextEdit):
                if shifted:
                    editor.insertPlainText("\n")
                else:
                    self.commitData.emit(editor)
                    self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: GroupRow) -> None:
        px, theme = self.theme.px, self.theme
        painter.fillRect(rect, theme.colour("inset"))
        inside = rect.adjusted(px(14), 0, -px(14), 0)
        wide = text_width(theme, row.count_text, "caption")
        words = inside.adjusted(0, 0, -wide - px(8), 0)
        draw_text(painter, theme, words, row.title, "caption_strong", "text", LEFT)
        draw_text(painter, theme, inside, row.count_text, "caption", "muted", RIGHT)
