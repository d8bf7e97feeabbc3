"""Search and matrix over all sessions."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.codebook import Code
from flipdesk.domain.ids import ReflectionId, SavedSearchId
from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.search import Facets, Hit, Query
from flipdesk.i18n import _, language
from flipdesk.services.codebook_words import axes_in, potentials_in
from flipdesk.ui.rooms.clip_notes import ClipNotes
from flipdesk.ui.rooms.knowledge.items.evidence_menu import add_evidence_menu
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.knowledge.moments import Moments
from flipdesk.ui.rooms.knowledge.results import Results
from flipdesk.ui.rooms.knowledge.search_bar import SearchBar
from flipdesk.ui.rooms.knowledge.search_counts import (
    SearchCounts,
    count_steps,
    shown_number,
    tab_query,
)
from flipdesk.ui.rooms.knowledge.view_bar import CARDS, MATRIX, NOTE_TABS, ViewBar
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.slow_steps import SlowSteps
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.focus_frame import REACH
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn

LIMIT = 300


class SearchPage(KnowledgePage):
    """One query in the bars above, shown as cards, as a table or as a matrix."""

    name = "search"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self._facets = Facets()
        self._codes: tuple[Code, ...] = ()
        self._samples = False
        self._hits: tuple[Hit, ...] = ()
        self._counting = SlowSteps(self)
        self.search = SearchBar(tools.theme)
        self.bar = ViewBar(tools.theme)
        self.results = Results(tools.theme)
        self.clips = ClipNotes(tools, self)
        self.moments = Moments(tools)
        self.caption = Caption(tools.theme, "", wrap=True)
        self._empty = EmptyState(
            tools.theme,
            "library-big",
            _("There is nothing to search in yet"),
            _("What is said in your sessions is gathered here."),
            _("Go to Home"),
        )
        self._lay_out()
        self._connect()

    @override
    def refresh(self) -> None:
        base = self.workspace.desk.base
        own, everything = base.facets.has_own(), base.facets.extent(samples=True)
        self._samples = not own
        self._facets = base.facets.facets(samples=self._samples)
        self._codes = potentials_in(base.codebooks.all(), language())
        axes = axes_in(base.codebooks.all(), language())
        self.search.show_facets(self._facets, self._codes, axes)
        self.search.saved.show_searches(base.saved_searches.all())
        self._stack.setCurrentIndex(0 if everything.sessions else 1)
        self.caption.setText(self._sentence(everything.series))
        self.caption.setVisible(bool(self.caption.text()))
        self.show_query()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self.search.field, self.bar.tabs, *self.results.panes())

    @override
    def on_entered(self) -> None:
        if self._stack.currentIndex():
            self._empty.button.setFocus()
        else:
            self.search.field.setFocus()
            self.search.field.selectAll()

    @override
    def asked(self) -> Query | None:
        narrows = self.search.is_narrowing
        return self._asked() if narrows else None

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.clips.stop()
            self.moments.stop()

    def show_query(self) -> None:
        """Find what is asked for and show it the way that is chosen; count it behind that."""
        tab, view = self.bar.tabs.currentIndex(), self.bar.views.current
        if tab not in NOTE_TABS and view == MATRIX:
            view = CARDS
        self.results.show_view(view, self.bar.names()[tab])
        asked = self._asked()
        self.search.saved.offer_to_keep(asked.words, can_keep=self.search.is_narrowing)
        listed = self._in_cell(tab_query(asked, tab)) if view == MATRIX else tab_query(asked, tab)
        search = self.workspace.desk.base.search
        self._hits = search.find(listed)
        self._show_hits("" if len(self._hits) < LIMIT else _("the first {shown}"))
        steps = count_steps(search, asked, tab, listed, matrix=view == MATRIX)
        self._counting.begin(steps, partial(self._show_counts, asked))

    def _asked(self) -> Query:
        today = self.workspace.desk.clock.now().astimezone().date()
        return self.search.query(samples=self._samples, limit=LIMIT, today=today)

    def _show_counts(self, asked: Query, counts: SearchCounts) -> None:
        self.bar.show_counts({tab: shown_number(count) for tab, count in counts.tabs.items()})
        if counts.cells is not None:
            places = asked.organisations or tuple(one.value for one in self._facets.organisations)
            codes = [one for one in self._codes if one.slug in (asked.potentials or (one.slug,))]
            count = counts.tabs[self.bar.tabs.currentIndex()]
            self.results.show_matrix(codes, places, counts.cells, count)
        number = shown_number(counts.listed)
        words = number if counts.listed else ""
        if counts.listed > len(self._hits):
            words = _("the first {shown} of {count}").format(shown=len(self._hits), count=number)
        self.results.set_note(self._note(words))

    def _in_cell(self, query: Query) -> Query:
        """Return a query narrowed to the chosen cell of the matrix."""
        slug, place = self.results.chosen_cell
        return replace(
            query,
            potentials=(slug,) if slug else query.potentials,
            organisations=query.organisations if place is None else (place,),
        )

    def _note(self, count: str) -> str:
        """Return the chosen cell in words, and how much there is."""
        slug, place = self.results.chosen_cell if self.results.is_matrix else ("", None)
        narrowed = [self._names().get(slug, "")] if slug else []
        narrowed += [short_place(place)] if place else []
        return " · ".join(part for part in (*narrowed, count) if part)

    def _show_hits(self, words: str) -> None:
        codes = {code.slug: code for code in self._codes}
        note = self._note(words.format(shown=len(self._hits)))
        self.results.show_hits(self._hits, codes, note, narrowing=self.search.is_narrowing)

    def _names(self) -> dict[str, str]:
        return {code.slug: code.name for code in self._codes}

    def _sentence(self, series: int) -> str:
        """Return what must be said about the example, which is never counted beside real ones."""
        every = self.workspace.desk.base.series.all()
        if not any(one.is_sample for one in every):
            return ""
        if self._samples:
            return _("All numbers are from the example, in which people and places are invented.")
        return _("The example is not counted.") if series else ""

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        content = ColumnCanvas()
        self._column = QVBoxLayout(content)
        # The area cuts off what reaches out of it, so the ring of what has the focus is inside.
        self._column.setContentsMargins(REACH, REACH, REACH, 0)
        for widget in (self.search, self.bar, self.results, self.caption):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self.results, 1)
        area = ScrollColumn(content, "search_column")
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty)

    def _fit(self) -> None:
        self._column.setSpacing(self.theme.px(10))

    def _connect(self) -> None:
        self.remember(self.results.widths)
        self.theme.changed.connect(self._fit)
        self._fit()
        self._empty.acted.connect(self.commands.action("room.home").trigger)
        # What was counted for other words would only be in the way of the new ones.
        self.search.field.textChanged.connect(self._counting.stop)
        self.search.changed.connect(self.show_query)
        self.search.onward.connect(self.results.focus_hits)
        self.search.more.asked.connect(self._ask_period)
        saved = self.search.saved
        saved.chosen.connect(self.search.make_again)
        saved.keep_requested.connect(self._keep)
        saved.forget_requested.connect(self._forget)
        self.bar.changed.connect(self.show_query)
        self.results.hit_opened.connect(self._on_results_hit_opened)
        self.results.play_requested.connect(self._hear)
        self.commands.bind("play.toggle_here", self._hear_chosen)
        for view in self.results.lists:
            self.commands.reach(view)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._open_menu, view))
        self.results.widen_requested.connect(self.search.clear)
        self.results.cell_chosen.connect(self.show_query)
        self.results.all_requested.connect(self._on_results_all_requested)
        take_along = self.results.matrix.take_along
        take_along.wanted.connect(lambda command: self.commands.action(command).trigger())

    def _ask_period(self) -> None:
        from flipdesk.ui.rooms.knowledge.period_dialog import PeriodDialog

        today = self.workspace.desk.clock.now().astimezone().date()
        days = [one.day for one in self._facets.sessions if one.day is not None] or [today]
        dialog = PeriodDialog(self.theme, min(days), max(days), self)
        dialog.chosen.connect(self.search.choose_period)
        dialog.open()

    def _keep(self, proposal: str) -> None:
        """Ask for a name, and keep what was asked for under it."""
        from flipdesk.ui.dialogs.library_name_dialog import LibraryNameDialog

        service, search = self.workspace.desk.saved_searches, self.search
        words, filters = search.field.text(), search.filters
        dialog = LibraryNameDialog(
            self.theme,
            self.workspace,
            _("Keep this search"),
            lambda name: service.keep(name, words, filters),
            self,
        )
        dialog.open_with(proposal)

    def _forget(self, search_id: str) -> None:
        service = self.workspace.desk.saved_searches
        self.workspace.perform(lambda: service.forget(SavedSearchId(search_id)))

    def _on_results_hit_opened(self, hit: Hit) -> None:
        self.workspace.want_note(hit.session_id, hit.id)
        self.commands.action("room.compile").trigger()

    def _hear(self, hit: Hit) -> None:
        """Hear a note's place in its clip, or what was said at its moment; or stop it."""
        if hit.kind == "reflection" and self.clips.toggle(hit.id):
            return
        if hit.has_sound and hit.at_ms is not None:
            self.moments.toggle(hit.session_id, hit.at_ms)

    def _hear_chosen(self) -> None:
        hit = self.results.chosen_hit
        # Compile has bound the same command: the room that is shown is the one that is meant.
        if self.isVisible() and hit is not None:
            self._hear(hit)

    def _open_menu(self, view: QAbstractItemView, at: QPoint) -> None:
        hit = self.results.chosen_hit
        if hit is None:
            return
        menu = QMenu(self)
        menu.setObjectName("hit_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("Open the session"), partial(self._on_results_hit_opened, hit))
        if hit.can_be_heard:
            words = _("Hear the place in the clip") if hit.in_clip else _("Hear it")
            menu.addAction(words, partial(self._hear, hit))
        if hit.kind == "reflection":
            add_evidence_menu(menu, self.workspace, ReflectionId(hit.id))
        menu.popup(view.viewport().mapToGlobal(at))

    def _on_results_all_requested(self) -> None:
        """Show what stands beside the matrix as cards, its cell as filters."""
        slug, place = self.results.chosen_cell
        if slug:
            self.search.potential.choose((slug,))
        if place is not None:
            self.search.organisation.choose((place,))
        self.bar.views.choose(CARDS)
