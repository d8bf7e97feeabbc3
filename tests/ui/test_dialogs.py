"""Palette, settings, keys and guide: by keyboard, with names, and never wider than the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.dialogs.guide import GuidePage
from flipdesk.ui.dialogs.keys import KeysDialog
from flipdesk.ui.dialogs.palette import Palette
from flipdesk.ui.dialogs.settings import SettingsDialog
from tests.helpers.app import TestApp

DIALOGS = {
    "window.settings": "settings_dialog",
    "window.keys": "keys_dialog",
    "window.help": "guide_dialog",
    "window.palette": "palette",
}


def shown(name: str) -> QWidget:
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.objectName() == name and widget.isVisible()
    )


def opened(app: TestApp, command_id: str) -> QWidget:
    app.commands.action(command_id).trigger()
    QApplication.processEvents()
    return shown(DIALOGS[command_id])


@pytest.fixture
def palette(sample_app: TestApp) -> Iterator[Palette]:
    sample_app.window.enter("prepare")
    found = opened(sample_app, "window.palette")
    assert isinstance(found, Palette)
    yield found
    found.hide()


def texts(palette: Palette) -> list[str]:
    return [row.text for row in palette.rows]


@pytest.mark.parametrize("command_id", DIALOGS)
def test_whatever_takes_the_focus_has_a_name(sample_app: TestApp, command_id: str) -> None:
    dialog = opened(sample_app, command_id)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(dialog):
            assert widget.accessibleName(), widget
            assert widget.objectName(), widget
    dialog.close()


@pytest.mark.parametrize("command_id", DIALOGS)
def test_escape_closes(sample_app: TestApp, command_id: str) -> None:
    dialog = opened(sample_app, command_id)
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("command_id", DIALOGS)
def test_dialog_is_no_bigger_than_the_window(
    sample_app: TestApp, command_id: str, scale: float
) -> None:
    sample_app.theme.choose(text_scale=scale)
    sample_app.window.resize(1280, 720)
    dialog = opened(sample_app, command_id)
    assert dialog.width() <= sample_app.window.width()
    assert dialog.height() <= sample_app.window.height()
    dialog.close()


def test_palette_offers_what_can_be_done_here_with_keys(palette: Palette) -> None:
    rows = {row.text: row for row in palette.rows}
    assert rows["Vejledning" if "Vejledning" in rows else "Hjælp"].key == "F1"
    assert "Næste punkt" not in rows
    assert "Kommandopalet" not in rows
    assert "Lav en sikkerhedskopi nu" in rows
    assert "Åbn en anden vidensbase" in rows
    assert palette.list.height() == 9 * 36


def test_palette_does_what_is_chosen_by_keyboard(palette: Palette, sample_app: TestApp) -> None:
    QTest.keyClicks(palette.field, "gå til")
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().data(Role.ROW).text == "Gå til Hjem"
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().data(Role.ROW).text == "Gå til Afvikl"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert sample_app.window.room is not None
    assert sample_app.window.room.name == "run"


def test_palette_goes_to_the_room_of_a_command(palette: Palette, sample_app: TestApp) -> None:
    QTest.keyClicks(palette.field, "skrivefeltet")
    row, search = palette.rows
    assert (row.text, row.key) == ("Gå til skrivefeltet", "Afvikl")
    assert search.text == "Søg i vidensbasen efter ”skrivefeltet”"
    assert palette.captions == ("I andre rum", "Viden")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert sample_app.window.room is not None
    assert sample_app.window.room.name == "run"


def test_palette_does_what_is_clicked(palette: Palette, sample_app: TestApp) -> None:
    QTest.keyClicks(palette.field, "bearbejd")
    row = palette.list.visualRect(palette.list.currentIndex())
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert sample_app.window.room is not None
    assert sample_app.window.room.name == "compile"


def test_palette_offers_to_search_when_nothing_fits(palette: Palette, sample_app: TestApp) -> None:
    QTest.keyClicks(palette.field, "xyzzy")
    assert texts(palette) == ["Søg i vidensbasen efter ”xyzzy”"]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert sample_app.window.room is not None
    assert sample_app.window.room.name == "knowledge"
    field = sample_app.window.findChild(QLineEdit, "knowledge_search")
    assert field is not None
    assert field.text() == "xyzzy"


def test_settings_take_effect_at_once_and_are_kept(sample_app: TestApp) -> None:
    dialog = opened(sample_app, "window.settings")
    assert isinstance(dialog, SettingsDialog)
    scheme = dialog.findChild(QComboBox, "settings_scheme")
    assert scheme is not None
    QTest.keyClick(scheme, Qt.Key.Key_End)
    assert sample_app.preferences.scheme == "dark"
    QTest.keyClicks(dialog.name, "Karen Sørensen")
    QTest.keyClick(dialog.name, Qt.Key.Key_Tab)
    assert sample_app.base.settings.get("user_name") == "Karen Sørensen"
    dialog.close()


def test_name_being_written_is_kept_when_settings_are_closed(sample_app: TestApp) -> None:
    dialog = opened(sample_app, "window.settings")
    name = dialog.findChild(QLineEdit, "settings_name")
    assert name is not None
    QTest.keyClicks(name, "Karen")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert sample_app.base.settings.get("user_name") == "Karen"


def test_keys_are_written_as_on_a_danish_keyboard(sample_app: TestApp) -> None:
    dialog = opened(sample_app, "window.keys")
    assert isinstance(dialog, KeysDialog)
    shown = {row.text: row.key for row in dialog.rows}
    assert shown["Gør om"] == "Ctrl+Skift+Z"
    assert shown["Næste rum"] == "Ctrl+PgDn"
    assert shown["Hjælp"] == "F1"
    assert not [keys for keys in shown.values() if "Shift" in keys]
    dialog.close()


def test_guide_has_air_between_paragraphs(sample_app: TestApp) -> None:
    dialog = opened(sample_app, "window.help")
    assert isinstance(dialog, QDialog)
    page = dialog.findChild(GuidePage, "guide_page")
    assert page is not None
    blocks: list[QTextBlock] = []
    block = page.document().begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    assert len(blocks) > 20
    assert all(one.blockFormat().bottomMargin() > 0 for one in blocks)
    headings = [one for one in blocks[1:] if one.blockFormat().headingLevel()]
    assert all(one.blockFormat().topMargin() > 0 for one in headings)
    dialog.close()
