"""Listening to the open session: which recording, when it may be heard, and from which note."""

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Signal

from flipdesk.audio.session_sound import SessionSound
from flipdesk.domain.ids import RecordingId
from flipdesk.domain.passage_consent import silenced
from flipdesk.domain.playing import END_MS, PRE_ROLLS_S, main_recording, next_rate
from flipdesk.domain.recording import Recording
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.sound_keys import key_of
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.player import Player
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.sound_reading import reading


class ListeningState(Enum):
    NO_RECORDING = auto()
    RECORDING = auto()
    """The session is being recorded."""
    READING = auto()
    READY = auto()
    FAILED = auto()


class Listening(QObject):
    """Reads the sound in a job, once for each recording and whenever its files are others."""

    state_changed = Signal()

    def __init__(self, tools: RoomTools) -> None:
        super().__init__()
        self._tools = tools
        self._record: SessionRecord | None = None
        self._wanted: tuple[object, ...] = ()
        self._read: tuple[object, ...] = ()
        self._chosen: RecordingId | None = None
        self._heard: RecordingId | None = None
        self._noted_ms: int | None = None
        self._wanted_ms = 0
        self._wants_end = False
        self._closely: Progress | None = None
        self.state = ListeningState.NO_RECORDING
        self.sentence = ""
        self.player = Player()
        self.player.pre_roll_s = tools.preferences.pre_roll_s
        self.player.problem.connect(tools.workspace.problem)
        self.player.moved.connect(self._on_player_moved)
        self.player.changed.connect(self._on_player_changed)
        tools.recording.changed.connect(self._on_recording_changed)

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """The session's recordings, to choose among."""
        return () if self._record is None else self._record.recordings

    @property
    def recording(self) -> Recording | None:
        """The one that is listened to."""
        chosen = (one for one in self.recordings if one.id == self._chosen)
        return next(chosen, None) or main_recording(self.recordings)

    @property
    def is_ready(self) -> bool:
        return self.state is ListeningState.READY

    def show_record(self, record: SessionRecord | None) -> None:
        """Listen to this session from now on."""
        if (record and record.session.id) != (self._record and self._record.session.id):
            self._chosen, self._noted_ms, self._wanted_ms = None, None, 0
            self._wants_end = False
        self._record = record
        self._follow()

    def choose_recording(self, recording_id: RecordingId) -> None:
        """Listen to another recording of the session, at the same moment."""
        self._chosen = recording_id
        self._follow()

    def cue(self, at_ms: int) -> None:
        """Be at a note without playing; play then begins at the pre-roll before it."""
        if not self.player.is_playing:
            self._go(at_ms)
            self._noted_ms = at_ms

    def hear(self, at_ms: int) -> None:
        """Play what led to something noted at a moment."""
        if self._may_play():
            self._noted_ms = None
            self.player.play_noted(at_ms)

    def hear_from(self, ms: int) -> None:
        """Play from a moment."""
        if self._may_play():
            self._noted_ms = None
            self.player.play_from(ms)

    def hear_end(self) -> None:
        """Play how the recording ends, as soon as it has been read."""
        sound = self.player.sound
        self._wants_end = sound is None
        if sound is not None:
            self.hear_from(max(0, sound.length_ms - END_MS))

    def leave_off(self) -> None:
        """Be silent, also when what is still being read was to be heard."""
        self._wants_end = False
        self.player.pause()

    def seek(self, ms: int) -> None:
        """Go to a moment, and play on if it plays."""
        self._noted_ms = None
        self._go(ms)

    def step(self, steps: int) -> None:
        """Go so many times 5 s forward, or back when negative."""
        if self.is_ready:
            self._noted_ms = None
            self.player.step(steps)

    def toggle(self) -> None:
        """Play or pause."""
        if self.player.is_playing:
            self.player.pause()
        elif self._noted_ms is not None:
            self.hear(self._noted_ms)
        elif self._may_play():
            self.player.play()

    def change_rate(self, steps: int) -> None:
        """Play so many steps faster, or slower when negative."""
        self.player.set_rate(next_rate(self.player.rate, steps))

    def toggle_silence(self) -> None:
        """Skip silence from now on, or hear it again."""
        self.player.set_skips_silence(skips=not self.player.skips_silence)

    def _on_player_changed(self) -> None:
        recording = self.recording
        if self.player.is_playing and recording is not None:
            journal = self._tools.workspace.desk.journal
            journal.played(recording.session_id, recording.id, self.player.position_ms)

    def set_pre_roll(self, pre_roll_s: int) -> None:
        """Begin so many seconds before a note, from now on and the next time too."""
        assert pre_roll_s in PRE_ROLLS_S
        self.player.pre_roll_s = self._tools.preferences.pre_roll_s = pre_roll_s
        self.player.changed.emit()

    def repeat(self, from_ms: int, to_ms: int) -> None:
        """Play a stretch again and again; asked for once more, it ends."""
        if self.player.loop == (from_ms, to_ms):
            self.player.set_loop(None)
        elif self._may_play():
            self._noted_ms = None
            self.player.set_loop((from_ms, to_ms))
            self.player.play_from(from_ms)

    def let_go(self) -> None:
        """Stop, and close every file; what is shown next is read again."""
        self._wanted = self._read = ()
        self._heard = None
        self.player.let_go()

    def _may_play(self) -> bool:
        if self._tools.recording.is_recording:
            # The microphone would hear the loudspeaker.
            said = _("You can listen when the recording is stopped: the microphone would hear it.")
            self._tools.workspace.problem.emit(said)
            return False
        return self.is_ready

    def _go(self, ms: int) -> None:
        self._wanted_ms = ms
        if self.is_ready:
            self.player.seek(ms)

    def _follow(self) -> None:
        record, recording = self._record, self.recording
        if record is None or recording is None:
            self._leave(ListeningState.NO_RECORDING, _("The session has no recording."))
        elif self._is_being_recorded():
            words = _("The session is being recorded. You can listen when it is stopped.")
            self._leave(ListeningState.RECORDING, words)
        else:
            files = tuple((one.file_name, one.samples) for one in recording.segments)
            self._wanted = (recording.id, recording.samples, files)
            if self._wanted != self._read:
                self._start_reading(recording)
            self.player.silence(silenced(record))

    def _start_reading(self, recording: Recording) -> None:
        self._read = self._wanted
        if recording.id != self._heard or not self.is_ready:
            self._heard = recording.id
            self.player.take(None)
            self._set(ListeningState.READING, _("The sound is being read …"))
        base = self._tools.workspace.desk.base
        read = reading(base.folder / recording.folder, partial(key_of, base))
        done = partial(self._on_read, self._wanted)
        self._tools.jobs.run(_("Reading the recording"), read, done)

    def _on_read(self, wanted: tuple[object, ...], result: Ok[SessionSound] | Err) -> None:
        if wanted != self._wanted or self._record is None:
            if isinstance(result, Ok):
                result.value.close()
        elif isinstance(result, Err):
            self.player.take(None)
            self._set(ListeningState.FAILED, result.sentence)
        elif self.is_ready:
            # The same recording in other files, as after compression.
            self.player.renew(result.value, silenced(self._record))
            self._set(ListeningState.READY, "")
        else:
            self.player.take(result.value, silenced(self._record))
            self._set(ListeningState.READY, "")
            self.player.seek(self._wanted_ms)
            if self._wants_end:
                self.hear_end()
            self._look_closely(result.value)

    def _look_closely(self, sound: SessionSound) -> None:
        """Look through sealed sound meanwhile: what is damaged in it shows only then."""
        if self._closely is not None:
            self._closely.cancel()
        if sound.contents.seal is None:
            return

        def done(found: Ok[bool] | Err) -> None:
            if isinstance(found, Ok) and found.value and sound is self.player.sound:
                self._set(self.state, self.sentence)

        self._closely = self._tools.jobs.run(
            _("Checking the recording"),
            lambda progress: sound.look_closely(lambda: progress.is_cancelled),
            done,
        )

    def _leave(self, state: ListeningState, sentence: str) -> None:
        self._wanted = self._read = ()
        self.player.take(None)
        self._set(state, sentence)

    def _set(self, state: ListeningState, sentence: str) -> None:
        self.state, self.sentence = state, sentence
        self.state_changed.emit()

    def _is_being_recorded(self) -> bool:
        recording, record = self._tools.recording, self._record
        here = record is not None and recording.session_id == record.session.id
        return recording.is_recording and here

    def _on_player_moved(self, ms: int) -> None:
        self._wanted_ms = ms

    def _on_recording_changed(self) -> None:
        if self._tools.recording.is_recording:
            self.player.pause()
        being = self.state is ListeningState.RECORDING
        if self._record is not None and being is not self._is_being_recorded():
            self._follow()
