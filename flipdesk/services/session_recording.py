"""Recording a session: what the recorder tells becomes rows of the knowledge base."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from flipdesk.audio.events import (
    RecorderEvent,
    RecorderFound,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    SegmentClosed,
    SegmentDigest,
    SegmentOpened,
)
from flipdesk.audio.recorder import Recorder
from flipdesk.audio.segment import FLAC_ENDINGS
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import RecordingId, SegmentId, SessionId, derived_guid, new_guid
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.use import Act, Thing
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.open_turns import end_turns, take_up_turn
from flipdesk.services.sound_keeping import stem
from flipdesk.services.sound_keys import key_of


class SessionRecording:
    """Ties one recorder to the session it records.

    Events are handed to `note` on the knowledge base's thread; recordings are facts and not steps
    that can be undone.
    """

    def __init__(self, base: KnowledgeBase, recorder: Recorder, clock: Clock) -> None:
        self._base = base
        self._recorder = recorder
        self._clock = clock
        self._recording: Recording | None = None
        self._unstored: dict[RecordingId, Recording] = {}
        self._untold: list[tuple[SessionId, int, bool]] = []
        self.session_id: SessionId | None = None

    @property
    def recording(self) -> Recording | None:
        """The recording being made, None until the first sound has come."""
        return self._recording

    def start(self, session_id: SessionId, device: str = "", spec: AudioSpec | None = None) -> None:
        """Ask the recorder to begin; that sound is coming in is told by an event.

        Raises:
            KnownError: the knowledge base is open to be read.
        """
        self._base.refuse_when_read_only()
        self.session_id = session_id
        folder = self._base.recording_folder(session_id)
        key = key_of(self._base, folder, make=True)
        self._recorder.start(folder, device, spec or AudioSpec(), key=key)

    def adopt(self, session_id: SessionId, folder: Path) -> bool:
        """Take back a recorder that went on alone in the folder of a session, if there is one."""
        if not self._recorder.adopt(folder, key=key_of(self._base, folder)):
            return False
        self.session_id = session_id
        return True

    def stop(self) -> None:
        """Ask the recorder to end; nothing that was heard is left behind."""
        self._recorder.stop()

    @property
    def position_ms(self) -> int | None:
        """The place of this instant on the session timeline, None when nothing is recorded."""
        return self._recorder.position_ms if self._recording is not None else None

    def note(self, event: RecorderEvent) -> Changes:
        """Store what an event says about the recording.

        What could not be stored is stored with the next event or by `retry`; the sound itself is on
        the disk.

        Raises:
            KnownError: the knowledge base cannot be written now.
        """
        match event:
            case RecordingStarted():
                zero = event.started_utc - timedelta(seconds=event.first_sample / event.rate_hz)
                self._begin(event, zero, goes_on=bool(event.first_sample))
                self._turn(event.first_sample, goes_on=True)
            case RecorderFound():
                self._begin(event, event.started_utc, goes_on=True)
            case SegmentOpened() | SegmentClosed():
                self._keep_segment(event)
            case RecordingPaused(off_record=off):
                self._turn(event.first_sample, goes_on=False)
                if off:
                    self._base.uses.note(Act.OFF_RECORD, Thing.SESSION, self.session_id or "")
            case RecordingResumed():
                self._turn(event.first_sample, goes_on=True)
            case RecordingStopped():
                self._end(event)
            case _:
                return Changes()
        return self.retry()

    def retry(self) -> Changes:
        """Store what could not be stored before, the end of a recording too; quick when all is.

        Raises:
            KnownError: the knowledge base still cannot be written.
        """
        if not self._unstored and not self._untold:
            return Changes()
        changes = Changes()
        with self._base.atomic():
            for recording in self._unstored.values():
                changes += self._store(recording)
            for session_id, at_ms, goes_on in self._untold:
                change = take_up_turn if goes_on else end_turns
                changes += change(self._base, session_id, at_ms)
        self._unstored.clear()
        self._untold.clear()
        return changes

    def abandon(self) -> None:
        """Give up waiting for the recorder, which has failed or died."""
        self.session_id = None
        self._recording = None

    def _begin(
        self, event: RecordingStarted | RecorderFound, zero: datetime, *, goes_on: bool
    ) -> None:
        if self.session_id is None:
            return
        path = self._base.recording_folder(self.session_id).relative_to(self._base.folder)
        folder = path.as_posix()
        begun = self._begun_in(folder) if goes_on else None
        self._keep(
            replace(begun, stopped=None)
            if begun is not None
            else Recording(
                id=RecordingId(new_guid()),
                session_id=self.session_id,
                folder=folder,
                device=event.device,
                rate_hz=event.rate_hz,
                channels=event.channels,
                started=zero,
            )
        )
        if begun is None and self._recording is not None:
            self._base.uses.note(
                Act.RECORDED, Thing.RECORDING, self._recording.id, session=self.session_id
            )

    def _turn(self, sample: int, *, goes_on: bool) -> None:
        """Let the turn of whoever has the floor begin or end here; outside it no sound is kept."""
        recording = self._recording
        if recording is not None:
            at_ms = sample * 1000 // recording.rate_hz
            self._untold.append((recording.session_id, at_ms, goes_on))

    def _begun_in(self, folder: str) -> Recording | None:
        unstored = (one for one in self._unstored.values() if one.folder == folder)
        return next(unstored, None) or self._base.recordings.in_folder(folder)

    def _keep_segment(self, event: SegmentOpened | SegmentClosed) -> None:
        recording = self._recording
        if recording is None:
            return
        length = event.samples if isinstance(event, SegmentClosed) else 0
        segment = Segment(
            SegmentId(derived_guid(recording.id, event.file)),
            recording.id,
            event.file,
            event.first_sample,
            length,
        )
        others = tuple(one for one in recording.segments if one.id != segment.id)
        end = max(recording.samples, segment.first_sample + segment.samples)
        # One that is closed without a sample was off the record from its beginning, and is gone.
        gone = isinstance(event, SegmentClosed) and not event.samples
        segments = others if gone else (*others, segment)
        self._keep(replace(recording, segments=segments, samples=end))

    def _end(self, event: RecordingStopped) -> None:
        recording = self._recording
        if recording is not None:
            self._keep(
                replace(
                    recording,
                    stopped=self._clock.now(),
                    samples=event.end_sample,
                    segments=_with_digests(recording, event.segments),
                )
            )
        self.abandon()

    def _keep(self, recording: Recording) -> None:
        self._recording = self._unstored[recording.id] = recording

    def _store(self, recording: Recording) -> Changes:
        """Add or save the recording, unless its session has been deleted meanwhile."""
        recordings = self._base.recordings
        stored = recordings.get(recording.id)
        if stored is not None:
            changes = recordings.save(_with_files_of(recording, stored))
        elif self._base.sessions.get(recording.session_id) is not None:
            changes = recordings.add(recording)
        else:
            return Changes()
        if recording.stopped is not None:
            changes += end_turns(self._base, recording.session_id, recording.length_ms)
        return changes


def _with_digests(recording: Recording, digests: tuple[SegmentDigest, ...]) -> tuple[Segment, ...]:
    """Return the segments with their hashes, and those that nobody was there to hear of."""
    segments = {stem(one.file_name): one for one in recording.segments}
    for digest in digests:
        key = stem(digest.file)
        segment = segments.get(key) or Segment(
            SegmentId(derived_guid(recording.id, digest.file)),
            recording.id,
            digest.file,
            digest.first_sample,
            0,
        )
        segments[key] = replace(segment, samples=digest.samples, sha256=digest.sha256)
    return tuple(sorted(segments.values(), key=lambda one: one.first_sample))


def _with_files_of(recording: Recording, stored: Recording) -> Recording:
    """Return the recording with the files of segments that were made smaller meanwhile."""
    smaller = {one.id: one for one in stored.segments if one.file_name.endswith(FLAC_ENDINGS)}
    segments = tuple(smaller.get(one.id, one) for one in recording.segments)
    return replace(recording, segments=segments)
