"""A microphone, through PortAudio."""

import sys
from typing import Any

from flipdesk.audio.device import AudioDevice, list_devices, require_portaudio
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.source import OnBlock, OnEnd
from flipdesk.audio.spec import AudioSpec

BLOCK_MS = 40


class PortAudioSource:
    """An input stream whose callback does nothing but pass a copied block on."""

    def __init__(self, device: str, spec: AudioSpec) -> None:
        """`device` is a name, or empty for the default."""
        self._device = device
        self._spec = spec
        self._stream: Any = None
        self._stopping = False

    @property
    def live(self) -> bool:
        return True

    def start(self, on_block: OnBlock, on_end: OnEnd) -> None:
        device = self._find()
        import sounddevice

        def callback(data: Any, _frames: int, _time: object, status: Any) -> None:
            on_block(bytes(data), bool(status.input_overflow))

        def finished() -> None:
            # PortAudio calls this after our own stop as well.
            if not self._stopping:
                on_end()

        try:
            self._stream = sounddevice.RawInputStream(
                samplerate=self._spec.rate_hz,
                blocksize=self._spec.rate_hz * BLOCK_MS // 1000,
                device=device.index,
                channels=self._spec.channels,
                dtype="int16",
                latency="high",
                callback=callback,
                finished_callback=finished,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as problem:
            self.stop()
            raise AudioError(FailureKind.DEVICE_REFUSED, device.name) from problem

    def stop(self) -> None:
        self._stopping = True
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)

    def _find(self) -> AudioDevice:
        devices = list_devices()
        if not devices:
            raise AudioError(FailureKind.NO_DEVICE)
        wanted = [device for device in devices if device.name == self._device]
        if not self._device:
            wanted = [device for device in devices if device.is_default] or list(devices)
        if not wanted:
            raise AudioError(FailureKind.UNKNOWN_DEVICE, self._device)
        return wanted[0]


def look_again() -> None:
    """Let PortAudio see what was plugged in since; every open stream must be closed before."""
    if "sounddevice" not in sys.modules:
        return
    require_portaudio()
    import sounddevice

    # The list is frozen from initialising to terminating; sounddevice offers no public way.
    sounddevice._terminate()
    sounddevice._initialize()
