"""The pane "Det mangler": what is still to be seen to, each with the way to it."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStackedLayout
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.services.missing import Missing
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.compile.headed_delegate import (
    ABOVE,
    INDENT,
    SIDE,
    HeadedDelegate,
)
from flipdesk.ui.rooms.compile.missing_rows import MissingRow, missing_row
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import LEFT, draw_text, text_width
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList


class MissingDelegate(HeadedDelegate):
    """Icon and sentence, below them where it is and what a click does."""

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, MissingRow)
        theme, below = self.theme, self.paint_head(painter, rect, row)
        listen = f" · {row.listen}" if row.listen else ""
        x = below.x()
        if row.where:
            action = text_width(theme, row.action + listen, "caption_strong")
            place = QRect(x, below.y(), max(0, below.width() - action), below.height())
            x += draw_text(painter, theme, place, f"{row.where} · ", "caption", "muted", LEFT)
        place = QRect(x, below.y(), rect.right() + 1 - x, below.height())
        draw_text(painter, theme, place, row.action + listen, "caption_strong", "accent", LEFT)

    def listen_rect(self, rect: QRect, row: MissingRow) -> QRect:
        """Return where a row's "Listen" can be hit."""
        if not row.listen:
            return QRect()
        px, theme = self.theme.px, self.theme
        before = text_width(theme, f"{row.where} · ", "caption") if row.where else 0
        x = px(SIDE + INDENT) + before + text_width(theme, f"{row.action} · ", "caption_strong")
        wide = text_width(theme, row.listen, "caption_strong") + px(8)
        return QRect(rect.x() + x - px(4), rect.y() + px(ABOVE + 14), wide, px(30))


class MissingPane(Pane):
    """A list that empties; `acted` carries what was clicked or entered."""

    acted = Signal(object)
    listen_requested = Signal(object)
    """What is missing is to be heard: its word was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("To be seen to"))
        self.setObjectName("missing_pane")
        self._missing: dict[str, Missing] = {}
        self._playable = False
        self._delegate = MissingDelegate(theme)
        self._model = KeyedListModel(self)
        self.list = RowList(theme, _("To be seen to"), self._delegate, fixed=True)
        self.list.setObjectName("missing_list")
        self.list.setModel(self._model)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self._empty = EmptyState(
            theme,
            "circle-check",
            _("Nothing is missing"),
            _("The minutes can be written."),
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.lead_focus_to(self.list)

    def show_missing(self, found: tuple[Missing, ...]) -> None:
        """Show what is missing now."""
        self._missing = {_key(one): one for one in found}
        self._show_rows()
        self.set_note(str(len(found)) if found else "")
        self._stack.setCurrentWidget(self.list if found else self._empty)

    def set_playable(self, *, playable: bool) -> None:
        """Say whether there is sound to hear what is missing in."""
        self._playable = playable
        self._show_rows()

    def _show_rows(self) -> None:
        rows = [
            (key, missing_row(one, playable=self._playable)) for key, one in self._missing.items()
        ]
        self._model.show_rows(rows)

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.list.viewport() and isinstance(event, QMouseEvent):
            return self._is_listened(event)
        if watched is self.list and isinstance(event, QKeyEvent):
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and event.type() == QEvent.Type.KeyPress:
                self._on_list_clicked(self.list.currentIndex())
                return True
        return False

    def _is_listened(self, event: QMouseEvent) -> bool:
        """Return whether a click was on the word for listening, and then listen."""
        at = event.position().toPoint()
        index = self.list.indexAt(at)
        row, one = index.data(Role.ROW), self._missing.get(self._model.key_at(index) or "")
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(row, MissingRow):
            return False
        hit = self._delegate.listen_rect(self.list.visualRect(index), row).contains(at)
        if hit and one is not None:
            self.list.setCurrentIndex(index)
            self.listen_requested.emit(one)
        return hit

    def _on_list_clicked(self, index: QModelIndex) -> None:
        one = self._missing.get(self._model.key_at(index) or "")
        if one is not None:
            self.acted.emit(one)


def _key(one: Missing) -> str:
    people = " ".join(person.id for person in one.people)
    return f"{one.lack} {one.kind or ''} {people}"
