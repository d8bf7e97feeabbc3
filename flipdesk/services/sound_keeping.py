"""After a recording: which sound waits to become FLAC, and the rows that follow when it has."""

from dataclasses import replace
from pathlib import Path

from flipdesk.audio.compress import Compression, CompressionFault
from flipdesk.audio.failure import FailureKind, sentence
from flipdesk.audio.recording_folder import RecordingContents
from flipdesk.audio.segment import SEALED_ENDINGS, WAVE_ENDINGS, SegmentName
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SegmentId, SessionId, derived_guid
from flipdesk.domain.recording import Recording, Segment
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class SoundKeeping:
    """Says what there is to compress, and stores what came of it.

    The work between is `audio.compress.compress(folder, progress, cancelled)`: a job that needs no
    knowledge base. Recordings are facts and not steps that can be undone.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def pending(self, *, but: SessionId | None = None) -> tuple[Path, ...]:
        """Return the folders of recordings that are over and whose sound is still WAV.

        Those are among them whose files had other names before the knowledge base was encrypted or
        put in clear. `but` is a session being recorded now. Asks the knowledge base alone, so it is
        quick.
        """
        is_encrypted = self._base.keys is not None
        return tuple(
            self._base.folder / kept.folder
            for kept in self._base.recordings.kept()
            if kept.is_stopped
            and kept.session_id != but
            and any(
                samples
                and (file.endswith(WAVE_ENDINGS) or file.endswith(SEALED_ENDINGS) != is_encrypted)
                for file, samples in kept.files
            )
            and (self._base.folder / kept.folder).is_dir()
        )

    def settle(self, result: Compression) -> Changes:
        """Store what the files are called now, with their hashes and lengths.

        Raises:
            KnownError: the knowledge base cannot be written now; settling again is harmless.
        """
        contents = result.contents
        if result.recording or not contents.folder.is_relative_to(self._base.folder):
            return Changes()
        folder = contents.folder.relative_to(self._base.folder).as_posix()
        recording = self._base.recordings.in_folder(folder)
        if recording is None:
            return Changes()
        # What still has its WAV goes on waiting.
        left = {stem(file) for file in result.left}
        segments = tuple(one for one in contents.segments if stem(one.path.name) not in left)
        with self._base.atomic():
            whole = with_files(recording, replace(contents, segments=segments))
            return self._base.recordings.save(whole)


def with_files(recording: Recording, contents: RecordingContents) -> Recording:
    """Return the recording with its segments as they lie on the disk, new ones too.

    A segment is the same whatever its file is now, WAV or FLAC; one whose file is not there, or
    cannot be read, stays as it was.
    """
    known = {stem(segment.file_name): segment for segment in recording.segments}
    for found in contents.segments:
        key = stem(found.path.name)
        segment = known.get(key)
        if not found.samples:
            continue
        if segment is None:
            wav = SegmentName(found.number, found.first_sample).file_name
            segment_id = SegmentId(derived_guid(recording.id, wav))
            segment = Segment(segment_id, recording.id, "", found.first_sample, 0)
        # A hash belongs to its file: that of the WAV says nothing of the FLAC.
        before = segment.sha256 if segment.file_name == found.path.name else None
        known[key] = replace(
            segment,
            file_name=found.path.name,
            samples=found.samples,
            sha256=found.sha256 or before,
        )
    return replace(
        recording,
        segments=tuple(sorted(known.values(), key=lambda one: one.first_sample)),
        samples=max(recording.samples, contents.end_sample),
    )


def sentences(result: Compression) -> tuple[str, ...]:
    """Return what must be told of a compression, in the language in use; nothing when all is well.

    Wherever something failed the WAV files are as they were.
    """
    told = []
    changed = [one.file for one in result.kept if one.fault is CompressionFault.CHANGED]
    differing = [one.file for one in result.kept if one.fault is CompressionFault.DIFFERS]
    if changed:
        told.append(
            _(
                "These sound files are not as they were recorded, and were left as they are: "
                "{files}. Keep a copy of the folder {folder}, and check the disk."
            ).format(files=", ".join(changed), folder=result.contents.folder)
        )
    if differing:
        told.append(
            _(
                "These sound files could not be made smaller and stay as they are: {files}. "
                "Nothing is lost."
            ).format(files=", ".join(differing))
        )
    if result.failure is FailureKind.DISK_FULL:
        told.append(
            _("There is no room to make the recording smaller. Make room; nothing is lost.")
        )
    elif result.failure is not None:
        told.append(sentence(result.failure, result.detail))
    if result.recording:
        told.append(_("The session is being recorded. Make the sound smaller when that is over."))
    return tuple(told)


def stem(file: str) -> str:
    """Return what is the same of a segment as WAV and as FLAC."""
    return file.rpartition(".")[0]
