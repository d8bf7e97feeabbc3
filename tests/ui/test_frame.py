"""What stands round every room: closing, full disks, toasts, undo, full screen, files."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from flipdesk.app import App
from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Moment
from flipdesk.ui.dialogs.new_base_dialog import NewBaseDialog
from flipdesk.ui.file_commands import FileCommands
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.widgets.button import Button
from tests.helpers.app import MORNING, TestApp, sample_session_id
from tests.helpers.windows import when_shown


def note(app: TestApp, line: str, notice: str = "") -> bool:
    session_id = sample_session_id()
    capturing, now = app.workspace.desk.capturing, app.workspace.now()
    return app.workspace.perform(
        lambda: capturing.commit(session_id, line, Moment(now)), notice=notice
    )


def fill_disk(app: TestApp, *, full: bool) -> None:
    connection = app.base.database.connection
    used = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {used if full else 1_000_000}")


def file_commands(app: TestApp) -> FileCommands:
    found = app.window.findChild(FileCommands)
    assert isinstance(found, FileCommands)
    return found


def test_window_asks_before_it_closes_on_a_recording(sample_app: TestApp) -> None:
    app = sample_app
    app.recording.start()
    app.advance(1_000)
    assert not app.window.close()
    assert app.window.isVisible()
    (sentence,) = app.frame.messages.sentences
    assert sentence.startswith("Der optages stadig.")
    button = next(
        one for one in app.frame.messages.findChildren(Button) if one.text() == "Stop og luk"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not app.window.isVisible()


def test_second_time_of_closing_is_an_answer(sample_app: TestApp) -> None:
    sample_app.recording.start()
    sample_app.advance(1_000)
    QTest.keyClick(sample_app.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert sample_app.window.isVisible()
    QTest.keyClick(sample_app.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not sample_app.window.isVisible()


def test_question_goes_when_the_recording_has_ended(sample_app: TestApp) -> None:
    sample_app.recording.start()
    sample_app.advance(1_000)
    sample_app.window.close()
    sample_app.recording.stop()
    sample_app.advance(200)
    assert sample_app.frame.messages.sentences == ()
    assert sample_app.window.close()


def test_all_that_was_recorded_is_stored_when_the_window_closes(
    sample_app: TestApp, tmp_path: Path
) -> None:
    sample_app.recording.start()
    sample_app.advance(2_500)
    sample_app.window.close()
    sample_app.window.close()
    sample_app.close()
    base = KnowledgeBase.open(tmp_path / "test.flipkb", ManualClock(MORNING))
    recording = base.recordings.of_session(sample_session_id())[-1]
    base.close()
    assert recording.stopped is not None
    assert abs(recording.length_ms - 2_500) <= 100


def test_field_being_written_in_is_saved_when_the_window_closes(app: TestApp) -> None:
    saved: list[str] = []
    field = QLineEdit(app.window.centralWidget())
    field.editingFinished.connect(lambda: saved.append(field.text()))
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "halvt skrevet")
    app.window.close()
    assert saved == ["halvt skrevet"]


def test_full_disk_is_one_sentence_and_the_window_goes_on(sample_app: TestApp) -> None:
    before = sample_app.workspace.record
    fill_disk(sample_app, full=True)
    assert not note(sample_app, "en lang note " * 20_000)
    fill_disk(sample_app, full=False)
    (sentence,) = sample_app.frame.messages.sentences
    assert sentence.startswith("Disken med ")
    assert sample_app.workspace.record == before
    assert note(sample_app, "en kort note")
    assert sample_app.workspace.record != before
    assert sample_app.frame.messages.sentences == ()


def test_full_disk_while_recording_alarms_and_the_recording_is_stored_later(
    sample_app: TestApp,
) -> None:
    connection = sample_app.base.database.connection
    connection.execute("pragma query_only = 1")
    sample_app.recording.start()
    sample_app.advance(1_000)
    connection.execute("pragma query_only = 0")
    assert sample_app.recording.is_recording
    assert sample_app.frame.messages.sentences != ()
    sample_app.recording.stop()
    sample_app.advance(200)
    recording = sample_app.base.recordings.of_session(sample_session_id())[-1]
    assert recording.stopped is not None
    assert sample_app.frame.messages.sentences == ()


def test_undo_that_cannot_be_done_is_a_sentence(sample_app: TestApp) -> None:
    planning = sample_app.workspace.desk.planning
    record = sample_app.workspace.record
    assert record is not None
    note(sample_app, "en note")
    planning.change_session(record.session.id, place="et andet sted")
    connection = sample_app.base.database.connection
    connection.execute("pragma query_only = 1")
    sample_app.workspace.undo()
    connection.execute("pragma query_only = 0")
    (sentence,) = sample_app.frame.messages.sentences
    assert "kunne ikke læses eller skrives" in sentence
    sample_app.workspace.undo()
    assert sample_app.workspace.desk.history.undo_label is None


def test_footer_and_palette_name_what_undo_does(sample_app: TestApp, qtbot: QtBot) -> None:
    note(sample_app, "en note")
    action = sample_app.commands.action("edit.undo")
    assert action.text() == "Fortryd: tilføj refleksion"
    footer = sample_app.window.footer
    with qtbot.waitSignal(sample_app.workspace.changed):
        footer.undo_requested.emit()
    undo = footer.findChild(QLabel, "footer_undo")
    assert undo is not None
    assert undo.text() == ""
    assert not action.isEnabled()
    assert sample_app.commands.action("edit.redo").text() == "Gør om: tilføj refleksion"


def test_toast_goes_when_undo_would_undo_something_else(sample_app: TestApp) -> None:
    note(sample_app, "den første", notice="Gemt")
    assert sample_app.frame.toast.isVisible()
    note(sample_app, "den anden")
    assert not sample_app.frame.toast.isVisible()


def test_information_offers_no_undo(sample_app: TestApp) -> None:
    note(sample_app, "en note")
    sample_app.workspace.information.emit("Sket")
    assert sample_app.frame.toast.isVisible()
    assert not sample_app.frame.toast.undo_button.isVisible()


def test_full_screen_and_back_is_what_the_window_was(app: TestApp) -> None:
    app.window.showMaximized()
    QTest.keyClick(app.window, Qt.Key.Key_F11)
    assert app.window.isFullScreen()
    QTest.keyClick(app.window, Qt.Key.Key_F11)
    assert not app.window.isFullScreen()
    assert app.window.isMaximized()


def test_window_that_is_never_painted_is_furnished_all_the_same(app: TestApp, qtbot: QtBot) -> None:
    window = MainWindow(app.theme)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted, timeout=5_000):
        window.showMinimized()


def test_geometry_from_a_screen_that_is_gone_is_brought_back(app: TestApp, qtbot: QtBot) -> None:
    away = MainWindow(app.theme)
    qtbot.addWidget(away)
    away.setGeometry(9_000, 7_000, 900, 600)
    window = MainWindow(app.theme)
    qtbot.addWidget(window)
    window.restoreGeometry(away.saveGeometry())
    assert QApplication.primaryScreen().availableGeometry().intersects(window.geometry())


def test_backup_can_be_made_by_hand(sample_app: TestApp, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sample_app.backup_watch.made):
        sample_app.commands.action("kb.backup").trigger()
    (copy,) = sample_app.base.backups()
    assert copy.stat().st_size > 0
    assert str(copy.parent) in sample_app.frame.toast.text


def test_other_knowledge_base_is_held_before_this_window_closes(
    app: TestApp, tmp_path: Path
) -> None:
    file_commands(app).choose_folder = lambda: tmp_path / "anden % 'æøå'.flipkb"
    when_shown(NewBaseDialog, lambda dialog: dialog.plain_button.click())
    app.commands.action("kb.open_other").trigger()
    assert not app.window.isVisible()
    assert app.successor is not None
    base = app.successor.base()
    assert base.codebooks.all() != ()
    base.close()
    assert app.preferences.knowledge_base == base.folder


def test_folder_that_cannot_be_opened_leaves_the_window(app: TestApp, tmp_path: Path) -> None:
    strange = tmp_path / "billeder"
    strange.mkdir()
    (strange / "foto.txt").write_text("nej")
    file_commands(app).choose_folder = lambda: strange
    app.commands.action("kb.open_other").trigger()
    assert app.window.isVisible()
    assert len(app.frame.messages.sentences) == 1


def test_other_knowledge_base_has_to_wait_for_a_recording(sample_app: TestApp) -> None:
    sample_app.recording.start()
    sample_app.advance(500)
    asked: list[bool] = []
    file_commands(sample_app).choose_folder = lambda: asked.append(True)
    sample_app.commands.action("kb.open_other").trigger()
    assert not asked
    assert len(sample_app.frame.messages.sentences) == 1


def test_session_that_is_undone_away_is_no_longer_open(sample_app: TestApp) -> None:
    files, session_id = sample_app.workspace.desk.files, sample_session_id()
    sample_app.workspace.perform(lambda: files.delete(session_id).step)
    assert sample_app.workspace.session_id is None
    sample_app.workspace.undo()
    sample_app.workspace.open_session(session_id)
    assert sample_app.workspace.record is not None
    for name in ("prepare", "run", "compile", "knowledge", "home"):
        sample_app.window.enter(name)
        sample_app.workspace.redo()
        sample_app.workspace.undo()


def test_two_jobs_of_one_title_are_both_delivered(app: TestApp, qtbot: QtBot) -> None:
    results: list[Ok[int] | Err] = []
    app.jobs.run("Regner", lambda _progress: 1, results.append)
    app.jobs.run("Regner", lambda _progress: 2, results.append)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert app.jobs.running == ()


def test_what_a_job_made_is_delivered_when_the_window_closes(app: TestApp) -> None:
    results: list[Ok[int] | Err] = []
    begun = Event()

    def work(_progress: object) -> int:
        begun.set()
        return 1

    app.jobs.run("Regner", work, results.append)
    assert begun.wait(10)
    app.jobs.close()
    assert results == [Ok(1)]


def test_job_that_would_start_another_when_the_window_closes_starts_none(app: TestApp) -> None:
    begun, ended = Event(), Event()
    results: list[Ok[int] | Err] = []

    def work(_progress: object) -> int:
        begun.set()
        return int(ended.wait(10))

    def go_on(_result: object) -> None:
        app.jobs.run("Regner videre", lambda _progress: 2, results.append)

    app.jobs.run("Regner", work, go_on)
    assert begun.wait(10)
    ended.set()
    app.jobs.close()
    QApplication.processEvents()
    assert results == []
    assert app.jobs.running == ()


def test_job_that_meets_an_obstacle_says_so(app: TestApp, qtbot: QtBot) -> None:
    def work(_progress: object) -> int:
        raise KnownError("Ingen plads.")

    results: list[Ok[int] | Err] = []
    app.jobs.run("Regner", work, results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [Err("Ingen plads.")]


def test_session_being_recorded_is_not_deleted(sample_app: TestApp) -> None:
    sample_app.recording.start()
    sample_app.advance(500)
    sample_app.commands.action("session.delete").trigger()
    assert sample_app.workspace.record is not None
    assert sample_app.frame.messages.sentences == ("Stop optagelsen, før du sletter dens session.",)


def test_changes_carry_the_name_of_whoever_works_here(sample_app: TestApp) -> None:
    sample_app.base.settings.set("user_name", "Karen Sørensen")
    again = App(
        sample_app.base,
        sample_app.theme,
        sample_app.clock,
        lambda: sample_app.recorder,
        preferences=sample_app.preferences,
    )
    note(sample_app, "en note")
    rows = sample_app.base.database.execute("select author from reflection order by seq")
    assert rows[-1]["author"] == "Karen Sørensen"
    again.jobs.close()
    again.window.deleteLater()


def test_enter_presses_the_button_in_focus(app: TestApp) -> None:
    app.window.enter("run")
    focused = app.window.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Gå til Hjem"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert app.window.room is not None
    assert app.window.room.name == "home"


def test_footer_names_the_job_that_runs(app: TestApp, qtbot: QtBot) -> None:
    may_end = Event()
    app.jobs.run("Noget tager tid", lambda _progress: may_end.wait(30), lambda _result: None)
    assert "Noget tager tid" in app.window.footer.job_text
    may_end.set()
    qtbot.waitUntil(lambda: app.window.footer.job_text == "")
