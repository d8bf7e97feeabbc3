"""A microphone, through PortAudio."""

import sys
from collections.abc import Callable
from typing import Any

from flipdesk.audio.device import AudioDevice, list_devices, require_portaudio
from flipdesk.audio.device_match import match_device
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.route_watch import RouteWatch, watch_route
from flipdesk.audio.source import OnBlock, OnEnd
from flipdesk.audio.spec import AudioSpec

BLOCK_MS = 200
"""Waking a sleeping computer costs more than the work: so seldom, but 0.3 s may be lost at most."""
_PERIODS = 4
_MOST_AGE_S = 1.0


class PortAudioSource:
    """An input stream whose callback does nothing but pass a copied block on."""

    def __init__(
        self,
        device: str,
        spec: AudioSpec,
        emit: Callable[[RecorderEvent], None] | None = None,
    ) -> None:
        """`device` is a name, or empty for the default; see `open_source` for `emit`."""
        self._emit = emit
        self._route: RouteWatch | None = None
        self.device = device
        self._spec = spec
        self._stream: Any = None
        self._stopping = False

    @property
    def live(self) -> bool:
        return True

    @property
    def timed(self) -> bool:
        return True

    def start(self, on_block: OnBlock, on_end: OnEnd) -> None:
        device = self._find()
        self.device = device.name
        import sounddevice

        rate_hz = self._spec.rate_hz

        def callback(data: Any, frames: int, time: Any, status: Any) -> None:
            # The time of the first frame; a host that does not know it says something wild.
            age_s = time.currentTime - time.inputBufferAdcTime - frames / rate_hz
            age_ns = int(age_s * 1e9) if 0 < age_s < _MOST_AGE_S else 0
            on_block(bytes(data), bool(status.input_overflow), age_ns)

        def finished() -> None:
            # PortAudio calls this after our own stop as well.
            if not self._stopping:
                on_end()

        blocksize, latency = pace(device.host_api, rate_hz)
        try:
            self._stream = sounddevice.RawInputStream(
                samplerate=rate_hz,
                blocksize=blocksize,
                device=device.index,
                channels=self._spec.channels,
                dtype="int16",
                latency=latency,
                callback=callback,
                finished_callback=finished,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as problem:
            self.stop()
            raise AudioError(FailureKind.DEVICE_REFUSED, device.name) from problem
        if self._emit is not None:
            self._route = watch_route(self._emit)

    def stop(self) -> None:
        self._stopping = True
        route, self._route = self._route, None
        if route is not None:
            route.close()
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)

    def _find(self) -> AudioDevice:
        devices = list_devices()
        if not devices:
            raise AudioError(FailureKind.NO_DEVICE)
        if not self.device:
            return next((device for device in devices if device.is_default), devices[0])
        wanted = match_device(self.device, devices)
        if wanted is None:
            raise AudioError(FailureKind.UNKNOWN_DEVICE, self.device)
        return wanted


def pace(host_api: str, rate_hz: int) -> tuple[int, float | str]:
    """Return the frames of a block and the latency to ask for, so that we wake five times a second.

    PortAudio cuts a buffer of ALSA into four periods, and wakes when one of them is full. Blocks of
    a fixed size leave up to a whole one lying there; with 0 everything that came is handed over.
    Elsewhere 0 would mean blocks of some milliseconds.
    """
    if host_api == "ALSA":
        return 0, _PERIODS * BLOCK_MS / 1000
    return rate_hz * BLOCK_MS // 1000, "high"


def look_again() -> None:
    """Let PortAudio see what was plugged in since; every open stream must be closed before."""
    if "sounddevice" not in sys.modules:
        return
    require_portaudio()
    import sounddevice

    # The list is frozen from initialising to terminating; sounddevice offers no public way.
    sounddevice._terminate()
    sounddevice._initialize()
