"""A source without a microphone: speech-like tones or a WAV file, in real time or faster."""

import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from flipdesk.audio.clock import Clock
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.source import FAKE_PREFIX, OnBlock, OnEnd
from flipdesk.audio.spec import AudioSpec

BLOCK_MS = 200
TONE = "tone"


@dataclass(frozen=True, slots=True)
class FakeOptions:
    """How a fake plays. Speed 0 is as fast as it can.

    After `seconds` it falls silent, or ends like a lost device when `ends` is set; without
    `seconds` it goes on for ever, a WAV file with silence after its end. Every block comes
    `latency_ms` after its last frame was heard, and says so.
    """

    speed: float = 1.0
    seconds: float | None = None
    ends: bool = False
    latency_ms: int = 0

    @classmethod
    def parse(cls, query: str) -> "FakeOptions":
        """Read "speed=0&seconds=20&ends=1&latency_ms=300".

        Raises:
            ValueError: a number is none.
        """
        values = dict(parse_qsl(query))
        seconds = values.get("seconds")
        return cls(
            speed=float(values.get("speed", "1")),
            seconds=None if seconds is None else float(seconds),
            ends=values.get("ends", "0") == "1",
            latency_ms=int(values.get("latency_ms", "0")),
        )


class FakeSource:
    """Plays a stretch of sound to its listener."""

    def __init__(
        self, device: str, sound: bytes, spec: AudioSpec, clock: Clock, options: FakeOptions
    ) -> None:
        """`device` is its name; `sound` is interleaved 16-bit sound of that spec."""
        self.device = device
        self._sound = sound
        self._spec = spec
        self._clock = clock
        self._options = options
        self._repeats = device.startswith(FAKE_PREFIX + TONE)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @classmethod
    def named(cls, device: str, spec: AudioSpec, clock: Clock) -> "FakeSource":
        """Make the source of "fake:tone" or "fake:/path.wav", with "?speed=…&seconds=…" after it.

        Raises:
            AudioError: the file is not there or is no 16-bit WAV of this spec.
        """
        name, _, query = device.removeprefix(FAKE_PREFIX).partition("?")
        try:
            options = FakeOptions.parse(query)
            sound = speech_like(spec) if name == TONE else _read_wav(Path(name), spec)
        except (OSError, EOFError, ValueError, wave.Error) as problem:
            raise AudioError(FailureKind.UNKNOWN_DEVICE, device) from problem
        return cls(device, sound, spec, clock, options)

    @property
    def live(self) -> bool:
        return self._options.speed > 0

    @property
    def timed(self) -> bool:
        return self._options.speed == 1

    def start(self, on_block: OnBlock, on_end: OnEnd) -> None:
        self._thread = threading.Thread(
            target=self._play, args=(on_block, on_end), name="fake-source", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _play(self, on_block: OnBlock, on_end: OnEnd) -> None:
        latency_ns = self._options.latency_ms * 1_000_000
        began_ns = self._clock.monotonic_ns() + latency_ns
        frames = 0
        for block in self._blocks():
            frames += self._spec.frames(block)
            if self.live and not self._clock.wait_until(
                began_ns + round(frames * 1e9 / self._spec.rate_hz / self._options.speed),
                self._stop,
            ):
                return
            if self._stop.is_set():
                return
            on_block(block, False, latency_ns)  # noqa: FBT003 - PortAudio's shape
        if self._options.ends:
            on_end()

    def _blocks(self) -> Iterator[bytes]:
        size = self._spec.frame_bytes * max(1, self._spec.rate_hz * BLOCK_MS // 1000)
        seconds = self._options.seconds
        left = None if seconds is None else round(seconds * self._spec.rate_hz)
        at = 0
        while left is None or left > 0:
            block = self._sound[at : at + size]
            at += len(block)
            if at >= len(self._sound):
                at = 0 if self._repeats else len(self._sound)
            if not block:
                block = bytes(size)
            if left is not None:
                block = block[: left * self._spec.frame_bytes]
                left -= self._spec.frames(block)
            yield block


def speech_like(spec: AudioSpec) -> bytes:
    """Return four seconds of syllables: a voice's harmonics under an envelope, with pauses."""
    import numpy as np

    seconds = np.arange(4 * spec.rate_hz) / spec.rate_hz
    pitch_hz = 120 + 15 * np.sin(2 * np.pi * 0.5 * seconds)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / spec.rate_hz
    voice = sum(np.sin(phase * harmonic) / harmonic for harmonic in range(1, 9))
    syllables = np.clip(np.sin(2 * np.pi * 3.5 * seconds), 0, None) ** 0.5
    breath = (seconds % 2.0) < 1.6
    mono = (0.18 * 32767 * voice * syllables * breath).astype("<i2")
    return np.repeat(mono[:, None], spec.channels, axis=1).tobytes()


def _read_wav(path: Path, spec: AudioSpec) -> bytes:
    with wave.open(str(path), "rb") as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (
            spec.rate_hz,
            spec.channels,
            2,
        ):
            raise ValueError(path)
        return file.readframes(file.getnframes())
