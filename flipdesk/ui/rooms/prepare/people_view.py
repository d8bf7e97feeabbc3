"""The table of people: written in place from cell to cell, answered by one key for many."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.people_table_delegate import HEIGHT, Completions, PeopleTableDelegate
from flipdesk.ui.models.people_fields import CHOSEN, SAID, WHO, Choice, PeopleField, choices
from flipdesk.ui.models.people_table_model import PeopleTableModel
from flipdesk.ui.theme.theme import Theme

HEAD = 30
WIDTHS = {
    PeopleField.NAME: 132,
    PeopleField.INITIALS: 48,
    PeopleField.ROLE: 118,
    PeopleField.ORGANISATION: 128,
    PeopleField.UNIT: 86,
    PeopleField.ATTENDANCE: 78,
    PeopleField.PART: 72,
    PeopleField.RECORDING: 72,
    PeopleField.BY_ROLE: 78,
    PeopleField.BY_NAME: 82,
    PeopleField.DATE: 74,
    PeopleField.WAY: 92,
    PeopleField.BASIS: 72,
}
"""Logical px at 100 %; the name takes what is left."""
_FIRST_TO_GO = (
    *(PeopleField.UNIT, PeopleField.ORGANISATION),
    *(PeopleField.BASIS, PeopleField.WAY, PeopleField.DATE),
)
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_Step = QAbstractItemView.CursorAction
_Hint = QAbstractItemDelegate.EndEditHint


class PeopleView(QTableView):
    """Wishes come as signals; the model writes what is typed by itself."""

    chosen = Signal(object, object)
    """A column and a Choice, for all the rows that are selected."""
    menu_requested = Signal(object, object)
    """An index and a place on the screen."""
    delete_requested = Signal()
    paste_requested = Signal()
    narrowed = Signal(bool)
    """Whether there is no room for all columns."""

    def __init__(self, theme: Theme, model: PeopleTableModel, completions: Completions) -> None:
        super().__init__()
        self._theme = theme
        self._people = model
        self._is_narrow = False
        self._shows_who = True
        self._anchor = 0
        self.setObjectName("people_table")
        self.setAccessibleName(_("Participants and consent"))
        self.setModel(model)
        self.setItemDelegate(PeopleTableDelegate(theme, completions, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setProperty("ground", "none")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("people_table_head")
        header.setAccessibleName(_("Columns of participants and consent"))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(PeopleField.NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_narrow(self) -> bool:
        return self._is_narrow

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open for writing."""
        return self.state() == QAbstractItemView.State.EditingState

    def selected_rows(self) -> tuple[int, ...]:
        """Return the rows that a choice is for: the selected ones, or else the current one."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return tuple(sorted(rows - {self._people.new_row}))

    def go_to(self, row: int, column: PeopleField = PeopleField.NAME) -> None:
        """Make a cell the current one and bring it into view."""
        index = self._people.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def write_new(self) -> None:
        """Open the line for the next name."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go_to(self._people.new_row)
        self.edit(self.currentIndex())

    def show_who(self, *, who: bool) -> None:
        """Where there is no room for all, show who people are or what they have said."""
        self._shows_who = who
        self._fit_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.is_editing or not index.isValid():
            super().keyPressEvent(event)
            return
        column = PeopleField(index.column())
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.key() in _UP_DOWN and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._extend(_UP_DOWN[Qt.Key(event.key())])
        elif column in CHOSEN and self._on_choice_key(event, column):
            pass
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(index)
        elif event.key() == Qt.Key.Key_Insert:
            self.write_new()
        else:
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        row = self.currentIndex().row()
        super().closeEditor(editor, hint)
        if hint is _Hint.SubmitModelCache and row < self._people.new_row:
            # As in a spreadsheet, Enter goes on below; at the end, to the next name.
            column = PeopleField(self.currentIndex().column())
            if row + 1 == self._people.new_row:
                self.write_new()
            else:
                self.go_to(row + 1, column)

    @override
    def moveCursor(self, cursorAction: _Step, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if cursorAction not in (_Step.MoveNext, _Step.MovePrevious):
            return super().moveCursor(cursorAction, modifiers)
        here = self.currentIndex()
        written = [one for one in PeopleField if one not in CHOSEN and not self.isColumnHidden(one)]
        cells = [(row, one) for row in range(self._people.new_row) for one in written]
        cells.append((self._people.new_row, PeopleField.NAME))
        at = (here.row(), PeopleField(max(0, here.column())))
        later = [cell for cell in cells if cell > at]
        earlier = [cell for cell in cells if cell < at]
        if cursorAction is _Step.MoveNext:
            return self._people.index(*later[0]) if later else here
        return self._people.index(*earlier[-1]) if earlier else here

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        is_person = index.isValid() and index.row() < self._people.new_row
        if plain and is_person and PeopleField(index.column()) in CHOSEN:
            self._ask_for_menu(index)
        elif plain and index.isValid() and not is_person:
            self.write_new()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
            if index.isValid():
                self.menu_requested.emit(index, event.globalPos())
        elif self.currentIndex().isValid():
            self._ask_for_menu(self.currentIndex())
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns()
        super().resizeEvent(event)

    def _extend(self, by: int) -> None:
        """Select one row more or less; Qt would count from the last row reached by a key."""
        here, flags = self.currentIndex(), QItemSelectionModel.SelectionFlag
        if len(self.selectionModel().selectedRows()) < 2:
            self._anchor = here.row()
        row = min(max(0, here.row() + by), self._people.new_row - 1)
        now, start = self._people.index(row, here.column()), self._people.index(self._anchor, 0)
        self.selectionModel().select(QItemSelection(start, now), flags.ClearAndSelect | flags.Rows)
        self.selectionModel().setCurrentIndex(now, flags.NoUpdate)
        self.scrollTo(now)

    def _on_choice_key(self, event: QKeyEvent, column: PeopleField) -> bool:
        offered = choices(column)
        key, typed = event.key(), event.text().upper()
        if key == Qt.Key.Key_Space:
            self.chosen.emit(column, self._next(column, offered))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.emit(column, offered[0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._ask_for_menu(self.currentIndex())
        elif typed and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            wanted = next((one for one in offered if one.letter == typed), None)
            if wanted is not None:
                self.chosen.emit(column, wanted)
            return typed.isprintable()
        else:
            return False
        return True

    def _next(self, column: PeopleField, offered: tuple[Choice, ...]) -> Choice:
        now = self._people.index(self.currentIndex().row(), column).data(Qt.ItemDataRole.EditRole)
        place = next((n for n, one in enumerate(offered) if one.value == now), -1)
        return offered[(place + 1) % len(offered)]

    def _clear(self, index: QModelIndex) -> None:
        column = PeopleField(index.column())
        if column is PeopleField.NAME:
            self.delete_requested.emit()
        elif column in (PeopleField.ORGANISATION, PeopleField.UNIT, PeopleField.DATE):
            self._people.setData(index, "")

    def _ask_for_menu(self, index: QModelIndex) -> None:
        corner = self.visualRect(index).bottomLeft()
        self.menu_requested.emit(index, self.viewport().mapToGlobal(corner))

    def _fit_columns(self) -> None:
        px = self._theme.px
        narrow = self.viewport().width() < sum(map(px, WIDTHS.values()))
        shown: tuple[PeopleField, ...] = tuple(PeopleField)
        if narrow:
            shown = self._with_names(WHO if self._shows_who else SAID)
        for column, width in WIDTHS.items():
            self.setColumnHidden(column, column not in shown)
            if column is not PeopleField.NAME:
                self.setColumnWidth(column, px(width))
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.narrowed.emit(narrow)
        current = self.currentIndex()
        if current.isValid() and self.isColumnHidden(current.column()):
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._people.index(current.row(), 0), keep)

    def _with_names(self, shown: tuple[PeopleField, ...]) -> tuple[PeopleField, ...]:
        """Leave out what the menu of a row has, too, until there is room for the names."""
        for column in _FIRST_TO_GO:
            if sum(self._theme.px(WIDTHS[one]) for one in shown) <= self.viewport().width():
                break
            shown = tuple(one for one in shown if one is not column)
        return shown

    def _restyle(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.verticalScrollBar().setSingleStep(px(20))
        self._fit_columns()
