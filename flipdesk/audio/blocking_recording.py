"""Recording for a caller who waits, as a command line does."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path

from flipdesk.audio.events import (
    LevelMeasured,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderFound,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.recorder import Recorder
from flipdesk.audio.spec import AudioSpec

_LOOK_S = 0.1


def record_and_wait(
    recorder: Recorder,
    folder: Path,
    *,
    device: str = "",
    spec: AudioSpec | None = None,
    seconds: float | None = None,
    stop: threading.Event | None = None,
    on_event: Callable[[RecorderEvent], None] | None = None,
    key: bytes | None = None,
) -> RecordingStopped:
    """Record until `seconds` of sound are heard or `stop` is set, and return what was recorded.

    A recorder that goes on alone in this folder is taken back, and `seconds` count from there.
    `on_event` is told everything, on the caller's thread. KeyboardInterrupt stops cleanly too.

    Raises:
        AudioError: the recording could not begin, or the recorder ended before its time; what was
            written until then is kept.
    """
    waiting: queue.SimpleQueue[RecorderEvent] = queue.SimpleQueue()
    ends = stop or threading.Event()
    enough = 0
    told_to_stop = False
    recorder.listen(waiting.put)
    if not recorder.adopt(folder, key=key):
        recorder.start(folder, device, spec, key=key)
    while True:
        try:
            if ends.is_set() and not told_to_stop:
                told_to_stop = True
                recorder.stop()
            event = waiting.get(timeout=_LOOK_S)
            if on_event is not None:
                on_event(event)
            if isinstance(event, RecordingStopped):
                return event
            _raise_if_over(event)
            if not enough and seconds is not None:
                enough = _enough(event, seconds)
            if isinstance(event, LevelMeasured) and 0 < enough <= event.samples:
                ends.set()
        except queue.Empty:
            continue
        except KeyboardInterrupt:
            ends.set()


def _enough(event: RecorderEvent, seconds: float) -> int:
    """Return the sample at which so many seconds are heard, 0 while that is not known."""
    match event:
        case RecordingStarted(first_sample=sample) | RecorderFound(samples=sample):
            return sample + round(seconds * event.rate_hz)
        case _:
            return 0


def _raise_if_over(event: RecorderEvent) -> None:
    match event:
        case RecorderFailed(goes_on=False):
            raise AudioError(event.kind, event.detail)
        case RecorderDied():
            raise AudioError(FailureKind.CHILD_DIED, event.detail)
        case _:
            return
