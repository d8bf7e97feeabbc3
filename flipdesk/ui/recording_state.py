"""What the recording is doing, as the window shows it."""

from enum import Enum, auto


class RecordingState(Enum):
    IDLE = auto()
    STARTING = auto()
    RECORDING = auto()
    NO_SOUND = auto()
    PAUSED = auto()
    LOST = auto()
