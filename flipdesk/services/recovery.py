"""Taking back what was recorded when FlipDesk or the machine stopped working."""

from dataclasses import replace
from datetime import datetime

from flipdesk.audio.failure import AudioError
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import ImportedFrom, ManifestLine, read_manifest
from flipdesk.audio.recording_folder import RecordingContents, read_recording
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import RecordingId, derived_guid
from flipdesk.domain.recording import Recording
from flipdesk.knowledge.knowledge_base import RECORDINGS, KnowledgeBase
from flipdesk.services.found_sound import Found, ended, look
from flipdesk.services.open_turns import end_turns
from flipdesk.services.sound_keeping import with_files


class Recovery:
    """Finds and takes back; both may be done again and again, and be killed half-way.

    Files are only read. Recordings are facts and not steps that can be undone.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def find(self) -> tuple[Found, ...]:
        """Return everything the knowledge base lacks, whatever its age, orphans among it."""
        sessions = {session.id: session for session in self._base.sessions.all()}
        return look(self._base.folder / RECORDINGS, self._base.recordings.kept(), sessions)

    def take_back(self, found: Found) -> Changes:
        """Make the knowledge base know what lies in a folder, as it lies there now.

        Does nothing for a session that is gone, and for a folder being recorded into.

        Raises:
            KnownError: the knowledge base cannot be written now.
            OSError: the folder cannot be read.
        """
        session = self._base.sessions.get(found.session_id)
        if session is None or is_recorded_into(found.folder):
            return Changes()
        folder = found.folder.relative_to(self._base.folder).as_posix()
        known = self._base.recordings.in_folder(folder)
        try:
            contents = read_recording(found.folder)
        except AudioError:
            return self._close_without_sound(known)
        lines = read_manifest(found.folder, chunks=False).lines
        recording = known or _made_of(found, folder, contents, lines)
        return self._store(recording, contents, ended(contents, lines))

    def _store(self, recording: Recording, contents: RecordingContents, heard: datetime) -> Changes:
        whole = with_files(recording, contents)
        stopped = heard if recording.stopped is None else max(recording.stopped, heard)
        if recording.stopped is None or whole.samples > recording.samples:
            whole = replace(whole, stopped=stopped)
        with self._base.atomic():
            if self._base.recordings.get(recording.id) is None:
                changes = self._base.recordings.add(whole)
            else:
                changes = self._base.recordings.save(whole)
            if recording.stopped is None:
                changes += end_turns(self._base, whole.session_id, whole.length_ms)
        return changes

    def _close_without_sound(self, known: Recording | None) -> Changes:
        if known is None or known.stopped is not None:
            return Changes()
        return self._base.recordings.save(replace(known, stopped=known.started))


def _made_of(
    found: Found, folder: str, contents: RecordingContents, lines: tuple[ManifestLine, ...]
) -> Recording:
    """Return the recording of a folder that is not known at all; the same whenever asked."""
    imported = next((line for line in lines if isinstance(line, ImportedFrom)), None)
    key = imported.recording if imported else derived_guid(found.session_id, "recording", folder)
    return Recording(
        id=RecordingId(key),
        session_id=found.session_id,
        folder=folder,
        device=contents.device,
        rate_hz=contents.spec.rate_hz,
        channels=contents.spec.channels,
        started=contents.started_utc,
        source=imported.source if imported else "",
    )
