"""Cells of the run sheet and the editors they open."""

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QStyleOptionViewItem,
    QTimeEdit,
    QWidget,
)
from typing_extensions import override

from flipdesk.ui.delegates.roles import Role, RunSheetColumn
from flipdesk.ui.delegates.row_delegate import Index, RowDelegate
from flipdesk.ui.widgets.drawing import (
    LEFT,
    RIGHT,
    draw_focus_ring,
    draw_icon,
    draw_initials,
    draw_text,
    middle,
)
from flipdesk.ui.widgets.number_field import NumberField
from flipdesk.ui.widgets.time_field import TimeField

HEIGHT = 39
BAND = 28
"""How high the heading of a day is, above the row of its first item and part of it."""
TEXT_WIDTH = 200
_TEXT_LINES = 4
MAX_MINUTES = 24 * 60
COLUMN_WIDTHS = {
    RunSheetColumn.GRIP: 26,
    RunSheetColumn.TIME: 52,
    RunSheetColumn.MINUTES: 44,
    RunSheetColumn.TITLE: 302,
    RunSheetColumn.OWNER: 70,
    RunSheetColumn.KIND: 116,
    RunSheetColumn.NOTES: 190,
    RunSheetColumn.LEAST: 60,
    RunSheetColumn.MOST: 60,
    RunSheetColumn.PURPOSE: TEXT_WIDTH,
    RunSheetColumn.HOW: TEXT_WIDTH,
    RunSheetColumn.PLAN_B: TEXT_WIDTH,
    RunSheetColumn.MATERIALS: TEXT_WIDTH,
}
_LEEWAY = (RunSheetColumn.LEAST, RunSheetColumn.MOST)
_LONG = (RunSheetColumn.HOW, RunSheetColumn.MATERIALS)


class RunSheetDelegate(RowDelegate):
    """Paints DisplayRole by column; the owner has Role.RESEARCH, the notes Role.MATERIALS.

    Editors work on EditRole: minutes in a spin box, the start in a time field, owner and kind in a
    combo box filled from Role.CHOICES, what has several lines in a text field in which Enter is a
    new line, everything else in a line edit. A row in Role.ROW with a `heading` is higher by BAND;
    its cells stand below that.
    """

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = COLUMN_WIDTHS[RunSheetColumn(index.column())]
        return QSize(self.theme.px(width), self.theme.px(HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = self._cell(option.rect, index)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, self.theme.colour("accent_tint"))
        line = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self.theme.colour("border"))
        self._paint_cell(painter, rect.adjusted(0, 0, 0, -1), index, selected=selected)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, self.theme, rect, self.theme.px(4))
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = RunSheetColumn(index.column())
        name = index.model().headerData(column, Qt.Orientation.Horizontal) or ""
        editor: QWidget
        if column is RunSheetColumn.MINUTES:
            editor = NumberField(self.theme, "", least=1, most=MAX_MINUTES, parent=parent)
        elif column in _LEEWAY:
            editor = NumberField(self.theme, "", least=0, most=MAX_MINUTES, parent=parent)
            editor.setSpecialValueText("–")
        elif column is RunSheetColumn.TIME:
            editor = TimeField(self.theme, "", parent=parent)
        elif column in _LONG:
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        elif column in {RunSheetColumn.OWNER, RunSheetColumn.KIND}:
            editor = QComboBox(parent)
            for value, label in index.data(Role.CHOICES) or ():
                editor.addItem(label, value)
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(str(name))
        editor.setObjectName(f"run_sheet_{column.name.lower()}")
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            editor.setValue(int(value or editor.minimum()))
            editor.selectAll()
        elif isinstance(editor, QTimeEdit):
            editor.setTime(value)
            editor.selectAll()
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(value or ""))
            editor.selectAll()
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            editor.interpretText()
            model.setData(index, editor.value())
        elif isinstance(editor, QTimeEdit):
            editor.interpretText()
            model.setData(index, editor.time())
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = self._cell(option.rect, index)
        px = self.theme.px
        if isinstance(editor, QPlainTextEdit):
            high = _TEXT_LINES * self.theme.line("body") + px(16)
            wide = max(rect.width(), px(TEXT_WIDTH))
            port = editor.parentWidget()
            room = (port.height() if port else rect.bottom()) - high
            editor.setGeometry(rect.x(), max(0, min(rect.y() + px(3), room)), wide, high)
            return
        wide = max(rect.width(), editor.minimumSizeHint().width(), px(72))
        editor.setGeometry(QRect(rect.x(), rect.y() + px(3), wide, px(32)))

    def _cell(self, rect: QRect, index: Index) -> QRect:
        has_heading = getattr(index.data(Role.ROW), "heading", None) is not None
        return rect.adjusted(0, self.theme.px(BAND), 0, 0) if has_heading else rect

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        px, theme, column = self.theme.px, self.theme, RunSheetColumn(index.column())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        match column:
            case RunSheetColumn.GRIP:
                at = QPoint(inner.x(), middle(rect, px(16)))
                draw_icon(painter, theme, at, "grip-vertical", 16, "muted")
            case RunSheetColumn.TIME:
                draw_text(painter, theme, inner, text, "strong", "text", RIGHT)
            case RunSheetColumn.MINUTES:
                draw_text(painter, theme, inner, text, "body", "text", RIGHT)
            case RunSheetColumn.OWNER if text:
                place = QRect(inner.x(), middle(rect, px(24)), px(34), px(24))
                research = bool(index.data(Role.RESEARCH))
                draw_initials(painter, theme, place, text, research=research)
            case RunSheetColumn.TITLE:
                draw_text(painter, theme, inner, text, "strong" if selected else "body")
            case RunSheetColumn.LEAST | RunSheetColumn.MOST:
                draw_text(painter, theme, inner, text, "body", "muted", RIGHT)
            case RunSheetColumn.NOTES:
                self._paint_notes(painter, inner, int(index.data(Role.MATERIALS) or 0), text)
            case _:
                draw_text(painter, theme, inner, text, "body", "muted", LEFT)

    def _paint_notes(self, painter: QPainter, inner: QRect, materials: int, text: str) -> None:
        px, theme, x = self.theme.px, self.theme, inner.x()
        if materials:
            at = QPoint(x, middle(inner, px(16)))
            draw_icon(painter, theme, at, "paperclip", 16, "muted")
            count = inner.adjusted(px(19), 0, 0, 0)
            x = count.x() + draw_text(painter, theme, count, str(materials), "body", "muted", LEFT)
            x += px(9)
        rest = QRect(x, inner.y(), inner.right() + 1 - x, inner.height())
        draw_text(painter, theme, rest, text, "body", "muted", LEFT)
