"""Where the recording is started, paused and stopped, and the microphone is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _, ngettext, pgettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.level_bars import LevelBars

_HEARING = (RecordingState.RECORDING, RecordingState.NO_SOUND, RecordingState.PAUSED)


class RecordingPanel(QWidget):
    """Follows the recording desk; its buttons are the window's commands."""

    def __init__(
        self,
        theme: Theme,
        recording: RecordingDesk,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._recording = recording
        self._shown: object = None
        self._is_held = False
        self.caption = Caption(theme)
        self.level = LevelBars(theme, parent=self)
        self.device = QComboBox()
        self.device.setObjectName("recording_device")
        self.device.setAccessibleName(_("Microphone"))
        self.device.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.toggle_button = Button(theme, _("Start recording"), icon="mic", big=True)
        self.toggle_button.setObjectName("recording_toggle")
        self.toggle_button.setSizePolicy(
            QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed
        )
        self.stop_button = Button(theme, _("Stop"), icon="circle-stop", big=True)
        self.stop_button.setObjectName("recording_stop")
        self.off_button = Button(theme, _("Off the record"), icon="mic-off", kind="quiet")
        self.off_button.set_small(normal_weight=True)
        self.off_button.setObjectName("recording_off_record")
        self._lay_out()
        off, off_record = self.off_button, commands.action("recording.off_record")
        off.clicked.connect(off_record.trigger)
        commands.follow(off, lambda: off.setToolTip(self._off_tip(commands)))
        toggle, stop = commands.action("recording.toggle"), commands.action("recording.stop")
        self.toggle_button.clicked.connect(toggle.trigger)
        self.stop_button.clicked.connect(stop.trigger)
        on_off, end = self.toggle_button, self.stop_button
        commands.follow(on_off, lambda: on_off.set_key(commands.keys("recording.toggle")))
        commands.follow(end, lambda: end.setToolTip(commands.keys("recording.stop")))
        self.device.activated.connect(self._on_device_activated)
        recording.changed.connect(self.refresh)
        recording.microphones.changed.connect(self._show_devices)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._show_devices()
        self.refresh()

    def show_record(self, record: SessionRecord | None) -> None:
        """Record with one big button; once the session is over a quiet one records more."""
        self._is_held = record is not None and record.session.state is SessionState.ENDED
        self.refresh()

    def refresh(self) -> None:
        """Show the recorder's state; ten times a second only the level differs."""
        recording = self._recording
        state = recording.state
        meter, found = recording.meter, recording.microphones.found
        hears = state in _HEARING
        self.level.set_level(meter.level if hears else 0, meter.held if hears else 0)
        elsewhere, problem = recording.is_elsewhere, recording.microphones.problem
        lost_s = recording.losses.missing_ms // 1000
        on = recording.is_recording
        is_quiet = self._is_held and not on
        shown = (state, problem, len(found), elsewhere, lost_s, recording.is_kept_awake, is_quiet)
        if shown == self._shown:
            return
        self._shown = shown
        self.level.setVisible(state in _HEARING)
        self.stop_button.setVisible(on)
        self.device.setVisible(len(found) > 1)
        paused = state.rests
        # Where all is well the pill says it all, and its words take the caption's place.
        is_well = state is RecordingState.RECORDING and not lost_s and not elsewhere
        self.caption.setVisible(not is_well)
        self.off_button.setText(_("Off the record") if is_well else "")
        self.off_button.setVisible(on and state is not RecordingState.OFF_RECORD)
        self.off_button.setEnabled(state is not RecordingState.STARTING)
        text = (
            _("Go on recording")
            if paused
            else pgettext("recording", "Pause")
            if on
            else _("Record more")
            if is_quiet
            else _("Start recording")
        )
        self.toggle_button.set_kind("quiet" if is_quiet else "plain")
        self.toggle_button.set_small(32 if is_quiet else 44, normal_weight=is_quiet)
        self.toggle_button.set_label(text)
        self.toggle_button.set_icon_name("pause" if on and not paused else "mic")
        self.toggle_button.setEnabled(state is not RecordingState.STARTING)
        words = _("Another session is being recorded") if elsewhere else self._words(state)
        self.caption.setText(words)
        self.caption.setToolTip(problem or self._details())

    def _words(self, state: RecordingState) -> str:
        words = {
            RecordingState.IDLE: _("Recording"),
            RecordingState.STARTING: _("The microphone is being opened"),
            RecordingState.RECORDING: _("What is said is recorded"),
            RecordingState.NO_SOUND: _("Nothing is heard: check the microphone"),
            RecordingState.PAUSED: _("Nothing is recorded now"),
            RecordingState.OFF_RECORD: _("No sound is kept now, notes are"),
            RecordingState.LOST: _("The microphone is gone: plug it in"),
        }
        problem = self._recording.microphones.problem
        if problem and state is RecordingState.IDLE:
            return problem
        lost_s = self._recording.losses.missing_ms // 1000
        if lost_s and state is RecordingState.RECORDING:
            return _("Recording · {seconds} sec. are missing").format(seconds=lost_s)
        return words[state]

    @staticmethod
    def _off_tip(commands: Commands) -> str:
        words = _("Nothing of what is said is kept, only for how long; notes are ({keys})")
        return words.format(keys=commands.keys("recording.off_record"))

    def _details(self) -> str:
        """Return what there is to know about the recording beside its state."""
        recording = self._recording
        if not recording.is_recording:
            return ""
        losses = recording.losses
        gaps = ngettext("{count} gap", "{count} gaps", losses.gaps).format(count=losses.gaps)
        parts = [recording.disk.text(recording.bytes_per_s), gaps if losses.gaps else _("no gaps")]
        if losses.overflows:
            words = ngettext("{count} overflow", "{count} overflows", losses.overflows)
            parts.append(words.format(count=losses.overflows))
        if losses.dropped_blocks:
            words = ngettext(
                "{count} block dropped", "{count} blocks dropped", losses.dropped_blocks
            )
            parts.append(words.format(count=losses.dropped_blocks))
        if not recording.is_kept_awake:
            parts.append(_("the computer may fall asleep: plug it in and keep the lid open"))
        return " · ".join(parts)

    def _show_devices(self) -> None:
        microphones = self._recording.microphones
        self.device.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.device.clear()
        self.device.addItem(_("The computer's own choice"), "")
        for device in microphones.found:
            self.device.addItem(device.name, device.name)
        self.device.setCurrentIndex(max(0, self.device.findData(microphones.chosen)))
        self.device.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.refresh()

    def _on_device_activated(self, row: int) -> None:
        self._recording.microphones.choose(str(self.device.itemData(row)))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._top = QHBoxLayout()
        self.caption.setWordWrap(True)
        self._top.addWidget(self.caption, 1)
        self._top.addWidget(self.off_button)
        self._top.addWidget(self.device, 2)
        self._top.addStretch()
        self._top.addWidget(self.level, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.toggle_button, 1)
        self._buttons.addWidget(self.stop_button)
        self._column.addLayout(self._top)
        self._column.addLayout(self._buttons)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(10), px(14), px(12))
        self._column.setSpacing(px(8))
        self._top.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self.caption.setMinimumHeight(self._theme.line("caption"))
