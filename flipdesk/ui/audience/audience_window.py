"""The window the room looks at: full on its own screen, or an ordinary one for screen sharing."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.domain.audience import AudienceView
from flipdesk.i18n import _
from flipdesk.ui.audience.drawing import DESIGNED, AudiencePainter
from flipdesk.ui.audience.words import spoken
from flipdesk.ui.theme.theme import Theme

SMALLEST = (960, 540)
_OPENING_MS = 1_500
"""So long after it is shown nobody has clicked on it: focus it gets then was not asked for."""


class AudienceWindow(QWidget):
    """It paints one view and knows nothing else; it is painted again only for another view."""

    hide_requested = Signal()
    key_pressed = Signal(QKeyEvent)
    """A key that is no way out of the window."""
    key_strayed = Signal(QKeyEvent)
    """A key that was meant for the window behind: nobody gave this one the focus."""
    took_focus = Signal()
    """The window manager made it active though nobody asked for that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme = theme
        self._view: AudienceView | None = None
        self._is_blank = False
        self._is_uninvited = False
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(_OPENING_MS)
        self.setObjectName("audience_window")
        self.setWindowTitle(_("The audience's screen - FlipDesk"))
        self.setAccessibleName(_("The audience's screen"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # A forgotten audience window must not keep the program going.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setMinimumSize(*SMALLEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def view(self) -> AudienceView | None:
        """What is shown, or would be if the window were not blank."""
        return self._view

    def show_view(self, view: AudienceView | None, *, blank: bool) -> None:
        """Show this, or black."""
        if (view, blank) == (self._view, self._is_blank):
            return
        self._view, self._is_blank = view, blank
        shown = _("Black") if blank or view is None else spoken(view)
        self.setAccessibleDescription(shown)
        self.update()

    def fill(self, screen: QScreen) -> None:
        """Fill a screen, without taking the focus.

        On Wayland a program cannot place its windows, but it may say which screen to fill.
        """
        self._opening.start()
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setScreen(screen)
        # Before it is full: several window managers fill the screen a window stands on.
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def open_beside(self, window: QWidget) -> None:
        """Open as an ordinary window that can be moved and shared."""
        self._opening.start()
        self.unsetCursor()
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(window.screen())
        room = window.screen().availableGeometry()
        size = DESIGNED.boundedTo(room.size() * 0.8)
        self.setGeometry(room.x(), room.y(), size.width(), size.height())
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawing = AudiencePainter(painter, self._theme, self.rect())
        if self._is_blank or self._view is None:
            drawing.draw_blank()
        else:
            drawing.draw(self._view)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_uninvited:
            self.key_strayed.emit(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide_requested.emit()
        else:
            self.key_pressed.emit(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._opening.stop()
        self._is_uninvited = False
        super().mousePressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        self._is_uninvited = self.isActiveWindow() and self._opening.isActive()
        if self._is_uninvited:
            self._opening.stop()
            # Some Wayland compositors let no program give the focus back.
            self.took_focus.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide_requested.emit()
        super().closeEvent(event)
