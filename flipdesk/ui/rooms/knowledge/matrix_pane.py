"""The pane of the matrix, with the note that says how to read it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from flipdesk.domain.codebook import Code
from flipdesk.domain.search import Cell
from flipdesk.i18n import _
from flipdesk.ui.rooms.knowledge.matrix_view import MatrixView
from flipdesk.ui.rooms.knowledge.take_along_row import TakeAlongRow
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.pane import Pane


class MatrixPane(Pane):
    """`cell_chosen` carries the potential, "" for a sum, and the organisation, None for a sum."""

    cell_chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Potential and municipality"), _("number of tags"))
        self._theme = theme
        self.setObjectName("matrix_pane")
        self.view = MatrixView(theme)
        self._legend = Caption(theme, "", wrap=True)
        self._column = QVBoxLayout()
        self._column.addWidget(self.view)
        self._column.addWidget(self._legend)
        self._column.addStretch(1)
        self.body.addLayout(self._column)
        self.take_along = TakeAlongRow(theme)
        self.body.addWidget(self.take_along)
        self.lead_focus_to(self.view)
        self.view.cell_chosen.connect(self._on_view_cell_chosen)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def chosen(self) -> tuple[str, str | None]:
        """The chosen potential and organisation."""
        return self.view.matrix.chosen(self.view.currentIndex())

    def show_cells(
        self, codes: Sequence[Code], places: Sequence[str], cells: Sequence[Cell], count: int
    ) -> None:
        """Show the matrix of `count` notes."""
        self.view.matrix.show_cells(codes, places, cells)
        sentence = _(
            "Municipalities stand in alphabetical order, never by number. · means none yet."
        )
        if self.view.matrix.total() > count:
            several = _("A note can carry several potentials, so the sum is more than {count}.")
            sentence = f"{several.format(count=count)} {sentence}"
        self._legend.setText(sentence)

    def _on_view_cell_chosen(self) -> None:
        self.cell_chosen.emit(*self.chosen)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(6), px(14), px(10))
        self._column.setSpacing(px(6))
