"""The controls above the timeline: play, back, where one is, how fast; or why one cannot listen."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.offsets import format_offset
from flipdesk.domain.playing import PRE_ROLLS_S, RATES
from flipdesk.domain.recording import Recording
from flipdesk.i18n import _, ngettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.listening import Listening, ListeningState
from flipdesk.ui.rooms.compile.player_words import level_words, rate_text, recording_text
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.key_text import with_keys
from flipdesk.ui.widgets.label import ElidedLabel, Label
from flipdesk.ui.widgets.measures import Measures


class PlayerBar(QWidget):
    """34 px high; what does not fit in a narrow window gives way, the buttons never."""

    import_wanted = Signal()
    """There is no recording: one wants to take one in."""

    def __init__(self, theme: Theme, listening: Listening, commands: Commands) -> None:
        super().__init__()
        self._theme = theme
        self._listening = listening
        self._commands = commands
        self._row = QHBoxLayout(self)
        Measures(theme, self._row, margins=(0, 0, 0, 0), gap=8)
        self._make_parts()
        self._make_menus()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._connect()
        commands.follow(self, self.show_state)

    def show_state(self) -> None:
        """Show what can be done now."""
        listening, player = self._listening, self._listening.player
        ready = listening.is_ready
        for part in self._only_when_ready:
            part.setVisible(ready)
        self.sentence.setVisible(not ready)
        self.sentence.setText(listening.sentence)
        self.import_button.setVisible(listening.state is ListeningState.NO_RECORDING)
        self.recording_button.setVisible(ready and len(listening.recordings) > 1)
        self.play_button.set_icon_name("pause" if player.is_playing else "play")
        name = _("Pause") if player.is_playing else _("Play")
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(with_keys(name, self._commands.keys("play.toggle_here")))
        self.rate.setCurrentIndex(RATES.index(player.rate) if player.rate in RATES else -1)
        sound = player.sound
        length = format_offset((sound.length_ms if sound else 0) // 1000 * 1000)
        self.length.setText(_("of {length}").format(length=length))
        self.show_position(player.position_ms)
        self._fit()

    def show_position(self, ms: int) -> None:
        """Show where one is."""
        self.position.setText(format_offset(ms // 1000 * 1000))

    def spoken(self) -> str:
        """Return position and level in words."""
        player = self._listening.player
        if not self._listening.is_ready:
            return self._listening.sentence
        state = _("playing") if player.is_playing else _("paused")
        where = f"{self.position.text()} {self.length.text()}"
        return f"{state}, {where}, {level_words(player.level)}"

    def show_table_wish(self, *, is_table: bool) -> None:
        """Say that the timeline is a table, and that it can be a wave again."""
        self._is_table = is_table
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the words that explain, then shorten the others, until all buttons fit."""
        for roominess in (2, 1, 0):
            self._explain(roominess)
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return

    def _explain(self, roominess: int) -> None:
        ready, player = self._listening.is_ready, self._listening.player
        for label in (self.rate_label, self.length):
            label.setVisible(ready and roominess == 2)
        seconds, skips = player.pre_roll_s, player.skips_silence
        words = _pre_roll_words(seconds, skips)
        self.pre_roll_button.set_label(words)
        table = _("Show as a wave") if self._is_table else _("Show as a table")
        self.table_button.set_label(table)
        if not roominess:
            # What is said to a screen reader is as long as ever.
            self.pre_roll_button.setText(_("−{count} sec.").format(count=seconds))
            self.table_button.setText(_("Wave") if self._is_table else _("Table"))
        for button in (self.pre_roll_button, self.table_button):
            button.updateGeometry()

    def _make_parts(self) -> None:
        theme = self._theme
        self._is_table = False
        self.play_button = Button(theme, icon="play", kind="primary", name=_("Play"))
        self.play_button.setObjectName("play_button")
        self.back_button = Button(theme, icon="rewind", name=_("5 seconds back"))
        self.back_button.setObjectName("back_button")
        self.position = Label(theme, "00:00:00", "heading")
        self.position.setObjectName("player_position")
        self.length = Label(theme, "", "body", "muted")
        self.pre_roll_button = Button(theme, "", kind="quiet")
        self.pre_roll_button.setObjectName("pre_roll_button")
        self.recording_button = Button(theme, _("Recording"), kind="quiet")
        self.recording_button.setObjectName("recording_choice_button")
        for button in (self.pre_roll_button, self.recording_button):
            button.set_small(26, normal_weight=True)
            button.set_trailing_icon("chevron-down")
        self.sentence = ElidedLabel(theme, "", "body", "muted")
        self.import_button = Button(theme, _("Take a recording in…"), icon="download")
        self.import_button.setObjectName("import_recording_button")
        self.rate_label = Label(theme, _("Speed"), "caption", "muted")
        self.rate = QComboBox()
        self.rate.setObjectName("rate_combo")
        self.rate.setAccessibleName(_("Speed"))
        for rate in RATES:
            self.rate.addItem(rate_text(rate), rate)
        self.table_button = Button(theme, _("Show as a table"), icon="table-2", kind="quiet")
        self.table_button.setObjectName("timeline_table_button")
        self.table_button.set_small(26)
        left: tuple[QWidget, ...] = (
            *(self.play_button, self.back_button, self.position, self.length),
            self.pre_roll_button,
        )
        for part in (*left, self.recording_button):
            self._row.addWidget(part)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.import_button)
        self._row.addStretch(1)
        right: tuple[QWidget, ...] = (self.rate_label, self.rate)
        for part in (*right, self.table_button):
            self._row.addWidget(part)
        self._only_when_ready = (*left, *right)

    def _make_menus(self) -> None:
        self.pre_roll_menu = QMenu(self)
        self.pre_roll_menu.setObjectName("pre_roll_menu")
        self.pre_roll_menu.setAccessibleName(_("Where listening to a note begins"))
        self.recording_menu = QMenu(self)
        self.recording_menu.setObjectName("recording_menu")
        self.recording_menu.setAccessibleName(_("Recordings of the session"))
        self.pre_roll_menu.aboutToShow.connect(self._fill_pre_rolls)
        self.recording_menu.aboutToShow.connect(self._fill_recordings)

    def _connect(self) -> None:
        listening = self._listening
        self.play_button.clicked.connect(listening.toggle)
        self.back_button.clicked.connect(lambda: listening.step(-1))
        self.import_button.clicked.connect(self.import_wanted)
        self.rate.activated.connect(lambda index: listening.player.set_rate(RATES[index]))
        for button, menu in (
            (self.pre_roll_button, self.pre_roll_menu),
            (self.recording_button, self.recording_menu),
        ):
            button.clicked.connect(partial(_open_below, menu, button))
        listening.state_changed.connect(self.show_state)
        listening.player.changed.connect(self.show_state)
        listening.player.moved.connect(self.show_position)

    def _fill_pre_rolls(self) -> None:
        menu, player = self.pre_roll_menu, self._listening.player
        menu.clear()
        for seconds in PRE_ROLLS_S:
            action = menu.addAction(_pre_roll_words(seconds, skips=False))
            action.setCheckable(True)
            action.setChecked(seconds == player.pre_roll_s)
            action.triggered.connect(partial(self._listening.set_pre_roll, seconds))
        menu.addSeparator()
        skip = menu.addAction(_("Skip silence"))
        skip.setObjectName("skip_silence")
        skip.setCheckable(True)
        skip.setChecked(player.skips_silence)
        skip.triggered.connect(lambda checked: player.set_skips_silence(skips=checked))

    def _fill_recordings(self) -> None:
        self.recording_menu.clear()
        chosen = self._listening.recording
        for one in self._listening.recordings:
            # Qt takes an & for the mark of a shortcut.
            action = self.recording_menu.addAction(recording_text(one).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen is not None and one.id == chosen.id)
            action.triggered.connect(partial(self._choose, one))

    def _choose(self, recording: Recording) -> None:
        self._listening.choose_recording(recording.id)


def _pre_roll_words(seconds: int, skips: bool) -> str:  # noqa: FBT001 - a state, not an option
    if not seconds:
        words = _("plays from the note")
    else:
        words = ngettext(
            "plays from {count} sec. before", "plays from {count} sec. before", seconds
        ).format(count=seconds)
    return _("{words}, without silence").format(words=words) if skips else words


def _open_below(menu: QMenu, button: Button) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
