"""The audience's window on a laptop with no second screen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from flipdesk.domain.audience import Layer, NameStyle
from flipdesk.domain.vocabulary import LegalBasis
from flipdesk.ui.audience.audience_choice import AudienceChoices
from flipdesk.ui.audience.audience_dialog import AudienceDialog
from flipdesk.ui.audience.screens import ScreenNumbers
from flipdesk.ui.rooms.run.run_room import RunRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.test_reach import nameless, tabbed

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def room_of(app: TestApp) -> RunRoom:
    room = app.window.room
    assert isinstance(room, RunRoom)
    return room


def state(app: TestApp) -> tuple[bool, bool]:
    """Return whether it is shown and whether it is blank, at this moment."""
    return app.audience.is_shown, app.audience.is_blank


def write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def button(app: TestApp, name: str) -> QAbstractButton:
    found = app.window.findChild(QAbstractButton, name)
    assert found is not None
    return found


def press(app: TestApp, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = QApplication.focusWidget() or app.window
    QTest.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def dialog_of(app: TestApp, qtbot: QtBot) -> AudienceDialog:
    dialog = app.window.findChild(AudienceDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def click(parent: QWidget, name: str) -> None:
    button = parent.findChild(QAbstractButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def shared(app: TestApp, qtbot: QtBot) -> TestApp:
    """The audience's window, as an ordinary window."""
    press(app, Qt.Key.Key_F8)
    dialog = dialog_of(app, qtbot)
    click(dialog, "audience_show")
    assert app.audience.is_shown
    qtbot.waitUntil(app.window.isActiveWindow)
    return app


def test_f8_never_covers_the_controls(app: TestApp, qtbot: QtBot) -> None:
    press(app, Qt.Key.Key_F8)
    dialog = dialog_of(app, qtbot)
    assert not app.audience.is_shown
    screen, window = dialog.radios
    assert not screen.isEnabled()
    assert "her er FlipDesk" in screen.text()
    assert window.isChecked()
    assert not app.audience.show_on(QGuiApplication.primaryScreen())
    assert not app.audience.is_shown
    dialog.reject()


def test_the_dialog_can_be_worked_by_keyboard_and_holds_nobody_up(
    app: TestApp, qtbot: QtBot
) -> None:
    press(app, Qt.Key.Key_F8)
    dialog = dialog_of(app, qtbot)
    assert not dialog.isModal()
    assert nameless(dialog) == []
    assert "audience_show" in tabbed(qtbot, dialog.show_button)
    press(app, Qt.Key.Key_Escape)
    assert app.window.findChild(AudienceDialog) is None or not dialog.isVisible()


def test_the_window_is_ordinary_and_the_capture_bar_keeps_the_focus(
    shared: TestApp, qtbot: QtBot
) -> None:
    window = shared.audience.window
    assert not window.isFullScreen()
    assert window.windowTitle() == "Publikum - FlipDesk"
    assert window.minimumWidth() >= 960
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor
    room_of(shared).go_to_capture()
    write("MH: hej")
    assert room_of(shared).capture.bar.text == "MH: hej"


def test_f8_takes_it_away_and_shift_f8_makes_it_black(shared: TestApp) -> None:
    desk = shared.audience
    press(shared, Qt.Key.Key_F8, SHIFT)
    assert state(shared) == (True, True)
    assert desk.window.grab().toImage().pixelColor(100, 100).name() == "#000000"
    assert button(shared, "audience_blank").text() == "Vis igen"
    assert button(shared, "audience_is_blank").isVisible()
    assert desk.window.accessibleDescription() == "Sort"
    press(shared, Qt.Key.Key_F8, SHIFT)
    assert state(shared) == (True, False)
    assert desk.window.accessibleDescription().startswith("Lån et øre: tre klip. Hvornår")
    press(shared, Qt.Key.Key_F8)
    assert state(shared) == (False, False)
    assert not shared.commands.action("audience.blank").isEnabled()


def test_keys_in_the_window_itself(shared: TestApp) -> None:
    desk = shared.audience
    QTest.keyClick(desk.window, Qt.Key.Key_B)
    assert state(shared) == (True, True)
    QTest.keyClick(desk.window, Qt.Key.Key_F8, SHIFT)
    assert state(shared) == (True, False)
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    assert state(shared) == (False, False)


def test_focus_it_was_given_unasked_is_handed_back(shared: TestApp, qtbot: QtBot) -> None:
    window = shared.audience.window
    shared.audience.hide()
    with qtbot.waitSignal(window.took_focus):
        shared.audience.show_in_window()
        window.activateWindow()
    qtbot.waitUntil(shared.window.isActiveWindow)
    assert not window.isActiveWindow()


def test_what_is_typed_goes_to_the_capture_bar_where_focus_cannot_be_handed_back(
    shared: TestApp, qtbot: QtBot
) -> None:
    window, room = shared.audience.window, room_of(shared)
    room.go_to_capture()
    window.took_focus.disconnect()
    shared.audience.hide()
    shared.audience.show_in_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClicks(window, "MH: bager")
    assert room.capture.bar.text == "MH: bager"
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert room.capture.bar.text == ""
    QTest.keyClick(window, Qt.Key.Key_F8, SHIFT)
    assert state(shared) == (True, True)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_B)
    assert state(shared) == (True, False)
    assert room.capture.bar.text == ""


def test_it_is_painted_only_when_the_room_sees_something_else(shared: TestApp) -> None:
    desk = shared.audience
    QApplication.processEvents()
    paints = Paints(desk.window)
    for _second in range(20):
        shared.clock.advance(seconds=1)
        desk.refresh()
        QApplication.processEvents()
    assert paints.count == 0
    shared.clock.advance(seconds=20)
    desk.refresh()
    QApplication.processEvents()
    assert paints.count == 1
    assert desk.view is not None
    assert desk.view.minutes == 28


def test_it_follows_agenda_floor_and_recorder(shared: TestApp) -> None:
    desk, room = shared.audience, room_of(shared)
    assert desk.view is not None
    assert [one.name for one in desk.view.queue] == ["Tine", "Karim"]
    shared.recording.start()
    shared.advance(500)
    room.people.floor.give_next()
    desk.refresh()
    assert (desk.view.speaker, desk.view.recording) == ("Tine", "Vi optager, kun til forskning")
    shared.recording.toggle_pause()
    shared.advance(500)
    assert desk.view.recording == "Optagelsen holder pause"
    shared.recording.toggle_off_record()
    shared.advance(500)
    assert desk.view.recording == "Uden for optagelsen: der optages ikke"
    shared.recording.stop()
    shared.advance(500)
    assert desk.view.recording == ""
    room.next_item()
    assert desk.view.title == "Parkeringspladsen"


def test_what_is_written_in_the_capture_bar_is_never_shown(shared: TestApp) -> None:
    before = shared.audience.view
    room_of(shared).go_to_capture()
    write("MH: noget fortroligt #3")
    press(shared, Qt.Key.Key_Return)
    shared.audience.refresh()
    assert shared.audience.view == before


def test_layers_and_names_are_chosen_one_by_one_and_remembered(app: TestApp, qtbot: QtBot) -> None:
    press(app, Qt.Key.Key_F8)
    dialog = dialog_of(app, qtbot)
    dialog.layer_boxes[Layer.PROGRAM].click()
    dialog.layer_boxes[Layer.CLOCK].click()
    dialog.names.setCurrentIndex(1)
    dialog.names.activated.emit(1)
    assert app.audience.view is not None
    assert len(app.audience.view.program) == 7
    assert app.audience.view.minutes is None
    assert app.audience.view.speaker == "Sagsbehandler"
    kept = AudienceChoices(app.preferences).choice
    assert kept.names is NameStyle.ROLE
    assert Layer.PROGRAM in kept.layers
    assert Layer.CLOCK not in kept.layers
    dialog.reject()
    app.commands.action("audience.layer_program").trigger()
    assert not app.audience.view.program


def test_no_layer_at_all_is_remembered_too(app: TestApp) -> None:
    for layer in Layer:
        app.audience.set_layer(layer, shown=False)
    assert AudienceChoices(app.preferences).choice.layers == frozenset()


def test_rule_and_question_are_written_for_the_room_and_undone(app: TestApp, qtbot: QtBot) -> None:
    press(app, Qt.Key.Key_F8)
    dialog = dialog_of(app, qtbot)
    field = dialog.findChild(QLineEdit, "audience_rule_text")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "Spørgsmål før råd.")
    dialog.question.setFocus()
    QTest.keyClicks(dialog.question, "Hvad hører I?")
    dialog.show_button.setFocus()
    desk = app.audience
    assert desk.view is not None
    assert (desk.view.rule, desk.view.question) == ("Spørgsmål før råd.", "Hvad hører I?")
    dialog.reject()
    app.workspace.undo()
    assert desk.view.question.startswith("Hvornår bliver")
    app.workspace.undo()
    assert desk.view.rule == ""


def test_a_clicker_moves_the_agenda_only_when_it_is_armed_and_shown(shared: TestApp) -> None:
    room = room_of(shared)

    def now() -> str:
        return room.now.state.title if room.now.state is not None else ""

    room.now.list.setFocus()
    press(shared, Qt.Key.Key_PageDown)
    QTest.keyClick(shared.audience.window, Qt.Key.Key_PageDown)
    assert now() == "Lån et øre: tre klip"
    shared.commands.action("audience.choose").trigger()
    dialog = shared.window.findChild(AudienceDialog)
    assert dialog is not None
    dialog.clicker.click()
    dialog.reject()
    shared.window.activateWindow()
    room.go_to_capture()
    press(shared, Qt.Key.Key_PageDown)
    assert now() == "Parkeringspladsen"
    QTest.keyClick(shared.audience.window, Qt.Key.Key_PageDown)
    assert now() == "Aftaler og næste møde"
    write("b")
    assert room.capture.bar.text == "b"
    assert state(shared) == (True, False)
    room.now.list.setFocus()
    press(shared, Qt.Key.Key_B)
    assert state(shared) == (True, True)
    shared.audience.hide()
    room.now.list.setFocus()
    press(shared, Qt.Key.Key_PageDown)
    assert not shared.commands.action("audience.clicker_next").isEnabled()
    shared.window.toggle_full_screen()
    assert shared.commands.action("audience.clicker_next").isEnabled()


def test_it_goes_with_the_session_and_with_the_main_window(shared: TestApp) -> None:
    shared.workspace.open_session(None)
    assert not shared.audience.is_shown
    assert not shared.commands.action("audience.toggle").isEnabled()


def test_the_main_window_takes_it_along_when_it_closes(shared: TestApp) -> None:
    shared.window.close()
    assert not shared.audience.is_shown


def test_numbers_stand_on_the_screens_for_three_seconds(app: TestApp, qtbot: QtBot) -> None:
    numbers = ScreenNumbers(app.theme, app.window)
    numbers._timer.setInterval(50)
    numbers.show()
    (number,) = numbers.shown
    assert number.isVisible()
    assert number.accessibleName() == "Skærm 1"
    assert number.screen().geometry().contains(number.geometry())
    qtbot.waitUntil(lambda: numbers.shown == ())


def test_the_preview_says_what_it_shows(shared: TestApp) -> None:
    preview = room_of(shared).findChild(QAbstractButton, "audience_preview")
    assert preview is not None
    name = preview.accessibleName()
    assert name.startswith("Det ser publikum: Lån et øre: tre klip.")
    assert "29 minutter tilbage. Ordet har: Mette. Derefter: Tine, Karim" in name
    shared.audience.hide()
    assert preview.accessibleName().startswith("Vises ikke for publikum:")


@pytest.mark.parametrize(
    ("height", "is_small", "is_seen"), [(720, True, True), (900, False, True), (480, True, False)]
)
def test_the_panel_takes_what_is_free_and_no_more(
    app: TestApp, height: int, is_small: bool, is_seen: bool
) -> None:
    app.window.resize(1280, height)
    QApplication.processEvents()
    room = room_of(app)
    panel = room.findChild(QWidget, "audience_panel")
    assert panel is not None
    assert panel.isVisible() is is_seen
    if is_seen:
        assert (panel.height() < 60) is is_small
        assert room.now._area.verticalScrollBar().maximum() == 0


def test_another_legal_basis_is_told_at_once(shared: TestApp) -> None:
    shared.recording.start()
    shared.advance(500)
    record = shared.workspace.record
    assert record is not None
    session = replace(record.session, legal_basis=LegalBasis.OTHER)
    shared.workspace.tell(shared.base.sessions.save(session))
    assert shared.audience.view is not None
    assert shared.audience.view.recording == "Vi optager"
    shared.recording.stop()
    shared.advance(500)
