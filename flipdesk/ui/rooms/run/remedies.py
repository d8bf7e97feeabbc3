"""What can be done when the time runs over, in the place of the materials while it does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.day_end import Cut, DayEnd
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption

LATE_FROM_MINUTES = 5


class Remedies(QWidget):
    """Says how late the day will be and what could still give; a button for each remedy.

    Five minutes more stand beside the clock already. A remedy that is of no use now is not shown.
    """

    take_requested = Signal()
    shorten_requested = Signal()
    skip_requested = Signal()

    def __init__(self, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self.caption = Caption(theme)
        self.take_button = Button(theme, kind="plain")
        self.shorten_button = Button(theme, kind="plain")
        self.skip_button = Button(theme, kind="plain")
        for button, name, command, wish in (
            (self.take_button, "run_take", "run.take_from_buffer", self.take_requested),
            (self.shorten_button, "run_shorten", "run.shorten_next", self.shorten_requested),
            (self.skip_button, "run_skip", "run.skip_next", self.skip_requested),
        ):
            button.setObjectName(name)
            button.set_small(44, normal_weight=True)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setProperty("keys", commands.keys(command))
            button.clicked.connect(wish)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.caption)
        self._grid = QGridLayout()
        self._grid.addWidget(self.take_button, 0, 0, 1, 2)
        self._grid.addWidget(self.shorten_button, 1, 0)
        self._grid.addWidget(self.skip_button, 1, 1)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self._column.addLayout(self._grid)
        theme.changed.connect(self._restyle)
        self._restyle()

    @staticmethod
    def are_wanted(end: DayEnd, *, is_over: bool) -> bool:
        """Return whether the time is so short that something has to be done about it."""
        is_late = end.late_minutes >= LATE_FROM_MINUTES or (is_over and end.late_minutes > 0)
        return is_late and (end.skippable is not None)

    def show_end(self, end: DayEnd) -> None:
        """Show what can be done now; nothing is touched when it is what stands there."""
        shown = end.late_minutes, end.buffer_minutes, *self._offered(end)
        if shown == self._shown:
            return
        self._shown = shown
        late = _("{minutes} min. behind").format(minutes=end.late_minutes)
        buffer = _("no buffer left")
        if end.buffer_minutes:
            buffer = _("{minutes} min. of buffer left").format(minutes=end.buffer_minutes)
        self.caption.setText(f"{late} · {buffer}")
        take, shorten, skip = self._offered(end)
        if take is not None:
            words = _("Take {minutes} min. from {title}")
            self._say(self.take_button, words.format(minutes=take.minutes, title=take.item.title))
        self.take_button.setVisible(take is not None)
        if shorten is not None:
            words = _("Next {minutes} min. shorter")
            self._say(
                self.shorten_button, words.format(minutes=shorten.minutes), shorten.item.title
            )
        self.shorten_button.setVisible(shorten is not None)
        if skip is not None:
            self._say(self.skip_button, _("Skip the next"), skip.title)
        self.skip_button.setVisible(skip is not None)

    @staticmethod
    def _offered(end: DayEnd) -> tuple[Cut | None, Cut | None, AgendaItem | None]:
        return end.from_buffer, end.shorter_next, end.skippable

    @staticmethod
    def _say(button: Button, words: str, title: str = "") -> None:
        button.set_label(words)
        about = f"{words}: {title}" if title else words
        button.setAccessibleName(about)
        button.setToolTip(f"{about} ({button.property('keys')})")

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(7), px(14), px(8))
        self._column.setSpacing(px(4))
        self._grid.setSpacing(px(6))
