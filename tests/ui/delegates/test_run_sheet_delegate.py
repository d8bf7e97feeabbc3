"""The run sheet's cells and editors."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import Role, RunSheetColumn
from flipdesk.ui.delegates.run_sheet_delegate import COLUMN_WIDTHS, RunSheetDelegate
from flipdesk.ui.theme.theme import Theme
from tests.ui.theme.dressed import painted

OWNERS = (("", "Ingen"), ("KS", "Karen Sørensen"), ("FL", "Frederik Lund"))
HEADS = ("", "Tid", "Min.", "Hvad", "Hvem", "Type", "Materiale")
CELLS = ("", "9.40", "20", "Oplæg: hvad vi ved om gribning", "FL", "Oplæg", "Plan B")


@pytest.fixture
def table(theme: Theme, qtbot: QtBot) -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    model = QStandardItemModel(1, len(CELLS), made)
    model.setHorizontalHeaderLabels(HEADS)
    for column, text in enumerate(CELLS):
        model.setData(model.index(0, column), text)
    model.setData(model.index(0, RunSheetColumn.OWNER), OWNERS, Role.CHOICES)
    model.setData(model.index(0, RunSheetColumn.NOTES), 2, Role.MATERIALS)
    made.setModel(model)
    made.setItemDelegate(RunSheetDelegate(theme, parent=made))
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.setShowGrid(False)
    made.resizeRowsToContents()
    for column, width in COLUMN_WIDTHS.items():
        made.setColumnWidth(column, width)
    made.resize(830, 200)
    return made


def cell(table: QTableView, column: RunSheetColumn) -> QModelIndex:
    return table.model().index(0, column)


def edited(table: QTableView, column: RunSheetColumn, qtbot: QtBot) -> QWidget:
    """Open a cell's editor and return it."""
    with qtbot.waitExposed(table):
        table.show()
    table.setCurrentIndex(cell(table, column))
    table.edit(cell(table, column))
    name = f"run_sheet_{column.name.lower()}"
    editor = table.viewport().findChild(QWidget, name)
    assert editor is not None
    return editor


def test_rows_are_as_high_as_in_the_picture(table: QTableView) -> None:
    assert table.rowHeight(0) == 39


def test_minutes_are_edited_in_a_spin_box(table: QTableView, qtbot: QtBot) -> None:
    editor = edited(table, RunSheetColumn.MINUTES, qtbot)
    assert isinstance(editor, QSpinBox)
    assert (editor.value(), editor.accessibleName()) == (20, "Min.")
    editor.setValue(35)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(table, RunSheetColumn.MINUTES).data() == 35)


def test_the_owner_is_chosen_from_the_participants(table: QTableView, qtbot: QtBot) -> None:
    editor = edited(table, RunSheetColumn.OWNER, qtbot)
    assert isinstance(editor, QComboBox)
    assert editor.currentText() == "Frederik Lund"
    editor.setCurrentIndex(1)
    table.itemDelegate().setModelData(editor, table.model(), cell(table, RunSheetColumn.OWNER))
    assert cell(table, RunSheetColumn.OWNER).data() == "KS"


def test_the_title_is_edited_in_a_field(table: QTableView, qtbot: QtBot) -> None:
    editor = edited(table, RunSheetColumn.TITLE, qtbot)
    assert isinstance(editor, QLineEdit)
    assert editor.selectedText() == CELLS[RunSheetColumn.TITLE]
    editor.setText("Oplæg")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(table, RunSheetColumn.TITLE).data() == "Oplæg")


def test_an_editor_is_as_high_as_a_field(table: QTableView, qtbot: QtBot) -> None:
    editor = edited(table, RunSheetColumn.MINUTES, qtbot)
    assert editor.height() == 32
    assert editor.width() >= 72


def test_the_chosen_row_stands_on_a_tint(table: QTableView, theme: Theme) -> None:
    table.selectRow(0)
    assert theme.colour("accent_tint").name() in painted(table)
