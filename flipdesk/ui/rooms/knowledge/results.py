"""What was found, in one of three views: cards, a table, or a matrix with the notes of a cell."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget
from typing_extensions import override

from flipdesk.domain.codebook import Code
from flipdesk.domain.search import Cell, Hit
from flipdesk.i18n import _
from flipdesk.ui.delegates.hit_delegate import HitDelegate
from flipdesk.ui.rooms.knowledge.card_delegate import CardDelegate
from flipdesk.ui.rooms.knowledge.hits_pane import HitsPane
from flipdesk.ui.rooms.knowledge.hits_table import HitsTable
from flipdesk.ui.rooms.knowledge.matrix_pane import MatrixPane
from flipdesk.ui.rooms.knowledge.view_bar import CARDS, MATRIX, TABLE
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.columns import Column, Columns

MATRIX_WIDTH, FOLDS_BELOW, LEAST_HEIGHT = 544, 900, 240


class _Views(QStackedLayout):
    """One view above the other; `least` is the height in pixels that any of them has."""

    least = 0

    @override
    def minimumSize(self) -> QSize:
        # Only the view that is seen counts: a list needs less room than the matrix.
        view = self.currentWidget()
        return QSize() if view is None else view.minimumSizeHint().expandedTo(QSize(0, self.least))

    @override
    def hasHeightForWidth(self) -> bool:
        # The page would else be made as high as the view likes to be, once a text in it wraps.
        return False


class Results(QWidget):
    """Shows what it is told; opening a hit and choosing a cell are wishes."""

    hit_opened = Signal(object)
    play_requested = Signal(object)
    widen_requested = Signal()
    cell_chosen = Signal()
    all_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view = MATRIX
        self.matrix = MatrixPane(theme)
        self.beside = HitsPane(theme, "hits_beside", HitDelegate(theme))
        self.cards = HitsPane(theme, "hits_cards", CardDelegate(theme))
        self.cards.all_button.hide()
        self.table = HitsTable(theme, self.cards.hits)
        self._columns = Columns(
            theme,
            Column(
                self.matrix,
                _("Potential and municipality"),
                MATRIX_WIDTH,
                FOLDS_BELOW,
                is_main=True,
            ),
            Column(self.beside, _("Found"), 0, FOLDS_BELOW),
        )
        self.widths = self._columns.widths
        self._stack = _Views(self)
        for widget in (self.cards, self.table, self._columns):
            self._stack.addWidget(widget)
        for pane in (self.cards, self.beside):
            pane.hit_opened.connect(self.hit_opened)
            pane.play_requested.connect(self.play_requested)
            pane.widen_requested.connect(self.widen_requested)
        self.table.hit_opened.connect(self.hit_opened)
        self.beside.all_button.clicked.connect(self.all_requested)
        self.matrix.cell_chosen.connect(self._on_matrix_cell_chosen)
        self.matrix.view.cell_entered.connect(self.focus_hits)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def chosen_cell(self) -> tuple[str, str | None]:
        """The potential and organisation chosen in the matrix, "" and None for all."""
        return self.matrix.chosen

    @property
    def chosen_hit(self) -> Hit | None:
        """The hit that is chosen in the view that is shown."""
        if self._view == TABLE:
            return self.cards.hits.hit(self.table.table.currentIndex())
        return (self.beside if self._view == MATRIX else self.cards).chosen()

    @property
    def lists(self) -> tuple[QAbstractItemView, ...]:
        """The lists in which a hit can be chosen."""
        return (self.beside.list, self.cards.list, self.table.table)

    @property
    def is_matrix(self) -> bool:
        """Whether the matrix is what is shown."""
        return self._view == MATRIX

    def set_note(self, note: str) -> None:
        """Say how much was found beside the title of the view."""
        (self.beside if self._view == MATRIX else self.cards).set_note(note)
        self.table.set_note(note)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.matrix, self.beside, self.cards, self.table)

    def show_view(self, view: int, title: str) -> None:
        """Show cards, table or matrix."""
        self._view = view
        places = {CARDS: self.cards, TABLE: self.table, MATRIX: self._columns}
        self._stack.setCurrentWidget(places[view])
        self.updateGeometry()
        for pane in (self.cards, self.beside, self.table):
            pane.set_title(title)

    def show_matrix(
        self, codes: Sequence[Code], places: Sequence[str], cells: Sequence[Cell], count: int
    ) -> None:
        """Show the counts of `count` notes."""
        self.matrix.show_cells(codes, places, cells, count)

    def show_hits(
        self, hits: tuple[Hit, ...], codes: dict[str, Code], note: str, *, narrowing: bool
    ) -> None:
        """Show what was found in the view that is shown."""
        pane = self.beside if self._view == MATRIX else self.cards
        pane.hits.show_hits(hits, codes)
        if narrowing:
            pane.say_empty(
                _("Nothing was found"),
                _("Try fewer words, or take a filter away."),
                _("Take the filters away"),
            )
        else:
            pane.say_empty(_("Nothing here yet"), "", "")
        pane.show_found()
        pane.set_note(note)
        self.table.set_note(note)
        self.beside.all_button.setEnabled(bool(hits))

    def focus_hits(self) -> None:
        """Put the focus on the first thing found."""
        if self._view == TABLE:
            self.table.table.setFocus()
            self.table.table.selectRow(0)
            return
        pane = self.beside if self._view == MATRIX else self.cards
        self._columns.show_pane(pane)
        pane.list.setFocus()
        if not pane.list.currentIndex().isValid():
            pane.list.setCurrentIndex(pane.hits.index(0, 0))

    def _on_matrix_cell_chosen(self) -> None:
        self.cell_chosen.emit()

    def _restyle(self) -> None:
        self._stack.least = self._theme.px(LEAST_HEIGHT)
        self.updateGeometry()
