"""Cells of the table of people and consent, and the editors they open."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.vocabulary import Answer
from flipdesk.i18n import pgettext
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.row_delegate import Index
from flipdesk.ui.models.people_fields import MATTERS, PeopleField, full_heading
from flipdesk.ui.models.people_table_model import PeopleLine
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import (
    LEFT,
    draw_focus_ring,
    draw_icon,
    draw_initials,
    draw_text,
    middle,
)

HEIGHT = 30
_ANSWERS = {
    Answer.GIVEN: ("check", "success"),
    Answer.DECLINED: ("x", "text"),
    Answer.WITHDRAWN: ("undo-2", "text"),
    Answer.UNKNOWN: ("circle-question-mark", "warning"),
}
Completions = Callable[[PeopleField], Sequence[str]]


class PeopleTableDelegate(QStyledItemDelegate):
    """Answers are an icon with a word; `completions` says what a column may be completed to."""

    def __init__(self, theme: Theme, completions: Completions, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self._completions = completions

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.theme.px(HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.colour("accent_tint"))
        line = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self.theme.colour("border"))
        self._paint_cell(painter, rect.adjusted(0, 0, 0, -1), index)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, self.theme, rect, self.theme.px(4))
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = PeopleField(index.column())
        editor: QComboBox | QLineEdit
        if column in (PeopleField.ROLE, PeopleField.ATTENDANCE):
            editor = QComboBox(parent)
            for value, words in index.data(Role.CHOICES):
                editor.addItem(words, str(value))
        else:
            editor = QLineEdit(parent)
            self._complete(editor, column)
        editor.setAccessibleName(full_heading(column))
        editor.setObjectName(f"people_{column.name.lower()}")
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(str(value))))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect, px = option.rect, self.theme.px
        wide = max(rect.width(), px(96) if isinstance(editor, QLineEdit) else px(150))
        around = editor.parentWidget()
        x = rect.x() if around is None else min(rect.x(), max(0, around.width() - wide))
        editor.setGeometry(QRect(x, rect.y(), wide, rect.height()))

    def _complete(self, editor: QLineEdit, column: PeopleField) -> None:
        words = list(self._completions(column))
        if not words:
            return
        completer = QCompleter(QStringListModel(words, editor), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            # The cell would be closed if the focus left it for the list of completions.
            popup.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        editor.setCompleter(completer)

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px, theme, column = self.theme.px, self.theme, PeopleField(index.column())
        line: PeopleLine = index.data(Role.ROW)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        inner = rect.adjusted(px(8), 0, -px(4), 0)
        one = line.participant
        if one is None:
            draw_text(painter, theme, inner, text, "body", "muted", LEFT)
        elif column is PeopleField.NAME:
            draw_text(painter, theme, inner, text, "body", "text", LEFT)
        elif column is PeopleField.INITIALS:
            place = QRect(inner.x(), middle(rect, px(22)), px(34), px(22))
            draw_initials(painter, theme, place, text, research=one.role.is_research)
        elif column in MATTERS:
            answer: Answer = line.value(column)
            icon, tone = _ANSWERS[answer]
            at = QPoint(inner.x(), middle(rect, px(16)))
            draw_icon(painter, theme, at, icon, 16, tone)
            words = inner.adjusted(px(20), 0, px(2), 0)
            draw_text(painter, theme, words, short_answer(answer), "caption", tone, LEFT)
        else:
            own = column is not PeopleField.BASIS or line.value(column) is not None
            draw_text(painter, theme, inner, text, "caption", "text" if own else "muted", LEFT)


def short_answer(answer: Answer) -> str:
    """Return an answer as it stands in a narrow cell beside its icon."""
    return {
        Answer.GIVEN: pgettext("answer", "yes"),
        Answer.DECLINED: pgettext("answer", "no"),
        Answer.WITHDRAWN: pgettext("answer", "withdrawn"),
        Answer.UNKNOWN: pgettext("answer", "ask"),
    }[answer]
