"""What the recording is doing, as the window shows it."""

from enum import Enum, auto


class RecordingState(Enum):
    IDLE = auto()
    STARTING = auto()
    RECORDING = auto()
    NO_SOUND = auto()
    PAUSED = auto()
    OFF_RECORD = auto()
    """Nothing is kept, because it was agreed that nothing is."""
    LOST = auto()

    @property
    def rests(self) -> bool:
        """Whether nothing is kept because somebody wished so."""
        return self in (RecordingState.PAUSED, RecordingState.OFF_RECORD)
