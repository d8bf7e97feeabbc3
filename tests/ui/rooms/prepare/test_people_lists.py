"""Lists from outside, people of other sessions, and organisations, as a user meets them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.vocabulary import RecordingConsent, Role
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.dialogs.earlier_people_dialog import EarlierPeopleDialog
from flipdesk.ui.dialogs.guest_list_dialog import GuestListDialog
from flipdesk.ui.dialogs.organisations_dialog import OrganisationsDialog
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import enter, press, record

EXCEL = (
    "Navn\tStilling\tKommune\tE-mail\r\n"
    "Mette Holm\tSagsbehandler\tNordby Kommune\tx@y\r\n"
    "Gry Lyng\tVirksomhedskonsulent\tÅkær Kommune\tx@y\r\n"
    "Ulf Sand\tTrolddomslærer\t\tx@y\r\n"
)


def table(app: TestApp) -> PrepareRoom:
    room = enter(app)
    room.show_people()
    return room


def preview(app: TestApp, qtbot: QtBot) -> GuestListDialog:
    qtbot.waitUntil(lambda: app.window.findChild(GuestListDialog) is not None)
    found = app.window.findChild(GuestListDialog)
    assert found is not None
    return found


def shown(dialog: GuestListDialog) -> list[list[str]]:
    cells = dialog.table
    return [
        [item.text() for column in range(6) if (item := cells.item(row, column)) is not None]
        for row in range(cells.rowCount())
    ]


def test_a_list_from_excel_is_pasted_looked_at_and_invited(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    before = record(sample_app).participants
    table(sample_app)
    QApplication.clipboard().setText(EXCEL)
    press(qtbot, sample_app, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = preview(sample_app, qtbot)
    assert record(sample_app).participants == before
    assert shown(dialog) == [
        ["Mette Holm", "sagsbehandler", "Nordby Kommune", "", "", "er her"],
        ["Gry Lyng", "virksomhedskonsulent", "Åkær Kommune", "", "", "ny"],
        ["Ulf Sand", "anden rolle", "", "", "", "ny"],
    ]
    assert "”E-mail” er ikke taget med." in dialog.notes.text()
    assert "Trolddomslærer" in dialog.notes.text()
    assert dialog.accept_button.text() == "Invitér 2"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(record(sample_app).participants) == 11
    gry = record(sample_app).by_initials("GL")
    assert gry is not None
    assert (gry.role, gry.organisation) == (Role.EMPLOYER_CONSULTANT, "Åkær Kommune")
    assert sample_app.workspace.desk.history.undo_label == "tilføj 2 deltagere"
    sample_app.workspace.undo()
    assert record(sample_app).participants == before


def test_names_from_outside_are_no_markup(sample_app: TestApp, qtbot: QtBot) -> None:
    table(sample_app)
    QApplication.clipboard().setText("Navn\t<b>Fed</b>\nBo <img src=x> Dam\tx\n")
    press(qtbot, sample_app, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = preview(sample_app, qtbot)
    assert shown(dialog)[0][0] == "Bo Dam"
    assert dialog.notes.textFormat() is Qt.TextFormat.PlainText
    assert dialog.notes.text() == "”<b>Fed</b>” er ikke taget med."
    dialog.reject()


def test_nothing_to_paste_and_files_that_are_no_lists_are_said(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    room = table(sample_app)
    QApplication.clipboard().clear()
    with qtbot.waitSignal(sample_app.workspace.problem):
        press(qtbot, sample_app, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    file = tmp_path / "billede.csv"
    file.write_bytes(b"\x89PNG\x00\x00")
    for path in (file, tmp_path / "ikke-her.csv"):
        with qtbot.waitSignal(sample_app.workspace.problem) as said:
            room.people._actions.import_file(path)
        assert path.name in str(said.args)


def test_a_file_is_imported(sample_app: TestApp, qtbot: QtBot, tmp_path: Path) -> None:
    room = table(sample_app)
    file = tmp_path / "deltagere.csv"
    file.write_bytes("Navn;Rolle\r\nIda Ærø;mentor\r\n".encode("cp1252"))
    room.people._actions.import_file(file)
    preview(sample_app, qtbot).accept()
    ida = record(sample_app).by_initials("IÆ")
    assert ida is not None
    assert ida.role is Role.MENTOR


def test_the_button_offers_clipboard_and_file(sample_app: TestApp, qtbot: QtBot) -> None:
    room = table(sample_app)
    qtbot.mouseClick(room.people.import_button, Qt.MouseButton.LeftButton)
    menu = room.people.findChild(QMenu, "people_import_menu")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Indsæt fra udklipsholderen", "Fra en fil: CSV eller visitkort…",
    ]  # fmt: skip
    menu.close()


def test_people_of_another_session_are_invited_in_one_go(sample_app: TestApp, qtbot: QtBot) -> None:
    planning, starts = sample_app.workspace.desk.planning, record(sample_app).session.starts
    series, _step = planning.add_series("Ledelsesflip i Åkær", "Åkær Kommune", "strategi")
    made, step = planning.add_session(NewSession(series, "Ledelsesflip 1", starts))
    sample_app.workspace.tell(step.changes)
    sample_app.workspace.open_session(made)
    room = table(sample_app)
    assert room.people._note.text() == "Skriv et navn, eller indsæt en liste"
    qtbot.mouseClick(room.people.earlier_button, Qt.MouseButton.LeftButton)
    dialog = sample_app.window.findChild(EarlierPeopleDialog)
    assert dialog is not None
    names = [dialog.people.item(row).text() for row in range(dialog.people.count())]
    assert names[0].startswith("Frederik Lund · forsker")
    assert len(names) == 9
    dialog.people.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.accept_button.text() == "Invitér 8"
    dialog.accept()
    people = record(sample_app).participants
    assert len(people) == 8
    assert {one.consent.recording for one in people} == {RecordingConsent.UNKNOWN}
    sample_app.workspace.undo()
    assert not record(sample_app).participants


def test_organisations_get_names_and_become_one(sample_app: TestApp, qtbot: QtBot) -> None:
    room = table(sample_app)
    qtbot.mouseClick(room.people.organisations_button, Qt.MouseButton.LeftButton)
    dialog = sample_app.window.findChild(OrganisationsDialog)
    assert dialog is not None
    names = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    assert names == ["Nordby Kommune", "Aalborg Universitet"]
    dialog.names.setCurrentRow(1)
    qtbot.keyClicks(dialog.alias, "AAU")
    qtbot.keyClick(dialog.alias, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.aliases.item(0).text() == "AAU"
    qtbot.keyClicks(dialog.alias, "nordby kommune")
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert "Nordby Kommune" in dialog.said.text()
    assert dialog.into.currentText() == "Nordby Kommune"
    qtbot.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)
    assert dialog.chosen is not None
    assert dialog.chosen.aliases == ("AAU", "Aalborg Universitet")
    dialog.accept()
    karen = record(sample_app).by_initials("KS")
    assert karen is not None
    assert karen.organisation == "Nordby Kommune"
    sample_app.workspace.undo()
    karen = record(sample_app).by_initials("KS")
    assert karen is not None
    assert karen.organisation == "Aalborg Universitet"


def test_organisation_is_renamed_in_its_list(sample_app: TestApp, qtbot: QtBot) -> None:
    room = table(sample_app)
    qtbot.mouseClick(room.people.organisations_button, Qt.MouseButton.LeftButton)
    dialog = sample_app.window.findChild(OrganisationsDialog)
    assert dialog is not None

    def rename(name: str) -> None:
        qtbot.mouseClick(dialog.rename_button, Qt.MouseButton.LeftButton)
        editor = dialog.names.findChild(QLineEdit)
        assert editor is not None
        editor.selectAll()
        qtbot.keyClicks(editor, name)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.names.findChild(QLineEdit) is None)
        qtbot.waitUntil(lambda: not dialog._written.isActive())

    rename("Aalborg Universitet")
    assert "Aalborg Universitet" in dialog.said.text()
    assert dialog.names.item(0).text() == "Nordby Kommune"
    rename("Østby Kommune")
    names = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    assert names == ["Østby Kommune", "Aalborg Universitet"]
    assert dialog.chosen is not None
    assert dialog.chosen.aliases == ("Nordby Kommune",)
    dialog.accept()
    newest = sample_app.workspace.desk.history.newest
    assert newest is not None
    assert newest.label == "omdøb Nordby Kommune"
    mette = record(sample_app).by_initials("MH")
    assert mette is not None
    assert mette.organisation == "Østby Kommune"
    sample_app.workspace.undo()
    mette = record(sample_app).by_initials("MH")
    assert mette is not None
    assert mette.organisation == "Nordby Kommune"
