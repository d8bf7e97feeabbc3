"""Rows of agenda, outcomes, participants, hits and commands; cells of the matrix."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.agenda_now_delegate import AgendaNowDelegate
from flipdesk.ui.delegates.command_delegate import CommandDelegate
from flipdesk.ui.delegates.hit_delegate import HitDelegate
from flipdesk.ui.delegates.matrix_delegate import MatrixDelegate
from flipdesk.ui.delegates.outcome_delegate import OutcomeDelegate
from flipdesk.ui.delegates.participant_delegate import ParticipantDelegate
from flipdesk.ui.delegates.roles import (
    AgendaNowRow,
    CommandRow,
    HitRow,
    MatrixCell,
    OutcomeRow,
    ParticipantRow,
    Role,
    heat_level,
)
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.theme import Theme
from tests.ui.delegates.rows import height_of, index_of, listed
from tests.ui.theme.dressed import painted

NOW = AgendaNowRow("10.45", "Lån et øre: tre klip", "20/50", "now")
OVER = AgendaNowRow("9.44", "Oplæg", "23/20", "held", over=True)
OUTCOME = OutcomeRow("square-check", "Aftale", "Sende artiklen", "FL", research=True)
PARTICIPANT = ParticipantRow("Mette Holm", "sagsbehandler", "given", "rolle")
HIT = HitRow("Mentor", "Samtaleflip 3 · 00:47:05", "De unge siger mere på gåturen.", playable=True)
FIXED: dict[str, tuple[Callable[[Theme], RowDelegate], object, int]] = {
    "agenda": (AgendaNowDelegate, NOW, 32),
    "outcome": (OutcomeDelegate, OUTCOME, 36),
    "participant": (ParticipantDelegate, PARTICIPANT, 24),
    "hit": (HitDelegate, HIT, 57),
    "command": (CommandDelegate, CommandRow("plus", "Ny session", "Ctrl+N"), 36),
    "matrix": (MatrixDelegate, MatrixCell("5", 2), 46),
}


@pytest.mark.parametrize("name", FIXED)
def test_rows_have_the_heights_of_the_picture(theme: Theme, qtbot: QtBot, name: str) -> None:
    make, row, height = FIXED[name]
    view = listed(theme, make(theme), row, qtbot=qtbot)
    assert height_of(view) == height
    theme.choose(text_scale=2.0)
    assert height_of(view) >= 2 * height - 2


@pytest.mark.parametrize("name", FIXED)
@pytest.mark.parametrize("width", [120, 300, 700])
def test_rows_are_painted_at_any_width(theme: Theme, qtbot: QtBot, name: str, width: int) -> None:
    make, row, _ = FIXED[name]
    view = listed(theme, make(theme), row, row, qtbot=qtbot, width=width)
    ground = theme.colour("bg").name()
    assert painted(view) - {ground}


@pytest.mark.parametrize("name", FIXED)
def test_rows_can_be_read_out(name: str) -> None:
    row = FIXED[name][1]
    assert getattr(row, "spoken", "")


def test_the_current_item_stands_out(theme: Theme, qtbot: QtBot) -> None:
    view = listed(theme, AgendaNowDelegate(theme), NOW, qtbot=qtbot)
    wanted = {theme.colour(name).name() for name in ("accent_tint", "accent")}
    assert wanted <= painted(view)
    assert NOW.spoken == "10.45, Lån et øre: tre klip, nu, 20/50"


def test_over_time_is_a_warning_and_never_red(theme: Theme, qtbot: QtBot) -> None:
    view = listed(theme, AgendaNowDelegate(theme), OVER, qtbot=qtbot)
    colours = painted(view)
    assert theme.colour("warning").name() in colours
    assert not {theme.colour("rec").name(), theme.colour("danger").name()} & colours
    assert "over tiden" in OVER.spoken


def test_consent_is_an_icon_and_a_word(theme: Theme, qtbot: QtBot) -> None:
    unknown = ParticipantRow("Jens Kjær", "afbud", "unknown", "–")
    view = listed(theme, ParticipantDelegate(theme), unknown, qtbot=qtbot, width=344)
    assert theme.colour("warning").name() in painted(view)
    assert "samtykke er ukendt" in unknown.spoken


def test_a_long_hit_ends_in_an_ellipsis_and_keeps_its_height(theme: Theme, qtbot: QtBot) -> None:
    delegate = HitDelegate(theme)
    long_hit = HitRow("Mentor", "Samtaleflip 3", "Rammen er en del af samtalen. " * 20)
    assert delegate.row_height(long_hit, 600) == delegate.row_height(HIT, 600)
    words = delegate._laid_out(long_hit, 400)
    assert words.lines == 2
    assert words.layout.text().endswith("…")


def test_what_was_searched_for_is_strong(theme: Theme) -> None:
    delegate = HitDelegate(theme)
    marked = HitRow("Mentor", "", "De unge siger mere", marks=((3, 4),))
    formats = delegate._laid_out(marked, 400).layout.formats()
    assert [(one.start, one.length) for one in formats] == [(3, 4)]


@pytest.mark.parametrize(
    ("count", "level"), [(0, 0), (1, 1), (3, 1), (4, 2), (8, 3), (11, 3), (12, 4), (900, 4)]
)
def test_heat_follows_fixed_limits(count: int, level: int) -> None:
    assert heat_level(count) == level


def test_cells_show_heat_number_and_choice(theme: Theme, qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = QStandardItemModel(1, 3, table)
    for column, cell in enumerate((MatrixCell("17", 4), MatrixCell("·", 0), MatrixCell("24", -1))):
        item = QStandardItem()
        item.setData(cell, Role.ROW)
        model.setItem(0, column, item)
    table.setModel(model)
    table.setItemDelegate(MatrixDelegate(theme, parent=table))
    table.resizeRowsToContents()
    table.setCurrentIndex(model.index(0, 0))
    table.resize(400, 150)
    colours = painted(table)
    fill, ink = theme.heat(4)
    assert {fill.name(), ink.name(), theme.colour("focus").name()} <= colours


def test_a_list_measures_again_when_it_gets_narrower(theme: Theme, qtbot: QtBot) -> None:
    view = listed(theme, HitDelegate(theme), HIT, qtbot=qtbot, width=600)
    view.setUniformItemSizes(True)
    view.grab()
    assert view.visualRect(index_of(view)).height() == 57
    view.resize(300, 400)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.visualRect(index_of(view)).height() == 75)
