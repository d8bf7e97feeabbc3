"""Where sound comes from, and how a source is chosen by name."""

from collections.abc import Callable
from typing import Protocol

from flipdesk.audio.clock import Clock
from flipdesk.audio.spec import AudioSpec

FAKE_PREFIX = "fake:"

# A block of interleaved 16-bit sound, and whether sound was lost before it.
OnBlock = Callable[[bytes, bool], None]
OnEnd = Callable[[], None]


class AudioSource(Protocol):
    """A stream of sound. `live` sources cannot wait for a slow listener."""

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


def open_source(device: str, spec: AudioSpec, clock: Clock) -> AudioSource:
    """Return the source of a device name: "" for the default, "fake:tone", "fake:/a.wav".

    Raises:
        AudioError: there is no such device.
    """
    if device.startswith(FAKE_PREFIX):
        from flipdesk.audio.fake_source import FakeSource

        return FakeSource.named(device, spec, clock)
    from flipdesk.audio.portaudio_source import PortAudioSource, look_again

    look_again()
    return PortAudioSource(device, spec)
