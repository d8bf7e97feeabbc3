"""Where sound comes from, and how a source is chosen by name."""

from collections.abc import Callable
from typing import Protocol

from flipdesk.audio.clock import Clock
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.spec import AudioSpec

FAKE_PREFIX = "fake:"

OnEnd = Callable[[], None]


class OnBlock(Protocol):
    """Takes a block of interleaved 16-bit sound, and whether sound was lost before it.

    `age_ns` is for how long its last frame has been on its way, 0 when the source cannot tell.
    """

    def __call__(self, data: bytes, overflowed: bool, age_ns: int = 0, /) -> None:  # noqa: FBT001
        """Take it and return at once."""
        ...


class AudioSource(Protocol):
    """A stream of sound. `live` sources cannot wait for a slow listener.

    A `timed` one gives as much sound in a second as a second holds, so a clock can tell what lacks.
    """

    @property
    def device(self) -> str:
        """Return the name of the microphone, as far as it is known."""
        ...

    @property
    def timed(self) -> bool:
        """Return whether sound comes at the pace of the clock."""
        ...

    @property
    def live(self) -> bool:
        """Return whether blocks come when they come, whatever the listener does."""
        ...

    def start(self, on_block: OnBlock, on_end: OnEnd) -> None:
        """Begin; both are called on a thread of the source, `on_end` once, when it has ended.

        Raises:
            AudioError: the device is not there or cannot be opened.
        """
        ...

    def stop(self) -> None:
        """End the stream; may hang when the sound system does."""
        ...


def open_source(
    device: str,
    spec: AudioSpec,
    clock: Clock,
    emit: Callable[[RecorderEvent], None] | None = None,
) -> AudioSource:
    """Return the source of a device name: "" for the default, "fake:tone", "fake:/a.wav".

    `emit` is told what the sound system does to a microphone while it is open.

    Raises:
        AudioError: there is no such device.
    """
    if device.startswith(FAKE_PREFIX):
        from flipdesk.audio.fake_source import FakeSource

        return FakeSource.named(device, spec, clock)
    from flipdesk.audio.portaudio_source import PortAudioSource, look_again

    look_again()
    return PortAudioSource(device, spec, emit)
