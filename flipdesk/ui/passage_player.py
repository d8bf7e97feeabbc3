"""Hearing a passage of a block, once, from the recording of the session it was said in."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import PassageId, SessionId
from flipdesk.domain.passage import Passage
from flipdesk.domain.passage_consent import silenced
from flipdesk.domain.playing import main_recording
from flipdesk.domain.recording import Recording
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stretch import Stretch
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import _
from flipdesk.services.passages import shown_title
from flipdesk.services.sound_keys import key_of
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.sound_reading import reading
from flipdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from flipdesk.audio.session_sound import SessionSound
    from flipdesk.ui.player import Player

MOMENT = "moment:"
"""What the id of a passage begins with that is heard and never stored."""
_MOMENT_MS = 30_000
_CONCERNS = ("passage", "turn", "participation", "recording", "session")


class PassagePlayer(QObject):
    """Plays one passage at a time, also while a session is recorded: the room is to hear it.

    No file stays open once the passage is over.
    """

    changed = Signal()
    """Another passage is heard, or none; or it is paused, or goes on."""
    moved = Signal(int)
    """Another place in the passage, in milliseconds from where it begins."""

    def __init__(self, workspace: Workspace, jobs: JobRunner) -> None:
        super().__init__()
        self._workspace = workspace
        self._jobs = jobs
        self._player: Player | None = None
        self._passage: Passage | None = None
        self._asked = 0
        self._begin_ms = 0
        self._is_paused = False
        workspace.changed.connect(self._on_workspace_changed)

    @property
    def passage_id(self) -> PassageId | None:
        """The passage that is heard, or is about to be."""
        return self._passage.id if self._passage else None

    @property
    def player(self) -> "Player":
        """Made when it is first needed, for the window opens without a loudspeaker."""
        if self._player is None:
            from flipdesk.ui.player import Player

            self._player = Player()
            self._player.problem.connect(self._workspace.problem)
            self._player.moved.connect(self._on_player_moved)
            # The loudspeaker is closed at the end, and not while it is telling of it.
            queued = Qt.ConnectionType.QueuedConnection
            self._player.changed.connect(self._on_player_changed, queued)
        return self._player

    @property
    def is_paused(self) -> bool:
        return self._is_paused

    def toggle(self, passage_id: str) -> None:
        """Hear a passage from its beginning, or stop it when it is the one that is heard."""
        if self.passage_id == passage_id:
            self.stop()
        else:
            self.hear(passage_id)

    def pause(self) -> None:
        """Pause the passage that is heard, or let it go on."""
        if self._passage is not None and self.player.sound is not None:
            self._is_paused = self.player.is_playing
            self.player.toggle()
            self.changed.emit()

    def hear(self, passage_id: str, begin_ms: int = 0) -> None:
        """Hear a passage from its beginning, or from a place in it."""
        self.stop()
        passage = self._workspace.desk.base.passages.get(PassageId(passage_id))
        if passage is not None:
            self._begin_ms = begin_ms
            self._hear(passage)

    def hear_moment(self, session_id: SessionId, at_ms: int, before_ms: int) -> None:
        """Hear what was said at a moment of a session, and half a minute on."""
        self.stop()
        self._begin_ms = 0
        begin = max(0, at_ms - before_ms)
        moment = moment_id(session_id, at_ms)
        self._hear(Passage(moment, session_id, 0, begin, at_ms + _MOMENT_MS))

    def hear_stretch(self, session_id: SessionId, from_ms: int, to_ms: int) -> None:
        """Hear a stretch of a session's recording."""
        self.stop()
        self._begin_ms = 0
        self._hear(Passage(stretch_id(session_id, from_ms, to_ms), session_id, 0, from_ms, to_ms))

    def _hear(self, passage: Passage) -> None:
        record = self._record(passage.session_id)
        recording = recording_of(passage, record)
        if recording is None:
            words = _("{title} has no recording any more, so the passage cannot be heard.")
            self._workspace.problem.emit(words.format(title=record.session.title))
            return
        self._passage = passage
        self._asked += 1
        base = self._workspace.desk.base
        read = reading(base.folder / recording.folder, partial(key_of, base))
        done = partial(self._on_read, self._asked)
        self._jobs.run(_("Reading the recording"), read, done)
        self.changed.emit()

    def stop(self) -> None:
        """Let nothing be heard any more, and close every file."""
        if self._player is not None:
            self._player.let_go()
        self._is_paused = False
        if self._passage is not None:
            self._passage = None
            self.changed.emit()

    let_go = stop

    def _on_read(self, asked: int, result: "Ok[SessionSound] | Err") -> None:
        passage = self._passage
        if passage is None or asked != self._asked:
            if isinstance(result, Ok):
                result.value.close()
        elif isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
            self.stop()
        else:
            self._play(passage, result.value)

    def _play(self, passage: Passage, sound: "SessionSound") -> None:
        stretch = (passage.from_ms, passage.to_ms)
        quiet = self._quiet(passage, self._record(passage.session_id))
        self.player.take(sound, quiet)
        sentence = ""
        if any(first <= stretch[0] and stretch[1] <= end for first, end in quiet):
            sentence = _("{title} is silenced, so there is nothing to hear.")
        elif not sound.plan(within=stretch).frames:
            sentence = _("Nothing was recorded where {title} is.")
        if sentence:
            self._workspace.problem.emit(sentence.format(title=shown_title(passage)))
        else:
            self.player.play_once(stretch)
            self._workspace.desk.journal.note(
                Act.PLAYED,
                Thing.PASSAGE,
                session=passage.session_id,
                from_ms=passage.from_ms,
                to_ms=passage.to_ms,
            )
            if self._begin_ms:
                self.player.seek(passage.from_ms + self._begin_ms)
        if not self.player.is_playing:
            self.stop()

    def _record(self, session_id: SessionId) -> SessionRecord:
        record = self._workspace.record
        if record is not None and record.session.id == session_id:
            return record
        return self._workspace.desk.base.record(session_id)

    def _on_player_moved(self, at_ms: int) -> None:
        if self._passage is not None:
            self.moved.emit(max(0, at_ms - self._passage.from_ms))

    def _on_player_changed(self) -> None:
        if self._is_paused:
            return
        if self.player.sound is not None and not self.player.is_playing:
            self.stop()

    def _on_workspace_changed(self, changes: Changes) -> None:
        if self._passage is None or not changes.touches(*_CONCERNS):
            return
        passage = self._workspace.desk.base.passages.get(self._passage.id)
        record = self._record(passage.session_id) if passage else None
        is_same = passage == self._passage
        if passage and record and is_same and recording_of(passage, record) is not None:
            self.player.silence(self._quiet(passage, record))
        else:
            self.stop()

    @staticmethod
    def _quiet(passage: Passage, record: SessionRecord) -> tuple[Stretch, ...]:
        """Return what is silenced: stretches of the timeline, of which a clip is no part."""
        return () if passage.recording_id is not None else silenced(record)


def moment_id(session_id: SessionId, at_ms: int) -> PassageId:
    """Return what the passage round a moment is known by while it is heard."""
    return PassageId(f"{MOMENT}{session_id}:{at_ms}")


def stretch_id(session_id: SessionId, from_ms: int, to_ms: int) -> PassageId:
    """Return what a stretch of a recording is known by while it is heard."""
    return PassageId(f"{MOMENT}{session_id}:{from_ms}-{to_ms}")


def recording_of(passage: Passage, record: SessionRecord) -> Recording | None:
    """Return what a passage is heard in, None when it is not there any more."""
    if passage.recording_id is None:
        return main_recording(record.recordings)
    return next((one for one in record.clips if one.id == passage.recording_id), None)
