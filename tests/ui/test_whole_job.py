"""The whole job, as a user does it: from an empty window to Word minutes, through widgets only."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind, Attendance, RecordingConsent
from tests.helpers.app import TestApp

PEOPLE = (
    ("Karen Sørensen", "forsker", "Aalborg Universitet", "må citeres med navn"),
    ("Mette Holm", "sagsbehandler", "Nordby Kommune", "må citeres med rolle"),
    ("Åse Bjerre", "teamleder", "Nordby Kommune", "må citeres med rolle"),
    ("Karim Aaen", "virksomhedskonsulent", "Nordby Kommune", "må ikke citeres"),
)
LINES = (
    "KS: Jobtanker siges ofte forsigtigt og midt i noget andet #3 #forsk",
    "MH: En borger nævnte et bageri tre gange #3 #4 #grib>",
    'MH: "Hun sagde det jo, jeg skrev bare noget andet" #3 #inst',
    "MH: Et fast antal samtaler mod tid til at følge op #3 #1 #eff #resp #dil",
    "ÅB: Måltallet er mit problem som leder #1 #eff",
    "KA: Når jeg hører lastbil, hører jeg tre virksomheder #5 #2 #kap",
    "KS: Klip 1, borgeren bliver afbrudt af et spørgsmål #3 #grib- #obs",
    "= Gribning kræver tid, ro og et øre til #3 #6",
    "+ KS sender artiklen om gribning",
    "* Ventetid på mentorstøtte",
)
SAID = (
    "Jobtanker siges ofte forsigtigt og midt i noget andet",
    "En borger nævnte et bageri tre gange",
    "Hun sagde det jo, jeg skrev bare noget andet",
    "Et fast antal samtaler mod tid til at følge op",
    "Måltallet er mit problem som leder",
    "Når jeg hører lastbil, hører jeg tre virksomheder",
    "Gribning kræver tid, ro og et øre til",
    "sender artiklen om gribning",
    "Ventetid på mentorstøtte",
)
STAYS_IN_THE_ROOM = "Klip 1, borgeren bliver afbrudt af et spørgsmål"


class User:
    """Somebody with a mouse, a keyboard and eyes, who knows things by their names."""

    def __init__(self, qtbot: QtBot, app: TestApp) -> None:
        self.qtbot = qtbot
        self.app = app

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = [one for one in self._everything(kind) if one.objectName() == name]
        visible = [one for one in found if one.isVisible()]
        assert visible, f"no {name} to be seen among {len(found)}"
        return visible[0]

    def click(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        self.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(field, text)

    def choose(self, name: str, words: str) -> None:
        box = self.find(QComboBox, name)
        assert isinstance(box, QComboBox)
        place = box.findText(words)
        assert place >= 0, f"{words} is no choice of {name}"
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        for _step in range(place):
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText() == words

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is, as the window system would deliver it."""
        self._come_back()
        target = QApplication.focusWidget() or self.app.window
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(target, key, held)

    def types(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClicks(target, text)

    def waits_for(self, sees: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(sees()), timeout=10_000)

    def rows_of(self, name: str) -> int:
        view = self.find(QAbstractItemView, name)
        assert isinstance(view, QAbstractItemView)
        return view.model().rowCount()

    def _come_back(self) -> None:
        # A window system gives the focus back when a dialog closes; the offscreen one does not.
        if QApplication.activeWindow() is None:
            self.app.window.activateWindow()
            self.qtbot.waitUntil(self.app.window.isActiveWindow)

    @staticmethod
    def _everything(kind: type[QWidget]) -> list[QWidget]:
        return [one for one in QApplication.allWidgets() if isinstance(one, kind)]


@pytest.fixture
def user(qtbot: QtBot, app: TestApp) -> User:
    return User(qtbot, app)


def make_session(user: User) -> None:
    user.click("first_session")
    user.waits_for(lambda: user.find(QDialog, "new_session_dialog"))
    user.choose("series_potential", "3 Samtale · Samtaleflip")
    user.write("series_organisation", "Nordby Kommune")
    user.write("new_session_place", "Jobcenter Nordby")
    user.click("dialog_accept")
    user.waits_for(lambda: user.app.window.room and user.app.window.room.name == "prepare")


def invite(user: User) -> None:
    user.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    user.waits_for(lambda: user.find(QLineEdit, "participant_name"))
    for name, role, organisation, quote in PEOPLE:
        user.write("participant_name", name)
        user.choose("participant_role", role)
        user.write("participant_organisation", organisation)
        user.choose("participant_recording", "må optages")
        user.choose("participant_quote", quote)
        user.click("dialog_accept" if name == PEOPLE[-1][0] else "participant_next")


def edit_run_sheet(user: User) -> None:
    sheet = user.find(QAbstractItemView, "run_sheet")
    assert isinstance(sheet, QAbstractItemView)
    first = recorded(user).agenda[0]
    sheet.setFocus()
    sheet.setCurrentIndex(sheet.model().index(0, 3))
    user.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = recorded(user).agenda
    assert moved[1].id == first.id
    user.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert recorded(user).agenda[0].id == first.id


def hold_session(user: User) -> None:
    app = user.app
    user.press(Qt.Key.Key_F5)
    user.waits_for(lambda: app.window.room and app.window.room.name == "run")
    user.click("everybody_is_here")
    user.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    app.advance(2_000)
    assert app.recording.is_recording
    user.press(Qt.Key.Key_F5)
    for number, line in enumerate(LINES):
        user.press(Qt.Key.Key_F2)
        user.types(line)
        app.advance(7_000)
        user.press(Qt.Key.Key_Return)
        app.advance(60_000)
        if number % 3 == 2:
            user.press(Qt.Key.Key_F5)


def end_session(user: User) -> None:
    app = user.app
    user.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    user.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    user.waits_for(lambda: not app.recording.is_recording)
    for _item in recorded(user).agenda:
        app.advance(60_000)
        user.press(Qt.Key.Key_F5)
        if recorded(user).session.finished:
            break


def write_minutes(user: User) -> Path:
    user.app.window.enter("compile")
    user.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    folder = Path.home()
    user.waits_for(lambda: list(folder.rglob("*Nordby*referat*.docx")))
    (path,) = folder.rglob("*Nordby*referat*.docx")
    return path


@pytest.mark.slow
def test_from_an_empty_window_to_word_minutes(user: User) -> None:
    make_session(user)
    invite(user)
    edit_run_sheet(user)
    hold_session(user)
    end_session(user)

    record = recorded(user)
    assert [one.name for one in record.participants] == [name for name, *_rest in PEOPLE]
    assert {one.attendance for one in record.participants} == {Attendance.PRESENT}
    assert {one.consent.recording for one in record.participants} == {RecordingConsent.GIVEN}
    texts = texts_of(record)
    assert texts == sorted((*SAID, STAYS_IN_THE_ROOM))
    offsets = [one.at_ms for one in record.reflections]
    assert offsets == sorted(offsets)  # type: ignore[type-var]
    # The time is that of the first key stroke and not of Enter, seven seconds later.
    assert offsets[0] == pytest.approx(2_000, abs=200)
    assert offsets[1] == pytest.approx(69_000, abs=200)
    assert all(item.started for item in record.agenda)
    assert all(item.ended for item in record.agenda)
    assert any(item.kind is AgendaKind.BREAK for item in record.agenda)
    (recording,) = record.recordings
    assert recording.samples == recording.segments[-1].first_sample + recording.segments[-1].samples
    assert recording.segments[0].sha256

    document = Document(str(write_minutes(user)))
    words = "\n".join(
        node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")
    )
    for said in SAID:
        assert words.count(said) == 1 or said == "Gribning kræver tid, ro og et øre til", said
    assert "Gribning kræver tid, ro og et øre til" in words
    assert STAYS_IN_THE_ROOM not in words
    (kept,) = user.app.base.minutes.of_session(record.session.id)
    assert kept.version == 1

    user.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    user.types("bageri")
    user.waits_for(lambda: user.rows_of("hits_beside_list") == 1)

    undo_all(user)
    record = recorded(user)
    assert texts_of(record) == []
    assert record.participants == ()
    # What is recorded and what was written stays, and so does the session they belong to.
    assert record.recordings == (recording,)
    assert user.app.base.minutes.of_session(record.session.id) == (kept,)
    while user.app.workspace.desk.history.redo_label:
        user.app.workspace.redo()
    assert texts_of(recorded(user)) == sorted(texts)
    assert user.app.base.check() == ()


def recorded(user: User) -> SessionRecord:
    record = user.app.workspace.record
    assert record is not None
    return record


def texts_of(record: SessionRecord) -> list[str]:
    """Return every text that was captured, in alphabetical order."""
    reflections = [one.text for one in record.reflections]
    return sorted(reflections + [one.text for one in record.outcomes])


def undo_all(user: User) -> None:
    history = user.app.workspace.desk.history
    while (label := history.undo_label) is not None:
        user.app.workspace.undo()
        if history.undo_label == label and user.app.frame.messages.sentences:
            break
