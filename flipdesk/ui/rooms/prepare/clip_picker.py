"""Choosing a passage of this session or an earlier one of the series for a block."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.services.passages import Heard, shown_title
from flipdesk.ui.rooms.passage_rows import place_text
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.entry_field import EntryField
from flipdesk.ui.widgets.measures import Measures

SHOWN = 3
ROW = 34


class ClipPicker(QWidget):
    """A button; pressed, a search and a list in its place, until one is chosen."""

    chosen = Signal(str)
    """The passage of this id is wanted."""
    file_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("clip_picker")
        self.button = Button(theme, _("Choose a clip…"), icon="plus")
        self.button.setObjectName("choose_clip")
        self.button.setCheckable(True)
        self.file = Button(theme, _("Get a clip from a file…"), icon="download")
        self.file.setObjectName("clip_from_file")
        self.file.clicked.connect(self.file_wanted)
        self.search = EntryField(theme, _("Search clips"), icon="search", hint=_("Search clips"))
        self.search.setObjectName("search_clips")
        self.list = QListWidget()
        self.list.setObjectName("offered_clips")
        self.list.setAccessibleName(_("Clips"))
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(0, 0, 0, 0), gap=6)
        line = QHBoxLayout()
        Measures(theme, line, margins=(0, 0, 0, 0), gap=8)
        line.addWidget(self.button)
        line.addWidget(self.file)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.button.toggled.connect(self._open)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.list.itemClicked.connect(lambda _item: self._choose())
        theme.changed.connect(self._fit)
        self._open(is_open=False)

    def offer(self, clips: tuple[Heard, ...]) -> None:
        """Offer these; with none there is nothing to choose from."""
        self.list.clear()
        for heard in clips:
            row = QListWidgetItem(f"{shown_title(heard.passage)} · {place_text(heard)}", self.list)
            row.setData(Qt.ItemDataRole.UserRole, heard.passage.id)
        self.button.setEnabled(bool(clips))
        if not clips:
            self.button.setChecked(False)
        self._filter()

    def _open(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.search.setVisible(is_open)
        self.list.setVisible(is_open)
        if is_open:
            self.search.setFocus()

    def _filter(self) -> None:
        wanted = self.search.text().casefold().split()
        rows = [self.list.item(place) for place in range(self.list.count())]
        for row in rows:
            row.setHidden(not all(word in row.text().casefold() for word in wanted))
        left = [row for row in rows if not row.isHidden()]
        self.list.setCurrentRow(self.list.row(left[0]) if left else -1)
        self._fit()

    def _choose(self) -> None:
        if self.list.currentRow() >= 0:
            guid = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
            self.button.setChecked(False)
            self.button.setFocus()
            self.search.clear()
            self.chosen.emit(guid)

    def _fit(self) -> None:
        rows = max(1, min(SHOWN, self.list.count()))
        self.list.setFixedHeight(self._theme.px(ROW) * rows + 4)
