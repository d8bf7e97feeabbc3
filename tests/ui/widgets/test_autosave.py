"""Nothing typed is lost, and what is stored elsewhere is shown without treading on new words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.widgets.autosave import Autosave


class Form(QWidget):
    """Two fields that save to a list."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[str] = []
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        self.savers = [Autosave(one, self.saved.append) for one in (self.line, self.text)]
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.text)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("number", [0, 1])
def test_pause_saves_once(form: Form, qtbot: QtBot, number: int) -> None:
    field = (form.line, form.text)[number]
    form.savers[number].timer.setInterval(5)
    field.setFocus()
    qtbot.keyClicks(field, "ord")
    qtbot.waitUntil(lambda: bool(form.saved))
    assert form.saved[-1] == "ord"
    field.clearFocus()
    assert form.saved.count("ord") == 1


@pytest.mark.parametrize("number", [0, 1])
def test_leaving_saves(form: Form, qtbot: QtBot, number: int) -> None:
    field = (form.line, form.text)[number]
    field.setFocus()
    qtbot.keyClicks(field, "ord")
    assert form.saved == []
    (form.text, form.line)[number].setFocus()
    assert form.saved == ["ord"]


def test_hiding_the_window_saves(form: Form, qtbot: QtBot) -> None:
    form.line.setFocus()
    qtbot.keyClicks(form.line, "sidste øjeblik")
    form.close()
    assert form.saved == ["sidste øjeblik"]


def test_enter_saves(form: Form, qtbot: QtBot) -> None:
    form.line.setFocus()
    qtbot.keyClicks(form.line, "ord")
    qtbot.keyClick(form.line, Qt.Key.Key_Return)
    assert form.saved == ["ord"]


def test_what_is_stored_is_shown_and_not_saved_again(form: Form) -> None:
    form.savers[0].show_text("fra basen")
    form.savers[1].show_text("to\nlinjer")
    form.line.setFocus()
    form.text.setFocus()
    form.hide()
    assert (form.line.text(), form.text.toPlainText()) == ("fra basen", "to\nlinjer")
    assert form.saved == []


def test_new_words_are_not_overwritten(form: Form, qtbot: QtBot) -> None:
    form.savers[0].show_text("gammelt")
    form.line.setFocus()
    form.line.selectAll()
    qtbot.keyClicks(form.line, "nyt")
    form.savers[0].show_text("fra et andet sted")
    assert form.line.text() == "nyt"
    assert form.savers[0].is_dirty
    form.savers[0].flush()
    assert form.saved == ["nyt"]
