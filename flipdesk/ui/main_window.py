"""The window: rail, session strip, five rooms and footer.

It is painted before anything else is imported, so nothing here may need more than QtWidgets and
the theme; workspace and rooms come in by `install`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.footer import Footer
from flipdesk.ui.widgets.rail import Rail
from flipdesk.ui.widgets.session_strip import SessionStrip

if TYPE_CHECKING:
    from flipdesk.domain.changes import Changes
    from flipdesk.ui.rooms.room import Room, RoomTools

    MakeRoom = Callable[[RoomTools], Room]

ROOMS = ("home", "prepare", "run", "compile", "knowledge")
NARROW_BELOW = 1180
SMALLEST = (853, 480)
_LATEST_MS = 1_000


class MainWindow(QMainWindow):
    """Holds the rooms and shows one; rooms are made when they are first entered."""

    first_painted = Signal()
    room_entered = Signal(str)
    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._above: list[QWidget] = []
        self.theme = theme
        self._makers: dict[str, MakeRoom] = {}
        self._rooms: dict[str, Room] = {}
        self._stale: set[str] = set()
        self._tools: RoomTools | None = None
        self._rail_choice: bool | None = None
        self._painted = False
        self._before_full_screen = Qt.WindowState.WindowNoState
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; what it has to say it says in the window."""
        self.setObjectName("main_window")
        self.setWindowTitle("FlipDesk")
        self.setMinimumSize(*SMALLEST)
        self.rail = Rail(theme)
        self.strip = SessionStrip(theme)
        self.footer = Footer(theme)
        self._stack = QStackedWidget()
        self.column = QVBoxLayout()
        self._lay_out()
        self.rail.room_requested.connect(self.enter)
        theme.changed.connect(self._fit_rail)

    def install(self, tools: "RoomTools", makers: "dict[str, MakeRoom]") -> None:
        """Say what rooms work with and how they are made; each is made when first entered."""
        self._tools = tools
        self._makers = makers
        tools.workspace.changed.connect(self._on_workspace_changed)
        tools.workspace.session_opened.connect(self._on_session_opened)

    def insert_below_strip(self, widget: QWidget) -> None:
        """Put something between the strip and the room, such as messages."""
        self.column.insertWidget(1, widget)
        self._above.append(widget)

    @property
    def room(self) -> "Room | None":
        """The room that is shown."""
        current = self._stack.currentWidget()
        return next((room for room in self._rooms.values() if room is current), None)

    def enter(self, name: str) -> None:
        """Show a room."""
        if self._tools is None:
            return
        room = self._rooms.get(name)
        if room is None:
            room = self._rooms[name] = self._makers[name](self._tools)
            self._stack.addWidget(room)
            self._stale.add(name)
        self._stack.setCurrentWidget(room)
        self.rail.set_current(name)
        self._tools.commands.enter(name)
        if name in self._stale:
            self._stale.discard(name)
            room.refresh()
        self._show_strip_widget(room)
        room.on_entered()
        self.room_entered.emit(name)

    def let_go(self) -> None:
        """Let every room close what would outlive the window."""
        for room in self._rooms.values():
            room.let_go()

    def step_room(self, by: int) -> None:
        """Go to the next room or the one before, in the order of the work."""
        current = ROOMS.index(self.room.name) if self.room else 0
        self.enter(ROOMS[(current + by) % len(ROOMS)])

    def step_pane(self, by: int) -> None:
        """Put the focus into the next pane of the room, or the one before."""
        panes = [pane for pane in (*self._above, *self._room_panes()) if pane.isVisible()]
        if not panes:
            return
        focused = self.focusWidget()
        inside = [n for n, pane in enumerate(panes) if _holds(pane, focused)]
        here = inside[-1] if inside else (-1 if by > 0 else 0)
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_room(self) -> None:
        """Put the focus where the work of the room is done."""
        first = next((pane for pane in self._room_panes() if pane.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _room_panes(self) -> tuple[QWidget, ...]:
        return self.room.panes() if self.room else ()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be again what the window was before."""
        if self.isFullScreen():
            self.setWindowState(self._before_full_screen)
        else:
            self._before_full_screen = self.windowState()
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)

    def toggle_rail(self) -> None:
        self._rail_choice = not self.rail.is_narrow
        self.rail.set_narrow(narrow=self._rail_choice)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt lets Enter press a box in dialogs only; here everybody expects it too.
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focused, QAbstractButton) and not event.isAutoRepeat():
            focused.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            # The zero timer fires once this paint has reached the screen.
            QTimer.singleShot(0, self, self._be_painted)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A window that starts minimised or covered is not painted, and would stay empty.
        QTimer.singleShot(_LATEST_MS, self, self._be_painted)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        focused = self.focusWidget()
        if focused is not None:
            # A field tells that it was edited when it is left, but not when its window goes.
            focused.clearFocus()
        self.closing.emit()
        super().closeEvent(event)

    def _fit_rail(self) -> None:
        narrow = self.width() < self.theme.px(NARROW_BELOW)
        self.rail.set_narrow(narrow=narrow if self._rail_choice is None else self._rail_choice)

    def _be_painted(self) -> None:
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def _lay_out(self) -> None:
        self.column.setSpacing(0)
        self.column.addWidget(self.strip)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.footer)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setSpacing(0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.rail)
        row.addLayout(self.column, 1)
        self.setCentralWidget(centre)

    def _on_session_opened(self) -> None:
        self._refresh(lambda _room: True)

    def _on_workspace_changed(self, changes: "Changes") -> None:
        self._refresh(lambda room: not room.follows or changes.touches(*room.follows))

    def _refresh(self, concerned: "Callable[[Room], bool]") -> None:
        for name, room in self._rooms.items():
            if not concerned(room):
                continue
            if room is self.room:
                room.refresh()
                self._show_strip_widget(room)
            else:
                self._stale.add(name)

    def _show_strip_widget(self, room: "Room") -> None:
        slot = self.strip.right_layout
        wanted = room.strip_widget()
        while slot.count() and (item := slot.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not wanted:
                widget.hide()
        if wanted is not None:
            slot.addWidget(wanted)
            wanted.show()


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))
