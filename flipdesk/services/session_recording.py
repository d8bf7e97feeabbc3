"""Recording a session: what the recorder tells becomes rows of the knowledge base."""

from dataclasses import replace
from datetime import datetime, timedelta

from flipdesk.audio.events import (
    RecorderEvent,
    RecorderFound,
    RecordingStarted,
    RecordingStopped,
    SegmentClosed,
    SegmentOpened,
)
from flipdesk.audio.recorder import Recorder
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import RecordingId, SegmentId, SessionId, derived_guid, new_guid
from flipdesk.domain.recording import Recording, Segment
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.open_turns import end_turns


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
        self.session_id: SessionId | None = None

    @property
    def is_active(self) -> bool:
        """Whether a recording has been asked for and not yet ended."""
        return self.session_id is not None

    @property
    def recording(self) -> Recording | None:
        """The recording being made, None until the first sound has come."""
        return self._recording

    def start(self, session_id: SessionId, device: str = "", spec: AudioSpec | None = None) -> None:
        """Ask the recorder to begin; that sound is coming in is told by an event."""
        self.session_id = session_id
        folder = self._base.recording_folder(session_id)
        self._recorder.start(folder, device, spec or AudioSpec())

    def stop(self) -> None:
        """Ask the recorder to end; nothing that was heard is left behind."""
        self._recorder.stop()

    @property
    def position_ms(self) -> int | None:
        """The place of this instant on the session timeline, None when nothing is recorded."""
        return self._recorder.position_ms if self._recording is not None else None

    def note(self, event: RecorderEvent) -> Changes:
        """Store what an event says about the recording.

        What could not be stored is stored with the next event; the sound itself is on the disk.

        Raises:
            KnownError: the knowledge base cannot be written now.
        """
        match event:
            case RecordingStarted():
                zero = event.started_utc - timedelta(seconds=event.first_sample / event.rate_hz)
                return self._begin(event, zero, goes_on=bool(event.first_sample))
            case RecorderFound():
                return self._begin(event, event.started_utc, goes_on=True)
            case SegmentOpened() | SegmentClosed():
                return self._keep_segment(event)
            case RecordingStopped():
                return self._end(event)
            case _:
                return Changes()

    def abandon(self) -> None:
        """Give up waiting for the recorder, which has failed or died."""
        self.session_id = None
        self._recording = None

    def _begin(
        self, event: RecordingStarted | RecorderFound, zero: datetime, *, goes_on: bool
    ) -> Changes:
        if self.session_id is None:
            return Changes()
        folder = self._base.recording_folder(self.session_id).relative_to(self._base.folder)
        begun = self._base.recordings.in_folder(folder.as_posix())
        continued = begun if goes_on else None
        self._recording = continued or Recording(
            id=RecordingId(new_guid()),
            session_id=self.session_id,
            folder=folder.as_posix(),
            device=event.device,
            rate_hz=event.rate_hz,
            channels=event.channels,
            started=zero,
        )
        self._recording = replace(self._recording, stopped=None)
        return self._store(self._recording)

    def _keep_segment(self, event: SegmentOpened | SegmentClosed) -> Changes:
        recording = self._recording
        if recording is None:
            return Changes()
        length = event.samples if isinstance(event, SegmentClosed) else 0
        segment = Segment(
            SegmentId(derived_guid(recording.id, event.file)),
            recording.id,
            event.file,
            event.first_sample,
            length,
        )
        return self._save(recording, segment)

    def _end(self, event: RecordingStopped) -> Changes:
        recording = self._recording
        self.session_id = None
        self._recording = None
        if recording is None:
            return Changes()
        known = {segment.file_name: segment for segment in recording.segments}
        for digest in event.segments:
            if digest.file in known:
                known[digest.file] = replace(
                    known[digest.file], samples=digest.samples, sha256=digest.sha256
                )
        ended = replace(
            recording,
            stopped=self._clock.now(),
            samples=event.end_sample,
            segments=tuple(known.values()),
        )
        with self._base.atomic():
            return self._store(ended) + end_turns(self._base, ended.session_id, ended.length_ms)

    def _save(self, recording: Recording, segment: Segment) -> Changes:
        others = tuple(one for one in recording.segments if one.id != segment.id)
        end = max(recording.samples, segment.first_sample + segment.samples)
        self._recording = replace(recording, segments=(*others, segment), samples=end)
        return self._store(self._recording)

    def _store(self, recording: Recording) -> Changes:
        """Add or save the recording, unless its session has been deleted meanwhile."""
        recordings = self._base.recordings
        with self._base.atomic():
            stored = recordings.get(recording.id)
            if stored is not None:
                return recordings.save(_with_files_of(recording, stored))
            if self._base.sessions.get(recording.session_id) is None:
                return Changes()
            return recordings.add(recording)


def _with_files_of(recording: Recording, stored: Recording) -> Recording:
    """Return the recording with the files of segments that were made smaller meanwhile."""
    smaller = {one.id: one for one in stored.segments if one.file_name.endswith(".flac")}
    segments = tuple(smaller.get(one.id, one) for one in recording.segments)
    return replace(recording, segments=segments)
