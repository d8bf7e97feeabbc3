"""The search field with its filters, on as many lines as there is room for."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.codebook import Axis, Code
from flipdesk.domain.narrowing import (
    MORE,
    ORGANISATION,
    PERIOD,
    POTENTIAL,
    ROLE,
    YEAR,
    period,
    query_of,
)
from flipdesk.domain.pseudonyms import capital, short_place
from flipdesk.domain.saved_search import Filters, SavedSearch
from flipdesk.domain.search import Facets, Query
from flipdesk.domain.vocabulary import Role
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.rooms.knowledge.more_filter import Seldom
from flipdesk.ui.rooms.knowledge.saved_button import SavedButton
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.filter_button import Choice, FilterButton

WAIT_MS = 0
"""Keys that wait already are taken together: a search takes less than the time between two."""
LEAST_FIELD, GAP = 240, 8
_NAMES = (POTENTIAL, ORGANISATION, ROLE, YEAR, MORE)
_ONWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchBar(QWidget):
    """`changed` a moment after the last key stroke, at once for a filter.

    `onward` when Enter or the arrow down asks to go to what was found.
    """

    changed = Signal()
    onward = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WAIT_MS)
        self.timer.timeout.connect(self.changed)
        hint = _("Search in everything said, parked and agreed")
        self.field = Field(theme, _("Search"), hint=hint, icon="search", height=36)
        self.field.setObjectName("knowledge_search")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _text: self.timer.start())
        self.field.installEventFilter(self)
        self.potential = self._filter(POTENTIAL, _("Potential"))
        self.organisation = self._filter(ORGANISATION, _("Municipality"))
        self.role = self._filter(ROLE, _("Role"))
        self.year = self._filter(YEAR, _("Year"))
        self.more = self._filter(MORE, _("More"))
        self._seldom = Seldom()
        self._filters = (self.potential, self.organisation, self.role, self.year, self.more)
        self.saved = SavedButton(theme)
        self._lines = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # Else the line of filters would itself keep the window as wide as it is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_facets(self, facets: Facets, codes: tuple[Code, ...], axes: tuple[Axis, ...]) -> None:
        """Offer what there is to narrow by: potentials, and the codes of the other axes."""
        self.potential.show_choices([Choice(code.slug, code.name) for code in codes])
        self.organisation.show_choices(
            [
                Choice(one.value, short_place(one.value) or _("none"), one.count)
                for one in facets.organisations
            ]
        )
        self.role.show_choices(
            [Choice(one.value, capital(word(Role(one.value))), one.count) for one in facets.roles]
        )
        years = [one.value for one in facets.years]
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(years)
        choices = [Choice(one.value, one.value, one.count) for one in facets.years]
        self.year.show_choices(choices, all_text=span)
        self._seldom = Seldom(facets, axes)
        self.more.show_choices(self._seldom.choices(self.more.chosen))
        self._arrange()

    @property
    def filters(self) -> Filters:
        """What is narrowed by, to be kept."""
        named = zip(_NAMES, self._filters, strict=True)
        return tuple((name, one.chosen) for name, one in named if one.chosen)

    def make_again(self, search: SavedSearch) -> None:
        """Ask for what was kept."""
        kept = dict(search.filters)
        self.more.show_choices(self._seldom.choices(kept.get(MORE, ())))
        for name, one in zip(_NAMES, self._filters, strict=True):
            with QSignalBlocker(one):
                one.choose(kept.get(name, ()))
        self.field.setText(search.words)
        self.timer.stop()
        self.changed.emit()

    def query(self, *, samples: bool, limit: int, today: date) -> Query:
        """Return what is asked for now; some periods are counted back from today."""
        query = query_of(self.field.text(), self.filters, today)
        return replace(query, samples=samples, limit=limit)

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.field.text().strip()) or any(one.chosen for one in self._filters)

    def clear(self) -> None:
        """Ask for everything."""
        for one in self._filters:
            one.choose(())
        self.field.clear()
        self.timer.stop()
        self.changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted_lines() != self._lines:
            self._arrange()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ONWARD:
            if self.timer.isActive():
                self.timer.stop()
                self.changed.emit()
            self.onward.emit()
            return True
        return super().eventFilter(watched, event)

    def choose_period(self, since: date, until: date) -> None:
        """Narrow to what was said in a period, both days with it."""
        value = period(since, until)
        others = tuple(one for one in self.more.chosen if not one.startswith(f"{PERIOD}/"))
        self.more.show_choices(self._seldom.choices((*others, value)))
        self.more.choose((*others, value))

    def _filter(self, name: str, label: str) -> FilterButton:
        button = FilterButton(self._theme, label)
        button.setObjectName(f"filter_{name}")
        button.chosen_changed.connect(self.changed)
        return button

    @property
    def _row(self) -> tuple[QWidget, ...]:
        return (*self._filters, self.saved)

    def _wanted_lines(self) -> int:
        px = self._theme.px
        filters = sum(one.sizeHint().width() for one in self._row) + (len(self._row) - 1) * px(GAP)
        if self.width() >= filters + px(LEAST_FIELD + GAP):
            return 1
        return 2 if self.width() >= filters else 3

    def _arrange(self) -> None:
        self._lines = self._wanted_lines()
        grid, filters = self._grid, self._row
        grid.setSpacing(self._theme.px(GAP))
        for widget in (self.field, *filters):
            grid.removeWidget(widget)
        for column in range(len(filters) + 1):
            grid.setColumnStretch(column, 0)
        if self._lines == 1:
            grid.addWidget(self.field, 0, 0)
            grid.setColumnStretch(0, 1)
        else:
            grid.addWidget(self.field, 0, 0, 1, len(filters) + 1)
            grid.setColumnStretch(len(filters), 1)
        for place, one in enumerate(filters):
            if self._lines == 1:
                grid.addWidget(one, 0, place + 1)
            elif self._lines == 2:
                grid.addWidget(one, 1, place)
            else:
                grid.addWidget(one, 1 + place // 3, place % 3)
        self.updateGeometry()
