"""The pane "Udestående": what is still to be seen to, each with the way to it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStackedLayout
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.services.missing import Lack, Missing
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.compile.headed_delegate import (
    ABOVE,
    INDENT,
    SIDE,
    HeadedDelegate,
)
from flipdesk.ui.rooms.compile.missing_rows import (
    MissingRow,
    aside_row,
    asides_row,
    missing_row,
    ready_row,
)
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import LEFT, draw_text, text_width
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList

_READY, _ASIDES = "ready", "asides"


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
    """A list that empties, with how far one has come; `acted` carries what was entered.

    What has been asked for is solved elsewhere; when it is, the focus comes back to the next one
    for those who came from here by the keyboard.
    """

    acted = Signal(object)
    listen_requested = Signal(object)
    """What is missing is to be heard: its word was clicked."""
    write_requested = Signal()
    brought_back = Signal(object)
    """What was set aside is to be seen to after all."""
    menu_requested = Signal(object, QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("To be seen to"))
        self.setObjectName("missing_pane")
        self._missing: dict[str, Missing] = {}
        self._asides: dict[str, Missing] = {}
        self._met: set[tuple[str, str]] = set()
        self._session = ""
        self._shows_asides = False
        self._solving: tuple[str, int] | None = None
        self._playable = False
        self._delegate = MissingDelegate(theme)
        self._model = KeyedListModel(self)
        self.list = RowList(theme, _("To be seen to"), self._delegate, fixed=True)
        self.list.setObjectName("missing_list")
        self.list.setModel(self._model)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_list_menu_requested)
        self._empty = EmptyState(
            theme,
            "circle-check",
            _("All is seen to"),
            _("The minutes can be written."),
            _("Write the minutes"),
        )
        self._empty.acted.connect(self.write_requested)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.lead_focus_to(self.list)

    @property
    def chosen(self) -> Missing | None:
        """What is missing in the row with the ring; the first when there is none."""
        key = self._model.key_at(self.list.currentIndex()) or next(iter(self._missing), "")
        return self._missing.get(key)

    def show_missing(
        self, session: str, found: Sequence[Missing], asides: Sequence[Missing] = ()
    ) -> None:
        """Show what is missing now in a session, and what of it was set aside."""
        if session != self._session:
            self._session, self._met, self._solving = session, set(), None
            self._shows_asides = False
        self._missing = {_key(one): one for one in found}
        self._asides = {f"aside {_key(one)} {one.reason}": one for one in asides}
        open_places = _places(found)
        self._met |= open_places | _places(asides)
        self._show_rows()
        done, every = len(self._met - open_places), len(self._met)
        words = _("{done} of {every} seen to").format(done=done, every=every)
        self.set_note(words if every else "")
        self._stack.setCurrentWidget(self.list if found or asides else self._empty)
        self._go_on()

    def set_playable(self, *, playable: bool) -> None:
        """Say whether there is sound to hear what is missing in."""
        self._playable = playable
        self._show_rows()

    def act_on_next(self) -> None:
        """Act on the row with the ring, on the first when there is none."""
        one = self.chosen or next(iter(self._missing.values()), None)
        if one is None:
            self.write_requested.emit()
            return
        self.list.setCurrentIndex(self._model.index_of(_key(one)))
        self._begin(one)

    def toggle_asides(self) -> None:
        """Show what was set aside, or hide it again."""
        self._shows_asides = bool(self._asides) and not self._shows_asides
        self._show_rows()

    def _show_rows(self) -> None:
        rows: list[tuple[str, object]] = [
            (key, missing_row(one, playable=self._playable)) for key, one in self._missing.items()
        ]
        if not rows and self._asides:
            rows.append((_READY, ready_row()))
        if self._asides:
            count = sum(len(one.keys) for one in self._asides.values())
            rows.append((_ASIDES, asides_row(count, is_open=self._shows_asides)))
        if self._shows_asides:
            rows += [(key, aside_row(one)) for key, one in self._asides.items()]
        self._model.show_rows(rows)

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.list.viewport() and isinstance(event, QMouseEvent):
            return self._is_listened(event)
        if watched is self.list and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._typed(Qt.Key(event.key()))
        return False

    def _typed(self, key: Qt.Key) -> bool:
        index = self.list.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_list_clicked(index)
            return True
        if key == Qt.Key.Key_Delete and self.chosen is not None:
            self._on_list_menu_requested(self.list.visualRect(index).center())
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

    def _begin(self, one: Missing) -> None:
        self._solving = (_key(one), len(one.keys)) if self.list.hasFocus() else None
        self.acted.emit(one)

    def _go_on(self) -> None:
        """Come back to the list when what one went away for is solved."""
        if self._solving is None:
            return
        key, count = self._solving
        left = self._missing.get(key)
        if left is None or len(left.keys) < count:
            self._solving = None
            # The editor that was the way to it has the focus until its change is over.
            target = self.list if self.list.isVisible() else self._empty.button
            QTimer.singleShot(0, target, target.setFocus)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        key = self._model.key_at(index) or ""
        if key == _READY:
            self.write_requested.emit()
        elif key == _ASIDES:
            self.toggle_asides()
        elif key in self._asides:
            self.brought_back.emit(self._asides[key])
        elif key in self._missing:
            self._begin(self._missing[key])

    def _on_list_menu_requested(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        one = self._missing.get(self._model.key_at(index) or "")
        if one is not None:
            self.list.setCurrentIndex(index)
            self.menu_requested.emit(one, self.row_corner(one))

    def row_corner(self, one: Missing) -> QPoint:
        """Return where the menu of a row opens, on the screen."""
        rect = self.list.visualRect(self._model.index_of(_key(one)))
        corner = rect.bottomLeft() + QPoint(self._theme.px(SIDE + INDENT), 0)
        return self.list.viewport().mapToGlobal(corner)


def _places(found: Sequence[Missing]) -> set[tuple[str, str]]:
    return {(str(one.lack), key) for one in found for key in one.keys}


def _key(one: Missing) -> str:
    people = " ".join(person.id for person in one.people)
    if one.lack is Lack.RECORDING_CONSENT:
        people = ""
    return f"{one.lack} {one.kind or ''} {people}"
