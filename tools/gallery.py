"""Draw FlipDesk's widgets and rows in one picture per scheme and text size, for people to look at.

    python tools/gallery.py FOLDER

writes gallery-<scheme>-<percent>.png for light and dark at 100, 150 and 200 %.
"""

import argparse
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from flipdesk.i18n import use_language
from flipdesk.ui.delegates.agenda_now_delegate import AgendaNowDelegate
from flipdesk.ui.delegates.command_delegate import CommandDelegate
from flipdesk.ui.delegates.matrix_delegate import MatrixDelegate
from flipdesk.ui.delegates.outcome_delegate import OutcomeDelegate
from flipdesk.ui.delegates.roles import (
    AgendaNowRow,
    CommandRow,
    MatrixCell,
    OutcomeRow,
    Role,
    heat_level,
)
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.tokens import Scheme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.chip import ChipSpec
from flipdesk.ui.widgets.chip_flow import ChipFlow
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.focus_frame import FocusFrame
from flipdesk.ui.widgets.initials import Initials
from flipdesk.ui.widgets.inline_message import InlineMessage
from flipdesk.ui.widgets.label import Caption, Label, Muted
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.recording_pill import RecordingPill
from flipdesk.ui.widgets.row_list import RowList
from flipdesk.ui.widgets.tag_chip import TagChip
from flipdesk.ui.widgets.toast import Toast

POTENTIALS = {
    "strategi": "Strategi",
    "helhed": "Helhed",
    "samtale": "Samtale",
    "inddragelse": "Inddragelse",
    "virksomhed": "Virksomhed",
    "viden": "Viden",
}
OUTCOMES = (
    OutcomeRow(
        "square-check",
        "Aftale",
        "Sende artiklen om gribning",
        "FL",
        research=True,
        due_text="30.4.",
    ),
    OutcomeRow(
        "flask-conical",
        "Prøvehandling",
        "Fire sekunders stilhed",
        "MH",
        due_text="frist?",
        tone="warning",
    ),
    OutcomeRow(
        "square-parking",
        "Parkeret",
        "Ventetid på mentorstøtte",
        "ÅB",
        due_text="åben",
        tone="muted",
    ),
    OutcomeRow(
        "gavel",
        "Beslutning",
        "Næste Samtaleflip den 20. maj",
        due_text="truffet",
        tone="success",
    ),
)
SCALES = (1.0, 1.5, 2.0)
ELAPSED = (1 * 3600 + 33 * 60 + 36) * 1000


class Gallery(QWidget):
    """A window of 1280 x 720 logical px at 100 %."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        px = theme.px
        self.resize(px(1280), px(720))
        grid = QGridLayout(self)
        grid.setContentsMargins(px(24), px(18), px(24), px(18))
        grid.setHorizontalSpacing(px(28))
        grid.setVerticalSpacing(px(20))
        cells = (
            (self.pills(), self.chips(), self.buttons()),
            (self.messages(), self.toast_and_outcomes(), self.palette_rows()),
            (self.empty(), self.agenda(), self.matrix_and_clock()),
        )
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                grid.addLayout(cell, row, column)
        for column in range(3):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, px(392))

    def column(self, caption: str, gap: int = 8) -> QVBoxLayout:
        outer = QVBoxLayout()
        outer.setSpacing(self.theme.px(gap))
        outer.addWidget(Caption(self.theme, caption))
        return outer

    def row(self, *widgets: QWidget, gap: int = 8) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(gap))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def pills(self) -> QVBoxLayout:
        column = self.column("Optagepillen: fem tilstande, 32 px høj")
        pills = [RecordingPill(self.theme) for _ in range(5)]
        pills[1].show_recording(ELAPSED, 0.7, "38 GB ledig")
        pills[2].show_no_sound(ELAPSED, 20)
        pills[3].show_paused(ELAPSED)
        pills[4].show_lost(ELAPSED)
        for pill in pills:
            pill.reset_width()
            column.addWidget(pill)
        column.addStretch(1)
        return column

    def chips(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Potentialer: ciffer, ikon, navn og farve, 24 px")
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        grid.setColumnStretch(2, 1)
        for place, (slug, name) in enumerate(POTENTIALS.items()):
            chip = TagChip(theme, ChipSpec(name, slug))
            grid.addWidget(chip, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)
        minis = [ChipSpec(name, slug, mini=True) for slug, name in POTENTIALS.items()]
        dense = self.row(*(TagChip(theme, mini) for mini in minis), gap=4)
        dense.insertWidget(6, Caption(theme, "tæt liste: ciffer alene, navn i værktøjstip"))
        column.addLayout(dense)
        codes = (
            ChipSpec("Dilemma", icon="scale"),
            ChipSpec("Respekt", icon="scale"),
            ChipSpec("Gribning: grebet"),
        )
        column.addWidget(ChipFlow(theme, codes))
        column.addStretch(1)
        return column

    def buttons(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Knapper: 32 px, i Afvikl 44 px; fokus 2 px")
        self.focused = Button(theme, "Med fokus")
        disabled = Button(theme, "Ikke nu")
        disabled.setEnabled(False)
        primary = Button(theme, "Primær", kind="primary")
        quiet = Button(theme, "Stille", kind="quiet")
        column.addLayout(
            self.row(primary, Button(theme, "Almindelig"), quiet, self.focused, gap=10)
        )
        big = Button(theme, "Næste punkt", kind="primary", big=True, key="F5")
        column.addLayout(self.row(disabled, big, gap=10))
        column.addWidget(Caption(theme, "Taler: afrundet = praksis, firkantet = forskning"))
        voices = [("MH", False), ("ÅB", False), ("KS", True), ("FL", True)]
        column.addLayout(self.row(*(Initials(theme, who, research=r) for who, r in voices)))
        column.addStretch(1)
        return column

    def messages(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Beskeder i sammenhængen, mindst 44 px")
        found = "Vi fandt 01:12:44 fra i går. De sidste 2 sek. mangler."
        column.addWidget(InlineMessage(theme, "info", found, "Lyt", icon="rotate-ccw"))
        column.addWidget(InlineMessage(theme, "warning", "Jens Kjærs samtykke er ukendt.", "Ret"))
        where = "Vælg et andet sted"
        column.addWidget(InlineMessage(theme, "danger", "Disken er fuld om 9 min.", where))
        column.addStretch(1)
        return column

    def toast_and_outcomes(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Fortrydbesked: 8 sek., står stille, læses op")
        toast = Toast(theme)
        toast.setFixedHeight(theme.px(40))
        column.addWidget(toast)
        self.toast = toast
        column.addWidget(Caption(theme, "Udbytte"))
        column.addWidget(self.listed(OutcomeDelegate(theme), OUTCOMES, 36))
        column.addStretch(1)
        return column

    def palette_rows(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Kommandopalet, 560 px bred, rækker 36 px")
        field = Field(theme, "Kommando", text="giv ordet å", icon="search", height=42)
        column.addWidget(field)
        rows = (
            CommandRow("volume-2", "Giv ordet til Åse Bjerre", "F4"),
            CommandRow("plus", "Skriv Åse Bjerre på talerlisten", "F7"),
            CommandRow("user-round", "Åse Bjerre, teamleder"),
            CommandRow("message-square-text", "1 refleksion fra ÅB"),
        )
        column.addWidget(self.listed(CommandDelegate(theme), rows, 36, chosen=0))
        column.addStretch(1)
        return column

    def empty(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Tom tilstand: en sætning og ét skridt")
        pane = Pane(theme)
        hint = "Skriv * foran en note, så venter den her."
        sentence = "Parkeringspladsen er tom"
        pane.body.addWidget(EmptyState(theme, "square-parking", sentence, hint, "Parkér en note"))
        column.addWidget(pane)
        column.addStretch(1)
        return column

    def agenda(self) -> QVBoxLayout:
        theme = self.theme
        column = self.column("Punkt i drejebogen: holdt, overskredet, nu, kommende", 5)
        rows = (
            AgendaNowRow("10.35", "Pause", "10/10", "held"),
            AgendaNowRow("9.44", "Oplæg: hvad vi ved om gribning", "23/20", "held", over=True),
            AgendaNowRow("10.45", "Lån et øre: tre klip", "20/50", "now"),
            AgendaNowRow("ca. 11.35", "Parkeringspladsen", "15", "coming"),
        )
        column.addWidget(self.listed(AgendaNowDelegate(theme), rows, 32))
        column.addWidget(Caption(theme, "Faktisk start · titel · brugt / planlagt min."))
        column.addStretch(1)
        return column

    def matrix_and_clock(self) -> QVBoxLayout:
        theme, px = self.theme, self.theme.px
        column = self.column("Matrixcelle: 64 × 40 px, tal står altid i cellen", 5)
        model = QStandardItemModel(1, 5, self)
        for place, count in enumerate((0, 2, 5, 9, 17)):
            item = QStandardItem()
            item.setData(MatrixCell(str(count or "·"), heat_level(count)), Role.ROW)
            model.setItem(0, place, item)
        table = QTableView()
        table.setModel(model)
        table.setAccessibleName("Matrix")
        table.setItemDelegate(MatrixDelegate(theme, height=40, parent=table))
        table.setShowGrid(False)
        for header in (table.horizontalHeader(), table.verticalHeader()):
            header.setVisible(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setDefaultSectionSize(px(65))
        table.verticalHeader().setDefaultSectionSize(px(42))
        table.setFixedSize(px(65) * 5 + 2, px(42) + 2)
        table.setCurrentIndex(model.index(0, 4))
        column.addWidget(table)
        column.addWidget(Caption(theme, "Uret: tid tilbage, og tid over (aldrig rødt)"))
        left, over = Label(theme, "29:24", "clock_narrow"), Label(theme, "+2:10", "clock_narrow")
        over.set_look(colour="warning")
        behind = Label(theme, "over tiden", "body", "warning")
        row = self.row(left, Muted(theme, "min. tilbage"), over, behind)
        column.addLayout(row)
        column.addStretch(1)
        return column

    def listed(
        self, delegate: RowDelegate, rows: tuple[object, ...], height: int, chosen: int = -1
    ) -> Pane:
        model = QStandardItemModel(self)
        for one in rows:
            item = QStandardItem()
            item.setData(one, Role.ROW)
            model.appendRow(item)
        view = RowList(self.theme, "Rækker", delegate, fixed=True)
        view.setModel(model)
        view.setFixedHeight(self.theme.px(height) * len(rows))
        if chosen >= 0:
            view.setCurrentIndex(model.index(chosen, 0))
        pane = Pane(self.theme)
        pane.body.addWidget(view)
        return pane


def draw(app: QApplication, scheme: Scheme, scale: float, path: Path) -> None:
    """Write one picture."""
    theme = Theme(scheme, scale)
    theme.apply(app)
    frame = FocusFrame(theme, app)
    gallery = Gallery(theme)
    gallery.show()
    gallery.toast.show_message("Noten er slettet")
    gallery.activateWindow()
    gallery.focused.setFocus()
    app.processEvents()
    gallery.grab().save(str(path))
    gallery.close()
    gallery.deleteLater()
    frame.deleteLater()
    app.processEvents()


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    use_language("da")
    app = QApplication([])
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        for scale in SCALES:
            draw(app, scheme, scale, folder / f"gallery-{scheme}-{scale:.0%}.png".replace("%", ""))


if __name__ == "__main__":
    main()
