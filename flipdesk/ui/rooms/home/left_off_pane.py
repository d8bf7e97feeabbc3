"""The pane Fortsæt, hvor du slap: the last things that were worked on."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.overview import Touched
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.services.overview import LeftOff
from flipdesk.ui.models.when_words import near_moment
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption, Strong
from flipdesk.ui.widgets.pane import Pane

HEIGHT = 54
_LOOKS = {
    Touched.RUN_SHEET: ("clipboard-list", "prepare"),
    Touched.NOTES: ("message-square-text", "compile"),
    Touched.MINUTES: ("file-pen-line", "compile"),
}


class _Place(QWidget):
    """One thing to go on with."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = ""
        self.line_left = False
        self._icon = QLabel()
        self.title = Strong(theme)
        self.about = Caption(theme)
        for label in (self.title, self.about):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = Button(theme, _("Open"))
        self.button.setObjectName(name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.button)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, icon: str, title: str, about: str) -> None:
        self._icon_name = icon
        self.title.setText(title)
        self.about.setText(about)
        self.button.setAccessibleName(_("Open {what}").format(what=title))
        self._restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.line_left:
            painter = QPainter(self)
            painter.fillRect(0, 0, 1, self.height(), self._theme.colour("border"))
            painter.end()

    def _restyle(self) -> None:
        px = self._theme.px
        self.setMinimumHeight(px(HEIGHT))
        self._row.setContentsMargins(px(14), 0, px(14), 0)
        self._row.setSpacing(px(8))
        if self._icon_name:
            self._icon.setPixmap(self._theme.pixmap(self._icon_name, 20))


class LeftOffPane(Pane):
    """Two places side by side, under each other where there is no room."""

    session_requested = Signal(object, str)

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Go on where you left off"))
        self.setObjectName("left_off_pane")
        self._left_off: tuple[LeftOff, ...] = ()
        self.places = tuple(_Place(tools.theme, f"left_off_{n}") for n in range(2))
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        for column, place in enumerate(self.places):
            place.button.clicked.connect(self._opening(column))
        self.body.addLayout(self._grid)
        self.fit(narrow=False)

    def show_left_off(self, left_off: tuple[LeftOff, ...], now: datetime) -> None:
        """Show what was worked on last; the pane hides when nothing was."""
        self._left_off = left_off
        self.setVisible(bool(left_off))
        for n, place in enumerate(self.places):
            place.setVisible(n < len(left_off))
            if n < len(left_off):
                place.show_words(*_words(left_off[n], now))

    def fit(self, *, narrow: bool) -> None:
        """Put the places side by side, or under each other."""
        for n, place in enumerate(self.places):
            self._grid.removeWidget(place)
            self._grid.addWidget(place, n if narrow else 0, 0 if narrow else n)
            place.line_left = n > 0 and not narrow
        for column in range(2):
            self._grid.setColumnStretch(column, 0 if narrow and column else 1)

    def _opening(self, n: int) -> Callable[[], None]:
        def open_it() -> None:
            one = self._left_off[n]
            self.session_requested.emit(one.session, _LOOKS[one.touch.what][1])

        return open_it


def _words(one: LeftOff, now: datetime) -> tuple[str, str, str]:
    zone = zone_info(one.session.zone)
    when = near_moment(one.touch.at.astimezone(zone), now.astimezone(zone))
    icon = _LOOKS[one.touch.what][0]
    title = one.session.title
    match one.touch.what:
        case Touched.MINUTES:
            draft = _("Draft {version} · {when}").format(version=one.touch.version, when=when)
            return icon, _("Minutes of {title}").format(title=title), draft
        case Touched.NOTES:
            changed = _("Changed {when}").format(when=when)
            return icon, _("Notes from {title}").format(title=title), changed
        case Touched.RUN_SHEET:
            changed = _("Changed {when}").format(when=when)
            return icon, _("Run sheet of {title}").format(title=title), changed
