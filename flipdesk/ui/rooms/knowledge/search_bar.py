"""The search field with its four filters, on as many lines as there is room for."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from flipdesk.domain.codebook import Code
from flipdesk.domain.pseudonyms import capital, short_place
from flipdesk.domain.search import Facets, Query
from flipdesk.domain.vocabulary import Role
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.filter_button import Choice, FilterButton

WAIT_MS = 0
"""Keys that wait already are taken together: a search takes less than the time between two."""
LEAST_FIELD, GAP = 240, 8
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
        self.potential = self._filter("potential", _("Potential"))
        self.organisation = self._filter("organisation", _("Municipality"))
        self.role = self._filter("role", _("Role"))
        self.year = self._filter("year", _("Year"))
        self._filters = (self.potential, self.organisation, self.role, self.year)
        self._lines = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_facets(self, facets: Facets, codes: tuple[Code, ...]) -> None:
        """Offer what there is to narrow by."""
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
        self._arrange()

    def query(self, *, samples: bool, limit: int) -> Query:
        """Return what is asked for now."""
        return Query(
            words=self.field.text(),
            potentials=self.potential.chosen,
            organisations=self.organisation.chosen,
            roles=tuple(Role(role) for role in self.role.chosen),
            years=tuple(int(year) for year in self.year.chosen),
            samples=samples,
            limit=limit,
        )

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

    def _filter(self, name: str, label: str) -> FilterButton:
        button = FilterButton(self._theme, label)
        button.setObjectName(f"filter_{name}")
        button.chosen_changed.connect(self.changed)
        return button

    def _wanted_lines(self) -> int:
        px = self._theme.px
        filters = sum(one.sizeHint().width() for one in self._filters) + 3 * px(GAP)
        if self.width() >= filters + px(LEAST_FIELD + GAP):
            return 1
        return 2 if self.width() >= filters else 3

    def _arrange(self) -> None:
        self._lines = self._wanted_lines()
        grid, filters = self._grid, self._filters
        grid.setSpacing(self._theme.px(GAP))
        for widget in (self.field, *filters):
            grid.removeWidget(widget)
        for column in range(5):
            grid.setColumnStretch(column, 0)
        if self._lines == 1:
            grid.addWidget(self.field, 0, 0)
            grid.setColumnStretch(0, 1)
        else:
            grid.addWidget(self.field, 0, 0, 1, 5)
            grid.setColumnStretch(4, 1)
        for place, one in enumerate(filters):
            if self._lines == 1:
                grid.addWidget(one, 0, place + 1)
            elif self._lines == 2:
                grid.addWidget(one, 1, place)
            else:
                grid.addWidget(one, 1 + place // 2, place % 2)
        self.updateGeometry()
