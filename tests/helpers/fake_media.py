"""A loudspeaker for tests of the window: plays nothing, and its clock is turned by hand."""

from PySide6.QtCore import QObject, Signal

from flipdesk.audio.sound_stream import SoundStream
from flipdesk.errors import KnownError

NO_OUTPUT = "Der er intet at afspille lyd på."


class FakeMedia(QObject):
    """A Media; milliseconds are those of the stream."""

    moved = Signal(int)
    ended = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.stream: SoundStream | None = None
        self.at_ms = 0
        self.rate = 1.0
        self.plays = False
        self.loops = False
        self.closed = 0
        self.is_plugged_in = True
        self.has_failed = False

    def load(self, stream: SoundStream, begin_ms: int, *, plays: bool, loops: bool) -> None:
        if plays and not self.is_plugged_in:
            raise KnownError(NO_OUTPUT)
        self.has_failed = False
        self.stream, self.at_ms, self.plays, self.loops = stream, begin_ms, plays, loops

    def play(self) -> None:
        if not self.is_plugged_in:
            raise KnownError(NO_OUTPUT)
        self.plays = not self.has_failed

    def fail(self, sentence: str) -> None:
        """Be unable to go on; only another load helps."""
        self.plays, self.has_failed = False, True
        self.failed.emit(sentence)

    def pause(self) -> None:
        self.plays = False

    def seek(self, ms: int) -> None:
        self.at_ms = ms
        self.moved.emit(ms)

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def close(self) -> None:
        self.plays, self.stream = False, None
        self.closed += 1

    def sounds(self) -> bool:
        """Return whether it plays now."""
        return self.plays

    def repeats(self) -> bool:
        """Return whether it begins anew at the end."""
        return self.loops

    def advance(self, ms: int) -> None:
        """Let time pass."""
        if not self.plays or self.stream is None:
            return
        length = self.stream.plan.frames * 1000 // self.stream.plan.spec.rate_hz
        self.at_ms += round(ms * self.rate)
        if self.at_ms < length:
            self.moved.emit(self.at_ms)
        elif self.loops:
            self.at_ms %= length
            self.moved.emit(self.at_ms)
        else:
            self.at_ms, self.plays = length, False
            self.moved.emit(length)
            self.ended.emit()

    def sounding(self, ms: int) -> bytes:
        """Return the next sound as it would be heard."""
        assert self.stream is not None
        frame = self.stream.plan.spec.sample(self.at_ms)
        size = self.stream.plan.spec.frame_bytes
        begin = len(self.stream.header) + frame * size
        return self.stream.read_at(begin, self.stream.plan.spec.sample(ms) * size)
