"""Listening to a microphone without recording: how loud it is, and nothing kept."""

import queue
import threading
from collections.abc import Callable

from flipdesk.audio.clock import Clock
from flipdesk.audio.events import MicrophoneHeard, RecorderEvent
from flipdesk.audio.failure import AudioError
from flipdesk.audio.levels import measure
from flipdesk.audio.source import AudioSource, open_source
from flipdesk.audio.spec import AudioSpec

_TELL_S = 0.2


class Monitored:
    """A source that is listened to; whether it can be opened and what it hears is told, no more."""

    def __init__(self, device: str, clock: Clock, emit: Callable[[RecorderEvent], None]) -> None:
        self.device = device
        self._clock = clock
        self._emit = emit
        self._spec = AudioSpec()
        self._blocks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._source: AudioSource | None = None
        self._thread: threading.Thread | None = None
        self._ended = False

    @property
    def is_open(self) -> bool:
        """Return whether the source is open and has not ended by itself."""
        return self._source is not None and not self._ended

    def open(self) -> bool:
        """Try to open the source; return whether it is open."""
        try:
            source = open_source(self.device, self._spec, self._clock)
            source.start(self._put, self._end)
        except AudioError:
            return False
        self._ended = False
        self._source = source
        self._thread = threading.Thread(target=self._measure, name="monitor", daemon=True)
        self._thread.start()
        return True

    def close(self) -> None:
        """Let the source go; may hang when the sound system does."""
        source, self._source = self._source, None
        if source is not None:
            source.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            self._blocks.put(None)
            thread.join()

    def _put(self, data: bytes, _overflowed: bool, _age_ns: int = 0, /) -> None:  # noqa: FBT001
        self._blocks.put(data)

    def _end(self) -> None:
        self._ended = True

    def _measure(self) -> None:
        import numpy as np

        enough = round(_TELL_S * self._spec.rate_hz) * self._spec.frame_bytes
        sound = b""
        while (block := self._blocks.get()) is not None:
            sound += block
            if len(sound) >= enough:
                level = measure(np.frombuffer(sound, "<i2"))
                now_ns = self._clock.monotonic_ns()
                self._emit(MicrophoneHeard(round(level.peak, 5), round(level.rms, 6), now_ns))
                sound = b""
