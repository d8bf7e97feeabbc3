"""What the knowledge base knows of a folder of sound, as plain values that may leave its thread."""

from dataclasses import dataclass

from flipdesk.domain.ids import RecordingId, SessionId


@dataclass(frozen=True, slots=True)
class KeptSound:
    """A recording: its folder relative to the knowledge base, and its files with their samples."""

    recording_id: RecordingId
    session_id: SessionId
    folder: str
    channels: int
    is_stopped: bool
    samples: int
    files: tuple[tuple[str, int], ...]
