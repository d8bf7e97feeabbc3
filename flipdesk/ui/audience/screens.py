"""The screens of this computer, by number, and the big numbers that tell which is which."""

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.audience.audience_choice import ScreenPlace
from flipdesk.ui.theme.theme import Theme

IDENTIFY_MS = 3_000
_SIDE = 280
_ASIDE = (
    Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.WindowTransparentForInput
)


def place_of(screen: QScreen) -> ScreenPlace:
    """Return what a screen is remembered by."""
    rect = screen.geometry()
    return ScreenPlace(screen.name(), rect.x(), rect.y(), rect.width(), rect.height())


def screen_at(place: ScreenPlace | None) -> QScreen | None:
    """Return the screen that still has this name and stands where it stood."""
    return next((one for one in QGuiApplication.screens() if place_of(one) == place), None)


def number_of(screen: QScreen) -> int:
    """Return a screen's number as `Identify` shows it, from 1 and from the left."""
    places = [place_of(one) for one in ordered_screens()]
    return places.index(place_of(screen)) + 1


def ordered_screens() -> list[QScreen]:
    """Return the screens from left to right."""
    return sorted(
        QGuiApplication.screens(), key=lambda one: (one.geometry().x(), one.geometry().y())
    )


def covers(screen: QScreen, window: QWidget) -> bool:
    """Return whether something filling the screen would cover the window; mirrors do as well."""
    return screen.geometry().intersects(window.screen().geometry())


class ScreenNumber(QWidget):
    """A big number in the middle of one screen; it takes neither focus nor clicks."""

    def __init__(self, theme: Theme, screen: QScreen, number: int) -> None:
        # Nothing can be placed on Wayland, but a window may say which screen it fills.
        fills = QGuiApplication.platformName() == "wayland"
        kind = Qt.WindowType.Window if fills else Qt.WindowType.ToolTip
        super().__init__(None, kind | _ASIDE)
        self._theme = theme
        self._number = number
        self.setObjectName(f"screen_number_{number}")
        self.setAccessibleName(_("Screen {number}").format(number=number))
        self.setWindowTitle(self.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setScreen(screen)
        if fills:
            # Qt looks at where a window stands for the screen it is to fill.
            self.setGeometry(screen.geometry())
            self.setWindowState(Qt.WindowState.WindowFullScreen)
            return
        place = QRect(0, 0, _SIDE, _SIDE)
        place.moveCenter(screen.geometry().center())
        self.setGeometry(place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.audience_colour("ground"))
        painter.setPen(self._theme.audience_colour("text"))
        painter.setFont(self._theme.audience_font(200, strong=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class ScreenNumbers(QObject):
    """Shows a number on every screen for three seconds."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[ScreenNumber] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDENTIFY_MS)
        self._timer.timeout.connect(self.hide)

    @property
    def shown(self) -> tuple[ScreenNumber, ...]:
        return tuple(self._shown)

    def show(self) -> None:
        """Show the numbers, from now on for three seconds."""
        self.hide()
        for number, screen in enumerate(ordered_screens(), start=1):
            self._shown.append(ScreenNumber(self._theme, screen, number))
            self._shown[-1].show()
        self._timer.start()

    def hide(self) -> None:
        """Take the numbers away."""
        self._timer.stop()
        for one in self._shown:
            one.close()
        self._shown.clear()
