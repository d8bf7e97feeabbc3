"""Which columns of the run sheet are shown: those of one's own choice, else those that fit."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.delegates.run_sheet_delegate import COLUMN_WIDTHS
from flipdesk.ui.models.agenda_model import column_title
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.theme.theme import Theme

ORDER = (
    RunSheetColumn.GRIP,
    RunSheetColumn.TIME,
    RunSheetColumn.MINUTES,
    RunSheetColumn.LEAST,
    RunSheetColumn.MOST,
    RunSheetColumn.TITLE,
    RunSheetColumn.PURPOSE,
    RunSheetColumn.HOW,
    RunSheetColumn.OWNER,
    RunSheetColumn.KIND,
    RunSheetColumn.NOTES,
    RunSheetColumn.PLAN_B,
    RunSheetColumn.MATERIALS,
)
"""From left to right."""
_ALWAYS = frozenset({RunSheetColumn.GRIP, RunSheetColumn.TIME, RunSheetColumn.TITLE})
_FIRST = _ALWAYS | {RunSheetColumn.MINUTES, RunSheetColumn.OWNER, RunSheetColumn.KIND}
_WIDER = (
    (660, RunSheetColumn.NOTES),
    (1060, RunSheetColumn.PURPOSE),
    (1280, RunSheetColumn.HOW),
    (1480, RunSheetColumn.PLAN_B),
)
"""Logical px of the table from which a column has room beside the others."""
_LEAST_TITLE = 190


class RunSheetColumns(QObject):
    """Shows, hides and fits the columns of a view; the title takes the room that is left."""

    def __init__(self, theme: Theme, view: QTableView, preferences: Preferences) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._preferences = preferences
        header = view.horizontalHeader()
        for place, column in enumerate(ORDER):
            header.moveSection(header.visualIndex(column), place)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_requested)

    @property
    def shown(self) -> tuple[RunSheetColumn, ...]:
        """The columns that are shown, from left to right."""
        chosen = {
            RunSheetColumn[name]
            for name in self._preferences.run_sheet_columns
            if name in RunSheetColumn.__members__
        }
        wide = {column for width, column in _WIDER if self._view.width() >= self._theme.px(width)}
        wanted = chosen | _ALWAYS if chosen else _FIRST | wide
        return tuple(column for column in ORDER if column in wanted)

    def toggle(self, column: RunSheetColumn) -> None:
        """Show a column or hide it, and remember that."""
        wanted = set(self.shown) ^ {column}
        self._preferences.run_sheet_columns = [one.name for one in ORDER if one in wanted]
        self.fit()

    def follow_window(self) -> None:
        """Show what fits in the window again."""
        self._preferences.run_sheet_columns = []
        self.fit()

    def fit(self) -> None:
        """Give the columns their widths; what is too much for the table can be scrolled to."""
        px, shown = self._theme.px, self.shown
        for column in ORDER:
            self._view.setColumnHidden(column, column not in shown)
        others = [column for column in shown if column is not RunSheetColumn.TITLE]
        for column in others:
            self._view.setColumnWidth(column, px(COLUMN_WIDTHS[column]))
        room = self._view.viewport().width() - sum(px(COLUMN_WIDTHS[one]) for one in others)
        is_chosen = bool(self._preferences.run_sheet_columns)
        least = px(_LEAST_TITLE) if is_chosen else 1
        self._view.setColumnWidth(RunSheetColumn.TITLE, max(least, room))
        bars = Qt.ScrollBarPolicy
        self._view.setHorizontalScrollBarPolicy(
            bars.ScrollBarAsNeeded if room < least else bars.ScrollBarAlwaysOff
        )

    def fill(self, menu: QMenu) -> None:
        """Put an entry for each column that can be chosen into a menu."""
        shown = self.shown
        for column in ORDER:
            if column in _ALWAYS:
                continue
            action = menu.addAction(column_title(column))
            action.setObjectName(f"column_{column.name.lower()}")
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.triggered.connect(lambda _on=False, one=column: self.toggle(one))
        menu.addSeparator()
        back = menu.addAction(_("As many as fit in the window"), self.follow_window)
        back.setEnabled(bool(self._preferences.run_sheet_columns))

    def open_menu(self, at: QPoint | None = None) -> None:
        """Open the menu of columns, below the heads where no place is given."""
        header = self._view.horizontalHeader()
        menu = QMenu(_("Columns"), self._view)
        menu.setObjectName("columns_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill(menu)
        place = QPoint(self._theme.px(80), header.height()) if at is None else at
        menu.popup(header.mapToGlobal(place))

    def _on_header_menu_requested(self, at: QPoint) -> None:
        self.open_menu(at)
