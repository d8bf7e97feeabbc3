"""The bounded ring between the device's callback and the writer."""

import queue
import threading
from dataclasses import dataclass

from flipdesk.audio.clock import Clock
from flipdesk.audio.spec import AudioSpec

OFF_RECORD_MARGIN_NS = 250_000_000
"""What is off the record is taken wider on both sides by what a sound system may err about when a
sound was heard: before, for the word that was on its way, and after, for what was still in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sound that came in one call; `first_sample` counts from the ring's first frame.

    `monotonic_ns` is when its last frame was heard, or when it arrived if that is not `exact`.
    """

    first_sample: int
    data: bytes
    overflowed: bool
    monotonic_ns: int
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """What was heard after this moment is not kept, whenever it comes.

    `off_record` what has come already is not kept either.
    """

    at_ns: int
    off_record: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    """What was heard after this moment is kept again."""

    at_ns: int


@dataclass(frozen=True, slots=True)
class Listening:
    """A source was opened. A `timed` one gives sound at the pace of the clock."""

    device: str
    timed: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """The source is gone; the clock tells where the next block belongs.

    An `alarming` loss was not asked for.
    """

    alarming: bool = True


@dataclass(frozen=True, slots=True)
class StoodStill:
    """This process, or the whole machine, stood still until now."""


@dataclass(frozen=True, slots=True)
class WallClockSet:
    """The wall clock was set by so much, forwards when positive."""

    shift_ms: int


@dataclass(frozen=True, slots=True)
class End:
    """Nothing after this belongs to the recording."""


Mark = Pause | Resume | Listening | Lost | StoodStill | WallClockSet | End
RingItem = Block | Mark


class Ring:
    """Holds at least `seconds` of sound for a writer that is held up, and drops what is beyond.

    Dropped blocks still count in the position, so that the writer sees the hole. One thread puts
    sound, one takes it; putting never waits, as a sound callback must not, and wakes the taker.
    """

    def __init__(self, spec: AudioSpec, clock: Clock, *, seconds: int = 60) -> None:
        self._spec = spec
        self._clock = clock
        self._most_frames = seconds * spec.rate_hz
        self._items: queue.SimpleQueue[RingItem] = queue.SimpleQueue()
        self._put_frames = 0
        self._taken_frames = 0
        self._room = threading.Event()
        self.ending = threading.Event()
        self.last_ns: int | None = None
        """When the last block came, on the monotonic clock; None before the first."""
        self.position = 0
        self.dropped_blocks = 0
        self.closed = False

    @property
    def held_frames(self) -> int:
        """Return how many frames wait for the writer."""
        return self._put_frames - self._taken_frames

    def put(self, data: bytes, overflowed: bool, age_ns: int = 0) -> None:  # noqa: FBT001
        """Take a block from the device, or drop and count it when the ring is full.

        `age_ns` is for how long its last frame has been on its way, 0 when nobody knows.
        """
        if self.closed:
            return
        frames = self._spec.frames(data)
        now_ns = self._clock.monotonic_ns()
        self.last_ns = now_ns
        if self.held_frames + frames > self._most_frames:
            self.dropped_blocks += 1
        else:
            self._put_frames += frames
            heard_ns = now_ns - age_ns
            self._items.put(Block(self.position, data, overflowed, heard_ns, age_ns > 0))
        self.position += frames

    def put_when_room(self, data: bytes, overflowed: bool, age_ns: int = 0) -> None:  # noqa: FBT001
        """Take a block from a source that can wait, as a file can and a microphone cannot."""
        while not self.closed and self.held_frames > self._most_frames // 2:
            self._room.clear()
            self._room.wait(0.05)
        self.put(data, overflowed, age_ns)

    def mark(self, item: Mark) -> None:
        """Set a mark between the sound that came and the sound that will."""
        self._items.put(item)
        if isinstance(item, End):
            self.ending.set()

    def take(self, *, wait_s: float = 0) -> list[RingItem]:
        """Return everything that waits, oldest first; wait so long for the first of it."""
        taken: list[RingItem] = []
        frames = 0
        try:
            item = self._items.get(timeout=wait_s) if wait_s else self._items.get_nowait()
            while True:
                taken.append(item)
                if isinstance(item, Block):
                    frames += self._spec.frames(item.data)
                item = self._items.get_nowait()
        except queue.Empty:
            self._taken_frames += frames
        if not self._room.is_set():
            self._room.set()
        return taken
