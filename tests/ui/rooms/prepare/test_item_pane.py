"""The chosen item: read in two lines, written in a form that saves by itself."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import enter, press, record, type_over

CTRL = Qt.KeyboardModifier.ControlModifier


def test_chosen_item_is_told_in_two_lines(sample_app: TestApp) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(1)
    assert room.item._title.text() == "9.40 Oplæg: hvad vi ved om gribning"
    words = room.item._summary._words.text()
    assert "Fælles sprog for mønstre i samtaler" in words
    assert "Kort version uden eksempel 2" in words
    assert room.item._materials.text == "Handout: fire hensyn · Klip 1, udskrift"


def test_form_opens_and_saves_each_field(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(0)
    press(qtbot, sample_app, Qt.Key.Key_E, CTRL)
    form = room.item.form
    assert form.purpose.hasFocus()
    qtbot.keyClicks(form.purpose, "Alle er landet")
    form.how.setFocus()
    qtbot.keyClicks(form.how, "Bordet rundt")
    form.materials.setFocus()
    qtbot.keyClicks(form.materials, "Navneskilte")
    qtbot.keyClick(form.materials, Qt.Key.Key_Return)
    qtbot.keyClicks(form.materials, "Spilleregler")
    form.least.setFocus()
    form.least.setValue(5)
    form.most.setFocus()
    form.most.setValue(15)
    box = QPoint(10, form.flexible.height() // 2)
    qtbot.mouseClick(form.flexible, Qt.MouseButton.LeftButton, pos=box)
    form.plan_b.setFocus()
    qtbot.keyClicks(form.plan_b, "To minutter")
    press(qtbot, sample_app, Qt.Key.Key_Escape)
    item = record(sample_app).agenda[0]
    assert item.purpose == "Alle er landet"
    assert item.how == "Bordet rundt"
    assert item.plan_b == "To minutter"
    assert item.materials == ("Navneskilte", "Spilleregler")
    assert (item.minutes_min, item.minutes_max, item.flexible) == (5, 15, True)
    assert not room.item.form_is_open
    assert room.run_sheet.view.hasFocus()


def test_words_stay_with_the_item_they_were_typed_for(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(0)
    room.item.toggle_form()
    type_over(qtbot, room.item.form.purpose, "Til tjek-ind")
    room.run_sheet.view.go_to(3)
    agenda = record(sample_app).agenda
    assert agenda[0].purpose == "Til tjek-ind"
    assert agenda[3].purpose is None
    assert room.item.form.purpose.text() == ""


def test_least_above_most_is_refused_in_words(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(0)
    room.item.toggle_form()
    room.item.form.most.setFocus()
    room.item.form.most.setValue(20)
    room.item.form.least.setFocus()
    room.item.form.least.setValue(30)
    room.item.form.purpose.setFocus()
    assert record(sample_app).agenda[0].minutes_min is None
    assert sample_app.frame.messages.sentences
