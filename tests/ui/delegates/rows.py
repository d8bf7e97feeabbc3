"""Rows in a model, shown in a list, for tests of delegates."""

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList


def listed(
    theme: Theme, delegate: RowDelegate, *rows: object, qtbot: QtBot, width: int = 540
) -> RowList:
    """Return a list of rows, width px wide."""
    view = RowList(theme, "Rækker", delegate)
    qtbot.addWidget(view)
    model = QStandardItemModel(view)
    for row in rows:
        item = QStandardItem()
        item.setData(row, Role.ROW)
        model.appendRow(item)
    view.setModel(model)
    view.resize(width, 400)
    return view


def height_of(view: RowList, row: int = 0) -> int:
    """Return a row's height in px."""
    view.grab()  # gives the viewport its width
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.widget = view
    return view.itemDelegate().sizeHint(option, index_of(view, row)).height()


def index_of(view: RowList, row: int = 0) -> QModelIndex:
    """Return a row's index."""
    return view.model().index(row, 0)


def rect_of(view: RowList, row: int = 0) -> QRect:
    """Return where a row is painted, once the list has been laid out."""
    view.grab()
    return view.visualRect(index_of(view, row))


FOCUSED = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Enabled
