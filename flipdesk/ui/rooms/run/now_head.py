"""The clock of the item that is on, and the three buttons that move through the agenda."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.run.now_state import NowState
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.key_text import with_keys
from flipdesk.ui.widgets.label import Caption, Heading, Label
from flipdesk.ui.widgets.progress_bar import ProgressBar

WARNING_S = 120


class NowHead(QWidget):
    """Shows a NowState and repaints only what differs; nothing moves when the clock counts."""

    next_requested = Signal()
    back_requested = Signal()
    longer_requested = Signal()
    pause_requested = Signal()

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: NowState | None = None
        self._narrow = False
        self.caption = Caption(theme)
        self.title = Heading(theme, wrap=True)
        self.clock = Label(theme, "", "clock")
        self.clock.setObjectName("clock")
        self.clock_note = Label(theme, "", "body", "muted")
        self.bar = ProgressBar(theme, _("How much of the item has passed"))
        self.left = Caption(theme)
        self.right = Caption(theme)
        self.back_button = Button(theme, icon="chevron-left", big=True, name=_("Previous item"))
        self.next_button = Button(theme, _("Next item"), kind="primary", big=True)
        self.longer_button = Button(theme, _("+5 min."), big=True)
        self.pause_button = Button(theme, _("Stop the clock"), icon="pause", kind="quiet")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self._dress(commands)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, state: NowState) -> None:
        """Show another moment."""
        before, self._state = self._state, state
        if state == before:
            return
        for label, text in (
            (self.caption, state.caption),
            (self.title, state.title),
            (self.clock, state.clock),
            (self.clock_note, state.clock_note),
            (self.left, state.left_text),
            (self.right, state.right_text),
        ):
            if label.text() != text:
                label.setText(text)
        self.bar.set_share(state.share)
        if before is None or before.next_text != state.next_text:
            self.next_button.set_label(state.next_text)
        if before is None or self._colour_of(before) != self._colour_of(state):
            self.clock.set_look(colour=self._colour_of(state))
            warns = state.is_over or state.is_paused
            self.clock_note.set_look(colour="warning" if warns else "muted")
        self._show_what_counts(state)
        self.back_button.setEnabled(state.has_begun)
        self.longer_button.setEnabled(state.is_running)
        no_item = _("There is no item under way to give more time")
        self.longer_button.setToolTip("" if state.is_running else no_item)
        self._show_pause(before, state)
        self._say(before, state)

    def set_narrow(self, *, narrow: bool) -> None:
        """Use the smaller clock where height is short."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._restyle()
            if self._state is not None:
                self._show_what_counts(self._state)

    def _dress(self, commands: Commands) -> None:
        self.back_button.setObjectName("run_back")
        self.next_button.setObjectName("run_next")
        self.longer_button.setObjectName("run_longer")
        commands.follow(self, lambda: self._show_keys(commands))
        self.next_button.setSizePolicy(
            QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed
        )
        self.pause_button.setObjectName("run_pause")
        self.pause_button.set_small(24, normal_weight=True)
        self._pause_keys = commands.keys("run.pause")
        self.pause_button.setToolTip(self._pause_keys)
        self.pause_button.clicked.connect(self.pause_requested)
        self.next_button.clicked.connect(self.next_requested)
        self.back_button.clicked.connect(self.back_requested)
        self.longer_button.clicked.connect(self.longer_requested)

    def _show_keys(self, commands: Commands) -> None:
        back = with_keys(_("Previous item"), commands.keys("run.previous"))
        self.back_button.setToolTip(back)
        self.next_button.set_key(commands.keys("run.next"))
        self.longer_button.set_key(commands.keys("run.longer"))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._clock_row = QHBoxLayout()
        self._clock_row.addWidget(self.clock)
        self._clock_row.addWidget(self.clock_note, 1, Qt.AlignmentFlag.AlignBottom)
        self._ends_row = QHBoxLayout()
        self._ends_row.addWidget(self.left)
        self._ends_row.addStretch(1)
        self._ends_row.addWidget(self.right)
        self._buttons = QHBoxLayout()
        for button in (self.back_button, self.next_button, self.longer_button):
            self._buttons.addWidget(button, 1 if button is self.next_button else 0)
        self._caption_row = QHBoxLayout()
        self._caption_row.addWidget(self.caption, 1)
        self._caption_row.addWidget(self.pause_button)
        self._column.addLayout(self._caption_row)
        self._column.addWidget(self.title)
        self._column.addLayout(self._clock_row)
        self._column.addWidget(self.bar)
        self._column.addLayout(self._ends_row)
        self._column.addLayout(self._buttons)

    def _show_what_counts(self, state: NowState) -> None:
        """Leave out what says nothing more once the session is over, where height is short."""
        counts = not (self._narrow and state.has_ended)
        for widget in (self.clock, self.clock_note, self.bar):
            widget.setVisible(counts)
        self.longer_button.setVisible(not state.has_ended)

    def _show_pause(self, before: NowState | None, state: NowState) -> None:
        button = self.pause_button
        button.setVisible(state.has_begun and not state.has_ended)
        if before is None or before.is_paused != state.is_paused:
            words = _("Start the clock") if state.is_paused else _("Stop the clock")
            button.set_label(words)
            button.set_icon_name("play" if state.is_paused else "pause")
            button.set_kind("primary" if state.is_paused else "quiet")

    def _say(self, before: NowState | None, state: NowState) -> None:
        if before is None:
            return
        if (before.title, before.caption) != (state.title, state.caption):
            announce(self, f"{state.caption}: {state.title}")
        elif before.left_s is not None and state.left_s is not None:
            if before.left_s > WARNING_S >= state.left_s > 0:
                announce(self, _("Two minutes left"))
            elif before.left_s >= 0 > state.left_s:
                announce(self, _("The time is over"))

    @staticmethod
    def _colour_of(state: NowState) -> str:
        if state.is_paused:
            return "muted"
        if state.is_over:
            return "warning"
        return "text" if state.is_running or state.has_ended else "muted"

    def _restyle(self) -> None:
        px = self._theme.px
        role: FontRole = "clock_narrow" if self._narrow else "clock"
        self.clock.set_look(role=role)
        metrics = QFontMetrics(self._theme.font(role))
        self.clock.setMinimumWidth(metrics.horizontalAdvance("88:88"))
        self.clock.setFixedHeight(self._theme.line(role))
        # Box layouts know no baseline: lift the words to that of the digits.
        words = QFontMetrics(self._theme.font("body"))
        below = (self._theme.line(role) - metrics.height()) // 2 + metrics.descent()
        self.clock_note.setContentsMargins(0, 0, 0, max(0, below - words.descent()))
        self._column.setContentsMargins(px(14), px(8), px(14), px(12))
        self._column.setSpacing(0)
        self._clock_row.setSpacing(px(10))
        self._clock_row.setContentsMargins(0, px(2), 0, px(6))
        self._ends_row.setContentsMargins(0, px(4), 0, px(10))
        self._buttons.setSpacing(px(8))
