"""At the start: recordings that went on while the window was away, and those that were cut off."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from flipdesk.audio.beacon import BEACON_NAME
from flipdesk.domain.ids import SessionId
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import RECORDINGS
from flipdesk.services.found_sound import Found, look
from flipdesk.services.recovery import FoundContents, Recovery
from flipdesk.services.sound_keys import key_of
from flipdesk.ui.commands import Commands
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.recording_messages import RecordingMessages
from flipdesk.ui.sound_keeper import SoundKeeper
from flipdesk.ui.workspace import Workspace


class RecordingReturn(RecordingMessages):
    """Follows a recorder that is still at work; offers in one calm bar what was found else."""

    def __init__(
        self,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        messages: MessageArea,
        keeper: SoundKeeper,
        parent: QObject,
    ) -> None:
        super().__init__(workspace, recording, commands, messages, parent)
        self._keeper = keeper
        self._jobs: JobRunner | None = None
        self._beacons: list[Path] = []
        recording.found_again.connect(self._on_found_again)
        recording.search_failed.connect(self._look_on)

    def look(self, jobs: JobRunner) -> None:
        """Look for a recorder at work first, then for the rest: nothing is offered twice."""
        self._jobs = jobs
        self._beacons = _with_beacon(self._workspace.desk.base.folder / RECORDINGS)
        self._look_on()

    def _look_on(self, why: str = "") -> None:
        if why:
            self._workspace.problem.emit(why)
        while self._beacons:
            folder = self._beacons.pop(0)
            if self._recording.look_for_recorder(SessionId(folder.name), folder):
                return
        base, jobs = self._workspace.desk.base, self._jobs
        sessions = {session.id: session for session in base.sessions.all()}
        recordings, kept = base.folder / RECORDINGS, base.recordings.kept()
        if jobs is not None:
            jobs.run(
                _("Looking for recordings"),
                lambda _progress: look(recordings, kept, sessions, partial(key_of, base)),
                self._on_looked,
            )

    def take_back(self, found: tuple[Found, ...]) -> None:
        """Let the knowledge base know what was found; what cannot be taken back is told."""
        if self._jobs is not None:
            self._jobs.run(_("Taking recordings back"), partial(_read, found), self._on_read)

    def _on_read(self, result: "Ok[Readings] | Err") -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
            return
        recovery, taken = Recovery(self._workspace.desk.base), []
        for one in result.value.contents:
            try:
                self._workspace.tell(recovery.store(one))
                taken.append(one.found)
            except KnownError as error:
                self._workspace.problem.emit(str(error))
        for sentence in result.value.problems:
            self._workspace.problem.emit(sentence)
        if taken:
            self._say_taken_back(tuple(taken))
        self._keeper.keep_anew()

    def _on_looked(self, result: Ok[tuple[Found, ...]] | Err) -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
            return
        found = tuple(one for one in result.value if one.is_to_take_back)
        if found:
            self._messages.show_message(
                "info",
                found_text(found),
                _("Take back"),
                partial(self.take_back, found),
                close_text=_("Later"),
            )
        else:
            self._keeper.keep()

    def _say_taken_back(self, found: tuple[Found, ...]) -> None:
        newest = max(
            found, key=lambda one: one.folder.stat().st_mtime if one.folder.is_dir() else 0
        )
        sentence = _("{length} of {title} is in its place again.").format(
            length=format_duration(newest.recorded_ms), title=newest.title
        )
        if len(found) > 1:
            sentence = _("Everything that was found is in its place again.")
        choices = [(_("Listen"), partial(self._hear_end, newest.session_id))]
        session = self._workspace.desk.base.sessions.get(newest.session_id)
        if session is not None and session.state is SessionState.RUNNING:
            choices.insert(0, (_("Record on"), partial(self._record_on, newest.session_id)))
        self._messages.show_message("success", sentence, choices=choices)

    def _record_on(self, session_id: SessionId) -> None:
        self._open(session_id, "room.run")
        self._recording.start()

    def _hear_end(self, session_id: SessionId) -> None:
        """Play the last that was recorded: whether that is there is what one wonders."""
        self._workspace.want_end(session_id)
        self._commands.action("room.compile").trigger()

    def _open(self, session_id: SessionId, room: str) -> None:
        self._workspace.open_session(session_id)
        self._commands.action(room).trigger()

    def _on_found_again(self, session_id: str) -> None:
        self._beacons = []
        self._workspace.open_session(SessionId(session_id))
        self._commands.action("room.run").trigger()
        self._look_on()
        self._messages.show_message(
            "success", _("The recording went on while FlipDesk was closed. Nothing is lost.")
        )


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read of several folders, and why some could not be."""

    contents: tuple[FoundContents, ...]
    problems: tuple[str, ...]


def _read(found: tuple[Found, ...], _progress: Progress) -> Readings:
    contents, problems = [], []
    for one in found:
        try:
            contents.append(Recovery.read(one))
        except KnownError as error:
            problems.append(str(error))
    return Readings(tuple(contents), tuple(problems))


def found_text(found: tuple[Found, ...]) -> str:
    """Return what the bar says about what was found."""
    length = format_duration(sum(one.recorded_ms for one in found))
    if len(found) > 1:
        words = ngettext(
            "FlipDesk found {length} of sound from {count} session that was cut off.",
            "FlipDesk found {length} of sound from {count} sessions that were cut off.",
            len(found),
        )
        return words.format(length=length, count=len(found))
    (one,) = found
    if not one.lost_ms:
        words = _("FlipDesk found {length} of {title}, which was cut off.")
        return words.format(length=length, title=one.title)
    words = _("FlipDesk found {length} of {title}, which was cut off. {lost} are missing.")
    lost = _("{seconds} sec.").format(seconds=max(1, round(one.lost_ms / 1000)))
    return words.format(length=length, title=one.title, lost=lost)


def _with_beacon(recordings: Path) -> list[Path]:
    """Return the folders in which a recorder has said that it is at work."""
    try:
        return sorted(path.parent for path in recordings.glob(f"*/{BEACON_NAME}"))
    except OSError:
        return []
