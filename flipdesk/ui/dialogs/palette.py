"""The command palette: everything by its words, what belongs to this room first (Ctrl+K)."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.dates import format_date_weekday
from flipdesk.domain.offer import Kind, Offer
from flipdesk.i18n import _, pgettext
from flipdesk.ui.delegates.command_delegate import CAPTION_HEIGHT, HEIGHT, CommandDelegate
from flipdesk.ui.delegates.roles import CaptionRow, CommandRow, Role
from flipdesk.ui.palette_offers import PaletteOffers
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.row_list import RowList

_WIDTH, _FIELD, _ROWS = 560, 42, 9
_OFFER = Qt.ItemDataRole.UserRole + 100


def caption(kind: Kind) -> str:
    """Return what stands over the offers of one kind."""
    return {
        Kind.RECENT: pgettext("palette", "Lately"),
        Kind.HERE: pgettext("palette", "Here"),
        Kind.COMMAND: pgettext("palette", "In other rooms"),
        Kind.PERSON: pgettext("palette", "Participants"),
        Kind.ITEM: pgettext("palette", "Run sheet"),
        Kind.NOTE: pgettext("palette", "Notes"),
        Kind.SESSION: pgettext("palette", "Sessions"),
        Kind.SERIES: pgettext("palette", "Series"),
        Kind.MATERIAL: pgettext("palette", "Materials"),
        Kind.SETTING: pgettext("palette", "Settings"),
        Kind.SEARCH: pgettext("palette", "Knowledge"),
    }[kind]


class Palette(QFrame):
    """A field and what fits the words in it; Enter wishes for the chosen row to be done."""

    wanted = Signal(str)
    """The key of an offer that was chosen."""

    def __init__(self, theme: Theme, offers: PaletteOffers, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._theme = theme
        self._offers = offers
        self._window = window
        self.setObjectName("palette")
        self.setProperty("pane", "raised")
        self.setAccessibleName(_("Command palette"))
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setAccessibleName(_("Find a command, a person, a note or a session"))
        self.field.setPlaceholderText(_("Write what you want to do or find"))
        # There is one field, and a popup is over whatever else could have the focus.
        self.field.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        self.field.setFrame(False)
        self._model = QStandardItemModel(self)
        self.list = RowList(theme, _("Commands"), CommandDelegate(theme))
        self.list.setObjectName("palette_list")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._model)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._do)
        offers.more_found.connect(self._on_more_found)

    @property
    def rows(self) -> tuple[CommandRow, ...]:
        """What is offered, without the captions."""
        items = (self._model.item(row).data(Role.ROW) for row in range(self._model.rowCount()))
        return tuple(row for row in items if isinstance(row, CommandRow))

    @property
    def captions(self) -> tuple[str, ...]:
        """What stands over the groups."""
        items = (self._model.item(row).data(Role.ROW) for row in range(self._model.rowCount()))
        return tuple(row.text for row in items if isinstance(row, CaptionRow))

    def open(self) -> None:
        """Show the palette in the upper third of the window, ready to type in."""
        window, px = self._window, self._theme.px
        width = min(px(_WIDTH), window.width() - px(32))
        self.setFixedWidth(width)
        self.field.setFixedHeight(px(_FIELD))
        self.field.setTextMargins(px(8), 0, px(8), 0)
        self._offers.begin()
        self.field.clear()
        self._fill("")
        corner = QPoint((window.width() - width) // 2, window.height() // 8)
        self.move(window.mapToGlobal(corner))
        self.show()
        self.field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS,
                Qt.Key.Key_PageUp: -_ROWS,
            }
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _on_more_found(self) -> None:
        """Show what has come, and stay at what was chosen."""
        if self.isVisible():
            chosen = self.list.currentIndex().data(_OFFER)
            self._fill(self.field.text())
            for place in self._places:
                if chosen is not None and self._model.item(place).data(_OFFER).key == chosen.key:
                    self.list.setCurrentIndex(self._model.index(place, 0))

    def _fill(self, words: str) -> None:
        self._model.clear()
        for group in self._offers.find(words):
            self._model.appendRow(_caption_item(group.kind))
            for offer in group.offers:
                self._model.appendRow(_item(offer))
        places = self._places
        self.list.setVisible(bool(places))
        if places:
            self.list.setCurrentIndex(self._model.index(places[0], 0))
            self.list.scrollToTop()
        captions = self._model.rowCount() - len(places)
        px = self._theme.px
        height = captions * px(CAPTION_HEIGHT) + len(places) * px(HEIGHT)
        self.list.setFixedHeight(min(height, self._most_height()))
        self.adjustSize()

    def _most_height(self) -> int:
        row = self._theme.px(HEIGHT)
        room = self._window.height() * 3 // 4 - self._theme.px(_FIELD)
        return row * max(1, min(_ROWS, room // row))

    @property
    def _places(self) -> list[int]:
        """The rows that can be chosen."""
        rows = range(self._model.rowCount())
        return [n for n in rows if self._model.item(n).data(_OFFER) is not None]

    def _step(self, by: int) -> None:
        places = self._places
        if not places:
            return
        here = places.index(self.list.currentIndex().row()) + by
        here = here % len(places) if abs(by) == 1 else max(0, min(here, len(places) - 1))
        index = self._model.index(places[here], 0)
        self.list.setCurrentIndex(index)
        if here == 0:
            self.list.scrollToTop()
        announce(self, index.data(Role.ROW).spoken)

    def _do(self, index: QModelIndex) -> None:
        offer = index.data(_OFFER) if index.isValid() else None
        if isinstance(offer, Offer):
            self.hide()
            self._offers.remember(offer)
            self.wanted.emit(offer.key)


def _item(offer: Offer) -> QStandardItem:
    beside = format_date_weekday(offer.when) if offer.when is not None else offer.beside
    row = CommandRow(offer.icon, offer.title, beside)
    item = QStandardItem(row.spoken)
    item.setData(row, Role.ROW)
    item.setData(offer, _OFFER)
    return item


def _caption_item(kind: Kind) -> QStandardItem:
    row = CaptionRow(caption(kind))
    item = QStandardItem(row.spoken)
    item.setData(row, Role.ROW)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
