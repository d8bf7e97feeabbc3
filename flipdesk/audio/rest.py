"""The stretches in which nothing is kept, as they stand on the timeline."""

from flipdesk.audio.events import GapReason
from flipdesk.audio.recording_writer import RecordingWriter


class Rest:
    """Begins and ends them; a pause can become off the record, and says so from there."""

    def __init__(self, recording: RecordingWriter) -> None:
        self._recording = recording
        self.reason: GapReason | None = None
        """Why nothing is kept now."""

    def begin(self, sample: int, *, off_record: bool) -> None:
        """Keep nothing from a sample on. Raises OSError when the disk refuses; call it again."""
        if self.reason is not None:
            self._recording.skip_to(sample, self.reason)
        if off_record:
            self._recording.go_off_record(sample)
        else:
            self._recording.close_segment()
        self.reason = GapReason.OFF_RECORD if off_record else GapReason.PAUSE

    def end(self, sample: int) -> None:
        """Keep sound from a sample on. Raises OSError when the disk refuses."""
        self._recording.skip_to(sample, self.reason or GapReason.PAUSE)
        self.reason = None

    def close_recording(self, heard: int) -> None:
        """Close the recording, and say so if it ends off the record: up to what was heard."""
        off_record = self.reason is GapReason.OFF_RECORD
        self._recording.close(off_record_until=heard if off_record else 0)
