"""Chips: width, wrapping, names."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import ChipSpec, chip_width, flow_chips
from flipdesk.ui.widgets.chip_flow import ChipFlow
from flipdesk.ui.widgets.tag_chip import TagChip
from tests.ui.theme.dressed import painted

CHIPS = (
    ChipSpec("Samtale", "samtale"),
    ChipSpec("Inddragelse", "inddragelse"),
    ChipSpec("Gribning: grebet", full="Gribning, grebet af sagsbehandleren"),
)


def test_chips_wrap_and_never_shrink(theme: Theme, qtbot: QtBot) -> None:
    flow = ChipFlow(theme, CHIPS)
    qtbot.addWidget(flow)
    whole = flow.sizeHint().width()
    assert flow.heightForWidth(whole) == 24
    assert flow.heightForWidth(whole - 1) == 24 + 6 + 24
    assert flow.heightForWidth(120) == 3 * 24 + 2 * 6
    widths = [place.width() for place in flow_chips(theme, CHIPS, 120)]
    assert widths == [chip_width(theme, chip) for chip in CHIPS]


def test_no_chips_take_no_height(theme: Theme, qtbot: QtBot) -> None:
    flow = ChipFlow(theme)
    qtbot.addWidget(flow)
    assert flow.heightForWidth(200) == 0


def test_a_chip_is_found_under_the_mouse(theme: Theme, qtbot: QtBot) -> None:
    flow = ChipFlow(theme, CHIPS)
    qtbot.addWidget(flow)
    flow.resize(120, 90)
    assert flow.chip_at(QPoint(5, 5)) == CHIPS[0]
    assert flow.chip_at(QPoint(5, 35)) == CHIPS[1]
    assert flow.chip_at(QPoint(119, 89)) is None


def test_all_chips_are_read_out_in_full(theme: Theme, qtbot: QtBot) -> None:
    flow = ChipFlow(theme, CHIPS)
    qtbot.addWidget(flow)
    wanted = "Samtale, Inddragelse, Gribning, grebet af sagsbehandleren"
    assert flow.accessibleName() == wanted


def test_a_potential_shows_digit_icon_name_and_colour(theme: Theme, qtbot: QtBot) -> None:
    chip = TagChip(theme, CHIPS[0])
    qtbot.addWidget(chip)
    colours = theme.potential("samtale")
    wanted = {colours.fill.name(), colours.tint.name(), colours.text.name()}
    assert wanted <= painted(chip)
    assert chip.height() == 24


def test_the_digit_alone_is_square(theme: Theme, qtbot: QtBot) -> None:
    chip = TagChip(theme, ChipSpec("Samtale", "samtale", mini=True))
    qtbot.addWidget(chip)
    assert (chip.width(), chip.height()) == (24, 24)
    assert chip.accessibleName() == "Samtale"


def test_a_chip_grows_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    chip = TagChip(theme, CHIPS[1])
    qtbot.addWidget(chip)
    before = chip.width()
    theme.choose(text_scale=2.0)
    assert chip.height() == 48
    assert chip.width() > 1.8 * before
