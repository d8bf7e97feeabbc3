"""Taking back what was recorded when FlipDesk or the machine stopped working."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from flipdesk.audio.failure import AudioError
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import ImportedFrom
from flipdesk.audio.recording_folder import RecordingContents, read_with_lines
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import RecordingId, derived_guid
from flipdesk.domain.recording import CLIP_FOLDER, Recording
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import RECORDINGS, KnowledgeBase
from flipdesk.services.found_sound import Found, cannot_be_read, ended, look
from flipdesk.services.open_turns import end_turns
from flipdesk.services.passages import whole_clip
from flipdesk.services.sound_keeping import with_files
from flipdesk.services.sound_keys import key_of


@dataclass(frozen=True, slots=True)
class FoundContents:
    """What lies in a folder that was found: plain values, to be stored on any thread.

    `contents` is None when there is no sound; `heard` is then None too, else when the last of it
    was heard. `imported` says where it is from when FlipDesk did not record it.
    """

    found: Found
    contents: RecordingContents | None = None
    heard: datetime | None = None
    imported: ImportedFrom | None = None


class Recovery:
    """Finds and takes back; both may be done again and again, and be killed half-way.

    Files are only read. Recordings are facts and not steps that can be undone.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def find(self) -> tuple[Found, ...]:
        """Return everything the knowledge base lacks, whatever its age, orphans among it."""
        sessions = {session.id: session for session in self._base.sessions.all()}
        return look(
            self._base.folder / RECORDINGS,
            self._base.recordings.kept(),
            sessions,
            partial(key_of, self._base),
        )

    def take_back(self, found: Found) -> Changes:
        """Read and store at once, without regard for a window that waits.

        Raises:
            KnownError: as `read` and `store` say.
        """
        return self.store(self.read(found))

    @staticmethod
    def read(found: Found) -> FoundContents:
        """Return what lies in a folder now, for `store`; without the knowledge base, so in a job.

        Raises:
            KnownError: the folder is being recorded into, or cannot be read.
        """
        folder = found.folder
        try:
            contents, lines = read_with_lines(folder, found.key)
            at_work = is_recorded_into(folder, lines)
        except AudioError:
            contents, lines, at_work = None, (), is_recorded_into(folder)
        except OSError as error:
            raise KnownError(cannot_be_read(folder, error)) from error
        if at_work:
            sentence = _("{title} is being recorded. Take it back when that is over.")
            raise KnownError(sentence.format(title=found.title))
        if contents is None:
            return FoundContents(found)
        imported = (line for line in lines if isinstance(line, ImportedFrom))
        return FoundContents(found, contents, ended(contents, lines), next(imported, None))

    def store(self, read: FoundContents) -> Changes:
        """Make the knowledge base know what was read; nothing when it knows all of it.

        Raises:
            KnownError: the session is gone, or the knowledge base cannot be written now.
        """
        found, contents = read.found, read.contents
        if self._base.sessions.get(found.session_id) is None:
            sentence = _("The session has been deleted. The sound stays in {folder}.")
            raise KnownError(sentence.format(folder=found.folder))
        folder = found.folder.relative_to(self._base.folder).as_posix()
        known = self._base.recordings.in_folder(folder)
        if contents is None or read.heard is None:
            return self._close_without_sound(known)
        recording = known or _made_of(read, contents, folder)
        return self._store(recording, contents, read.heard)

    def _store(self, recording: Recording, contents: RecordingContents, heard: datetime) -> Changes:
        whole = with_files(recording, contents)
        stopped = heard if recording.stopped is None else max(recording.stopped, heard)
        if recording.stopped is None or whole.samples > recording.samples:
            whole = replace(whole, stopped=stopped)
        with self._base.atomic():
            if self._base.recordings.get(recording.id) is None:
                changes = self._base.recordings.add(whole)
                if whole.is_clip:
                    changes += self._base.passages.add(whole_clip(self._base, whole))
            else:
                changes = self._base.recordings.save(whole)
            if recording.stopped is None:
                changes += end_turns(self._base, whole.session_id, whole.length_ms)
        return changes

    def _close_without_sound(self, known: Recording | None) -> Changes:
        if known is None or known.stopped is not None:
            return Changes()
        return self._base.recordings.save(replace(known, stopped=known.started))


def _made_of(read: FoundContents, contents: RecordingContents, folder: str) -> Recording:
    """Return the recording of a folder that is not known at all; the same whenever asked."""
    session_id, imported = read.found.session_id, read.imported
    key = imported.recording if imported else derived_guid(session_id, "recording", folder)
    return Recording(
        id=RecordingId(key),
        session_id=session_id,
        folder=folder,
        device=contents.device,
        rate_hz=contents.spec.rate_hz,
        channels=contents.spec.channels,
        started=contents.started_utc,
        source=imported.source if imported else "",
        is_clip=read.found.folder.name.startswith(CLIP_FOLDER),
    )
