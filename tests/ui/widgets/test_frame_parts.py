"""Rail, strip and footer: what frames every room."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.footer import Footer
from flipdesk.ui.widgets.rail import Rail
from flipdesk.ui.widgets.session_strip import SessionStrip
from flipdesk.ui.widgets.tag_chip import TagChip
from tests.ui.theme.dressed import painted


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> Rail:
    made = Rail(theme)
    qtbot.addWidget(made)
    made.resize(76, 720)
    return made


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> SessionStrip:
    made = SessionStrip(theme)
    qtbot.addWidget(made)
    made.set_session("Samtaleflip 3", "Nordby Kommune · tors. 22.4.2021", "samtale", "Samtale")
    made.set_end("12.00", "12.05")
    return made


def test_the_rooms_stand_in_the_order_of_the_work(rail: Rail) -> None:
    names = [item.text() for item in rail.items.values()]
    assert names == ["Hjem", "Forbered", "Afvikl", "Bearbejd", "Viden", "Menu", "Ctrl+K", "Valg"]


def test_a_room_is_a_wish_until_the_window_grants_it(rail: Rail, qtbot: QtBot) -> None:
    rail.set_current("home")
    with qtbot.waitSignal(rail.room_requested) as asked:
        rail.items["run"].click()
    assert asked.args == ["run"]
    assert rail.current == "home"
    rail.set_current("run")
    assert rail.current == "run"


def test_palette_and_settings_can_be_asked_for(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.palette_requested):
        rail.items["palette"].click()
    with qtbot.waitSignal(rail.settings_requested):
        rail.items["settings"].click()


def test_arrows_walk_the_rail(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitExposed(rail):
        rail.show()
    rail.activateWindow()
    rail.items["home"].setFocus()
    qtbot.waitUntil(rail.items["home"].hasFocus)
    QTest.keyClick(rail.items["home"], Qt.Key.Key_Down)
    assert rail.items["prepare"].hasFocus()
    QTest.keyClick(rail.items["prepare"], Qt.Key.Key_Up)
    QTest.keyClick(rail.items["home"], Qt.Key.Key_Up)
    assert rail.items["settings"].hasFocus()


def test_a_narrow_rail_names_its_icons(rail: Rail) -> None:
    assert rail.width() == 76
    rail.set_narrow(narrow=True)
    assert rail.width() == 48
    assert rail.items["run"].toolTip() == "Afvikl"
    assert rail.items["run"].sizeHint().height() >= 24


def test_the_chosen_room_is_marked_by_more_than_colour(rail: Rail, theme: Theme) -> None:
    rail.set_current("run")
    item = rail.items["run"]
    item.resize(75, 60)
    bar = item.grab(item.rect().adjusted(0, 20, -74, -20)).toImage()
    assert bar.pixelColor(0, 5) == theme.colour("accent")


def visible_parts(strip: SessionStrip) -> tuple[bool, bool, bool]:
    """Return whether note, expected end and pill are shown."""
    labels = strip.findChildren(QLabel)
    note = next(label for label in labels if "Kommune" in label.text())
    end = next(label for label in labels if "ventet slut" in label.text())
    return not note.isHidden(), not end.isHidden(), not strip.pill.isHidden()


def test_the_strip_gives_up_place_then_end_and_never_the_pill(strip: SessionStrip) -> None:
    shown = []
    for width in (1200, 620, 400):
        strip.resize(width, 48)
        strip.grab()  # lets the layout settle
        shown.append(visible_parts(strip))
    assert shown[0] == (True, True, True)
    assert shown[-1] == (False, False, True)
    assert (False, True, True) in shown


def test_the_strip_makes_room_for_a_growing_pill(strip: SessionStrip, qtbot: QtBot) -> None:
    strip.resize(840, 48)
    strip.grab()
    assert visible_parts(strip) == (True, True, True)
    strip.pill.show_lost(5_616_000)
    qtbot.waitUntil(lambda: visible_parts(strip) == (False, True, True))


def test_a_long_title_is_cut_off_and_kept_in_the_tooltip(strip: SessionStrip) -> None:
    title = "Ledelsesflip om helhed og sammenhæng i indsatsen"
    strip.set_session(title)
    strip.resize(500, 48)
    strip.grab()
    assert strip.pill.geometry().right() <= 500
    assert strip.accessibleName() == title


def test_the_state_is_a_chip(strip: SessionStrip) -> None:
    strip.set_state("Planlagt")
    chips = [chip for chip in strip.findChildren(TagChip) if not chip.isHidden()]
    assert [chip.accessibleName() for chip in chips] == ["Planlagt"]
    strip.set_state("")
    assert all(chip.isHidden() for chip in chips)


def test_the_footer_tells_what_is_saved_and_what_undo_does(theme: Theme, qtbot: QtBot) -> None:
    footer = Footer(theme)
    qtbot.addWidget(footer)
    footer.set_saved("Gemt kl. 11.05")
    footer.set_undo("flyt <Pause>")
    texts = [label.text() for label in footer.findChildren(QLabel)]
    assert "Gemt kl. 11.05" in texts
    assert any("Fortryd: flyt &lt;Pause&gt; <b>Ctrl+Z</b>" in text for text in texts)
    assert any(text.startswith("F1 Hjælp") for text in texts)
    footer.set_undo("")
    assert footer.height() == 26


def test_undo_in_the_footer_can_be_clicked(theme: Theme, qtbot: QtBot) -> None:
    footer = Footer(theme)
    qtbot.addWidget(footer)
    footer.set_undo("slet note")
    footer.resize(900, 26)
    footer.show()
    undo = footer.findChild(QLabel, "footer_undo")
    assert undo is not None
    with qtbot.waitSignal(footer.undo_requested):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton, pos=QPoint(30, undo.height() // 2))
    assert undo.accessibleName().startswith("Fortryd: slet note")


def test_the_rail_lies_on_inset(rail: Rail, theme: Theme) -> None:
    assert theme.colour("inset").name() in painted(rail)
