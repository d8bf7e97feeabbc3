"""Rows that are told anew keep selections, and Qt hears of each difference and no more."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.keyed_rows import KeyedListModel

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def keys(model: KeyedListModel) -> list[str]:
    return [str(model.index(n).data(Role.GUID)) for n in range(model.rowCount())]


def rows(names: list[str], text: str = "") -> list[tuple[str, object]]:
    return [(name, f"{name}{text}") for name in names]


@given(first=KEYS, then=KEYS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_list_becomes_any_other(qtbot: QtBot, first: list[str], then: list[str]) -> None:
    model = KeyedListModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show_rows(rows(first))
    followed = {name: QPersistentModelIndex(model.index_of(name)) for name in first}
    model.show_rows(rows(then, "!"))
    assert keys(model) == then
    assert [model.index(n).data(Role.ROW) for n in range(len(then))] == [f"{one}!" for one in then]
    for name, index in followed.items():
        assert index.isValid() is (name in then)
        if index.isValid():
            assert index.data(Role.GUID) == name
    tester.deleteLater()


def test_only_what_differs_is_told(qtbot: QtBot) -> None:
    model = KeyedListModel()
    model.show_rows(rows(["a", "b", "c"]))
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    model.show_rows([("a", "a"), ("b", "andet"), ("c", "c")])
    assert told == [1]
    model.show_rows([("a", "a"), ("b", "andet"), ("c", "c")])
    assert told == [1]


def test_selection_follows_its_row(qtbot: QtBot) -> None:
    model = KeyedListModel()
    model.show_rows(rows(["a", "b", "c"]))
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(1), QItemSelectionModel.SelectionFlag.Select)
    model.show_rows(rows(["c", "x", "a", "b"]))
    assert selection.currentIndex().row() == 3
    assert [index.row() for index in selection.selectedIndexes()] == [3]
