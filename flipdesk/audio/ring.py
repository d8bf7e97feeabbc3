"""The bounded ring between the device's callback and the writer."""

import threading
from collections import deque
from dataclasses import dataclass

from flipdesk.audio.clock import Clock
from flipdesk.audio.spec import AudioSpec


@dataclass(frozen=True, slots=True)
class Block:
    """Sound that came in one call; `first_sample` counts from the ring's first frame."""

    first_sample: int
    data: bytes
    overflowed: bool
    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class Pause:
    """From here nothing is kept."""


@dataclass(frozen=True, slots=True)
class Resume:
    """From here sound is kept again."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The device is gone; nothing comes until another `Skip`."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The device is back, and the timeline goes on at `to_sample`."""

    to_sample: int


@dataclass(frozen=True, slots=True)
class End:
    """Nothing after this belongs to the recording."""


RingItem = Block | Pause | Resume | Lost | Skip | End


class Ring:
    """Holds at least `seconds` of sound for a writer that is held up, and drops what is beyond.

    Dropped blocks still count in the position, so that the writer sees the hole. One thread puts
    sound, one takes it; neither ever waits for a lock of the other, as a sound callback must not.
    """

    def __init__(self, spec: AudioSpec, clock: Clock, *, seconds: int = 60) -> None:
        self._spec = spec
        self._clock = clock
        self._most_frames = seconds * spec.rate_hz
        self._items: deque[RingItem] = deque()
        self._put_frames = 0
        self._taken_frames = 0
        self._room = threading.Event()
        self.wanted = threading.Event()
        self._last_ns: int | None = None
        self._returning = False
        self.position = 0
        self.dropped_blocks = 0
        self.closed = False

    @property
    def last_ns(self) -> int | None:
        """Return when the last block came, on the monotonic clock; None before the first."""
        return self._last_ns

    @property
    def held_frames(self) -> int:
        """Return how many frames wait for the writer."""
        return self._put_frames - self._taken_frames

    def put(self, data: bytes, overflowed: bool) -> None:  # noqa: FBT001 - PortAudio's shape
        """Take a block from the device, or drop and count it when the ring is full."""
        frames = self._spec.frames(data)
        if self.closed:
            return
        now_ns = self._clock.monotonic_ns()
        if self._returning:
            self._skip_silence(now_ns, frames)
        self._last_ns = now_ns
        if self.held_frames + frames > self._most_frames:
            self.dropped_blocks += 1
        else:
            self._items.append(Block(self.position, data, overflowed, now_ns))
            self._put_frames += frames
        self.position += frames

    def put_when_room(self, data: bytes, overflowed: bool) -> None:  # noqa: FBT001
        """Take a block from a source that can wait, as a file can and a microphone cannot."""
        while not self.closed and self.held_frames > self._most_frames // 2:
            self._room.clear()
            self.wanted.set()
            self._room.wait(0.05)
        self.put(data, overflowed)

    def mark(self, item: Pause | Resume | Lost | End) -> None:
        """Set a mark between the sound that came and the sound that will."""
        self._items.append(item)
        self.wanted.set()

    def await_return(self) -> None:
        """Say that the device is gone; the next block's place is told by the clock."""
        self._returning = True
        self.mark(Lost())

    def take(self) -> list[RingItem]:
        """Return everything that waits, oldest first."""
        taken: list[RingItem] = []
        frames = 0
        while self._items:
            item = self._items.popleft()
            taken.append(item)
            if isinstance(item, Block):
                frames += self._spec.frames(item.data)
        self._taken_frames += frames
        self._room.set()
        return taken

    def _skip_silence(self, now_ns: int, frames: int) -> None:
        self._returning = False
        if self._last_ns is not None:
            passed = self._spec.samples_in_ns(now_ns - self._last_ns)
            self.position += max(0, passed - frames)
        self._items.append(Skip(self.position))
