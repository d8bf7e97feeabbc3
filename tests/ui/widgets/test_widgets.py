"""What all widgets have in common: a name, a size that follows the text, a repaint in the dark."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.chip import ChipSpec
from flipdesk.ui.widgets.chip_flow import ChipFlow
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.footer import Footer
from flipdesk.ui.widgets.initials import Initials
from flipdesk.ui.widgets.inline_message import InlineMessage
from flipdesk.ui.widgets.level_bars import LevelBars
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.potential_digit import PotentialDigit
from flipdesk.ui.widgets.progress_bar import ProgressBar
from flipdesk.ui.widgets.rail import Rail
from flipdesk.ui.widgets.recording_pill import RecordingPill
from flipdesk.ui.widgets.session_strip import SessionStrip
from flipdesk.ui.widgets.tag_chip import TagChip
from flipdesk.ui.widgets.toast import Toast
from tests.ui.theme.dressed import painted


def session_strip(theme: Theme) -> SessionStrip:
    strip = SessionStrip(theme)
    strip.set_session("Samtaleflip 3", "Nordby Kommune", "samtale", "Samtale")
    return strip


def toast(theme: Theme) -> Toast:
    made = Toast(theme)
    made.setAccessibleName("Noten er slettet")
    return made


MAKERS: dict[str, Callable[[Theme], QWidget]] = {
    "button": lambda theme: Button(theme, "Gem", icon="check", key="Ctrl+S"),
    "icon button": lambda theme: Button(theme, icon="play", name="Afspil"),
    "chip flow": lambda theme: ChipFlow(theme, [ChipSpec("Samtale", "samtale")]),
    "empty state": lambda theme: EmptyState(theme, "mic", "Tomt", "Skriv en note.", "Skriv"),
    "field": lambda theme: Field(theme, "Formål", icon="search"),
    "footer": Footer,
    "initials": lambda theme: Initials(theme, "MH", name="Mette Holm"),
    "message": lambda theme: InlineMessage(theme, "warning", "Samtykket er ukendt.", "Ret"),
    "level": LevelBars,
    "pane": lambda theme: Pane(theme, "Fanget", "16"),
    "digit": lambda theme: PotentialDigit(theme, "samtale"),
    "progress": lambda theme: ProgressBar(theme, "Tid"),
    "rail": Rail,
    "pill": RecordingPill,
    "strip": session_strip,
    "chip": lambda theme: TagChip(theme, ChipSpec("Dilemma", icon="scale")),
    "toast": toast,
}


@pytest.fixture(params=MAKERS)
def widget(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> QWidget:
    made = MAKERS[request.param](theme)
    qtbot.addWidget(made)
    return made


def test_every_widget_has_a_name(widget: QWidget) -> None:
    assert widget.accessibleName().strip()


def test_everything_one_can_operate_has_a_name(widget: QWidget) -> None:
    operable = [
        child
        for kind in (QAbstractButton, QLineEdit, QProgressBar)
        for child in widget.findChildren(kind)
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus and not child.isHidden()
    ]
    assert [type(child).__name__ for child in operable if not child.accessibleName()] == []


def test_every_widget_grows_with_the_text(widget: QWidget, theme: Theme) -> None:
    def height() -> int:
        return max(widget.sizeHint().height(), widget.minimumHeight())

    before = height()
    theme.choose(text_scale=2.0)
    assert height() >= 1.6 * before


def test_every_widget_is_painted_again_in_the_dark(
    widget: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    widget.resize(max(widget.sizeHint().width(), 40), max(widget.sizeHint().height(), 8))
    before = widget.grab().toImage()
    theme.choose("dark")
    assert widget.grab().toImage() != before


def test_no_widget_opens_a_window_of_its_own(widget: QWidget) -> None:
    assert not widget.isVisible()
    assert [child for child in widget.findChildren(QWidget) if child.isWindow()] == []


def test_a_pane_shows_what_is_put_into_it(theme: Theme, qtbot: QtBot) -> None:
    pane = Pane(theme, "Fanget", "16 · alt er gemt")
    qtbot.addWidget(pane)
    button = Button(theme, "Mærke")
    pane.header_layout.addWidget(button)
    inside = QWidget()
    pane.body.addWidget(inside)
    pane.resize(400, 200)
    with qtbot.waitExposed(pane):
        pane.show()
    assert button.mapTo(pane, button.rect().topRight()).x() < 400
    assert inside.mapTo(pane, inside.rect().topLeft()).y() == 39
    assert theme.colour("border").name() in painted(pane)


def test_a_long_note_gives_way_to_the_buttons(theme: Theme, qtbot: QtBot) -> None:
    pane = Pane(theme, "Fanget", "en meget lang bemærkning " * 5)
    qtbot.addWidget(pane)
    assert pane.minimumSizeHint().width() < 150


def test_an_empty_state_offers_one_step(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "square-parking", "Parkeringspladsen er tom", "", "Parkér en note")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.button.click()
    empty.say("Ingen træf", "Prøv et andet ord.")
    assert empty.button.isHidden()
    assert empty.accessibleName() == "Ingen træf. Prøv et andet ord."


def test_levels_light_the_bars(theme: Theme, qtbot: QtBot) -> None:
    bars = LevelBars(theme)
    qtbot.addWidget(bars)
    names = []
    for level in (0, 0.01, 0.25, 0.6, 1.0, 1.7):
        bars.set_level(level)
        names.append(bars.accessibleName())
    assert [name.split()[1] for name in names] == ["0", "1", "1", "3", "4", "4"]


def test_progress_keeps_within_its_ends(theme: Theme, qtbot: QtBot) -> None:
    bar = ProgressBar(theme, "Brugt tid")
    qtbot.addWidget(bar)
    bar.resize(100, 8)
    for share, value in ((-1, 0), (0.41, 410), (2, 1000)):
        bar.set_share(share)
        assert bar.value() == value
    assert theme.colour("accent").name() in painted(bar)
