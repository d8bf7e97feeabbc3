"""New sessions and series, and session files taken in through the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.vocabulary import SessionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.paths import resource
from flipdesk.ui.dialogs.gate_dialog import GateDialog
from flipdesk.ui.dialogs.new_session import NewSessionDialog
from flipdesk.ui.dialogs.refusal_dialog import RefusalDialog
from flipdesk.ui.dialogs.series_dialog import SeriesDialog
from flipdesk.ui.widgets.flow_text import FlowText
from tests.helpers.app import SAMPLE, TestApp

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def new_session(app: TestApp, qtbot: QtBot) -> NewSessionDialog:
    qtbot.keyClick(app.window, Qt.Key.Key_N, CTRL)
    dialog = app.window.findChild(NewSessionDialog)
    assert dialog is not None
    return dialog


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))


def test_first_session_makes_its_series_from_a_template(app: TestApp, qtbot: QtBot) -> None:
    dialog = new_session(app, qtbot)
    fields = dialog.fields
    fields.potential.setCurrentIndex(fields.potential.findData("samtale"))
    qtbot.keyClicks(fields.organisation, "Åkær Kommune")
    assert fields.title.text() == "Samtaleflip i Åkær Kommune"
    assert dialog.title.text() == "Samtaleflip 1"
    dialog.template.setCurrentIndex(dialog.template.findText("Lån et øre"))
    assert "90 min." in dialog._about_template.text()
    dialog.date.setDate(QDate(2021, 5, 20))
    qtbot.keyClicks(dialog.place, "Rådhuset, lokale 3")
    qtbot.keyClick(dialog.place, Qt.Key.Key_Return)
    record = app.workspace.record
    assert record is not None
    assert record.series.title == "Samtaleflip i Åkær Kommune"
    assert record.series.organisation == "Åkær Kommune"
    assert record.session.kind is SessionKind.LEND_AN_EAR
    assert record.session.potential == "samtale"
    assert record.session.place == "Rådhuset, lokale 3"
    assert record.agenda
    starts = record.session.starts.astimezone(zone_info(record.session.zone))
    assert (starts.day, starts.month, starts.hour, starts.minute) == (20, 5, 9, 30)
    assert app.window.room is not None
    assert app.window.room.name == "prepare"
    app.workspace.undo()
    assert app.base.series.all() == ()
    assert app.base.organisations.all() == ()


def test_next_session_of_a_series_is_suggested_whole(sample_app: TestApp, qtbot: QtBot) -> None:
    dialog = new_session(sample_app, qtbot)
    assert dialog.series.currentText() == "Samtaleflip i Nordby Kommune"
    assert dialog.title.text() == "Samtaleflip 4"
    assert dialog.date.date() == QDate(2021, 5, 20)
    assert dialog.time.time().toString("H.mm") == "9.30"
    assert dialog.place.text() == "Jobcenter Nordby, lokale 2.14"
    assert dialog.template.currentText() == "Medarbejderflip"
    assert not dialog.fields.title.isVisible()
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    record = sample_app.workspace.record
    assert record is not None
    assert (record.session.title, record.session.number) == ("Samtaleflip 4", 4)
    assert len(record.participants) == 9
    assert all(one.consent.recording == "unknown" for one in record.participants)


def test_session_without_a_title_is_asked_for_one(sample_app: TestApp, qtbot: QtBot) -> None:
    dialog = new_session(sample_app, qtbot)
    dialog.title.clear()
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem == "Sessionen mangler en titel."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(sample_app.base.sessions.all()) == 1


def test_new_series_needs_a_name(app: TestApp, qtbot: QtBot) -> None:
    qtbot.keyClick(app.window, Qt.Key.Key_N, CTRL | SHIFT)
    dialog = app.window.findChild(SeriesDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.problem == "Forløbet mangler et navn."
    qtbot.keyClicks(dialog.fields.title, "Ledelsesflip")
    qtbot.keyClick(dialog.fields.title, Qt.Key.Key_Return)
    assert [one.title for one in app.base.series.all()] == ["Ledelsesflip"]
    assert app.frame.toast.text == "Ledelsesflip er oprettet"


def test_session_file_is_taken_in_and_opened(
    app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, resource("samples", SAMPLE))
    app.commands.action("session.import").trigger()
    qtbot.waitUntil(lambda: app.workspace.record is not None)
    assert app.frame.toast.text == "Samtaleflip 3 er importeret"
    assert app.window.room is not None
    assert app.window.room.name == "compile"
    app.commands.action("session.import").trigger()
    qtbot.waitUntil(lambda: app.frame.toast.text == "Samtaleflip 3 er her i forvejen")
    assert len(app.base.sessions.all()) == 1


def test_refused_file_is_told_problem_by_problem(
    app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "gal.flip.json"
    text = resource("samples", SAMPLE).read_text("utf-8")
    broken.write_text(text.replace('"role": "researcher"', '"role": "king"'), "utf-8")
    choose_file(monkeypatch, broken)
    app.commands.action("session.import").trigger()
    qtbot.waitUntil(lambda: app.window.findChild(RefusalDialog) is not None)
    dialog = app.window.findChild(RefusalDialog)
    assert dialog is not None
    problems = dialog.list.toPlainText().splitlines()
    assert len(problems) == 2
    assert problems[0].startswith("participants[0].role: ")
    dialog._on_copy_clicked()
    assert QGuiApplication.clipboard().text() == dialog.list.toPlainText()
    dialog.accept()
    assert app.base.sessions.all() == ()


def test_file_that_cannot_be_read_is_one_sentence(
    app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose_file(monkeypatch, tmp_path / "findes-ikke.flip.json")
    app.commands.action("session.import").trigger()
    qtbot.waitUntil(lambda: bool(app.frame.messages.sentences))
    assert "findes-ikke.flip.json" in app.frame.messages.sentences[0]


def gate_dialog(app: TestApp, qtbot: QtBot) -> GateDialog:
    qtbot.waitUntil(lambda: app.window.findChild(GateDialog) is not None)
    (found,) = app.window.findChildren(GateDialog)
    qtbot.waitUntil(found.isVisible)
    return found


def test_session_file_says_what_goes_along_and_is_left_knowingly(
    sample_app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "ud.flip.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    record = sample_app.workspace.record
    assert record is not None
    note, desk = record.reflections[0], sample_app.workspace.desk
    words = "Borgeren Fatima har 070761-4285."
    sample_app.workspace.perform(lambda: desk.capturing.change(note, text=words))
    sample_app.commands.action("session.export").trigger()
    asked = gate_dialog(sample_app, qtbot)
    (told,) = asked.findChildren(FlowText, "gate_contents_lines")
    assert "1 tidligere ordlyd, med det, der er rettet siden." in told.text()
    assert len(asked.page.cards) == 2
    assert asked.accept_button.text() == "Gem alligevel"
    # What it said before goes along, too.
    sample_app.workspace.perform(lambda: desk.capturing.change(note, text="Borgeren sagde ja."))
    assert not asked.accept_button.isEnabled()
    qtbot.waitUntil(asked.accept_button.isEnabled)
    assert {one.concerns[0].place.label for one in asked.page.cards} == {"En tidligere ordlyd"}
    with qtbot.waitSignal(sample_app.workspace.information) as said:
        qtbot.mouseClick(asked.accept_button, Qt.MouseButton.LeftButton)
    assert said.args == ["ud.flip.json er gemt."]
    assert "Borgeren sagde ja." in target.read_text("utf-8")


def test_session_is_exported_and_deleted_by_command(
    sample_app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "ud.flip.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    sample_app.commands.action("session.export").trigger()
    asked = gate_dialog(sample_app, qtbot)
    assert asked.accept_button.text() == "Gem"
    with qtbot.waitSignal(sample_app.workspace.information):
        qtbot.keyClick(asked.accept_button, Qt.Key.Key_Space)
    assert target.read_bytes() == resource("samples", SAMPLE).read_bytes()
    sample_app.commands.action("session.delete").trigger()
    assert sample_app.base.sessions.all() == ()
    sample_app.workspace.undo()
    assert len(sample_app.base.sessions.all()) == 1
